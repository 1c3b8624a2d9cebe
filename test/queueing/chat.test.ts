import { describe, expect, it } from "vitest";
import type { Ledger, PoolExtra, QueueExtra } from "../../engine/centre/ledger.ts";
import { extraCell, POOL_EXTRA, poolExtraCell, QUEUE_EXTRA } from "../../engine/centre/ledger.ts";
import type { Distribution } from "../../engine/random/times/distribution.ts";
import { seconds } from "../../engine/units.ts";
import type { RoomQueue } from "../support/rooms.ts";
import {
  exponential,
  expectAllExact,
  measured,
  never,
  occupancy,
  poolTotal,
  ratio,
  replicate,
  room,
} from "../support/rooms.ts";
import { chatDesk } from "./chatDesk.ts";
import { simulatedCase } from "./simulatedCase.ts";

const extra =
  (column: QueueExtra) =>
  (ledger: Ledger): number => {
    let sum = 0;
    for (let bin = 0; bin < ledger.bins; bin++) {
      sum += ledger.queueExtras[extraCell(ledger, 0, bin) + QUEUE_EXTRA[column]]!;
    }
    return sum;
  };
const poolExtra =
  (column: PoolExtra) =>
  (ledger: Ledger): number => {
    let sum = 0;
    for (let bin = 0; bin < ledger.bins; bin++) {
      sum += ledger.poolExtras[poolExtraCell(ledger, 0, bin) + POOL_EXTRA[column]]!;
    }
    return sum;
  };
const onDuty = (ledger: Ledger): number => poolTotal(ledger, 0, "onDuty");
const secondsOf = (ledger: Ledger): number => 3600 * ledger.bins;

interface Desk {
  readonly operators: number;
  readonly speeds: readonly number[];
  readonly queue: RoomQueue;
  readonly patienceInside?: Distribution;
  readonly days: number;
  readonly replications?: number;
  readonly draws?: "exact" | "tables";
}

const runsOf = ({ operators, speeds, queue, patienceInside = never, days, replications = 20, draws }: Desk) =>
  replicate(
    room({
      days,
      warmUp: 86_400,
      draws: draws ?? "exact",
      queues: [{ ...queue, chat: { patienceInside, open: null } }],
      pools: [{ handlers: operators, chats: { speeds, calls: "wait" } }],
    }),
    replications,
  );

describe("chats whose speed depends on how many their operator holds", () => {
  it("come out as the verification case says", () => {
    const example = simulatedCase("D-CH-1");
    const runs = runsOf({
      operators: example.number("operators"),
      speeds: example.list("per_chat_speed"),
      days: 55,
      draws: "tables",
      queue: {
        callsPerHour: example.number("arrivals_per_hour"),
        talk: exponential(example.time("mean_chat_alone_s")),
        patience: exponential(example.time("mean_patience_s")),
      },
    });
    const queue = measured(runs);
    const idle = occupancy(runs);
    example.expect({
      p_wait: queue.shareWaiting,
      p_abandon: queue.abandonedShare,
      mean_wait_all_s: queue.meanWaitAll,
      mean_chats_in_progress: ratio(runs, poolExtra("chatSeconds"), secondsOf),
      mean_chat_duration_s: ratio(runs, extra("chatDuration"), extra("chatsOver")),
      mean_concurrency_of_busy_operator: ratio(runs, poolExtra("chatSeconds"), poolExtra("chatting")),
      p_operator_idle: { ...idle, value: 1 - idle.value },
      p_operator_full: ratio(runs, poolExtra("slotsFull"), onDuty),
    });
  });

  it.each([
    ["one operator, who gets quicker in all and then slower", 1, [1, 0.9, 0.5, 0.3], 30, never],
    ["three, of two slots each", 3, [1, 0.7], 30, never],
    ["two, whose chatters leave during the chat too", 2, [1, 0.8, 0.6], 40, exponential(500)],
  ] as const)("come out as their chain says: %s", (_, operators, speeds, callsPerHour, patienceInside) => {
    const exact = chatDesk({
      operators,
      speeds,
      perSecond: callsPerHour / 3600,
      meanWork: 400,
      meanPatience: 240,
      meanPatienceInside: patienceInside.kind === "exponential" ? patienceInside.mean : Infinity,
    });
    const runs = runsOf({
      operators,
      speeds,
      days: 15,
      patienceInside,
      queue: { callsPerHour, talk: exponential(400), patience: exponential(240) },
    });
    const queue = measured(runs);
    expectAllExact(
      {
        waits: queue.shareWaiting,
        abandons: queue.abandonedShare,
        meanQueue: queue.meanQueue,
        chats: ratio(runs, poolExtra("chatSeconds"), secondsOf),
        chatting: ratio(runs, poolExtra("chatting"), secondsOf),
        full: ratio(runs, poolExtra("slotsFull"), secondsOf),
        leftDuringChat: ratio(runs, extra("leftDuringChat"), extra("chatsOver")),
      },
      exact,
      0.03,
    );
  });
});

describe("chats that share one operator's time evenly (speed 1/k)", () => {
  const evenly = (most: number): readonly number[] => Array.from({ length: most }, (_, k) => 1 / (k + 1));

  it("get no more done than one after the other: as many in the room as in M/M/1", () => {
    // Load 0.6 and no limit that is ever reached: 0.6 ÷ 0.4 chats are held on average, for any number of slots.
    const runs = runsOf({
      operators: 1,
      speeds: evenly(40),
      days: 30,
      queue: { callsPerHour: 7.2, talk: exponential(300), patience: never },
    });
    expectAllExact(
      {
        held: ratio(runs, poolExtra("chatSeconds"), secondsOf),
        busy: occupancy(runs),
      },
      { held: 1.5, busy: 0.6 },
      0.02,
    );
  });

  it.each([
    ["lognormal", { kind: "lognormal", mean: seconds(300), spread: 1.5 }],
    ["exactly alike", { kind: "deterministic", value: seconds(300) }],
  ] as const)("hold as many on average whatever the work's law is: %s (M/G/1-PS)", (_, talk) => {
    const runs = runsOf({
      operators: 1,
      speeds: evenly(60),
      days: 30,
      queue: { callsPerHour: 7.2, talk, patience: never },
    });
    // Insensitivity: Kleinrock (1976), Queueing Systems vol. 2, section 4.4.
    expectAllExact(
      {
        held: ratio(runs, poolExtra("chatSeconds"), secondsOf),
        busy: occupancy(runs),
      },
      { held: 1.5, busy: 0.6 },
      0.03,
    );
  });

  it("with few slots lose and queue as one phone would that serves whoever is in the room", () => {
    // Whatever the number of slots, n in the room leave at the rate of one talk: only who waits differs.
    const [perHour, work, patience] = [15, 300, 600];
    const runs = runsOf({
      operators: 1,
      speeds: evenly(3),
      days: 20,
      queue: { callsPerHour: perHour, talk: exponential(work), patience: exponential(patience) },
    });
    const weights = [1];
    for (let n = 1; n < 100; n++) {
      weights.push((weights[n - 1]! * perHour) / 3600 / (1 / work + Math.max(0, n - 3) / patience));
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expectAllExact(
      { idle: ratio(runs, (ledger) => secondsOf(ledger) - poolTotal(ledger, 0, "busy"), secondsOf) },
      { idle: 1 / total },
      0.03,
    );
    expect(measured(runs).abandonedShare.value).toBeGreaterThan(0.05);
  });
});

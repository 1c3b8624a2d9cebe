import { describe, expect, it } from "vitest";
import type { Ledger } from "../../../engine/centre/ledger.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import type { ChatQueue, PoolChats, Scenario } from "../../../engine/scenario/scenario.ts";
import { seconds, share } from "../../../engine/units.ts";
import { exponential, never, poolTotal, room, total } from "../../support/rooms.ts";

const chat: ChatQueue = { patienceInside: never, open: null };
const chats = (speeds: readonly number[], calls: PoolChats["calls"] = "wait"): PoolChats => ({
  speeds,
  calls,
});

const bytes = ({ queueCells, poolCells, waits, longestWait }: Ledger): Buffer =>
  Buffer.concat([queueCells, poolCells, waits, longestWait].map(({ buffer }) => Buffer.from(buffer)));
const events = (scenario: Scenario, replication: number): Ledger =>
  runTrial(planOf(scenario), replication, null, { loop: "events" });

describe("a desk of one chat at a time", () => {
  const desk = (isChat: boolean): Scenario =>
    room({
      days: 5,
      draws: "tables",
      queues: [
        {
          callsPerHour: 30,
          talk: { kind: "lognormal", mean: seconds(300), spread: 1 },
          wrapUp: exponential(60),
          patience: exponential(400),
          balking: 0.1,
          message: { duration: exponential(40), hangUp: share(0.1), moveToDigital: share(0.1) },
          redials: {
            first: share(0.4),
            later: share(0.3),
            afterMessage: share(0.2),
            delay: exponential(600),
            mostTries: 5,
          },
          chat: isChat ? chat : null,
        },
      ],
      // Heads rise and fall, so that some have to finish what they are at.
      pools: [
        {
          handlers: [3, 4, 2, 5, 1, 3, 4, 2, 5, 1, 3, 4, 2, 5, 1, 3, 4, 2, 5, 1, 3, 4, 2, 0],
          ...(isChat ? { chats: chats([1]) } : {}),
        },
      ],
    });

  it("is a phone desk: the same waits, counts and hours worked, to the last bit or to rounding", () => {
    for (let replication = 0; replication < 5; replication++) {
      const [phones, one] = [events(desk(false), replication), events(desk(true), replication)];
      // The run with chats goes on until the last chat is over, so what is not counted may be more.
      const queue = (ledger: Ledger): Float64Array => ledger.queueCells.slice(0, 24 * ledger.bins);
      const pool = (ledger: Ledger): Float64Array => ledger.poolCells.slice(0, 3 * ledger.bins);
      expect(queue(one)).toEqual(queue(phones));
      expect(one.waits).toEqual(phones.waits);
      expect(one.longestWait).toEqual(phones.longestWait);
      pool(one).forEach((figure, i) => {
        expect(Math.abs(figure - pool(phones)[i]!)).toBeLessThan(1e-6);
      });
      expect(total(phones, 0, "abandoned")).toBeGreaterThan(100);
      expect(poolTotal(phones, 0, "overrun")).toBeGreaterThan(100);
    }
  });
});

describe("a desk of calls and chats to which no chat comes", () => {
  const desk = (pool: { readonly chats?: PoolChats; readonly answers?: readonly number[] }): Scenario =>
    room({
      days: 5,
      draws: "tables",
      queues: [
        { callsPerHour: 12, wrapUp: exponential(60), patience: exponential(900), mayInterruptWrapUp: true },
        { callsPerHour: 20, talk: exponential(400), patience: exponential(300) },
        { arrivals: { kind: "replay", times: [] }, ...(pool.chats === undefined ? {} : { chat }) },
      ],
      pools: [
        {
          handlers: [3, 4, 2, 5, 1, 3, 4, 2, 5, 1, 3, 4, 2, 5, 1, 3, 4, 2, 5, 1, 3, 4, 2, 1],
          holdBack: 1,
          ...pool,
        },
      ],
    });

  it.each(["wait", "pause the chats", "run beside the chats"] as const)(
    "is a phone desk, to the last bit: calls %s",
    (calls) => {
      for (let replication = 0; replication < 3; replication++) {
        const phones = events(desk({}), replication);
        expect(
          bytes(events(desk({ chats: chats([1, 0.8, 0.6], calls) }), replication)).equals(bytes(phones)),
        ).toBe(true);
        expect(total(phones, 1, "abandoned")).toBeGreaterThan(100);
      }
    },
  );
});

describe("plans that share a seed", () => {
  it("meet the same chatters, however many chats a handler holds, and the same callers beside them", () => {
    const fates = (speeds: readonly number[], patienceInside = exponential(600)) => {
      const seen: string[] = [];
      const scenario = room({
        days: 2,
        queues: [
          { callsPerHour: 20, patience: exponential(300) },
          { callsPerHour: 30, patience: exponential(300), chat: { patienceInside, open: null } },
        ],
        pools: [{ handlers: 3, chats: chats(speeds) }],
      });
      runTrial(planOf(scenario), 0, {
        dialled: ({ contacts, now }, contact) => {
          const settled = [
            contacts.talkOf(contact),
            contacts.wrapUpOf(contact),
            contacts.patienceOf(contact),
          ];
          seen.push([contacts.queueOf(contact), contacts.numberOf(contact), now, ...settled].join());
        },
      });
      // A run with chats goes on until the last is over.
      return seen.filter((line) => Number(line.split(",")[2]) < 2 * 86_400);
    };
    const few = fates([1]);
    expect(fates([1, 0.9, 0.8])).toEqual(few);
    expect(fates([1, 0.9, 0.8], exponential(60))).toEqual(few);
    expect(few.length).toBeGreaterThan(2000);
  });
});

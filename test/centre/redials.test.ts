import { describe, expect, it } from "vitest";
import type { Ledger } from "../../engine/centre/ledger.ts";
import { storyteller } from "../../engine/centre/story.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import type { Redials, Scenario } from "../../engine/scenario/scenario.ts";
import { share } from "../../engine/units.ts";
import { exponential, fixed, room, total } from "../support/rooms.ts";

const rule = (first: number, later = first, afterMessage = 0): Redials => ({
  first: share(first),
  later: share(later),
  afterMessage: share(afterMessage),
  delay: exponential(300),
  mostTries: 50,
});

const twoQueues = (of101: Redials | null, handlers = 3, of999: Redials | null = null): Scenario =>
  room({
    days: 3,
    handlers,
    draws: "tables",
    queues: [
      { callsPerHour: 15, wrapUp: exponential(60), patience: exponential(200), balking: 0.1, redials: of999 },
      {
        callsPerHour: 30,
        talk: exponential(400),
        patience: exponential(300),
        message: { duration: exponential(40), hangUp: share(0.1), moveToDigital: share(0.1) },
        redials: of101,
      },
    ],
  });

const bytes = ({ queueCells, poolCells, waits, longestWait }: Ledger): Buffer =>
  Buffer.concat([queueCells, poolCells, waits, longestWait].map(({ buffer }) => Buffer.from(buffer)));

/** What was settled about each attempt: talk, wrap-up, patience, by queue, caller and attempt. */
function fatesIn(scenario: Scenario): ReadonlyMap<string, readonly number[]> {
  const seen = new Map<string, readonly number[]>();
  runTrial(planOf(scenario), 0, {
    dialled({ contacts, redials, people, now }, contact) {
      const queue = contacts.queueOf(contact);
      const caller = redials === null ? contacts.numberOf(contact) : people.personOf(contact);
      const attempt = redials === null ? 1 : people.attemptOf(contact);
      const fates = [contacts.talkOf(contact), contacts.wrapUpOf(contact), contacts.patienceOf(contact)];
      // A first attempt comes at a moment that is settled too.
      seen.set(`${queue}/${caller}/${attempt}`, attempt === 1 ? [...fates, now] : fates);
    },
  });
  return seen;
}

describe("redials with a chance of nothing", () => {
  it("give the same bytes as none", () => {
    const none = runTrial(planOf(twoQueues(null)), 0, null, { loop: "events" });
    const zero = runTrial(planOf(twoQueues(rule(0), 3, rule(0))), 0, null, { loop: "events" });
    expect(bytes(zero).equals(bytes(none))).toBe(true);
    expect(total(none, 1, "abandoned")).toBeGreaterThan(100);
  });

  it("are noticed if the chance is not nothing", () => {
    const none = runTrial(planOf(twoQueues(null)), 0, null, { loop: "events" });
    expect(bytes(runTrial(planOf(twoQueues(rule(0.01))), 0)).equals(bytes(none))).toBe(false);
  });
});

describe("common random numbers", () => {
  it("bring the same first attempts, whoever dials again", () => {
    const none = fatesIn(twoQueues(null));
    const some = fatesIn(twoQueues(rule(0.5, 0.8, 0.5), 3, rule(0.9)));
    for (const [attempt, fates] of none) {
      // Days that end at other moments see a few more callers or less.
      if (some.has(attempt)) expect(some.get(attempt), attempt).toEqual(fates);
    }
    expect(none.size).toBeGreaterThan(2000);
    expect(some.size).toBeGreaterThan(1.2 * none.size);
  });

  it("bring the same caller to the same later attempts, however many handlers there are", () => {
    const [few, more] = [2, 3].map((handlers) =>
      fatesIn(twoQueues(rule(0.5, 0.8, 0.5), handlers, rule(0.9))),
    );
    let same = 0;
    for (const [attempt, fates] of few!) {
      const other = more!.get(attempt);
      if (other === undefined) continue;
      expect(other, attempt).toEqual(fates);
      if (!attempt.endsWith("/1")) same++;
    }
    expect(same).toBeGreaterThan(200);
  });

  it("give no two attempts the same numbers", () => {
    const fates = fatesIn(twoQueues(rule(0.9), 2));
    const talks = [...fates].filter(([attempt]) => attempt.startsWith("1/")).map(([, [talk]]) => talk);
    expect(talks.length).toBeGreaterThan(2000);
    // Of 5,000 numbers of 32 bits two are the same with a chance of 3 in a thousand.
    expect(new Set(talks).size).toBe(talks.length);
  });
});

describe("the story of a contact", () => {
  it("says when its caller dials again", () => {
    const scenario = room({
      handlers: 1,
      queues: [
        {
          arrivals: { kind: "replay", times: [0, 20] },
          talk: fixed(100),
          patience: fixed(20),
          redials: { ...rule(1), delay: fixed(50) },
        },
      ],
    });
    const chaptersOf = (number: number): readonly string[] => {
      const { observer, story } = storyteller({ by: "number", queue: 0, number });
      runTrial(planOf(scenario), 0, observer);
      return story()!.chapters.map(({ time, what }) => `${time} ${what}`);
    };
    expect(chaptersOf(2).slice(-2)).toEqual([
      "40 gives up after waiting 20.0 s; not answered",
      "90 dials again, which makes another contact",
    ]);
    // Would have dialled again at 160, but was answered at 100.
    expect(chaptersOf(3).some((chapter) => chapter.includes("dials again"))).toBe(false);
  });
});

describe("a volume", () => {
  const weights = new Array<number>(168).fill(1);
  const counting = (counts: "offered" | "dialled" | "first attempts"): Scenario =>
    room({
      days: 7,
      handlers: 2,
      queues: [
        {
          arrivals: { kind: "volume", volume: 2000, weights, counts },
          patience: fixed(60),
          balking: 0.5,
          redials: rule(0.5),
        },
      ],
    });

  it("counts callers once", () => {
    const plan = planOf(counting("first attempts"));
    const found = [0, 1, 2, 3].reduce((sum, replication) => {
      const ledger = runTrial(plan, replication);
      return sum + total(ledger, 0, "dialled") - total(ledger, 0, "redialled");
    }, 0);
    // A Poisson count: its standard deviation is the root of its mean.
    expect(Math.abs(found - 8000)).toBeLessThan(4 * Math.sqrt(8000));
  });

  it.each(["offered", "dialled"] as const)(
    "has no rate of its own that counts attempts that are %s",
    (counts) => {
      expect(() => planOf(counting(counts))).toThrow(
        "queue 999 has a volume that counts attempts, and the first attempts behind it must be found first",
      );
    },
  );
});

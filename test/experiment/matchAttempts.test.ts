import { describe, expect, it } from "vitest";
import { countsAttempts } from "../../engine/centre/attempts.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { matchAttempts, matchAttemptsOfBase } from "../../engine/experiment/matchAttempts.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import type { Arrivals, Onward, Redials, Scenario } from "../../engine/scenario/scenario.ts";
import { share } from "../../engine/units.ts";
import { exponential, never, room } from "../support/rooms.ts";

const volume = (
  count: number,
  counts: Extract<Arrivals, { kind: "volume" }>["counts"] = "offered",
): Arrivals => ({ kind: "volume", volume: count, weights: new Array<number>(168).fill(1), counts });
const always = (delay: number, first = 1): Redials => ({
  first: share(first),
  later: share(first),
  afterMessage: share(0),
  delay: exponential(delay),
  mostTries: 1_000_000,
});
const [TALK, DELAY, DAYS] = [300, 200, 6];
const retrials = (arrivals: Arrivals, handlers = 1): Scenario =>
  room({
    days: DAYS,
    warmUp: 86_400,
    handlers,
    queues: [{ arrivals, talk: exponential(TALK), balking: 1, redials: always(DELAY) }],
  });
const callersIn = (scenario: Scenario, queue = 0): number => {
  const { arrivals } = scenario.queues[queue]!;
  if (arrivals.kind !== "volume") throw new Error("no volume");
  expect(arrivals.counts).toBe("first attempts");
  return arrivals.volume;
};

describe("the callers behind a volume of attempts", () => {
  it("are those of the closed form (M/M/1/1 with retrials)", async () => {
    // At load rho every caller makes 1 + rho ÷ (1 − rho) · (1 + talk ÷ delay) attempts: see queueing/redials.test.ts.
    const rho = 0.4;
    const callers = (rho / TALK) * DAYS * 86_400;
    const attempts = callers * (1 + (rho / (1 - rho)) * (1 + TALK / DELAY));
    const matched = (await matchAttempts(inProcess(), retrials(volume(attempts))))!;
    const [found] = matched.found;
    expect(found!.wanted).toBe(attempts);
    expect(Math.abs(found!.attempts / attempts - 1)).toBeLessThanOrEqual(0.001);
    expect(found!.halfWidth / attempts).toBeLessThan(0.05);
    // Attempts grow faster than callers, so callers are known at least as well: the tolerance, and four standard errors.
    const standardError = found!.halfWidth / 2.093;
    expect(Math.abs(found!.callers / callers - 1)).toBeLessThan(0.001 + (4 * standardError) / attempts);
    expect(callersIn(matched.scenario)).toBe(found!.callers);
    expect(matched.scenario.notes.at(-1)).toMatch(
      /^999: 1,843 contacts that reach the line in the period are taken to be the attempts of \d{3} callers\. Found by trial: so many made 1,84\d ± \d+ in 20 simulated periods\.$/,
    );
  });

  it("are all of the dialled less who comes back, for a message nobody can pass", async () => {
    // Everybody hangs up in the message and half dial again: two attempts each, whatever the room.
    const scenario = room({
      days: 10,
      warmUp: 86_400,
      queues: [
        {
          arrivals: volume(4000, "dialled"),
          message: { duration: exponential(30), hangUp: share(1), moveToDigital: share(0) },
          redials: { ...always(60, 0), afterMessage: share(0.5) },
        },
      ],
    });
    const { found } = (await matchAttempts(inProcess(), scenario))!;
    expect(found[0]!.counts).toBe("dialled");
    expect(Math.abs(found[0]!.callers / 2000 - 1)).toBeLessThan(0.001 + found[0]!.halfWidth / 2000);
  });

  it("are found for two queues at once, with those who come from the other", async () => {
    const toOther: Onward = {
      after: "answered",
      share: share(0.2),
      to: 1,
      delay: exponential(60),
      mostTries: 100,
    };
    const scenario = room({
      days: 5,
      warmUp: 86_400,
      handlers: 40,
      queues: [
        { arrivals: volume(2000), talk: exponential(60), patience: never, onward: [toOther] },
        { arrivals: volume(1000), talk: exponential(60), patience: never, redials: always(60, 0.5) },
      ],
    });
    // Nobody waits, so of the 1,000 a fifth of 2,000 come from 999 and 600 from outside.
    const matched = (await matchAttempts(inProcess(), scenario))!;
    expect(matched.found.map(({ queue }) => queue)).toEqual(["101"]);
    const [{ callers, halfWidth }] = matched.found as [(typeof matched.found)[0]];
    expect(Math.abs(callers - 600)).toBeLessThan(1 + 2 * halfWidth);
    expect(matched.scenario.queues[0]).toEqual(scenario.queues[0]);
  });

  it("are the same to the last digit every time, whoever runs the pilot periods", async () => {
    const scenario = retrials(volume(1200));
    const one = await matchAttempts(inProcess(), scenario);
    expect(await matchAttempts(inProcess(), scenario)).toEqual(one);
    // An executor that works backwards and hands over in order, as threads may.
    const backwards: Executor = {
      async run(trials, take) {
        const seen = new Map<unknown, Parameters<typeof take>[0]>();
        for (const trial of trials.toReversed())
          await inProcess().run([trial], (one_) => seen.set(trial, one_));
        for (const trial of trials) take(seen.get(trial)!, trial);
        return trials.length;
      },
      close: () => Promise.resolve(),
    };
    expect(await matchAttempts(backwards, scenario)).toEqual(one);
  });

  it("need no trial where nobody comes back", async () => {
    const scenario = room({ queues: [{ arrivals: volume(100) }] });
    const matched = await matchAttempts(inProcess(), scenario);
    expect(matched).toEqual({ scenario, found: [] });
    expect(scenario.queues.some(countsAttempts)).toBe(false);
    expect(retrials(volume(100, "first attempts")).queues.some(countsAttempts)).toBe(false);
  });

  it("cannot be fewer than none", async () => {
    // 400 who are answered in 999 all go on to 101, which is said to get 50 in all.
    const all: Onward = {
      after: "answered",
      share: share(1),
      to: 1,
      delay: exponential(60),
      mostTries: 100,
    };
    const scenario = room({
      days: 1,
      warmUp: 0,
      handlers: 40,
      queues: [
        { arrivals: volume(400), talk: exponential(10), onward: [all] },
        { arrivals: volume(50), talk: exponential(10) },
      ],
    });
    await expect(matchAttempts(inProcess(), scenario)).rejects.toThrow(
      /queue 101: no number of callers was found/,
    );
  });

  it("are null if it is interrupted", async () => {
    const signal = AbortSignal.abort();
    expect(await matchAttempts(inProcess(), retrials(volume(1200)), { signal })).toBeNull();
  });
});

describe("plans that are compared", () => {
  it("get the callers of the base, who make fewer attempts where there are more handlers", async () => {
    const callers = (await matchAttemptsOfBase(inProcess(), retrials(volume(1200))))!;
    const { base } = callers;
    const [more, other] = [
      await callers.in(retrials(volume(1200), 3)),
      await callers.in(retrials(volume(900))),
    ];
    expect(callersIn(more!)).toBe(callersIn(base));
    expect(callersIn(other!)).toBeLessThan(callersIn(base));
  });
});

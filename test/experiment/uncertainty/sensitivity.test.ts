import { describe, expect, it } from "vitest";
import { inProcess } from "../../../engine/execution/inProcess.ts";
import type { Executor } from "../../../engine/experiment/trial.ts";
import { evaluateSensitivity } from "../../../engine/experiment/uncertainty/sensitivity.ts";
import type { Unknown } from "../../../engine/scenario/scenario.ts";
import { exponential, fixed, room } from "../../support/rooms.ts";

const even = (figure: string, low: number, high: number): Unknown => ({
  figure,
  unit: "number",
  whole: false,
  distribution: { kind: "uniform", low, high },
  central: (low + high) / 2,
  basis: null,
});
const UNKNOWNS = [even("rate", 8, 12), even("talk of others", 100, 900)];

/** The rate of the first queue matters to it; the talk of the second, which has a desk of its own, cannot. */
const at = ([rate, talk]: readonly number[]) =>
  room({
    days: 1,
    queues: [
      { callsPerHour: rate!, talk: exponential(300) },
      { callsPerHour: 5, talk: fixed(talk!) },
    ],
    pools: [
      { name: "one", answers: [0], handlers: 9 },
      { name: "two", answers: [1], handlers: 9 },
    ],
  });
const OFFERED = { of: "queue", name: "999", measure: "offered" } as const;
const TALK = { of: "queue", name: "101", measure: "meanTalk" } as const;
const found = async (
  samples: number,
  replications: number,
  options: Parameters<typeof evaluateSensitivity>[5] = {},
) =>
  evaluateSensitivity(
    inProcess(),
    at,
    UNKNOWNS,
    [OFFERED, TALK],
    { samples, replications, seed: "s" },
    options,
  );

describe("what moves a count of calls", async () => {
  const result = (await found(400, 2))!;
  const [offered, talk] = result.sensitivities;
  const cause = (figure: string) => offered!.causes.find((each) => each.figure === figure)!;

  it("is the rate, wholly and alone, and not the talk of another queue", () => {
    const { total, totalRange, first, firstRange } = cause("rate");
    for (const [share, { low, high }] of [
      [total, totalRange],
      [first, firstRange],
    ] as const) {
      expect(low).toBeLessThan(1);
      expect(high).toBeGreaterThan(1);
      expect(high - low).toBeLessThan(0.5);
      expect(Math.abs(share - 1)).toBeLessThan(0.25);
    }
    expect(cause("talk of others")).toMatchObject({ first: 0, total: 0, totalRange: { low: 0, high: 0 } });
    expect(offered!.causes.map(({ figure }) => figure)).toEqual(["rate", "talk of others"]);
  });

  it("leaves the share of chance that was worked out by hand", () => {
    // Calls of a day are Poisson: variance 24 × 10 by chance, 24² × 4² ÷ 12 by the rate, so 768 ÷ 1,008 = 76%.
    const { shareUnknown, shareUnknownRange } = offered!;
    expect(shareUnknownRange.low).toBeLessThan(768 / 1008);
    expect(shareUnknownRange.high).toBeGreaterThan(768 / 1008);
    expect(shareUnknownRange.high - shareUnknownRange.low).toBeLessThan(0.1);
    expect(Math.abs(shareUnknown - 768 / 1008)).toBeLessThan(0.05);
  });

  it("shows the answer at the 5% and the 95% point of each figure, the others central", () => {
    const { low, high, answerAtLow, answerAtHigh, halfWidth } = cause("rate").ends;
    expect([low, high]).toEqual([8.2, 11.8]);
    // 24 × 3.6 more calls, and the noise of 50 paired days.
    expect(Math.abs(answerAtHigh - answerAtLow - 24 * 3.6)).toBeLessThan(2 * halfWidth);
    expect(halfWidth).toBeLessThan(6); // 1.96 × √(2 × 240 ÷ 50) without pairing
    const { central } = offered!;
    expect(cause("talk of others").ends).toMatchObject({
      answerAtLow: central,
      answerAtHigh: central,
      halfWidth: 0,
    });
  });

  it("is for a talk time that never varies the figure itself, and nothing else", () => {
    const [first, second] = talk!.causes;
    expect(first!.figure).toBe("talk of others");
    expect(first!.first).toBeCloseTo(1, 1);
    expect(first!.total).toBeCloseTo(1, 1);
    expect(Math.abs(second!.total)).toBeLessThan(1e-6);
    expect(talk!.shareUnknown).toBeCloseTo(1, 6);
  });
});

describe("a study of what matters", () => {
  it("tells the same share of one period from answers that are means of many", async () => {
    const [offered] = (await found(100, 8))!.sensitivities;
    const { low, high } = offered!.shareUnknownRange;
    expect(low).toBeLessThan(768 / 1008);
    expect(high).toBeGreaterThan(768 / 1008);
    expect(high - low).toBeLessThan(0.2);
  });

  it("keeps the rows that are complete when interrupted, and gives nothing before figures were moved alone", async () => {
    const stopAt = async (replication: number) => {
      const stop = new AbortController();
      return found(40, 2, {
        signal: stop.signal,
        progress: ({ done, of }) => {
          expect(of).toBe(250 + 40 * 4 * 2);
          if (done === replication) stop.abort();
        },
      });
    };
    expect(await stopAt(249)).toBeNull();
    const cut = (await stopAt(250 + 20 * 4 * 2 + 3))!;
    expect(cut).toMatchObject({ samples: 20, interrupted: true });
    const [whole] = (await found(40, 2))!.sensitivities;
    expect(cut.sensitivities[0]!.central).toBe(whole!.central);
  });

  it("lets a row keep its callers while one figure after the other is changed, and shares none with another", async () => {
    const executor = inProcess();
    const seen: number[] = [];
    const recording: Executor = {
      ...executor,
      run: (trials, take, signal) => {
        seen.push(...trials.map(({ replication }) => replication));
        return executor.run(trials, take, signal);
      },
    };
    const asked = { samples: 2, replications: 2, seed: "s" };
    await evaluateSensitivity(recording, at, UNKNOWNS, [OFFERED], asked);
    // The ends first, five times the same fifty; then A, B, and A with one figure of B after the other, row by row.
    expect(seen.slice(0, 250)).toEqual(Array.from({ length: 250 }, (_, i) => i % 50));
    expect(seen.slice(250)).toEqual([0, 1, 2, 3, 0, 1, 0, 1, 4, 5, 6, 7, 4, 5, 4, 5]);
  });

  it("refuses figures that were learnt together", async () => {
    const values = [8, 12];
    const learnt: Unknown[] = UNKNOWNS.map((unknown) => ({
      ...unknown,
      distribution: { kind: "joint", file: "p.json", posterior: "0123456789abcdef", values },
    }));
    const asked = { samples: 2, replications: 2, seed: "s" };
    await expect(evaluateSensitivity(inProcess(), at, learnt, [OFFERED], asked)).rejects.toThrow(
      "was learnt together with others and cannot be moved by itself",
    );
  });

  it("asks for an even number of periods", async () => {
    await expect(found(10, 3)).rejects.toThrow("replications must be even and at least 2, but is 3");
  });
});

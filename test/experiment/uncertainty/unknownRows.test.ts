import { describe, expect, it } from "vitest";
import { inProcess } from "../../../engine/execution/inProcess.ts";
import { evaluateUnknown } from "../../../engine/experiment/uncertainty/unknownRows.ts";
import type { UnknownRow } from "../../../engine/experiment/uncertainty/unknownRows.ts";
import { openStream } from "../../../engine/random/streams.ts";
import { fixed, room } from "../../support/rooms.ts";

const DRAWS = 400;
const REPLICATIONS = 4;

/** A day of calls whose rate and talk time are not known: 8 to 12 an hour and 100 to 200 seconds, evenly. */
const drawn = (draw: number) => {
  const value = (figure: string): number =>
    openStream({ seed: "hand", replication: draw, purpose: "unknown figure", queue: figure })();
  return room({
    days: 1,
    handlers: 30,
    queues: [{ callsPerHour: 8 + 4 * value("rate"), talk: fixed(100 + 100 * value("talk")) }],
  });
};
const evaluated = async (options: Parameters<typeof evaluateUnknown>[3] = {}, draws = DRAWS) =>
  evaluateUnknown(inProcess(), drawn, { draws, replications: REPLICATIONS }, options);
const rowOf = (rows: readonly UnknownRow[], measure: string): UnknownRow =>
  rows.find((row) => row.measure === measure)!;

describe("a Poisson count whose rate is not known", async () => {
  const found = (await evaluated())!;
  const row = rowOf(found.rows, "offered");
  // Given the rate, the calls of 24 hours are Poisson: variance 24 × 10 on the mean over rates. The expected number is
  // 24 × the rate, whose variance is 4² ÷ 12.
  const chance = 24 * 10;
  const unknown = 24 ** 2 * (16 / 12);

  it("has the mean and the two variances worked out by hand", () => {
    const ofMeans = unknown + chance / REPLICATIONS;
    // Four standard errors. Of a variance of n near normal values: itself × √(2 ÷ degrees of freedom), and less for
    // values spread evenly.
    expect(Math.abs(row.mean - 240)).toBeLessThan(4 * Math.sqrt(ofMeans / DRAWS));
    expect(Math.abs(row.sdUnknown ** 2 - unknown)).toBeLessThan(4 * ofMeans * Math.sqrt(2 / (DRAWS - 1)));
    expect(Math.abs(row.sdChance ** 2 - chance)).toBeLessThan(4 * chance * Math.sqrt(2 / (DRAWS * 3)));
    const { low, high } = row.shareUnknownRange!;
    expect(low).toBeLessThan(unknown / (unknown + chance));
    expect(high).toBeGreaterThan(unknown / (unknown + chance));
    expect(high - low).toBeLessThan(0.1); // a wide interval proves nothing
  });

  it("has the ranges of an even spread and of a Poisson count", () => {
    // 95% of rates lie from 8.1 to 11.9. The ends of 400 even draws are out by about 4 × √(0.025 × 0.975 ÷ 400) of the
    // width of 96 at most, 3 calls, and drawing the means together by the noise of the variance adds less than 2.
    expect(Math.abs(row.expected!.low - 24 * 8.1)).toBeLessThan(5);
    expect(Math.abs(row.expected!.high - 24 * 11.9)).toBeLessThan(5);
    // 240 ± 1.96 × √240 is 209.6 to 270.4; the mean of the rates drawn is out by up to 4 × 1.4.
    expect(Math.abs(row.chance!.low - 209.6)).toBeLessThan(6);
    expect(Math.abs(row.chance!.high - 270.4)).toBeLessThan(6);
    expect(row.single!.low).toBeLessThan(row.expected!.low);
    expect(row.single!.high).toBeGreaterThan(row.expected!.high);
  });

  it("leaves no chance where a month shows the unknown figure itself", () => {
    const talk = rowOf(found.rows, "meanTalk");
    // Even from 100 to 200: standard deviation 100 ÷ √12, of which 400 draws miss less than 4 × √(0.8 ÷ 1600).
    expect(Math.abs(talk.sdUnknown / (100 / Math.sqrt(12)) - 1)).toBeLessThan(4 * Math.sqrt(0.8 / 1600));
    // A difference of squares near 150² × 240 leaves dust of its root × 1e-8.
    expect(talk.sdChance).toBeLessThan(1e-5);
    expect(talk.shareUnknown).toBeCloseTo(1, 9);
  });

  it("leaves nothing unknown where the figure is the same in every draw", () => {
    expect(rowOf(found.rows, "onDuty")).toMatchObject({ mean: 30, sdUnknown: 0, sdChance: 0 });
  });

  it("says nothing of what never happened", () => {
    expect(rowOf(found.rows, "meanWaitAbandoned")).toMatchObject({ mean: NaN, draws: 0, expected: null });
  });
});

describe("draws", () => {
  it("are the same whether many follow or few", async () => {
    // More than are run together, so that the cut between them is crossed.
    const [few, many] = [(await evaluated({}, 70))!, (await evaluated({}, 71))!];
    expect(few.draws).toBe(70);
    expect(rowOf(many.rows, "offered").mean * 71 - rowOf(few.rows, "offered").mean * 70).toBeCloseTo(
      // The last draw's own mean, which is a whole number of calls over four periods.
      Math.round(4 * (rowOf(many.rows, "offered").mean * 71 - rowOf(few.rows, "offered").mean * 70)) / 4,
      6,
    );
  });

  it("are told of one period after the other, and kept if interrupted", async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const found = await evaluated(
      {
        signal: stop.signal,
        progress: ({ done, of }) => {
          expect(of).toBe(DRAWS * REPLICATIONS);
          seen.push(done);
          if (done === 66 * REPLICATIONS + 1) stop.abort();
        },
      },
      DRAWS,
    );
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => i + 1));
    expect(found).toMatchObject({ draws: 66, interrupted: true });
  });

  it("give nothing if fewer than two are complete", async () => {
    const stop = new AbortController();
    const found = await evaluated({
      signal: stop.signal,
      progress: ({ done }) => {
        if (done === 5) stop.abort();
      },
    });
    expect(found).toBeNull();
  });
});

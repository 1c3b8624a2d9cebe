import { describe, expect, it } from "vitest";
import type { Chains } from "../../engine/calibration/chains.ts";
import {
  autocorrelationTime,
  bulkSize,
  effectiveSize,
  halved,
  rankNormalised,
  rHat,
  splitRHat,
  tailSize,
} from "../../engine/calibration/chains.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import { normalsFrom, parkMiller, streamFor } from "./support.ts";

/** Each number is a share of the one before plus something new, uniform within a half of 0. */
function autoregressive(count: number, share: number, seed: number, shift = 0, scale = 1): Float64Array {
  let value = 0;
  return parkMiller(count, seed).map((u) => shift + scale * (value = share * value + u - 0.5));
}

describe("R-hat and effective sizes", () => {
  // From NumPy and SciPy, by functions written from the appendix of Vehtari et al. (2021) with autocovariances by FFT.
  const four = (last: { shift?: number; scale?: number }): Chains =>
    [1, 22, 333, 4444].map((seed, i) =>
      i < 3 ? autoregressive(400, 0.6, seed) : autoregressive(400, 0.6, seed, last.shift, last.scale),
    );
  it.each([
    ["chains that agree", four({}), 1.0056085746217553, 409.124634254603, 809.3682539965145],
    ["one chain elsewhere", four({ shift: 0.4 }), 1.0944407819216362, 35.732409781096514, 101.85623175428289],
    ["one chain wider", four({ scale: 2.5 }), 1.1165757755263035, 442.060100030585, 53.204387691515684],
    [
      "chains that swing, of odd length",
      [7, 88].map((seed) => autoregressive(401, -0.5, seed)),
      1.0001958409720433,
      2322.471989593555,
      585.9767215943779,
    ],
  ] as const)("are those of an independent program: %s", (_, chains, r, bulk, tail) => {
    expect(splitRHat(chains)).toBeCloseTo(r, 10);
    expect(bulkSize(chains) / bulk).toBeCloseTo(1, 8);
    expect(tailSize(chains) / tail).toBeCloseTo(1, 8);
  });

  it("R-hat is the formula by hand", () => {
    // Chains 1 2 3 and 3 4 5: within 1, means 2 and 4 with variance 2. √((1 × 2/3 + 2) ÷ 1).
    expect(rHat([Float64Array.of(1, 2, 3), Float64Array.of(3, 4, 5)])).toBeCloseTo(Math.sqrt(8 / 3), 14);
  });

  it("halves leave out the middle of an odd chain", () => {
    expect(halved([Float64Array.of(1, 2, 3, 4, 5)])).toEqual([Float64Array.of(1, 2), Float64Array.of(4, 5)]);
  });

  it("ranks share ties", () => {
    // Ranks 1, 2.5, 2.5, 4 of four.
    const [found] = rankNormalised([Float64Array.of(3, 5, 5, 9)]);
    const expected = [1, 2.5, 2.5, 4].map((rank) => normalQuantile((rank - 0.375) / 4.25));
    expect(Array.from(found!)).toEqual(expected);
  });

  it("the time of an autoregressive chain is (1 + share) ÷ (1 − share)", () => {
    for (const [share, tolerance] of [
      // Relative standard error of a time cut at w lags: √(2 (2w + 1) ÷ draws) (Sokal 1997); w is about 6 times the time.
      [0.5, 4 * Math.sqrt((2 * (2 * 18 + 1)) / 40_000)],
      [0.9, 4 * Math.sqrt((2 * (2 * 114 + 1)) / 40_000)],
    ] as const) {
      const normal = normalsFrom(streamFor(`time ${share}`));
      const chains = Array.from({ length: 4 }, () => {
        let value = normal() / Math.sqrt(1 - share ** 2);
        return Float64Array.from({ length: 10_000 }, () => (value = share * value + normal()));
      });
      const truth = (1 + share) / (1 - share);
      expect(Math.abs(autocorrelationTime(chains) / truth - 1)).toBeLessThan(tolerance);
      expect(effectiveSize(chains)).toBeCloseTo(40_000 / autocorrelationTime(chains), 8);
    }
  });

  it("chains that never move have no time", () => {
    expect(autocorrelationTime([new Float64Array(10).fill(3)])).toBeNaN();
    expect(splitRHat([new Float64Array(10).fill(3), new Float64Array(10).fill(3)])).toBeNaN();
  });
});

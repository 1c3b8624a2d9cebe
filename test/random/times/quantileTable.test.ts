import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStream } from "../../../engine/random/streams.ts";
import type { Distribution } from "../../../engine/random/times/distribution.ts";
import { gammaOfShape } from "../../../engine/random/times/gamma.ts";
import { fillOf, timesOf } from "../../../engine/random/times/index.ts";
import { keptTable, QuantileTable } from "../../../engine/random/times/quantileTable.ts";
import type { InvertedTimes } from "../../../engine/random/times/times.ts";
import { seconds } from "../../../engine/units.ts";

function inverted(d: Distribution): InvertedTimes {
  const times = timesOf(d);
  if (times.form === "mixture") throw new Error("a mixture has no quantile");
  return times;
}

/**
 * `tolerated` is the worst relative error of a straight line across a cell of width h, h²Q″/8Q, with h at most 1/32 of
 * the distance v from the end. So it is v²Q″/Q at its largest, divided by 8·32² = 8192:
 * - gamma with shape s, starting like v^(1/s): (1/s)(1/s − 1), 2.89 for 0.44, which is 3.5·10⁻⁴, and a little more
 *   where it is not yet in that limit;
 * - Weibull with shape 0.75, (−log(1 − v))^(4/3), worked out at v = 1/32: 0.504, which is 6.2·10⁻⁵;
 * - exponential at the upper end: 1/(−log v), at most 1/log 32 = 0.289, which is 3.5·10⁻⁵;
 * - lognormal with log-sd σ at z from the middle: (v/φ(z))²(σ² + σz), 0.444 at v = 1/32, which is 5.4·10⁻⁵;
 * - triangular, starting like √v: −1/4, which is 3.1·10⁻⁵.
 */
const JUDGED = [
  { name: "exponential", times: inverted({ kind: "exponential", mean: seconds(300) }), tolerated: 3.6e-5 },
  {
    name: "lognormal, spread 1",
    times: inverted({ kind: "lognormal", mean: seconds(1), spread: 1 }),
    tolerated: 5.5e-5,
  },
  { name: "gamma, shape 0.44", times: gammaOfShape(200, 0.44), tolerated: 3.6e-4 },
  {
    name: "weibull, shape 0.75",
    times: inverted({ kind: "weibull", scale: seconds(9), shape: 0.75 }),
    tolerated: 6.2e-5,
  },
  {
    name: "triangular",
    times: inverted({ kind: "triangular", low: seconds(0), mode: seconds(2), high: seconds(3) }),
    tolerated: 3.2e-5,
  },
];

/** Multiples of 2^-33 that are odd, as streams give them: from every part of (0, 1), and most near the ends. */
function uniforms(): number[] {
  const list: number[] = [];
  const add = (u: number): void => {
    const odd = 2 * Math.floor(u * 2 ** 32) + 1;
    list.push(odd * 2 ** -33, 1 - odd * 2 ** -33);
  };
  for (let k = 0; k < 1000; k++) add((k + 0.5) / 2000); // two a cell
  for (let exponent = -32; exponent < -1; exponent++) {
    for (let k = 0; k < 48; k++) add(2 ** exponent * (1 + k / 48));
  }
  return list.sort((a, b) => a - b);
}

describe.each(JUDGED)("the table of $name", ({ times, tolerated }) => {
  const table = new QuantileTable(times.quantile);

  it("errs by no more than a straight line across a cell must", () => {
    let worst = 0;
    for (const u of uniforms()) worst = Math.max(worst, Math.abs(table.at(u) / times.quantile(u) - 1));
    expect(worst).toBeLessThan(tolerated);
  });

  it("keeps the mean", () => {
    // The middle of a straight line is its mean, so the middles of all cells give the integral of the table exactly,
    // but for what lies beyond the smallest uniform: 2^-33 of the draws.
    let mean = 0;
    for (let cell = 32; cell < 992; cell++) mean += table.at((cell + 0.5) / 1024) / 1024;
    for (let exponent = -33; exponent < -5; exponent++) {
      for (let k = 0; k < 64; k++) {
        const v = 2 ** exponent * (1 + (k + 0.5) / 64);
        mean += (table.at(v) + table.at(1 - v)) * 2 ** exponent * (1 / 64);
      }
    }
    expect(Math.abs(mean / times.mean - 1)).toBeLessThan(1e-5);
  });

  it("never falls as the uniform rises", () => {
    const seams = [31, 32, 33, 991, 992, 993].map((cell) => cell / 1024);
    for (const seam of seams) {
      for (let k = -5; k < 5; k++) {
        const u = seam + (2 * k + 1) * 2 ** -33;
        expect(table.at(u + 2 ** -32)).toBeGreaterThanOrEqual(table.at(u));
      }
    }
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 2 ** 31 }), fc.nat(31), (k, step, shift) => {
        const u = (2 * k + 1) * 2 ** -33;
        const higher = Math.min(1 - 2 ** -33, u + Math.max(1, Math.floor(step / 2 ** shift)) * 2 ** -32);
        expect(table.at(higher)).toBeGreaterThanOrEqual(table.at(u));
        expect(table.at(1 - u)).toBeGreaterThanOrEqual(table.at(1 - higher));
      }),
      { seed: 33, numRuns: 500 },
    );
  });

  it("is exact at both ends and where its pieces meet", () => {
    for (const u of [2 ** -33, 1 / 32, 0.5, 31 / 32, 1 - 2 ** -33]) {
      expect(table.at(u) / times.quantile(u)).toBeCloseTo(1, 14);
    }
  });
});

describe("drawing from tables", () => {
  it("follows the exact draws one by one", () => {
    const d: Distribution = { kind: "lognormal", mean: seconds(300), spread: 1 };
    const open = () => openStream({ seed: "t", replication: 0, purpose: "talk", queue: "101" });
    const [fast, exact] = [new Float64Array(5000), new Float64Array(5000)];
    fillOf(d, "tables")(fast, open());
    fillOf(d, "exact")(exact, open());
    fast.forEach((t, k) => {
      expect(Math.abs(t / exact[k]! - 1)).toBeLessThan(5.5e-5); // as above
    });
  });

  it("does not call the quantile function once the table is there", () => {
    let calls = 0;
    const table = new QuantileTable((u) => {
      calls++;
      return u;
    });
    const built = calls;
    const out = new Float64Array(10_000);
    table.fill(out, openStream({ seed: "t", replication: 0, purpose: "talk", queue: "101" }));
    expect(calls).toBe(built);
    expect(built).toBeLessThan(3000);
  });
});

describe("kept tables", () => {
  it("are built once for a key, and forgotten when many others were asked for since", () => {
    let built = 0;
    const ask = (key: string): QuantileTable =>
      keptTable(key, (u) => {
        if (u === 0.5) built++;
        return u;
      });
    const first = ask("first");
    expect(ask("first")).toBe(first);
    expect(built).toBe(1);
    for (let i = 0; i < 63; i++) ask(`other ${i}`);
    expect(ask("first")).toBe(first); // asking also makes it the last to go
    for (let i = 63; i < 126; i++) ask(`other ${i}`);
    expect(ask("first")).toBe(first);
    expect(built).toBe(127);
    for (let i = 126; i < 190; i++) ask(`other ${i}`);
    expect(ask("first")).not.toBe(first);
  });
});

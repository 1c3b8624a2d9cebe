import { describe, expect, it } from "vitest";
import { expMinus } from "../../engine/calibration/expMinus.ts";
import { streamFor } from "./support.ts";

describe("the exponential of what is below zero", () => {
  it("is that of the engine, to the last bit", () => {
    const uniform = streamFor("exponential");
    let differ = 0;
    // Dense near 0, where most of it is, and all over the range in which it is an ordinary number and beyond.
    for (let i = 0; i < 300_000; i++) {
      const x = (i % 3 === 0 ? 800 : i % 3 === 1 ? 40 : 3) * uniform();
      if (expMinus(x) !== Math.exp(-x)) differ++;
    }
    expect(differ).toBe(0);
  });

  it("is right at its ends", () => {
    expect(expMinus(0)).toBe(1);
    expect(expMinus(Infinity)).toBe(0);
    expect(expMinus(NaN)).toBeNaN();
    for (const x of [1.5 * Math.LN2, 700, 745, 746]) expect(expMinus(x)).toBe(Math.exp(-x));
  });
});

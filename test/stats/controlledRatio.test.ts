import { describe, expect, it } from "vitest";
import { openStream } from "../../engine/random/streams.ts";
import { ControlledRatio } from "../../engine/stats/controlledRatio.ts";
import { normalQuantile, studentQuantile } from "../../engine/stats/quantiles.ts";
import { RatioTally } from "../../engine/stats/ratioTally.ts";

function normals(name: string): () => number {
  const uniform = openStream({ seed: name, replication: 0, purpose: "talk", queue: "" });
  return () => normalQuantile(uniform());
}

describe("a ratio with control variates", () => {
  it("is the regression at the true mean of the control, worked by hand", () => {
    // y on c with denominators of 1, 20 pairs: c = 1 … 20 from a true mean of 10, y = 3 + 2c + e with e = ±1 in turn.
    const ratio = new ControlledRatio(1);
    const c = Array.from({ length: 20 }, (_, i) => i + 1);
    const y = c.map((value, i) => 3 + 2 * value + (i % 2 === 0 ? 1 : -1));
    c.forEach((value, i) => {
      ratio.add(y[i]!, 1, [value - 10]);
    });
    const [meanC, meanY] = [10.5, 3 + 2 * 10.5];
    const scc = c.reduce((sum, value) => sum + (value - meanC) ** 2, 0); // 665
    const scy = c.reduce((sum, value, i) => sum + (value - meanC) * (y[i]! - meanY), 0);
    const syy = y.reduce((sum, value) => sum + (value - meanY) ** 2, 0);
    const variance = (syy - scy ** 2 / scc) / 18;
    const found = ratio.controlled!;
    expect(found.ratio).toBeCloseTo(meanY - (scy / scc) * 0.5, 10);
    expect(found.standardError).toBeCloseTo(Math.sqrt(variance * (1 / 20 + 0.25 / scc)), 10);
    expect(found.degrees).toBe(18);
  });

  it("takes off what goes with the controls, and no more", () => {
    // Numerator 50 + 3a − 2b + e over a denominator that varies with a: of the variance only that of e is left.
    const draw = normals("two controls");
    const controlled = new ControlledRatio(2);
    const plain = new RatioTally();
    for (let i = 0; i < 2000; i++) {
      const [a, b, e] = [draw(), draw(), draw()];
      const denominator = 10 + 0.5 * a;
      const numerator = 5 * denominator + 3 * a - 2 * b + e;
      controlled.add(numerator, denominator, [a, b]);
      plain.add(numerator, denominator);
    }
    // Residual variances 9 + 4 + 1 against 1: the ratio of two sample variances of 2,000 is within 4√(2 × 2/2000).
    const ratio = (plain.standardError / controlled.controlled!.standardError) ** 2;
    expect(Math.abs(ratio / 14 - 1)).toBeLessThan(4 * Math.sqrt(4 / 2000));
    expect(Math.abs(controlled.controlled!.ratio - 5)).toBeLessThan(4 * controlled.controlled!.standardError);
  });

  it("has intervals that hold the truth as often as they say", () => {
    const draw = normals("coverage");
    const samples = 2000;
    let held = 0;
    for (let sample = 0; sample < samples; sample++) {
      const ratio = new ControlledRatio(1);
      for (let i = 0; i < 25; i++) {
        const c = draw();
        ratio.add(7 + 2 * c + draw(), 1, [c]);
      }
      const { ratio: found, standardError, degrees } = ratio.controlled!;
      if (Math.abs(found - 7) <= studentQuantile(0.975, degrees) * standardError) held++;
    }
    expect(Math.abs(held / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
  });

  it("is not given where there is nothing to learn it from", () => {
    const few = new ControlledRatio(1);
    for (let i = 0; i < 19; i++) few.add(i, 1, [i]);
    expect(few.controlled).toBeNull();
    const constant = new ControlledRatio(1);
    for (let i = 0; i < 50; i++) constant.add(i, 1, [3]);
    expect(constant.controlled).toBeNull();
    const twice = new ControlledRatio(2);
    for (let i = 0; i < 50; i++) twice.add(i, 1, [i, 2 * i]);
    expect(twice.controlled).toBeNull();
    const nobody = new ControlledRatio(1);
    for (let i = 0; i < 50; i++) nobody.add(0, 0, [i]);
    expect(nobody.controlled).toBeNull();
  });
});

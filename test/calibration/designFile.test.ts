import { describe, expect, it } from "vitest";
import type { Calibration, Structure } from "../../engine/calibration/calibration.ts";
import { designText, readDesign, rebuilt } from "../../engine/calibration/designFile.ts";
import { USUAL_EFFORT } from "../../engine/calibration/effort.ts";
import { emulateMonths, type MonthSeen } from "../../engine/calibration/emulated.ts";
import { tasksHere } from "../../engine/execution/tasksHere.ts";
import { outputsOf } from "../../engine/calibration/outputs.ts";
import type { StructureResult } from "../../engine/calibration/structureResult.ts";
import { sobolPoints } from "../../engine/random/designs/sobol.ts";

const figure = (name: string) =>
  ({
    figure: name,
    unit: "number",
    whole: false,
    prior: { kind: "uniform", low: 1, high: 2 },
    central: 1.5,
    basis: null,
  }) as const;
const months = ["2021-01", "2021-02"];
const structure = {
  name: "pooled",
  about: "All",
  scenario: null,
  common: [figure("a"), figure("b")],
  monthly: [figure("h")],
  months: months.map((month) => ({ month, reported: [0.2, 100] })),
} as unknown as Structure;
const calibration: Calibration = {
  about: "Made up",
  seed: "1",
  months,
  match: [
    { queue: "101", figure: "attrition", discrepancy: { kind: "absolute", amount: 0.005 }, basis: null },
    { queue: "101", figure: "mean wait", discrepancy: { kind: "relative", share: 0.05 }, basis: null },
  ],
  readings: ["answered calls", "all calls"],
  spreadBetweenMonths: 0.2,
  structures: [structure],
};
const outputs = outputsOf(calibration, [
  [0.2, 100],
  [0.2, 100],
]);
/** Attrition and both waits on their scales: smooth, each month and output its own. */
const answer = ([a = 0, b = 0, h = 0]: readonly number[], month: number): readonly number[] =>
  outputs.map((_, o) => Math.sin(a + o) + b * h - 0.5 * h + 0.1 * month);

const rows = sobolPoints(3, 256, [0.001, 0.001, 0.001]);
const seenOf = (month: number): MonthSeen => ({
  month: months[month]!,
  points: Float64Array.from(rows.flat()),
  seen: rows.map((row) => ({ together: answer(row, month), each: [] })),
  lastWave: 192,
});
const seen = [seenOf(0), seenOf(1)];
const emulated = (await emulateMonths(seen, outputs, "1", tasksHere(), null))!;
const next = {
  points: 1,
  common: 2,
  monthly: 1,
  ofMonth: [Float64Array.of(0.1, 0.2, 0.3), Float64Array.of(0.1, 0.2, 0.4)],
};
const result = {
  structure,
  outputs,
  waves: [
    {
      ruledOut: [
        { reading: "all calls", found: { next } },
        { reading: "answered calls", found: { next: null } },
      ],
    },
  ],
  simulated: {
    months: seen,
    emulated,
    middles: [answer([0.5, 0.5, 0.5], 0), answer([0.5, 0.5, 0.5], 1)],
    chances: new Map(
      calibration.readings.map((reading) => [
        reading,
        [Float64Array.of(0.01, 0.002, 0.002, 0.02), Float64Array.of(0.03, 0, 0, 0.04)],
      ]),
    ),
  },
} as unknown as StructureResult;
const text = designText(calibration, result, USUAL_EFFORT, {
  program: "fcrsim",
  version: "1",
  inputs: "abc",
});

describe("a design file", () => {
  const read = readDesign(text, "d.json");
  const design = "design" in read ? read.design : null;

  it("gives back the emulators of a reading as they were, but for the digits it keeps", () => {
    const { sampled, outputs: kept } = rebuilt(design!, calibration, structure, "all calls");
    expect(kept.map(({ measure }) => measure)).toEqual(["attrition", "meanWaitAll"]);
    // Places to five digits and values to six, on slopes of about one: errors of some hundred-thousandths.
    for (const u of [Float64Array.of(0.31, 0.77, 0.5), Float64Array.of(0.9, 0.05, 0.93)]) {
      for (const month of [0, 1]) {
        for (const [i, o] of [0, 2].entries()) {
          const found = sampled.emulated[month]!.emulators[i]!;
          const before = emulated[month]!.emulators[o]!;
          expect(Math.abs(found.mean(u) - before.mean(u))).toBeLessThan(1e-4);
          expect(Math.abs(found.mean(u) - answer([...u], month)[o]!)).toBeLessThan(0.01);
        }
      }
    }
  });

  it("gives back the targets: chance for a month and for its replications, rounding and discrepancy", () => {
    const { sampled } = rebuilt(design!, calibration, structure, "all calls");
    const [attrition, , , wait] = sampled.targets[1]!.covariance;
    const both = 1 + 1 / USUAL_EFFORT.replications;
    // On the logit scale 0.5 points at 20%, with an offset of a fifth of 20%: (1 ÷ 0.24 + 1 ÷ 0.84) × 0.005.
    expect(attrition).toBeCloseTo(0.03 * both + ((1 / 0.24 + 1 / 0.84) * 0.005) ** 2, 12);
    // 5 s of 100, a wait printed to the second, an offset of 20 s.
    expect(wait).toBeCloseTo(0.04 * both + (25 + 1 / 12) / 120 ** 2, 12);
  });

  it("is small: under 400 kB for 256 points of six months", () => {
    expect((text.length * 6) / months.length).toBeLessThan(400_000);
  });

  it("is refused if it was changed, is something else, or does not belong to what is asked", () => {
    const problem = (found: ReturnType<typeof readDesign>): string =>
      "problem" in found ? found.problem : "none";
    expect(
      problem(
        readDesign(
          text.replace('"inputs":"abc"', '"inputs":"abd"').replace('"inputs": "abc"', '"inputs": "abd"'),
          "d.json",
        ),
      ),
    ).toContain('"d.json" has been changed since it was written');
    expect(problem(readDesign("{}", "d.json"))).toContain("is not a design file (fcrsim-design/1): format");
    expect(problem(readDesign("{", "d.json"))).toContain("is not JSON");
    expect(() => rebuilt(design!, calibration, structure, "answered calls")).toThrow(/no fit was found/);
    expect(() => rebuilt(design!, calibration, { ...structure, name: "desk" }, "all calls")).toThrow(
      /not of "desk"/,
    );
    expect(() => rebuilt(design!, calibration, { ...structure, common: [figure("a")] }, "all calls")).toThrow(
      /figures are not those/,
    );
  });
});

import { describe, expect, it } from "vitest";
import { assumptionsWithImpact } from "../../cli/study/impact.ts";
import { readResult } from "../../reports/results.ts";
import { sensitivity } from "../support/chartResults.ts";

const FIGURES = ["queues.101.talk.mean", "queues.999.talk.mean", "busyDays.spread"];
const found = readResult("sensitivity.json", sensitivity(FIGURES));
const study = found.kind === "sensitivity" ? found.sensitivity : null;
const assumption = {
  figure: "talk",
  unit: "s",
  low: "1",
  central: "2",
  high: "3",
  kind: "judgement",
  basis: "",
  source: "",
  quality: "",
};
const impact = (rests: readonly string[]): string =>
  assumptionsWithImpact(
    [assumption],
    study,
    FIGURES.map((figure) => ({ figure, basis: rests.includes(figure) ? "talk (judgement)" : null })),
  )[0]!.impact;

describe("how far an assumption moves the answer", () => {
  it("is told of the one figure that rests on it", () => {
    expect(impact(FIGURES.slice(1, 2))).toBe("101 attrition from 45.00% to 57.50%");
  });

  it("is told once where several do, by the one that moves it most", () => {
    expect(impact(FIGURES)).toBe(
      "101 attrition from 40.00% to 65.00%, the most of the 3 figures that rest on it",
    );
  });

  it("is empty where none does", () => {
    expect(impact([])).toBe("");
  });
});

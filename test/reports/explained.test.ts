import { describe, expect, it } from "vitest";
import { wordsOf } from "../../reports/chartText.ts";
import { drawn } from "../support/chartCases.ts";
import { hoursRun, monthsRun, people } from "../support/chartResults.ts";

/** Title and subtitle in one line each. */
const said = (...args: Parameters<typeof drawn>) => wordsOf(drawn(...args).spec);

describe("no mark of a chart is left unexplained", () => {
  const STAGES = people(["vetting"]);

  it("with people above and attrition of an unknown room beneath, both bars are", () => {
    const { subtitle } = said("people", [STAGES, monthsRun(24, { uncertain: true, reported: false })]);
    expect(subtitle).toContain("pale bar: 95% of single months, chance and what is not known together");
    expect(subtitle).toContain("dark bar: what is not known alone");
  });

  it("with people above and a known room beneath, there is one bar to explain", () => {
    const { subtitle } = said("people", [STAGES, monthsRun(24, { reported: false })]);
    expect(subtitle).toContain("bar: where 95% of single months fall");
    expect(subtitle).not.toContain("dark bar");
  });

  it("with people alone, nothing beneath is spoken of", () => {
    expect(said("people", [STAGES]).subtitle).not.toMatch(/[Bb]eneath|bar/);
  });
});

describe("people of a plan", () => {
  /** The same people, live in the first and the last month as asked. */
  const live = (first: number, last: number): string =>
    people([])
      .replace(/("when": ?"2022-10"[^}]*"measure": ?"live"[^}]*"expected": ?)[\d.]+/, `$1${first}`)
      .replace(/("when": ?"2024-09"[^}]*"measure": ?"live"[^}]*"expected": ?)[\d.]+/, `$1${last}`);

  it.each([
    [60, 71.5, "72 people are live in Sep 2024, 12 more than in Oct 2022"],
    [254.3, 196.3, "196 people are live in Sep 2024, 58 fewer than in Oct 2022"],
    [60.4, 59.6, "60 people are live in Sep 2024, as many as in Oct 2022"],
  ])("%d at first and %d at last", (first, last, title) => {
    expect(said("people", [live(first, last)]).title).toBe(title);
  });
});

describe("percents in the cells of a week", () => {
  const cells = (queue: string): readonly string[] =>
    [...JSON.stringify(drawn("hours", [hoursRun()], { queue }).spec).matchAll(/"said":"([^"]*)"/g)]
      .map(([, cell]) => cell!)
      .slice(-168);

  it("have a decimal where none reaches ten, so that hours can be told apart", () => {
    expect(cells("999").some((cell) => /^\d\.\d$/.test(cell))).toBe(true);
  });

  it("are whole where some do", () => {
    for (const cell of cells("101")) expect(cell).toMatch(/^\d+$/);
  });
});

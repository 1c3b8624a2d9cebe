import { describe, expect, it } from "vitest";
import { interactive } from "../../../reports/document/interactive.ts";
import { CASES, drawn } from "../../support/chartCases.ts";

/** What the tooltips of a chart call the figures they tell. */
function told(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(told);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key !== "tooltip") return told(each);
    const { signal } = each as { signal: string };
    return [...signal.matchAll(/"((?:[^"\\\\]|\\\\.)*)": /g)].map(([, name]) => name!);
  });
}

const NO_FIGURES = ["learnt"];

describe.each(CASES)("the chart $name ($what) on a page", ({ name, texts, asked }) => {
  const { spec, choices } = interactive(drawn(name, texts, asked).spec);

  it("tells its figures by names that a reader knows", () => {
    const names = new Set(told(spec));
    if (!NO_FIGURES.includes(name)) expect(names.size).toBeGreaterThan(1);
    for (const field of [
      "row",
      "x",
      "y",
      "low",
      "high",
      "figure",
      "what",
      "shade",
      "mean",
      "count",
      "nothing",
    ])
      expect(names).not.toContain(field);
  });

  it("lets rows and kinds of figures be hidden by their names, each once", () => {
    expect(new Set(choices).size).toBe(choices.length);
    if (name === "plans") expect(choices.length).toBeGreaterThan(1);
    expect(spec.signals?.some((signal) => signal.name === "hidden")).toBe(true);
  });
});

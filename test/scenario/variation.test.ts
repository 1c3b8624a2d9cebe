import { describe, expect, it } from "vitest";
import type { Variation } from "../../engine/scenario/variation.ts";
import { levelAt, levelsOf, parseVariation } from "../../engine/scenario/variation.ts";

const variationOf = (text: string): Variation => {
  const parsed = parseVariation(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.value;
};
const levelsIn = (text: string) => {
  const levels = levelsOf(variationOf(text));
  if ("problem" in levels) throw new Error(levels.problem);
  return levels.value;
};
const problemOf = (text: string): string => {
  const parsed = parseVariation(text);
  if ("problem" in parsed) return parsed.problem;
  const levels = levelsOf(parsed.value);
  return "problem" in levels ? levels.problem : "";
};

describe("the values of a figure", () => {
  it.each([
    ["p.handlers=8..11", ["8", "9", "10", "11"], [8, 9, 10, 11]],
    ["p.handlers=8..12 step 2", ["8", "10", "12"], [8, 10, 12]],
    ["p.average=9.5..10.3 step 0.2", ["9.5", "9.7", "9.9", "10.1", "10.3"], [9.5, 9.7, 9.9, 10.1, 10.3]],
    // In binary, 0.3 − 0.1 is a little less than twice 0.1.
    ["p.average=0.1..0.3 step 0.1", ["0.1", "0.2", "0.3"], [0.1, 0.2, 0.3]],
    ["q.duration=30s,60s,95s", ["30s", "60s", "95s"], [30, 60, 95]],
    ["q.duration=30s..2m step 45s", ["30 seconds", "75 seconds", "120 seconds"], [30, 75, 120]],
    ["q.balking=0..6% step 3%", ["0%", "3%", "6%"], [0, 0.03, 0.06]],
    ['q.volume="25,000 a month","30,000 a month"', ["25,000 a month", "30,000 a month"], [25_000, 30_000]],
    [
      'q.volume="25,000 a month".."26,000 a month" step "500 a month"',
      ["25000 a month", "25500 a month", "26000 a month"],
      [25_000, 25_500, 26_000],
    ],
    [
      "q.arrivals=10 an hour..12 an hour step 1 an hour",
      ["10 an hour", "11 an hour", "12 an hour"],
      [10, 11, 12],
    ],
    ["atEnd=follow,stop", ["follow", "stop"], [null, null]],
    [
      "q.patience=never,{ exponential: { mean: 3m } }",
      ["never", '{"exponential":{"mean":"3m"}}'],
      [null, null],
    ],
    ["p.handlers={ file: ../a.csv, column: n }", ['{"file":"../a.csv","column":"n"}'], [null]],
    ["p.handlers=12", ["12"], [12]],
    ["p.handlers=100,200,300", ["100", "200", "300"], [100, 200, 300]],
  ])("%s", (text, texts, amounts) => {
    const levels = levelsIn(text);
    expect(levels.map((level) => level.text)).toEqual(texts);
    expect(levels.map((level) => level.amount)).toEqual(amounts);
  });

  it.each([
    ["p.handlers", "there is no = in it."],
    ["p.handlers=16..8", '"8" is not above "16". Write the lower one first.'],
    ["p.handlers=8..many", '"many" is not a figure.'],
    ["q.duration=30..95s", '"30" and "95s" are not of one kind. Write the unit with both.'],
    ["q.duration=30s..95s", 'q.duration has a range without a step. Write "30 seconds..95 seconds step ..."'],
    ["q.duration=30s..95s step 5", '"5" is not a step for it.'],
    ["p.handlers=1..9 step 0", '"0" is not a step for it.'],
    ["p.handlers=1..5000", "p.handlers would take 5,000 values. Write a longer step."],
    ["p.handlers=8,,9", "cannot be read as values."],
    ["p.handlers=8,null", "a value is missing between the commas"],
    ["p.handlers=8,8", '"8" is given twice. Give it once.'],
    ["p.handlers=[8", "cannot be read as values."],
    ["q.volume=25,000 a month", "Put each figure that has a comma in it in double quotes."],
  ])("%s is refused", (text, told) => {
    expect(problemOf(text)).toContain(told);
  });
});

describe("the value at one coordinate of a design", () => {
  const at = (text: string, us: readonly number[], whole = false) =>
    us.map((u) => levelAt(variationOf(text), u, whole).amount);

  it("lies as far along a range as the coordinate says", () => {
    expect(at("q.duration=30s..90s", [0, 0.25, 1])).toEqual([30, 45, 90]);
  });

  it("is one of the whole numbers of a range, each as likely as any other", () => {
    expect(at("p.holdBack=0..3", [0, 0.24, 0.26, 0.51, 0.76, 1 - 2 ** -33], true)).toEqual([
      0, 0, 1, 2, 3, 3,
    ]);
  });

  it("is one of the values of a list, or of a range with a step", () => {
    expect(at("q.duration=30s,60s,95s", [0, 0.34, 0.99])).toEqual([30, 60, 95]);
    expect(at("p.handlers=8..12 step 2", [0, 0.34, 1])).toEqual([8, 10, 12]);
  });
});

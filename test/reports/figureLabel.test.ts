import { describe, expect, it } from "vitest";
import { figureInWords, figureLabel } from "../../reports/figureLabel.ts";

describe("a figure in a reader's words", () => {
  it.each([
    ["queues.101.wrapUp.mean", "101 wrap-up mean"],
    ["queues.999.patience.mixture.2.mean", "999 patience mixture 2 mean"],
    ['pools."999 desk".handlers.average', "999 desk handlers average"],
    ["pools.general.handlers.average (2022-08)", "general handlers average (2022-08)"],
    ["busyDays.spread", "busy days spread"],
    ['workforce.roles."control room".leavers.1.aYear', "control room leavers 1 a year"],
    [
      'workforce.redeployed."School Officers".proficiency.1.shareOfWork',
      "School Officers proficiency 1 share of work",
    ],
    ["workforce.courses.recruit.3.wrapUpFactor", "recruit 3 wrap-up factor"],
    ["pools.general.holdBack.average", "general hold-back average"],
    ["workforce.shrinkage.leave", "shrinkage leave"],
    // A name in quotes keeps its capitals and points.
    ['queues."online.Reports".volume', "online.Reports volume"],
    ["something else", "something else"],
  ])("%s", (path, words) => {
    expect(figureInWords(path)).toBe(words);
  });

  it("in lines beside a chart", () => {
    const lines = figureLabel('workforce.redeployed."School Officers".proficiency.1.shareOfWork');
    expect(lines.join(" ")).toBe("School Officers proficiency 1 share of work");
    expect(lines.length).toBe(2);
  });
});

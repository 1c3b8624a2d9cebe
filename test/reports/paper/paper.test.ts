import { describe, expect, it } from "vitest";
import { panelPaper } from "../../../reports/paper/panelPaper.ts";
import { evidenceOf, everythingElse, studyOf } from "../../support/evidence.ts";
import { tableOf, tablesOf, wordsUnder } from "../../support/paperParts.ts";
import { paperText, textOf } from "../../support/paperText.ts";

describe("a paper as it reads", () => {
  it("with all that a study may have", () => {
    const study = studyOf(["hire", "lend officers", "both"], { staffed: true }, everythingElse());
    expect(paperText(panelPaper(study))).toMatchSnapshot();
  });

  it("with a base alone", () => {
    expect(paperText(panelPaper(evidenceOf()))).toMatchSnapshot();
  });

  it("is the same each time", () => {
    const make = () => JSON.stringify(panelPaper(studyOf(["hire", "lend"], {}, everythingElse())));
    expect(make()).toBe(make());
  });

  it("has the clock or the lost-call rule beneath every table of calls", () => {
    const paper = panelPaper(studyOf(["hire"], {}, everythingElse()));
    const silent = tablesOf(paper.blocks)
      .filter(({ id }) => /^(expected|months|differences|question|waits|staffing|message|published)/.test(id))
      .filter(({ notes }) => !/lost calls|Lost calls/.test(notes.join(" ")))
      .map(({ id }) => id);
    expect(silent).toEqual([]);
  });

  it("gives both clocks of 101 in the answer", () => {
    expect(textOf(panelPaper(evidenceOf()).answer)).toContain(
      "10 min 0 s on average from the end of the message, 11 min 35 s from dialling",
    );
  });
});

describe("a study of fifty plans", () => {
  const names = Array.from({ length: 50 }, (_, i) => `plan ${i + 1}`);
  const paper = panelPaper(studyOf(names, { months: 14 }));

  it("has all of them in its tables", () => {
    expect(tableOf(paper, "expected-1-attrition").rows).toHaveLength(51);
    expect(tableOf(paper, "question-1-plans").rows).toHaveLength(51);
    expect(tableOf(paper, "differences-table-1-attrition").rows).toHaveLength(50);
    expect(tableOf(paper, "months-1-attrition").rows).toHaveLength(51 * 14);
  });

  it("names a few of them in its sentences, and counts the others", () => {
    const said = [
      textOf(paper.answer),
      wordsUnder(paper, "question-1"),
      wordsUnder(paper, "differences-1-attrition"),
    ];
    for (const text of said) expect((text.match(/“plan \d+”/g) ?? []).length).toBeLessThan(15);
    expect(said.join("\n")).toMatch(/and \d+ others/);
    expect(said[0]!.split(/\s+/).length).toBeLessThan(250);
  });

  it("lays no table out wider than a page", () => {
    const whole = panelPaper(studyOf(["hire"], {}, everythingElse()));
    const wide = [...tablesOf(paper.blocks), ...tablesOf(whole.blocks)].filter(
      ({ columns }) => columns.length > 10,
    );
    expect(wide).toEqual([]);
  });
});

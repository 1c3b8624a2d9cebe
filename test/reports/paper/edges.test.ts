import { describe, expect, it } from "vitest";
import type { Evidence, Simulated } from "../../../reports/paper/evidence.ts";
import { panelPaper } from "../../../reports/paper/panelPaper.ts";
import type { PanelPaper } from "../../../reports/document/document.ts";
import {
  comparisonOf,
  differenceOf,
  everythingElse,
  evidenceOf,
  planOf,
  rowOf,
  runOf,
  simulatedOf,
  studyOf,
  targetOf,
} from "../../support/evidence.ts";
import { cellsOf, tableOf, tablesOf, wordsUnder } from "../../support/paperParts.ts";
import { GOOD } from "../../scenario/memoryFiles.ts";
import { paperText, textOf } from "../../support/paperText.ts";

type Differs = readonly [plan: string, difference: number | null, halfWidth: number | null];

/** A study whose comparison says this of 101 attrition. */
function compared(...differences: readonly Differs[]): PanelPaper {
  return panelPaper(
    evidenceOf({
      plans: differences.map(([plan]) => planOf({ plan, attrition: 0.3, less: 0 })),
      comparison: comparisonOf(differences.map(([plan, by, half]) => differenceOf(plan, by, half))),
    }),
  );
}

const ATTRITION = "differences-1-attrition";
const differenceRows = (paper: PanelPaper) => cellsOf(tableOf(paper, "differences-table-1-attrition"));

describe("whether plans differ", () => {
  it("no difference at all is told as the same", () => {
    const paper = compared(["hire", 0, 0]);
    expect(wordsUnder(paper, ATTRITION)).toBe(
      "101 attrition with “hire” is exactly the same as with “do nothing”.",
    );
    expect(differenceRows(paper)[0]!.slice(2)).toEqual(["0.0 points", "0.0 to 0.0 points", "the same"]);
  });

  it("a tiny difference, sure as it is, is not told as one", () => {
    const paper = compared(["hire", -0.0002, 0.0001]);
    expect(wordsUnder(paper, ATTRITION)).toBe(
      "101 attrition with “hire” has no difference from “do nothing” that shows at this precision: 0.0 points (95% interval 0.0 to 0.0 points).",
    );
    expect(textOf(paper.answer)).toContain("no difference from “do nothing” that shows at this precision");
    expect(differenceRows(paper)[0]!.at(-1)).toBe("no difference that shows");
  });

  it("an interval just clear of zero is shown with the decimals that it takes", () => {
    const paper = compared(["hire", -0.003, 0.0026]);
    expect(differenceRows(paper)[0]!.slice(2)).toEqual(["−0.30 points", "−0.56 to −0.04 points", "better"]);
  });

  it("an interval that shows as holding zero cannot be told apart, though it is clear of it by a hair", () => {
    const paper = compared(["hire", -0.0004, 0.0003]);
    expect(differenceRows(paper)[0]!.slice(2)).toEqual([
      "0.0 points",
      "−0.1 to 0.0 points",
      "cannot be told apart",
    ]);
    expect(wordsUnder(paper, ATTRITION)).toContain("cannot be told apart");
  });

  it("an interval that holds zero cannot be told apart, in words, tables and charts", () => {
    const paper = compared(["hire", -0.02, 0.021]);
    expect(wordsUnder(paper, ATTRITION)).toBe(
      "101 attrition with “hire” cannot be told apart from that with “do nothing”: −2.0 points (95% interval −4.1 to +0.1 points).",
    );
    expect(differenceRows(paper)[0]!.at(-1)).toBe("cannot be told apart");
    expect(paperText(paper)).toContain(
      "[figure chart-plans-1] 101 attrition with do nothing: 40%. With hire: 38%, −2.0 points (± 2.1 points, cannot be told apart)",
    );
  });

  it("no plan is best if the two best cannot be told apart", () => {
    const paper = compared(["hire", -0.1, 0.02], ["lend", -0.09, 0.02], ["wait", 0.05, 0.01]);
    const said = wordsUnder(paper, ATTRITION);
    expect(said).toContain("3 plans beside “do nothing”: 2 are shown to be better; 1 is shown to be worse.");
    expect(said).toContain("The largest gain on average is that of “hire”");
    expect(said).toContain("It is not shown to do best, as it cannot be told apart from “lend”.");
    expect(said).not.toContain("does best by this measure");
    expect(textOf(paper.answer)).toContain("not shown to do best");
  });

  it("a plan is best if its interval is clear of all others", () => {
    const said = wordsUnder(compared(["hire", -0.2, 0.02], ["lend", -0.09, 0.02]), ATTRITION);
    expect(said).toContain("so it does best by this measure");
  });

  it("says in which months a plan is better, and in which worse", () => {
    const at = (when: string, difference: number) =>
      differenceOf("hire", difference, 0.01, { scope: "month", when });
    const paper = panelPaper(
      evidenceOf({
        plans: [planOf({ plan: "hire", attrition: 0.3, less: 0 })],
        comparison: comparisonOf([
          differenceOf("hire", -0.1, 0.01),
          at("2023-02", 0.05),
          at("2023-03", 0.001),
          at("2023-04", -0.3),
        ]),
      }),
    );
    expect(wordsUnder(paper, ATTRITION)).toContain(
      "“hire”: of 3 months it is shown to be better in 1 (Apr 2023) and worse in 1 (Feb 2023); no difference is shown in the others.",
    );
    expect(cellsOf(tableOf(paper, "differences-months-1-attrition")).map((row) => row.at(-1))).toEqual([
      "worse",
      "cannot be told apart",
      "better",
    ]);
  });

  it("one replication tells nothing apart", () => {
    const paper = compared(["hire", -0.2, null]);
    expect(wordsUnder(paper, ATTRITION)).toContain("cannot be told apart");
    expect(differenceRows(paper)[0]!.slice(3)).toEqual(["not known", "cannot be told apart"]);
  });

  it("a figure without a meaning has no difference", () => {
    const paper = compared(["hire", null, null], ["lend", -0.1, 0.01]);
    expect(wordsUnder(paper, ATTRITION)).toContain("1 is shown to be better; 1 has no figure");
    expect(differenceRows(paper)[0]!.at(-1)).toBe("not known");
  });

  it("says if what is not known could turn a gain into a loss", () => {
    const found = differenceOf("hire", -0.1, 0.02, { expected: { low: -0.3, high: 0.05 } });
    const paper = panelPaper(
      evidenceOf({
        plans: [planOf({ plan: "hire", attrition: 0.3, less: 0 })],
        comparison: comparisonOf([found]),
      }),
    );
    expect(wordsUnder(paper, ATTRITION)).toContain(
      "anything from −30.0 to +5.0 points (95%), so it may go either way: better on average over what is not known, but not for certain.",
    );
  });
});

/** A study of one plan whose means by month and counts of months met are these. */
function judged(means: readonly (number | null)[], met?: readonly number[], of = 80): PanelPaper {
  const base = planOf({ plan: "do nothing", attrition: 0.4, less: 0 });
  return panelPaper(
    evidenceOf({
      base: {
        ...base,
        run: { ...base.run, replications: of / 40 },
        targets: [targetOf(means, of, met === undefined ? {} : { met })],
      },
      questions: [{ question: "When is attrition under 10%?", target: "101.attrition <= 10%", about: null }],
    }),
  );
}

describe("whether a target is met", () => {
  const means = (paper: PanelPaper) => cellsOf(tableOf(paper, "question-1-means")).map((row) => row[1]);

  it("just missed shows as missed", () => {
    const paper = judged([0.3, 0.1004]);
    expect(means(paper)).toEqual(["30.00%", "10.04%"]);
    expect(wordsUnder(paper, "question-1")).toContain("On average no month meets it.");
    expect(textOf(paper.answer)).toContain("on average no month meets it.");
  });

  it("just met shows as met, and so does the limit itself", () => {
    const just = judged([0.3, 0.09996]);
    expect(means(just)).toEqual(["30.0%", "10.0%"]);
    expect(wordsUnder(just, "question-1")).toContain("The first month that meets it on average is Mar 2023.");
    expect(wordsUnder(judged([0.3, 0.1]), "question-1")).toContain("is Mar 2023.");
  });

  it("all meet it, or none do", () => {
    const all = judged([0.05, 0.04], [80, 80]);
    expect(wordsUnder(all, "question-1")).toContain("On average every month meets it.");
    expect(wordsUnder(all, "question-1")).toContain("in all 80 simulated months.");
    const none = judged([0.5, 0.4], [0, 0]);
    expect(wordsUnder(none, "question-1")).toContain("On average no month meets it.");
    expect(wordsUnder(none, "question-1")).toContain("in none of the 80 simulated months");
  });

  it("says if later months miss it again", () => {
    expect(wordsUnder(judged([0.05, 0.2, 0.05]), "question-1")).toContain(
      "on average Feb 2023 is the first month to meet it; of the months after it, Mar 2023 misses it.",
    );
    expect(wordsUnder(judged([0.05, 0.2]), "question-1")).toContain("and no month after it does");
  });

  it("says when it is met most often, if that is not in the last month", () => {
    const paper = judged([0.3, 0.12, 0.3], [0, 28, 0]);
    expect(wordsUnder(paper, "question-1")).toContain(
      "it is met most often in Mar 2023, in 7 of 20 simulated months (28 of 80); Apr 2023 meets it in none of the 80 simulated months",
    );
    expect(textOf(paper.answer)).toContain(
      "It is met most often in Mar 2023, in 7 of 20 simulated months (28 of 80); in Apr 2023 in none of the 80 simulated months.",
    );
    expect(textOf(judged([0.3, 0.3], [0, 0]).answer)).toContain("No simulated month meets it.");
  });

  it("97 of 100 is not all", () => {
    expect(wordsUnder(judged([0.05, 0.05], [116, 117], 120), "question-1")).toContain(
      "Mar 2023 meets it in more than 19 of 20 simulated months (117 of 120)",
    );
  });

  it("says so if too little was simulated to know how often", () => {
    const base = planOf({ plan: "do nothing", attrition: 0.4, less: 0 });
    const target = targetOf([0.2, 0.1], 80, { met: [40, 40] });
    const wide = {
      ...target,
      months: target.months.map((month) => ({ ...month, met: { share: 0.5, low: 0.2, high: 0.8 } })),
    };
    const paper = panelPaper(
      evidenceOf({
        base: { ...base, targets: [wide] },
        questions: [{ question: "When?", target: "101.attrition <= 10%", about: null }],
      }),
    );
    expect(wordsUnder(paper, "question-1")).toContain("anything from 20.0% to 80.0% of months would agree");
  });

  it("a month without calls meets nothing", () => {
    const paper = judged([null, 0.05]);
    expect(means(paper)).toEqual(["not known", "5.0%"]);
    expect(wordsUnder(paper, "question-1")).toContain("is Mar 2023");
  });

  it("a first month that is met is not left standing for those after it", () => {
    const stands = (plan: string, means: readonly number[]) => ({
      ...planOf({ plan, attrition: 0.4, less: 0 }),
      targets: [targetOf(means, 80)],
    });
    const paper = panelPaper(
      studyOf(
        ["hire"],
        {},
        { base: stands("do nothing", [0.08, 0.2, 0.3]), plans: [stands("hire", [0.07, 0.2, 0.05])] },
      ),
    );
    expect(wordsUnder(paper, "question-1")).toContain(
      "The first month that meets it on average is Feb 2023, with “do nothing” and “hire”. In Apr 2023 it is still met on average only with “hire”.",
    );
    expect(textOf(paper.answer)).toContain("In Apr 2023 it is still met on average only with “hire”.");
  });

  it("a first month that nobody keeps to is said to be lost again", () => {
    const lost = {
      ...planOf({ plan: "do nothing", attrition: 0.4, less: 0 }),
      targets: [targetOf([0.08, 0.2, 0.3], 80)],
    };
    const paper = panelPaper(
      evidenceOf({
        base: lost,
        questions: [{ question: "When?", target: "101.attrition <= 10%", about: null }],
      }),
    );
    expect(wordsUnder(paper, "question-1")).toContain(
      "The first month that meets it on average is Feb 2023. In Apr 2023 it is no longer met on average.",
    );
    // None of 80 months has the wider interval beside one of them.
    expect(tableOf(paper, "question-1-plans").notes.join(" ")).toContain("each draw counts as one month");
  });

  it("a target that no run was judged by is said to be unanswered", () => {
    const paper = panelPaper(
      evidenceOf({ questions: [{ question: "When?", target: "x.y <= 1", about: null }] }),
    );
    expect(wordsUnder(paper, "question-1")).toBe(
      "No run was judged by the target “x.y <= 1”, so this cannot be answered.",
    );
  });
});

describe("a study with little in it still makes a paper", () => {
  it("one plan, no questions, nothing compared", () => {
    const paper = panelPaper(evidenceOf());
    expect(wordsUnder(paper, "differences")).toBe(
      "There is only one plan in this study, so there is nothing to compare.",
    );
    expect(paper.blocks.some((block) => block.kind === "heading" && block.id === "questions")).toBe(false);
    expect(paper.blocks.some((block) => block.kind === "heading" && block.id === "people")).toBe(false);
  });

  it("every figure known: chance alone is told, and that the truth may lie elsewhere", () => {
    const paper = panelPaper(studyOf(["hire"], { uncertain: false }));
    expect(tableOf(paper, "expected-1-attrition").columns.map(({ head }) => head)).toEqual([
      "plan",
      "mean",
      "±",
      "95%: chance alone",
    ]);
    expect(textOf(paper.answer)).toContain("by chance alone, 95 of 100 single periods lie from");
    expect(textOf(paper.answer)).not.toContain("We cannot know");
    expect(wordsUnder(paper, "question-1")).not.toContain("not known");
    expect(wordsUnder(paper, "expected")).toContain("every figure was taken as known exactly");
  });

  it("one month: no tables month by month", () => {
    const paper = panelPaper(studyOf(["hire"], { months: 1 }));
    expect(tablesOf(paper.blocks).filter(({ id }) => id.startsWith("months-"))).toEqual([]);
    expect(textOf(paper.answer)).toContain("95 of 100 single months lie");
    expect(wordsUnder(paper, "question-1")).toContain("On average Feb 2023 does not meet it with any plan.");
  });

  it("a queue that the runs do not know", () => {
    const paper = panelPaper(evidenceOf({ queues: ["chat"] }));
    expect(textOf(paper.answer)).toContain("The runs hold no figures of the queues");
    expect(wordsUnder(paper, "expected-1")).toContain("no figures of a queue “chat”");
  });

  it("a run in which nobody called", () => {
    const nothing = { name: "101", measure: "attrition", title: "attrition", unit: "share", mean: null };
    const base: Evidence["base"] = {
      ...planOf({ plan: "do nothing", attrition: 0.4, less: 0 }),
      run: runOf([rowOf("period", "2023-02", nothing)], { replications: 1 }),
    };
    const paper = panelPaper(evidenceOf({ base }));
    expect(textOf(paper.answer)).toContain("101 attrition with “do nothing” is not known.");
    expect(cellsOf(tableOf(paper, "expected-1-attrition"))[0]).toEqual([
      "do nothing",
      "not known",
      "not known",
      "not known",
    ]);
  });
});

describe("published months beside simulated ones", () => {
  /** A paper in which so many of twenty published figures lie within the range of single months, and so many are drawn. */
  const paperOf = (inside: number, drawn = 0): PanelPaper => {
    const rows = Array.from({ length: 20 }, (_, i) =>
      rowOf(
        "period",
        `20${10 + i}-02`,
        {
          name: "101",
          measure: "attrition",
          title: "attrition",
          unit: "share",
          mean: 0.4,
          single: { low: 0.35, high: 0.45 },
        },
        { value: i < inside ? 0.41 : 0.6, source: "a board paper" },
      ),
    );
    return panelPaper(
      evidenceOf({
        published: rows.map((row, i) =>
          runOf([row], i < drawn ? { draws: 10, replications: 2 } : { replications: 20 }),
        ),
      }),
    );
  };
  const said = (inside: number, drawn?: number): string => wordsUnder(paperOf(inside, drawn), "fit");
  const head = (drawn: number): string | undefined =>
    tableOf(paperOf(12, drawn), "published-1-attrition").columns[3]?.head;

  it("say so where more lie outside than chance would put there", () => {
    expect(said(12)).toContain("12 lie in the range");
    expect(said(12)).toContain("Were chance all that parts them, about 19 would");
  });

  it.each([17, 18, 19, 20])("say nothing of it where %d of 20 lie inside", (inside) => {
    expect(said(inside)).toContain(`${inside} lie in the range`);
    expect(said(inside)).not.toContain("Were chance all");
  });

  it("say whether the ranges hold what is not known, in sentence and table alike", () => {
    expect(said(12)).toContain("fall by chance alone, every figure held at one value.");
    expect(head(0)).toBe("95%: chance alone");
    expect(said(12, 20)).toContain("fall with what is not known and chance together.");
    expect(said(12, 20)).toContain("Were chance and what is not known all that parts them, about 19 would");
    expect(head(20)).toBe("95%: both");
    expect(said(12, 20)).not.toContain("chance alone");
    expect(said(12, 7)).toContain("together where figures are drawn and by chance alone elsewhere.");
    expect(head(7)).toBe("95%: both, or chance alone");
  });
});

describe("what the runs take for granted", () => {
  const said = (...notes: readonly string[]): string =>
    wordsUnder(
      panelPaper(evidenceOf({ base: { ...planOf({ plan: "do nothing", attrition: 0.4, less: 0 }), notes } })),
      "limits",
    );
  const LEARNT =
    "Learnt from published months, as p.json says (structure rising; reported waits read as answered calls; hash 03e9)";

  it("leaves the figures that were learnt to the annex, as their names in the file are not for readers", () => {
    const words = said(
      `${LEARNT}, with the monthly figures of 2023-01: queues={"999":{"patience":1}} and queues.101.talk.mean.`,
    );
    expect(words).toContain(
      `${LEARNT}, with the monthly figures of 2023-01. Which figures these are stands in annex C, item 3.3.`,
    );
    expect(words).not.toContain("queues");
    expect(said(`${LEARNT}: queues.101.talk.mean.`)).toContain(`${LEARNT}. Which figures`);
  });

  it("leaves every other note as it is", () => {
    for (const note of ["Hourly patterns are invented: see there.", `${LEARNT}: nothing.`])
      expect(said(note)).toContain(note);
  });
});

describe("what moves the answer", () => {
  const LEARNT = simulatedOf("base", "do nothing", GOOD);
  const unknown = { figure: "a", range: "from 1 to 2", words: "" };
  const withRanges = (learntFrom: string | null) => ({
    ...LEARNT,
    told: { ...LEARNT.told, unknowns: [{ ...unknown, learntFrom }] },
  });
  const stated: Simulated = { ...withRanges(null), use: "what moves the answer" };
  const said = (base: Simulated): string =>
    wordsUnder(panelPaper(evidenceOf({ ...everythingElse(), simulated: [base, stated] })), "moves");

  it("names its room, and that its ranges are not those that were learnt", () => {
    expect(said(withRanges("posterior.json"))).toContain("others stay in the middle, in room, October 2022.");
    expect(said(withRanges("posterior.json"))).toContain(
      "Their ranges here are those stated before anything was learnt",
    );
  });

  it("says nothing of that where the plans' are stated too", () => {
    expect(said(withRanges(null))).not.toContain("learnt");
  });
});

describe("what is not known comes first", () => {
  it("if it is wide, and with the range that the table shows", () => {
    const paper = panelPaper(evidenceOf());
    expect(textOf(paper.answer)).toMatch(
      /^We cannot know how high 101 attrition will be: .* from 24\.0% to 56\.0% /,
    );
    expect(cellsOf(tableOf(paper, "expected-1-attrition"))[0]![3]).toBe("24.0% to 56.0%");
  });
});

describe("names of the users' own", () => {
  const NAMES = [
    "<b>bold</b>",
    "a | b",
    "\"quoted\" & 'more'",
    "</script><script>alert(1)</script>",
    "= 1 + 1",
  ];

  it("stand as they are, in tables and sentences", () => {
    const paper = panelPaper(studyOf(NAMES));
    const rows = cellsOf(tableOf(paper, "expected-1-attrition"));
    expect(rows.map(([plan]) => plan)).toEqual(["do nothing", ...NAMES]);
    expect(wordsUnder(paper, "question-1")).toContain("“<b>bold</b>”");
  });
});

describe("figures and their units", () => {
  it("are not parted at the end of a line", () => {
    expect(panelPaper(evidenceOf()).answer).toContain("10\u00a0min 0\u00a0s on average");
  });
});

describe("identifiers", () => {
  it("are letters, digits and hyphens, each once", () => {
    const paper = panelPaper(studyOf(["a", "b"], { staffed: true }));
    const ids = paper.blocks.flatMap((block) => {
      if (block.kind === "heading") return [block.id];
      if (block.kind === "table") return [block.table.id];
      return block.kind === "figure" ? [block.figure.id] : [];
    });
    expect(ids.filter((id) => !/^[A-Za-z0-9-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

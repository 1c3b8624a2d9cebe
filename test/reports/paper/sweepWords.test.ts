import { describe, expect, it } from "vitest";
import type { Block, PanelPaper } from "../../../reports/document/document.ts";
import { panelPaper } from "../../../reports/paper/panelPaper.ts";
import { endsInWords, toldOfMessage } from "../../../reports/paper/sweepTable.ts";
import type { Sweep } from "../../../reports/results.ts";
import { everythingElse, studyOf } from "../../support/evidence.ts";

const FIGURE = "queues.101.message.duration";

/** A sweep of the message along these lengths, with a mean wait from dialling and its ± at each. */
function messages(points: readonly (readonly [string, number, number])[]): Sweep {
  return {
    program: "fcrsim",
    version: "0.1.0",
    scenario: "room",
    period: "March 2023",
    seed: "1",
    replications: 10,
    incomplete: null,
    figures: [FIGURE],
    points: points.map(([text, mean, halfWidth]) => ({
      texts: [text],
      values: [null],
      rows: [
        {
          of: "queue",
          name: "101",
          measure: "meanWaitAnsweredFromDialling",
          title: "mean wait of the answered, from dialling",
          unit: "seconds",
          mean,
          halfWidth,
          single: null,
        },
      ],
    })),
  };
}

const said = (sweep: Sweep): readonly string[] => endsInWords(sweep, toldOfMessage(["101"], sweep));

describe("the ends of a sweep in words", () => {
  it.each([
    // The difference against the sum of both ±: 40 > 3 + 4, 7 = 3 + 4, 0.4 that rounding hides.
    ["rises", 200, 240, "It rises."],
    ["falls", 240, 200, "It falls."],
    [
      "differs by no more than both intervals",
      200,
      207,
      "These runs show no difference that is clear of chance.",
    ],
    ["shows as the same", 200.1, 200.4, "These runs show no difference that is clear of chance."],
  ])("a wait that %s", (_, first, last, verdict) => {
    const words = said(
      messages([
        ["30s", first, 3],
        ["60s", 500, 1],
        ["95s", last, 4],
      ]),
    );
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(
      /^101 mean wait of the answered, from dialling: .* with 30 s and .* with 95 s\./,
    );
    expect(words[0]!.endsWith(verdict)).toBe(true);
  });

  it("says nothing of one point, of two figures, or of what is not known", () => {
    expect(said(messages([["30s", 200, 3]]))).toEqual([]);
    const two = messages([
      ["30s", 200, 3],
      ["95s", 240, 3],
    ]);
    expect(said({ ...two, figures: [FIGURE, "busyDays.spread"] })).toEqual([]);
    const unknown = two.points.map((point) => ({
      ...point,
      rows: point.rows.map((row) => ({ ...row, mean: null })),
    }));
    expect(said({ ...two, points: unknown })).toEqual([]);
  });

  it("answers a question that is about the message, as its table has it", () => {
    const sweep = messages([
      ["30s", 200, 3],
      ["95s", 240, 4],
    ]);
    const question = { question: "Would a shorter message help?", target: null, about: "message" as const };
    const paper = panelPaper(
      studyOf(["hire"], {}, { ...everythingElse(), message: sweep, questions: [question] }),
    );
    const words = itemsUnder(paper, "question-1");
    // Figures and their units are kept on one line by spaces that do not break.
    expect(words.map((each) => String(each).replaceAll("\u00a0", " "))).toEqual(said(sweep));
    const rows = paper.blocks.flatMap((block) =>
      block.kind === "table" && block.table.id === "message-table" ? block.table.rows : [],
    );
    expect(rows.map(([length, mean]) => [length, mean])).toEqual([
      ["30 s", 200],
      ["95 s", 240],
    ]);
    // Without that study the reader is told where to look.
    const without = panelPaper(
      studyOf(["hire"], {}, { ...everythingElse(), message: null, questions: [question] }),
    );
    expect(itemsUnder(without, "question-1")).toEqual([]);
  });
});

describe("the section on the message", () => {
  // Of 1,000 who dial, so many hang up in each message.
  const told = (hungUp: readonly number[]): string => {
    const sweep = messages(hungUp.map((_, i) => [`${30 * (i + 1)}s`, 200, 3] as const));
    const points = sweep.points.map(({ rows: [wait], ...point }, i) => ({
      ...point,
      rows: [
        wait!,
        ...(["hungUpInMessage", "dialled"] as const).map((measure, m) => ({
          ...wait!,
          measure,
          title: measure,
          unit: "contacts",
          mean: [hungUp[i]!, 1000][m]!,
        })),
      ],
    }));
    const { blocks } = panelPaper(
      studyOf(["hire"], {}, { ...everythingElse(), message: { ...sweep, points } }),
    );
    return JSON.stringify(blocks);
  };

  it("says so where the length of the message moves nobody to hang up in it", () => {
    expect(told([80, 80, 80])).toContain("as many hang up in the message however long it is");
    expect(told([80, 90, 100])).not.toContain("as many hang up in the message however long it is");
    expect(told([0, 0, 0])).not.toContain("as many hang up in the message however long it is");
  });
});

/** The items of the lists between a heading and the next. */
function itemsUnder({ blocks }: PanelPaper, id: string): readonly unknown[] {
  const start = blocks.findIndex((block) => block.kind === "heading" && block.id === id);
  const after = blocks.slice(start + 1);
  const end = after.findIndex((block) => block.kind === "heading");
  return after.slice(0, end).flatMap((block: Block) => (block.kind === "list" ? [...block.items] : []));
}

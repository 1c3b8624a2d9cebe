import { describe, expect, it } from "vitest";
import type { PanelPaper } from "../../../reports/document/document.ts";
import { labelsOf } from "../../../reports/document/labels.ts";
import { PAPER } from "../../support/papers.ts";

const table = (id: string): PanelPaper["blocks"][number] => ({
  kind: "table",
  table: { id, caption: "", columns: [], rows: [], notes: [] },
});

describe("tables and figures", () => {
  it("are numbered in reading order, each from 1", () => {
    expect([...labelsOf(PAPER)]).toEqual([
      ["plans-table", "Table 1"],
      ["months", "Figure 1"],
      ["plans", "Figure 2"],
    ]);
  });

  it("must have ids of their own, of letters, digits and hyphens", () => {
    expect(() => labelsOf({ ...PAPER, blocks: [table("a"), table("a")] })).toThrow(
      'the id "a" is there twice',
    );
    expect(() => labelsOf({ ...PAPER, blocks: [table('a"b')] })).toThrow('"a"b" is no id');
  });

  it("are what links lead to, or the web", () => {
    const linked = (to: string): PanelPaper => ({ ...PAPER, answer: [{ text: "here", to }] });
    expect(() => labelsOf(linked("#plans"))).not.toThrow();
    expect(() => labelsOf(linked("https://example.org"))).not.toThrow();
    for (const to of ["#nowhere", "javascript:alert(1)", "http://example.org", "plans"]) {
      expect(() => labelsOf(linked(to))).toThrow(`the link to "${to}" leads nowhere`);
    }
  });
});

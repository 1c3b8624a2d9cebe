import { describe, expect, it } from "vitest";
import { widthsOf } from "../../../reports/document/word/widths.ts";

/** Letters of 10 points that a column has room for. */
const lettersOf = (widths: readonly number[]): readonly number[] => widths.map((each) => (each - 150) / 115);
const figures = (text: string) => ({ text, isFigures: true });
const text = (text: string) => ({ text, isFigures: false });
const A4 = 9412;

describe("widths of the columns of a Word table", () => {
  it("keep figures on one line beside headings that are much longer than they", () => {
    const heads = [
      text("plan"),
      figures("mean in Mar 2024"),
      figures("simulated periods that meet it in that month or one before"),
    ];
    const widths = lettersOf(widthsOf({ heads, rows: [["recruit-and-redeploy", "66.7%", "18"]] }, A4));
    expect(widths[1]).toBeGreaterThanOrEqual(5);
    expect(widths[2]).toBeGreaterThanOrEqual("simulated".length);
    expect(widths[0]).toBeGreaterThanOrEqual("recruit-and-redeploy".length);
  });

  it("keep words and months whole, and give what is left to the long texts", () => {
    const basis = "a long sentence about what a figure rests on ".repeat(6);
    const heads = ["month", "verdict", "basis", "unit"].map(text);
    const rows = [["Feb 2023", "cannot be told apart", basis, "s"]];
    const [month, verdict, long, unit] = lettersOf(widthsOf({ heads, rows }, A4));
    expect(month).toBeGreaterThanOrEqual("Feb 2023".length);
    expect(verdict).toBeGreaterThanOrEqual("verdict".length);
    // Its letters are narrow.
    expect(unit).toBeGreaterThan(3);
    expect(long).toBeGreaterThan(40);
  });

  it("are shared out among columns that want the same, and give each more room for smaller letters", () => {
    const heads = [text("month"), figures("plan"), figures("plan"), figures("a-plan-of-long-name")];
    const rows = [["Feb 2023", "31.7%", "31.7%", "31.7%"]];
    const widths = widthsOf({ heads, rows }, A4);
    expect(widths[1]).toBe(widths[2]);
    expect(widths[3]).toBeLessThan(2 * widths[1]!);
    const crowded = { heads: [...heads, text("basis")], rows: [[...rows[0]!, "long ".repeat(50)]] };
    expect(widthsOf(crowded, A4, 9)[1]).toBeLessThan(widthsOf(crowded, A4, 10)[1]!);
  });

  it("never add up to more than the page, however much there is", () => {
    const many = Array.from({ length: 14 }, (_, i) => figures(`heading of column ${i}`));
    for (const heads of [many, many.slice(0, 1), [text("x".repeat(200)), figures("1")]]) {
      const widths = widthsOf({ heads, rows: [heads.map(() => "3 min 42 s to 9 min 58 s")] }, A4);
      expect(widths.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(A4);
      expect(Math.min(...widths)).toBeGreaterThan(150);
    }
  });
});

import { describe, expect, it } from "vitest";
import { tableCsv, tableMarkdown } from "../../reports/dataTable.ts";
import { differenceInWords, inWords, monthInWords } from "../../reports/figureText.ts";
import { brokenLines, evenLines, movedApart } from "../../reports/lines.ts";
import { comparison, hoursRun, monthsRun, sweep, waitsRun } from "../support/chartResults.ts";
import { drawn } from "../support/chartCases.ts";

describe("figures in words", () => {
  it("have as many digits as a reader wants", () => {
    expect([0, 0.0041, 0.0234, 0.0994, 0.0996, 0.531, 1].map((share) => inWords(share, "share"))).toEqual([
      "0%",
      "0.41%",
      "2.3%",
      "9.9%",
      "10%",
      "53%",
      "100%",
    ]);
    expect([4.26, 59.6, 120, 121, 929, 3600, 7260].map((seconds) => inWords(seconds, "seconds"))).toEqual([
      "4.3 s",
      "60 s",
      "120 s",
      "2 min 1 s",
      "15 min 29 s",
      "1 h 0 min",
      "2 h 1 min",
    ]);
    expect([inWords(null, "share"), inWords(NaN, "share"), inWords(25_277.4, "contacts")]).toEqual([
      "–",
      "–",
      "25,277",
    ]);
  });

  it("say which way a difference goes, and in points for shares", () => {
    expect([-0.182, 0.0041, 0].map((share) => differenceInWords(share, "share"))).toEqual([
      "−18 points",
      "+0.41 points",
      "no difference",
    ]);
    expect(differenceInWords(-75, "seconds")).toBe("−75 s");
    expect([monthInWords("2022-10"), monthInWords("7 days"), monthInWords("2022-13")]).toEqual([
      "Oct 2022",
      "7 days",
      "2022-13",
    ]);
  });
});

describe("lines of text", () => {
  it("break between words, within long ones, and never between a figure and its unit", () => {
    expect(brokenLines("one two three", 7)).toEqual(["one two", "three"]);
    expect(brokenLines("abcdefghij k", 4)).toEqual(["abcd", "efgh", "ij k"]);
    expect(brokenLines("wait of 13 min", 10)).toEqual(["wait of", "13\u00a0min"]);
    expect(brokenLines("one two three four", 7, 2)).toEqual(["one two", "three…"]);
    expect(brokenLines("", 7)).toEqual([""]);
  });

  it("are about as long as each other", () => {
    expect(evenLines("aaaa bbbb cccc dddd", 14)).toEqual(["aaaa bbbb", "cccc dddd"]);
    expect(evenLines("short", 14)).toEqual(["short"]);
  });
});

describe("labels moved apart", () => {
  it("stay where they are if there is room", () => {
    expect(movedApart([10, 40], [16, 16], 0)).toEqual([10, 40]);
  });

  it("share the way if there is none", () => {
    // Both want 20: 16 high each, they touch at 20.
    expect(movedApart([20, 20], [16, 16], 0)).toEqual([12, 28]);
    // The pair would reach below 0 and is moved up as a whole.
    expect(movedApart([2, 2], [16, 16], 0)).toEqual([8, 24]);
    // The third is pushed by the pair.
    expect(movedApart([20, 20, 30], [16, 16, 16], 0)[2]).toBeGreaterThanOrEqual(38);
  });
});

describe("tables", () => {
  it("are safe for spreadsheets and for Markdown", () => {
    const table = {
      heads: ["plan", "value"],
      rows: [
        ["=1+1", 0.123456],
        ["<b>|x*", null],
      ],
    };
    expect(tableCsv(table)).toBe("plan,value\n'=1+1,0.123456\n<b>|x*,\n");
    expect(tableMarkdown(table)).toBe(
      "| plan | value |\n| --- | ---: |\n| =1+1 | 0.1235 |\n| &lt;b>\\|x\\* |  |\n",
    );
  });
});

describe("what charts say", () => {
  const titleOf = (name: string, texts: readonly string[]): string =>
    (drawn(name, texts).spec as { title: { text: string[] } }).title.text.join(" ").replaceAll("\u00a0", " ");

  it("is that a plan lowers attrition only if it is told apart", () => {
    expect(titleOf("plans", [comparison(["more handlers", "nothing new"])])).toBe(
      "more handlers takes 101 attrition from 53% to 43%; 1 of 2 plans lower it",
    );
    // The last plan of a made-up comparison cannot be told apart.
    expect(titleOf("plans", [comparison(["nothing new"])])).toBe(
      "The plan is not shown to lower 101 attrition below that of do nothing",
    );
  });

  it("is of the measure that is asked for", () => {
    const { spec } = drawn("plans", [comparison(["more handlers", "nothing new"])], {
      measure: "meanWaitAnswered",
    });
    const { title } = spec as { title: { text: string[] } };
    expect(title.text.join(" ").replaceAll("\u00a0", " ")).toBe(
      "more handlers takes 101 mean wait of the answered from 15 min to 11 min; 1 of 2 plans lower it",
    );
    expect(JSON.stringify(spec)).toContain('["Difference from","base, minutes"]');
    expect(() => drawn("plans", [comparison(["one"])], { measure: "charm" })).toThrow("no queue with charm");
  });

  it("tells of a change that rounding would hide", () => {
    const tiny = comparison(["a little", "nothing new"]).replaceAll('"planMean":0.43', '"planMean":0.5282');
    expect(titleOf("plans", [tiny.replaceAll('"difference":-0.1,', '"difference":-0.0018,')])).toBe(
      "a little lowers 101 attrition by 0.18 points; 1 of 2 plans lower it",
    );
  });

  it("is as the figures of the table are", () => {
    expect(titleOf("staffing", [sweep("pools.desk.handlers.average", [8, 9, 10])])).toBe(
      "101 attrition goes from 70% with 8 handlers to 35% with 10 handlers",
    );
    expect(titleOf("months", [monthsRun(1, { reported: false })])).toBe(
      "50% of 101 calls would not be answered in Oct 2022",
    );
    expect(titleOf("waits", [waitsRun()])).toBe(
      "Half of answered 101 calls waited at most 14 min, and one in ten more than 28 min 34 s",
    );
  });
});

describe("what charts work out", () => {
  it("is the load of an hour: calls an hour times talk and wrap-up", () => {
    const { rows } = drawn("hours", [hoursRun()]).table;
    const load = (when: string) => rows.find(([hour]) => hour === when)![1];
    // October 2022 has five Mondays and four Tuesdays. Mon 09:00: 40 and 60 calls, of 360 s and 720 s: 0.8 + 2.4.
    expect(load("Mon 09:00")).toBeCloseTo(3.2, 10);
    // Tue 09:00: 44 and 66 calls over four hours: 1.1 + 3.3.
    expect(load("Tue 09:00")).toBeCloseTo(4.4, 10);
  });

  it("is the minutes that chats are closed, of each such hour", () => {
    const { rows } = drawn("chats", [hoursRun({ chats: true })]).table;
    const closed = (when: string) => rows.find(([hour]) => hour === when)![2];
    // Four hours in all on each weekday: 48 minutes of each of five Mondays, all of each of four Tuesdays.
    expect([closed("Mon 03:00"), closed("Tue 03:00"), closed("Tue 12:00")]).toEqual([48, 60, 0]);
  });

  it("is how many of the answered did not wait", () => {
    const { rows } = drawn("waits", [waitsRun()]).table;
    // 30,000 calls of which 60% found somebody free, of 29,500 answered.
    expect(rows.find(([queue, wait]) => queue === "999" && wait === 0)![2]).toBeCloseTo(18_000 / 29_500, 10);
  });
});

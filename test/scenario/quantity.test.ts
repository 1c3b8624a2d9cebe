import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseDuration,
  parsePositiveDuration,
  parseRate,
  parseShare,
  parseSpread,
  parseSpreadOrNone,
  parseVolume,
} from "../../engine/scenario/quantity.ts";
import type { Parsed } from "../../engine/scenario/quantity.ts";
import {
  durationInWords,
  listInWords,
  numberInWords,
  plural,
  quoted,
  shareInWords,
} from "../../engine/scenario/words.ts";

const valueOf = <Value>(parsed: Parsed<Value>): Value | string =>
  "value" in parsed ? parsed.value : parsed.problem;

describe("lengths of time", () => {
  it.each([
    ["95 seconds", 95],
    ["1 second", 1],
    ["90s", 90],
    ["90 secs", 90],
    ["3 minutes", 180],
    ["3 min", 180],
    ["5m 49s", 349],
    ["5m49s", 349],
    ["1 hour 30 minutes", 5400],
    ["1.5 hours", 5400],
    ["2 hrs", 7200],
    ["1 day", 86_400],
    ["1d 2h 3m 4s", 93_784],
    ["1,200 seconds", 1200],
    [" 3 minutes ", 180],
    ["3\u00a0minutes", 180],
    ["0", 0],
    [0, 0],
    ["0 seconds", 0],
  ])("%j", (written, meant) => {
    expect(valueOf(parseDuration(written))).toBe(meant);
  });

  it.each([
    [3, '"3" has no unit. Write "3 minutes" or "180 seconds".'],
    [1, '"1" has no unit. Write "1 minute" or "60 seconds".'],
    ["1,200", '"1,200" has no unit. Write "1,200 seconds" or "20 minutes".'],
    [600, '"600" has no unit. Write "600 seconds" or "10 minutes".'],
    [-3, '"-3" is negative. Write a time above zero, such as "3 minutes".'],
    ["−3 minutes", '"−3 minutes" is negative. Write a time above zero, such as "3 minutes".'],
    ["3 hurs", '"3 hurs" is not a length of time. Did you mean "3 hours"?'],
    ["30m 1h", '"30m 1h" names its units out of order. Write "1 hour 30 minutes".'],
    ["3 minutes 4 minutes", '"3 minutes 4 minutes" names its units out of order. Write "7 minutes".'],
    [
      "12,00 seconds",
      '"12,00 seconds" is not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
    ],
    [
      "",
      '"" is not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
    ],
    [
      NaN,
      '"NaN" is not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
    ],
  ])("not %j", (written, told) => {
    expect(valueOf(parseDuration(written))).toBe(told);
  });

  it("above zero where there must be some", () => {
    expect(valueOf(parsePositiveDuration("0.1 seconds"))).toBe(0.1);
    expect(valueOf(parsePositiveDuration(0))).toBe(
      '"0" is no time at all. Write a time above zero, such as "3 minutes".',
    );
  });

  it("written out in words are read as what they were, for every whole number of seconds up to two weeks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 86_400 }), (length) => {
        expect(valueOf(parseDuration(durationInWords(length)))).toBe(length);
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});

describe("shares and spreads", () => {
  it.each([
    ["8%", 0.08],
    ["0.5%", 0.005],
    ["100 %", 1],
    [0, 0],
    ["0%", 0],
  ])("%j is a share", (written, meant) => {
    expect(valueOf(parseShare(written))).toBe(meant);
  });

  it.each([
    [0.08, '"0.08" has no unit. Write "8%".'],
    [".08", '".08" has no unit. Write "8%".'],
    [8, '"8" has no unit. Write "8%".'],
    [1, '"1" has no unit. Write "1%" or "100%".'],
    ["101%", '"101%" is above 100%. Write a share from 0% to 100%, such as "8%".'],
    ["-8%", '"-8%" is below 0%. Write a share from 0% to 100%, such as "8%".'],
    ["8 percent", '"8 percent" is not a share. Write a share from 0% to 100%, such as "8%".'],
  ])("%j is no share", (written, told) => {
    expect(valueOf(parseShare(written))).toBe(told);
  });

  it("a spread may exceed 100%, and is at least 1% unless there is none", () => {
    expect(valueOf(parseSpread("1,250%"))).toBe(12.5);
    expect(valueOf(parseSpread("1%"))).toBe(0.01);
    expect(valueOf(parseSpread("0.9%"))).toMatch(/^"0.9%" is hardly any spread\./);
    expect(valueOf(parseSpreadOrNone("0%"))).toBe(0);
    expect(valueOf(parseSpreadOrNone("0.5%"))).toMatch(/^"0.5%" is hardly any spread\./);
    expect(valueOf(parseSpread(1.02))).toBe('"1.02" has no unit. Write "102%".');
    expect(valueOf(parseSpread(8))).toBe('"8" has no unit. Write "8%" or "800%".');
    expect(valueOf(parseSpread(80))).toBe('"80" has no unit. Write "80%".');
  });
});

describe("rates and volumes", () => {
  it.each([
    ["46 an hour", 46],
    ["1,104 a day", 46],
    ["0.5 a minute", 30],
    ["2 per second", 7200],
    ["46 calls an hour", 46],
  ])("%j", (written, perHour) => {
    expect(valueOf(parseRate(written))).toBe(perHour);
  });

  it.each([
    ["25,277 a month", { count: 25_277, over: "a month" }],
    ["25277 per month", { count: 25_277, over: "a month" }],
    ["864 in all", { count: 864, over: "in all" }],
    ["864.5 contacts in all", { count: 864.5, over: "in all" }],
  ])("%j", (written, volume) => {
    expect(valueOf(parseVolume(written))).toStrictEqual(volume);
  });

  it("refuse what has no unit, is nothing, or is less than nothing", () => {
    expect(valueOf(parseRate("46 a week"))).toBe(
      '"46 a week" is not a rate of contacts. Write a rate such as "46 an hour" or "120 a day".',
    );
    expect(valueOf(parseRate(46))).toBe('"46" has no unit. Write "46 an hour" or "46 a day".');
    expect(valueOf(parseRate(0))).toBe(
      '"0" brings no contacts. Write a rate above zero, such as "46 an hour".',
    );
    expect(valueOf(parseVolume(0))).toBe(
      '"0" brings no contacts. Write a volume above zero, such as "25,277 a month".',
    );
  });
});

describe("figures in words", () => {
  it("numbers", () => {
    expect([0, 5, 1234.5, 25_277, 1e6, 0.00312, -0.5, 12.345].map(numberInWords)).toStrictEqual([
      "0",
      "5",
      "1,234.5",
      "25,277",
      "1,000,000",
      "0.00312",
      "-0.5",
      "12.35",
    ]);
    expect(plural(1, "day")).toBe("1 day");
    expect(plural(1000, "day")).toBe("1,000 days");
  });

  it("times", () => {
    expect([546, 95, 60, 120, 9.5, 59.7, 0, 90_061].map(durationInWords)).toStrictEqual([
      "9 minutes 6 seconds",
      "95 seconds",
      "1 minute",
      "2 minutes",
      "9.5 seconds",
      "1 minute",
      "0 seconds",
      "1 day 1 hour 1 minute 1 second",
    ]);
  });

  it("shares, lists, and what was found", () => {
    expect([0.08, 0.0116, 1, 0.07, 0.29].map(shareInWords)).toStrictEqual([
      "8%",
      "1.16%",
      "100%",
      "7%",
      "29%",
    ]);
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((items) => listInWords(items))).toStrictEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
    expect(quoted("a\nb\u0007")).toBe('"a b?"');
    expect(quoted("x".repeat(61))).toBe(`"${"x".repeat(57)}..."`);
  });
});

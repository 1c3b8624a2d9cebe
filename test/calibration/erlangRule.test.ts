import { describe, expect, it } from "vitest";
import type { ErlangMonth, WaitReading } from "../../engine/calibration/erlangRule.ts";
import { fitErlangRule, predictErlang } from "../../engine/calibration/erlangRule.ts";
import { erlangA } from "../../engine/theory/erlangA.ts";
import { seconds } from "../../engine/units.ts";
import { mean } from "./support.ts";

/** A month as Erlang A makes it. */
function monthOf(
  agents: number,
  callsPerHour: number,
  reading: WaitReading,
  meanPatience = 900,
): ErlangMonth {
  const traffic = { callsPerHour, meanHandling: seconds(560) };
  const found = erlangA({ ...traffic, handlers: agents, meanPatience: seconds(meanPatience) });
  const wait = reading === "all" ? found.meanWaitAll : found.meanWaitAnswered;
  return { ...traffic, attrition: found.abandonedShare, wait };
}

const READINGS = ["answered", "all"] as const;

describe("the Erlang-A rule", () => {
  it.each(READINGS)("finds the agents and the patience that made the months: waits of %s", (reading) => {
    const agents = [10, 11, 9, 12, 14];
    const months = agents.map((n, i) => monthOf(n, 80 + 3 * i, reading));
    const rule = fitErlangRule(months, reading);
    expect(rule.meanPatience).toBeCloseTo(900, 5);
    rule.agents.forEach((n, i) => {
      expect(n).toBeCloseTo(agents[i]!, 6);
    });
    expect(rule.waitError).toBeLessThan(1e-8);
  });

  it.each(READINGS)(
    "given one figure of a month it has not seen, predicts the other: waits of %s",
    (reading) => {
      const rule = fitErlangRule(
        [10, 11, 9].map((n, i) => monthOf(n, 80 + i, reading)),
        reading,
      );
      const month = monthOf(13, 95, reading);
      const byAttrition = predictErlang(rule, month, { attrition: month.attrition });
      expect(new Set(byAttrition.attrition)).toEqual(new Set([month.attrition]));
      for (const wait of byAttrition.wait) expect(wait / month.wait).toBeCloseTo(1, 6);
      const byWait = predictErlang(rule, month, { wait: month.wait });
      expect(new Set(byWait.wait)).toEqual(new Set([month.wait]));
      for (const attrition of byWait.attrition) expect(attrition / month.attrition).toBeCloseTo(1, 6);
    },
  );

  it("of all waits keeps the identity: mean wait ÷ attrition is the patience, between whole agents too", () => {
    const month = { callsPerHour: 86, meanHandling: seconds(550) };
    const rule = fitErlangRule(
      [
        { ...month, attrition: 0.3, wait: seconds(300) },
        { ...month, attrition: 0.2, wait: seconds(288) },
      ],
      "all",
    );
    // The patience that is right on average of logarithms: the geometric mean of 1000 and 1440.
    expect(rule.meanPatience).toBeCloseTo(1200, 6);
    // Logarithms of reported ÷ predicted are ±log 1.2: sd √2 × log 1.2.
    expect(rule.waitError).toBeCloseTo(Math.SQRT2 * Math.log(1.2), 8);
    const { attrition, wait } = predictErlang(rule, month, { attrition: 0.25 });
    expect(attrition[0]).toBe(0.25);
    const sorted = wait.toSorted();
    expect(sorted[99]).toBeCloseTo(300, 5);
    // One degree of freedom: a quarter of Student's t lies above 1.
    const above = wait.filter((w) => w > 300 * Math.exp(rule.waitError)).length;
    expect(Math.abs(above / wait.length - 0.25)).toBeLessThan(1 / wait.length);
  });

  it("given nothing, spreads agents about those of the months seen", () => {
    const rule = fitErlangRule(
      [10, 11, 12, 13, 14].map((n) => monthOf(n, 85, "answered")),
      "answered",
    );
    const found = predictErlang(rule, monthOf(12, 85, "answered"), null);
    expect(Array.from(found.attrition)).toEqual(Array.from(found.attrition).toSorted((a, b) => a - b));
    // Agents at the middle: the geometric mean, 11.92, between those of 11 and of 12.
    expect(found.attrition[99]).toBeGreaterThan(monthOf(12, 85, "answered").attrition);
    expect(found.attrition[99]).toBeLessThan(monthOf(11, 85, "answered").attrition);
    // All that were seen lie well inside.
    expect(found.attrition[5]).toBeLessThan(monthOf(14, 85, "answered").attrition);
    expect(found.attrition[193]).toBeGreaterThan(monthOf(10, 85, "answered").attrition);
    expect(mean(Array.from(found.wait))).toBeGreaterThan(0);
    // Errors are paired with agents as if by chance: each is used once.
    const noisy = predictErlang({ ...rule, waitError: 0.1 }, monthOf(12, 85, "answered"), null);
    const errors = noisy.wait.map((w, i) => Math.log(w / found.wait[i]!) / 0.1).toSorted();
    expect(errors[99]).toBeCloseTo(0, 6);
    expect(new Set(errors.map((e) => Math.round(1e6 * e))).size).toBe(199);
  });

  it("refuses what cannot be", () => {
    const month = monthOf(10, 80, "all");
    expect(() => fitErlangRule([month], "all")).toThrow("two months");
    expect(() => fitErlangRule([month, { ...month, attrition: 1 }], "all")).toThrow("attrition");
    expect(() => fitErlangRule([month, { ...month, wait: seconds(0) }], "all")).toThrow("wait");
    const rule = fitErlangRule([month, month], "all");
    expect(() => predictErlang(rule, month, { wait: 0 })).toThrow("wait");
    // More attrition than with one agent: one agent it is.
    expect(predictErlang(rule, month, { attrition: 0.9999 }).wait[0]).toBeGreaterThan(0);
  });
});

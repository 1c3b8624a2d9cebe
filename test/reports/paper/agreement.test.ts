import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { panelPaper } from "../../../reports/paper/panelPaper.ts";
import {
  comparisonOf,
  differenceOf,
  everythingElse,
  evidenceOf,
  planOf,
  targetOf,
} from "../../support/evidence.ts";
import { cellsOf, tableOf, wordsUnder } from "../../support/paperParts.ts";
import { textOf } from "../../support/paperText.ts";

/*
 * Sentences are read back and held against the tables beside them, for studies that nobody chose.
 */

const RUNS = { seed: 7, numRuns: 100 };

/** "−12.9 points" as a number of points. */
function numberIn(text: string): number {
  return Number(
    text
      .replace("−", "-")
      .replace("+", "")
      .replace(/ points$|%$/, ""),
  );
}

function rangeIn(text: string): readonly [number, number] {
  const [low, high] = text.split(" to ");
  return [numberIn(low!), numberIn(high!)];
}

describe("what is said of differences is what the table shows", () => {
  // Near zero, and near each other, as often as far.
  const size = fc.oneof(
    fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    fc.double({ min: -0.003, max: 0.003, noNaN: true }),
    fc.double({ min: -0.0005, max: 0.0005, noNaN: true }),
    fc.constant(0),
  );
  const half = fc.oneof(
    fc.double({ min: 0, max: 0.05, noNaN: true }),
    fc.double({ min: 0, max: 0.002, noNaN: true }),
    fc.double({ min: 0, max: 0.0005, noNaN: true }),
    fc.constant(0),
  );
  const plans = fc.array(fc.tuple(size, half), { minLength: 1, maxLength: 8 });

  it("for any comparison", () => {
    fc.assert(
      fc.property(plans, (all) => {
        const named = all.map(([difference, halfWidth], i) => differenceOf(`p${i}`, difference, halfWidth));
        const paper = panelPaper(
          evidenceOf({
            plans: named.map(({ plan }) => planOf({ plan, attrition: 0.3, less: 0 }, { months: 1 })),
            comparison: comparisonOf(named),
          }),
        );
        const rows = cellsOf(tableOf(paper, "differences-table-1-attrition")).map(
          ([plan, , difference, interval, verdict]) => {
            const [low, high] = rangeIn(interval!);
            return { plan: plan!, difference: numberIn(difference!), low, high, verdict: verdict! };
          },
        );
        for (const { difference, low, high, verdict } of rows) {
          expect(low).toBeLessThanOrEqual(difference);
          expect(high).toBeGreaterThanOrEqual(difference);
          if (verdict === "better") expect(high).toBeLessThan(0);
          else if (verdict === "worse") expect(low).toBeGreaterThan(0);
          else if (verdict === "cannot be told apart") expect(low <= 0 && high >= 0).toBe(true);
          else expect([low, difference, high]).toEqual([0, 0, 0]);
        }
        const said = wordsUnder(paper, "differences-1-attrition");
        const answer = textOf(paper.answer);
        const better = rows.filter(({ verdict }) => verdict === "better");
        if (rows.length === 1) {
          const [row] = rows;
          for (const text of [said, answer]) {
            expect(text.includes("is shown to be better")).toBe(row!.verdict === "better");
            expect(text.includes("is shown to be worse")).toBe(row!.verdict === "worse");
            expect(text.includes("cannot be told apart")).toBe(row!.verdict === "cannot be told apart");
          }
          return;
        }
        const counted = /(\d+) (?:is|are) shown to be better;?/.exec(said);
        expect(Number(counted?.[1] ?? 0)).toBe(better.length);
        expect(said.includes("No plan is shown to be better")).toBe(better.length === 0);
        const best =
          /The largest gain on average is that of “(p\d+)”, with a difference of (\S+ points) /.exec(said);
        expect(best === null).toBe(better.length === 0);
        if (best === null) return;
        const first = rows.find(({ plan }) => plan === best[1])!;
        expect(numberIn(best[2]!)).toBe(first.difference);
        expect(first.difference).toBe(Math.min(...rows.map(({ difference }) => difference)));
        const isApart = rows.every((row) => row === first || row.low > first.high || row.high < first.low);
        for (const text of [said, answer]) {
          expect(text.includes("does best by this measure")).toBe(isApart);
          expect(text.includes("not shown to do best")).toBe(!isApart);
        }
      }),
      RUNS,
    );
  });
});

describe("what is said of a target is what the tables show", () => {
  const mean = fc.oneof(
    fc.double({ min: 0, max: 0.5, noNaN: true }),
    // Just beside the limit.
    fc.double({ min: 0.0995, max: 0.1005, noNaN: true }),
    fc.constant(0.1),
  );
  const means = fc.array(mean, { minLength: 2, maxLength: 6 });
  const counts = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 6, maxLength: 6 });

  it("for any means and any frequencies", () => {
    fc.assert(
      fc.property(means, counts, (all, met) => {
        const base = planOf({ plan: "do nothing", attrition: 0.4, less: 0 });
        const paper = panelPaper(
          evidenceOf({
            base: { ...base, targets: [targetOf(all, 80, { met: met.slice(0, all.length) })] },
            questions: [{ question: "When?", target: "101.attrition <= 10%", about: null }],
          }),
        );
        const said = wordsUnder(paper, "question-1");
        const shown = cellsOf(tableOf(paper, "question-1-means")).map(([month, figure]) => ({
          month: month!,
          isMet: numberIn(figure!) <= 10,
        }));
        // The table agrees with the exact figures, but for those that four decimals cannot tell from the limit.
        shown.forEach(({ isMet }, i) => {
          if (Math.abs(all[i]! - 0.1) > 1e-6) expect(isMet).toBe(all[i]! <= 0.1);
        });
        const first = shown.find(({ isMet }) => isMet)?.month ?? null;
        const told = /on average (\w{3} \d{4}) is the first month to meet it/.exec(said)?.[1] ?? null;
        expect(told).toBe(first);
        const plans = cellsOf(tableOf(paper, "question-1-plans"))[0]!;
        expect(plans[1]).toBe(first ?? "none");
        expect(said.includes("On average no month meets it")).toBe(first === null);
        expect(said.includes("On average every month meets it")).toBe(shown.every(({ isMet }) => isMet));
        const [, , , count, of] = plans;
        const frequency =
          count === of
            ? `meets it in all ${of!} simulated months`
            : count === "0"
              ? `meets it in none of the ${of!} simulated months`
              : `(${count!} of ${of!})`;
        expect(said).toContain(frequency);
        const answer = textOf(paper.answer);
        const metBy = cellsOf(tableOf(paper, "question-1-months")).map(([month, each]) => ({
          month: month!,
          count: Number(each),
        }));
        const most = Math.max(...metBy.map(({ count: each }) => each));
        if (most === 0) expect(answer).toContain("No simulated month meets it.");
        else expect(answer).toContain(frequency.replace("meets it ", ""));
        // Where another month than the last meets it most often, both places say which and how often.
        for (const text of [said, answer]) {
          const peak = /most often in (.*?), in (?:[^;]*?\((\d+) of 80\)|all 80 simulated months)/.exec(text);
          expect(peak !== null).toBe(most > Number(count));
          if (peak === null) continue;
          expect(Number(peak[2] ?? 80)).toBe(most);
          const whens = metBy.filter(({ count: each }) => each === most).map(({ month }) => month);
          if (whens.length === 1) expect(peak[1]).toBe(whens[0]);
        }
      }),
      RUNS,
    );
  });
});

describe("how published months are met is counted from the tables", () => {
  const usual = everythingElse().published!;
  const near = fc.double({ min: 0.27, max: 0.33, noNaN: true });
  it("for any published figures", () => {
    fc.assert(
      fc.property(near, near, (one, other) => {
        const published = usual.map((run, i) => ({
          ...run,
          rows: run.rows.map((row) =>
            row.measure === "attrition"
              ? { ...row, reported: { value: i === 0 ? one : other, source: "a board paper" } }
              : row,
          ),
        }));
        const paper = panelPaper(evidenceOf({ published }));
        const rows = ["attrition", "meanWaitAnswered"].flatMap((measure) =>
          cellsOf(tableOf(paper, `published-1-${measure}`)),
        );
        for (const [, figure, , range, stands] of rows.slice(0, 2)) {
          const [low, high] = rangeIn(range!);
          const value = numberIn(figure!);
          expect(stands).toBe(value < low ? "below" : value > high ? "above" : "inside");
        }
        const inside = rows.filter((row) => row[4] === "inside").length;
        expect(wordsUnder(paper, "fit")).toMatch(
          new RegExp(`^Of 4 published figures of attrition and mean wait, ${inside} lies? in`),
        );
      }),
      { ...RUNS, numRuns: 40 },
    );
  });
});

describe("ranges in sentences are those of the table", () => {
  it("for any spread", () => {
    const spread = fc.record({
      attrition: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
      uncertain: fc.boolean(),
    });
    fc.assert(
      fc.property(spread, ({ attrition, uncertain }) => {
        const base = planOf({ plan: "do nothing", attrition, less: 0 }, { months: 1, uncertain });
        const paper = panelPaper(evidenceOf({ base }));
        const [, mean, , ...ranges] = cellsOf(tableOf(paper, "expected-1-attrition"))[0]!;
        const said = wordsUnder(paper, "expected-1");
        expect(said).toContain(`101 attrition with “do nothing”: ${mean!} is expected`);
        expect(textOf(paper.answer)).toContain(`${mean!} of the 101 calls`);
        for (const range of ranges) expect(said).toContain(`from ${range}`);
        expect(textOf(paper.answer)).toContain(`from ${ranges.at(-1)!}`);
      }),
      { ...RUNS, numRuns: 60 },
    );
  });
});

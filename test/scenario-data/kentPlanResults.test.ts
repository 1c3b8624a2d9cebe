import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../cli/load.ts";
import { cellOf, PLAN_REPLICATIONS, planRows, withPlanTables } from "../../docs/planTables.ts";
import { textOf } from "./files.ts";

const page = textOf("kent/plans/README.md");
const PLANS = [...page.matchAll(/^\| `(.+)\.yaml` \|/gm)].map(([, plan]) => plan!);
const RESULTS = [...page.matchAll(/<!-- results: (\S+) (\S+) -->\n\n((?:\|.*\n)+)/g)].map(
  ([, queue, measure, table]) => ({
    queue: queue!,
    measure: measure!,
    rows: table!
      .trim()
      .split("\n")
      .map((line) => line.slice(2, -2).split(" | ")),
  }),
);
const MONTHS = RESULTS[0]!.rows.slice(2).map(([month]) => month!);

/** "31%" is 31, "6:19" is 379. */
const amount = (text: string): number => {
  const [minutes, seconds] = text.split(":").map(Number.parseFloat);
  return seconds === undefined ? minutes! : 60 * minutes! + seconds;
};

describe("results of the Kent plans on their page", () => {
  it("are told of every plan in every month shown", () => {
    expect(RESULTS.map(({ queue, measure }) => `${queue} ${measure}`)).toEqual([
      "101 attrition",
      "101 meanWaitAnswered",
      "999 attrition",
    ]);
    for (const { rows } of RESULTS) {
      expect(rows[0]!.slice(1)).toEqual(PLANS);
      expect(rows.slice(2).map(([month]) => month)).toEqual(MONTHS);
    }
    expect(page).toContain(`the mean of ${PLAN_REPLICATIONS} replications`);
  });

  it("lie within the ranges beside them", () => {
    for (const { rows } of RESULTS) {
      for (const cell of rows.slice(2).flatMap((row) => row.slice(1))) {
        const [, mean, low, high] = /^(\S+) \((\S+)–(\S+)\)$/.exec(cell)!.map(amount);
        expect(low, cell).toBeLessThanOrEqual(mean!);
        expect(high, cell).toBeGreaterThanOrEqual(mean!);
      }
    }
  });

  it("are the same where plans are: nobody is lent before March, nobody hired is live before September", () => {
    for (const { rows } of RESULTS) {
      const cells = new Map(rows.slice(2).map(([month, ...others]) => [month!, others]));
      expect(new Set(cells.get("2023-02")).size).toBe(1);
      const [nothing, , , lent, both] = cells.get("2023-04")!;
      expect(both).toBe(lent);
      expect(lent).not.toBe(nothing);
      // Those who are lent have gone back by November.
      const [alone, , hired, gone, hiredAndGone] = cells.get("2023-11")!;
      expect([gone, hiredAndGone]).toEqual([alone, hired]);
    }
  });

  it("are what a run gives: its first month, made again. If this fails, run npm run readme", async () => {
    const path = fileURLToPath(new URL("../../scenarios/kent/plans/do-nothing.yaml", import.meta.url));
    // The first month does not know how many follow it, but for those who are answered after its last midnight.
    const scenario = loadScenario(path, undefined, [`months=${MONTHS[0]!} to ${MONTHS[0]!}`]);
    const found = await planRows("do-nothing", scenario);
    for (const { queue, measure, rows } of RESULTS) {
      expect(rows[2]![1], `${queue} ${measure}`).toBe(cellOf(found, queue, measure, MONTHS[0]!));
    }
  });

  it("are put in place of those that stand there, and nothing else is changed", async () => {
    const text = "a\n\n<!-- results: 101 attrition -->\n\n| old |\n|---|\n| 1 |\n\nb\n";
    const path = fileURLToPath(new URL("../../scenarios/examples/months.yaml", import.meta.url));
    const found = await planRows("small", loadScenario(path, undefined, []));
    const made = withPlanTables(text, ["2023-01"], [found]);
    expect(made.split("\n")).toEqual([
      "a",
      "",
      "<!-- results: 101 attrition -->",
      "",
      "| 101 attrition | small |",
      "|---|---:|",
      `| 2023-01 | ${cellOf(found, "101", "attrition", "2023-01")} |`,
      "",
      "b",
      "",
    ]);
    expect(withPlanTables(made, ["2023-01"], [found])).toBe(made);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { POOL_OVER_MONTHS, QUEUE_OVER_MONTHS } from "../../engine/experiment/monthMeasures.ts";
import { Summary } from "../../engine/experiment/summary.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { faultsOf, scenarioOf } from "../scenario/memoryFiles.ts";
import { textOf } from "./files.ts";

const page = readFileSync(new URL("../../docs/months.md", import.meta.url), "utf8");

describe("the page on months", () => {
  it("shows words that can be read", () => {
    const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(page)!;
    const rest = (priority: number) =>
      `priority: ${priority}\n    arrivals: { profile: [${new Array<number>(24).fill(1).join(", ")}] }\n    patience: never`;
    const whole = yaml!
      .replace("# ...", `talk: 5 minutes\n    ${rest(1)}`)
      .replace("# ...", rest(2))
      .replace("# ...", 'answers: ["999", "101"]');
    expect(faultsOf({ "w.yaml": `about: A room\n${whole}` })).toEqual([]);
  });

  it("names the measures by their names", () => {
    const names = [...QUEUE_OVER_MONTHS, ...POOL_OVER_MONTHS].map(({ name }) => name);
    for (const name of names) expect(page).toContain(`(\`${name}\`)`);
  });

  it("links to files that exist", () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target!);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      expect(existsSync(new URL(link, new URL("../../docs/", import.meta.url))), link).toBe(true);
    }
  });
});

describe("the example of months", () => {
  it("runs, and is told of month by month", () => {
    const scenario = scenarioOf({ "w.yaml": textOf("examples/months.yaml") });
    const plan = planOf(scenario);
    const summary = new Summary(plan, ["period", "month"]);
    for (const replication of [0, 1])
      summary.add(summary.form.observe(runTrial(plan, replication, null, { keepsEachWait: true })));
    const rows = summary.rows().filter(({ scope }) => scope === "month");
    expect([...new Set(rows.map(({ when }) => when))]).toEqual(["2022-12", "2023-01", "2023-02"]);
    const talk = rows.filter(({ measure, name }) => measure === "meanTalk" && name === "101");
    expect(talk).toHaveLength(3);
    for (const { mean } of talk) expect(mean).toBeGreaterThan(480);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { poolMeasures } from "../../engine/experiment/measures.ts";
import { faultsOf, scenarioOf } from "../scenario/memoryFiles.ts";
import { textOf } from "./files.ts";

const page = readFileSync(new URL("../../docs/shifts.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!);
const ROOM = `about: A room for the page
days: 1
queues:
  "999": { priority: 1, arrivals: 6 an hour, talk: 5 minutes, patience: 2 minutes }
  "101": { priority: 2, arrivals: 6 an hour, talk: 5 minutes, patience: 2 minutes }
`;

describe("the page on shifts", () => {
  it("shows pools that can be read", () => {
    expect(blocks).toHaveLength(2);
    expect(faultsOf({ "w.yaml": ROOM + blocks[0]! })).toEqual([]);
    // The second leaves the rest of its queue out, and has another 999.
    const queue = blocks[1]!.replace(
      "tries:",
      "arrivals: 6 an hour, talk: 1 minute, patience: never, tries:",
    );
    expect(faultsOf({ "w.yaml": `about: A room\ndays: 1\n${queue.replace(" # and the rest", "")}` })).toEqual(
      [],
    );
  });

  it("names the measures by their names", () => {
    const { pools } = scenarioOf({ "w.yaml": ROOM + blocks[0]! });
    const table = page.slice(page.indexOf("## Measures"), page.indexOf("## What is checked"));
    for (const [, name] of table.matchAll(/`(\w+)`/g)) {
      expect(poolMeasures(pools[0]!).map((measure) => measure.name)).toContain(name);
    }
  });

  it("links to files that exist", () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => target!);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      expect(existsSync(new URL(link, new URL("../../docs/", import.meta.url))), link).toBe(true);
    }
  });
});

describe("the example of shifts", () => {
  it("has no faults and runs, with everything on the page happening in it", () => {
    const scenario = scenarioOf({ "w.yaml": textOf("examples/shifts.yaml") });
    const times = { began: 0, late: 0, home: 0 };
    runTrial(planOf(scenario), 0, {
      breakBegan: (_, __, late) => {
        times.began++;
        if (late > 0) times.late++;
      },
      wentHome: () => {
        times.home++;
      },
    });
    for (const count of Object.values(times)) expect(count).toBeGreaterThan(5);
  });
});

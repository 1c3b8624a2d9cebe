import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { posteriorText } from "../support/posteriors.ts";
import { emptyFolder, fcrsim, ROOT, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const call = (...args: readonly string[]) => fcrsim(args, folder.path());
/** As one line each, however they were broken. */
const joined = (out: string): string => out.replaceAll("\n  ", " ");

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
  mkdirSync(file("from"));
  writeFileSync(
    file("from/p.json"),
    posteriorText({
      figures: [
        { figure: "queues.101.arrivals", unit: "an hour" },
        { figure: "pools.general.handlers", unit: "number", whole: true },
      ],
      draws: [
        { weight: 1, common: [4, 1] },
        { weight: 1, common: [16, 4] },
      ],
      central: { common: [10, 2] },
    }),
  );
  writeFileSync(file("learnt.yaml"), "about: Learnt\nstartsFrom: room.yaml\nlearnt: { from: from/p.json }\n");
});

describe("a scenario with figures that were learnt", () => {
  it("is told of by check, with the file, its hash and what is taken", () => {
    const { code, out } = call("check", "learnt.yaml", "room.yaml");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^learnt\.yaml: no faults; learnt from from\/p\.json \(hash [0-9a-f]{16}\): queues\.101\.arrivals, pools\.general\.handlers\nroom\.yaml: no faults\n$/,
    );
  });

  it("says under its results what it rests on, and keeps it with the inputs", () => {
    const { out } = call("run", "learnt.yaml", "--replications", "3", "--out", "kept");
    const hash = (JSON.parse(readFileSync(file("from/p.json"), "utf8")) as { hash: string }).hash;
    expect(joined(out)).toContain(
      `Learnt from published months, as from/p.json says (structure pooled; reported waits read as answered calls; hash ${hash}): queues.101.arrivals and pools.general.handlers.`,
    );
    const [inputs] = JSON.parse(readFileSync(file("kept/inputs.json"), "utf8")) as {
      learnt: unknown;
      unknowns: { distribution: { values: number[] } }[];
    }[];
    expect(inputs!.learnt).toMatchObject({ file: "from/p.json", hash });
    expect(inputs!.unknowns.map(({ distribution }) => new Set(distribution.values))).toEqual([
      new Set([4, 16]),
      new Set([1, 4]),
    ]);
  });

  it("gives other inputs, and other results, once the posterior is another", () => {
    const last = (out: string): string => out.trimEnd().split("\n").at(-1)!;
    const run = (...args: readonly string[]) => last(call("run", "--replications", "2", ...args).out);
    expect(run("learnt.yaml")).not.toBe(run("learnt.yaml", "--set", "learnt=none"));
    expect(run("learnt.yaml", "--set", "learnt=none")).not.toBe(
      run("learnt.yaml", "--set", "pools.general.handlers=2"),
    );
  });

  it("draws whole rows: the room has one handler when calls are few, and four when they are many", () => {
    const n = 40;
    const args = ["--uncertain", String(n), "--replications", "2", "--format", "json"];
    const { reports } = JSON.parse(call("run", "learnt.yaml", ...args).out) as {
      reports: {
        rows: { measure: string; name: string; mean: number; sdUnknown: number; sdChance: number }[];
      }[];
    };
    const row = (measure: string, name: string) =>
      reports[0]!.rows.find((each) => each.measure === measure && each.name === name)!;
    const onDuty = row("onDuty", "general");
    // So many draws took the second row; half of them but for chance: four standard deviations of √(n ÷ 4).
    const many = Math.round(((onDuty.mean - 1) * n) / 3);
    expect(onDuty.mean).toBeCloseTo(1 + (3 * many) / n, 9);
    expect(Math.abs(many - n / 2)).toBeLessThan(4 * Math.sqrt(n / 4));
    // Two values 3 apart: sample variance 9 p (1 − p) n ÷ (n − 1), and no chance.
    const p = many / n;
    expect(onDuty.sdUnknown ** 2).toBeCloseTo((9 * p * (1 - p) * n) / (n - 1), 9);
    expect(onDuty.sdChance).toBeCloseTo(0, 9);
    // Calls of 48 hours at 4 or 16 an hour in the same draws: the mean is out by Poisson chance alone, four standard
    // errors over the 2n periods, which is less than one draw more or less of the second row would make.
    const calls = 48 * (4 + 12 * p);
    expect(Math.abs(row("offered", "101").mean - calls)).toBeLessThan(4 * Math.sqrt(calls / (2 * n)));
  });

  it("gives the same bytes on 1 and 2 threads", () => {
    const args = ["run", "learnt.yaml", "--uncertain", "12", "--replications", "2", "--format", "json"];
    const [one, two] = ["1", "2"].map((workers) => call(...args, "--workers", workers).out);
    expect(one!.length).toBeGreaterThan(1000);
    expect(two).toBe(one);
  });

  it("is told of under a comparison with a base that has none of it", () => {
    const { out } = call("compare", "room.yaml", "learnt.yaml", "--replications", "2");
    expect(joined(out)).toContain("learnt: Learnt from published months, as from/p.json says");
  });

  it("is refused by sensitivity in one sentence, unless it is taken off", () => {
    const { code, err } = call("sensitivity", "learnt.yaml");
    expect(code).toBe(2);
    expect(err).toContain(
      "learnt.yaml: its figures were learnt together from from/p.json, and sensitivity moves each by itself.",
    );
    expect(call("sensitivity", "learnt.yaml", "--set", "learnt=none").err).toContain(
      "every figure of this scenario is known",
    );
  });

  it("is refused with its file and place if the posterior was changed by hand", () => {
    const text = readFileSync(file("from/p.json"), "utf8");
    writeFileSync(file("from/q.json"), text.replace("16", "61"));
    const { code, err } = call("run", "learnt.yaml", "--set", "learnt.from=from/q.json");
    expect(code).toBe(2);
    expect(err).toContain('"from/q.json" has been changed since it was written');
  });
});

describe("the example and the page", () => {
  it("run, and show the file as it stands", () => {
    const page = readFileSync(join(ROOT, "docs/learnt.md"), "utf8");
    const example = readFileSync(join(ROOT, "scenarios/examples/learnt.yaml"), "utf8");
    const [, shown] = /```yaml\n([^`]+)```/.exec(page)!;
    expect(example).toContain(shown!);
    const { code, out } = fcrsim(["check", "scenarios/examples/learnt.yaml"]);
    expect({ code, told: out.includes("figures of 2023-01") }).toEqual({ code: 0, told: true });
  });
});

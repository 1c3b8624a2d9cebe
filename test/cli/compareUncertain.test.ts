import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { posteriorText } from "../support/posteriors.ts";
import { emptyFolder, fcrsim, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const compare = (...args: readonly string[]) => fcrsim(["compare", ...args], folder.path());
const uncertain = (...args: readonly string[]) =>
  compare("base.yaml", "more.yaml", "--uncertain", "12", "--replications", "2", ...args);
/** As one line each, however they were broken. */
const joined = (out: string): string => out.replaceAll("\n  ", " ");

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
  writeFileSync(
    file("p.json"),
    posteriorText({
      figures: [
        { figure: "queues.101.arrivals", unit: "an hour" },
        { figure: "queues.101.patience.mean", unit: "seconds" },
      ],
      draws: [
        { weight: 1, common: [8, 300] },
        { weight: 1, common: [16, 1200] },
      ],
      central: { common: [12, 700] },
    }),
  );
  writeFileSync(file("base.yaml"), "about: Base\nstartsFrom: room.yaml\nlearnt: { from: p.json }\n");
  writeFileSync(
    file("more.yaml"),
    "about: More\nstartsFrom: base.yaml\npools: { general: { handlers: 3 } }\nqueues: { '101': { talk: { exponential: { mean: { low: 8m, central: 9m, high: 10m } } } } }\n",
  );
  writeFileSync(
    file("months.yaml"),
    `about: Months
months: 2023-02 to 2023-03
queues:
  "101":
    priority: 1
    arrivals: { normal: { mean: 2 an hour, sd: 0.2 an hour } }
    talk: { exponential: { mean: 50 minutes } }
    patience: { exponential: { mean: 10 minutes } }
pools:
  desk: { answers: ["101"], handlers: 2 }
`,
  );
  writeFileSync(
    file("third.yaml"),
    "about: More\nstartsFrom: months.yaml\npools: { desk: { handlers: 3 } }\n",
  );
});

describe("fcrsim compare --uncertain", () => {
  it("tells what is not known apart from chance, and in how many draws a plan is better", () => {
    const { code, out, err } = uncertain("--measure", "attrition:101", "--measure", "offered:101");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /Queue 101: attrition +mean +difference +± +verdict +95%: not known +95%: chance alone +95%: both +better in draws +in periods\n/,
    );
    expect(out).toMatch(/more +\d+\.\d\d% +-\d+\.\d\d points .* better .* to .* points .* 100% +\d+%\n/);
    // The same draws of the posterior and the same callers, though one plan has one figure more to draw.
    expect(out).toMatch(/ more +\d[\d,]* +0 +none +the same\n/);
    const text = joined(out);
    expect(text).toContain(
      "3 figures are not known: queues.101.arrivals, queues.101.patience.mean, queues.101.talk.mean.",
    );
    expect(text).toContain("Drawn in more and known in base: queues.101.talk.mean.");
    expect(text).toContain("Learnt from published months, as p.json says");
    expect(out).toMatch(
      /seed 1 · 12 draws of 2 replications · inputs base [0-9a-f]{16}, more [0-9a-f]{16}\n$/,
    );
  });

  it.each(["json", "markdown"])("gives the same bytes on 1 and 2 threads as %s", (format) => {
    const [one, two] = ["1", "2"].map((workers) => uncertain("--format", format, "--workers", workers).out);
    expect(one!.length).toBeGreaterThan(1000);
    expect(two).toBe(one);
  });

  it("keeps results with their inputs", () => {
    expect(uncertain("--measure", "attrition", "--out", "kept").code).toBe(0);
    expect(readdirSync(file("kept")).toSorted()).toEqual([
      "comparison.csv",
      "comparison.json",
      "comparison.md",
      "inputs.json",
    ]);
    const rows: Record<string, string>[] = parse(readFileSync(file("kept/comparison.csv"), "utf8"), {
      columns: true,
    });
    expect(rows.map((row) => [row["plan"], row["scope"], row["name"], row["draws"]])).toEqual([
      ["more", "period", "999", "12"],
      ["more", "period", "101", "12"],
    ]);
    const n = (column: string): number => Number(rows[1]![column]);
    expect(n("difference")).toBeCloseTo(n("plan_mean") - n("base_mean"), 12);
    expect(n("better_in_draws_low_95")).toBeLessThan(n("better_in_draws"));
  });

  it("compares months too, with and without drawn figures", () => {
    const args = ["months.yaml", "third.yaml", "--replications", "2", "--measure", "attrition:101"];
    const drawn = compare(...args, "--by", "month", "--uncertain", "10");
    expect(drawn.code).toBe(0);
    expect(drawn.out).toMatch(
      /Queue 101: attrition: third by month +months \(base\) +mean +difference .* better in draws/,
    );
    const plain = compare(...args, "--by", "month");
    expect(plain.out).toMatch(
      /Queue 101: attrition: third by month +months \(base\) +mean +difference +± +verdict +by chance alone\n 2023-02 +\d/,
    );
    // Of the whole period the figures are as without months, but for the ± that allow for more.
    const mean = /third +(\d+\.\d\d%) +(-\d+\.\d\d points)/;
    expect(mean.exec(plain.out)!.slice(1)).toEqual(mean.exec(compare(...args).out)!.slice(1));
    expect(plain.out).toContain("All 3 of them");
  });

  it.each([
    [["base.yaml", "more.yaml", "--uncertain", "9"], "--uncertain must be a whole number from 10 to 10,000"],
    [["base.yaml", "more.yaml", "--uncertain", "12", "--replications", "1"], "--replications of at least 2"],
    [
      ["base.yaml", "more.yaml", "--uncertain", "12", "--target", "attrition:101 <= 1%"],
      "--target does not go with compare --uncertain.",
    ],
    [
      ["base.yaml", "more.yaml", "--by", "month"],
      "--by month goes with several months, and base counts 2 days",
    ],
  ])("refuses %j in one plain sentence", (args, message) => {
    const { code, out, err } = compare(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("refuses plans in which everything is known", () => {
    writeFileSync(file("known.yaml"), SMALL_ROOM.replace("handlers: 2", "handlers: 3"));
    const { code, err } = compare("room.yaml", "known.yaml", "--uncertain", "12");
    expect(code).toBe(2);
    expect(err).toContain("every figure of these scenarios is known, so there is nothing to draw.");
  });
});

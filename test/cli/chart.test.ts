import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it, vi } from "vitest";
import { CHART_NAMES } from "../../cli/chartNames.ts";
import { chart, type ChartOptions } from "../../cli/commands/chart.ts";
import { UserError } from "../../cli/exit.ts";
import { CHARTS } from "../../reports/charts.ts";
import {
  calibration,
  comparison,
  hoursRun,
  monthsRun,
  screening,
  sweep,
  waitsRun,
} from "../support/chartResults.ts";
import { emptyFolder } from "./fcrsim.ts";

const folder = emptyFolder();

/** Writes a file of results and gives its path. */
function written(name: string, text: string): string {
  const path = join(folder.path(), name);
  writeFileSync(path, text);
  return path;
}

const inFolder = (name: string): string => join(folder.path(), name);

/** Draws a chart as the command line does, and gives what was printed. */
async function drawn(
  name: string,
  results: readonly string[],
  options: Partial<ChartOptions> = {},
): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    expect(
      await chart({
        name,
        results,
        out: undefined,
        overwrite: false,
        queue: undefined,
        measure: undefined,
        title: undefined,
        source: undefined,
        scale: 1,
        ...options,
      }),
    ).toBe(0);
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

/** What the user is told. */
async function told(
  name: string,
  results: readonly string[],
  options: Partial<ChartOptions> = {},
): Promise<string> {
  const error: unknown = await drawn(name, results, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message.replaceAll(`${folder.path()}/`, "");
}

/** Width of a PNG, from its header. */
const widthOf = (file: string): number => readFileSync(file).readUInt32BE(16);

describe("fcrsim chart", () => {
  it("lists the charts there are", () => {
    expect([...CHART_NAMES]).toEqual(Object.keys(CHARTS));
  });

  it("prints the specification unless it is told where to write", async () => {
    const spec = JSON.parse(await drawn("waits", [written("waits.json", waitsRun())])) as { $schema: string };
    expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v6.json");
  });

  it("writes one file of the kind that its name says", async () => {
    const results = written("waits.json", waitsRun());
    await drawn("waits", [results], { out: inFolder("one.svg"), title: "A <finding>" });
    const svg = readFileSync(inFolder("one.svg"), "utf8");
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain("A &lt;finding&gt;");
    await drawn("waits", [results], { out: inFolder("one.png") });
    await drawn("waits", [results], { out: inFolder("two.png"), scale: 2 });
    expect(Math.abs(widthOf(inFolder("two.png")) - 2 * widthOf(inFolder("one.png")))).toBeLessThanOrEqual(1);
    await drawn("waits", [results], { out: inFolder("one.vl.json") });
    expect(JSON.parse(readFileSync(inFolder("one.vl.json"), "utf8"))).toHaveProperty("vconcat");
  });

  it("writes all of it to a folder, with the figures and the text", async () => {
    await drawn("months", [written("months.json", monthsRun(3))], { out: inFolder("all") });
    expect(readdirSync(inFolder("all")).toSorted()).toEqual(
      ["months.csv", "months.md", "months.png", "months.svg", "months.vl.json"].toSorted(),
    );
    const lines = parse<Record<string, string>>(readFileSync(join(inFolder("all"), "months.csv"), "utf8"), {
      columns: true,
    });
    // Three months of two queues with two measures; attrition of 101 in the first month is 0.5, reported a point more.
    expect(lines).toHaveLength(12);
    expect(lines[0]).toMatchObject({ month: "2022-10", queue: "101", simulated: "0.5", reported: "0.51" });
    const text = readFileSync(join(inFolder("all"), "months.md"), "utf8");
    expect(text).toContain("# 51% of 101 calls were not answered in Oct 2022, and 37% in Dec 2022");
    expect(text.trimEnd().split("\n").at(-1)).toBe(
      "_Reported: a board paper. Simulated: fcrsim 1.2.3, 20 simulated periods, seed tests._",
    );
    expect(text).toContain("Oct 2022 reported 51%, simulated 50% (95% of single months 45% to 55%)");
  });

  it("takes the folder that a command wrote", async () => {
    mkdirSync(inFolder("comparison"));
    written("comparison/comparison.json", comparison(["one", "two"]));
    expect(await drawn("plans", [inFolder("comparison")])).toContain("one takes 101 attrition");
    mkdirSync(inFolder("nothing"));
    expect(await told("plans", [inFolder("nothing")])).toContain("the folder nothing holds no results");
  });

  it("overwrites nothing unless it is told to, and never what it reads", async () => {
    const results = written("waits.json", waitsRun());
    const out = written("kept.svg", "precious");
    expect(await told("waits", [results], { out })).toBe(
      "--out kept.svg exists already. Name a new file, or add --overwrite to replace it.",
    );
    expect(readFileSync(out, "utf8")).toBe("precious");
    await drawn("waits", [results], { out, overwrite: true });
    expect(readFileSync(out, "utf8")).toMatch(/^<svg/);
    const spec = written("same.vl.json", waitsRun());
    expect(await told("waits", [spec], { out: spec, overwrite: true })).toContain("is one of the results");
    mkdirSync(inFolder("others"));
    written("others/letter.txt", "precious");
    expect(await told("waits", [results], { out: inFolder("others"), overwrite: true })).toContain(
      "holds other things than results (letter.txt), and is left as it was",
    );
  });

  it("writes nothing when there is a fault", async () => {
    await told("plans", [written("waits.json", waitsRun())], { out: inFolder("none.png") });
    expect(existsSync(inFolder("none.png"))).toBe(false);
  });

  it("says which file holds what, and what makes what the chart needs", async () => {
    const months = written("months.json", monthsRun(2));
    expect(await told("plans", [months])).toBe(
      'months.json holds runs, and the chart "plans" is drawn from a comparison of plans. To make them: ' +
        "fcrsim compare base.yaml plan.yaml --out comparison",
    );
    expect(await told("mouths", [months])).toContain(
      'there is no chart "mouths". There are months, plans, hours',
    );
    expect(await told("hours", [months])).toContain("Run it again with --by hour-of-week");
    expect(await told("chats", [written("hours.json", hoursRun())])).toContain(
      "there are no chats in the run of room",
    );
    expect(await told("months", [written("waits.json", monthsRun(2)), months])).toContain(
      "Oct 2022 is in more than one of these runs (room)",
    );
    expect(await told("months", [months], { queue: "102" })).toContain(
      'there is no queue "102" with attrition in these results. Ask for "999" or "101".',
    );
    expect(await told("plans", [written("s.json", screening())])).toContain("Run compare without --screen");
    expect(await told("message", [written("p.json", sweep("pools.general.handlers", [1, 2]))])).toContain(
      "varies pools.general.handlers, not how long a message is",
    );
    expect(await told("staffing", [written("p.json", sweep("pools.general.handlers", [1, 1]))])).toContain(
      "that sweep varies none. Vary one.",
    );
    expect(await told("learnt", [written("c.json", calibration({ fits: false }))])).toContain(
      "nothing was learnt",
    );
  });

  it("says what is wrong with a file that holds no results", async () => {
    expect(await told("waits", [inFolder("missing.json")])).toContain("there is no file");
    expect(await told("waits", [written("a.csv", "scenario,scope\nroom,period\n")])).toContain(
      "a.csv is CSV. Charts are drawn from the .json file that stands beside it.",
    );
    expect(await told("waits", [written("a.txt", "hello")])).toContain("a.txt is not JSON");
    expect(await told("waits", [written("a.json", "[1, 2]")])).toContain("a.json holds no results of fcrsim");
    expect(await told("waits", [written("a.json", '{"format": "fcrsim-posterior/1"}')])).toContain(
      '(its format is "fcrsim-posterior/1")',
    );
    expect(await told("waits", [written("a.json", '{"format": "fcrsim-run/1", "reports": [{}]}')])).toContain(
      "a.json is damaged, or from another version of fcrsim: reports › 0 › program",
    );
    expect(await told("waits", [written("a.json", waitsRun().slice(0, -20))])).toContain(
      "a.json is not JSON",
    );
  });

  it("refuses kinds of files and scales that it cannot draw", async () => {
    const results = written("waits.json", waitsRun());
    expect(await told("waits", [results], { out: inFolder("waits.pdf") })).toContain(
      "charts are written as .png, .svg or .vl.json, not as .pdf",
    );
    expect(await told("waits", [results], { scale: 100 })).toContain("write a number from 0.5 to 8");
    expect(await told("waits", [results], { out: join(folder.path(), "no such folder", "a.svg") })).toContain(
      "could not be written",
    );
  });
});

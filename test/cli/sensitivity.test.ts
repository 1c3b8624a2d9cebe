import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, PROGRAM, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
/** The talk of 101 matters to 101; that of a queue with a desk of its own cannot. */
const UNKNOWN_ROOM = `${SMALL_ROOM.replace(
  "mean: 9 minutes",
  "mean: { low: 6m, central: 9m, high: 14m }",
).replace(
  "pools:",
  "  web: { priority: 1, arrivals: 4 an hour, talk: { low: 5m, central: 9m, high: 20m }, patience: never }\npools:",
)}  desk: { answers: [web], handlers: 3 }\n`;
const sensitivity = (...args: readonly string[]) =>
  fcrsim(["sensitivity", "unknown.yaml", ...args], folder.path());

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
  writeFileSync(file("unknown.yaml"), UNKNOWN_ROOM);
});

describe("fcrsim sensitivity", () => {
  it("tells the unknown that matters from the one that cannot", () => {
    const { code, out, err } = sensitivity("--measure", "attrition:101", "--samples", "40");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [first, second] = out.split("\n").filter((line) => line.startsWith(" queues."));
    expect(first).toMatch(
      /^ queues\.101\.talk\.mean +7m \d\ds +12m \d\ds +\d+\.\d\d% +\d+\.\d\d% +\+\d+\.\d\d points ± \d/,
    );
    expect(second).toMatch(/^ queues\.web\.talk .* nothing +0% \(0% to 0%\)$/);
    expect(out).toMatch(/seed 1 · 40 samples of 2 replications · inputs [0-9a-f]{16}\n$/);
  });

  it("writes a file for a tornado chart, the largest first", () => {
    const { out } = sensitivity("--measure", "attrition", "--samples", "20", "--format", "csv");
    const rows: Record<string, string>[] = parse(out, { columns: true });
    expect(rows.map((row) => [row["name"], row["figure"]])).toEqual([
      ["999", "queues.101.talk.mean"],
      ["999", "queues.web.talk"],
      ["101", "queues.101.talk.mean"],
      ["101", "queues.web.talk"],
      ["web", expect.anything()],
      ["web", expect.anything()],
    ]);
    const tornado = rows[2]!;
    for (const column of [
      "low_value",
      "high_value",
      "answer_at_low",
      "answer_at_high",
      "total_index",
      "total_index_low_95",
    ]) {
      expect(Number(tornado[column])).toBeGreaterThan(0);
    }
    // Nobody of 999 or web ever gives up, so there is nothing to divide.
    expect(rows[0]!["total_index"]).toBe("");
  });

  it("gives the same bytes on 1, 2 and 3 threads", () => {
    const args = ["--measure", "meanWaitAnswered:101", "--samples", "12", "--format", "json"];
    const [one, ...others] = ["1", "2", "3"].map((workers) => sensitivity(...args, "--workers", workers).out);
    expect(one).toContain('"format": "fcrsim-sensitivity/1"');
    expect(others).toEqual([one, one]);
  });

  it("keeps results in a folder", () => {
    expect(sensitivity("--samples", "10", "--out", "kept", "--format", "markdown").out).toContain(
      "| figure | from | to |",
    );
    expect(readdirSync(file("kept")).toSorted()).toEqual([
      "inputs.json",
      "results.csv",
      "results.json",
      "results.md",
    ]);
    expect(sensitivity("--samples", "10", "--out", "kept").err).toContain("that folder exists already");
  });

  it.each([
    [["room.yaml"], "room.yaml: every figure of this scenario is known, so there is nothing to draw."],
    [
      ["unknown.yaml", "--measure", "atrition:101"],
      '--measure atrition:101: "atrition" is not a measure. Did you mean "attrition"?',
    ],
    [["unknown.yaml", "--measure", "attrition:110"], '"110" has no measure attrition. Did you mean "101"?'],
    [["unknown.yaml", "--samples", "5"], "--samples must be a whole number from 10 to 100,000"],
    [["unknown.yaml", "--replications", "3"], "--replications must be even here"],
    [["unknown.yaml", "--overwrite"], "--overwrite goes with --out"],
    [["unknown.yaml", "--set", "queues.101.talk.mean=9"], '"9" has no unit.'],
    [["no-such.yaml"], 'there is no file "no-such.yaml"'],
    [["unknown.yaml", "--measure"], "Not enough arguments following: measure"],
  ])("refuses %j in plain words", (args, message) => {
    const { code, out, err } = fcrsim(["sensitivity", ...args], folder.path());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("on Ctrl-C prints the samples that are complete, says so, and exits with 130", async () => {
    const args = [
      "sensitivity",
      "unknown.yaml",
      "--samples",
      "20000",
      "--progress",
      "lines",
      "--workers",
      "1",
    ];
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder.path() });
    let out = "";
    let err = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
      const before = err;
      err += data.toString();
      // The second line of progress comes five seconds after the first, when figures have been moved alone.
      const twice = /replications.*\n.*replications/;
      if (twice.test(err) && !twice.test(before)) child.kill("SIGINT");
    });
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect(code).toBe(130);
    expect(err).toMatch(/interrupted; \d+ of 20000 samples are in the results/);
    expect(out.replaceAll("\n  ", " ")).toMatch(
      /Interrupted: these results rest on the \d+ samples that were complete/,
    );
  });
});

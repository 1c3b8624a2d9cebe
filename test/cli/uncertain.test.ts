import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, PROGRAM, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const UNKNOWN_ROOM = SMALL_ROOM.replace(
  "mean: 9 minutes",
  "mean: { low: 8m, central: 9m, high: 11m }",
).replace("mean: 20 minutes", "mean: { lognormal: { mean: 20 minutes, spread: 20% } }");
const run = (...args: readonly string[]) => fcrsim(["run", "unknown.yaml", ...args], folder.path());

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
  writeFileSync(file("unknown.yaml"), UNKNOWN_ROOM);
});

describe("fcrsim run --uncertain", () => {
  it("prints what is not known apart from chance, and says what it did", () => {
    const { code, out, err } = run("--uncertain", "20");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/Queue 101 +expected +± +95%: not known +95%: chance alone +95%: both +not known/);
    expect(out).toMatch(/attrition +\d+\.\d\d% .* to .* to .* to .* \d+%\n/);
    const text = out.replaceAll("\n  ", " ");
    expect(text).toContain(
      "2 figures are not known: queues.101.talk.mean, queues.101.patience.mean. Each of 20 draws took other values for them and simulated 5 periods.",
    );
    expect(text).toContain("20 draws are few");
    expect(out).toMatch(/seed 1 · 20 draws of 5 replications · inputs [0-9a-f]{16}\n$/);
  });

  it.each(["table", "csv", "json", "markdown"])(
    "gives the same bytes on 1, 2 and 3 threads as %s",
    (format) => {
      const args = ["--uncertain", "12", "--replications", "3", "--format", format];
      const [one, ...others] = ["1", "2", "3"].map((workers) => run(...args, "--workers", workers).out);
      expect(one!.length).toBeGreaterThan(1000);
      expect(others).toEqual([one, one]);
    },
  );

  it("writes tidy CSV in which both parts make up the whole", () => {
    const rows: Record<string, string>[] = parse(run("--uncertain", "30", "--format", "csv").out, {
      columns: true,
    });
    const attrition = rows.find((row) => row["measure"] === "attrition" && row["name"] === "101")!;
    const n = (column: string): number => Number(attrition[column]);
    expect(n("draws")).toBe(30);
    expect(n("replications")).toBe(5);
    const [unknown, chance] = [n("sd_not_known") ** 2, n("sd_chance") ** 2];
    expect(n("share_not_known")).toBeCloseTo(unknown / (unknown + chance), 12);
    expect(n("single_low_95")).toBeLessThan(n("mean"));
    expect(n("single_high_95") - n("single_low_95")).toBeGreaterThan(
      n("expected_high_95") - n("expected_low_95"),
    );
  });

  it("lists what is not known in JSON, and keeps inputs beside results", () => {
    expect(run("--uncertain", "10", "--out", "kept").code).toBe(0);
    expect(readdirSync(file("kept")).toSorted()).toEqual([
      "inputs.json",
      "results.csv",
      "results.json",
      "results.md",
    ]);
    const [report] = (
      JSON.parse(readFileSync(file("kept/results.json"), "utf8")) as {
        reports: { unknowns: { figure: string; central: number }[] }[];
      }
    ).reports;
    expect(report!.unknowns).toMatchObject([
      { figure: "queues.101.talk.mean", central: 540 },
      { figure: "queues.101.patience.mean", central: 1200 },
    ]);
    const [inputs] = JSON.parse(readFileSync(file("kept/inputs.json"), "utf8")) as { unknowns: unknown[] }[];
    expect(inputs!.unknowns).toEqual(report!.unknowns);
  });

  it("takes a range from --set, and no longer draws what --set makes known", () => {
    const { out } = run(
      "--uncertain",
      "10",
      "--set",
      "queues.101.talk.mean=9m",
      "--set",
      "queues.999.balking={ uniform: { low: 1%, high: 2% } }",
    );
    expect(out.replaceAll("\n  ", " ")).toContain(
      "2 figures are not known: queues.999.balking, queues.101.patience.mean.",
    );
  });

  it.each([
    [
      ["room.yaml", "--uncertain", "20"],
      "room.yaml: every figure of this scenario is known, so there is nothing to draw. Write a range",
    ],
    [["unknown.yaml", "--uncertain", "9"], "--uncertain must be a whole number from 10 to 10,000"],
    [["unknown.yaml", "--uncertain", "many"], "--uncertain must be a whole number"],
    [["unknown.yaml", "--uncertain"], "Not enough arguments following: uncertain"],
    [["unknown.yaml", "--uncertain", "20", "--replications", "1"], "needs --replications of at least 2"],
    [["unknown.yaml", "--uncertain", "20", "--precision", "2%"], "do not go with --uncertain"],
    [["unknown.yaml", "--uncertain", "20", "--by", "day"], "--by does not go with --uncertain"],
    [["unknown.yaml", "--uncertain", "20", "--overwrite"], "--overwrite goes with --out"],
    [
      [
        "unknown.yaml",
        "--uncertain",
        "200",
        "--set",
        "queues.101.message={ duration: 9s, hangUp: { uniform: { low: 0, high: 50% } }, moveToDigital: { uniform: { low: 10%, high: 70% } } }",
      ],
      "what was drawn does not go together: ",
    ],
  ])("refuses %j in one plain sentence", (args, message) => {
    const { code, out, err } = fcrsim(["run", ...args], folder.path());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("on Ctrl-C prints the draws that are complete, says so, and exits with 130", async () => {
    const args = ["run", "unknown.yaml", "--uncertain", "10000", "--progress", "lines", "--workers", "1"];
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder.path() });
    let out = "";
    let err = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
      if (err === "") child.kill("SIGINT");
      err += data.toString();
    });
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect(code).toBe(130);
    expect(err).toMatch(/interrupted; \d+ draws were complete and are in the results/);
    expect(out.replaceAll("\n  ", " ")).toMatch(
      /Interrupted: these results rest on the \d+ draws that were complete/,
    );
  });
});

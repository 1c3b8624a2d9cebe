import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const infer = (...args: readonly string[]) => fcrsim(["infer", "unknown.yaml", ...args], folder.path());
const ATTRITION = ["--given", "101.attrition=30%"];

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
  writeFileSync(
    file("unknown.yaml"),
    SMALL_ROOM.replace("mean: 9 minutes", "mean: { low: 8m, central: 9m, high: 11m }").replace(
      "mean: 20 minutes",
      "mean: { lognormal: { mean: 20 minutes, spread: 40% } }",
    ),
  );
  writeFileSync(
    file("months.yaml"),
    readFileSync(file("unknown.yaml"), "utf8").replace("days: 2", "months: 2023-02 to 2023-03"),
  );
});

describe("fcrsim infer", () => {
  it("tells what follows from what is given, and says what it did", () => {
    const { code, out, err } = infer(...ATTRITION, "--draws", "100", "--replications", "2");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/Given +without it: median +90%\n 101 attrition +30% /);
    expect(out).toMatch(/Queue 101 +without it: 90% +median +middle 50% +middle 90% +expected: 90%/);
    expect(out).toMatch(/queues\.101\.patience\.mean +\d+m \d\ds to /);
    const text = out.replaceAll("\n  ", " ");
    expect(text).toContain("may differ from this one by 5% of each figure given");
    expect(text).toMatch(/weighted by what is given, they tell as much as \d+ would without weights/);
    expect(out).toMatch(/seed 1 · \d+ draws of 2 replications · inputs [0-9a-f]{16}\n$/);
  });

  it.each(["table", "json"])("gives the same bytes on 1 and 2 threads as %s", (format) => {
    const args = [...ATTRITION, "--draws", "60", "--replications", "2", "--format", format];
    const [one, two] = ["1", "2"].map((workers) => infer(...args, "--workers", workers).out);
    expect(one!.length).toBeGreaterThan(1000);
    expect(two).toBe(one);
  });

  it("is the surer the more digits are printed and the less the model may be out", () => {
    const width = (...args: readonly string[]): number => {
      const { out } = infer(...args, "--draws", "100", "--replications", "2", "--format", "csv");
      const rows: Record<string, string>[] = parse(out, { columns: true });
      const one = rows.find(({ name, measure }) => name === "101" && measure === "attrition")!;
      expect(one["is_given"]).toBe("yes");
      return Number(one["after_q0.95"]) - Number(one["after_q0.05"]);
    };
    const exact = width("--given", "101.attrition=30.0%", "--discrepancy", "0%");
    const rounded = width(...ATTRITION, "--discrepancy", "0%");
    const usual = width(...ATTRITION);
    // Half a point either way holds 90% of itself within 0.45 points of its middle, and a twentieth of that for 30.0%; a
    // discrepancy of 1.5 points is added to that. The quantiles of a hundred draws are out by less than a factor of two.
    expect(exact).toBeLessThan(rounded / 2);
    expect(rounded).toBeLessThan(0.02);
    expect(usual).toBeGreaterThan(rounded);
  });

  it("keeps results and inputs in a folder", () => {
    expect(infer(...ATTRITION, "--draws", "60", "--out", "kept").code).toBe(0);
    expect(readdirSync(file("kept")).toSorted()).toEqual([
      "inputs.json",
      "results.csv",
      "results.json",
      "results.txt",
    ]);
    const found = JSON.parse(readFileSync(file("kept/results.json"), "utf8")) as { givens: unknown[] };
    expect(found.givens).toMatchObject([{ measure: "attrition", value: 0.3, halfStep: 0.005, text: "30%" }]);
  });

  it("takes printed digits as they are", () => {
    const half = (given: string): number => {
      const args = ["--given", given, "--draws", "60", "--replications", "2", "--format", "json"];
      const { out } = infer(...args, "--discrepancy", "30%");
      return (JSON.parse(out) as { givens: { halfStep: number }[] }).givens[0]!.halfStep;
    };
    expect(half("101.meanWaitAnswered=5m 10s")).toBe(0.5);
    expect(half("101.meanWaitAnswered=5.0 minutes")).toBeCloseTo(3, 12);
    expect(half("101.offered=380")).toBe(0.5);
  });

  it.each([
    [
      ["--given", "101.attrition=99%", "--draws", "50", "--replications", "2", "--discrepancy", "0%"],
      "what is given is hardly possible with the ranges of the scenario: of 200 draws only ",
    ],
    [[], "--given says what is known, and nothing is"],
    [["--given", "attrition"], "this is not queue.measure=value"],
    [["--given", "102.attrition=12%"], '"102" has no measure attrition'],
    [["--given", "101.attritoin=12%"], '"attritoin" is not a measure'],
    [["--given", "101.attrition=12"], '--given "101.attrition=12": '],
    [["--given", "101.meanQueue=12"], "a share, a wait or a number of contacts may be given"],
    [["--given", "general.occupancy=12%"], "only figures of queues may be given"],
    [[...ATTRITION, "--given", "101.attrition=31%"], "--given names 101.attrition twice"],
    [[...ATTRITION, "--draws", "10"], "--draws must be a whole number from 50"],
    [[...ATTRITION, "--discrepancy", "much"], "--discrepancy: "],
    [[...ATTRITION, "--overwrite"], "--overwrite goes with --out"],
  ])("refuses %j in plain words", (args, message) => {
    const { code, out, err } = infer(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("refuses several months, and a scenario in which all is known", () => {
    const of = (name: string) => fcrsim(["infer", name, ...ATTRITION], folder.path()).err;
    expect(of("months.yaml")).toContain("infer is for one month. Make a file of that month alone");
    expect(of("room.yaml")).toContain("every figure of this scenario is known");
  });
});

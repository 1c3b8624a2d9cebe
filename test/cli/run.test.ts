import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, PROGRAM, ROOT, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
});

describe("fcrsim run", () => {
  it("prints a table to standard output and nothing else", () => {
    const { code, out, err } = fcrsim(["run", file("room.yaml"), "--replications", "5"]);
    expect(code).toBe(0);
    expect(err).toBe("");
    expect(out).toContain("Queue 101");
    expect(out).toContain("over 5 simulated periods");
    expect(out).toMatch(/fcrsim \d+\.\d+\.\d+ · seed 1 · 5 replications · inputs [0-9a-f]{16}\n$/);
  });

  it("gives the same bytes twice, other bytes for another seed, and says which", () => {
    const args = ["run", file("room.yaml"), "--replications", "3", "--format", "json"];
    const first = fcrsim(args);
    expect(fcrsim(args).out).toBe(first.out);
    const other = fcrsim([...args, "--seed", "00123"]);
    expect(other.out).not.toBe(first.out);
    expect(other.out).toContain('"seed": "00123"');
  });

  it("gives the same bytes on one thread and on several", () => {
    const args = ["run", file("room.yaml"), "--replications", "20", "--format", "json"];
    const [one, ...others] = ["1", "2", "3"].map((workers) => fcrsim([...args, "--workers", workers]).out);
    expect(one).toContain('"replications": 20');
    expect(others).toEqual([one, one]);
  });

  it("sets the published figures of Kent's October beside the simulated ones", () => {
    const { code, out } = fcrsim(["run", "scenarios/kent/2022-10.yaml", "--replications", "1"]);
    expect(code).toBe(0);
    expect(out).toMatch(/attrition +53\.27% +\d+\.\d+%/);
    expect(out).toMatch(/received +25,277 /);
    expect(out).toContain("One simulated period only");
    expect(out).toContain("Provisional");
  });

  it("writes tidy CSV in which every figure says what it is", () => {
    const { out } = fcrsim([
      "run",
      file("room.yaml"),
      "--replications",
      "4",
      "--format",
      "csv",
      "--by",
      "day",
    ]);
    const rows: Record<string, string>[] = parse(out, { columns: true });
    const longest = rows.filter((row) => row["measure"] === "longestWait" && row["name"] === "101");
    const [ofAll, ...ofDays] = longest.map((row) => Number(row["mean"]));
    expect(ofDays).toHaveLength(2);
    for (const day of ofDays) expect(day).toBeGreaterThan(0);
    // In each replication the longest of the period is that of one of its days.
    expect(ofAll).toBeGreaterThanOrEqual(Math.max(...ofDays));
    const attrition = rows.filter((row) => row["measure"] === "attrition" && row["name"] === "101");
    expect(attrition.map((row) => row["when"])).toEqual(["2 days", "day 1", "day 2"]);
    for (const row of attrition) {
      expect(Number(row["mean"])).toBeGreaterThan(0);
      expect(Number(row["half_width_95"])).toBeGreaterThan(0);
      expect(row["replications"]).toBe("4");
      expect(row["complete"]).toBe("yes");
    }
    // The two days make up the period.
    const offered = rows.filter((row) => row["measure"] === "offered" && row["name"] === "999");
    const [period, ...days] = offered.map((row) => Number(row["mean"]));
    expect(days.reduce((sum, day) => sum + day, 0)).toBeCloseTo(period!, 9);
  });

  it("writes Markdown in which names cannot break the table", () => {
    const strange = SMALL_ROOM.replace("A small room for tests", '"A | room with <b>tags</b> and `ticks`"');
    writeFileSync(file("strange.yaml"), strange);
    const { out } = fcrsim(["run", file("strange.yaml"), "--replications", "2", "--format", "markdown"]);
    expect(out).toContain("A \\| room with \\<b\\>tags\\</b\\> and \\`ticks\\`");
    const widths = out
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split(" | ").length);
    expect(new Set(widths)).toEqual(new Set([6]));
  });

  it("stops at the precision asked for, and says what it reached", () => {
    const { code, out } = fcrsim(["run", file("room.yaml"), "--precision", "20%", "--measures", "attrition"]);
    expect(code).toBe(0);
    const reached = /within 20\.00% of the mean; reached: ([\d.]+)% \(widest: attrition of queue 101\)/.exec(
      out.replaceAll("\n  ", " "),
    );
    expect(Number(reached?.[1])).toBeLessThanOrEqual(20);
  });

  it("says so, with exit code 1, when the precision is out of reach", () => {
    const { code, out } = fcrsim(["run", file("room.yaml"), "--precision", "0.1%", "--replications", "25"]);
    expect(code).toBe(1);
    expect(out.replaceAll("\n  ", " ")).toContain(
      "The precision asked for (0.10%) was not reached in 25 replications",
    );
  });

  it("writes a folder whole, and replaces one only when asked", () => {
    const args = ["run", file("room.yaml"), "--replications", "2", "--out", file("results")];
    expect(fcrsim(args).code).toBe(0);
    expect(readdirSync(file("results")).toSorted()).toEqual([
      "inputs.json",
      "results.csv",
      "results.json",
      "results.md",
    ]);
    const before = readFileSync(join(file("results"), "results.csv"), "utf8");
    const refused = fcrsim([...args, "--seed", "2"]);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain(
      "that folder exists already. Name a new one, or add --overwrite to replace it.",
    );
    expect(readFileSync(join(file("results"), "results.csv"), "utf8")).toBe(before);
    expect(fcrsim([...args, "--seed", "2", "--overwrite"]).code).toBe(0);
    expect(readFileSync(join(file("results"), "results.csv"), "utf8")).not.toBe(before);
    // Nothing is left beside it.
    expect(readdirSync(folder.path()).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("never replaces a folder that holds anything but results", () => {
    mkdirSync(file("precious"), { recursive: true });
    writeFileSync(join(file("precious"), "a.txt"), "important");
    const { code, err } = fcrsim(["run", file("room.yaml"), "--out", file("precious"), "--overwrite"]);
    expect(code).toBe(2);
    expect(err).toContain("holds other things than results (a.txt), and is left as it was");
    expect(readFileSync(join(file("precious"), "a.txt"), "utf8")).toBe("important");
    const here = fcrsim(["run", "room.yaml", "--out", ".", "--overwrite"], folder.path());
    expect(here.err).toContain("you are in that folder");
  });

  it("refuses by-day results of a run too long to keep them, rather than leave them out", () => {
    writeFileSync(file("long.yaml"), SMALL_ROOM.replace("days: 2", "days: 365"));
    const { code, out, err } = fcrsim(["run", file("long.yaml"), "--replications", "1", "--by", "day"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("--by day: long is too long for it");
    expect(fcrsim(["run", file("long.yaml"), "--replications", "1", "--by", "hour-of-week"]).code).toBe(0);
  });

  it.each([
    ["arrivals: 8 an hour", "arrivals: 900000 a minute", "at most 50,000,000 can be simulated"],
    [
      "arrivals: 8 an hour",
      `{ profile: [${"0, ".repeat(167)}1] }\n    volume: 10 in all`.replace(/^/, "arrivals: "),
      "the arrival weights are zero over the whole period",
    ],
  ])("says in a sentence what only the calendar shows: %s -> %s", (before, after, message) => {
    writeFileSync(file("odd.yaml"), SMALL_ROOM.replace(before, after));
    for (const command of ["run", "check", "describe"]) {
      const { code, err } = fcrsim([command, file("odd.yaml")]);
      expect(code).toBe(2);
      expect(err).toContain(message);
    }
  });

  it("refuses an output folder it could not write, before simulating", () => {
    writeFileSync(file("taken"), "");
    mkdirSync(file("parent"), { recursive: true });
    expect(fcrsim(["run", file("room.yaml"), "--out", file("taken")]).err).toContain(
      "a file of that name exists",
    );
    expect(fcrsim(["run", file("room.yaml"), "--out", file("no/such/place")]).err).toContain(
      "Make that folder first",
    );
    expect(existsSync(file("no"))).toBe(false);
  });

  it("lists the faults of all files at once, with exit code 2 and no results", () => {
    writeFileSync(file("bad1.yaml"), SMALL_ROOM.replace("20 minutes", "20"));
    writeFileSync(file("bad2.yaml"), SMALL_ROOM.replace("handlers: 2", "handlers: two"));
    const { code, out, err } = fcrsim(["run", "bad1.yaml", "bad2.yaml"], folder.path());
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain('bad1.yaml:11:38 queues › 101 › patience › mean: "20" has no unit.');
    expect(err).toContain("bad2.yaml:13:49 pools › general › handlers");
  });

  it.each([
    [["--seed", ""], "--seed is empty"],
    [["--replications", "0"], "--replications must be a whole number of at least 1"],
    [["--replications", "many"], "--replications must be a whole number of at least 1"],
    [["--replications", "2.5"], "--replications must be a whole number of at least 1"],
    [["--replications"], "Not enough arguments following: replications"],
    [["--precision", "0.02"], "--precision"],
    [["--precision", "2%", "--measures", "atrition"], 'Did you mean "attrition"?'],
    [["--format", "xml"], "xml"],
    [["--fromat", "csv"], "fromat"],
    [["--workers", "0"], "--workers must be a whole number of at least 1"],
    [["--seed", "1", "--seed", "2"], "--seed is given more than once"],
  ])("refuses %j in one plain sentence", (args, message) => {
    const { code, out, err } = fcrsim(["run", file("room.yaml"), ...args]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("on Ctrl-C prints what is complete, says so, and exits with 130", async () => {
    const child = spawn(
      process.execPath,
      [PROGRAM, "run", "scenarios/kent/2022-10.yaml", "--replications", "100000", "--progress", "lines"],
      { cwd: ROOT },
    );
    let out = "";
    let err = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
      // The first line of progress shows that replications are coming in.
      if (err === "") child.kill("SIGINT");
      err += data.toString();
    });
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect(code).toBe(130);
    expect(err).toMatch(
      /interrupted; (1 replication was|\d+ replications were) complete and (is|are) in the results/,
    );
    expect(out.replaceAll("\n  ", " ")).toMatch(
      /Interrupted: these results rest on the (one replication that was|\d+ replications that were) complete/,
    );
    expect(out).toContain("Queue 101");
  });
});

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, PROGRAM, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const sweep = (...args: readonly string[]) => fcrsim(["sweep", "room.yaml", ...args], folder.path());
const HANDLERS = ["--vary", "pools.general.handlers=2..4", "--replications", "3"];
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

/** Every file of a folder and those in it, with what it holds. */
const contents = (name: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(file(name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(file(name).length), readFileSync(path, "utf8")]),
  );

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
});

describe("fcrsim sweep", () => {
  it("prints a table with a line for each point", () => {
    const { code, out, err } = sweep(
      ...HANDLERS,
      "--vary",
      "queues.101.balking=0,5%",
      "--measure",
      "attrition:101",
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/general\.handlers +101\.balking +attrition 101\n/);
    expect(out.split("\n").filter((line) => /^ [234] +(0|5%) +\d+\.\d\d% ± /.test(line))).toHaveLength(6);
    expect(out).toMatch(/seed 1 · 6 points of 3 replications · inputs [0-9a-f]{16}\n$/);
  });

  it("gives at each point what run gives with the figure set", () => {
    const points = rowsOf(sweep(...HANDLERS, "--format", "csv").out);
    const run = rowsOf(
      fcrsim(
        ["run", "room.yaml", "--set", "pools.general.handlers=3", "--replications", "3", "--format", "csv"],
        folder.path(),
      ).out,
    );
    const columns = ["of", "name", "measure", "mean", "half_width_95", "single_low_95"];
    const key = (rows: readonly Record<string, string>[]) =>
      rows.map((row) => columns.map((column) => row[column]));
    expect(key(points.filter((row) => row["pools.general.handlers"] === "3"))).toEqual(key(run));
  });

  it("meets the same callers at every point", () => {
    const offered = rowsOf(sweep(...HANDLERS, "--format", "csv").out).filter(
      (row) => row["measure"] === "dialled" && row["name"] === "101",
    );
    expect(new Set(offered.map((row) => row["mean"])).size).toBe(1);
  });

  it("writes a wide table for charts, with plain numbers", () => {
    const args = [
      "--vary",
      "queues.101.message={ duration: 30s },{ duration: 1m }",
      "--vary",
      "queues.101.talk.mean=9m..10m step 30s",
    ];
    const rows = rowsOf(
      sweep(...args, "--replications", "2", "--format", "wide", "--measure", "attrition").out,
    );
    expect(Object.keys(rows[0]!)).toEqual([
      "point",
      "queues.101.message",
      "queues.101.talk.mean",
      "attrition 999",
      "attrition 999 half_width_95",
      "attrition 101",
      "attrition 101 half_width_95",
    ]);
    expect(rows.map((row) => row["queues.101.talk.mean"])).toEqual([
      "540",
      "570",
      "600",
      "540",
      "570",
      "600",
    ]);
    expect(rows[0]!["queues.101.message"]).toBe('{"duration":"30s"}');
  });

  it.each(["lhs", "sobol"])(
    "fills a range by %s, in whole numbers where the file asks for them",
    (design) => {
      const args = [
        "--vary",
        "pools.general.handlers=2..5",
        "--vary",
        "queues.101.talk.mean=8m..10m",
        "--design",
        design,
        "--points",
        "8",
      ];
      const rows = rowsOf(sweep(...args, "--replications", "1", "--format", "wide").out);
      const handlers = rows.map((row) => Number(row["pools.general.handlers"])).toSorted((a, b) => a - b);
      expect(handlers).toEqual([2, 2, 3, 3, 4, 4, 5, 5]);
      const means = rows.map((row) => Number(row["queues.101.talk.mean"])).toSorted((a, b) => a - b);
      means.forEach((mean, i) => {
        expect(Math.floor((mean - 480) / 15)).toBe(i);
      });
    },
  );

  it("gives the same bytes on 1, 2 and 3 threads", () => {
    const [one, ...others] = ["1", "2", "3"].map(
      (workers) => sweep(...HANDLERS, "--format", "json", "--workers", workers).out,
    );
    expect(one).toContain('"format": "fcrsim-sweep/1"');
    expect(others).toEqual([one, one]);
  });
});

describe("a sweep kept in a folder", () => {
  const VARY = ["--vary", "pools.general.handlers=2..9", "--vary", "queues.101.balking=0..9% step 1%"];
  const args = (name: string) => [
    "sweep",
    "room.yaml",
    ...VARY,
    "--replications",
    "20",
    "--out",
    name,
    "--workers",
    "1",
  ];

  it("goes on after Ctrl-C, and ends with the same bytes as one that was not cut short", async () => {
    expect(fcrsim(args("whole"), folder.path()).code).toBe(0);
    const child = spawn(process.execPath, [PROGRAM, ...args("cut"), "--progress", "off"], {
      cwd: folder.path(),
    });
    let err = "";
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    const waiting = setInterval(() => {
      if (!existsSync(file("cut/points/00003.json"))) return;
      clearInterval(waiting);
      child.kill("SIGINT");
    }, 1);
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect(code).toBe(130);
    expect(err).toMatch(
      /interrupted; \d+ of 80 points are complete\. They are kept in cut: the same command goes on from there\./,
    );
    const kept = readdirSync(file("cut/points")).length;
    expect(kept).toBeGreaterThanOrEqual(3);
    expect(kept).toBeLessThan(80);
    expect(existsSync(file("cut/results.csv"))).toBe(false);
    expect(fcrsim(args("cut"), folder.path()).code).toBe(0);
    expect(contents("cut")).toEqual(contents("whole"));
  });

  it("prints the same again when all is complete, and makes anew what was lost or spoilt", () => {
    const first = fcrsim(args("whole"), folder.path()).out;
    const before = contents("whole");
    rmSync(file("whole/points/00007.json"));
    writeFileSync(file("whole/points/00008.json"), '{"point": 8, "ro');
    rmSync(file("whole/results.csv"));
    expect(fcrsim(args("whole"), folder.path()).out).toBe(first);
    expect(contents("whole")).toEqual(before);
  });

  it.each([
    [["--replications", "21"], "replications: there 20, here 21"],
    [["--seed", "2"], "seed: there 1, here 2"],
    [["--set", "queues.999.balking=1%"], "set: there none, here queues.999.balking=1%"],
  ])("refuses to go on with %j", (more, told) => {
    const asked = args("whole").filter(
      (word, i, all) =>
        !(more[0] === "--replications" && (word === "--replications" || all[i - 1] === "--replications")),
    );
    const before = contents("whole");
    const { code, out, err } = fcrsim([...asked, ...more], folder.path());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("--out whole holds another sweep, and is left as it was.");
    expect(err).toContain(told);
    expect(contents("whole")).toEqual(before);
  });

  it("refuses to go on with a file that was changed since", () => {
    writeFileSync(file("room.yaml"), SMALL_ROOM.replace("mean: 9 minutes", "mean: 8 minutes"));
    const { code, err } = fcrsim(args("whole"), folder.path());
    writeFileSync(file("room.yaml"), SMALL_ROOM);
    expect(code).toBe(2);
    expect(err).toContain("the scenario file, or a file that it names, has changed since");
  });

  it("never writes into a folder that holds anything else", () => {
    mkdirSync(file("precious"), { recursive: true });
    writeFileSync(file("precious/a.txt"), "important");
    const { code, err } = fcrsim(args("precious"), folder.path());
    expect(code).toBe(2);
    expect(err).toContain("holds other things than a sweep (a.txt), and is left as it was");
    expect(readdirSync(file("precious"))).toEqual(["a.txt"]);
  });
});

describe("a sweep that cannot be", () => {
  it.each([
    [[], "Say what to vary: --vary"],
    [
      ["--vary", "pools.general.handlrs=2..9"],
      '--vary pools.general.handlrs=2: "handlrs" is not a word used here. Did you mean "handlers"?',
    ],
    [["--vary", "queues.110.balking=1%,2%"], 'there is no queue "110" here. Did you mean "101"?'],
    [
      ["--vary", "queues.101.balking=1,2"],
      '--vary queues.101.balking=1: "1" has no unit. Write "1%" or "100%".',
    ],
    [["--vary", "queues.101.talk.mean=9m..10m"], "has a range without a step"],
    [["--vary", "pools.general.handlers=9..2"], '"2" is not above "9"'],
    [["--vary", "pools.general.handlers=2..4", "--vary", "pools.general.handlers=2,3"], "is given twice"],
    [["--vary", "pools.general.holdBack=1..2"], "nobody could ever be answered"],
    [["--vary", "pools.general.handlers=2..4", "--points", "9"], "--points goes with --design lhs or sobol"],
    [["--vary", "pools.general.handlers=2..4", "--design", "lhs"], "--design lhs needs a number of points"],
    [
      ["--vary", "pools.general.handlers=2..4", "--measure", "atrition"],
      '--measure atrition: "atrition" is not a measure. Did you mean "attrition"?',
    ],
    [
      ["--vary", "pools.general.handlers=2..4", "--measure", "attrition:102"],
      '"102" has no measure attrition.',
    ],
    [["--vary", "pools.general.handlers=2..4", "--out", "no/such/place"], "Make that folder first"],
    [["--vary"], "Not enough arguments following: vary"],
    [
      ["--vary", "pools.general.handlers=2..4", "--replications", "0"],
      "--replications must be a whole number",
    ],
  ])("%j is refused in plain words", (args, message) => {
    const { code, out, err } = sweep(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("tells of one slip once, not once for each point", () => {
    const { err } = sweep("--vary", "pools.general.handlrs=2..90");
    expect(err.split("\n").filter((line) => line.includes("handlrs"))).toHaveLength(1);
  });
});

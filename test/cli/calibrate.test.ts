import { spawn } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { madeAgain } from "../../cli/study/madeAgain.ts";
import { emptyFolder, fcrsim, PROGRAM, ROOT } from "./fcrsim.ts";
import { SMALL_FORCE } from "../calibration/smallForce.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const SMALL = ["--points", "32", "--replications", "2", "--steps", "100", "--draws", "50", "--waves", "2"];
/** The same in the order of a command that is told to others. */
const ASKED = ["--points", "32", "--waves", "2", "--replications", "2", "--steps", "100", "--draws", "50"];
const DESK = ["--structure", "spare desk"];
const calibrate = (out: string, ...args: readonly string[]) =>
  fcrsim(
    ["calibrate", "c/calibration.yaml", "--out", out, ...SMALL, "--progress", "off", ...args],
    folder.path(),
  );

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
  mkdirSync(file("c"));
  for (const [path, text] of Object.entries(SMALL_FORCE)) writeFileSync(file(path), text);
  // A discrepancy wide enough for emulators of few points, and two kinds of room, one of which brings a pool and a file.
  const text = SMALL_FORCE["c/calibration.yaml"]!.replace("0.5 points", "3 points")
    .replace("5%, basis", "20%, basis")
    .replace("scenarios:", "readings: [answered calls]\nscenarios:");
  writeFileSync(
    file("c/calibration.yaml"),
    `${text}  spare desk:
    about: A second desk takes what the first cannot
    scenario:
      pools:
        spare: { answers: ["101"], handlers: { average: 0.3, shape: { file: shape.csv, column: weight } } }
      queues: { "101": { tries: [desk, spare] } }
`,
  );
  const rows = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) => `${day},${hour},1`),
  );
  writeFileSync(file("c/shape.csv"), `weekday,hour,weight\n${rows.join("\n")}\n`);
});

describe("fcrsim calibrate", () => {
  it("gives the same bytes on one worker and on two, and when it goes on after Ctrl-C", async () => {
    const one = calibrate("one", ...DESK, "--workers", "1");
    expect(one.err).toBe("");
    expect(one.code).toBe(0);
    expect(calibrate("two", ...DESK, "--workers", "2").code).toBe(0);
    const whole = contents("one");
    expect(contents("two")).toEqual(whole);
    const args = ["calibrate", "c/calibration.yaml", "--out", "cut", ...SMALL, ...DESK, "--progress", "off"];
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder.path() });
    let err = "";
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    const waiting = setInterval(() => {
      if (!existsSync(file("cut/simulated")) || readdirSync(file("cut/simulated")).length < 2) return;
      clearInterval(waiting);
      child.kill("SIGINT");
    }, 1);
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect(code).toBe(130);
    expect(err).toMatch(
      /interrupted; 0 of 1 structures are complete\. What was simulated is kept in cut: the same command goes on from there\./,
    );
    expect(existsSync(file("cut/report.md"))).toBe(false);
    const resumed = calibrate("cut", ...DESK);
    expect(resumed.out).toBe(one.out.replaceAll("one/", "cut/"));
    expect(contents("cut")).toEqual(whole);
  });

  it("writes a posterior that scenarios in other folders can name, pool and files included", () => {
    const names = readdirSync(file("one")).filter((name) => name.startsWith("posterior-"));
    expect(names).toEqual(["posterior-spare-desk-answered-calls.json"]);
    writeFileSync(
      file("learnt.yaml"),
      `about: What was learnt\nstartsFrom: c/2023-04.yaml\nlearnt: { from: one/${names[0]!} }\n`,
    );
    const run = (...args: readonly string[]) =>
      fcrsim(["run", "learnt.yaml", "--replications", "2", ...args], folder.path());
    const plain = run();
    expect({ code: plain.code, err: plain.err }).toEqual({ code: 0, err: "" });
    // The pool and its file come from the structure, which lies in another folder than this scenario and the posterior.
    expect(plain.out).toContain("spare");
    expect(run("--uncertain", "10").code).toBe(0);
    const posterior = JSON.parse(readFileSync(file(`one/${names[0]!}`), "utf8")) as {
      readonly draws: readonly { readonly weight: number }[];
      readonly madeFrom: object;
    };
    expect(posterior.draws).toHaveLength(50);
    // Fifty weights of eight digits each: off by at most half a unit of the eighth digit each.
    expect(posterior.draws.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 7);
    expect(posterior.madeFrom).toMatchObject({ calibration: "../c/calibration.yaml" });
  });

  it("tells in the report of each kind of room, and what was learnt of each figure", () => {
    const report = readFileSync(file("one/report.md"), "utf8");
    expect(report).toContain("## spare desk");
    expect(report).toMatch(/\| queues\.101\.patience\.mean \| \d+ s to \d+ s \|/);
    expect(report).toMatch(/\| 2023-04 \| 101 attrition \| 12\.50% \|/);
    const { structures } = JSON.parse(readFileSync(file("one/results.json"), "utf8")) as {
      readonly structures: readonly { readonly name: string }[];
    };
    expect(structures.map(({ name }) => name)).toEqual(["spare desk"]);
  });

  it.each(["posterior-spare-desk-answered-calls.json", "results.json"])(
    "says enough in %s to be made again, byte for byte",
    (name) => {
      const made = madeAgain(file(`one/${name}`), readFileSync(file(`one/${name}`), "utf8"));
      expect(made?.but).toEqual([]);
      const { words, file: again } = made!.again!;
      expect(words.slice(2)).toEqual([...DESK, ...ASKED, "--out", file("one-again")]);
      // The second time everything that was simulated is there already.
      const { code, err } = fcrsim([...words, "--progress", "off"], folder.path());
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(again).toBe(file(`one-again/${name}`));
      expect(contents("one-again")).toEqual(contents("one"));
    },
  );

  describe("--from the design of an earlier one", () => {
    const DESIGN = "one/design-spare-desk.json";
    const again = (out: string, ...args: readonly string[]) =>
      fcrsim(
        ["calibrate", "d/calibration.yaml", "--from", DESIGN, "--out", out, "--progress", "off", ...args],
        folder.path(),
      );

    beforeAll(() => {
      cpSync(file("c"), file("d"), { recursive: true });
      const change = (name: string, from: string, to: string): void => {
        writeFileSync(file(`d/${name}`), readFileSync(file(`d/${name}`), "utf8").replace(from, to));
      };
      copyFileSync(file("d/2023-04.yaml"), file("d/2023-06.yaml"));
      change("2023-06.yaml", "2023-04", "2023-06");
      change("calibration.yaml", "2023-05.yaml]", "2023-05.yaml, 2023-06.yaml]");
      change(
        "actuals.csv",
        "2023-05,",
        "2023-06,101,not_answered_pct,12,x,yes\n2023-06,101,mean_queue_s,76,x,yes\n2023-05,",
      );
    });

    it("simulates the new month, says so, and can be made again byte for byte", () => {
      const { code, out, err } = again("june");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain(
        "- gone on from ../one/design-spare-desk.json: what was simulated of 2023-04 and 2023-05 is taken from there",
      );
      expect(out).toContain("- 2023-06: new, and simulated now");
      expect(readFileSync(file("june/report.md"), "utf8")).toContain("- 2023-06: new, and simulated now.");
      for (const name of ["posterior-spare-desk-answered-calls.json", "results.json"]) {
        const made = madeAgain(file(`june/${name}`), readFileSync(file(`june/${name}`), "utf8"));
        expect(made?.but).toEqual([]);
        const { words } = made!.again!;
        expect(words.slice(2)).toEqual([
          ...DESK,
          "--from",
          file(DESIGN),
          ...ASKED,
          "--out",
          file("june-again"),
        ]);
        expect(fcrsim([...words, "--progress", "off"], folder.path())).toMatchObject({ code: 0, err: "" });
        expect(contents("june-again")).toEqual(contents("june"));
      }
      // With another design than it went on from, another file comes out.
      const posterior = readFileSync(file("june/posterior-spare-desk-answered-calls.json"), "utf8");
      const { hash } = JSON.parse(readFileSync(file(DESIGN), "utf8")) as { readonly hash: string };
      expect(madeAgain(file("june/p.json"), posterior.replace(hash, "0123456789abcdef"))?.but).toEqual([
        `${file(DESIGN)}, from which it went on, has changed since or is gone`,
      ]);
    });

    it.each([
      [
        ["--structure", "pooled"],
        '--structure pooled: one/design-spare-desk.json is of the structure "spare desk" alone.',
      ],
      [
        ["--replications", "3"],
        "--replications 3: the months of one/design-spare-desk.json were simulated 2 times",
      ],
      [["--from", "nowhere.json"], "nowhere.json"],
      [["--from", "one/results.json"], '"one/results.json" is not a design file (fcrsim-design/1): '],
    ])("refuses %j", (args, said) => {
      const own = args[0] === "--from" ? args[1]! : DESIGN;
      const rest = args[0] === "--from" ? [] : args;
      const { code, err } = fcrsim(
        ["calibrate", "d/calibration.yaml", "--from", own, "--out", "new", ...rest],
        folder.path(),
      );
      expect(code).toBe(2);
      expect(err).toContain(said);
      expect(existsSync(file("new"))).toBe(false);
    });

    it("refuses months that have all become others, and ranges that have", () => {
      const common = readFileSync(file("d/common.yaml"), "utf8");
      writeFileSync(file("d/common.yaml"), common.replace("talk: 10 minutes", "talk: 11 minutes"));
      const other = again("others");
      writeFileSync(file("d/common.yaml"), common);
      expect(other.code).toBe(2);
      expect(other.err).toContain(`--from ${DESIGN}: none of its months gives today what it gave then`);
      const text = readFileSync(file("d/calibration.yaml"), "utf8");
      writeFileSync(file("d/calibration.yaml"), text.replace("high: 20m", "high: 21m"));
      const wider = again("new-too");
      writeFileSync(file("d/calibration.yaml"), text);
      expect(wider.err).toContain(
        `--from ${DESIGN}: the ranges of its figures are not those of the calibration`,
      );
      expect(existsSync(file("new-too"))).toBe(false);
    });
  });

  it("leaves a folder alone that holds another calibration or other things", () => {
    const before = contents("one");
    const other = calibrate("one", "--structure", "pooled", "--workers", "1");
    expect(other.code).toBe(2);
    expect(other.err).toContain("holds another calibration, and is left as it was");
    expect(other.err).toContain("  structures: there spare desk, here pooled");
    expect(contents("one")).toEqual(before);
    const stranger = calibrate("c");
    expect(stranger.code).toBe(2);
    expect(stranger.err).toContain("holds other things than a calibration");
    writeFileSync(file("c/actuals.csv"), SMALL_FORCE["c/actuals.csv"]!.replace("75.5", "76.5"));
    const changed = calibrate("one", ...DESK);
    writeFileSync(file("c/actuals.csv"), SMALL_FORCE["c/actuals.csv"]!);
    expect(changed.code).toBe(2);
    expect(changed.err).toContain("the calibration file, or a file that it names, has changed since");
  });

  it.each([
    [["--points", "8"], "--points must be at least 32, but is 8"],
    [["--draws", "x"], "--draws"],
    [["--structure", "poled"], 'there is no structure "poled" in the file. Did you mean "pooled"?'],
    [["--out", "nowhere/deep/x"], "there is no folder"],
  ])("refuses %j", (args, said) => {
    const [out, rest] = args[0] === "--out" ? [args[1]!, []] : ["new", args];
    const own = rest[0] === "--points" || rest[0] === "--draws";
    const small = own ? SMALL.filter((_, i) => SMALL[i - (i % 2)] !== rest[0]) : SMALL;
    const { code, err } = fcrsim(
      ["calibrate", "c/calibration.yaml", "--out", out, ...small, ...rest],
      folder.path(),
    );
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(existsSync(file("new"))).toBe(false);
  });

  it("says what is wrong with the file, and that --out is needed", () => {
    writeFileSync(file("bad.yaml"), "about: x\n");
    const bad = fcrsim(["calibrate", "bad.yaml", "--out", "new"], folder.path());
    expect(bad.code).toBe(2);
    expect(bad.err).toContain('bad.yaml:1:1: "scenarios" is missing.');
    expect(fcrsim(["calibrate", "c/calibration.yaml"], folder.path())).toMatchObject({ code: 2 });
    copyFileSync(join(ROOT, "README.md"), file("file.md"));
    expect(calibrate("file.md").err).toContain("a file of that name exists");
  });
});

import { describe, expect, it } from "vitest";
import type { Change } from "../../engine/scenario/change.ts";
import { parseChange } from "../../engine/scenario/change.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { parsePath, pathText } from "../../engine/scenario/figurePath.ts";
import { openScenario } from "../../engine/scenario/read.ts";
import { changed, csv, GOOD, memoryFiles, scenarioOf } from "./memoryFiles.ts";

const changeOf = (text: string): Change => {
  const parsed = parseChange(text, "--set");
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.value;
};
const opened = (files: Readonly<Record<string, string>>) => {
  const found = openScenario("w.yaml", memoryFiles(files));
  if ("faults" in found) throw new Error(found.faults.map(describeFault).join("\n"));
  return found;
};
const withSets = (text: string, ...sets: readonly string[]) => {
  const result = opened({ "w.yaml": text }).read(sets.map(changeOf));
  if ("faults" in result) throw new Error(result.faults.map(describeFault).join("\n"));
  return result.scenario;
};
const faultsWith = (text: string, ...sets: readonly string[]): readonly string[] => {
  const result = opened({ "w.yaml": text }).read(sets.map(changeOf));
  return "faults" in result ? result.faults.map(describeFault) : [];
};

const MIXED = changed(
  "{ exponential: { mean: 15 minutes } }",
  "{ mixture: [{ share: 20%, gamma: { mean: 1 minute, sd: 30s } }, { share: 80%, exponential: { mean: 15 minutes } }] }",
);

describe("a figure given from outside is as if it stood in the file", () => {
  // Each: what is set, and the same written into the file.
  it.each([
    [GOOD, ["pools.desk.handlers=12"], changed("handlers: 8", "handlers: 12")],
    [GOOD, ["queues.101.talk.mean=10 minutes"], changed("9 minutes", "10 minutes")],
    [GOOD, ["queues.101.talk.lognormal.mean=10 minutes"], changed("9 minutes", "10 minutes")],
    [GOOD, ["queues › 101 › talk › mean = 10 minutes"], changed("9 minutes", "10 minutes")],
    [GOOD, ['queues."101".talk.mean="10 minutes"'], changed("9 minutes", "10 minutes")],
    [GOOD, ["queues.101.talk.sd=3m"], changed("spread: 80%", "sd: 3m")],
    [GOOD, ["queues.101.patience=never"], changed("{ exponential: { mean: 15 minutes } }", "never")],
    [
      GOOD,
      ["queues.999.patience.exponential.mean=3m"],
      changed("patience: 2 minutes", "patience: { exponential: { mean: 3m } }"),
    ],
    [
      GOOD,
      ["queues.101.talk={ gamma: { mean: 1m, spread: 50% } }"],
      changed("{ lognormal: { mean: 9 minutes, spread: 80% } }", "{ gamma: { mean: 1m, spread: 50% } }"),
    ],
    [GOOD, ["pools.desk.holdBack.101=3"], changed("handlers: 8", 'handlers: 8, holdBack: { "101": 3 }')],
    [
      GOOD,
      ["busyDays.spread=8%", "busyDays.correlation=50%"],
      `${GOOD}busyDays: { spread: 8%, correlation: 50% }\n`,
    ],
    [GOOD, ["month=2022-10"], changed("days: 7", "month: 2022-10")],
    [GOOD, ["seed=007"], `${GOOD}seed: 007\n`],
    [GOOD, ["queues.101.wrapUp=null"], changed("    wrapUp: none\n", "")],
    [MIXED, ["queues.101.patience.mixture.2.mean=20 minutes"], MIXED.replace("15 minutes", "20 minutes")],
    [MIXED, ["queues.101.patience.mixture.item 1.spread=90%"], MIXED.replace("sd: 30s", "spread: 90%")],
    [
      MIXED,
      ["queues.101.patience.mixture.1.share=30%", "queues.101.patience.mixture.2.share=70%"],
      MIXED.replace("20%", "30%").replace("share: 80%", "share: 70%"),
    ],
    [GOOD, ["queues.101.targets=[1m]", "queues.101.targets.1=2m"], changed("wrapUp: none", "targets: [2m]")],
  ])("%#: %j", (text, sets, same) => {
    expect(withSets(text, ...sets)).toStrictEqual(scenarioOf({ "w.yaml": same }));
  });

  it("and counts after everything that the file starts from", () => {
    const files = {
      "w.yaml": 'startsFrom: base.yaml\nqueues: { "101": { talk: { lognormal: { mean: 8 minutes } } } }',
      "base.yaml": GOOD,
    };
    const result = opened(files).read([changeOf("queues.101.talk.spread=70%")]);
    expect("scenario" in result ? result.scenario.queues[1]?.talk : result).toEqual({
      kind: "lognormal",
      mean: 480,
      spread: 0.7,
    });
  });

  it("and may name another data file, looked for from the folder of the file", () => {
    const found = openScenario(
      "plans/w.yaml",
      memoryFiles({
        "plans/w.yaml": GOOD,
        "plans/staff.csv": csv(
          "n",
          Array.from({ length: 24 }, () => "9"),
        ),
      }),
    );
    const result =
      "read" in found ? found.read([changeOf("pools.desk.handlers={ file: staff.csv, column: n }")]) : found;
    expect("scenario" in result ? result.scenario.pools[0]?.handlers[0] : result).toBe(9);
  });
});

describe("many variants of one opened file", () => {
  it("leave each other alone, and read each file once", () => {
    const reads: string[] = [];
    const files = memoryFiles({
      "w.yaml": changed("30 an hour", "{ hourly: { file: h.csv, column: n } }"),
      "h.csv": csv(
        "n",
        Array.from({ length: 24 }, () => "5"),
      ),
    });
    const found = openScenario("w.yaml", {
      ...files,
      read: (path, most) => {
        reads.push(path);
        return files.read(path, most);
      },
    });
    if ("faults" in found) throw new Error("faults");
    const handlersWith = (...sets: readonly string[]) => {
      const result = found.read(sets.map(changeOf));
      return "scenario" in result ? result.scenario.pools[0]?.handlers[0] : NaN;
    };
    expect([handlersWith(), handlersWith("pools.desk.handlers=9"), handlersWith()]).toEqual([8, 9, 8]);
    expect(reads).toEqual(["w.yaml", "h.csv"]);
  });
});

describe("a change that is not as it should be", () => {
  it.each([
    ["queues.101.talk.mean=9", '"9" has no unit. Write "9 minutes" or "540 seconds".'],
    ["queues.101.tlak.mean=9m", '"tlak" is not a word used here. Did you mean "talk"?'],
    ["queues.101.talk.maen=9m", '"maen" is not a word used here. Did you mean "mean"?'],
    ["queues.110.talk=9m", 'there is no queue "110" here. Did you mean "101"?'],
    ["pools.desc.handlers=9", 'there is no pool "desc" here. Did you mean "desk"?'],
    ["quues.101.talk=9m", '"quues" is not a word used here. Did you mean "queues"?'],
    [
      "pools.desk.handlers.average=9",
      '"shape" is missing. Write a list of 24 figures (every day alike, from midnight) or 168 (the week, from Monday midnight), or { file: profile.csv, column: weight }.',
    ],
    ["startsFrom=other.yaml", "startsFrom cannot be changed. Name another file instead."],
    [
      "pools.desk.handlers={ file: no.csv, column: n }",
      'there is no file "no.csv". Check its name and folder.',
    ],
  ])("%s", (set, told) => {
    expect(faultsWith(GOOD, set)).toEqual([`--set ${set}: ${told}`]);
  });

  it("inside a list names an item that there is not", () => {
    expect(faultsWith(MIXED, "queues.101.patience.mixture.3.mean=1m")).toEqual([
      '--set queues.101.patience.mixture.3.mean=1m: "3" is not an item of this list. Write a number from 1 to 2.',
    ]);
  });

  it("is told of together with all others, and with what it spoils elsewhere in the file", () => {
    expect(faultsWith(GOOD, "queues.110.talk=9m", "pools.desk.holdBack=8", "queues.101.balking=3")).toEqual([
      '--set queues.110.talk=9m: there is no queue "110" here. Did you mean "101"?',
      '--set queues.101.balking=3: "3" has no unit. Write "3%".',
      'w.yaml:5:3 queues › 101: nobody could ever be answered: holdBack keeps all handlers of "desk" idle at every hour. Lower it, or add handlers.',
    ]);
  });

  it.each([
    ["pools.desk.handlers", "there is no = in it."],
    ["pools.desk.handlers=", "nothing is written after the =."],
    ["pools..handlers=3", '"pools..handlers" is not a path.'],
    [".=3", '"." is not a path.'],
    ["=3", '"" is not a path.'],
    ["pools.desk.=3", '"pools.desk." is not a path.'],
    ["pools.desk.handlers=[1, 2", "a ] is missing"],
    ["pools.desk.handlers=# 3", "nothing is written here."],
  ])("%j cannot be read as one", (text, told) => {
    const parsed = parseChange(text, "--set");
    expect("problem" in parsed ? parsed.problem : parsed).toContain(told);
  });
});

describe("a path", () => {
  it.each([
    [["queues", "101", "talk", "lognormal", "mean"], "queues.101.talk.mean"],
    [
      ["queues", "a.b c", "patience", "mixture", 1, "exponential", "mean"],
      'queues."a.b c".patience.mixture.2.mean',
    ],
    [["queues", "101", "talk", "deterministic"], "queues.101.talk.deterministic"],
  ])("%j is written %s, and read back", (path, text) => {
    expect(pathText(path)).toBe(text);
    const parsed = parsePath(text);
    expect("value" in parsed ? pathText(parsed.value) : parsed).toBe(text);
  });
});

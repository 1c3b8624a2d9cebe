import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changeTo, drawUnknowns } from "../../engine/scenario/draws.ts";
import { parseChange } from "../../engine/scenario/change.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { equalRows } from "../../engine/scenario/posteriorFile.ts";
import { openScenario } from "../../engine/scenario/read.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { posteriorText, type PosteriorParts } from "../support/posteriors.ts";
import { changed, faultsOf, GOOD, memoryFiles, scenarioOf } from "./memoryFiles.ts";

/** Two rows: patience and handlers high together or low together. */
const TWO: PosteriorParts = {
  figures: [
    { figure: "queues.101.patience.mean", unit: "seconds", basis: "six months" },
    { figure: "pools.desk.handlers", unit: "number", whole: true },
  ],
  draws: [
    { weight: 1, common: [600, 7] },
    { weight: 3, common: [1200, 9] },
  ],
  central: { common: [1000, 8.4] },
};
/** By month: talk is common, patience is not. */
const MONTHLY: PosteriorParts = {
  months: ["2022-12", "2023-01"],
  figures: [
    { figure: "queues.101.talk.mean", unit: "seconds" },
    { figure: "queues.101.patience.mean", unit: "seconds", scope: "monthly" },
  ],
  draws: [{ weight: 1, common: [500], monthly: { "2022-12": [700], "2023-01": [800] } }],
  central: { common: [510], monthly: { "2022-12": [710], "2023-01": [810] } },
};
const CHILD = "about: Learnt\nstartsFrom: base.yaml\nlearnt: { from: p.json }\n";
const filesWith = (parts: PosteriorParts, child = CHILD, base = GOOD) => ({
  "w.yaml": child,
  "base.yaml": base,
  "p.json": posteriorText(parts),
});

const patienceOf = ({ queues }: Scenario): number => {
  const { patience } = queues[1]!;
  return patience.kind === "exponential" ? patience.mean : NaN;
};
const handlersOf = ({ pools }: Scenario): number => pools[0]!.handlers[0]!;

function read(files: Readonly<Record<string, string>>, sets: readonly string[] = []) {
  const opened = openScenario("w.yaml", memoryFiles(files));
  if ("faults" in opened) throw new Error(opened.faults.map(describeFault).join("\n"));
  const changes = sets.map((text) => {
    const change = parseChange(text, "--set");
    if ("problem" in change) throw new Error(change.problem);
    return change.value;
  });
  return opened.read(changes);
}
function readWell(files: Readonly<Record<string, string>>, sets: readonly string[] = []): Scenario {
  const result = read(files, sets);
  if ("faults" in result) throw new Error(result.faults.map(describeFault).join("\n"));
  return result.scenario;
}

describe("figures that were learnt", () => {
  it("stand at their central values in place of those of the file below", () => {
    const scenario = readWell(filesWith(TWO));
    expect(patienceOf(scenario)).toBe(1000);
    expect(handlersOf(scenario)).toBe(8); // 8.4, rounded
    expect(scenario.learnt).toMatchObject({
      file: "p.json",
      structure: "pooled",
      reading: "answered calls",
      month: null,
      taken: ["queues.101.patience.mean", "pools.desk.handlers"],
      over: [],
    });
    expect(scenario.unknowns?.map(({ figure, central, basis }) => [figure, central, basis])).toEqual([
      ["queues.101.patience.mean", 1000, "six months"],
      ["pools.desk.handlers", 8, null],
    ]);
  });

  it("are told of in notes and sentences", () => {
    const scenario = readWell(filesWith(TWO));
    const [note] = scenario.notes;
    expect(note).toContain("as p.json says (structure pooled; reported waits read as answered calls; hash ");
    expect(note).toContain(": queues.101.patience.mean and pools.desk.handlers.");
    const said = describeScenario(scenario).join("\n");
    expect(said).toContain(
      "Not known: queues.101.patience.mean. It is learnt, together with others, from p.json: 90% from 10 minutes to 20 minutes.",
    );
    expect(said).toContain("A run takes 16 minutes 40 seconds for it");
  });

  it("are drawn together: no draw mixes the rows, and rows come up as their weights say", () => {
    const { unknowns } = readWell(filesWith(TWO));
    const draws = Array.from({ length: 2000 }, (_, draw) => drawUnknowns(unknowns!, "s", draw).join());
    expect(new Set(draws)).toEqual(new Set(["600,7", "1200,9"]));
    const low = draws.filter((draw) => draw === "600,7").length;
    // A quarter of 2000 fair draws: four standard deviations of √(2000 × 1/4 × 3/4).
    expect(Math.abs(low - 500)).toBeLessThan(4 * Math.sqrt((2000 * 3) / 16));
  });

  it("are drawn by one number, named by the posterior, and leave other figures as they were", () => {
    const range = "wrapUp: { low: 1m, central: 2m, high: 3m }";
    const base = changed("wrapUp: none", range);
    const other = readWell({ "w.yaml": base }).unknowns!;
    const both = readWell(filesWith(TWO, CHILD, base)).unknowns!;
    expect(both.map(({ figure }) => figure)).toEqual([
      "queues.101.wrapUp",
      "queues.101.patience.mean",
      "pools.desk.handlers",
    ]);
    for (let draw = 0; draw < 20; draw++) {
      expect(drawUnknowns(both, "s", draw)[0]).toBe(drawUnknowns(other, "s", draw)[0]);
      expect(drawUnknowns(both.slice(2), "s", draw)[0]).toBe(drawUnknowns(both, "s", draw)[2]);
    }
    // The name of the file is not its own: the same content elsewhere gives the same draws.
    const elsewhere = readWell({
      "w.yaml": CHILD.replace("p.json", "q.json"),
      "base.yaml": base,
      "q.json": posteriorText(TWO),
    }).unknowns!;
    expect(drawUnknowns(elsewhere, "s", 5)).toEqual(drawUnknowns(both, "s", 5));
  });

  it("put into the file as drawn leave nothing unknown", () => {
    const files = filesWith(TWO);
    const { unknowns } = readWell(files);
    const opened = openScenario("w.yaml", memoryFiles(files));
    if ("faults" in opened) throw new Error("faults");
    const settled = opened.read(unknowns!.map((unknown, i) => changeTo(unknown, [600, 7][i]!, "")));
    if ("faults" in settled) throw new Error(settled.faults.map(describeFault).join("\n"));
    expect(settled.scenario.unknowns).toBeUndefined();
    expect([patienceOf(settled.scenario), handlersOf(settled.scenario)]).toEqual([600, 7]);
  });

  it("come with the conditions under which they were learnt", () => {
    const parts = {
      ...TWO,
      set: ["queues.101.wrapUp=90 seconds", "pools.desk.holdBack=2"],
    };
    const scenario = readWell(filesWith(parts));
    expect(scenario.queues[1]!.wrapUp).toEqual({ kind: "deterministic", value: 90 });
    expect(scenario.pools[0]!.holdBack[1]![0]).toBe(2);
    expect(scenario.learnt!.taken.slice(0, 2)).toEqual(parts.set);
  });

  it("are those of the month that is counted, or that is asked for", () => {
    const inMonth = (month: string): string => GOOD.replace("days: 7", `month: ${month}`);
    const patience = (base: string, learnt: string): number =>
      patienceOf(readWell(filesWith(MONTHLY, CHILD.replace("{ from: p.json }", learnt), base)));
    expect(patience(inMonth("2022-12"), "{ from: p.json }")).toBe(710);
    expect(patience(inMonth("2023-01"), "{ from: p.json }")).toBe(810);
    expect(patience(inMonth("2023-05"), "{ from: p.json, month: 2022-12 }")).toBe(710);
    expect(patience(GOOD, "{ from: p.json, month: 2023-01 }")).toBe(810);
  });
});

describe("what is nearest wins", () => {
  it("a single figure beside the word learnt, or in a file that starts from there", () => {
    const beside = readWell(filesWith(TWO, `${CHILD}pools: { desk: { handlers: 5 } }\n`));
    expect(handlersOf(beside)).toBe(5);
    expect(beside.learnt).toMatchObject({
      taken: ["queues.101.patience.mean"],
      over: ["pools.desk.handlers"],
    });
    expect(beside.unknowns?.map(({ figure }) => figure)).toEqual(["queues.101.patience.mean"]);
    expect(beside.notes[1]).toContain("Not as learnt, for the scenario says it itself: pools.desk.handlers.");

    const grandchild = readWell({
      ...filesWith(TWO),
      "w.yaml":
        "about: On top\nstartsFrom: child.yaml\nqueues: { '101': { patience: { exponential: { mean: 5m } } } }\n",
      "child.yaml": CHILD,
    });
    expect(patienceOf(grandchild)).toBe(300);
    expect(handlersOf(grandchild)).toBe(8);
    expect(grandchild.learnt!.over).toEqual(["queues.101.patience.mean"]);
  });

  it("a change from outside, which stays when the others are drawn", () => {
    const scenario = readWell(filesWith(TWO), ["pools.desk.handlers=6"]);
    expect(handlersOf(scenario)).toBe(6);
    expect(scenario.unknowns?.map(({ figure }) => figure)).toEqual(["queues.101.patience.mean"]);
  });

  it("a range beside or below the word learnt does not; one above it does", () => {
    const range = "handlers: { low: 6, central: 8, high: 9 }";
    const below = readWell(filesWith(TWO, CHILD, changed("handlers: 8", range)));
    const beside = readWell(filesWith(TWO, `${CHILD}pools: { desk: { ${range} } }\n`));
    for (const scenario of [below, beside]) {
      expect(scenario.unknowns?.map(({ distribution }) => distribution.kind)).toEqual(["joint", "joint"]);
    }
    const above = readWell({
      ...filesWith(TWO),
      "w.yaml": `about: On top\nstartsFrom: child.yaml\npools: { desk: { ${range} } }\n`,
      "child.yaml": CHILD,
    });
    expect(above.unknowns?.map(({ figure, distribution }) => [figure, distribution.kind])).toEqual([
      ["pools.desk.handlers", "triangular"],
      ["queues.101.patience.mean", "joint"],
    ]);
  });

  it("in one file alone, ranges give way and single figures stay", () => {
    const alone = changed("mean: 15 minutes", "mean: { low: 5m, central: 9m, high: 20m }");
    const scenario = readWell({
      "w.yaml": `${alone}learnt: { from: p.json }\n`,
      "p.json": posteriorText(TWO),
    });
    expect(patienceOf(scenario)).toBe(1000);
    expect(handlersOf(scenario)).toBe(8);
    expect(scenario.learnt!.over).toEqual(["pools.desk.handlers"]);
  });

  it("learnt can be taken off or replaced, in a file or from outside", () => {
    const top = (word: string) => ({
      ...filesWith(TWO),
      "w.yaml": `about: On top\nstartsFrom: child.yaml\nlearnt: ${word}\n`,
      "child.yaml": CHILD,
      "other.json": posteriorText({ ...TWO, central: { common: [660, 7] } }),
    });
    const plain = readWell({ "w.yaml": GOOD });
    for (const scenario of [
      readWell(top("none")),
      readWell(top("null")),
      readWell(filesWith(TWO), ["learnt=none"]),
    ]) {
      expect(scenario.learnt).toBeUndefined();
      expect(scenario.unknowns).toBeUndefined();
      expect(patienceOf(scenario)).toBe(900);
      expect(scenario.notes).toEqual(plain.notes);
    }
    expect(patienceOf(readWell(top("{ from: other.json }")))).toBe(660);
    expect(patienceOf(readWell(top("none"), ["learnt.from=other.json"]))).toBe(660);
  });

  it("a file without the word is as before", () => {
    const scenario = scenarioOf({ "w.yaml": GOOD });
    expect(Object.keys(scenario)).not.toContain("learnt");
    expect(Object.keys(scenario)).not.toContain("unknowns");
  });
});

describe("faults of what was learnt", () => {
  const text = posteriorText(TWO);
  const first = (files: Readonly<Record<string, string>>): string => faultsOf(files)[0] ?? "";
  const inMonth = (month: string): string => GOOD.replace("days: 7", `month: ${month}`);

  it.each([
    [
      "a missing file",
      { ...filesWith(TWO), "w.yaml": CHILD.replace("p.json", "q.json") },
      'w.yaml:3:17 learnt › from: there is no file "q.json". Check its name and folder.',
    ],
    [
      "a figure changed by hand",
      { ...filesWith(TWO), "p.json": text.replace("600", "660") },
      'w.yaml:3:17 learnt › from: "p.json" has been changed since it was written: its hash is',
    ],
    ["no JSON", { ...filesWith(TWO), "p.json": "a: b" }, '"p.json" is not JSON. Name a file that'],
    [
      "another format",
      { ...filesWith(TWO), "p.json": '{"format":"fcrsim-run/1"}' },
      '"p.json" is not a posterior file (fcrsim-posterior/1): its format is "fcrsim-run/1".',
    ],
    [
      "a word that is missing",
      { ...filesWith(TWO), "p.json": text.replace('"structure"', '"strcture"') },
      '"p.json" is not as it should be: structure: ',
    ],
    [
      "too few values",
      filesWith({ ...TWO, draws: [{ weight: 1, common: [600] }] }),
      '"p.json" is not as it should be: draw 1 has 1 common values for 2 figures.',
    ],
    [
      "no weight",
      filesWith({ ...TWO, draws: [{ weight: 0, common: [600, 7] }] }),
      '"p.json" is not as it should be: no draw has any weight.',
    ],
    [
      "a figure twice",
      filesWith({ ...TWO, figures: [TWO.figures[0]!, TWO.figures[0]!] }),
      "queues.101.patience.mean is there twice.",
    ],
    [
      "a pool that is not there",
      filesWith({ ...TWO, figures: [TWO.figures[0]!, { figure: "pools.dsk.handlers", unit: "number" }] }),
      'w.yaml:3:17 learnt › from: what was learnt leads nowhere here: learnt from p.json: pools.dsk.handlers=8.4: there is no pool "dsk" here. Did you mean "desk"?',
    ],
    [
      "a word that is not there",
      filesWith({ ...TWO, figures: [TWO.figures[0]!, { figure: "pools.desk.handelrs", unit: "number" }] }),
      'learnt from p.json: pools.desk.handelrs=8.4: "handelrs" is not a word used here. Did you mean "handlers"?',
    ],
    [
      "a condition that is not one",
      filesWith({ ...TWO, set: ["pools.desk.holdBack"] }),
      '"p.json" sets "pools.desk.holdBack": there is no = in it.',
    ],
    [
      "another month",
      filesWith(MONTHLY, CHILD, inMonth("2023-02")),
      '"p.json" has no figures of 2023-02. Write month: 2023-01, say: there are 2022-12 and 2023-01.',
    ],
    [
      "another month by name",
      filesWith(MONTHLY, CHILD.replace("p.json", "p.json, month: 2023-07")),
      'w.yaml:3:32 learnt › month: "p.json" has no figures of 2023-07. Write month: 2023-01, say',
    ],
    [
      "no month at all",
      filesWith(MONTHLY),
      '"p.json" has figures by month, and no month says which. Write month: 2023-01, say: there are 2022-12 and 2023-01.',
    ],
    [
      "values that do not go with the room",
      filesWith({ ...TWO, draws: [{ weight: 1, common: [600, -3] }, TWO.draws[1]!] }),
      "w.yaml:3:11 learnt › from: with values that were learnt (queues.101.patience.mean=600 seconds; pools.desk.handlers=-3) the file is at fault.",
    ],
    [
      "nothing left to it",
      { "w.yaml": `${GOOD}learnt: { from: p.json }\n`, "p.json": text },
      'no figure of "p.json" is left to it: the scenario says them all itself.',
    ],
    ["a word in place of a file", filesWith(TWO, CHILD.replace("{ from: p.json }", "yes please")), "learnt"],
    ["no file named", filesWith(TWO, CHILD.replace("from: p.json", "month: 2023-01")), '"from" is missing'],
  ])("%s", (_, files, told) => {
    expect(first(files)).toContain(told);
  });
});

describe("weighted draws as equally likely rows", () => {
  it("come up as their weights say, to a thousandth", () => {
    const rows = equalRows([1, 0, 3, 4]);
    const count = (draw: number): number => rows.filter((row) => row === draw).length;
    expect([0, 1, 2, 3].map(count)).toEqual([125, 0, 375, 500]);
    const thirds = equalRows([1, 1, 1]);
    expect([0, 1, 2].map((draw) => thirds.filter((row) => row === draw).length)).toEqual([333, 334, 333]);
    expect(equalRows(new Array<number>(3000).fill(0.1))).toHaveLength(1000);
  });
});

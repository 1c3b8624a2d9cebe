import { describe, expect, it } from "vitest";
import { faultsWith, readSmall, SMALL_FORCE, smallCalibration } from "./smallForce.ts";
import { describeFault } from "../../engine/scenario/faults.ts";

const faultsOf = (changes: Readonly<Record<string, string>>): readonly string[] => {
  const read = readSmall(changes);
  return "faults" in read ? read.faults.map(describeFault) : [];
};
const PATIENCE = "queues.101.patience.mean: { low: 5m, central: 10m, high: 20m, basis: judgement }";
const POOLED = "  pooled:\n    about: Everybody takes every call";
const monthText = (period: string): string =>
  `about: Other\nstartsFrom: common.yaml\n${period}\nqueues: { "101": { volume: 500 in all } }\n`;

describe("a good calibration file", () => {
  it("says what is compared, and what may move from where to where", () => {
    const { months, match, readings, spreadBetweenMonths, seed, structures } = smallCalibration();
    expect({ months, readings, spreadBetweenMonths, seed }).toEqual({
      months: ["2023-04", "2023-05"],
      readings: ["answered calls", "all calls"],
      spreadBetweenMonths: 0.2,
      seed: "1",
    });
    expect(match).toEqual([
      { queue: "101", figure: "attrition", discrepancy: { kind: "absolute", amount: 0.005 }, basis: null },
      {
        queue: "101",
        figure: "mean wait",
        discrepancy: { kind: "relative", share: 0.05 },
        basis: "judgement",
      },
    ]);
    const [pooled] = structures;
    expect(pooled!.common).toEqual([
      {
        figure: "queues.101.patience.mean",
        unit: "seconds",
        whole: false,
        prior: { kind: "triangular", low: 300, mode: 600, high: 1200 },
        central: 600,
        basis: "judgement",
      },
    ]);
    expect(pooled!.monthly.map(({ figure }) => figure)).toEqual(["pools.desk.handlers.average"]);
  });

  it("takes attrition from counts where they are printed, else from the percentage", () => {
    const reported = smallCalibration().structures[0]!.months.map((month) => month.reported);
    // April: 250 of 2,000, though 12.4% is printed too. May: 15%.
    expect(reported).toEqual([
      [0.125, 75.5],
      [0.15, 98],
    ]);
  });

  it("gives each month with the values that are asked for", () => {
    const [april, may] = smallCalibration().structures[0]!.months;
    const queue = april!.at([700, 2.5]).queues[1]!;
    expect(queue.patience).toEqual({ kind: "exponential", mean: 700 });
    expect(april!.scenario.queues[1]!.patience).toEqual({ kind: "exponential", mean: 600 });
    expect(may!.at([700, 2.5]).queues[1]!.arrivals).toMatchObject({ volume: 2200 });
    const onDuty = (average: number): number =>
      april!.at([700, average]).pools[0]!.handlers.reduce((a, b) => a + b, 0);
    expect(onDuty(4)).toBeGreaterThan(onDuty(2));
    expect(() => april!.at([-1, 2.5])).toThrow(
      /2023-04\.yaml: \d+ faults? with queues\.101\.patience\.mean=/,
    );
  });

  it("lets structures say more, and have figures of their own after those of all", () => {
    const more = `${POOLED}\n  held back:\n    about: Some wait for 999\n    scenario: { busyDays: { spread: 3% } }\n    common:\n      pools.desk.holdBack.average: { low: 0.2, central: 0.5, high: 1, basis: x }`;
    const { structures } = smallCalibration({
      "c/calibration.yaml": SMALL_FORCE["c/calibration.yaml"]!.replace(
        POOLED,
        `${more}\nscenario: { busyDays: { spread: 2% } }`,
      ),
    });
    expect(structures.map(({ common }) => common.map(({ figure }) => figure))).toEqual([
      ["queues.101.patience.mean"],
      ["queues.101.patience.mean", "pools.desk.holdBack.average"],
    ]);
    expect(structures.map(({ months }) => months[1]!.scenario.busyDays.spread)).toEqual([0.02, 0.03]);
    expect(structures.map(({ scenario }) => scenario)).toEqual([
      { busyDays: { spread: "2%" } },
      { busyDays: { spread: "3%" } },
    ]);
  });

  it("names all files that it rests on, each once", () => {
    const read = readSmall();
    expect("files" in read && read.files.map(({ path }) => path).toSorted()).toEqual(
      Object.keys(SMALL_FORCE).toSorted(),
    );
  });
});

describe("a calibration file at fault is told of with the place", () => {
  it.each<[string, readonly (readonly [string, string])[], readonly string[]]>([
    [
      "a file that is not there",
      [["2023-05.yaml", "2023-06.yaml"]],
      ['c/2023-06.yaml: there is no file "c/2023-06.yaml". Check its name and folder.'],
    ],
    [
      "a figure that leads nowhere",
      [["101.patience", "101.pateince"]],
      [
        'c/calibration.yaml:7:3 common › queues.101.pateince.mean: "pateince" is not a word used here. Did you mean "patience"?',
      ],
    ],
    [
      "a figure without a range",
      [[PATIENCE, "queues.101.patience.mean: 10m"]],
      [
        "c/calibration.yaml:7:29 common › queues.101.patience.mean: this says no range. Write { low: ..., central: ..., high: ..., basis: ... } for what it may be.",
      ],
    ],
    [
      "a range in the wrong order",
      [["low: 5m", "low: 15m"]],
      [
        "c/calibration.yaml:7:3 common › queues.101.patience.mean: this is not between low and high. Write a figure between them.",
      ],
    ],
    [
      "a queue that is not there",
      [['queue: "101", figure: mean wait', 'queue: "111", figure: mean wait']],
      ["2023-04.yaml", "2023-05.yaml"].map(
        (file) =>
          `c/calibration.yaml:5:14 match › item 2 › queue: ${file} has no queue "111". Its queues are "999" and "101".`,
      ),
    ],
    [
      "figures that were not published",
      [['queue: "101", figure: mean wait', 'queue: "999", figure: mean wait']],
      ["2023-04.yaml", "2023-05.yaml"].map(
        (file) =>
          `c/calibration.yaml:5:5 match › item 2: ${file} has no published figure for it. Give mean_queue_s of "999" in its actuals, or leave this out.`,
      ),
    ],
    [
      "a match named twice",
      [["mean wait, discrepancy: 5%", "attrition, discrepancy: 5%"]],
      ['c/calibration.yaml:5:5 match › item 2: attrition of "101" is named twice. Leave one out.'],
    ],
    [
      "a file named twice",
      [["2023-05.yaml", "2023-04.yaml"]],
      [
        "c/calibration.yaml:2:1 scenarios: two files are of 2023-04. Leave one out.",
        'c/calibration.yaml:2:27 scenarios › item 2: "2023-04.yaml" is named twice. Leave one out.',
      ],
    ],
    [
      "one month only",
      [[", 2023-05.yaml", ""]],
      [
        "c/calibration.yaml:2:1 scenarios: one month alone says nothing of what months have in common. Write the files of at least two.",
      ],
    ],
    [
      "a figure named twice, by two ways to it",
      [
        [
          POOLED,
          `${POOLED}\n    common: { queues.101.patience.exponential.mean: { low: 6m, central: 9m, high: 12m, basis: x } }`,
        ],
      ],
      [
        'c/calibration.yaml:13:15 structures › pooled › common › queues.101.patience.exponential.mean: "queues.101.patience.mean" is named twice. Leave one out.',
      ],
    ],
    [
      "an unknown word",
      [["structures:", "structurs:"]],
      ['c/calibration.yaml:10:1 structurs: "structurs" is not a word used here. Did you mean "structures"?'],
    ],
    [
      "an unknown word in a structure",
      [["    about: Everybody", "    scenario: { pools: { desk: { holdBak: 1 } } }\n    about: Everybody"]],
      [
        'c/calibration.yaml:12:34 pools › desk › holdBak: "holdBak" is not a word used here. Did you mean "holdBack"?',
      ],
    ],
    [
      "an unknown reading",
      [["match:", "readings: [all]\nmatch:"]],
      [
        'c/calibration.yaml:3:12 readings › item 1: "all" has no meaning here. Use one of: answered calls, all calls.',
      ],
    ],
    [
      "no structures",
      [[`structures:\n${POOLED}`, ""]],
      ['c/calibration.yaml:1:1: "structures" is missing. Write a name and about: below.'],
    ],
    [
      "nothing that may move",
      [
        [`common:\n  ${PATIENCE}\n`, ""],
        [/monthly:\n.*\n/.exec(SMALL_FORCE["c/calibration.yaml"]!)![0], ""],
      ],
      ["c/calibration.yaml:7:3 structures › pooled: no figure may move. Write some under common or monthly."],
    ],
  ])("%s", (_, replacements, faults) => {
    expect(faultsWith(...replacements)).toEqual(faults);
  });

  it("shares that no longer add up at an end of a range", () => {
    const mixture = `scenario: { queues: { "101": { patience: { mixture: [{ share: 30%, exponential: { mean: 1m } }, { share: 30%, exponential: { mean: 2m } }, { share: rest, exponential: { mean: 10m } }] } } } }\nmatch:`;
    const range = (item: number, high: string): string =>
      `queues.101.patience.mixture.${item}.share: { low: 20%, central: 30%, high: ${high}, basis: x }`;
    expect(faultsWith([PATIENCE, range(1, "80%")], ["match:", mixture])).toEqual([
      "c/calibration.yaml:8:3 common › queues.101.patience.mixture.1.share: at the highest that this can be, the file is at fault. queues › 101 › patience › mixture: the shares add to 110% without the rest. Write smaller ones.",
    ]);
    // Each by itself is possible, both together are not.
    const both = faultsWith([PATIENCE, `${range(1, "60%")}\n  ${range(2, "60%")}`], ["match:", mixture]);
    expect(both).toHaveLength(1);
    expect(both[0]).toMatch(
      /^c\/calibration\.yaml:13:3 structures › pooled: the figures that may move do not go together when all are at their highest\. .*the shares add to 117.81% without/,
    );
  });

  it("a month file that is of no single calendar month", () => {
    for (const period of ["days: 7", "months: 2023-05 to 2023-06"]) {
      expect(faultsOf({ "c/2023-05.yaml": monthText(period) })[0]).toBe(
        'c/calibration.yaml:2:27 scenarios › item 2: "2023-05.yaml" is not of one calendar month, which published figures are of. Name a file with month: in it.',
      );
    }
  });

  it("two files of one month", () => {
    expect(
      faultsOf({ "c/2023-05.yaml": monthText("month: 2023-04\nactuals: { file: actuals.csv }") }),
    ).toEqual(["c/calibration.yaml:2:1 scenarios: two files are of 2023-04. Leave one out."]);
  });

  it("a fault of a month's file itself, beside the figure that it leads astray", () => {
    expect(faultsOf({ "c/common.yaml": SMALL_FORCE["c/common.yaml"]!.replace("pools:", "pols:") })).toContain(
      'c/common.yaml:9:1 pols: "pols" is not a word used here. Did you mean "pools"?',
    );
  });

  it("something that is no calibration", () => {
    for (const text of ["", "- a\n"]) {
      expect(faultsOf({ "c/calibration.yaml": text })).toEqual([
        "c/calibration.yaml: this is not a calibration. Begin with about: and one sentence.",
      ]);
    }
  });

  it("several at once, the same one of two structures once", () => {
    expect(
      faultsWith(
        ["101.patience", "101.pateince"],
        ["0.5 points", "half"],
        ["2023-05.yaml", "2023-06.yaml"],
        [POOLED, `${POOLED}\n  other:\n    about: The same`],
      ),
    ).toEqual([
      'c/calibration.yaml:4:53 match › item 1 › discrepancy: "half" is not a discrepancy. Write "0.5 points" for a share of calls, "2 seconds" for a wait, or "5%" of the figure.',
      'c/calibration.yaml:7:3 common › queues.101.pateince.mean: "pateince" is not a word used here. Did you mean "patience"?',
      'c/2023-06.yaml: there is no file "c/2023-06.yaml". Check its name and folder.',
    ]);
  });
});

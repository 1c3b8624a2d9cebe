import { describe, expect, it } from "vitest";
import { drawUnknowns, changeTo } from "../../engine/scenario/draws.ts";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { figureText, measured } from "../../engine/scenario/measured.ts";
import { openScenario } from "../../engine/scenario/read.ts";
import type { Unknown } from "../../engine/scenario/scenario.ts";
import { changed, faultsOf, GOOD, memoryFiles, scenarioOf } from "./memoryFiles.ts";

const MEAN = "mean: 9 minutes";
const withMean = (written: string): string => changed(MEAN, `mean: ${written}`);
const unknownsIn = (text: string): readonly Unknown[] => scenarioOf({ "w.yaml": text }).unknowns ?? [];
const known = (text: string) => {
  const { unknowns, ...rest } = scenarioOf({ "w.yaml": text });
  expect(unknowns).toBeDefined();
  return rest;
};

describe("a figure that is not known", () => {
  it.each([
    [
      "{ low: 8m, central: 9m, high: 11m }",
      "9 minutes",
      { kind: "triangular", low: 480, mode: 540, high: 660 },
    ],
    [
      "{ triangular: { low: 8m, mode: 9m, high: 11m } }",
      "9 minutes",
      { kind: "triangular", low: 480, mode: 540, high: 660 },
    ],
    ["{ uniform: { low: 8m, high: 11m } }", "9m 30s", { kind: "uniform", low: 480, high: 660 }],
    ["{ normal: { mean: 9m, sd: 30s } }", "9 minutes", { kind: "normal", mean: 540, sd: 30 }],
    ["{ lognormal: { mean: 9m, spread: 10% } }", "9 minutes", { kind: "lognormal", mean: 540, spread: 0.1 }],
  ])("%s is %s in a plain run, and listed", (written, central, distribution) => {
    const text = withMean(written);
    expect(known(text)).toStrictEqual(scenarioOf({ "w.yaml": withMean(central) }));
    expect(unknownsIn(text)).toMatchObject([
      { figure: "queues.101.talk.mean", unit: "seconds", whole: false, distribution, basis: null },
    ]);
  });

  it.each([
    ["wrapUp: none", "balking: { low: 1%, central: 2%, high: 5% }", "balking: 2%", "queues.101.balking"],
    ["wrapUp: none", "wrapUp: { low: 0, central: 30s, high: 1m }", "wrapUp: 30s", "queues.101.wrapUp"],
    [
      "wrapUp: none",
      "message: { duration: { low: 80s, central: 95s, high: 2m } }",
      "message: { duration: 95s }",
      "queues.101.message.duration",
    ],
    [
      "wrapUp: none",
      "message: { duration: 95s, hangUp: { normal: { mean: 8%, sd: 1% } } }",
      "message: { duration: 95s, hangUp: 8% }",
      "queues.101.message.hangUp",
    ],
    [
      "patience: 2 minutes",
      "patience: { deterministic: { normal: { mean: 2m, sd: 9s } } }",
      "patience: 2m",
      "queues.999.patience.deterministic",
    ],
    ["30 an hour", "{ normal: { mean: 30 an hour, sd: 2 an hour } }", "30 an hour", "queues.101.arrivals"],
    ["handlers: 8", "handlers: { low: 6, central: 8, high: 9 }", "handlers: 8", "pools.desk.handlers"],
    [
      "handlers: 8",
      "handlers: 8, holdBack: { uniform: { low: 0, high: 3 } }",
      "handlers: 8, holdBack: 2",
      "pools.desk.holdBack",
    ],
    [
      "handlers: 8",
      'handlers: 8, holdBack: { "101": { low: 0, central: 1, high: 3 } }',
      'handlers: 8, holdBack: { "101": 1 }',
      "pools.desk.holdBack.101",
    ],
    [
      "days: 7",
      "days: 7\nbusyDays: { spread: { low: 5%, central: 8%, high: 12% } }",
      "days: 7\nbusyDays: { spread: 8% }",
      "busyDays.spread",
    ],
    ["spread: 80%", "spread: { low: 60%, central: 80%, high: 90% }", "spread: 80%", "queues.101.talk.spread"],
    [
      "{ exponential: { mean: 15 minutes } }",
      "{ weibull: { scale: 15m, shape: { low: 0.6, central: 0.8, high: 1 } } }",
      "{ weibull: { scale: 15m, shape: 0.8 } }",
      "queues.101.patience.shape",
    ],
    [
      "{ exponential: { mean: 15 minutes } }",
      "{ erlang: { mean: 15m, phases: { low: 1, central: 2, high: 3 } } }",
      "{ erlang: { mean: 15m, phases: 2 } }",
      "queues.101.patience.phases",
    ],
    [
      "{ exponential: { mean: 15 minutes } }",
      "{ mixture: [{ share: { low: 5%, central: 12%, high: 20% }, exponential: { mean: 1m } }, { share: rest, exponential: { mean: 20m } }] }",
      "{ mixture: [{ share: 12%, exponential: { mean: 1m } }, { share: 88%, exponential: { mean: 20m } }] }",
      "queues.101.patience.mixture.1.share",
    ],
  ])("may be anywhere: %s as %s", (from, written, central, figure) => {
    const text = changed(from, written);
    expect(known(text)).toStrictEqual(scenarioOf({ "w.yaml": changed(from, central) }));
    expect(unknownsIn(text).map((unknown) => unknown.figure)).toEqual([figure]);
  });

  it("may be a volume or an average of handlers", () => {
    const ones = `[${new Array<string>(24).fill("1").join(", ")}]`;
    const text = changed(
      "30 an hour",
      `{ profile: ${ones} }\n    volume: { low: "800 in all", central: "1,000 in all", high: "1,100 in all" }`,
    ).replace(
      "handlers: 8",
      `handlers: { average: { lognormal: { mean: 8.5, spread: 10% } }, shape: ${ones} }`,
    );
    expect(unknownsIn(text)).toMatchObject([
      { figure: "queues.101.volume", unit: "in all", central: 1000 },
      { figure: "pools.desk.handlers.average", unit: "number", whole: false, central: 8.5 },
    ]);
  });

  it("may say what it rests on, and describe says it all", () => {
    const text = withMean("{ low: 8m, central: 9m, high: 11m, basis: judgement of the duty manager. }");
    expect(describeScenario(scenarioOf({ "w.yaml": text }))).toContain(
      "Not known: queues.101.talk.mean. It is from 8 minutes to 11 minutes, most likely 9 minutes (triangular). " +
        "A run takes 9 minutes for it unless it is asked to draw it. This rests on: judgement of the duty manager.",
    );
  });

  it("is not a distribution of times, which says how one call differs from the next", () => {
    expect(
      scenarioOf({ "w.yaml": changed("talk: 5 minutes", "talk: { uniform: { low: 1m, high: 2m } }") })
        .unknowns,
    ).toBeUndefined();
  });

  it("counts as one value when a file starts from another", () => {
    const files = (mean: string, base: string) => ({
      "w.yaml": `startsFrom: base.yaml\nqueues: { "101": { talk: { lognormal: { mean: ${mean} } } } }`,
      "base.yaml": withMean(base),
    });
    const range = "{ low: 8m, central: 9m, high: 11m, basis: x }";
    const normal = "{ normal: { mean: 9m, sd: 30s } }";
    expect(scenarioOf(files("10m", range)).unknowns).toBeUndefined();
    expect(scenarioOf(files(normal, range)).unknowns).toMatchObject([
      { distribution: { kind: "normal" }, basis: null },
    ]);
    expect(scenarioOf(files(range, normal)).unknowns).toMatchObject([
      { distribution: { kind: "triangular" } },
    ]);
  });
});

describe("a slip in a figure that is not known", () => {
  const place = "w.yaml:8:";
  it.each([
    [
      "{ low: 8, central: 9m, high: 11m }",
      `${place}39 queues › 101 › talk › mean › low: "8" has no unit. Write "8 minutes" or "480 seconds".`,
    ],
    [
      "{ lo: 8m, central: 9m, high: 11m }",
      `${place}34 queues › 101 › talk › mean › lo: "lo" is not a word used here. Did you mean "low"?`,
    ],
    [
      "{ low: 8m, central: 9m }",
      `${place}26 queues › 101 › talk › mean: "high" is missing. Write { low: 4m, central: 5m, high: 6m }.`,
    ],
    [
      "{ low: 8m, central: 12m, high: 11m }",
      `${place}52 queues › 101 › talk › mean › central: this is not between low and high. Write a figure between them.`,
    ],
    [
      "{ low: 8m, central: 9m, high: 7m }",
      `${place}62 queues › 101 › talk › mean › high: this is not above low. Write a higher figure, or one figure alone if it is known.`,
    ],
    [
      "{ uniform: { low: 8m, high: 8m } }",
      `${place}60 queues › 101 › talk › mean › high: this is not above low. Write a higher figure, or one figure alone if it is known.`,
    ],
    [
      "{ normel: { mean: 9m, sd: 3s } }",
      `${place}34 queues › 101 › talk › mean › normel: "normel" is not a word used here. Did you mean "normal"?`,
    ],
    [
      "{ normal: { mean: 9m, sd: 3 } }",
      `${place}58 queues › 101 › talk › mean › normal › sd: "3" has no unit. Write "3 minutes" or "180 seconds".`,
    ],
    [
      "{ normal: { mean: 9m, sd: 30s }, central: 9m }",
      [
        `${place}26 queues › 101 › talk › mean: "low" and "normal" do not go together. Keep one.`,
        `${place}26 queues › 101 › talk › mean: "low" is missing. Write { low: 4m, central: 5m, high: 6m }.`,
        `${place}26 queues › 101 › talk › mean: "high" is missing. Write { low: 4m, central: 5m, high: 6m }.`,
      ],
    ],
    [
      "{ basis: x }",
      `${place}26 queues › 101 › talk › mean: no figure is written here. Write { low: 4m, central: 5m, high: 6m }.`,
    ],
    [
      "{ lognormal: { mean: 9m, spread: 0 } }",
      `${place}65 queues › 101 › talk › mean › spread: "0" is no spread at all. Write the standard deviation as a share of the mean, such as 10%.`,
    ],
  ])("%s", (written, told) => {
    expect(faultsOf({ "w.yaml": withMean(written) })).toEqual([told].flat());
  });
});

describe("an impossible value that could be drawn", () => {
  it.each([
    // The mean of 9 minutes lies three deviations above zero, and a stream can give 6.3.
    [
      MEAN,
      "mean: { normal: { mean: 9m, sd: 3m } }",
      "can fall below 0 seconds. Write a smaller sd, or { lognormal: { mean: 9 minutes, spread: 33.3% } }.",
    ],
    ["wrapUp: none", "balking: { low: 1%, central: 3%, high: 120% }", '"120%" is above 100%.'],
    [
      "wrapUp: none",
      "balking: { lognormal: { mean: 30%, spread: 90% } }",
      "can rise above 100%. Write a smaller spread, or { low: 5%, central: 8%, high: 12% }.",
    ],
    [
      "handlers: 8",
      "handlers: 8, holdBack: { low: 0, central: 1, high: 3.5 }",
      '"3.5" is not a whole number of handlers.',
    ],
    // What each figure allows alone, the file as a whole may not.
    [
      "handlers: 8",
      "handlers: 8, holdBack: { low: 0, central: 1, high: 8 }",
      "pools › desk › holdBack: at the highest that this can be, the file is at fault. queues › 101: nobody could ever be answered",
    ],
    [
      "wrapUp: none",
      "message: { duration: 1m, hangUp: { low: 10%, central: 20%, high: 60% }, moveToDigital: 50% }",
      "queues › 101 › message › hangUp: at the highest that this can be, the file is at fault. queues › 101 › message: hangUp and moveToDigital together are above 100%.",
    ],
    [
      "{ exponential: { mean: 15 minutes } }",
      "{ uniform: { low: { low: 1m, central: 2m, high: 6m }, high: 5m } }",
      "queues › 101 › patience › low: at the highest that this can be, the file is at fault. queues › 101 › patience › high: this is not above low.",
    ],
  ])("%s as %s", (from, written, told) => {
    const faults = faultsOf({ "w.yaml": changed(from, written) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(told);
  });
});

describe("draws", () => {
  const text = withMean("{ low: 8m, central: 9m, high: 11m }").replace(
    "handlers: 8",
    "handlers: { low: 6, central: 8, high: 9 }",
  );
  const unknowns = unknownsIn(text);

  it("are the same for the same seed, draw and figure, whatever else is not known", () => {
    const [first] = unknowns;
    const alone = drawUnknowns([first!], "s", 3);
    expect(drawUnknowns(unknowns, "s", 3)[0]).toBe(alone[0]);
    expect(drawUnknowns(unknowns.toReversed(), "s", 3)[1]).toBe(alone[0]);
    expect(drawUnknowns(unknowns, "s", 4)[0]).not.toBe(alone[0]);
    expect(drawUnknowns(unknowns, "t", 3)[0]).not.toBe(alone[0]);
  });

  it("of two figures have nothing to do with each other, though they may be the same in all but name", () => {
    const [first] = unknowns;
    const twins = [first!, { ...first!, figure: "another" }];
    const pairs = Array.from({ length: 50 }, (_, draw) => drawUnknowns(twins, "s", draw));
    expect(pairs.every(([one, two]) => one !== two)).toBe(true);
    // Either both below the middle of the range or both above: near 50 fair coins, standard deviation √12.5.
    const agree = pairs.filter(([one, two]) => one! < 560 === two! < 560).length;
    expect(Math.abs(agree - 25)).toBeLessThan(4 * Math.sqrt(12.5));
  });

  it("put into the file give a scenario in which nothing is unknown", () => {
    const opened = openScenario("w.yaml", memoryFiles({ "w.yaml": text }));
    if ("faults" in opened) throw new Error(opened.faults.map(describeFault).join("\n"));
    const values = drawUnknowns(unknowns, "s", 0);
    const result = opened.read(unknowns.map((unknown, i) => changeTo(unknown, values[i]!, "draw 1: ")));
    if ("faults" in result) throw new Error(result.faults.map(describeFault).join("\n"));
    const { scenario } = result;
    expect(scenario.unknowns).toBeUndefined();
    expect(scenario.pools[0]?.handlers[0]).toBe(values[1]);
    const { talk } = scenario.queues[1]!;
    // Twelve digits of a time in seconds survive being written out.
    expect(talk.kind === "lognormal" ? talk.mean : NaN).toBeCloseTo(values[0]!, 8);
  });

  it("follow the distribution: the mean of 400 lies within four standard errors of that of the triangle", () => {
    const values = Array.from({ length: 400 }, (_, draw) => drawUnknowns(unknowns, "s", draw)[0]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    // Variance of a triangle: (a² + b² + c² − ab − ac − bc) ÷ 18, here with a = 480, b = 540, c = 660.
    const sd = Math.sqrt((480 ** 2 + 540 ** 2 + 660 ** 2 - 480 * 540 - 480 * 660 - 540 * 660) / 18);
    expect(Math.abs(mean - 560)).toBeLessThan((4 * sd) / Math.sqrt(400));
  });
});

describe("a figure and its unit", () => {
  it.each([
    ["5m 18s", { amount: 318, unit: "seconds" }],
    ["8%", { amount: 0.08, unit: "share" }],
    ["2 a minute", { amount: 120, unit: "an hour" }],
    ["25,277 a month", { amount: 25_277, unit: "a month" }],
    ["864 in all", { amount: 864, unit: "in all" }],
    [3.5, { amount: 3.5, unit: "number" }],
    ["follow", undefined],
    [null, undefined],
  ])("%s", (text, found) => {
    expect(measured(text)).toEqual(found);
  });

  it.each([
    [1e-7, "seconds"],
    [1 / 3, "share"],
    [123_456.789, "an hour"],
    [1e15 / 3, "a month"],
    [2 / 3, "in all"],
    [0.1 + 0.2, "number"],
  ] as const)("%f %s survives being written and read to eleven digits", (amount, unit) => {
    const back = measured(figureText(amount, unit));
    expect(back?.unit).toBe(unit);
    expect(Math.abs(back!.amount / amount - 1)).toBeLessThan(1e-11);
  });

  it("is read in the good scenario without any unknowns", () => {
    expect(scenarioOf({ "w.yaml": GOOD }).unknowns).toBeUndefined();
  });
});

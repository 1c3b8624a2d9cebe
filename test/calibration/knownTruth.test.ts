import { beforeAll, describe, expect, it } from "vitest";
import {
  calibrateBlind,
  type KnownFigures,
  publishedBy,
  roomFromPrior,
} from "../../bench/calibration/knownRoom.ts";
import { beyondChance, type Ranks, ranksOf, tally } from "../../bench/calibration/ranks.ts";
import type { Calibration, Structure } from "../../engine/calibration/calibration.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import type { PosteriorFound, StructureResult } from "../../engine/calibration/structureResult.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { memoryFiles } from "../scenario/memoryFiles.ts";
import { textOf } from "../scenario-data/files.ts";
import { streamFor } from "./support.ts";

/**
 * The invented force of docs/calibrate.md with fewer months and figures, and discrepancies wide enough for emulators of
 * few points, so that a calibration takes seconds.
 */
function island(): Calibration {
  const names = ["common.yaml", "2023-04.yaml", "2023-05.yaml", "actuals.csv"];
  const text = textOf("examples/calibration/calibration.yaml")
    .replaceAll("0.5 points", "1.5 points")
    .replace("discrepancy: 5%", "discrepancy: 10%")
    .replace("discrepancy: 8%", "discrepancy: 10%")
    .replace(", 2023-06.yaml", "")
    .replace(/.*"999", figure: attrition.*\n/, "")
    .replace(/.*queues\.999\.patience.*\n/, "")
    .replace("low: 0.2, central: 0.6", "low: 0.05, central: 0.6");
  const read = readCalibration(
    "calibration.yaml",
    memoryFiles({
      "calibration.yaml": text,
      ...Object.fromEntries(names.map((name) => [name, textOf(`examples/calibration/${name}`)])),
    }),
  );
  if ("faults" in read) throw new Error(read.faults.map(describeFault).join("\n"));
  return read.calibration;
}

const EFFORT = { points: 40, waves: 2, replications: 4, chance: 48, steps: 120, doublings: 0, draws: 80 };
const calibration = island();
const [pooled, heldBack] = calibration.structures as readonly [Structure, Structure];
const executor = inProcess();

/** Patience and wrap-up of 101, and in a room that holds back how many. */
const COMMON = [900, 480];
const HELD = 0.7;
const room = (common: readonly number[]): KnownFigures => ({
  common,
  monthly: [[2.4], [2.75]],
  typical: [],
  spread: [],
});
const blind = (structure: Structure, published: readonly (readonly number[])[]): Promise<StructureResult> =>
  calibrateBlind(executor, calibration, structure, published, EFFORT);

function posteriorIn({ refused, readings }: StructureResult): PosteriorFound {
  expect(refused).toEqual([]);
  const [found] = readings;
  if (found?.fit !== true) throw new Error("no fit was found where there is one");
  return found.posterior;
}

const figureIn = ({ learnt }: PosteriorFound, name: string) =>
  learnt.figures.find((figure) => figure.name === name)!;
const HOLD_BACK = "pools.desk.holdBack.average";

describe("a room that holds handlers back, calibrated blind", () => {
  const truth = room([...COMMON, HELD]);
  let published: readonly (readonly number[])[];
  beforeAll(async () => {
    published = await publishedBy(executor, calibration, heldBack, truth, 3);
  });

  it("has its figures in the 90% ranges, and holds back", async () => {
    const found = posteriorIn(await blind(heldBack, published));
    // Five figures, each inside its 90% range with a chance of 90%: all but one of them are with a chance of 92%.
    const known = [...truth.common, ...truth.monthly.map(([average]) => average!)];
    const inside = found.learnt.figures.map(
      ({ range }, i) => known[i]! >= range.low && known[i]! <= range.high,
    );
    expect(inside.filter(Boolean).length).toBeGreaterThanOrEqual(4);
    expect(figureIn(found, HOLD_BACK).range.low).toBeGreaterThan(0.4);
    expect(figureIn(found, "queues.101.patience.mean").widthRatio).toBeLessThan(0.5);
  });

  it("is not taken for a pooled one: no fit exists", async () => {
    const { refused, readings } = await blind(pooled, published);
    expect(refused).toEqual([]);
    expect(readings.map(({ fit }) => fit)).toEqual([false]);
  });
});

describe("a pooled room, calibrated blind", () => {
  it("fits as a pooled one, and as one that holds hardly anybody back", async () => {
    const truth = room(COMMON);
    const published = await publishedBy(executor, calibration, pooled, truth, 4);
    const plain = posteriorIn(await blind(pooled, published));
    expect(plain.predictions.filter(({ inside }) => inside).length).toBeGreaterThanOrEqual(5);
    const held = figureIn(posteriorIn(await blind(heldBack, published)), HOLD_BACK);
    expect(held.range.high).toBeLessThan(0.4);
  });
});

describe("ranks of known values", () => {
  const structure = { ...heldBack, common: [heldBack.common[0]!], monthly: [], months: [] };
  const draws = Array.from({ length: 99 }, (_, i) => ({
    common: [i + 1],
    monthly: [],
    typical: [],
    spread: [],
    weight: 1 / 99,
  }));
  const rankOf = (value: number, uniform: number): number =>
    ranksOf(
      structure,
      { draws, reweighted: { effective: 99 } } as unknown as PosteriorFound,
      { common: [value], monthly: [], typical: [], spread: [] },
      () => uniform,
    )["queues.101.patience.mean"]!;

  it("by hand: among 99 equal draws a value has a hundredth for each place", () => {
    expect(rankOf(0, 0)).toBe(0);
    expect(rankOf(0, 0.5)).toBeCloseTo(0.005, 12);
    expect(rankOf(50.5, 0)).toBeCloseTo(0.5, 12);
    expect(rankOf(1000, 0.5)).toBeCloseTo(0.995, 12);
  });

  it("that are spread evenly pass, and those of ranges too narrow or to one side do not", () => {
    const uniform = streamFor("ranks");
    const rooms = (rank: (u: number) => number): readonly Ranks[] =>
      Array.from({ length: 100 }, () => ({ a: rank(uniform()), b: uniform() }));
    expect(beyondChance(tally(rooms((u) => u)), 100, 0)).toEqual([]);
    // Draws half as wide as they should be: one known value in five lies beyond all of them.
    const narrow = beyondChance(tally(rooms((u) => Math.min(1, Math.max(0, 0.5 + 1.7 * (u - 0.5))))), 100, 0);
    expect(narrow).toHaveLength(2);
    expect(narrow[0]).toMatch(/^a: \d\d% inside 90% ranges \(chance /);
    const sided = beyondChance(tally(rooms((u) => u * u)), 100, 0);
    expect(sided.at(-1)).toMatch(/^a: ranks are uneven/);
    expect(beyondChance(tally(rooms((u) => u)), 100, 4)[0]).toMatch(/^no fit in 4 of 100 rooms/);
  });

  it("rooms drawn from the prior lie within its ranges, and differ", () => {
    const drawn = [1, 2, 3].map((number) => roomFromPrior(calibration, heldBack, number));
    expect(new Set(drawn.map(({ common }) => common[0])).size).toBe(3);
    for (const { common, monthly } of drawn) {
      expect(common[0]).toBeGreaterThan(8 * 60);
      expect(common[0]).toBeLessThan(25 * 60);
      expect(monthly).toHaveLength(2);
      for (const [average] of monthly) expect(average).toBeLessThan(3.4);
    }
  });
});

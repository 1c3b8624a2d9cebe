import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CalibrationText, StructureText } from "../../engine/calibration/calibrationText.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { memoryFiles } from "../scenario/memoryFiles.ts";
import { rowsOf, textOf } from "./files.ts";

const page = readFileSync(new URL("../../docs/calibrate.md", import.meta.url), "utf8");
const NAMES = [
  "calibration.yaml",
  "common.yaml",
  "2023-04.yaml",
  "2023-05.yaml",
  "2023-06.yaml",
  "actuals.csv",
];

function example() {
  const files = Object.fromEntries(NAMES.map((name) => [name, textOf(`examples/calibration/${name}`)]));
  const read = readCalibration("calibration.yaml", memoryFiles(files));
  if ("faults" in read) throw new Error(read.faults.map(describeFault).join("\n"));
  return read.calibration;
}

describe("the example of a calibration", () => {
  const { months, structures, match } = example();

  it("has three months, four published figures each, and two kinds of room", () => {
    expect(months).toEqual(["2023-04", "2023-05", "2023-06"]);
    expect(match).toHaveLength(4);
    expect(structures.map(({ name }) => name)).toEqual(["pooled", "held back"]);
  });

  it("has the volumes and talk times of its table, in which calls add up", () => {
    const table = rowsOf<{ month: string; channel: string; metric: string; value: string }>(
      "examples/calibration/actuals.csv",
    );
    const published = (month: string, channel: string, metric: string): number =>
      Number(
        table.find((row) => row.month === month && row.channel === channel && row.metric === metric)!.value,
      );
    for (const { month, scenario } of structures[0]!.months) {
      for (const { name, arrivals, talk } of scenario.queues) {
        const of = (metric: string): number => published(month, name, metric);
        expect(arrivals).toMatchObject({ kind: "volume", volume: of("received") });
        expect(talk).toMatchObject({ mean: of("mean_talk_s") });
        expect(of("answered") + of("not_answered")).toBe(of("received"));
      }
    }
  });

  it("lets the figures move that the page tells the truth of", () => {
    const figures = structures[1]!.common.map(({ figure }) => figure);
    for (const figure of figures) expect(page).toContain(figure);
    expect(page).toContain("0.7 handlers held");
  });
});

describe("the page on calibration", () => {
  it("tells of every word of the file", () => {
    for (const word of [...Object.keys(CalibrationText.shape), ...Object.keys(StructureText.shape)]) {
      expect(page).toContain(`\`${word}\``);
    }
  });
});

import { type CalibrationRead, readCalibration } from "../../engine/calibration/readCalibration.ts";
import type { Calibration } from "../../engine/calibration/calibration.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { memoryFiles } from "../scenario/memoryFiles.ts";

const monthFile = (month: string, volume: number): string => `
about: One month
startsFrom: common.yaml
month: ${month}
actuals: { file: actuals.csv }
queues: { "101": { volume: ${volume} a month } }
`;

/** A calibration of two months that is as it should be, in memory; tests change one thing in it. */
export const SMALL_FORCE: Readonly<Record<string, string>> = {
  "c/calibration.yaml": `about: Two months of a room for tests
scenarios: [2023-04.yaml, 2023-05.yaml]
match:
  - { queue: "101", figure: attrition, discrepancy: 0.5 points }
  - { queue: "101", figure: mean wait, discrepancy: 5%, basis: judgement }
common:
  queues.101.patience.mean: { low: 5m, central: 10m, high: 20m, basis: judgement }
monthly:
  pools.desk.handlers.average: { low: 1.2, central: 1.6, high: 2.2, basis: judgement }
structures:
  pooled:
    about: Everybody takes every call
`,
  "c/common.yaml": `about: What two months share
queues:
  "999": { priority: 1, arrivals: 1 an hour, talk: 5 minutes, patience: 10 minutes }
  "101":
    priority: 2
    arrivals: { profile: [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1] }
    talk: 10 minutes
    patience: { exponential: { mean: 12 minutes } }
pools:
  desk: { answers: ["999", "101"], handlers: { average: 1.6, shape: [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1] } }
`,
  "c/2023-04.yaml": monthFile("2023-04", 2000),
  "c/2023-05.yaml": monthFile("2023-05", 2200),
  "c/actuals.csv": `month,channel,metric,value,source,chosen
2023-04,101,received,2000,x,yes
2023-04,101,not_answered,250,x,yes
2023-04,101,not_answered_pct,12.4,x,yes
2023-04,101,mean_queue_s,75.5,x,yes
2023-05,101,not_answered_pct,15,x,yes
2023-05,101,mean_queue_s,98,x,yes
`,
};

export function readSmall(changes: Readonly<Record<string, string>> = {}): CalibrationRead {
  return readCalibration("c/calibration.yaml", memoryFiles({ ...SMALL_FORCE, ...changes }));
}

/** What the calibration file is refused for, as an analyst sees it. */
export function faultsWith(...replacements: readonly (readonly [string, string])[]): readonly string[] {
  let text = SMALL_FORCE["c/calibration.yaml"]!;
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`the calibration does not say ${from}`);
    text = text.replace(from, to);
  }
  const read = readSmall({ "c/calibration.yaml": text });
  return "faults" in read ? read.faults.map(describeFault) : [];
}

/** The small calibration, which must have no faults. */
export function smallCalibration(changes: Readonly<Record<string, string>> = {}): Calibration {
  const read = readSmall(changes);
  if ("faults" in read) throw new Error(read.faults.map(describeFault).join("\n"));
  return read.calibration;
}

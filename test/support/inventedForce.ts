import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calibrateStructure } from "../../engine/calibration/calibrateStructure.ts";
import { designText } from "../../engine/calibration/designFile.ts";
import type { Effort } from "../../engine/calibration/effort.ts";
import { forgetful } from "../../engine/calibration/memory.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import { fromScale, outputsOf } from "../../engine/calibration/outputs.ts";
import { simulateRooms } from "../../engine/calibration/simulateRooms.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { tasksHere } from "../../engine/execution/tasksHere.ts";
import { textFiles } from "../../cli/files.ts";
import { filesHash } from "../../cli/hash.ts";
import { posteriorText } from "../../cli/posteriorText.ts";

/** A small force whose published months are simulated, so that what they are made of is known. */
export const FORCE = {
  months: ["2021-03", "2021-04", "2021-05"],
  received: { "999": 3000, "101": [2500, 2700, 2400] },
  /** Truth: mean patience in seconds, and handlers of each month. */
  patience: 900,
  handlers: [1.7, 1.5, 1.6],
} as const;

const DAY = new Array(24).fill(1).join(", ");

const COMMON = `
about: An invented force
seed: invented
queues:
  "999": { priority: 1, arrivals: { profile: [${DAY}] }, talk: { exponential: { mean: 4m } }, wrapUp: { exponential: { mean: 30s } }, patience: { exponential: { mean: 20m } } }
  "101": { priority: 2, arrivals: { profile: [${DAY}] }, talk: { exponential: { mean: 8m } }, wrapUp: { exponential: { mean: 60s } }, patience: { exponential: { mean: 15m } } }
pools: { general: { answers: ["999", "101"], handlers: { average: 1.6, shape: [${DAY}] } } }
`;

const CALIBRATION = `
about: An invented force with known truth
seed: invented
scenarios: [${FORCE.months.map((month) => `${month}.yaml`).join(", ")}]
match:
  - { queue: "101", figure: attrition, discrepancy: 2 points }
  - { queue: "101", figure: mean wait, discrepancy: 10% }
  - { queue: "999", figure: attrition, discrepancy: 1 points }
  - { queue: "999", figure: mean wait, discrepancy: 12% }
readings: [answered calls]
common:
  queues.101.patience.mean: { low: 500 seconds, central: 800 seconds, high: 1500 seconds, basis: invented }
monthly:
  pools.general.handlers.average: { low: 1.3, central: 1.6, high: 2.1, basis: invented }
structures:
  pooled: { about: Everybody takes every call }
`;

export const SUITE = `
about: The invented force
calibration: calibration.yaml
structure: pooled
reading: answered calls
posterior: found/posterior-pooled-answered-calls.json
design: found/design-pooled.json
holds: holds.json
draws: 12
steps: 50
kept: 50
`;

/** Rows of actuals.csv: month, channel, metric, value. */
export type Published = readonly (readonly [string, string, string, number])[];

export function actualsText(rows: Published): string {
  const lines = rows.map(([month, channel, metric, value]) =>
    [month, channel, metric, value, "calls", "paper", "yes"].join(","),
  );
  return `month,channel,metric,value,unit,source,chosen\n${lines.join("\n")}\n`;
}

/** Writes the force's files, with figures that the simulator gives at the truth in a month that nobody else simulates. */
export async function inventForce(folder: string): Promise<Published> {
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  mkdirSync(folder, { recursive: true });
  write("common.yaml", COMMON);
  write("calibration.yaml", CALIBRATION);
  write("suite.yaml", SUITE);
  FORCE.months.forEach((month, m) => {
    write(
      `${month}.yaml`,
      `about: Invented\nstartsFrom: common.yaml\nmonth: ${month}\nactuals: { file: actuals.csv }\nqueues:\n` +
        `  "999": { volume: ${FORCE.received["999"]} a month }\n  "101": { volume: ${FORCE.received["101"][m]!} a month }\n`,
    );
  });
  const rows = (figures: (m: number, queue: "999" | "101") => readonly [number, number]): Published =>
    FORCE.months.flatMap((month, m) =>
      (["999", "101"] as const).flatMap((queue) => {
        const [attrition, wait] = figures(m, queue);
        const received = queue === "999" ? FORCE.received["999"] : FORCE.received["101"][m]!;
        const lost = Math.round(attrition * received);
        return [
          [month, queue, "received", received],
          [month, queue, "answered", received - lost],
          [month, queue, "not_answered", lost],
          [month, queue, "not_answered_pct", Number(((100 * lost) / received).toFixed(2))],
          [month, queue, "mean_queue_s", Number(wait.toFixed(1))],
          [month, queue, "mean_talk_s", queue === "999" ? 240 : 480],
        ] as const;
      }),
    );
  write("actuals.csv", actualsText(rows(() => [0.1, 100])));
  const read = readCalibration(join(folder, "calibration.yaml"), textFiles());
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const { calibration } = read;
  const [structure] = calibration.structures;
  const outputs = outputsOf(
    calibration,
    structure!.months.map(({ reported }) => reported),
  );
  const seen: (readonly number[])[] = [];
  await simulateRooms(
    inProcess(),
    structure!.months.map((room, m) => ({
      room,
      values: [FORCE.patience, FORCE.handlers[m]!],
      firstReplication: 5000,
      replications: 1,
    })),
    outputs,
    ({ together }) => seen.push(together.map((value, o) => fromScale(outputs[o]!.scale, value))),
  );
  const published = rows((m, queue) => {
    const of = (measure: string): number =>
      seen[m]![outputs.findIndex((each) => each.queue === queue && each.measure === measure)]!;
    return [of("attrition"), of("meanWaitAnswered")];
  });
  write("actuals.csv", actualsText(published));
  return published;
}

const EFFORT: Effort = {
  points: 64,
  waves: 1,
  replications: 2,
  chance: 32,
  steps: 60,
  doublings: 0,
  draws: 50,
};

/** Calibrates the force in its folder, and writes posterior and design there. */
export async function calibrateForce(folder: string): Promise<void> {
  const file = join(folder, "calibration.yaml");
  const read = readCalibration(file, textFiles());
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const { calibration, files } = read;
  const result = await calibrateStructure(calibration, calibration.structures[0]!, EFFORT, {
    executor: inProcess(),
    tasks: tasksHere(),
    memory: forgetful(),
  });
  const found = result?.readings[0];
  if (result == null || found?.fit !== true)
    throw new Error(
      `the invented force should fit: ${JSON.stringify(result?.refused.map(({ verdict }) => verdict.faults))}`,
    );
  const out = join(folder, "found");
  const made = {
    program: "fcrsim",
    version: "test",
    inputs: filesHash(files),
    calibration: file,
    folder: out,
    effort: EFFORT,
  };
  mkdirSync(out);
  writeFileSync(
    join(out, "posterior-pooled-answered-calls.json"),
    posteriorText(calibration, result, found.posterior, made),
  );
  writeFileSync(join(out, "design-pooled.json"), designText(calibration, result, EFFORT, made));
}

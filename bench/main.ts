import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { checkBareLoop, checkModel, REFERENCE } from "./correctness.ts";
import { verdictOn } from "./figures.ts";
import { FULL, measureMemory, measureSpeed, measureStart, measureWorkers, QUICK } from "./measurements.ts";
import { model } from "./models.ts";
import { correctnessTable, figureTable, NOT_MEASURED } from "./report.ts";

/*
 * npm run bench [-- --quick] [-- --json]
 *
 * Correctness before time: if a benchmark model does not give its reference values nothing is timed. Exit code 1 for a
 * wrong value; with --quick, meant for continuous integration, also for a ratio that misses its goal by more than the
 * slack. Absolute figures belong to a machine and are never a fault.
 */

/** Shared machines move even ratios of neighbours by this much now and then. */
const QUICK_SLACK = 1.5;

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
});
const effort = options.quick ? QUICK : FULL;

/** To standard error, so that standard output holds results only. */
const say = (words: string): void => {
  process.stderr.write(`bench: ${words}\n`);
};
const show = (text: string): void => {
  if (!options.json) process.stdout.write(`${text}\n\n`);
};

const machine = {
  node: process.version,
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  loadBefore: loadavg()[0],
};
show(
  `Node ${machine.node} on ${machine.cores} × ${machine.processor}; load before the start ${machine.loadBefore?.toFixed(1)}`,
);

const b1 = model("b1");
const b2 = model("b2");
const b3 = model("b3");
say(`${effort.months} months of each model for correctness`);
const checks = [
  ...(await checkModel(b1, REFERENCE.b1, effort.months)),
  ...(await checkModel(b2, REFERENCE.b2, effort.months)),
  ...(await checkModel(b3, REFERENCE.b3, effort.months)),
  ...checkBareLoop(effort.months),
];
show(correctnessTable(checks));
const allRight = checks.every(({ right }) => right);

if (allRight) {
  const measured = [
    measureSpeed({ b1, b2, b3 }, effort, say),
    measureWorkers(b1, effort, say),
    measureStart(b1, effort, say),
    measureMemory(b1, effort, say),
  ];
  const figures = measured.flatMap((part) => part.figures);
  show(figureTable(figures));
  show(NOT_MEASURED);
  if (options.json) {
    const samples = Object.assign({}, ...measured.map((part) => part.samples)) as unknown;
    const judged = figures.map((figure) => ({ ...figure, verdict: verdictOn(figure) }));
    writeJson({ machine, effort, checks, figures: judged, samples, notMeasured: NOT_MEASURED });
  }
  const tooSlow = figures.filter((figure) => figure.isRatio && verdictOn(figure, QUICK_SLACK) === "MISSED");
  if (options.quick && tooSlow.length > 0) {
    say(`beyond ${QUICK_SLACK} times its goal: ${tooSlow.map(({ name }) => name).join("; ")}`);
    process.exitCode = 1;
  }
} else {
  if (options.json) writeJson({ machine, effort, checks });
  say("a model does not give its reference values, so nothing was timed");
  process.exitCode = 1;
}

function writeJson(results: unknown): void {
  process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
}

/**
 * The short search that set the provisional staffing, hold-back and patience of the six Kent months. It is no
 * calibration: it says nothing of what else would fit as well. Run it with `npm run --silent kent-search`.
 *
 * For each hold-back (the same in all months) and each patience of the patient callers (likewise), the average number
 * of handlers of each month is found by bisection so that the simulated 101 attrition meets the published one. What is
 * left to judge by are the waits, which are then compared. Common random numbers: every candidate meets the same
 * callers.
 */
import { fileURLToPath } from "node:url";
import { textFiles } from "../../cli/files.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { evaluate } from "../../engine/experiment/evaluate.ts";
import { readScenario } from "../../engine/scenario/read.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";

const MONTHS = ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01"] as const;
const HOLD_BACKS = [1, 2, 3] as const;
const PATIENCE_MEANS_S = [1200, 1400, 1600, 1800, 2000] as const;
/** Share who give up soon, and their mean: central values of assumptions.csv, not searched. */
const IMPATIENT = { share: 0.12, meanSeconds: 60 } as const;
const REPLICATIONS = 6;
/** Chance alone moves a month's mean wait by 3 to 7%, and 999 waits are printed to the second. */
const WAIT_101_SHARE = 0.05;
const WAIT_999_SECONDS = 2;

interface Candidate {
  readonly holdBack: number;
  readonly patienceMean: number;
}

interface Fit {
  readonly month: string;
  readonly average: number;
  readonly attrition: number;
  readonly wait101: number;
  readonly reported101: number;
  readonly wait999: number;
  readonly reported999: number;
}

const executor = inProcess();

const FOLDER = fileURLToPath(new URL("../../../scenarios/kent/", import.meta.url));

/** A month's file with the searched figures changed, as a scenario file of our own that starts from it. */
function variant(month: string, { holdBack, patienceMean }: Candidate, average: number): Scenario {
  const text = `
startsFrom: ${month}.yaml
queues:
  "101":
    patience:
      mixture:
        - { share: ${100 * IMPATIENT.share}%, exponential: { mean: ${IMPATIENT.meanSeconds} seconds } }
        - { share: ${100 - 100 * IMPATIENT.share}%, exponential: { mean: ${patienceMean} seconds } }
pools:
  general: { handlers: { average: ${average} }, holdBack: ${holdBack} }
`;
  const path = `${FOLDER}candidate.yaml`;
  const disk = textFiles();
  const files = {
    ...disk,
    read: (file: string, most: number) => (file === path ? { text } : disk.read(file, most)),
  };
  const result = readScenario(path, files);
  if ("faults" in result) throw new Error(result.faults.map((fault) => fault.message).join("\n"));
  return result.scenario;
}

async function figures(scenario: Scenario) {
  const found = await evaluate(executor, scenario, { kind: "fixed", replications: REPLICATIONS });
  const figure = (queue: string, measure: string) =>
    found?.rows.find((row) => row.name === queue && row.measure === measure)?.mean ?? NaN;
  return {
    attrition: figure("101", "attrition"),
    wait101: figure("101", "meanWaitAnswered"),
    wait999: figure("999", "meanWaitAnswered"),
  };
}

function reported(scenario: Scenario, queue: string, measure: string): number {
  const actual = scenario.actuals.find((each) => each.queue === queue && each.measure === measure);
  if (actual === undefined) throw new Error(`no ${measure} of ${queue} is published`);
  return actual.value;
}

async function fitMonth(month: string, candidate: Candidate): Promise<Fit> {
  const base = variant(month, candidate, 10);
  const wanted = reported(base, "101", "not_answered_pct") / 100;
  let low = 7;
  let high = 17;
  for (let step = 0; step < 7; step++) {
    const middle = (low + high) / 2;
    const { attrition } = await figures(variant(month, candidate, middle));
    if (attrition > wanted) low = middle;
    else high = middle;
  }
  const average = Math.round(5 * (low + high)) / 10;
  return {
    month,
    average,
    ...(await figures(variant(month, candidate, average))),
    reported101: reported(base, "101", "mean_queue_s"),
    reported999: reported(base, "999", "mean_queue_s"),
  };
}

function misfit(fits: readonly Fit[]): number {
  return fits.reduce(
    (sum, fit) =>
      sum +
      ((fit.wait101 / fit.reported101 - 1) / WAIT_101_SHARE) ** 2 +
      ((fit.wait999 - fit.reported999) / WAIT_999_SECONDS) ** 2,
    0,
  );
}

let best: { readonly candidate: Candidate; readonly fits: readonly Fit[]; readonly score: number } | null =
  null;
for (const holdBack of HOLD_BACKS) {
  for (const patienceMean of PATIENCE_MEANS_S) {
    const candidate = { holdBack, patienceMean };
    const fits: Fit[] = [];
    for (const month of MONTHS) fits.push(await fitMonth(month, candidate));
    const score = misfit(fits);
    process.stdout.write(`hold back ${holdBack}, patience ${patienceMean} s: misfit ${score.toFixed(1)}\n`);
    if (best === null || score < best.score) best = { candidate, fits, score };
  }
}
if (best !== null) {
  process.stdout.write(
    `\nbest: hold back ${best.candidate.holdBack}, patience of the patient ${best.candidate.patienceMean} s\n`,
  );
  for (const fit of best.fits) {
    process.stdout.write(
      `${fit.month}: average ${fit.average.toFixed(1)}; 101 attrition ${(100 * fit.attrition).toFixed(1)}%, ` +
        `101 wait ${fit.wait101.toFixed(0)} s (reported ${fit.reported101}), ` +
        `999 wait ${fit.wait999.toFixed(1)} s (reported ${fit.reported999})\n`,
    );
  }
}

import { evaluate, inProcess, type Row, type Scenario } from "../engine/index.ts";
import { type Estimate, ratioEstimate } from "../engine/stats/estimate.ts";
import { studentQuantile } from "../engine/stats/quantiles.ts";
import { bareMonth } from "./bareLoop.ts";
import type { ModelName } from "./models.ts";

/** Months behind the reference values: their own error, next to that of a short run, is small but counted. */
const REFERENCE_MONTHS = 20_000;

/** Each value is right with about 16,000 to 1, so a dozen of them raise a false alarm in one seed of a thousand. */
const MOST_STANDARD_ERRORS = 4;

type QueueName = "999" | "101";
type ReferenceMeasure = "attrition" | "meanWaitAnswered" | "meanWaitAll";

/** Measure by measure and queue by queue: shares and seconds. */
export type Reference = Readonly<Record<ReferenceMeasure, Readonly<Record<QueueName, number>>>>;

/** Means of 20,000 simulated months, found apart from this engine. */
export const REFERENCE: Readonly<Record<ModelName, Reference>> = {
  b1: {
    attrition: { "999": 0.018828, "101": 0.074252 },
    meanWaitAnswered: { "999": 27.696, "101": 81.257 },
    meanWaitAll: { "999": 28.247, "101": 89.108 },
  },
  b2: {
    attrition: { "999": 0.008874, "101": 0.030462 },
    meanWaitAnswered: { "999": 13.001, "101": 33.386 },
    meanWaitAll: { "999": 13.312, "101": 36.561 },
  },
  b3: {
    attrition: { "999": 0.021854, "101": 0.092751 },
    meanWaitAnswered: { "999": 32.193, "101": 101.409 },
    meanWaitAll: { "999": 32.785, "101": 111.303 },
  },
};

/** One simulated value beside its reference. */
export interface Check {
  readonly what: string;
  readonly found: number;
  readonly expected: number;
  /** Distance in standard errors of the difference. */
  readonly standardErrors: number;
  readonly right: boolean;
}

/** Runs a model and sets it beside its reference. */
export async function checkModel(
  scenario: Scenario,
  reference: Reference,
  replications: number,
): Promise<readonly Check[]> {
  const found = await evaluate(inProcess(), scenario, { kind: "fixed", replications });
  const rows = found?.rows ?? [];
  return valuesOf(reference).map(({ measure, queue, expected }) => {
    const row = rows.find((r) => r.of === "queue" && r.name === queue && r.measure === measure);
    if (row === undefined) throw new Error(`${scenario.name} gives no ${measure} of queue ${queue}`);
    return check(`${scenario.name} ${queue} ${measure}`, row.mean, standardErrorOf(row), row.n, expected);
  });
}

/** The same for the bare loop, in the measures it has: a floor that simulates something else is no floor. */
export function checkBareLoop(months: number): readonly Check[] {
  const runs = Array.from({ length: months }, (_, seed) => bareMonth(seed));
  const { attrition, meanWaitAnswered } = REFERENCE.b1;
  return (["999", "101"] as const).flatMap((name, queue) => {
    const offered = runs.map((run) => run.offered[queue]!);
    const abandoned = runs.map((run) => run.abandoned[queue]!);
    // A month ends with a handful of calls still waiting out of 30,000, so offered less abandoned are the answered.
    const answered = offered.map((count, month) => count - abandoned[month]!);
    const waits = runs.map((run) => run.waitOfAnswered[queue]!);
    const one = (measure: string, { mean, sd, n }: Estimate, expected: number): Check =>
      check(`bare loop ${name} ${measure}`, mean, sd / Math.sqrt(n), n, expected);
    return [
      one("attrition", ratioEstimate(abandoned, offered), attrition[name]),
      one("meanWaitAnswered", ratioEstimate(waits, answered), meanWaitAnswered[name]),
    ];
  });
}

/** @param standardError Of `found`, which rests on `months` months. */
function check(what: string, found: number, standardError: number, months: number, expected: number): Check {
  const ofDifference = standardError * Math.sqrt(1 + months / REFERENCE_MONTHS);
  const standardErrors = Math.abs(found - expected) / ofDifference;
  // Written so that NaN is wrong.
  return { what, found, expected, standardErrors, right: standardErrors <= MOST_STANDARD_ERRORS };
}

function standardErrorOf({ halfWidth, n }: Row): number {
  return halfWidth / studentQuantile(0.975, n - 1);
}

function valuesOf(reference: Reference) {
  return (Object.keys(reference) as ReferenceMeasure[]).flatMap((measure) =>
    (["999", "101"] as const).map((queue) => ({ measure, queue, expected: reference[measure][queue] })),
  );
}

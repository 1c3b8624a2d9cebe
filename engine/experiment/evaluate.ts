import { planOf } from "../centre/plan.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Observation } from "./observation.ts";
import type { Row, Scope } from "./rows.ts";
import { knownMeasures, Summary } from "./summary.ts";
import type { Executor, Trial } from "./trial.ts";

/** How many replications to run. */
export type Stopping =
  | { readonly kind: "fixed"; readonly replications: number }
  | {
      readonly kind: "precision";
      /** Half-width ÷ mean to reach: 0.02 is 2%. */
      readonly relative: number;
      /** Measures of every queue that must reach it. */
      readonly measures: readonly string[];
      /** Give up here and say what was reached. */
      readonly most: number;
    };

export interface Evaluation {
  readonly rows: readonly Row[];
  readonly replications: number;
  /** False if it was interrupted, or if the precision asked for was not reached. */
  readonly complete: boolean;
  readonly interrupted: boolean;
  /** The widest half-width ÷ mean among the measures that decide, with `kind: "precision"`. */
  readonly reached: { readonly relative: number; readonly measure: string; readonly queue: string } | null;
}

export interface Progress {
  readonly done: number;
  /** Replications expected in all, as far as can be told by now. */
  readonly of: number;
}

/** So that a million replications are never a list of a million. */
const MOST_ASKED_AT_ONCE = 10_000;

/** The first look at how much replications differ; fewer would stop runs by luck. */
const PILOT = 20;

/**
 * Runs one scenario until the stopping rule is met.
 *
 * Stopping at a precision is sequential: after the pilot the replications still needed are worked out from the spread
 * so far, run in whole blocks, and looked at again. Block sizes depend on results only, so the outcome is the same on
 * any number of threads.
 *
 * @throws RangeError if a precision is asked of a measure that no queue has.
 * @returns null if it was interrupted before the first replication was complete.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., section 9.4.1 (sequential procedure).
 */
export async function evaluate(
  executor: Executor,
  scenario: Scenario,
  stopping: Stopping,
  options: {
    readonly scopes?: readonly Scope[];
    /** Whether to correct means for the callers who happened to come (control variates); not if left out. */
    readonly controls?: boolean;
    readonly signal?: AbortSignal;
    readonly progress?: (progress: Progress) => void;
    /** Is shown each observation as well, in order. */
    readonly watch?: (seen: Observation) => void;
  } = {},
): Promise<Evaluation | null> {
  const { signal, progress } = options;
  if (stopping.kind === "precision") requireMeasures(scenario, stopping.measures);
  // The period is what a precision is judged by, whatever else is asked for.
  const scopes = [...new Set<Scope>(["period", ...(options.scopes ?? [])])];
  const plan = planOf(scenario);
  const summary = new Summary(plan, scopes, options.controls);
  let target = stopping.kind === "fixed" ? stopping.replications : Math.min(PILOT, stopping.most);
  let reached: Evaluation["reached"] = null;
  let precise = stopping.kind === "fixed";
  for (;;) {
    let asked = summary.count;
    while (summary.count === asked && asked < target) {
      const trials: Trial[] = [];
      for (; asked < target && trials.length < MOST_ASKED_AT_ONCE; asked++)
        trials.push({ scenario, replication: asked, scopes });
      await executor.run(
        trials,
        (seen) => {
          summary.add(seen);
          options.watch?.(seen);
          progress?.({ done: summary.count, of: target });
        },
        signal,
      );
    }
    if (summary.count < target || stopping.kind === "fixed") break;
    reached = widest(summary.rows(), stopping.measures);
    precise = reached.relative <= stopping.relative;
    if (precise || target >= stopping.most) break;
    // Half-widths shrink with the root of n; go nine tenths of the way and look again.
    const needed = Math.ceil(0.9 * target * (reached.relative / stopping.relative) ** 2);
    target = Math.min(stopping.most, Math.max(target + PILOT, needed));
  }
  if (summary.count === 0) return null;
  const interrupted = summary.count < target;
  if (stopping.kind === "precision" && reached === null) reached = widest(summary.rows(), stopping.measures);
  return {
    rows: summary.rows(),
    replications: summary.count,
    complete: !interrupted && precise,
    interrupted,
    reached,
  };
}

function requireMeasures({ queues }: Scenario, measures: readonly string[]): void {
  const known = new Set(queues.flatMap(knownMeasures));
  for (const measure of measures) {
    if (!known.has(measure)) throw new RangeError(`${measure} is not a measure of any queue`);
  }
}

/** A measure whose value is 0 in every replication is known as well as it can be. */
function widest(rows: readonly Row[], measures: readonly string[]): NonNullable<Evaluation["reached"]> {
  let worst = { relative: 0, measure: measures[0] ?? "", queue: "" };
  for (const row of rows) {
    if (row.scope !== "period" || row.of !== "queue" || !measures.includes(row.measure)) continue;
    if (row.halfWidth === 0 || Number.isNaN(row.mean)) continue;
    const relative = row.halfWidth / Math.abs(row.mean);
    if (relative > worst.relative) worst = { relative, measure: row.measure, queue: row.name };
  }
  return worst;
}

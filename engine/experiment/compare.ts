import { planOf } from "../centre/plan.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { PairedRatios } from "../stats/pairedRatios.ts";
import type { Progress } from "./evaluate.ts";
import { formOf, type Observation } from "./observation.ts";
import { type Ratios, type PeriodMeasure, PeriodMeasures } from "./periodMeasures.ts";
import type { Scope } from "./rows.ts";
import { type Feasibility, type Target, TargetTally } from "./targets.ts";
import type { Executor, Trial } from "./trial.ts";
import { judge, type Judgement } from "./verdict.ts";

/** How many replications a comparison runs. */
export type ComparisonStopping =
  | { readonly kind: "fixed"; readonly replications: number }
  | {
      readonly kind: "precision";
      /** Half-width of a difference ÷ mean of the base, to reach in every measure looked at: 0.02 is 2%. */
      readonly relative: number;
      readonly most: number;
    };

/** One measure of one plan against the base. */
export interface Difference extends PeriodMeasure, Judgement {
  readonly plan: string;
  /** The whole period, or a month of it. */
  readonly scope: Scope;
  readonly when: string;
  readonly baseMean: number;
  readonly planMean: number;
  /** Replications in which the measure has a meaning in both. */
  readonly n: number;
}

export interface Comparison {
  readonly base: string;
  readonly plans: readonly string[];
  readonly replications: number;
  /** By plan, then stretch, then measure. */
  readonly differences: readonly Difference[];
  /** How many differences the intervals and probabilities allow for. */
  readonly looked: number;
  /** The base first, then the plans; empty if there are no targets. */
  readonly feasibility: readonly { readonly scenario: string; readonly found: Feasibility }[];
  readonly interrupted: boolean;
  /** False if interrupted, or if the precision asked for was not reached. */
  readonly complete: boolean;
  /** The widest half-width ÷ mean of the base, with `kind: "precision"`. */
  readonly reached: { readonly relative: number; readonly measure: string; readonly of: string } | null;
}

export interface ComparisonOptions {
  /** Which measures are looked at; the fewer, the sharper each verdict. All if left out. */
  readonly measures?: (measure: PeriodMeasure) => boolean;
  readonly targets?: readonly Target[];
  /** Whether months are compared too, where several are counted. */
  readonly months?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** Replications of every plan that are run before any is looked at. Fewer would stop a precision by luck. */
const BLOCK = 20;

/** One measure that both the plan and the base have. */
interface Pair {
  readonly plan: number;
  /** Place among the stretches: the whole period first, then its months. */
  readonly stretch: number;
  readonly measure: PeriodMeasure;
  readonly place: number;
  readonly basePlace: number;
  readonly ratios: PairedRatios;
}

/**
 * Compares plans with a base, replication by replication: in each the base and all plans meet the same callers (common
 * random numbers), because streams are named by seed, replication and queue. Every difference is judged by the spread
 * of the paired differences, with allowance for the number of differences looked at.
 *
 * @throws RangeError if there is no plan, if seeds differ, or if the scenarios count different periods.
 * @returns null if it was interrupted before one replication of all was complete.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., sections 10.2 and 11.2 (common random numbers).
 */
export async function compare(
  executor: Executor,
  base: Scenario,
  plans: readonly Scenario[],
  stopping: ComparisonStopping,
  options: ComparisonOptions = {},
): Promise<Comparison | null> {
  requireComparable(base, plans);
  const { signal, progress, targets = [], measures: isLookedAt = () => true } = options;
  const scopes: readonly Scope[] = options.months === true ? ["period", "month"] : ["period"];
  const all = [base, ...plans];
  const { stretches } = formOf(planOf(base), scopes);
  const measures = all.map((scenario) => {
    const plan = planOf(scenario);
    return new PeriodMeasures(plan, formOf(plan, scopes));
  });
  const pairs = plans.flatMap((_, plan) =>
    stretches.flatMap((_stretch, stretch) =>
      pairsOf(plan, stretch, measures[plan + 1]!, measures[0]!, isLookedAt),
    ),
  );
  const tallies = targets.length === 0 ? [] : measures.map(({ list }) => new TargetTally(targets, list));
  const looked = Math.max(1, pairs.length);
  let target = stopping.kind === "fixed" ? stopping.replications : Math.min(BLOCK, stopping.most);
  let done = 0;
  let reached: Comparison["reached"] = null;
  let interrupted = false;
  while (done < target) {
    const block = Math.min(BLOCK, target - done);
    const seen = await observed(
      executor,
      all,
      (observation, scenario) =>
        stretches.map((_stretch, stretch) => measures[scenario]!.ratios(observation, stretch)),
      { from: done, count: block, scopes },
      signal,
    );
    const complete = Math.min(...seen.map((observations) => observations.length));
    for (let i = 0; i < complete; i++) {
      for (const { plan, stretch, place, basePlace, ratios } of pairs) {
        addPair(ratios, seen[plan + 1]![i]![stretch]!, place, seen[0]![i]![stretch]!, basePlace);
      }
      tallies.forEach((tally, scenario) => {
        tally.add(seen[scenario]![i]![0]!);
      });
    }
    done += complete;
    progress?.({ done, of: target });
    interrupted = complete < block;
    if (interrupted) break;
    if (stopping.kind === "fixed" || done < target) continue;
    reached = widest(pairs, looked);
    if (reached.relative <= stopping.relative || done >= stopping.most) break;
    // Half-widths shrink with the root of n; go nine tenths of the way and look again.
    const needed = Math.ceil(0.9 * done * (reached.relative / stopping.relative) ** 2);
    target = Math.min(stopping.most, Math.max(done + BLOCK, needed));
  }
  if (done === 0) return null;
  if (stopping.kind === "precision") reached = widest(pairs, looked);
  return {
    base: base.name,
    plans: plans.map(({ name }) => name),
    replications: done,
    differences: pairs.map(({ plan, stretch, measure, ratios }) => ({
      ...measure,
      ...judge(ratios, looked, measure.better),
      plan: plans[plan]!.name,
      scope: stretches[stretch]!.scope,
      when: stretches[stretch]!.when,
      baseMean: ratios.baseRatio,
      planMean: ratios.ratio,
      n: ratios.count,
    })),
    looked,
    feasibility: tallies.map((tally, i) => ({ scenario: all[i]!.name, found: tally.found(all.length) })),
    interrupted,
    complete:
      !interrupted &&
      (stopping.kind === "fixed" || (reached !== null && reached.relative <= stopping.relative)),
    reached,
  };
}

/** @throws RangeError if there is no plan, if seeds differ, or if the scenarios count different periods. */
export function requireComparable(base: Scenario, plans: readonly Scenario[]): void {
  if (plans.length === 0) throw new RangeError("there is no plan to compare with the base");
  for (const plan of plans) {
    if (plan.seed !== base.seed) {
      throw new RangeError(
        `${plan.name} has seed ${plan.seed} and ${base.name} has ${base.seed}: they would not meet the same callers`,
      );
    }
    if (JSON.stringify(plan.period) !== JSON.stringify(base.period)) {
      throw new RangeError(`${plan.name} and ${base.name} count different periods`);
    }
  }
}

function pairsOf(
  plan: number,
  stretch: number,
  measures: PeriodMeasures,
  base: PeriodMeasures,
  isLookedAt: (measure: PeriodMeasure) => boolean,
): readonly Pair[] {
  return sharedMeasures(measures, base, isLookedAt).map((shared) => ({
    plan,
    stretch,
    ...shared,
    ratios: new PairedRatios(),
  }));
}

/** The measures that both a plan and the base have, with their places in each. */
export function sharedMeasures(
  measures: PeriodMeasures,
  base: PeriodMeasures,
  isLookedAt: (measure: PeriodMeasure) => boolean,
): readonly Pick<Pair, "measure" | "place" | "basePlace">[] {
  return measures.list.flatMap((measure, place) => {
    const basePlace = base.list.findIndex(
      (other) => other.of === measure.of && other.name === measure.name && other.measure === measure.measure,
    );
    if (basePlace < 0 || !isLookedAt(measure)) return [];
    return [{ measure, place, basePlace }];
  });
}

/**
 * Some replications of every scenario.
 *
 * @param read What to keep of an observation of a scenario, by its place.
 * @returns By scenario and replication, what was kept.
 */
async function observed<Kept>(
  executor: Executor,
  scenarios: readonly Scenario[],
  read: (seen: Observation, scenario: number) => Kept,
  {
    from,
    count,
    scopes,
  }: { readonly from: number; readonly count: number; readonly scopes: readonly Scope[] },
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Kept[])[]> {
  const found: Kept[][] = scenarios.map(() => []);
  const trials: Trial[] = scenarios.flatMap((scenario) =>
    Array.from({ length: count }, (_, i) => ({ scenario, replication: from + i, scopes })),
  );
  let taken = 0;
  await executor.run(
    trials,
    (seen) => {
      const scenario = Math.floor(taken++ / count);
      found[scenario]!.push(read(seen, scenario));
    },
    signal,
  );
  return found;
}

/** A percentile of no waits at all has no meaning, and such a replication says nothing about it. */
export function addPair(
  ratios: PairedRatios,
  seen: Ratios,
  place: number,
  baseSeen: Ratios,
  basePlace: number,
): void {
  const numerator = seen[2 * place]!;
  const baseNumerator = baseSeen[2 * basePlace]!;
  if (Number.isNaN(numerator) || Number.isNaN(baseNumerator)) return;
  ratios.add(numerator, seen[2 * place + 1]!, baseNumerator, baseSeen[2 * basePlace + 1]!);
}

function widest(pairs: readonly Pair[], looked: number): NonNullable<Comparison["reached"]> {
  let worst = { relative: 0, measure: "", of: "" };
  for (const { measure, ratios } of pairs) {
    const { halfWidth } = judge(ratios, looked, measure.better);
    if (halfWidth === 0 || Number.isNaN(halfWidth) || ratios.baseRatio === 0) continue;
    const relative = halfWidth / Math.abs(ratios.baseRatio);
    if (relative > worst.relative) worst = { relative, measure: measure.measure, of: measure.name };
  }
  return worst;
}

import { requireWhole } from "../check.ts";
import { planOf } from "../centre/plan.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Progress } from "./evaluate.ts";
import type { Better } from "./measure.ts";
import type { Observation } from "./observation.ts";
import { type PeriodMeasure, PeriodMeasures } from "./periodMeasures.ts";
import type { Executor, Trial } from "./trial.ts";

/** What plans are screened by. */
export interface ScreenedBy {
  readonly of: PeriodMeasure["of"];
  readonly name: string;
  readonly measure: string;
  readonly better: Better;
  /** The smallest difference worth having, in the measure's own unit (a share from 0 to 1, or seconds); above 0. */
  readonly worthHaving: number;
}

/** One plan after the screening, best first. */
export interface Screened {
  readonly scenario: string;
  /** Mean over periods of each period's own figure, over the replications this plan was given. */
  readonly mean: number;
  /** Paired: its mean less that of the plan that was chosen, over the replications both had. */
  readonly fromBest: number;
  readonly replications: number;
  /** The chosen plan; one that may be as good (no worse than what is worth having); or one that is not. */
  readonly verdict: "chosen" | "cannot be told apart" | "worse";
}

export interface Screening {
  readonly by: ScreenedBy;
  readonly plans: readonly Screened[];
  /** Replications simulated in all. */
  readonly spent: number;
  readonly interrupted: boolean;
  /** False if interrupted, or if the most replications did not suffice to choose one. */
  readonly complete: boolean;
}

export interface ScreeningOptions {
  /** Replications of any one plan, at most. */
  readonly most: number;
  /** Chance that the chosen plan is worse than the best by what is worth having, or more; 0.05 if left out. */
  readonly error?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** Replications of every plan before any can be dropped. */
const FIRST_STAGE = 20;
/** Survivors run so many at a time; what they bring is still looked at one replication after the other. */
const BLOCK = 10;

/**
 * Finds the best of several plans, dropping those that fall behind on the way so that replications are spent where they
 * matter. With probability 1 − `error` the plan chosen is within `worthHaving` of the best; where the best leads by at
 * least that much, it is the best. Plans meet the same callers, which makes their differences small and the screening
 * quick.
 *
 * It looks at each period's own figure, whose mean over periods is judged; a period in which the measure has no meaning
 * (no calls) is not possible to compare and makes the run fail.
 *
 * @throws RangeError for fewer than two plans, or a measure that one of them does not have.
 * @returns null if it was interrupted before the first stage was over.
 * Source: Kim and Nelson (2001), ACM Transactions on Modeling and Computer Simulation 11(3), 251–273: procedure KN with
 * c = 1, which is valid with common random numbers.
 */
export async function screen(
  executor: Executor,
  scenarios: readonly Scenario[],
  by: ScreenedBy,
  options: ScreeningOptions,
): Promise<Screening | null> {
  const { most, error = 0.05, signal, progress } = options;
  const k = scenarios.length;
  requireWhole({ plans: k }, 2);
  requireWhole({ "most replications": most }, FIRST_STAGE);
  const readers = scenarios.map((scenario) => readerOf(scenario, by));
  /** Figures of each plan; lower is better, whatever the measure. */
  const figures: number[][] = scenarios.map(() => []);
  let survivors = scenarios.map((_, i) => i);
  const run = async (count: number): Promise<boolean> => {
    const from = figures[survivors[0]!]!.length;
    const trials: Trial[] = survivors.flatMap((plan) =>
      Array.from({ length: count }, (_, i) => ({ scenario: scenarios[plan]!, replication: from + i })),
    );
    let taken = 0;
    await executor.run(
      trials,
      (seen) => {
        const plan = survivors[Math.floor(taken++ / count)]!;
        figures[plan]!.push(readers[plan]!(seen));
      },
      signal,
    );
    return taken === trials.length;
  };
  const report = (): void => {
    const done = Math.min(...survivors.map((plan) => figures[plan]!.length));
    progress?.({ done, of: most });
  };

  if (!(await run(FIRST_STAGE))) return null;
  report();
  const eta = ((2 * error) / (k - 1)) ** (-2 / (FIRST_STAGE - 1)) / 2 - 0.5;
  const scale = 2 * eta * (FIRST_STAGE - 1);
  const variances = scenarios.map((_, i) =>
    scenarios.map((_, l) => differenceVariance(figures[i]!, figures[l]!, FIRST_STAGE)),
  );
  let interrupted = false;
  let looked = FIRST_STAGE;
  for (;;) {
    // Replication by replication, so that the outcome does not depend on the size of a block.
    for (; looked <= figures[survivors[0]!]!.length && survivors.length > 1; looked++) {
      const means = scenarios.map((_, i) => meanOf(figures[i]!, looked));
      const slack = (i: number, l: number): number =>
        Math.max(
          0,
          (by.worthHaving / (2 * looked)) * ((scale * variances[i]![l]!) / by.worthHaving ** 2 - looked),
        );
      const leading = survivors.filter((i) =>
        survivors.every((l) => l === i || means[i]! <= means[l]! + slack(i, l)),
      );
      // With no variance left between two plans that are equal in every replication, the first of them stays.
      survivors = leading.length > 0 ? leading : survivors.slice(0, 1);
      if (looked >= largest(variances, survivors, scale, by.worthHaving)) {
        survivors = [survivors.reduce((a, b) => (means[b]! < means[a]! ? b : a))];
      }
    }
    if (survivors.length === 1) break;
    const had = figures[survivors[0]!]!.length;
    if (had >= most) break;
    if (!(await run(Math.min(BLOCK, most - had)))) {
      interrupted = true;
      break;
    }
    report();
  }
  return described(scenarios, figures, survivors, by, variances, scale, interrupted);
}

/** After so many replications no difference as large as what is worth having can be left among the survivors. */
function largest(
  variances: readonly (readonly number[])[],
  survivors: readonly number[],
  scale: number,
  worthHaving: number,
): number {
  let most = 0;
  for (const i of survivors) {
    for (const l of survivors) {
      if (l !== i) most = Math.max(most, Math.floor((scale * variances[i]![l]!) / worthHaving ** 2) + 1);
    }
  }
  return most;
}

function described(
  scenarios: readonly Scenario[],
  figures: readonly (readonly number[])[],
  survivors: readonly number[],
  by: ScreenedBy,
  variances: readonly (readonly number[])[],
  scale: number,
  interrupted: boolean,
): Screening {
  const sign = by.better === "lower" ? 1 : -1;
  const best = survivors.reduce((a, b) =>
    meanOf(figures[b]!, common(figures, a, b)) < meanOf(figures[a]!, common(figures, a, b)) ? b : a,
  );
  const chosen = survivors.length === 1;
  const plans = scenarios.map(({ name }, i): Screened => {
    const both = common(figures, i, best);
    const behind = meanOf(figures[i]!, both) - meanOf(figures[best]!, both);
    // The bound that KN drops plans by: what is further behind is worse, whatever was left to be seen.
    const slack = Math.max(
      0,
      (by.worthHaving / (2 * both)) * ((scale * variances[i]![best]!) / by.worthHaving ** 2 - both),
    );
    const verdict =
      i === best && chosen
        ? "chosen"
        : behind > slack && behind >= by.worthHaving
          ? "worse"
          : "cannot be told apart";
    return {
      scenario: name,
      mean: sign * meanOf(figures[i]!, figures[i]!.length),
      fromBest: behind === 0 ? 0 : sign * behind,
      replications: figures[i]!.length,
      verdict,
    };
  });
  const order = plans
    .map((_, i) => i)
    .sort(
      (a, b) => sign * (plans[a]!.fromBest - plans[b]!.fromBest) || Number(b === best) - Number(a === best),
    );
  return {
    by,
    plans: order.map((i) => plans[i]!),
    spent: figures.reduce((sum, list) => sum + list.length, 0),
    interrupted,
    complete: chosen && !interrupted,
  };
}

function readerOf(scenario: Scenario, by: ScreenedBy): (seen: Observation) => number {
  const measures = new PeriodMeasures(planOf(scenario));
  const place = measures.list.findIndex(
    ({ of, name, measure }) => of === by.of && name === by.name && measure === by.measure,
  );
  if (place < 0) throw new RangeError(`${scenario.name} has no measure ${by.measure} of ${by.of} ${by.name}`);
  const sign = by.better === "lower" ? 1 : -1;
  return (seen) => {
    const ratios = measures.ratios(seen);
    const figure = ratios[2 * place]! / ratios[2 * place + 1]!;
    if (Number.isFinite(figure)) return sign * figure;
    throw new RangeError(
      `${by.measure} of ${by.of} ${by.name} has no meaning in a period of ${scenario.name}: nobody came who counts for it`,
    );
  };
}

function common(figures: readonly (readonly number[])[], i: number, l: number): number {
  return Math.min(figures[i]!.length, figures[l]!.length);
}

function meanOf(figures: readonly number[], first: number): number {
  let sum = 0;
  for (let i = 0; i < first; i++) sum += figures[i]!;
  return sum / first;
}

/** Sample variance of the differences of two plans in the first replications. */
function differenceVariance(a: readonly number[], b: readonly number[], first: number): number {
  const mean = meanOf(a, first) - meanOf(b, first);
  let squares = 0;
  for (let i = 0; i < first; i++) squares += (a[i]! - b[i]! - mean) ** 2;
  return squares / (first - 1);
}

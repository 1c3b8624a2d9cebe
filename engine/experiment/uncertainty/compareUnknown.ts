import { planOf } from "../../centre/plan.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Range } from "../../stats/estimate.ts";
import { type DrawnMonths, nestedEstimate } from "../../stats/nested.ts";
import { PairedRatios } from "../../stats/pairedRatios.ts";
import { studentQuantile } from "../../stats/quantiles.ts";
import { Tally } from "../../stats/tally.ts";
import { addPair, requireComparable, sharedMeasures } from "../compare.ts";
import type { Progress } from "../evaluate.ts";
import { formOf, type Observation } from "../observation.ts";
import { type PeriodMeasure, PeriodMeasures, type Ratios } from "../periodMeasures.ts";
import type { Scope } from "../rows.ts";
import { runEach } from "../runEach.ts";
import { type Proportion, proportion } from "../targets.ts";
import type { Executor } from "../trial.ts";
import { FAMILY_ERROR, type Verdict, verdictOf } from "../verdict.ts";
import { expectedValues, shareOverDraws } from "./overDraws.ts";

/** One measure of one plan against the base, its spread divided into what is not known and chance. */
export interface UnknownDifference extends PeriodMeasure {
  readonly plan: string;
  readonly scope: Scope;
  readonly when: string;
  /** Over what is not known and chance. */
  readonly baseMean: number;
  readonly planMean: number;
  /** Plan less base. NaN where the measure has a meaning in fewer than two draws. */
  readonly difference: number;
  /** All the intervals difference ± halfWidth of one comparison hold together with 95% confidence. */
  readonly halfWidth: number;
  readonly verdict: Verdict;
  readonly sdUnknown: number;
  readonly sdChance: number;
  /** 95% of expected differences over what is not known. */
  readonly expected: Range | null;
  /** 95% of differences of single periods by chance alone. */
  readonly chance: Range | null;
  /** 95% of differences of single periods, both together. */
  readonly single: Range | null;
  /** Share of draws in which the plan is expected to be better; null where neither way is. */
  readonly expectedBetter: Proportion | null;
  /** Share of single periods in which it is. */
  readonly periodsBetter: Proportion | null;
  /** Draws in which the measure has a meaning in both. */
  readonly draws: number;
}

export interface UnknownComparison {
  readonly base: string;
  readonly plans: readonly string[];
  /** Draws that are complete, and periods of each. */
  readonly draws: number;
  readonly replications: number;
  /** By plan, then stretch, then measure. */
  readonly differences: readonly UnknownDifference[];
  /** How many differences the half-widths allow for. */
  readonly looked: number;
  readonly interrupted: boolean;
}

interface Options {
  /** Which measures are looked at; all if left out. */
  readonly measures?: (measure: PeriodMeasure) => boolean;
  /** Whether months are looked at too, where several are counted. */
  readonly months?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** Runs of one scenario that are sent off together: enough to keep all threads busy, few enough that memory stays flat. */
const RUNS_AT_A_TIME = 64;

/** One measure of one plan over one stretch, draw by draw. */
interface Pair {
  readonly plan: number;
  readonly stretch: number;
  readonly measure: PeriodMeasure;
  readonly place: number;
  readonly basePlace: number;
  readonly drawn: DrawnMonths[];
  readonly base: Tally;
  readonly ofPlan: Tally;
  same: boolean;
}

/**
 * Compares plans with a base under drawn values of what is not known. In each draw the base and all plans have the same
 * values of what they share, and in each period the same callers. No two draws share a replication.
 *
 * @param scenariosOf The base and the plans of each draw, counted from 0; alike from draw to draw but for unknown figures.
 * @param draws        At least two.
 * @param replications Periods of each draw, at least two.
 * @returns null if it was interrupted before two draws were complete.
 * @throws RangeError if there is no plan, if seeds differ, or if the scenarios count different periods.
 * Source: as `compare` for the differences, as `nestedEstimate` for the division of their spread.
 */
export async function compareUnknown(
  executor: Executor,
  scenariosOf: (draw: number) => readonly Scenario[],
  { draws, replications }: { readonly draws: number; readonly replications: number },
  options: Options = {},
): Promise<UnknownComparison | null> {
  const { signal, progress, measures: isLookedAt = () => true } = options;
  const scopes: readonly Scope[] = options.months === true ? ["period", "month"] : ["period"];
  const [base, ...plans] = scenariosOf(0);
  requireComparable(base!, plans);
  const count = plans.length + 1;
  const pairs = pairsOf(base!, plans, scopes, isLookedAt);
  const looked = Math.max(1, pairs.length);
  const atATime = Math.ceil(RUNS_AT_A_TIME / count);
  let complete = 0;
  for (let start = 0; start < draws && signal?.aborted !== true; start += atATime) {
    const jobs = Array.from({ length: Math.min(atATime, draws - start) }, (_, i) =>
      scenariosOf(start + i).map((scenario) => ({
        scenario,
        first: (start + i) * replications,
        replications,
        scopes,
      })),
    ).flat();
    const before = start * count * replications;
    /** By scenario of the draw under way, period and stretch. */
    let seen: (readonly (readonly Ratios[])[])[] = [];
    await runEach(
      executor,
      jobs,
      (observations, job) => {
        seen.push(ratiosOf(jobs[job]!.scenario, observations, scopes));
        if (seen.length < count) return;
        for (const pair of pairs) addDraw(pair, seen);
        seen = [];
        complete++;
      },
      {
        ...(signal === undefined ? {} : { signal }),
        progress: ({ done }) => progress?.({ done: before + done, of: draws * count * replications }),
      },
    );
  }
  if (complete < 2) return null;
  const { stretches } = formOf(planOf(base!), scopes);
  return {
    base: base!.name,
    plans: plans.map(({ name }) => name),
    draws: complete,
    replications,
    differences: pairs.map((pair) => ({
      ...pair.measure,
      plan: plans[pair.plan]!.name,
      scope: stretches[pair.stretch]!.scope,
      when: stretches[pair.stretch]!.when,
      ...differenceOf(pair, replications, looked),
    })),
    looked,
    interrupted: complete < draws,
  };
}

function pairsOf(
  base: Scenario,
  plans: readonly Scenario[],
  scopes: readonly Scope[],
  isLookedAt: (measure: PeriodMeasure) => boolean,
): readonly Pair[] {
  const ofBase = new PeriodMeasures(planOf(base));
  const { stretches } = formOf(planOf(base), scopes);
  return plans.flatMap((scenario, plan) => {
    const shared = sharedMeasures(new PeriodMeasures(planOf(scenario)), ofBase, isLookedAt);
    return stretches.flatMap((_, stretch) =>
      shared.map((each): Pair => ({
        plan,
        stretch,
        ...each,
        drawn: [],
        base: new Tally(),
        ofPlan: new Tally(),
        same: true,
      })),
    );
  });
}

/** By period and stretch. */
function ratiosOf(
  scenario: Scenario,
  observations: readonly Observation[],
  scopes: readonly Scope[],
): readonly (readonly Ratios[])[] {
  const plan = planOf(scenario);
  const form = formOf(plan, scopes);
  const measures = new PeriodMeasures(plan, form);
  return observations.map((seen) => form.stretches.map((_, stretch) => measures.ratios(seen, stretch)));
}

/** @param seen By scenario, period and stretch. */
function addDraw(pair: Pair, seen: readonly (readonly (readonly Ratios[])[])[]): void {
  const { plan, stretch, place, basePlace } = pair;
  const ratios = new PairedRatios();
  const months = seen[0]!.map((period, i) => {
    const one = seen[plan + 1]![i]![stretch]!;
    const other = period[stretch]!;
    addPair(ratios, one, place, other, basePlace);
    return one[2 * place]! / one[2 * place + 1]! - other[2 * basePlace]! / other[2 * basePlace + 1]!;
  });
  const { difference, standardError, count, identical, ratio, baseRatio } = ratios;
  if (!identical) pair.same = false;
  if (Number.isFinite(difference)) {
    pair.ofPlan.add(ratio);
    pair.base.add(baseRatio);
  }
  pair.drawn.push({ mean: difference, variance: count * standardError ** 2, months });
}

function differenceOf(
  { drawn, same, base, ofPlan, measure: { better } }: Pair,
  replications: number,
  looked: number,
): Omit<UnknownDifference, keyof PeriodMeasure | "plan" | "scope" | "when"> {
  const means = { baseMean: base.mean, planMean: ofPlan.mean };
  const found = nestedEstimate(drawn, replications);
  if (found === null) return { ...means, ...NOTHING };
  const { mean: difference, sdUnknown, sdChance, expected, chance, single, draws } = found;
  // The usual half-width is for one difference looked at alone.
  const wider = studentQuantile(1 - FAMILY_ERROR / looked / 2, draws - 1) / studentQuantile(0.975, draws - 1);
  const halfWidth = wider * found.halfWidth;
  const isBetter = (value: number): boolean => (better === "lower" ? value < 0 : value > 0);
  const share = (values: readonly number[]): number =>
    values.filter((value) => isBetter(value)).length / values.length;
  const expectedDifferences = expectedValues(
    drawn.map(({ mean }) => mean),
    sdUnknown,
  );
  const known = drawn.map(({ months }) => months.filter((value) => Number.isFinite(value)));
  return {
    ...means,
    difference,
    halfWidth,
    verdict: same ? "the same" : verdictOf(difference, halfWidth, better),
    sdUnknown,
    sdChance,
    expected,
    chance,
    single,
    expectedBetter:
      better === null
        ? null
        : proportion(expectedDifferences.filter(isBetter).length, expectedDifferences.length),
    periodsBetter:
      better === null
        ? null
        : shareOverDraws(known.filter((values) => values.length > 0).map(share), replications),
    draws,
  };
}

const NOTHING = {
  difference: NaN,
  halfWidth: NaN,
  verdict: "cannot be told apart",
  sdUnknown: NaN,
  sdChance: NaN,
  expected: null,
  chance: null,
  single: null,
  expectedBetter: null,
  periodsBetter: null,
  draws: 0,
} as const;

import type { Plan } from "../../centre/plan.ts";
import { planOf } from "../../centre/plan.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Range } from "../../stats/estimate.ts";
import { nestedEstimate } from "../../stats/nested.ts";
import { studentQuantile } from "../../stats/quantiles.ts";
import type { Progress } from "../evaluate.ts";
import type { Row, Scope } from "../rows.ts";
import { runEach } from "../runEach.ts";
import { Summary } from "../summary.ts";
import type { Observation } from "../observation.ts";
import type { Target } from "../targets.ts";
import type { Executor } from "../trial.ts";
import { type UnknownTarget, UnknownTargets } from "./unknownTargets.ts";

/** One measure over the whole period or a month of it, its spread divided into what is not known and chance. */
export interface UnknownRow extends Pick<
  Row,
  "scenario" | "scope" | "when" | "of" | "name" | "measure" | "title" | "unit" | "definition" | "reported"
> {
  /** Over what is not known and chance. NaN where nothing happened. */
  readonly mean: number;
  readonly halfWidth: number;
  /** Draws in which the measure has a meaning. */
  readonly draws: number;
  /** Simulated periods of each draw. */
  readonly replications: number;
  readonly sdUnknown: number;
  readonly sdChance: number;
  readonly shareUnknown: number;
  readonly shareUnknownRange: Range | null;
  /** 95% of expected values over what is not known. */
  readonly expected: Range | null;
  /** 95% of single periods by chance alone. */
  readonly chance: Range | null;
  /** 95% of single periods, both together. */
  readonly single: Range | null;
}

export interface UnknownEvaluation {
  readonly rows: readonly UnknownRow[];
  /** One for each target that was asked for. */
  readonly targets: readonly UnknownTarget[];
  /** Draws that are complete. */
  readonly draws: number;
  readonly interrupted: boolean;
}

/** What is looked at besides the whole period, where several months are counted. */
export interface ByMonth {
  /** Which rows of months are kept: what is kept grows with draws times rows. */
  readonly keeps: (row: Pick<Row, "of" | "name" | "measure">) => boolean;
  readonly targets: readonly Target[];
}

const BY_MONTH: readonly Scope[] = ["period", "month"];

/** Draws that are run together: enough to keep all threads busy, few enough that memory stays flat. */
const DRAWS_AT_A_TIME = 64;

/**
 * Simulates a scenario under drawn values of what is not known, some periods for each draw. No two draws share a
 * replication, so that the noise of one has nothing to do with that of another, which the division of the variance
 * rests on.
 *
 * @param scenarioOf   The scenario of each draw, counted from 0, alike but for the unknown figures.
 * @param draws        At least two.
 * @param replications Periods of each draw, at least two.
 * @param options      `months`: of a run of several months, what is told month by month. Targets must be of rows kept.
 * @returns null if it was interrupted before two draws were complete.
 */
export async function evaluateUnknown(
  executor: Executor,
  scenarioOf: (draw: number) => Scenario,
  { draws, replications }: { readonly draws: number; readonly replications: number },
  options: {
    readonly months?: ByMonth | null;
    readonly signal?: AbortSignal;
    readonly progress?: (progress: Progress) => void;
  } = {},
): Promise<UnknownEvaluation | null> {
  const { signal, progress, months: byMonth = null } = options;
  const found: Drawn[] = [];
  let labels: readonly Row[] = [];
  /** Places of the rows that are kept, among all rows. */
  let kept: readonly number[] = [];
  const targets = new UnknownTargets(byMonth?.targets ?? []);
  const student = studentQuantile(0.975, replications - 1);
  for (let start = 0; start < draws && signal?.aborted !== true; start += DRAWS_AT_A_TIME) {
    const jobs = Array.from({ length: Math.min(DRAWS_AT_A_TIME, draws - start) }, (_, i) => ({
      scenario: scenarioOf(start + i),
      first: (start + i) * replications,
      replications,
      ...(byMonth && { scopes: BY_MONTH }),
    }));
    const before = start * replications;
    await runEach(
      executor,
      jobs,
      (seen, job) => {
        const plan = planOf(jobs[job]!.scenario);
        const { rows, months } = rowsOfDraw(plan, seen, byMonth === null ? ["period"] : BY_MONTH);
        if (labels.length === 0) {
          kept = rows.flatMap((row, i) =>
            row.scope === "period" || byMonth?.keeps(row) === true ? [i] : [],
          );
          labels = kept.map((i) => rows[i]!);
        }
        found.push({
          means: Float64Array.from(kept, (i) => rows[i]!.mean),
          variances: Float64Array.from(kept, (i) => varianceOf(rows[i]!, replications, student)),
          months: months.map((means) => Float64Array.from(kept, (i) => means[i]!)),
        });
        if (targets.asked.length > 0) targets.add(plan, seen, BY_MONTH);
      },
      {
        ...(signal === undefined ? {} : { signal }),
        progress: ({ done }) => progress?.({ done: before + done, of: draws * replications }),
      },
    );
  }
  if (found.length < 2) return null;
  const rows = labels.map((row, i) => unknownRow(row, i, found, replications));
  return { rows, targets: targets.found(rows), draws: found.length, interrupted: found.length < draws };
}

/** Of a single period: the half-width is Student's quantile times the standard error, for a ratio of sums too. */
function varianceOf({ halfWidth, n }: Row, replications: number, student: number): number {
  if (n < 2) return NaN;
  // Of a percentile of a month, periods in which nobody waited say nothing, and are not among the n.
  return n * (halfWidth / (n === replications ? student : studentQuantile(0.975, n - 1))) ** 2;
}

/** The measures of one draw, in the order of the rows. */
interface Drawn {
  readonly means: Float64Array;
  /** Of a single period. */
  readonly variances: Float64Array;
  readonly months: readonly Float64Array[];
}

function rowsOfDraw(
  plan: Plan,
  seen: readonly Observation[],
  scopes: readonly Scope[],
): { readonly rows: readonly Row[]; readonly months: readonly Float64Array[] } {
  const all = new Summary(plan, scopes);
  const months = seen.map((period) => {
    all.add(period);
    const one = new Summary(plan, scopes);
    one.add(period);
    return Float64Array.from(one.rows(), ({ mean }) => mean);
  });
  return { rows: all.rows(), months };
}

function unknownRow(row: Row, i: number, draws: readonly Drawn[], replications: number): UnknownRow {
  const { scenario, scope, when, of, name, measure, title, unit, definition, reported } = row;
  const what = { scenario, scope, when, of, name, measure, title, unit, definition, reported, replications };
  const found = nestedEstimate(
    draws.map(({ means, variances, months }) => ({
      mean: means[i]!,
      variance: variances[i]!,
      months: months.map((month) => month[i]!),
    })),
    replications,
  );
  if (found === null) return { ...what, ...NOTHING };
  // No figure here can be negative and no share above 1, which Student's interval does not know.
  const most = unit === "share" ? 1 : Infinity;
  const possible = ({ low, high }: Range): Range => ({ low: Math.max(0, low), high: Math.min(most, high) });
  return {
    ...what,
    ...found,
    expected: possible(found.expected),
    chance: possible(found.chance),
    single: possible(found.single),
  };
}

const NOTHING = {
  mean: NaN,
  halfWidth: NaN,
  draws: 0,
  sdUnknown: NaN,
  sdChance: NaN,
  shareUnknown: NaN,
  shareUnknownRange: null,
  expected: null,
  chance: null,
  single: null,
};

import { planOf } from "../../centre/plan.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Range } from "../../stats/estimate.ts";
import { nestedEstimate } from "../../stats/nested.ts";
import { studentQuantile } from "../../stats/quantiles.ts";
import type { Progress } from "../evaluate.ts";
import type { Row } from "../rows.ts";
import { runEach } from "../runEach.ts";
import { Summary } from "../summary.ts";
import type { Observation } from "../observation.ts";
import type { Executor } from "../trial.ts";

/** One measure over the whole period, its spread divided into what is not known and chance. */
export interface UnknownRow extends Pick<
  Row,
  "scenario" | "when" | "of" | "name" | "measure" | "title" | "unit" | "definition" | "reported"
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
  /** Draws that are complete. */
  readonly draws: number;
  readonly interrupted: boolean;
}

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
 * @returns null if it was interrupted before two draws were complete.
 */
export async function evaluateUnknown(
  executor: Executor,
  scenarioOf: (draw: number) => Scenario,
  { draws, replications }: { readonly draws: number; readonly replications: number },
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<UnknownEvaluation | null> {
  const { signal, progress } = options;
  const found: Drawn[] = [];
  let labels: readonly Row[] = [];
  const student = studentQuantile(0.975, replications - 1);
  for (let start = 0; start < draws && signal?.aborted !== true; start += DRAWS_AT_A_TIME) {
    const jobs = Array.from({ length: Math.min(DRAWS_AT_A_TIME, draws - start) }, (_, i) => ({
      scenario: scenarioOf(start + i),
      first: (start + i) * replications,
      replications,
    }));
    const before = start * replications;
    await runEach(
      executor,
      jobs,
      (seen, job) => {
        const { rows, months } = rowsOfDraw(jobs[job]!.scenario, seen);
        if (labels.length === 0) labels = rows;
        found.push({
          means: Float64Array.from(rows, ({ mean }) => mean),
          // The half-width is Student's quantile times the standard error, for a ratio of sums too.
          variances: Float64Array.from(rows, ({ halfWidth }) => replications * (halfWidth / student) ** 2),
          months,
        });
      },
      {
        ...(signal === undefined ? {} : { signal }),
        progress: ({ done }) => progress?.({ done: before + done, of: draws * replications }),
      },
    );
  }
  if (found.length < 2) return null;
  const rows = labels.map((row, i) => unknownRow(row, i, found, replications));
  return { rows, draws: found.length, interrupted: found.length < draws };
}

/** The measures of one draw, in the order of the rows. */
interface Drawn {
  readonly means: Float64Array;
  /** Of a single period. */
  readonly variances: Float64Array;
  readonly months: readonly Float64Array[];
}

function rowsOfDraw(
  scenario: Scenario,
  seen: readonly Observation[],
): { readonly rows: readonly Row[]; readonly months: readonly Float64Array[] } {
  const plan = planOf(scenario);
  const all = new Summary(plan);
  const months = seen.map((period) => {
    all.add(period);
    const one = new Summary(plan);
    one.add(period);
    return Float64Array.from(one.rows(), ({ mean }) => mean);
  });
  return { rows: all.rows(), months };
}

function unknownRow(row: Row, i: number, draws: readonly Drawn[], replications: number): UnknownRow {
  const { scenario, when, of, name, measure, title, unit, definition, reported } = row;
  const what = { scenario, when, of, name, measure, title, unit, definition, reported, replications };
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

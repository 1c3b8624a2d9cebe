import { planOf } from "../../centre/plan.ts";
import { isHorizon } from "../../scenario/horizon.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Progress } from "../evaluate.ts";
import { formOf } from "../observation.ts";
import { PeriodMeasures, type Ratios } from "../periodMeasures.ts";
import type { Scope } from "../rows.ts";
import { runEach } from "../runEach.ts";
import type { Executor } from "../trial.ts";
import { type UsualMeasure, usualMeasures } from "./usualMeasures.ts";

/** The simulated periods of one draw: for each stretch of time, all measures of each of them. */
export type DrawnPeriods = readonly (readonly Ratios[])[];

/** What is simulated for each draw, and how it is read. */
export interface DrawnForm {
  /** The months, or the one period that is counted. */
  readonly stretches: readonly string[];
  /** All measures, in the order of the ratios. */
  readonly list: PeriodMeasures["list"];
  readonly usual: readonly UsualMeasure[];
}

/** Draws that are run together: enough to keep all threads busy, few enough that memory stays flat. */
const DRAWS_AT_A_TIME = 64;

/** Month by month where there are several; otherwise the period as it is. */
function scopeOf({ period }: Scenario): Scope {
  return isHorizon(period) ? "month" : "period";
}

/** What is found of the draws of a scenario: the same for all of them. */
export function drawnForm(scenario: Scenario): DrawnForm {
  const plan = planOf(scenario);
  const { list } = new PeriodMeasures(plan);
  return {
    stretches: formOf(plan, [scopeOf(scenario)]).stretches.map(({ when }) => when),
    list,
    usual: usualMeasures(list, scenario),
  };
}

/**
 * Simulates some periods of each of some draws. No two draws share a replication, so that the noise of one has nothing to
 * do with that of another.
 *
 * @param scenarioOf The scenario of a draw, by its number, alike but for the unknown figures.
 * @param draws      The number of the first, and how many.
 * @param take       Is handed the periods of each draw, in their order.
 * @returns How many draws are complete: all of them unless `signal` aborts.
 */
export async function simulateDraws(
  executor: Executor,
  scenarioOf: (draw: number) => Scenario,
  draws: { readonly first: number; readonly count: number },
  replications: number,
  take: (draw: number, periods: DrawnPeriods) => void,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<number> {
  const { signal, progress } = options;
  const { first, count } = draws;
  let complete = 0;
  for (let start = 0; start < count && signal?.aborted !== true; start += DRAWS_AT_A_TIME) {
    const jobs = Array.from({ length: Math.min(DRAWS_AT_A_TIME, count - start) }, (_, i) => {
      const draw = first + start + i;
      const scenario = scenarioOf(draw);
      return { scenario, first: draw * replications, replications, scopes: [scopeOf(scenario)] };
    });
    complete += await runEach(
      executor,
      jobs,
      (seen, job) => {
        const { scenario, scopes } = jobs[job]!;
        const plan = planOf(scenario);
        const form = formOf(plan, scopes);
        const measures = new PeriodMeasures(plan, form);
        take(
          first + start + job,
          form.stretches.map((_, stretch) => seen.map((one) => measures.ratios(one, stretch))),
        );
      },
      {
        ...(signal === undefined ? {} : { signal }),
        progress: ({ done }) => progress?.({ done: start * replications + done, of: count * replications }),
      },
    );
  }
  return complete;
}

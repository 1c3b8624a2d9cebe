import type { Scenario } from "../scenario/scenario.ts";
import type { Workforce } from "../scenario/people.ts";
import type { PeopleMonth, PoolMonth } from "./figures.ts";
import type { PeopleDraw } from "./heads.ts";
import { Pipeline } from "./pipeline.ts";
import { talkSharesOf } from "./staffing.ts";

/** What a horizon takes of people, role by role. */
export interface HorizonSums {
  /** Months of full-time work: paid, at the work of the role, and in paid training. */
  readonly paid: number;
  readonly effective: number;
  readonly training: number;
  /** Null where the role's pay is not said. */
  readonly cost: number | null;
}

/** The people of a scenario over some months. */
export interface PeopleHorizon {
  readonly stages: readonly string[];
  /** The pools on the first day, in the order of the scenario. */
  readonly firstDay: readonly PoolMonth[];
  readonly months: readonly PeopleMonth[];
  /** In the order of `Workforce.roles`. */
  readonly sums: readonly HorizonSums[];
}

/** A scenario that says something of people. */
export type WithPeople = Scenario & { readonly workforce: Workforce };

/**
 * Rolls the people of a scenario forward, without its calls and so without feedback from them.
 *
 * @param count Months, the first being that of the workforce's first day.
 * @param draw  Whose fates; null for what is expected.
 */
export function peopleOver(scenario: WithPeople, count: number, draw: PeopleDraw | null): PeopleHorizon {
  const pipeline = new Pipeline(scenario.workforce, talkSharesOf(scenario), draw);
  const months = Array.from({ length: count }, () => pipeline.nextMonth());
  return {
    stages: pipeline.stages,
    firstDay: pipeline.firstDay,
    months,
    sums: scenario.workforce.roles.map((_, r) => sumsOf(months, r)),
  };
}

function sumsOf(months: readonly PeopleMonth[], r: number): HorizonSums {
  const over = (figure: "paid" | "effective" | "training"): number =>
    months.reduce((sum, { roles, days, daysInMonth }) => sum + (roles[r]![figure] * days) / daysInMonth, 0);
  const costs = months.map(({ roles }) => roles[r]!.cost);
  return {
    paid: over("paid"),
    effective: over("effective"),
    training: over("training"),
    cost: costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0),
  };
}

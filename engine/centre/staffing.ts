import type { Proficiency, Rota, Scenario } from "../scenario/scenario.ts";

/** What a room has shown in one month. Arrays are by pool and by queue, in the order of the scenario. */
export interface MonthSeen {
  /** Time on contacts and wrap-up ÷ time on duty, overrun included; NaN for a pool that was never on duty. */
  readonly occupancy: readonly number[];
  /** Contacts offered in the month, and those of them that have abandoned by its end. */
  readonly offered: readonly number[];
  readonly abandoned: readonly number[];
}

/** Who is on duty in one month. */
export interface MonthOnDuty {
  /** By pool, handlers on duty in each of the 168 hours of the week. Not looked at for pools with shifts. */
  readonly handlers: readonly (readonly number[])[];
  /** By pool, how much longer its handlers take over what they answer in this month; null: as the pools say. */
  readonly paces: readonly Proficiency[] | null;
  /** By pool, the heads of its shifts in this month; null for a pool without. As the pools say, if left out. */
  readonly rotas?: readonly (Rota | null)[];
}

/** Where a room gets its handlers from, month by month. */
export interface Staffing {
  /** Whether `paces` may be given. If so the room needs the event loop. */
  readonly setsPaces: boolean;
  /**
   * Asked once for each month of the period, in order: the first as the run (its warm-up) begins, any other as the month
   * begins. In a period without a calendar only the first month is asked for.
   *
   * @param month From 0.
   * @param before The month before as it was; null for the first.
   */
  inMonth(month: number, before: MonthSeen | null): MonthOnDuty;
}

/** The handlers that the scenario's pools say. */
export function staffingOf({ pools }: Pick<Scenario, "pools">): Staffing {
  return {
    setsPaces: false,
    inMonth: (month) => ({
      handlers: pools.map(({ handlers, handlersByMonth }) => handlersByMonth?.[month] ?? handlers),
      paces: null,
    }),
  };
}

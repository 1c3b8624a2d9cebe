import { type DemandFollowing, demandFollowingOf } from "./demandFollowing.ts";
import { type Ledger, poolFigure, queueFigure } from "./ledger.ts";
import { MonthlyTalk, monthlyTalkOf } from "./monthlyTalk.ts";
import type { Plan } from "./plan.ts";
import { type MonthOnDuty, type MonthSeen, type Staffing, staffingOf } from "./staffing.ts";

const HOURS_A_WEEK = 168;

/**
 * What changes in a room from month to month: who is on duty, and how long talk is. A room in which nothing does has
 * none of it.
 */
export class Months {
  /** Talk whose mean differs by month; null where it does not. */
  readonly talk: MonthlyTalk | null;
  /** Demand that follows the month before; null where it follows nothing. */
  readonly demand: DemandFollowing | null;
  private readonly plan: Plan;
  private readonly staffing: Staffing;

  constructor(plan: Plan, staffing: Staffing) {
    this.plan = plan;
    this.staffing = staffing;
    this.talk = monthlyTalkOf(plan.scenario);
    this.demand = demandFollowingOf(plan.scenario);
  }

  /**
   * Who is on duty from the beginning of this interval on; null if no month begins with it.
   *
   * @throws RangeError if whoever does the staffing says something that cannot be.
   */
  beginningWith(interval: number, ledger: Ledger): MonthOnDuty | null {
    const { months, monthOf } = this.plan.timetable;
    const month = monthOf[interval]!;
    if (interval > 0 && monthOf[interval - 1] === month) return null;
    this.talk?.begin(month);
    const before = months[month - 1] === undefined ? null : this.seenIn(month - 1, ledger);
    this.demand?.begin(before);
    return checked(this.staffing.inMonth(month, before), this.plan);
  }

  /** Whether the last interval of a counted month ends now. */
  endsWith(interval: number): boolean {
    const { months, monthOf } = this.plan.timetable;
    const month = months[monthOf[interval]!];
    return month !== undefined && interval === month.firstInterval + month.intervals - 1;
  }

  private seenIn(month: number, ledger: Ledger): MonthSeen {
    const { scenario, timetable, binOf } = this.plan;
    const { firstInterval, intervals } = timetable.months[month]!;
    const bins = [...new Set(binOf.subarray(firstInterval, firstInterval + intervals))];
    const sum = (figure: (bin: number) => number): number =>
      bins.reduce((total, bin) => total + figure(bin), 0);
    return {
      occupancy: scenario.pools.map((_, pool) => {
        const onDuty = sum(
          (bin) => poolFigure(ledger, pool, bin, "onDuty") + poolFigure(ledger, pool, bin, "overrun"),
        );
        return sum((bin) => poolFigure(ledger, pool, bin, "busy")) / onDuty;
      }),
      offered: scenario.queues.map((_, queue) => sum((bin) => queueFigure(ledger, queue, bin, "offered"))),
      abandoned: scenario.queues.map((_, queue) =>
        sum((bin) => queueFigure(ledger, queue, bin, "abandoned")),
      ),
    };
  }
}

/** The months of a room; null where nothing changes from one to the next. */
export function monthsOf(plan: Plan, staffing: Staffing | null): Months | null {
  return changesByMonth(plan, staffing) ? new Months(plan, staffing ?? staffingOf(plan.scenario)) : null;
}

/** Whether anything changes from one month to the next, or somebody sees to the staffing. */
export function changesByMonth({ scenario, timetable }: Plan, staffing: Staffing | null): boolean {
  return timetable.months.length > 1 || staffing !== null || monthlyTalkOf(scenario) !== null;
}

function checked(onDuty: MonthOnDuty, { scenario }: Plan): MonthOnDuty {
  scenario.pools.forEach(({ name }, pool) => {
    const handlers = onDuty.handlers[pool] ?? [];
    const isWeek = handlers.length === HOURS_A_WEEK && handlers.every((n) => Number.isInteger(n) && n >= 0);
    if (!isWeek) throw new RangeError(`pool ${name} is staffed with something other than 168 whole numbers`);
    const { talk, wrapUp } = onDuty.paces?.[pool] ?? { talk: 1, wrapUp: 1 };
    if (!(talk > 0 && wrapUp > 0 && talk < Infinity && wrapUp < Infinity)) {
      throw new RangeError(`pool ${name} is given a pace that is not above zero`);
    }
  });
  return onDuty;
}

import type { Plan } from "../centre/plan.ts";
import type { MonthOnDuty, MonthSeen, Staffing } from "../centre/staffing.ts";
import type { PeopleMonth } from "../workforce/figures.ts";
import type { WithPeople } from "../workforce/horizon.ts";
import { monthsTo } from "../workforce/months.ts";
import { Pipeline } from "../workforce/pipeline.ts";
import { changesPace, staffingOf, talkSharesOf } from "../workforce/staffing.ts";

/**
 * Handlers from people: the workforce of the scenario, rolled forward month by month as the room asks, and what it showed
 * of each month.
 */
export class PeopleStaffing implements Staffing {
  readonly setsPaces: boolean;
  /** The months of the period that have begun. */
  readonly months: PeopleMonth[] = [];
  /** The month before the first of them; null if the workforce begins with it. */
  readonly before: PeopleMonth | null = null;

  private readonly scenario: WithPeople;
  private readonly pipeline: Pipeline;

  /** @throws RangeError if the period has no calendar, or begins before the workforce. */
  constructor(scenario: WithPeople, replication: number) {
    const { workforce, period, seed } = scenario;
    this.scenario = scenario;
    this.setsPaces = changesPace(workforce);
    const draw = workforce.byChance ? { seed, replication } : null;
    this.pipeline = new Pipeline(workforce, talkSharesOf(scenario), draw);
    const earlier = period.kind === "month" ? monthsTo(workforce.from, period) - 1 : NaN;
    if (!(earlier >= 0))
      throw new RangeError("the period must begin in the month of the workforce's first day, or later");
    for (let month = 0; month < earlier; month++) this.before = this.pipeline.nextMonth();
  }

  inMonth(_month: number, before: MonthSeen | null): MonthOnDuty {
    const last = this.months.at(-1);
    const people = this.pipeline.nextMonth(
      before === null || last === undefined ? null : { occupancy: occupancyOf(before, last) },
    );
    this.months.push(people);
    const { pools: desks, workforce } = this.scenario;
    const pools = desks.map((pool, p) =>
      staffingOf(pool, this.pipeline.firstDay[p]!, people.pools[p]!, workforce.weeklyHours),
    );
    return {
      handlers: pools.map(({ handlers }) => handlers),
      rotas: pools.map(({ rota }) => rota),
      paces: this.setsPaces
        ? pools.map(({ talkFactor, wrapUpFactor }, p) => {
            const own = this.scenario.pools[p]!.proficiency ?? { talk: 1, wrapUp: 1 };
            return { talk: own.talk * talkFactor, wrapUp: own.wrapUp * wrapUpFactor };
          })
        : null,
    };
  }
}

/** Of the pools that people staff, by the effective time there; 0 where none was on duty. */
function occupancyOf({ occupancy }: MonthSeen, { pools }: PeopleMonth): number {
  let [busy, time] = [0, 0];
  pools.forEach(({ effective }, pool) => {
    const share = occupancy[pool]!;
    if (!(effective > 0) || Number.isNaN(share)) return;
    busy += effective * Math.min(1, share);
    time += effective;
  });
  return time === 0 ? 0 : busy / time;
}

/** Who staffs the room in a replication, if the scenario says something of people; undefined if it does not. */
export function peopleStaffing({ scenario }: Plan, replication: number): PeopleStaffing | undefined {
  const { workforce } = scenario;
  return workforce === null ? undefined : new PeopleStaffing({ ...scenario, workforce }, replication);
}

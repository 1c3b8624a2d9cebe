import type { Plan } from "../../centre/plan.ts";
import { MonthTargets } from "../monthTargets.ts";
import type { Observation } from "../observation.ts";
import type { Row, Scope } from "../rows.ts";
import { meets, type Proportion, proportion, type Target } from "../targets.ts";
import { expectedValues, shareOverDraws } from "./overDraws.ts";

/** How one month stands to a target, over what is not known and chance. */
export interface UnknownTargetMonth {
  /** "2023-05". */
  readonly when: string;
  /** Over what is not known and chance. */
  readonly mean: number;
  /** Share of draws whose expected figure meets it, the noise of simulating few periods taken out. */
  readonly expectedMet: Proportion;
  /** Share of single periods in which it is met in this month, both together. */
  readonly met: Proportion;
  /** The same, in this month or in one before. */
  readonly metByThen: Proportion;
}

/** A target over a run of several months under drawn figures. */
export interface UnknownTarget {
  readonly target: Target;
  readonly months: readonly UnknownTargetMonth[];
  /** The first month whose mean over all draws meets it; null if none does. */
  readonly firstOnAverage: string | null;
}

/** What is read of the rows of the same evaluation. */
type SpreadRow = Pick<Row, "scope" | "when" | "of" | "name" | "measure" | "mean"> & {
  readonly sdUnknown: number;
};

/** By target and month: one figure a draw. */
interface Drawn {
  readonly when: string;
  readonly means: number[];
  readonly met: number[];
  readonly metByThen: number[];
}

/** Counts, draw by draw, in which months targets are met, and when each is met first. */
export class UnknownTargets {
  readonly asked: readonly Target[];
  private byTarget: readonly (readonly Drawn[])[] = [];
  private periods = 0;

  constructor(asked: readonly Target[]) {
    this.asked = asked;
  }

  /**
   * Adds the periods of one draw.
   *
   * @param scopes How they were observed; "month" is among them.
   * @throws RangeError if a target names a measure that there is not.
   */
  add(plan: Plan, seen: readonly Observation[], scopes: readonly Scope[]): void {
    const tally = new MonthTargets(plan, this.asked, scopes);
    for (const period of seen) tally.add(period);
    const found = tally.found();
    this.periods = seen.length;
    if (this.byTarget.length === 0) {
      this.byTarget = found.map(({ months }) =>
        months.map(({ when }) => ({ when, means: [], met: [], metByThen: [] })),
      );
    }
    found.forEach(({ months }, t) => {
      months.forEach(({ mean, met, metByThen }, m) => {
        const drawn = this.byTarget[t]![m]!;
        drawn.means.push(mean);
        drawn.met.push(met.share);
        drawn.metByThen.push(metByThen.share);
      });
    });
  }

  /** @param rows Of the same draws, those of months that targets are of among them. */
  found(rows: readonly SpreadRow[]): readonly UnknownTarget[] {
    return this.byTarget.map((byMonth, t): UnknownTarget => {
      const target = this.asked[t]!;
      const months = byMonth.map(({ when, means, met, metByThen }): UnknownTargetMonth => {
        const row = rows.find(
          (each) =>
            each.scope === "month" &&
            each.when === when &&
            each.of === target.of &&
            each.name === target.name &&
            each.measure === target.measure,
        );
        return {
          when,
          mean: row?.mean ?? NaN,
          expectedMet: expectedMeets(target, means, row?.sdUnknown ?? NaN),
          met: shareOverDraws(met, this.periods),
          metByThen: shareOverDraws(metByThen, this.periods),
        };
      });
      const first = months.find(({ mean }) => !Number.isNaN(mean) && meets(target, mean));
      return { target, months, firstOnAverage: first?.when ?? null };
    });
  }
}

/** The share of draws whose expected figure meets a target. */
function expectedMeets(target: Target, means: readonly number[], sdUnknown: number): Proportion {
  const expected = expectedValues(means, sdUnknown);
  return proportion(expected.filter((value) => meets(target, value)).length, expected.length);
}

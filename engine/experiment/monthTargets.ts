import type { Plan } from "../centre/plan.ts";
import { formOf, type Observation } from "./observation.ts";
import { PeriodMeasures } from "./periodMeasures.ts";
import type { Scope } from "./rows.ts";
import { meets, type Proportion, proportion, type Target, type TargetFound, TargetTally } from "./targets.ts";

/** How one month stands to a target. */
export interface TargetMonth extends Omit<TargetFound, "target"> {
  /** "2023-05". */
  readonly when: string;
  /** Share of replications in which it was met in this month or in one before. */
  readonly metByThen: Proportion;
}

/** A target over a run of several months. */
export interface TargetByMonth {
  readonly target: Target;
  readonly months: readonly TargetMonth[];
  /** The first month whose mean over all replications meets it; null if none does. */
  readonly firstOnAverage: string | null;
}

/** Counts, replication by replication, in which months targets are met, and when each is met first. */
export class MonthTargets {
  private readonly targets: readonly Target[];
  private readonly measures: PeriodMeasures;
  /** The months, as places among the stretches of the form, and their names. */
  private readonly stretches: readonly { readonly place: number; readonly when: string }[];
  private readonly tallies: readonly TargetTally[];
  private readonly places: readonly number[];
  /** By target and month: replications in which the target was met in that month for the first time. */
  private readonly firsts: readonly Float64Array[];
  private n = 0;

  /**
   * @param scopes How the trials are observed; "month" is among them.
   * @throws RangeError if a target names a measure that there is not.
   */
  constructor(plan: Plan, targets: readonly Target[], scopes: readonly Scope[]) {
    const form = formOf(plan, scopes);
    this.targets = targets;
    this.measures = new PeriodMeasures(plan, form);
    this.stretches = form.stretches.flatMap(({ scope, when }, place) =>
      scope === "month" ? [{ place, when }] : [],
    );
    const { list } = this.measures;
    this.tallies = this.stretches.map(() => new TargetTally(targets, list));
    this.places = targets.map((target) =>
      list.findIndex(
        ({ of, name, measure }) => of === target.of && name === target.name && measure === target.measure,
      ),
    );
    this.firsts = targets.map(() => new Float64Array(this.stretches.length));
  }

  add(seen: Observation): void {
    this.n++;
    const isMet = this.targets.map(() => false);
    this.stretches.forEach(({ place }, month) => {
      const ratios = this.measures.ratios(seen, place);
      this.tallies[month]!.add(ratios);
      this.targets.forEach((target, t) => {
        const figure = ratios[2 * this.places[t]!]! / ratios[2 * this.places[t]! + 1]!;
        // A month in which there was nothing to judge is not the first good one.
        if (isMet[t] === true || Number.isNaN(figure) || !meets(target, figure)) return;
        isMet[t] = true;
        this.firsts[t]![month]!++;
      });
    });
  }

  found(): readonly TargetByMonth[] {
    const byMonth = this.tallies.map((tally) => tally.found(this.stretches.length).targets);
    return this.targets.map((target, t) => {
      let metSoFar = 0;
      const months = this.stretches.map(({ when }, month): TargetMonth => {
        metSoFar += this.firsts[t]![month]!;
        const { mean, onAverage, met } = byMonth[month]![t]!;
        return { when, mean, onAverage, met, metByThen: proportion(metSoFar, this.n) };
      });
      const first = months.find(({ mean }) => !Number.isNaN(mean) && meets(target, mean));
      return { target, months, firstOnAverage: first?.when ?? null };
    });
  }
}

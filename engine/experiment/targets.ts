import { betaQuantile, studentQuantile } from "../stats/quantiles.ts";
import { RatioTally } from "../stats/ratioTally.ts";
import type { Of, Unit } from "./measure.ts";
import type { PeriodMeasure, Ratios } from "./periodMeasures.ts";

/** What a measure has to be. */
export interface Target {
  readonly of: Of;
  readonly name: string;
  readonly measure: string;
  readonly relation: "<=" | ">=";
  /** In the measure's own unit: shares from 0 to 1, times in seconds. */
  readonly value: number;
  readonly unit: Unit;
}

/** How a plan stands to one target. */
export interface TargetFound {
  readonly target: Target;
  /** Ratio of sums over all periods. */
  readonly mean: number;
  /** Whether the long-run figure meets it; the interval of the mean decides. */
  readonly onAverage: "met" | "not met" | "cannot be told";
  /** Of single periods. */
  readonly met: Proportion;
}

/** A share of periods, with its 95% confidence interval. */
export interface Proportion {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** How one plan stands to all targets together. */
export interface Feasibility {
  readonly targets: readonly TargetFound[];
  /** Of single periods, those in which every target was met. */
  readonly allMet: Proportion;
  readonly onAverage: TargetFound["onAverage"];
}

const CONFIDENCE = 0.95;

/** Counts, replication by replication, which targets one plan meets. */
export class TargetTally {
  private readonly targets: readonly Target[];
  private readonly places: readonly number[];
  private readonly tallies: readonly RatioTally[];
  private readonly met: number[];
  private metAll = 0;
  private n = 0;

  /** @throws RangeError if a target names a measure that is not in the list. */
  constructor(targets: readonly Target[], list: readonly PeriodMeasure[]) {
    this.targets = targets;
    this.places = targets.map(({ of, name, measure }) => {
      const place = list.findIndex((m) => m.of === of && m.name === name && m.measure === measure);
      if (place < 0) throw new RangeError(`${of} ${name} has no measure ${measure}`);
      return place;
    });
    this.tallies = targets.map(() => new RatioTally());
    this.met = targets.map(() => 0);
  }

  add(seen: Ratios): void {
    this.n++;
    const met = this.targets.map((target, i) => {
      const numerator = seen[2 * this.places[i]!]!;
      const denominator = seen[2 * this.places[i]! + 1]!;
      this.tallies[i]!.add(numerator, denominator);
      return meets(target, numerator / denominator);
    });
    met.forEach((isMet, i) => {
      if (isMet) this.met[i]!++;
    });
    if (met.every((isMet) => isMet)) this.metAll++;
  }

  /** @param plans How many plans are judged at once: what is said of averages holds for all of them together. */
  found(plans: number): Feasibility {
    const looked = plans * this.targets.length;
    const targets = this.targets.map((target, i) => ({
      target,
      mean: this.tallies[i]!.ratio,
      onAverage: averageMeets(target, this.tallies[i]!, looked),
      met: proportion(this.met[i]!, this.n),
    }));
    const said = new Set(targets.map(({ onAverage }) => onAverage));
    return {
      targets,
      allMet: proportion(this.metAll, this.n),
      onAverage: said.has("not met") ? "not met" : said.has("cannot be told") ? "cannot be told" : "met",
    };
  }
}

/** A period in which the measure has no meaning (nobody called) fails no one. */
export function meets({ relation, value }: Target, figure: number): boolean {
  if (Number.isNaN(figure)) return true;
  return relation === "<=" ? figure <= value : figure >= value;
}

function averageMeets(target: Target, tally: RatioTally, looked: number): TargetFound["onAverage"] {
  const { ratio, standardError, count } = tally;
  if (count < 2 || Number.isNaN(ratio)) return "cannot be told";
  const reach = studentQuantile(1 - (1 - CONFIDENCE) / looked / 2, count - 1) * standardError;
  if (Math.abs(ratio - target.value) <= reach && reach > 0) return "cannot be told";
  return meets(target, ratio) ? "met" : "not met";
}

/**
 * A share of successes with its exact interval.
 * Source: Clopper and Pearson (1934), Biometrika 26(4), 404–413.
 */
export function proportion(successes: number, n: number): Proportion {
  if (n === 0) return { share: NaN, low: 0, high: 1 };
  const tail = (1 - CONFIDENCE) / 2;
  return {
    share: successes / n,
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  };
}

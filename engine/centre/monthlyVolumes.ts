import type { Rates } from "../random/arrivals/rates.ts";
import { openStream } from "../random/streams.ts";
import { gamma } from "../random/times/gamma.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Timetable } from "../scenario/timetable.ts";

/**
 * Rates of which each month brings its volume, given those that say how calls are spread over time: one piece for each
 * interval of the timetable. Every month has a scale of its own; the warm-up has that of the first, and the time after
 * the period that of the last. Who dials at the end of one month may reach the line in the next, and counts there.
 *
 * @param expected Contacts that the rates it is given bring between two moments.
 * @throws RangeError naming the month if its rates are zero, or those who dialled in the month before are more than its
 *   volume.
 */
export function scaledByMonth(
  shape: Rates,
  volumes: readonly number[],
  timetable: Timetable,
  expected: (rates: Rates, from: number, to: number) => number,
): Rates {
  const perSecond = new Float64Array(shape.perSecond.length);
  let before: Rates | null = null;
  timetable.months.forEach(({ label, firstInterval, intervals }, month) => {
    const from = startOf(firstInterval, timetable);
    const to = startOf(firstInterval + intervals, timetable);
    const own = partIn(month, shape, timetable);
    const mine = expected(own, from, to);
    if (!(mine > 0)) throw new RangeError(`the arrival weights are zero over the whole of ${label}`);
    const scale = (volumes[month]! - (before === null ? 0 : expected(before, from, to))) / mine;
    if (scale < 0) {
      throw new RangeError(`those who dial in the month before ${label} are more than its volume`);
    }
    before = { ...own, perSecond: own.perSecond.map((rate) => rate * scale) };
    perSecond.set(before.perSecond, timetable.monthOf.indexOf(month));
  });
  return { ...shape, perSecond };
}

function startOf(interval: number, { before, intervalSeconds }: Timetable): number {
  return (interval - before) * intervalSeconds;
}

/** The pieces of one month, with the warm-up if it is the first and the time after the period if it is the last. */
function partIn(month: number, { ends, perSecond }: Rates, timetable: Timetable): Rates {
  const first = timetable.monthOf.indexOf(month);
  const end = timetable.monthOf.lastIndexOf(month) + 1;
  return {
    start: startOf(first, timetable),
    ends: ends.subarray(first, end),
    perSecond: perSecond.subarray(first, end),
  };
}

/**
 * How far each month's volume of each queue is from what is expected in one replication: gamma factors with mean 1, a
 * stream of their own for each queue, a month a draw. Null for a queue whose volumes are certain.
 *
 * Source: gamma factors on a Poisson rate as for busy days, see `busyDayFactors`.
 */
export function monthFactors(
  { seed, queues }: Pick<Scenario, "seed" | "queues">,
  months: number,
  replication: number,
): readonly (Float64Array | null)[] {
  return queues.map(({ name, arrivals }) => {
    if (arrivals.kind !== "volume" || arrivals.monthSpread === undefined) return null;
    const factorAt = gamma(1, arrivals.monthSpread).quantile;
    const uniform = openStream({ seed, replication, purpose: "month volume", queue: name });
    return Float64Array.from({ length: months }, () => factorAt(uniform()));
  });
}

/** Rates with a piece for each interval, each times the factor of its month. */
export function withMonthFactors(rates: Rates, { monthOf }: Timetable, factors: Float64Array): Rates {
  return {
    ...rates,
    perSecond: rates.perSecond.map((rate, interval) => rate * factors[monthOf[interval]!]!),
  };
}

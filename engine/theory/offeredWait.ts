import { seconds } from "../units.ts";
import type { Seconds } from "../units.ts";
import { gaussLobatto } from "./quadrature.ts";
import type { Survival } from "./survival.ts";

/** A time on the axis of the offered wait, and what patience says of it. */
export interface Moment {
  readonly time: number;
  /** Share of callers whose patience is longer. */
  readonly patient: number;
  /** Mean of the shorter of patience and this time, in seconds: the integral of `patient` up to here. */
  readonly patientSeconds: number;
}

/** The density of the offered wait above zero, up to a constant: exp(arrival × patientSeconds − capacity × time). */
export interface OfferedWait {
  /** The density's logarithm at its top: integrals are of density ÷ exp(`logScale`). */
  readonly logScale: number;
  /** Integral of value × density over times from `from` (zero if left out) on. */
  integral(value: (moment: Moment) => number, from?: Seconds): number;
}

interface Knot extends Moment {
  readonly logDensity: number;
  readonly weight: number;
}

interface Panel {
  readonly start: number;
  readonly end: number;
  readonly knots: readonly Knot[];
  /** `patientSeconds` at the end. */
  readonly secondsAtEnd: number;
}

const RULE = gaussLobatto(8);
/** A jump in patience is boxed into a panel this much shorter than the one it was found in. */
const MOST_HALVINGS = 50;
const RELATIVE = 1e-11;
/** Density lost beyond the last panel: exp(−45) of its top. */
const LOG_CUT = 45;
/** Still not falling after this long (300 years): it never will. */
const LONGEST: Seconds = seconds(1e10);

/**
 * Lays panels along the time axis, short where patience bends and long where it does not, each with eight
 * Gauss–Lobatto points.
 *
 * @param arrival  Calls per second.
 * @param capacity Calls per second that all handlers answer when none is idle.
 * @throws RangeError if those who never give up exceed the capacity, so that the wait grows without end.
 */
export function offeredWait(arrival: number, capacity: number, patience: Survival): OfferedWait {
  const lastingShare = patience(LONGEST);
  if (arrival * lastingShare >= capacity) {
    throw new RangeError(
      `handlers must exceed the load of callers who never give up, ${(100 * lastingShare).toFixed(1)}% of ` +
        "all: they would queue without end",
    );
  }
  const layPanel = (start: number, end: number, secondsAtStart: number): Panel => {
    const width = end - start;
    const patientSecondsTo = (time: number): number =>
      RULE.points.reduce(
        (sum, point, i) =>
          sum + RULE.weights[i]! * (time - start) * patience(seconds(start + (time - start) * point)),
        secondsAtStart,
      );
    const knots = RULE.points.map((point, i): Knot => {
      const time = start + width * point;
      const patientSeconds = patientSecondsTo(time);
      return {
        time,
        patient: patience(seconds(time)),
        patientSeconds,
        logDensity: arrival * patientSeconds - capacity * time,
        weight: width * RULE.weights[i]!,
      };
    });
    const secondsAtEnd = secondsAtStart + sum(knots, (knot) => knot.weight * knot.patient);
    return { start, end, knots, secondsAtEnd };
  };

  const panels: Panel[] = [];
  let top = 0;
  let time = 0;
  let patientSeconds = 0;
  let width = 0.01 / (arrival + capacity);
  for (;;) {
    let whole = layPanel(time, time + width, patientSeconds);
    for (let halvings = 0; halvings < MOST_HALVINGS; halvings += 1) {
      const middle = (time + whole.end) / 2;
      const left = layPanel(time, middle, patientSeconds);
      const right = layPanel(middle, whole.end, left.secondsAtEnd);
      if (agree(whole, [left, right], arrival)) break;
      whole = left;
    }
    panels.push(whole);
    const last = whole.knots[whole.knots.length - 1]!;
    for (const knot of whole.knots) top = Math.max(top, knot.logDensity);
    width = 2 * (whole.end - time);
    time = whole.end;
    patientSeconds = whole.secondsAtEnd;
    if (arrival * last.patient < capacity && last.logDensity < top - LOG_CUT) break;
  }

  const over = (panel: Panel, value: (moment: Moment) => number): number =>
    sum(panel.knots, (knot) => knot.weight * Math.exp(knot.logDensity - top) * value(knot));
  return {
    logScale: top,
    integral(value, from = seconds(0)) {
      let total = 0;
      let secondsAtStart = 0;
      for (const panel of panels) {
        if (panel.start >= from) total += over(panel, value);
        else if (panel.end > from) {
          const before = layPanel(panel.start, from, secondsAtStart);
          total += over(layPanel(from, panel.end, before.secondsAtEnd), value);
        }
        secondsAtStart = panel.secondsAtEnd;
      }
      return total;
    },
  };
}

/** Whether halving a panel changes neither the patience, nor the impatience, nor the density found in it. */
function agree(whole: Panel, halves: readonly Panel[], arrival: number): boolean {
  const base = whole.knots[0]!.logDensity;
  const both = halves.flatMap((half) => half.knots);
  const patience = (knots: readonly Knot[]): number => sum(knots, (k) => k.weight * k.patient);
  const impatience = sum(both, (k) => k.weight * (1 - k.patient));
  const density = (knots: readonly Knot[]): number =>
    sum(knots, (k) => k.weight * Math.exp(k.logDensity - base));
  const patienceError = Math.abs(patience(whole.knots) - patience(both));
  const densityError = Math.abs(density(whole.knots) - density(both));
  return (
    (patienceError <= RELATIVE * Math.min(patience(both), impatience) || arrival * patienceError <= 1e-15) &&
    densityError <= RELATIVE * density(both)
  );
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

import type { Actual, ActualMeasure } from "../scenario/scenario.ts";
import { numberInWords } from "../scenario/words.ts";
import { normalQuantile } from "../stats/quantiles.ts";
import type { MonthRoom } from "./calibration.ts";
import type { Checked } from "./leaveMonthsOut.ts";

/** A published figure that does not agree with others. */
export interface Disagreement {
  readonly month: string;
  readonly queue: string;
  /** One sentence: which figures, and how they disagree. */
  readonly says: string;
}

/** A figure as another paper printed it that was not chosen. */
export interface PrintedAlso {
  readonly month: string;
  readonly queue: string;
  readonly measure: string;
  readonly value: number;
  readonly source: string;
}

/** How often a suite without misprints may flag a figure by chance. */
const CHANCE = 0.05;

/** The arithmetic of what a month published: what was received was answered or not, and percentages follow. */
export function arithmeticFaults(
  { month, scenario: { actuals } }: MonthRoom,
  also: readonly PrintedAlso[] = [],
): readonly Disagreement[] {
  const queues = [...new Set(actuals.map(({ queue }) => queue))];
  return queues.flatMap((queue) => [
    ...ofQueue(actuals, queue).map((says): Disagreement => ({ month, queue, says })),
    ...elsewhere(
      actuals,
      queue,
      also.filter((each) => each.month === month && each.queue === queue),
    ).map((says): Disagreement => ({ month, queue, says })),
  ]);
}

function ofQueue(actuals: readonly Actual[], queue: string): readonly string[] {
  const published = (measure: ActualMeasure): number | undefined =>
    actuals.find((each) => each.queue === queue && each.measure === measure)?.value;
  const [received, answered, lost, percent] = (
    ["received", "answered", "not_answered", "not_answered_pct"] as const
  ).map(published);
  const found: string[] = [];
  const number = numberInWords;
  if (
    received !== undefined &&
    answered !== undefined &&
    lost !== undefined &&
    answered + lost !== received
  ) {
    found.push(
      `answered ${number(answered)} and not answered ${number(lost)} make ${number(answered + lost)}, but received is ${number(received)}`,
    );
  }
  if (received !== undefined && received > 0 && percent !== undefined) {
    const unanswered = lost ?? (answered === undefined ? undefined : received - answered);
    // Half of the last digit printed, and the dust of binary fractions.
    const half = 0.5 * 10 ** -decimalsOf(percent) + 1e-9;
    if (unanswered !== undefined && Math.abs((100 * unanswered) / received - percent) > half) {
      found.push(
        `not answered ${number(unanswered)} of ${number(received)} are ${((100 * unanswered) / received).toFixed(2)}%, but ${percent}% is printed`,
      );
    }
  }
  return found;
}

function elsewhere(
  actuals: readonly Actual[],
  queue: string,
  also: readonly PrintedAlso[],
): readonly string[] {
  return also.flatMap(({ measure, value, source }) => {
    const chosen = actuals.find((each) => each.queue === queue && each.measure === measure);
    return chosen === undefined || chosen.value === value
      ? []
      : [`${measure} is ${chosen.value} in ${chosen.source}, but ${value} in ${source}`];
  });
}

const decimalsOf = (value: number): number => (String(value).split(".")[1] ?? "").length;

/** Beyond this, in standard deviations, a figure is flagged: chance flags one of all figures once in twenty suites. */
export function misprintLimit(figures: number): number {
  return normalQuantile(1 - CHANCE / (2 * figures));
}

/**
 * Figures too far from what all others foretell, the furthest of each month first. A misprint pulls what is foretold of the
 * other figures of its month too; of two that foretell each other, either may be the one.
 */
export function suspects(checked: readonly Checked[]): readonly Checked[] {
  const limit = misprintLimit(checked.length);
  return checked
    .filter(({ z }) => Math.abs(z) > limit)
    .toSorted((a, b) => a.month - b.month || Math.abs(b.z) - Math.abs(a.z) || a.output - b.output);
}

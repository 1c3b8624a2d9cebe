import type { UnknownDistribution } from "../random/unknown.ts";
import type { FigureUnit } from "./measured.ts";
import type { Unknown } from "./scenario.ts";
import { durationInWords, numberInWords, roundShareInWords, shareInWords } from "./words.ts";

/** "Not known: queues.101.talk.mean. It is from ..." */
export function unknownInWords(unknown: Unknown): string {
  const { figure, unit, central, basis } = unknown;
  const say = (amount: number): string => amountInWords(amount, unit);
  return [
    `Not known: ${figure}. It is ${unknownSpanInWords(unknown)}.`,
    `A run takes ${say(central)} for it unless it is asked to draw it.`,
    ...(basis === null ? [] : [`This rests on: ${basis.replace(/\.$/, "")}.`]),
  ].join(" ");
}

/** "from 8% to 12%, most likely 10% (triangular)" */
export function unknownSpanInWords({ unit, whole, distribution }: Unknown): string {
  const span = spanInWords(distribution, (amount) => amountInWords(amount, unit));
  return `${span}${whole ? ", rounded to a whole number" : ""}`;
}

function spanInWords(distribution: UnknownDistribution, say: (amount: number) => string): string {
  switch (distribution.kind) {
    case "triangular": {
      const { low, mode, high } = distribution;
      return `from ${say(low)} to ${say(high)}, most likely ${say(mode)} (triangular)`;
    }
    case "uniform":
      return `from ${say(distribution.low)} to ${say(distribution.high)}, all equally likely`;
    case "normal":
      return `around ${say(distribution.mean)} (normal, standard deviation ${say(distribution.sd)})`;
    case "lognormal":
      return `around ${say(distribution.mean)} (lognormal, spread ${roundShareInWords(distribution.spread)})`;
    case "joint": {
      const { low, high } = middleOf(distribution.values);
      return `learnt, together with others, from ${distribution.file}: 90% from ${say(low)} to ${say(high)}`;
    }
  }
}

/** The middle 90% of equally likely values. */
function middleOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (p: number): number => Number(sorted[Math.floor(p * (sorted.length - 1))]!.toPrecision(4));
  return { low: at(0.05), high: at(0.95) };
}

function amountInWords(amount: number, unit: FigureUnit): string {
  switch (unit) {
    case "seconds":
      return durationInWords(amount);
    case "share":
      return shareInWords(amount);
    case "number":
      return numberInWords(amount);
    case "an hour":
    case "a month":
    case "in all":
      return `${numberInWords(amount)} ${unit}`;
  }
}

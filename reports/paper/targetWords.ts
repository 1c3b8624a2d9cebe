import { cellText } from "../document/cellText.ts";
import type { Block } from "../document/document.ts";
import { monthInWords } from "../figureText.ts";
import { list, sentences } from "./blocks.ts";
import { frequency } from "./frequency.ts";
import { joined, namesInWords, quoted } from "./names.ts";
import type { Asked, Stands } from "./targets.ts";

/** More plans than this are not told one by one. */
const FEW_PLANS = 6;
/** Of many plans, so many are told one by one beside the base. */
const MOST_TOLD = 3;
/** An interval of a share as wide as this says little. */
const WIDE = 0.3;

/** What the tables say of a target, in sentences. */
export function targetInWords(asked: Asked): readonly Block[] {
  const { plans, months } = asked;
  if (months.length === 0) return sentences("The runs hold no months that could meet it or miss it.");
  const told =
    plans.length > FEW_PLANS ? [plans[0]!, ...mostOften(plans.slice(1)).slice(0, MOST_TOLD)] : plans;
  const rest = plans.length - told.length;
  return [
    ...sentences(onAverage(asked), notWellKnown(asked)),
    ...list(told.map((stands) => planInWords(stands, asked))),
    ...sentences(rest === 0 ? null : `The ${rest} other plans are in the table.`),
  ];
}

/** Whether, when and with which plans the means of the months meet it. */
export function onAverage({ plans, months }: Asked): string {
  const meeting = plans.filter(({ first }) => first !== null);
  const missing = plans.filter(({ first }) => first === null);
  const isAlone = plans.length === 1;
  const names = (some: readonly Stands[]): string => namesInWords(some.map(({ plan }) => plan));
  if (months.length === 1) {
    const when = monthInWords(months[0]!);
    if (missing.length === 0)
      return `On average ${when} meets it${isAlone ? "" : ` with all ${plans.length} plans`}.`;
    if (meeting.length === 0) return `On average ${when} does not meet it${isAlone ? "" : " with any plan"}.`;
    return `On average ${when} meets it with ${names(meeting)}, and does not with ${names(missing)}.`;
  }
  if (meeting.length === 0) return `On average no month meets it${isAlone ? "" : " with any plan"}.`;
  if (plans.every((stands) => stands.months.every(({ isMet }) => isMet))) {
    return `On average every month meets it${isAlone ? "" : ` with all ${plans.length} plans`}.`;
  }
  const earliest = meeting.reduce((one, { first }) => (first! < one ? first! : one), meeting[0]!.first!);
  const firsts = meeting.filter(({ first }) => first === earliest);
  const start = `The first month that meets it on average is ${monthInWords(earliest)}${isAlone ? "" : `, with ${names(firsts)}`}`;
  const never = missing.length === 0 ? "" : `; with ${names(missing)} no month does`;
  return `${start}${never}.${inTheEnd(meeting, months.at(-1)!, names)}`;
}

/** That a first month is no last one: with how many of the plans that have met it the last month meets it still. */
function inTheEnd(
  meeting: readonly Stands[],
  last: string,
  names: (some: readonly Stands[]) => string,
): string {
  const still = meeting.filter((stands) => stands.months.at(-1)?.isMet === true);
  if (still.length === meeting.length) return "";
  const when = monthInWords(last);
  if (still.length > 0) return ` In ${when} it is still met on average only with ${names(still)}.`;
  return ` In ${when} it is no longer met on average${meeting.length === 1 ? "" : " with any of them"}.`;
}

/** "“hire”: the first month to meet it on average is Jun 2023, ...; in Mar 2024 it is met in 9 of 10 simulated months." */
function planInWords(stands: Stands, { last, months, uncertain }: Asked): string {
  const start = `${quoted(stands.plan)}: ${months.length === 1 ? "" : `${keepsTo(stands)}. `}`;
  const at = stands.months.at(-1);
  if (at === undefined) return `${start}No month was simulated.`;
  const then = `${monthInWords(last!)} meets it ${often(stands)}`;
  if (months.length === 1) return `${start}${then}.`;
  const how = uncertain ? "With what is not known and chance together" : "By chance alone";
  const peak = peakOf(stands);
  const most =
    peak === null || peak.met === at.met
      ? ""
      : `it is met most often in ${peak.when}, ${frequency(peak.met, stands.of, "simulated month")}${peak.each}; `;
  return `${start}${how}, ${most}${then}${byThen(at.met, at.metByThen, stands.of)}.`;
}

interface Peak {
  readonly met: number;
  readonly when: string;
  /** What must follow the frequency where it is that of several months. */
  readonly each: string;
}

/** The months that meet the target most often; null if none ever does. */
function peakOf({ months }: Stands): Peak | null {
  const met = Math.max(0, ...months.map((month) => month.met));
  if (met === 0) return null;
  const whens = months.filter((month) => month.met === met).map(({ when }) => monthInWords(when));
  return {
    met,
    when: whens.length > 3 ? `${whens.length} months` : joined(whens),
    each: whens.length > 1 ? " each" : "",
  };
}

/**
 * In how many simulated months it is met: when most often, and in the last month with the base and with the plan that then
 * meets it most often.
 */
export function howOftenShortly(asked: Asked, base: string): string {
  const { plans, last, months } = asked;
  const any = plans.length === 1 ? "" : " with any plan";
  const peaks = plans
    .flatMap((stands) => {
      const peak = peakOf(stands);
      return peak === null ? [] : [{ ...peak, stands, share: peak.met / Math.max(1, stands.of) }];
    })
    .toSorted((a, b) => b.share - a.share);
  const [peak] = peaks;
  if (peak === undefined) return `No simulated month meets it${any}.`;
  const inLast = [
    ...plans.filter(({ plan }) => plan === base),
    ...mostOften(plans.filter(({ plan }) => plan !== base)).slice(0, 1),
  ];
  const name = ({ plan }: Stands): string => (plans.length === 1 ? "" : ` with ${quoted(plan)}`);
  const latest = inLast.every(({ months: all }) => (all.at(-1)?.met ?? 0) === 0)
    ? `${frequency(0, inLast[0]!.of, "simulated month")}${any}`
    : inLast.map((stands) => `${often(stands)}${name(stands)}`).join(" and ");
  const isLast = inLast.some(({ months: all, of }) => (all.at(-1)?.met ?? 0) / Math.max(1, of) >= peak.share);
  const most =
    months.length === 1 || isLast
      ? ""
      : `It is met most often in ${peak.when}${name(peak.stands)}, ${frequency(peak.met, peak.stands.of, "simulated month")}${peak.each}; `;
  return most === ""
    ? `In ${monthInWords(last!)} it is met ${latest}.`
    : `${most}in ${monthInWords(last!)} ${latest}.`;
}

/** How many periods have had a month that meets it, where that says more than how often the last one does. */
function byThen(met: number, metByThen: number, of: number): string {
  if (met === of && metByThen === of) return "";
  if (metByThen === 0) return ", and no month before it does in any of them";
  if (met === metByThen) return "; by then some month has met it in as many";
  return `; by then some month has met it ${frequency(metByThen, of, "simulated period")}`;
}

/** Whether the means of the months meet it from some month on, and whether they keep to it. */
function keepsTo({ first, months }: Stands): string {
  if (first === null) return "on average no month meets it";
  const after = months.filter(({ when }) => when > first);
  const missed = after.filter(({ isMet }) => !isMet).map(({ when }) => monthInWords(when));
  const start = `on average ${monthInWords(first)} is the first month to meet it`;
  if (after.length === 0) return `${start}, and the last one simulated`;
  if (missed.length === 0) return `${start}, and every month after it does too`;
  if (missed.length === after.length) return `${start}, and no month after it does`;
  if (missed.length > 3) return `${start}; of the ${after.length} months after it, ${missed.length} miss it`;
  return `${start}; of the months after it, ${joined(missed)} ${missed.length === 1 ? "misses" : "miss"} it`;
}

/** "in about 9 of 10 simulated months (71 of 80)". */
function often({ months, of }: Stands): string {
  return frequency(months.at(-1)?.met ?? 0, of, "simulated month");
}

/** Those that meet the target most often in the last month first. */
function mostOften(plans: readonly Stands[]): readonly Stands[] {
  const share = ({ months, of }: Stands): number => (months.at(-1)?.met ?? 0) / Math.max(1, of);
  return plans.toSorted((a, b) => share(b) - share(a));
}

/** Whether so little was simulated that the frequencies are open themselves. */
function notWellKnown({ plans }: Asked): string | null {
  const width = ({ months }: Stands): number => {
    const range = months.at(-1)?.range ?? null;
    return range === null ? 0 : range.high - range.low;
  };
  const widest = plans.reduce((one, other) => (width(other) > width(one) ? other : one));
  if (width(widest) < WIDE) return null;
  const range = widest.months.at(-1)!.range!;
  return `So few periods were drawn that how often it is met is itself not well known: with ${quoted(widest.plan)} anything from ${cellText(range, { format: "share" })} of months would agree with these runs.`;
}

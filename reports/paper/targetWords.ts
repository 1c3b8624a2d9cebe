import { cellText } from "../document/cellText.ts";
import { monthInWords } from "../figureText.ts";
import { frequency } from "./frequency.ts";
import { joined, namesInWords, quoted } from "./names.ts";
import type { Asked, Stands } from "./targets.ts";

/** More plans than this are told in groups. */
const FEW_PLANS = 6;
/** Of many plans, so many are told one by one. */
const MOST_TOLD = 3;
/** An interval of a share as wide as this says little. */
const WIDE = 0.3;

/** What the tables say of a target, in sentences. */
export function targetInWords(asked: Asked): readonly string[] {
  if (asked.months.length === 0) return ["The runs hold no months that could meet it or miss it."];
  return [onAverage(asked), ...firstMonths(asked), ...howOften(asked), ...howSure(asked)];
}

/** Whether the means of the months meet it. */
export function onAverage({ plans, months }: Asked): string {
  const [only] = months;
  const all = plans.filter((stands) => stands.months.every(({ isMet }) => isMet));
  const none = plans.filter(({ first }) => first === null);
  const where = months.length === 1 ? `in ${monthInWords(only!)}` : "in every month";
  const nowhere = months.length === 1 ? `in ${monthInWords(only!)}` : "in any month";
  const isOne = plans.length === 1;
  if (all.length === plans.length) {
    return isOne
      ? `On average it is met ${where}.`
      : `On average it is met ${where} with all ${plans.length} plans.`;
  }
  if (none.length === plans.length) {
    return isOne
      ? `On average it is not met ${nowhere}.`
      : `On average it is not met ${nowhere} with any plan.`;
  }
  const some = plans.length - none.length;
  return months.length === 1
    ? `On average it is met ${where} with ${some} of ${plans.length} plans: ${namesInWords(metOf(plans))}.`
    : isOne
      ? "On average it is met in some months and not in others."
      : `On average it is met in at least one month with ${some} of ${plans.length} plans.`;
}

const metOf = (plans: readonly Stands[]): readonly string[] =>
  plans.filter(({ first }) => first !== null).map(({ plan }) => plan);

/** When each plan first meets it, and whether it keeps to it. */
function firstMonths({ plans, months }: Asked): readonly string[] {
  if (months.length === 1) return [];
  const meeting = plans
    .filter(({ first }) => first !== null)
    .toSorted((a, b) => (a.first! < b.first! ? -1 : 1));
  const missing = plans.filter(({ first }) => first === null);
  if (meeting.length === 0) return [];
  const told = meeting.length > FEW_PLANS ? meeting.slice(0, MOST_TOLD) : meeting;
  const rest = meeting.length - told.length;
  return [
    ...told.map(keepsTo),
    ...(rest === 0
      ? []
      : [`${rest} other plans meet it on average in the same month as the last of these or later.`]),
    ...(missing.length === 0
      ? []
      : [`With ${namesInWords(missing.map(({ plan }) => plan))} the average of no month meets it.`]),
  ];
}

/** "With “a” the first month is Jun 2023, and every month after it meets it too." */
function keepsTo({ plan, first, months }: Stands): string {
  const after = months.filter(({ when }) => when > first!);
  const missed = after.filter(({ isMet }) => !isMet).map(({ when }) => monthInWords(when));
  const start = `With ${quoted(plan)} the first month that meets it on average is ${monthInWords(first!)}`;
  if (after.length === 0) return `${start}, the last one simulated.`;
  if (missed.length === 0) return `${start}, and every month after that does too.`;
  if (missed.length === after.length) return `${start}, and no month after that does.`;
  if (missed.length > 3)
    return `${start}; of the ${after.length} months after that, ${missed.length} miss it.`;
  return `${start}; of the months after that, ${joined(missed)} ${missed.length === 1 ? "misses" : "miss"} it.`;
}

/** In how many simulated months it is met at the end. */
function howOften({ plans, last, months }: Asked): readonly string[] {
  const sorted = plans.toSorted((a, b) => share(b) - share(a));
  const base = plans[0]!;
  const told =
    plans.length > FEW_PLANS ? [base, ...sorted.filter((each) => each !== base).slice(0, MOST_TOLD)] : plans;
  const rest = plans.length - told.length;
  const when = monthInWords(last!);
  return [
    `Chance and what is not known together: ${told.map((stands, i) => `with ${quoted(stands.plan)} ${i === 0 ? `${when} meets it ` : ""}${often(stands)}`).join("; ")}${rest === 0 ? "" : `; the ${rest} others are in the table`}.`,
    ...(months.length === 1
      ? []
      : [
          `By then it has been met in at least one month ${told.map((stands) => `${frequency(stands.months.at(-1)?.metByThen ?? 0, stands.of, "simulated period")} with ${quoted(stands.plan)}`).join("; ")}.`,
        ]),
  ];
}

const share = ({ months, of }: Stands): number => (months.at(-1)?.met ?? 0) / Math.max(1, of);

/** "in about 9 of 10 simulated months (71 of 80)". */
export function often({ months, of }: Stands): string {
  const at = months.at(-1);
  return at === undefined ? "never, as no month was simulated" : frequency(at.met, of, "simulated month");
}

/** Whether so few periods leave the frequencies open. */
function howSure({ plans }: Asked): readonly string[] {
  const open = plans.filter(({ months }) => {
    const range = months.at(-1)?.range ?? null;
    return range !== null && range.high - range.low >= WIDE;
  });
  const [widest] = open.toSorted((a, b) => width(b) - width(a));
  if (widest === undefined) return [];
  const range = widest.months.at(-1)!.range!;
  return [
    `So few were simulated that these frequencies are themselves not well known: with ${quoted(widest.plan)} the true one may be anything from ${cellText(range, { format: "share" })}.`,
  ];
}

function width({ months }: Stands): number {
  const range = months.at(-1)?.range ?? null;
  return range === null ? 0 : range.high - range.low;
}

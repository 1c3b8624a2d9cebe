import { cellText, type Writing } from "../document/cellText.ts";
import { monthInWords } from "../figureText.ts";
import { type Best, bestOf } from "./best.ts";
import type { Differences, Judged } from "./judged.ts";
import { counted, joined, namesInWords, quoted, sentenceCase } from "./names.ts";

/** What the table of differences beside them says, in sentences. */
export function differencesInWords(found: Differences, base: string): readonly (string | null)[] {
  const { told, period } = found;
  const best = bestOf(found);
  const [only] = period;
  if (period.length === 1 && only !== undefined) {
    return [planBesideBase(only, base, found), unknownInWords(only, found.writing)];
  }
  return [
    `${sentenceCase(told.name)}, ${counted(period.length, "plan")} beside ${quoted(base)}: ${counts(period)}.`,
    ...bestInWords(best, base, found),
    best.worse.length === 0
      ? null
      : `Shown to be worse than ${quoted(base)}: ${namesInWords(best.worse.map(({ plan }) => plan))}.`,
  ];
}

/** How many plans have which verdict. */
function counts(period: readonly Judged[]): string {
  const phrases = {
    better: (one: boolean) => `${one ? "is" : "are"} shown to be better`,
    worse: (one: boolean) => `${one ? "is" : "are"} shown to be worse`,
    higher: (one: boolean) => `${one ? "is" : "are"} shown to be higher`,
    lower: (one: boolean) => `${one ? "is" : "are"} shown to be lower`,
    "the same": (one: boolean) => `${one ? "is" : "are"} exactly the same`,
    "no difference that shows": (one: boolean) =>
      `${one ? "has" : "have"} no difference that shows at this precision`,
    "cannot be told apart": () => "cannot be told apart from it",
    "not known": (one: boolean) => `${one ? "has" : "have"} no figure`,
  } as const;
  return Object.entries(phrases)
    .flatMap(([verdict, phrase]) => {
      const count = period.filter((each) => each.verdict === verdict).length;
      return count === 0 ? [] : [`${count} ${phrase(count === 1)}`];
    })
    .join("; ");
}

/** More plans than this are not told month by month. */
const FEW_PLANS = 8;

/** In how many months the attrition of each plan is shown to be better than the base's, and in how many worse; nothing for many plans. */
export function monthsInWords({ told: { measure }, period, months: all }: Differences): readonly string[] {
  if (measure !== "attrition" || all.length === 0 || period.length > FEW_PLANS) return [];
  return period.map(({ plan }) => {
    const ofPlan = all.filter((each) => each.plan === plan);
    const told = (["better", "worse", "higher", "lower"] as const).flatMap((verdict) => {
      const whens = ofPlan.filter((each) => each.verdict === verdict).map(({ when }) => monthInWords(when));
      if (whens.length === 0) return [];
      const which = whens.length <= 3 ? ` (${joined(whens)})` : "";
      return [{ count: whens.length, words: `${verdict} in ${whens.length}${which}` }];
    });
    const months = `${quoted(plan)}: of ${counted(ofPlan.length, "month")}`;
    if (told.length === 0) return `${months} none is shown to differ.`;
    const rest = ofPlan.length - told.reduce((sum, { count }) => sum + count, 0);
    return `${months} it is shown to be ${joined(told.map(({ words }) => words))}${rest === 0 ? "" : "; no difference is shown in the others"}.`;
  });
}

/** Which plan does best, if that can be said at all. */
export function bestInWords(best: Best, base: string, { writing }: Differences): readonly string[] {
  const { first, alike } = best;
  if (first === null) return [`No plan is shown to be better than ${quoted(base)}.`];
  const unknown = unknownInWords(first, writing);
  const apart =
    alike.length === 0
      ? "Its interval is clear of all others, so it does best by this measure."
      : `It is not shown to do best, as it cannot be told apart from ${namesInWords(alike.map(({ plan }) => plan))}.`;
  return [
    `The largest gain on average is that of ${quoted(first.plan)}, with a difference of ${differenceInWords(first, writing)}.`,
    ...(unknown === null ? [] : [unknown]),
    apart,
  ];
}

/** The same in one sentence. */
export function bestShortly({ first, alike }: Best, { writing }: Differences): string {
  if (first === null) return "";
  const unknown =
    first.unknown === null
      ? ""
      : `, and for what is not known anything from ${cellText(first.unknown, writing)} (95%)`;
  const apart =
    alike.length === 0
      ? "it does best by this measure"
      : `it is not shown to do best, as it cannot be told apart from ${namesInWords(alike.map(({ plan }) => plan))}`;
  return `${quoted(first.plan)} gains most on average, ${differenceInWords(first, writing)}${unknown}; ${apart}.`;
}

/** "−12.9 points (95% interval −15.7 to −10.1 points)". */
export function differenceInWords({ difference, interval }: Judged, writing: Writing): string {
  return `${cellText(difference, writing)} (95% interval ${cellText(interval, writing)})`;
}

/** One plan and the base. */
export function planBesideBase(judged: Judged, base: string, { told, writing }: Differences): string {
  const { plan, verdict } = judged;
  const what = `${sentenceCase(told.name)} with ${quoted(plan)}`;
  const figures = differenceInWords(judged, writing);
  switch (verdict) {
    case "better":
    case "worse":
    case "higher":
    case "lower":
      return `${what} is shown to be ${verdict} than with ${quoted(base)}: ${figures}.`;
    case "the same":
      return `${what} is exactly the same as with ${quoted(base)}.`;
    case "no difference that shows":
      return `${what} has no difference from ${quoted(base)} that shows at this precision: ${figures}.`;
    case "cannot be told apart":
      return `${what} cannot be told apart from that with ${quoted(base)}: ${figures}.`;
    case "not known":
      return `${what} has no difference from ${quoted(base)} that is known.`;
  }
}

/** What is not known of one difference, by the range that the table shows; null if every figure is known. */
export function unknownInWords({ unknown, verdict, better }: Judged, writing: Writing): string | null {
  if (unknown === null || verdict === "the same") return null;
  const range = `Because of what is not known the expected difference may be anything from ${cellText(unknown, writing)} (95%)`;
  if (unknown.low < 0 && unknown.high > 0) {
    const onAverage =
      verdict === "better" || verdict === "worse"
        ? `: ${verdict} on average over what is not known, but not for certain`
        : "";
    return `${range}, so it may go either way${onAverage}.`;
  }
  if (unknown.low === 0 || unknown.high === 0) return `${range}, so there may be none.`;
  if (better === null) return `${range}, on one side of zero throughout.`;
  const isGain = unknown.high < 0 === (better === "lower");
  return `${range}, ${isGain ? "better" : "worse"} throughout.`;
}

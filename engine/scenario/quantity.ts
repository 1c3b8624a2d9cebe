import { nearest } from "./faults.ts";
import { seconds, share } from "../units.ts";
import type { Seconds, Share } from "../units.ts";
import { durationInWords, numberInWords, quoted, shareInWords } from "./words.ts";

/** A figure, or what was found instead and what to write: one or two sentences that a planner can act on. */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string };

/** A plain decimal, with or without commas between thousands. */
const DECIMAL = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const TIME_UNIT = "(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)";
const NOUN = String.raw`(?:\s+(?:calls|contacts))?`;

/** What may be written, as patterns that the JSON Schema shows too. Units in full, so that editors complete them. */
export const DURATION_PATTERN = String.raw`^\s*${DECIMAL}\s*${TIME_UNIT}(?:\s*${DECIMAL}\s*${TIME_UNIT})*\s*$`;
export const PERCENT_PATTERN = String.raw`^\s*${DECIMAL}\s*%\s*$`;
export const RATE_PATTERN = String.raw`^\s*${DECIMAL}${NOUN}\s+(?:an?|per)\s+(?:second|minute|hour|day)\s*$`;
export const VOLUME_PATTERN = String.raw`^\s*${DECIMAL}${NOUN}\s+(?:(?:a|per)\s+month|in\s+all)\s*$`;

/** Beside its month a count needs no unit. */
export const VOLUME_OF_MONTH_PATTERN = String.raw`^\s*${DECIMAL}(?:${NOUN}\s+(?:a|per)\s+month)?\s*$`;
export const YEARLY_TREND_PATTERN = String.raw`^\s*[-−–+]?\s*${DECIMAL}\s*%\s+(?:a|per)\s+year\s*$`;

const DURATION = new RegExp(DURATION_PATTERN);
const PERCENT = new RegExp(PERCENT_PATTERN);
const RATE = new RegExp(RATE_PATTERN);
const VOLUME = new RegExp(VOLUME_PATTERN);
const VOLUME_OF_MONTH = new RegExp(VOLUME_OF_MONTH_PATTERN);
const YEARLY_TREND = new RegExp(YEARLY_TREND_PATTERN);
const PART = new RegExp(`(${DECIMAL})\\s*(${TIME_UNIT})`, "g");
const BARE_NUMBER = new RegExp(String.raw`^\s*[+-]?(?:${DECIMAL}|\.\d+)\s*$`);
const NEGATIVE = /^\s*[-−–]\s*[\d.]/;

const SECONDS_IN: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** A century: longer times are slips of the pen. */
export const LONGEST_TIME = 36_525 * 86_400;

/** Spreads below this are no spread to the eye, and lose digits in the gamma and Weibull functions. */
export const LEAST_SPREAD = 0.01;
export const MOST_SPREAD = 100;

const WRITE_TIME = 'Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".';
const WRITE_SHARE = 'Write a share from 0% to 100%, such as "8%".';
const WRITE_SPREAD = 'Write the standard deviation as a share of the mean, such as "80%".';
const WRITE_RATE = 'Write a rate such as "46 an hour" or "120 a day".';
const WRITE_VOLUME = 'Write a volume such as "25,277 a month", or "864 in all" for a period in days.';

/** What was found, where a text or a number belongs. Ends with a full stop. */
export function notThat(found: unknown, noun: string): string {
  if (found === undefined) return "is missing.";
  if (found === null) return "nothing is written here.";
  if (Array.isArray(found)) return `this is a list, not ${noun}.`;
  if (typeof found === "string" || typeof found === "number" || typeof found === "boolean") {
    return `${quoted(found)} is not ${noun}.`;
  }
  return `this is a group of words, not ${noun}.`;
}

/** A length of time, zero or above. A bare number is refused, except 0. */
export function parseDuration(found: unknown): Parsed<Seconds> {
  if (typeof found !== "string" && typeof found !== "number") return notATime(found);
  const text = tidy(found);
  const bare = bareNumber(text);
  if (bare === 0) return { value: seconds(0) };
  if (NEGATIVE.test(text)) {
    return { problem: `${quoted(text)} is negative. Write a time above zero, such as "3 minutes".` };
  }
  if (bare !== undefined) {
    return { problem: `${quoted(text)} has no unit. Write ${suggestedTimes(bare)}.` };
  }
  if (!DURATION.test(text)) return notATime(text);
  const parts = [...text.matchAll(PART)].map((part) => ({
    count: toNumber(part[1]!),
    unit: SECONDS_IN[part[2]![0]!]!,
  }));
  const total = parts.reduce((sum, part) => sum + part.count * part.unit, 0);
  if (parts.some((part, i) => i > 0 && part.unit >= parts[i - 1]!.unit)) {
    return { problem: `${quoted(text)} names its units out of order. Write "${durationInWords(total)}".` };
  }
  if (total > LONGEST_TIME) {
    return {
      problem: `${quoted(text)} is longer than a century. Write a shorter time, such as "3 minutes".`,
    };
  }
  return { value: seconds(total) };
}

/** A length of time above zero. */
export function parsePositiveDuration(found: unknown): Parsed<Seconds> {
  const parsed = parseDuration(found);
  if ("value" in parsed && !(parsed.value > 0)) {
    return {
      problem: `${quoted(tidy(found))} is no time at all. Write a time above zero, such as "3 minutes".`,
    };
  }
  return parsed;
}

/** A part of a whole: a percentage from 0% to 100%, or 0. */
export function parseShare(found: unknown): Parsed<Share> {
  const parsed = parsePercentage(found, "a share", WRITE_SHARE, 1);
  if ("problem" in parsed) return parsed;
  if (parsed.value > 1) return { problem: `${quoted(tidy(found))} is above 100%. ${WRITE_SHARE}` };
  return { value: share(parsed.value) };
}

/** Standard deviation ÷ mean as a percentage, 1% or more; it may exceed 100%. */
export function parseSpread(found: unknown): Parsed<number> {
  const parsed = parsePercentage(found, "a spread", WRITE_SPREAD);
  if ("problem" in parsed) return parsed;
  const problem = spreadProblem(parsed.value);
  return problem === undefined ? parsed : { problem: `${quoted(tidy(found))} ${problem}` };
}

/** The same, where no spread at all is allowed too. */
export function parseSpreadOrNone(found: unknown): Parsed<number> {
  const parsed = parsePercentage(found, "a spread", WRITE_SPREAD);
  if ("value" in parsed && parsed.value === 0) return parsed;
  return parseSpread(found);
}

/** Why a spread (a number, 1 is 100%) is out of reach, as the end of a sentence that begins with it. */
export function spreadProblem(spread: number): string | undefined {
  if (spread < LEAST_SPREAD) {
    return 'is hardly any spread. Write at least 1%, or a bare time such as "90 seconds" if all are alike.';
  }
  if (spread > MOST_SPREAD) return "is a spread above 10,000%. Write a smaller one, such as 80%.";
  return undefined;
}

/** A percentage of any size: "8%" is 0.08. */
export function parsePercent(found: unknown): Parsed<number> {
  return parsePercentage(found, "a percentage", WRITE_SHARE);
}

/** Contacts an hour, above zero. */
export function parseRate(found: unknown): Parsed<number> {
  const text = tidy(found);
  const bare = bareNumber(text);
  if (bare === 0)
    return { problem: `${quoted(text)} brings no contacts. Write a rate above zero, such as "46 an hour".` };
  if (NEGATIVE.test(text)) return { problem: `${quoted(text)} is negative. ${WRITE_RATE}` };
  if (bare !== undefined) {
    const figure = numberInWords(bare);
    return { problem: `${quoted(text)} has no unit. Write "${figure} an hour" or "${figure} a day".` };
  }
  if (!RATE.test(text)) return { problem: `${notThat(found, "a rate of contacts")} ${WRITE_RATE}` };
  const count = toNumber(text);
  if (count === 0) {
    return { problem: `${quoted(text)} brings no contacts. Write a rate above zero, such as "46 an hour".` };
  }
  const unit = SECONDS_IN[/(\w)\w*$/.exec(text)![1]!]!;
  return { value: count * (3600 / unit) };
}

/** A volume and what it is a volume of. */
export interface Volume {
  readonly count: number;
  readonly over: "a month" | "in all";
}

/** Contacts over a month or over the whole period, above zero. */
export function parseVolume(found: unknown): Parsed<Volume> {
  const text = tidy(found);
  const bare = bareNumber(text);
  if (NEGATIVE.test(text)) return { problem: `${quoted(text)} is negative. ${WRITE_VOLUME}` };
  if (bare !== undefined && bare !== 0) {
    const figure = numberInWords(bare);
    return {
      problem: `${quoted(text)} has no unit. Write "${figure} a month", or "${figure} in all" for a period in days.`,
    };
  }
  if (bare !== 0 && !VOLUME.test(text)) return { problem: `${notThat(found, "a volume")} ${WRITE_VOLUME}` };
  const count = toNumber(text);
  if (count === 0) {
    return {
      problem: `${quoted(text)} brings no contacts. Write a volume above zero, such as "25,277 a month".`,
    };
  }
  return { value: { count, over: text.endsWith("month") ? "a month" : "in all" } };
}

/** Contacts of one month that is named beside the figure, above zero: "33,000", or "33,000 a month". */
export function parseVolumeOfMonth(found: unknown): Parsed<Volume> {
  const text = tidy(found);
  const write = "Write the contacts of the month, such as 33,000.";
  if (NEGATIVE.test(text)) return { problem: `${quoted(text)} is negative. ${write}` };
  if (!VOLUME_OF_MONTH.test(text)) return { problem: `${notThat(found, "a number of contacts")} ${write}` };
  const count = toNumber(text);
  if (count === 0) return { problem: `${quoted(text)} brings no contacts. ${write}` };
  return { value: { count, over: "a month" } };
}

/** Growth in a year: "2% a year" is 0.02, "-3% a year" is -0.03; 0 for none. Above -100%. */
export function parseYearlyTrend(found: unknown): Parsed<number> {
  const text = tidy(found);
  const write = 'Write how much it grows in a year, such as "2% a year" or "-3% a year".';
  if (bareNumber(text) === 0) return { value: 0 };
  if (!YEARLY_TREND.test(text)) return { problem: `${notThat(found, "a trend")} ${write}` };
  const size = toNumber(text.replace(/^[-−–+]\s*/, "")) / 100;
  const trend = /^[-−–]/.test(text) ? -size : size;
  if (trend <= -1 || trend > 10) {
    return { problem: `${quoted(text)} is out of reach: nothing would be left, or too much. ${write}` };
  }
  return { value: trend };
}

function parsePercentage(found: unknown, noun: string, write: string, most = 10): Parsed<number> {
  const text = tidy(found);
  const bare = bareNumber(text);
  if (bare === 0) return { value: 0 };
  if (NEGATIVE.test(text)) return { problem: `${quoted(text)} is below 0%. ${write}` };
  if (bare !== undefined) {
    return { problem: `${quoted(text)} has no unit. Write ${suggestedPercentages(bare, most)}.` };
  }
  if (!PERCENT.test(text)) return { problem: `${notThat(found, noun)} ${write}` };
  return { value: toNumber(text) / 100 };
}

function notATime(found: unknown): { problem: string } {
  const start = typeof found === "string" ? unknownUnit(found) : undefined;
  return { problem: start ?? `${notThat(found, "a length of time")} ${WRITE_TIME}` };
}

/** "3 minuts": a number and a word that is nearly a unit. */
function unknownUnit(text: string): string | undefined {
  const [, number = "", word = ""] = /^([\d.,]+)\s*(\p{L}+)$/u.exec(text) ?? [];
  if (bareNumber(number) === undefined) return undefined;
  const unit = nearest(word, ["seconds", "second", "minutes", "minute", "hours", "hour", "days", "day"]);
  if (unit === undefined) return undefined;
  return `${quoted(text)} is not a length of time. Did you mean "${text.replace(word, unit)}"?`;
}

/** Two ways to say the same time; the bare number was probably the one or the other. */
function suggestedTimes(bare: number): string {
  const [first, second] =
    bare < 10
      ? [`${numberInWords(bare)} ${bare === 1 ? "minute" : "minutes"}`, `${numberInWords(60 * bare)} seconds`]
      : [
          `${numberInWords(bare)} seconds`,
          bare < 120 ? `${numberInWords(bare)} minutes` : durationInWords(bare),
        ];
  return `"${first}" or "${second}"`;
}

/**
 * A bare number may be the fraction itself, or a percentage that lost its sign.
 * @param most The largest fraction that makes sense: 1 for a share, more for a spread.
 */
function suggestedPercentages(bare: number, most: number): string {
  const percentage = Number.isInteger(bare) || bare > most ? [`${numberInWords(bare)}%`] : [];
  const fraction = bare <= most ? [shareInWords(bare)] : [];
  return [...percentage, ...fraction].map(quoted).join(" or ");
}

/** Text as parsed: hard spaces from a word processor become plain ones. Lists and groups become empty text. */
function tidy(found: unknown): string {
  if (typeof found === "number") return String(found);
  return typeof found === "string" ? found.replace(/\s+/gu, " ").trim() : "";
}

function bareNumber(text: string): number | undefined {
  return BARE_NUMBER.test(text) ? toNumber(text) : undefined;
}

/** The number a text begins with. */
function toNumber(text: string): number {
  return Number.parseFloat(text.replaceAll(",", ""));
}

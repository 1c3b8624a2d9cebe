import { cellText, shown } from "../document/cellText.ts";
import { monthInWords } from "../figureText.ts";
import { bestOf } from "./best.ts";
import { bestInWords, planBesideBase } from "./differenceWords.ts";
import type { Evidence } from "./evidence.ts";
import { differencesOf } from "./judged.ts";
import { counted, quoted, sentenceCase } from "./names.ts";
import { periodInWords, periodNoun } from "./period.ts";
import { askedOf, type Asked } from "./targets.ts";
import { often, onAverage } from "./targetWords.ts";
import { isUncertain, measuresTold, periodRow, periodsOf, type Told } from "./told.ts";

/** A range whose high end is so many times its low end, or that spans so much of all calls, leads the answer. */
const WIDE_RATIO = 2;
const WIDE_SHARE = 0.2;
/** More targets than this belong to the section on questions. */
const MOST_TARGETS = 3;
/** Below this the ends of ranges are rough. */
const FEW_PERIODS = 100;

/** The answer in one paragraph. */
export function answer(evidence: Evidence): string {
  const told = measuresTold(evidence);
  const [main] = told;
  const rest = [...targets(evidence), ...sure(evidence)];
  if (main === undefined) {
    return ["The runs hold no figures of the queues that this paper is about.", ...rest].join(" ");
  }
  return [...wideFirst(evidence, main), ...base(evidence, told), ...plans(evidence, main), ...rest].join(" ");
}

/** What cannot be known comes before everything else. */
function wideFirst({ base: { run } }: Evidence, main: Told): readonly string[] {
  const range = periodRow(run, main)?.expected ?? null;
  if (range === null) return [];
  const [low, high] = [shown(range.low, main.writing), shown(range.high, main.writing)];
  const isWide = high >= WIDE_RATIO * low || (main.unit === "share" && high - low >= WIDE_SHARE);
  return isWide && high > low
    ? [`How high ${main.name} will be, we cannot know: the figures that decide it are not known well enough.`]
    : [];
}

function base({ base: { plan, run } }: Evidence, told: readonly Told[]): readonly string[] {
  const main = told[0]!;
  const row = periodRow(run, main);
  if (row === null || row.mean === null)
    return [`${sentenceCase(main.name)} with ${quoted(plan)} is not known.`];
  const say = (value: number): string => cellText(value, main.writing);
  const what =
    main.measure === "attrition"
      ? `${say(row.mean)} of the ${main.queue} calls that reach the line would not be answered`
      : `${main.name} would be ${say(row.mean)}`;
  const range =
    row.single === null
      ? ""
      : isUncertain(run)
        ? `; with what is not known and chance, 95 of 100 ${periodNoun(run)}s lie from ${say(row.single.low)} to ${say(row.single.high)}`
        : `; by chance alone, 95 of 100 ${periodNoun(run)}s lie from ${say(row.single.low)} to ${say(row.single.high)}`;
  return [
    `With ${quoted(plan)}, over ${periodInWords(run)}, ${what} on average${range}.`,
    ...waits(run, told),
  ];
}

/** The mean wait of the same queue, by both clocks where there are two. */
function waits(run: Evidence["base"]["run"], told: readonly Told[]): readonly string[] {
  const { queue } = told[0]!;
  const of = (measure: string): string | null => {
    const found = told.find((each) => each.queue === queue && each.measure === measure);
    const mean = found === undefined ? null : (periodRow(run, found)?.mean ?? null);
    return mean === null ? null : cellText(mean, found!.writing);
  };
  const [fromEnd, fromDialling] = [of("meanWaitAnswered"), of("meanWaitAnsweredFromDialling")];
  if (fromEnd === null) return [];
  return fromDialling === null
    ? [`Answered ${queue} callers would wait ${fromEnd} on average, from when they reach the line.`]
    : [
        `Answered ${queue} callers would wait ${fromEnd} on average from the end of the message, ${fromDialling} from dialling.`,
      ];
}

/** Whether plans really differ, and which does best. */
function plans(evidence: Evidence, main: Told): readonly string[] {
  const {
    comparison,
    base: { plan: base },
  } = evidence;
  if (comparison === null) return [];
  const found = differencesOf(comparison, main);
  if (found === null) return [];
  const [only] = found.period;
  if (found.period.length === 1 && only !== undefined) return [planBesideBase(only, base, found)];
  const best = bestOf(found);
  if (best.first === null) {
    return [
      `Of ${counted(found.period.length, "plan")} compared, none is shown to be better than ${quoted(base)} by ${main.name}.`,
    ];
  }
  return [
    `Of ${counted(found.period.length, "plan")} compared, ${best.better.length} ${best.better.length === 1 ? "is" : "are"} shown to be better than ${quoted(base)} by ${main.name}.`,
    ...bestInWords(best, base, found),
  ];
}

function targets(evidence: Evidence): readonly string[] {
  const asked = evidence.questions
    .flatMap(({ target }) => (target === null ? [] : (askedOf(evidence, target) ?? [])))
    .filter((each, i, all) => all.findIndex(({ target }) => target === each.target) === i);
  return asked.slice(0, MOST_TARGETS).flatMap((each) => targetShortly(evidence, each));
}

function targetShortly(evidence: Evidence, asked: Asked): readonly string[] {
  if (asked.last === null) return [];
  const leading = leadingOf(evidence, asked);
  const who = leading === null ? [asked.plans[0]!] : [asked.plans[0]!, leading];
  const [first, ...others] = who.map((stands) => `${often(stands)} with ${quoted(stands.plan)}`);
  return [
    `Target “${asked.words}”: ${lower(onAverage(asked))} In ${monthInWords(asked.last)} it is met ${first!}${others.map((each) => ` and ${each}`).join("")}.`,
  ];
}

/** The plan that meets the target most often in the last month, beside the base. */
function leadingOf({ base }: Evidence, { plans }: Asked) {
  const others = plans.filter(({ plan }) => plan !== base.plan);
  return others.toSorted((a, b) => (b.months.at(-1)?.met ?? 0) - (a.months.at(-1)?.met ?? 0))[0] ?? null;
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** How sure one can be of all this. */
function sure(evidence: Evidence): readonly string[] {
  const { run } = evidence.base;
  const many = counted(periodsOf(run), periodNoun(run));
  const cut = [evidence.base, ...evidence.plans].find(({ run: { incomplete } }) => incomplete !== null);
  return [
    isUncertain(run)
      ? `All this rests on ${many} of each plan, from ${counted(run.draws ?? 0, "draw")} of the figures that are not known`
      : `All this rests on ${many} of each plan, with every figure taken as known exactly`,
  ].map(
    (start) =>
      `${start}${periodsOf(run) < FEW_PERIODS ? "; that is few, so the ends of the ranges are rough" : ""}${cut === undefined ? "" : "; some runs were cut short"}. It holds as far as the assumptions in annex A do.`,
  );
}

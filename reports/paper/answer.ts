import { cellText, shown } from "../document/cellText.ts";
import { bestOf } from "./best.ts";
import { bestShortly, planBesideBase } from "./differenceWords.ts";
import type { Evidence } from "./evidence.ts";
import { differencesOf } from "./judged.ts";
import { counted, quoted, sentenceCase } from "./names.ts";
import { overPeriod, periodNoun } from "./period.ts";
import { askedOf, type Asked } from "./targets.ts";
import { howOftenShortly, onAverage } from "./targetWords.ts";
import { isUncertain, measuresTold, periodRow, periodsOf, type Told } from "./told.ts";

/** A range whose high end is so many times its low end, or that spans so much of all calls, leads the answer. */
const WIDE_RATIO = 2;
const WIDE_SHARE = 0.2;
/** More targets than this belong to the section on questions. */
const MOST_TARGETS = 2;
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
  const wide = wideFirst(evidence, main);
  const start = wide.length > 0 ? "On" : `With ${quoted(evidence.base.plan)}, on`;
  return [...wide, ...base(evidence, told, start), ...plans(evidence, main), ...rest].join(" ");
}

/** What cannot be known comes before everything else. */
function wideFirst({ base: { plan, run } }: Evidence, main: Told): readonly string[] {
  const range = periodRow(run, main)?.expected ?? null;
  if (range === null) return [];
  const [low, high] = [shown(range.low, main.writing), shown(range.high, main.writing)];
  const isWide = high >= WIDE_RATIO * low || (main.unit === "share" && high - low >= WIDE_SHARE);
  return isWide && high > low
    ? [
        `We cannot know how high ${main.name} will be: with ${quoted(plan)} anything from ${cellText(range, main.writing)} may be expected (95%).`,
      ]
    : [];
}

/** @param start What the sentence on its average begins with. */
function base({ base: { plan, run } }: Evidence, told: readonly Told[], start: string): readonly string[] {
  const main = told[0]!;
  const row = periodRow(run, main);
  const mean = row?.mean ?? null;
  if (mean === null) return [`${sentenceCase(main.name)} with ${quoted(plan)} is not known.`];
  const what =
    main.measure === "attrition"
      ? `${cellText(mean, main.writing)} of the ${main.queue} calls that reach the line would not be answered`
      : `${main.name} would be ${cellText(mean, main.writing)}`;
  const single = row?.single ?? null;
  const why = isUncertain(run) ? "with what is not known and chance" : "by chance alone";
  const range =
    single === null
      ? ""
      : `; ${why}, 95 of 100 single ${periodNoun(run).replace("simulated ", "")}s lie from ${cellText(single, main.writing)}`;
  return [`${start} average ${what} ${overPeriod(run)}${range}.`, ...waits(run, told)];
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
  const [all, some] = [found.period.length, best.better.length];
  if (best.first === null) {
    return [
      `None of the ${all} plans compared is shown to be better than ${quoted(base)} by ${main.name} over the whole period.`,
    ];
  }
  return [
    some === all
      ? `All ${all} plans compared are shown to be better than ${quoted(base)} by ${main.name} over the whole period.`
      : `Of ${all} plans compared, ${some} ${some === 1 ? "is" : "are"} shown to be better than ${quoted(base)} by ${main.name} over the whole period.`,
    bestShortly(best, found),
  ];
}

function targets(evidence: Evidence): readonly string[] {
  const asked = evidence.questions
    .flatMap(({ target }) => (target === null ? [] : (askedOf(evidence, target) ?? [])))
    .filter((each, i, all) => all.findIndex(({ target }) => target === each.target) === i);
  return asked.slice(0, MOST_TARGETS).flatMap((each) => targetShortly(evidence, each));
}

function targetShortly({ base }: Evidence, asked: Asked): readonly string[] {
  if (asked.last === null) return [];
  return [`Target ${quoted(asked.words)}: ${lower(onAverage(asked))} ${howOftenShortly(asked, base.plan)}`];
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** How sure one can be of all this. */
function sure(evidence: Evidence): readonly string[] {
  const { run } = evidence.base;
  const many = counted(periodsOf(run), periodNoun(run));
  const cut = [evidence.base, ...evidence.plans].find(({ run: { incomplete } }) => incomplete !== null);
  const how = isUncertain(run)
    ? `from ${counted(run.draws ?? 0, "draw")} of what is not known`
    : "with every figure taken as known exactly";
  return [
    `This rests on ${many} of each plan, ${how}${cut === undefined ? "" : "; some runs were cut short"}.`,
    ...(periodsOf(run) < FEW_PERIODS ? ["These are few, so the ends of the ranges are rough."] : []),
    "It holds as far as the assumptions (annex A) do.",
  ];
}

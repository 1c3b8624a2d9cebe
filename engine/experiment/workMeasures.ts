import type { Queue } from "../scenario/scenario.ts";
import type { Column, Figures, Measure } from "./measure.ts";

/** Measures of a queue of deferrable work, in the order in which tables print them. */
export function workMeasures({ targets }: Queue): readonly Measure[] {
  return [...COUNTS, ...BACKLOG, ...AGES, ...targets.flatMap(doneWithin), ...LOADS];
}

const COUNTS: readonly Measure[] = [
  { ...count("offered", "received", "items that came in", "offered"), published: "received" },
  count("takenUp", "taken up", "of those, items that somebody began, in whichever interval", "answered"),
  {
    ...count("done", "done", "of those, items that were done, in whichever interval", "done"),
    better: "higher",
  },
  {
    name: "notDone",
    title: "not done at the end",
    unit: "contacts",
    definition: "items that came in and were not done when the run ended",
    numerator: ({ sum }) => sum("offered") - sum("done"),
    denominator: one,
    better: "lower",
  },
  count("doneByClock", "done, by the clock", "items done in this time, whenever they came in", "doneByClock"),
];

const BACKLOG: readonly Measure[] = [
  {
    name: "meanBacklog",
    title: "backlog, mean",
    unit: "contacts",
    definition: "time average of items that have come in and are not done, those in hand included",
    numerator: ({ sum }) => sum("backlogTime"),
    denominator: ({ seconds }) => seconds,
    better: "lower",
  },
  {
    name: "backlogAtStart",
    title: "backlog as an interval begins, mean",
    unit: "contacts",
    definition:
      "items that have come in and are not done at the beginning of an interval, averaged over intervals",
    numerator: ({ sum }) => sum("backlogAtStarts"),
    denominator: ({ sum }) => sum("intervalStarts"),
    better: "lower",
  },
  {
    name: "backlogAge",
    title: "mean age of the backlog",
    unit: "seconds",
    definition: "ages of all items in the backlog at the beginnings of intervals ÷ their number",
    numerator: ({ sum }) => sum("agesAtStarts"),
    denominator: ({ sum }) => sum("backlogAtStarts"),
    better: "lower",
  },
  {
    name: "oldestWaiting",
    title: "age of the oldest item in line, mean",
    unit: "seconds",
    definition:
      "age of the first in line at the beginning of an interval (0 if none waits), averaged over intervals",
    numerator: ({ sum }) => sum("oldestAtStarts"),
    denominator: ({ sum }) => sum("intervalStarts"),
    better: "lower",
  },
];

const AGES: readonly Measure[] = [
  {
    name: "meanAgeTakenUp",
    title: "mean age when taken up",
    unit: "seconds",
    definition: "time from coming in to being begun, of items that were begun, ÷ their number",
    numerator: ({ sum }) => sum("waitOfAnswered"),
    denominator: ({ sum }) => sum("answered"),
    better: "lower",
  },
  {
    name: "meanAgeDone",
    title: "mean age when done",
    unit: "seconds",
    definition: "time from coming in to being done, of items that were done, ÷ their number",
    numerator: ({ sum }) => sum("ageWhenDone"),
    denominator: ({ sum }) => sum("done"),
    better: "lower",
  },
];

const LOADS: readonly Measure[] = [
  {
    name: "meanQueue",
    title: "waiting to be begun, mean",
    unit: "contacts",
    definition: "time average of items in line that nobody has begun",
    numerator: ({ sum }) => sum("timeInLine"),
    denominator: ({ seconds }) => seconds,
    better: "lower",
  },
  count(
    "interruptions",
    "interruptions",
    "times that these items were put aside unfinished",
    "interruptions",
  ),
  {
    name: "meanTalk",
    title: "mean time to deal with one",
    unit: "seconds",
    definition: "time that items which were begun take in all ÷ their number",
    numerator: ({ sum }) => sum("talk"),
    denominator: ({ sum }) => sum("answered"),
  },
];

function doneWithin(target: number, place: number): readonly Measure[] {
  const column = `answeredWithin${place}` as Column;
  const t =
    target % 3600 === 0 ? `${target / 3600} h` : target % 60 === 0 ? `${target / 60} min` : `${target} s`;
  const of = (name: string, title: string, whole: string, denominator: Measure["denominator"]): Measure => ({
    name,
    title,
    unit: "share",
    definition: `done at an age below ${t} ÷ ${whole}`,
    numerator: ({ sum }) => sum(column),
    denominator,
    better: "higher",
  });
  return [
    of(`doneWithin${target}s`, `done within ${t}, of received`, "received", ({ sum }) => sum("offered")),
    of(`doneWithin${target}sOfDone`, `done within ${t}, of done`, "done", ({ sum }) => sum("done")),
  ];
}

function one(): number {
  return 1;
}

function count(name: string, title: string, definition: string, column: Column): Measure {
  const numerator = ({ sum }: Figures): number => sum(column);
  return { name, title, unit: "contacts", definition, numerator, denominator: one };
}

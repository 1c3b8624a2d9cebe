import type { Asked, Chart } from "../../reports/chart.ts";
import { chartOf } from "../../reports/charts.ts";
import { readResult } from "../../reports/results.ts";
import {
  calibration,
  comparison,
  hoursRun,
  monthsRun,
  people,
  sensitivity,
  sweep,
  waitsRun,
} from "./chartResults.ts";

const ASKED: Asked = { title: null, source: null, queue: null, measure: null };

/** A chart of results, as they stand in files. */
export function drawn(name: string, texts: readonly string[], asked: Partial<Asked> = {}): Chart {
  return chartOf(
    name,
    texts.map((text, i) => readResult(`${i}.json`, text)),
    { ...ASKED, ...asked },
  );
}

/** Names that try to be markup, to end a string, or to fill the page. */
const ODD = [
  `<script>alert("1 & 2")</script>`,
  `it's a "plan" \\ with {braces} and \${more}`,
  "a plan whose name goes on and on, because whoever wrote it wanted to say all of it: officers, overtime, IVR and shifts",
  "Averyveryverylongnamewithoutanyspacesinitatallwhichcannotbebrokenbetweenwords",
  "short",
];

const HANDLERS = "pools.general.handlers.average";
const FIFTY = Array.from({ length: 50 }, (_, i) => `plan ${i + 1} of fifty with some words`);
/** Every chart, of usual results and of those that might break it. */
export const CASES: readonly {
  readonly name: string;
  readonly what: string;
  readonly texts: readonly string[];
  readonly asked?: Partial<Asked>;
}[] = [
  { name: "months", what: "six months", texts: [monthsRun(6)] },
  {
    name: "months",
    what: "two years, not known",
    texts: [monthsRun(24, { uncertain: true, reported: false })],
  },
  { name: "months", what: "one month", texts: [monthsRun(1)] },
  { name: "months", what: "odd names", texts: [monthsRun(3, { queues: ODD.slice(0, 2) })] },
  {
    name: "plans",
    what: "three plans",
    texts: [comparison(["more handlers", "a shorter message", "both"])],
  },
  { name: "plans", what: "not known", texts: [comparison(["one", "two"], { uncertain: true })] },
  {
    name: "plans",
    what: "waits",
    texts: [comparison(["more handlers", "both"])],
    asked: { queue: "101", measure: "meanWaitAnswered" },
  },
  { name: "plans", what: "odd names", texts: [comparison(ODD)] },
  { name: "plans", what: "fifty plans", texts: [comparison(FIFTY)] },
  { name: "hours", what: "a month", texts: [hoursRun()] },
  { name: "waits", what: "two queues", texts: [waitsRun()] },
  {
    name: "people",
    what: "with attrition",
    texts: [people(["vetting", "classroom", "mentored"]), monthsRun(12)],
  },
  { name: "people", what: "eight stages", texts: [people(["a", "b", "c", "d", "e", "f", "g", "h"])] },
  { name: "people", what: "odd names", texts: [people(ODD.slice(0, 4))] },
  { name: "staffing", what: "seven points", texts: [sweep(HANDLERS, [8, 9, 10, 11, 12, 13, 14])] },
  {
    name: "staffing",
    what: "many points",
    texts: [
      sweep(
        HANDLERS,
        Array.from({ length: 40 }, (_, i) => (80 + i) / 10),
      ),
    ],
  },
  {
    name: "tornado",
    what: "five figures",
    texts: [
      sensitivity([
        "queues.101.arrivals",
        "queues.101.patience.mixture.1.share",
        "queues.101.talk.mean",
        "queues.101.wrapUp",
        "busyDays.spread",
      ]),
    ],
  },
  {
    name: "tornado",
    what: "odd names",
    texts: [sensitivity([...ODD, ...Array.from({ length: 12 }, (_, i) => `figure.${i}`)])],
  },
  { name: "learnt", what: "four figures", texts: [calibration()] },
  { name: "predicted", what: "six months", texts: [calibration()] },
  {
    name: "message",
    what: "five lengths",
    texts: [sweep("queues.101.message.duration", [0, 30, 60, 95, 120], ["0s", "30s", "1m", "95s", "2m"])],
  },
  { name: "chats", what: "a week", texts: [hoursRun({ chats: true })] },
];

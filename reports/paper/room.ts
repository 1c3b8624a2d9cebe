import { cellText } from "../document/cellText.ts";
import type { Block, Cell, Table } from "../document/document.ts";
import type { ResultRow, RunReport, Sensitivity, Sweep } from "../results.ts";
import { paragraph, part, section, sentences, table } from "./blocks.ts";
import type { Evidence, SimulatedFor } from "./evidence.ts";
import { figure } from "./figures.ts";
import { periodInWords } from "./period.ts";
import { BOTH_CLOCKS, LOST_RULE, sourceWith } from "./rules.ts";
import { sweepTable, toldOfMessage, toldOfStaffing } from "./sweepTable.ts";
import { writingOf } from "./writing.ts";

/** What the room does by the hour, and what moves it; nothing of what the study did not look at. */
export function roomSection(evidence: Evidence): readonly Block[] {
  const { hours, staffing, message, sensitivity, base } = evidence;
  const parts = [
    ...(hours === null ? [] : hoursOfWeek(evidence, hours)),
    ...waits(evidence, hours ?? base.run),
    ...(hours === null ? [] : chats(evidence, hours)),
    ...(staffing === null ? [] : staffingCurve(evidence, staffing)),
    ...(message === null ? [] : messageLength(evidence, message)),
    ...(sensitivity === null ? [] : whatMoves(evidence, sensitivity)),
  ];
  return parts.length === 0 ? [] : [section("room", "The room"), ...parts];
}

const ofRun = (report: RunReport, file = "the run by hour of the week") =>
  [{ file, kind: "run" as const, reports: [report] }] as const;

function hoursOfWeek({ place, queues }: Evidence, hours: RunReport): readonly Block[] {
  if (!hours.rows.some(({ scope }) => scope === "hour of week")) return [];
  return [
    part("hours", "Hours of the week"),
    ...sentences(
      `Load, handlers on duty and lost calls by hour of the week, in ${hours.scenario}, ${periodInWords(hours)}.`,
      "A mean over a whole month hides the hours in which most calls are lost.",
    ),
    ...queues
      .filter((queue) =>
        hours.rows.some(
          ({ of, name, measure }) => of === "queue" && name === queue && measure === "attrition",
        ),
      )
      .map((queue, i) =>
        figure({
          id: `chart-hours-${i + 1}`,
          chart: "hours",
          results: ofRun(hours),
          source: sourceWith(place, ""),
          queue,
        }),
      ),
  ];
}

const WITHIN = /^answeredWithin(\d+(?:\.\d+)?)s(OfAnswered|WithoutShortHangUps)?$/;
const PERCENTILE = /^waitP(\d+)Answered$/;
/** Waits that people ask about, in seconds. */
const ASKED_ABOUT = [10, 60, 90, 600];

function waits(evidence: Evidence, run: RunReport): readonly Block[] {
  const rows = run.rows.filter(({ scope, of }) => scope === "period" && of === "queue");
  const isDrawn = rows.some(({ measure }) => measure === "waitP50Answered");
  const within = withinTable(evidence, run, rows);
  if (!isDrawn && within.rows.length === 0) return [];
  return [
    part("waits", "How waits are spread"),
    ...(isDrawn
      ? [
          figure({
            id: "chart-waits",
            chart: "waits",
            results: ofRun(run, "the run whose waits are shown"),
            source: sourceWith(evidence.place, BOTH_CLOCKS),
          }),
        ]
      : []),
    ...table(within),
    ...table(percentiles(evidence, run, rows)),
  ];
}

/** Calls answered in time, by each of the ways in which papers count them. */
function withinTable({ place }: Evidence, run: RunReport, rows: readonly ResultRow[]): Table {
  const keys = new Map<string, { readonly queue: string; readonly seconds: number }>();
  for (const { name, measure } of rows) {
    const seconds = WITHIN.exec(measure)?.[1];
    if (seconds !== undefined) keys.set(`${name}\n${seconds}`, { queue: name, seconds: Number(seconds) });
  }
  const found = [...keys.values()];
  const missing = ASKED_ABOUT.filter((asked) => !found.some(({ seconds }) => seconds === asked));
  const mean = (queue: string, measure: string): Cell =>
    rows.find((row) => row.name === queue && row.measure === measure)?.mean ?? null;
  return {
    id: "waits-within",
    caption: `Calls answered within set times: ${place}, ${run.scenario}, ${periodInWords(run)}`,
    columns: [
      { head: "queue", format: "text" },
      { head: "answered within", format: "seconds" },
      { head: "of received", format: "share" },
      { head: "of answered", format: "share" },
      { head: "of received, hang-ups within it left out", format: "share" },
    ],
    rows: found.map(({ queue, seconds }) => [
      queue,
      seconds,
      mean(queue, `answeredWithin${seconds}s`),
      mean(queue, `answeredWithin${seconds}sOfAnswered`),
      mean(queue, `answeredWithin${seconds}sWithoutShortHangUps`),
    ]),
    notes: [
      "Waits run from the end of any message. Of received: lost calls count as not answered in time. Of answered: lost calls are left out.",
      ...(missing.length === 0
        ? []
        : [
            `Calls answered within ${missing.map((seconds) => cellText(seconds, { format: "seconds" })).join(", ")} were not counted in any queue of this run.`,
          ]),
    ],
  };
}

function percentiles({ place }: Evidence, run: RunReport, rows: readonly ResultRow[]): Table {
  const found = rows.filter(({ measure }) => PERCENTILE.test(measure));
  const ps = [...new Set(found.map(({ measure }) => measure))];
  const writing = writingOf("seconds", Math.max(0, ...found.map(({ mean }) => mean ?? 0)));
  return {
    id: "waits-percentiles",
    caption: `Waits of answered calls: ${place}, ${run.scenario}, ${periodInWords(run)}`,
    columns: [
      { head: "queue", format: "text" },
      ...ps.map((measure) => ({
        head: `${PERCENTILE.exec(measure)![1]!}% waited at most`,
        ...writing,
      })),
    ],
    rows: [...new Set(found.map(({ name }) => name))].map((queue) => [
      queue,
      ...ps.map(
        (measure): Cell => found.find((row) => row.name === queue && row.measure === measure)?.mean ?? null,
      ),
    ]),
    notes: [
      "Waits run from the end of any message, and are of answered calls: those of lost calls are not in it.",
    ],
  };
}

function chats({ place }: Evidence, hours: RunReport): readonly Block[] {
  const has = (measure: string): boolean => hours.rows.some((row) => row.measure === measure);
  if (!has("chatsHeld") || !has("timeClosed")) return [];
  return [
    part("chats", "Live chats"),
    figure({ id: "chart-chats", chart: "chats", results: ofRun(hours), source: `${place}.` }),
  ];
}

function staffingCurve({ place, queues }: Evidence, sweep: Sweep): readonly Block[] {
  return [
    part("staffing", "Handlers on duty"),
    ...sentences(
      `What more or fewer handlers do, in ${sweep.scenario}, ${sweep.period}, all else as it is there.`,
      "Figures that are not known keep one value each here, so read the shape of the curve and not the number of handlers at which it meets a target.",
    ),
    figure({
      id: "chart-staffing",
      chart: "staffing",
      results: [{ file: "the staffing study", kind: "sweep", sweep }],
      source: sourceWith(place, BOTH_CLOCKS),
    }),
    ...table(
      sweepTable(
        sweep,
        {
          id: "staffing-table",
          caption: `What handlers on duty change: ${place}, ${sweep.scenario}, ${sweep.period}`,
        },
        toldOfStaffing(queues),
        [LOST_RULE, BOTH_CLOCKS],
      ),
    ),
  ];
}

function messageLength({ place, queues }: Evidence, sweep: Sweep): readonly Block[] {
  return [
    part("message", "The length of the message, by both clocks"),
    ...sentences(
      `What a shorter or longer message does, in ${sweep.scenario}, ${sweep.period}.`,
      "A wait from the end of the message leaves out the message itself; one from dialling does not. Who hangs up in the message is in no attrition, so a longer message can lower attrition without anybody being better served.",
      hangUpsStaySame(sweep, queues)
        ? "In this study as many hang up in the message however long it is, as the scenario gives one share for all lengths; in truth a shorter one would lose fewer there."
        : null,
    ),
    figure({
      id: "chart-message",
      chart: "message",
      results: [{ file: "the study of the message", kind: "sweep", sweep }],
      source: sourceWith(place, "Both clocks are shown."),
    }),
    ...table(
      sweepTable(
        sweep,
        {
          id: "message-table",
          caption: `What the length of the message changes: ${place}, ${sweep.scenario}, ${sweep.period}`,
        },
        toldOfMessage(queues, sweep),
        [LOST_RULE, BOTH_CLOCKS],
      ),
    ),
  ];
}

/** Whether the share of callers who hang up in the message is that of the scenario at each length, but for chance. */
function hangUpsStaySame({ points }: Sweep, queues: readonly string[]): boolean {
  return queues.some((queue) => {
    const shares = points.flatMap(({ rows }) => {
      const meanOf = (measure: string): number | null =>
        rows.find((row) => row.of === "queue" && row.name === queue && row.measure === measure)?.mean ?? null;
      const [lost, dialled] = [meanOf("hungUpInMessage"), meanOf("dialled")];
      return lost === null || dialled === null || dialled === 0 ? [] : [lost / dialled];
    });
    const most = Math.max(...shares);
    // The same callers are met at all lengths, so what differs at all differs by more than a hundredth.
    return shares.length > 1 && most > 0 && most - Math.min(...shares) < most / 100;
  });
}

/** That the figures that are moved have other ranges than in the plans, where they were learnt; null if they have not. */
function rangesApart({ simulated }: Evidence): string | null {
  const isLearnt = (use: SimulatedFor): boolean =>
    simulated.some(
      (each) => each.use === use && each.told.unknowns.some(({ learntFrom }) => learntFrom !== null),
    );
  return isLearnt("base") && !isLearnt("what moves the answer")
    ? "Their ranges here are those stated before anything was learnt from published months; in the plans some are narrower. So read which figures matter, and take no size of a move for one of the plans."
    : null;
}

function whatMoves(evidence: Evidence, study: Sensitivity): readonly Block[] {
  const { place, queues } = evidence;
  const shownOf = study.sensitivities.filter(
    ({ measure }) => measure.of === "queue" && queues.includes(measure.name),
  );
  const chosen = shownOf.length > 0 ? shownOf : study.sensitivities;
  return [
    part("moves", "What moves the answer"),
    ...sentences(
      `Each figure that is not known is moved alone from its 5% to its 95% point while all others stay in the middle, in ${study.scenario}, ${study.period}.`,
      rangesApart(evidence),
      "A figure at the top is the one that it would help most to know better.",
    ),
    ...(chosen.length === 0 ? [paragraph("That study holds no measure.")] : []),
    ...chosen.slice(0, 2).map(({ measure }, i) =>
      figure({
        id: `chart-tornado-${i + 1}`,
        chart: "tornado",
        results: [{ file: "the sensitivity study", kind: "sensitivity", sensitivity: study }],
        source: sourceWith(place, BOTH_CLOCKS),
        ...(measure.of === "queue" ? { queue: measure.name } : {}),
        measure: measure.measure,
      }),
    ),
    ...(chosen.length > 2
      ? sentences(`The study also tells of ${chosen.length - 2} more measures, which are not drawn.`)
      : []),
  ];
}

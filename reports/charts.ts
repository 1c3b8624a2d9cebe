import type { Asked, Chart } from "./chart.ts";
import { chatsChart } from "./charts/chats.ts";
import { hoursChart } from "./charts/hours.ts";
import { learntChart } from "./charts/learnt.ts";
import { messageChart } from "./charts/message.ts";
import { monthsChart } from "./charts/months.ts";
import { peopleChart } from "./charts/people.ts";
import { plansChart } from "./charts/plans.ts";
import { predictedChart } from "./charts/predicted.ts";
import { staffingChart } from "./charts/staffing.ts";
import { tornadoChart } from "./charts/tornado.ts";
import { waitsChart } from "./charts/waits.ts";
import { ChartFault, type Kind, type Result } from "./results.ts";

/** A chart that can be asked for. */
export interface ChartKind {
  /** What it shows, in a few words. */
  readonly about: string;
  /** A command that makes what it is drawn from. */
  readonly command: string;
  /** What it can be drawn from: all results given must be of these. */
  readonly from: readonly Kind[];
  readonly draw: (results: Results, asked: Asked) => Chart;
}

/** Results by the command that wrote them. */
interface Results {
  readonly runs: ReturnType<typeof runsIn>;
  readonly comparisons: ReturnType<typeof comparisonsIn>;
  readonly sweeps: readonly Extract<Result, { kind: "sweep" }>["sweep"][];
  readonly studies: readonly Extract<Result, { kind: "sensitivity" }>["sensitivity"][];
  readonly people: readonly Extract<Result, { kind: "people" }>["people"][];
  readonly calibrations: readonly Extract<Result, { kind: "calibrate" }>["calibration"][];
}

/** All charts by name, in the order in which they are listed. */
export const CHARTS: Readonly<Record<string, ChartKind>> = {
  months: {
    about: "attrition and wait by month, reported beside simulated",
    command: "fcrsim run scenarios/kent/20*.yaml --out runs",
    from: ["run"],
    draw: ({ runs }, asked) => monthsChart(runs, asked),
  },
  plans: {
    about: "plans side by side, and how they differ from the base",
    command: "fcrsim compare base.yaml plan.yaml --out comparison",
    from: ["compare"],
    draw: ({ comparisons }, asked) => plansChart(comparisons, asked),
  },
  hours: {
    about: "load, staffing and attrition in each hour of the week",
    command: "fcrsim run october.yaml --by hour-of-week --out hours",
    from: ["run"],
    draw: ({ runs }, asked) => hoursChart(runs, asked),
  },
  waits: {
    about: "how waits are spread, with 10 s, 60 s, 90 s and 10 minutes marked",
    command: "fcrsim run october.yaml --out runs",
    from: ["run"],
    draw: ({ runs }, asked) => waitsChart(runs, asked),
  },
  people: {
    about: "people by stage over time, with attrition beneath if a run of the months is named too",
    command: "fcrsim people plan.yaml --out people",
    from: ["people", "run"],
    draw: ({ people, runs }, asked) => peopleChart(people, runs, asked),
  },
  staffing: {
    about: "attrition, and 999 within 10 seconds, against handlers",
    command: 'fcrsim sweep october.yaml --vary "pools.general.handlers.average=8..14" --out sweep',
    from: ["sweep"],
    draw: ({ sweeps }, asked) => staffingChart(sweeps, asked),
  },
  tornado: {
    about: "what moves the answer: each figure that is not known moved alone",
    command: "fcrsim sensitivity october.yaml --out sensitivity",
    from: ["sensitivity"],
    draw: ({ studies }, asked) => tornadoChart(studies, asked),
  },
  learnt: {
    about: "figures before and after calibration",
    command: "fcrsim calibrate calibration.yaml --out calibration",
    from: ["calibrate"],
    draw: ({ calibrations }, asked) => learntChart(calibrations, asked),
  },
  predicted: {
    about: "published months beside what the calibrated model says of them",
    command: "fcrsim calibrate calibration.yaml --out calibration",
    from: ["calibrate"],
    draw: ({ calibrations }, asked) => predictedChart(calibrations, asked),
  },
  message: {
    about: "what the length of the message does, by both clocks",
    command: 'fcrsim sweep october.yaml --vary "queues.101.message.duration=30s,60s,95s" --out sweep',
    from: ["sweep"],
    draw: ({ sweeps }, asked) => messageChart(sweeps, asked),
  },
  chats: {
    about: "chats held, and minutes closed to new chats, by hour of the week",
    command: "fcrsim run chat.yaml --by hour-of-week --out hours",
    from: ["run"],
    draw: ({ runs }, asked) => chatsChart(runs, asked),
  },
};

/** What each kind of results is called in messages. */
const HOLDS: Readonly<Record<Kind, string>> = {
  run: "runs",
  compare: "a comparison of plans",
  sweep: "a sweep",
  sensitivity: "a sensitivity study",
  people: "people by month",
  calibrate: "a calibration",
};

/**
 * Draws the chart of a name from what commands wrote.
 *
 * @throws ChartFault that says which file holds what, and what makes what this chart needs.
 */
export function chartOf(name: string, results: readonly Result[], asked: Asked): Chart {
  const kind = CHARTS[name];
  if (kind === undefined) {
    throw new ChartFault(`there is no chart "${name}". There are ${Object.keys(CHARTS).join(", ")}.`);
  }
  for (const { file, kind: held } of results) {
    if (kind.from.includes(held)) continue;
    throw new ChartFault(
      `${file} holds ${HOLDS[held]}, and the chart "${name}" is drawn from ${HOLDS[kind.from[0]!]}. To make them: ${kind.command}`,
    );
  }
  try {
    return kind.draw(
      {
        runs: runsIn(results),
        comparisons: comparisonsIn(results),
        sweeps: results.flatMap((each) => (each.kind === "sweep" ? [each.sweep] : [])),
        studies: results.flatMap((each) => (each.kind === "sensitivity" ? [each.sensitivity] : [])),
        people: results.flatMap((each) => (each.kind === "people" ? [each.people] : [])),
        calibrations: results.flatMap((each) => (each.kind === "calibrate" ? [each.calibration] : [])),
      },
      asked,
    );
  } catch (error) {
    if (!(error instanceof ChartFault)) throw error;
    throw new ChartFault(`${results.map(({ file }) => file).join(", ")}: ${error.message}`);
  }
}

function runsIn(results: readonly Result[]) {
  return results.flatMap((each) => (each.kind === "run" ? each.reports : []));
}

function comparisonsIn(results: readonly Result[]) {
  return results.flatMap((each) => (each.kind === "compare" ? each.reports : []));
}

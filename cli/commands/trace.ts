import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { storyteller, type Wanted } from "../../engine/centre/story.ts";
import { peopleStaffing } from "../../engine/experiment/peopleStaffing.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { suggestion } from "../../engine/scenario/faults.ts";
import { parseDuration } from "../../engine/scenario/quantity.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import type { Timetable } from "../../engine/scenario/timetable.ts";
import { EXIT, UserError } from "../exit.ts";
import { firstAttemptsOf } from "../firstAttempts.ts";
import { interruptible } from "../interrupt.ts";
import { loadScenario } from "../load.ts";
import { wrapped } from "../output/table.ts";

const WIDTH = 98;
const SECONDS_AN_HOUR = 3600;

export interface TraceOptions {
  readonly file: string;
  readonly contact: number | undefined;
  readonly at: string | undefined;
  readonly queue: string | undefined;
  readonly replication: number | undefined;
  readonly seed: string | undefined;
}

/** `fcrsim trace`: one caller's story, from dialling to the end. */
export async function trace(options: TraceOptions): Promise<number> {
  const stated = loadScenario(options.file, options.seed);
  const { signal, done } = interruptible();
  const scenario = await firstAttemptsOf(inProcess(), stated, "auto", signal).finally(done);
  if (scenario === null) return EXIT.interrupted;
  const plan = planOf(scenario);
  const replication = options.replication ?? 0;
  const wanted = wantedOf(options, scenario, plan.timetable);
  const { observer, story } = storyteller(wanted);
  const staffing = peopleStaffing(plan, replication);
  runTrial(plan, replication, observer, staffing === undefined ? {} : { staffing });
  const told = story();
  if (told === null) {
    const { name } = scenario.queues[wanted.queue]!;
    const whom = wanted.by === "number" ? `contact ${wanted.number}` : "such contact";
    throw new UserError(
      `queue ${name} has no ${whom} in replication ${replication}. Ask for a smaller number or an earlier time.`,
    );
  }
  const lines = told.chapters.flatMap(({ time, what }) => {
    const when = `${wallClock(plan.timetable, time)}  `;
    return wrapped(what, WIDTH - when.length).map(
      (line, i) => (i === 0 ? when : " ".repeat(when.length)) + line,
    );
  });
  process.stdout.write(
    `${scenario.name}, replication ${replication}, seed ${scenario.seed}\n${lines.join("\n")}\n`,
  );
  return EXIT.done;
}

function wantedOf(options: TraceOptions, scenario: Scenario, timetable: Timetable): Wanted {
  const names = scenario.queues.map(({ name }) => name);
  const queue = options.queue === undefined ? names.length - 1 : names.indexOf(options.queue);
  if (queue < 0) {
    throw new UserError(
      `--queue: there is no queue "${options.queue!}" here. ${suggestion(options.queue!, names)}`,
    );
  }
  if (options.contact !== undefined && options.at !== undefined) {
    throw new UserError("Give --contact or --at, not both.");
  }
  if (options.contact !== undefined) return { by: "number", queue, number: options.contact };
  if (options.at !== undefined) return { by: "time", queue, from: momentOf(options.at, timetable) };
  throw new UserError(
    'Say whom to follow: --contact 5000, or --at "2022-10-17 14:30" for the first after that time.',
  );
}

/** Seconds from the start of the counted period. */
function momentOf(text: string, timetable: Timetable): number {
  const date = /^(\d{4}-\d{2}-\d{2}|day \d+)[ T](\d{1,2}):(\d{2})$/.exec(text.trim());
  if (date !== null) {
    const [, label, hour, minute] = date;
    const day = timetable.days.find((each) => each.label === label);
    if (day === undefined || Number(hour) > 23 || Number(minute) > 59) {
      const first = timetable.days[0]!.label;
      throw new UserError(`--at: "${text}" is not a time of this run, which begins on ${first}.`);
    }
    const clock = Number(hour) * 3600 + Number(minute) * 60;
    for (let i = 0; i < day.intervals; i++) {
      const interval = day.firstInterval + i;
      const start = startClock(timetable, interval);
      if (clock >= start && clock < start + timetable.intervalSeconds) {
        return startOf(timetable, interval) + (clock - start);
      }
    }
    throw new UserError(`--at: the clock never shows "${text}" in this run.`);
  }
  const parsed = parseDuration(text);
  if ("value" in parsed) return parsed.value;
  throw new UserError(
    `--at: "${text}" is not a time. Write "2022-10-17 14:30", or "3 days 2 hours" into the period.`,
  );
}

function startOf(timetable: Timetable, interval: number): number {
  return (interval - timetable.before) * timetable.intervalSeconds;
}

/** Local clock at the start of an interval, in seconds since midnight. */
function startClock(timetable: Timetable, interval: number): number {
  const hour = timetable.hourOfWeek[interval]! % 24;
  const perHour = 3600 / timetable.intervalSeconds;
  const day = timetable.days[timetable.dayOf[interval]!]!;
  // Clocks change by whole hours, so the quarter within the hour is that of the elapsed time.
  return hour * 3600 + ((interval - day.firstInterval) % perHour) * timetable.intervalSeconds;
}

/** "2022-10-17 14:30:05", by the clock on the wall. */
function wallClock(timetable: Timetable, time: number): string {
  const last = timetable.dayOf.length - 1;
  const interval = Math.min(last, Math.floor(time / timetable.intervalSeconds) + timetable.before);
  const { label } = timetable.days[timetable.dayOf[interval]!]!;
  const clock = startClock(timetable, interval) + (time - startOf(timetable, interval));
  const part = (n: number): string => String(Math.floor(n)).padStart(2, "0");
  const again = isRepeatedHour(timetable, interval) ? " again" : "";
  return `${label} ${part(clock / 3600)}:${part((clock % 3600) / 60)}:${part(clock % 60)}${again}`;
}

/** The day on which clocks go back has two hours from 01:00; this is the second. */
function isRepeatedHour({ days, dayOf, hourOfWeek, intervalSeconds }: Timetable, interval: number): boolean {
  const hourBefore = interval - SECONDS_AN_HOUR / intervalSeconds;
  const { firstInterval } = days[dayOf[interval]!]!;
  return hourBefore >= firstInterval && hourOfWeek[hourBefore] === hourOfWeek[interval];
}

import type { Scenario } from "../engine/index.ts";
import { absolute, type Figure, type Goal, ratio } from "./figures.ts";
import { type ModelName, overDays, projectFile, withHandlers } from "./models.ts";
import { inRounds, pairedRatios, type Samples, spreadOf } from "./rounds.ts";
import { inOwnProcess, runNode, type Task, wallClock } from "./tasks.ts";

/** How much patience the person who waits for the figures has. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds of each measuring process. */
  readonly warmUp: number;
  readonly measure: number;
  /** Months of each model for correctness. */
  readonly months: number;
  /** Months of B1 each time threads are measured. */
  readonly monthsOnThreads: number;
  /** Months of B1 in one run of the command, start and results included; 0 to leave it out. */
  readonly monthsAtOnce: number;
}

export const FULL: Effort = {
  rounds: 11,
  warmUp: 1200,
  measure: 1500,
  months: 300,
  monthsOnThreads: 200,
  monthsAtOnce: 6000,
};
export const QUICK: Effort = {
  rounds: 3,
  warmUp: 600,
  measure: 500,
  months: 60,
  monthsOnThreads: 60,
  monthsAtOnce: 0,
};

export interface Measured {
  readonly figures: readonly Figure[];
  readonly samples: Samples<string>;
}

type Say = (words: string) => void;

/** So that a run has about as many calls as B1's 30 days: 30 × 12 ÷ 200, rounded. */
const DAYS_WITH_200_HANDLERS = 2;
const DAYS_IN_24_MONTHS = 24 * 30;

/**
 * CPU time per call, warm: the engine beside the bare loop, B2, B3 and a large room beside B1, and B3 beside B1 in the
 * event loop as well.
 */
export function measureSpeed(
  { b1, b2, b3 }: Readonly<Record<ModelName, Scenario>>,
  effort: Effort,
  say: Say,
): Measured {
  const { warmUp, measure } = effort;
  const nanoseconds = (of: Extract<Task, { kind: "speed" }>["of"]) => () =>
    known(inOwnProcess({ kind: "speed", of, warmUp, measure }).nanosecondsACall);
  const engine = (scenario: Scenario) => nanoseconds({ loop: "engine", scenario });
  const samples = inRounds(
    {
      "bare loop": nanoseconds({ loop: "bare" }),
      B1: engine(b1),
      B2: engine(b2),
      "B1 in the event loop": nanoseconds({ loop: "engine", scenario: b1, through: "events" }),
      B3: engine(b3),
      "B3 in the event loop": nanoseconds({ loop: "engine", scenario: b3, through: "events" }),
      "B1 with 200 handlers": engine(overDays(withHandlers(b1, 200), DAYS_WITH_200_HANDLERS)),
    },
    effort.rounds,
    say,
  );
  const b1Times = samples.B1;
  const versus = (values: readonly number[], base: readonly number[]) => spreadOf(pairedRatios(values, base));
  return {
    samples,
    figures: [
      absolute("B1, all statistics", "million calls/s", 2, spreadOf(b1Times.map((ns) => 1000 / ns)), {
        better: "higher",
        atLeast: 5,
        stretch: 12,
      }),
      absolute("B1, CPU time", "ns a call", 0, spreadOf(b1Times), null),
      absolute("bare loop, CPU time", "ns a call", 0, spreadOf(samples["bare loop"]), null),
      ratio("B1 ÷ bare loop, time per call", versus(b1Times, samples["bare loop"]), {
        better: "lower",
        atLeast: 5,
        stretch: 2.5,
      }),
      absolute(
        "B1 in the event loop",
        "million calls/s",
        2,
        spreadOf(samples["B1 in the event loop"].map((ns) => 1000 / ns)),
        null,
      ),
      ratio("event loop ÷ direct loop, B1", versus(samples["B1 in the event loop"], b1Times), null),
      ratio("B2 ÷ B1, time per call", versus(samples.B2, b1Times), {
        better: "lower",
        atLeast: 1.3,
        stretch: 1.1,
      }),
      ratio("B3 ÷ B1, time per call", versus(samples.B3, b1Times), {
        better: "lower",
        atLeast: 1.6,
        stretch: 1.5,
      }),
      ratio(
        "B3 ÷ B1 in the event loop, time per call",
        versus(samples["B3 in the event loop"], samples["B1 in the event loop"]),
        { better: "lower", atLeast: 1.6, stretch: 1.5 },
      ),
      absolute(
        "B1 in the event loop, CPU time",
        "ns a call",
        0,
        spreadOf(samples["B1 in the event loop"]),
        null,
      ),
      absolute("B3, CPU time", "ns a call", 0, spreadOf(samples.B3), null),
      ratio("200 ÷ 12 handlers, time per call", versus(samples["B1 with 200 handlers"], b1Times), {
        better: "lower",
        atLeast: 2,
        stretch: 1.3,
      }),
    ],
  };
}

/** Both cores are as good as free if two workers, and the thread that folds their results, get this much of them. */
const CORES_WHEN_FREE = 1.8;

/** Two workers against one, on the wall clock. Rounds in which something else used the cores say nothing. */
export function measureWorkers(b1: Scenario, effort: Effort, say: Say): Measured {
  const coresOfTwo: number[] = [];
  const monthsASecond = (workers: number, cores?: number[]) => () => {
    const answer = inOwnProcess({
      kind: "throughput",
      scenario: b1,
      workers,
      months: effort.monthsOnThreads,
    });
    cores?.push(known(answer.coresUsed));
    return known(answer.monthsASecond);
  };
  const day = overDays(b1, 1);
  const samples = inRounds(
    {
      "one worker": monthsASecond(1),
      "two workers": monthsASecond(2, coresOfTwo),
      "pool start": () =>
        known(inOwnProcess({ kind: "pool start", scenario: day, workers: 2 }).poolStartMilliseconds),
    },
    effort.rounds,
    say,
  );
  const others = [
    absolute("start of two workers, to their first answers", "ms", 0, spreadOf(samples["pool start"]), {
      better: "lower",
      atLeast: 150,
      stretch: null,
    }),
    ...manyMonths(effort, say),
  ];
  const gains = pairedRatios(samples["two workers"], samples["one worker"]);
  const undisturbed = gains.filter((_, round) => coresOfTwo[round]! >= CORES_WHEN_FREE);
  const cores = absolute("cores the two workers were given", "cores", 2, spreadOf(coresOfTwo), null);
  if (undisturbed.length === 0) return { samples, figures: [cores, ...others] };
  const rounds = `${undisturbed.length} of ${effort.rounds} rounds`;
  const gain = absolute(`two workers ÷ one, both cores free (${rounds})`, "×", 2, spreadOf(undisturbed), {
    better: "higher",
    atLeast: 1.85,
    stretch: 1.95,
  });
  return { samples, figures: [gain, cores, ...others] };
}

/** One long run as a user would type it, from the start of the process to its end. */
function manyMonths({ monthsAtOnce }: Effort, say: Say): readonly Figure[] {
  if (monthsAtOnce === 0) return [];
  say(`${monthsAtOnce} months of B1 in one run`);
  const words = ["run", projectFile("scenarios/benchmarks/b1.yaml"), "--workers", "2"];
  const milliseconds = wallClock(() =>
    runNode([projectFile("dist/bundle/main.js"), ...words, "--replications", String(monthsAtOnce)]),
  );
  const spread = spreadOf([milliseconds / 1000]);
  return [
    absolute(`${monthsAtOnce} months of B1, whole process, two workers`, "s", 1, spread, {
      better: "lower",
      atLeast: 40,
      stretch: 19,
    }),
  ];
}

/** Time of whole processes, from their start to their end: on the wall clock, which is what people wait for. */
export function measureStart(b1: Scenario, effort: Effort, say: Say): Measured {
  const kent = projectFile("scenarios/kent/2022-10.yaml");
  const command = projectFile("dist/bundle/main.js");
  const firstMonth = (through: "engine" | "library") => () =>
    wallClock(() => inOwnProcess({ kind: "first result", scenario: b1, through }));
  const samples = inRounds(
    {
      "start, empty Node": () => wallClock(() => runNode(["-e", "0"])),
      "start, engine only": firstMonth("engine"),
      "start, engine only, CPU time": () =>
        known(inOwnProcess({ kind: "first result", scenario: b1, through: "engine" }).cpuMilliseconds),
      "start, whole library": firstMonth("library"),
      "fcrsim run, one month of Kent": () =>
        wallClock(() => runNode([command, "run", kent, "--replications", "1"])),
    },
    effort.rounds,
    say,
  );
  const goal: Goal = { better: "lower", atLeast: 150, stretch: 90 };
  const milliseconds = (name: string, values: readonly number[], wanted: Goal | null): Figure =>
    absolute(name, "ms", 0, spreadOf(values), wanted);
  return {
    samples,
    figures: [
      milliseconds("start and end of Node itself", samples["start, empty Node"], null),
      milliseconds("process start to first month, engine only", samples["start, engine only"], goal),
      milliseconds("first month, engine only, CPU time", samples["start, engine only, CPU time"], null),
      milliseconds("first month, whole library with its reader", samples["start, whole library"], null),
      milliseconds("fcrsim run of one Kent month, cold", samples["fcrsim run, one month of Kent"], null),
    ],
  };
}

/**
 * The most memory a process ever held: over one month and over 24, with as many calls in all; and with two workers, over
 * some hundreds of months and three times as many.
 */
export function measureMemory(b1: Scenario, effort: Effort, say: Say): Measured {
  const megabytes =
    (scenario: Scenario, replications: number, workers = 0) =>
    () =>
      known(inOwnProcess({ kind: "memory", scenario, replications, workers }).peakMegabytes);
  const samples = inRounds(
    {
      "memory, 24 runs of a month": megabytes(b1, 24),
      "memory, one run of 24 months": megabytes(overDays(b1, DAYS_IN_24_MONTHS), 1),
      "memory, two workers": megabytes(b1, 300, 2),
      "memory, two workers, three times as many": megabytes(b1, 900, 2),
    },
    effort.rounds,
    say,
  );
  const month = samples["memory, 24 runs of a month"];
  const years = samples["memory, one run of 24 months"];
  const two = samples["memory, two workers"];
  const longer = samples["memory, two workers, three times as many"];
  return {
    samples,
    figures: [
      absolute("peak memory, a month", "MB", 0, spreadOf(month), {
        better: "lower",
        atLeast: 80,
        stretch: null,
      }),
      absolute("peak memory, two workers", "MB", 0, spreadOf(two), {
        better: "lower",
        atLeast: 120,
        stretch: null,
      }),
      ratio("peak memory, two workers, 900 months ÷ 300", spreadOf(pairedRatios(longer, two)), {
        better: "lower",
        atLeast: 1.1,
        stretch: null,
      }),
      // "Does not grow" within what the garbage collector's timing moves it by.
      ratio("peak memory, 24 months ÷ one month", spreadOf(pairedRatios(years, month)), {
        better: "lower",
        atLeast: 1.1,
        stretch: null,
      }),
    ],
  };
}

function known(value: number | undefined): number {
  if (value === undefined) throw new Error("a measuring process did not give what it was asked for");
  return value;
}

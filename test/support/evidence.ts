import { type Comparison, type People, readResult, type RunReport } from "../../reports/results.ts";
import { tellScenario } from "../../engine/scenario/describe.ts";
import type { Evidence, PlanEvidence, Simulated, TargetFound } from "../../reports/paper/evidence.ts";
import { changed, GOOD, scenarioOf } from "../scenario/memoryFiles.ts";
import { calibration, hoursRun, people, sensitivity, sweep } from "./chartResults.ts";

/*
 * What a paper may be made of, made up and small. Everything is a plain function of its place, so that snapshots stay
 * as they are.
 */

type Row = RunReport["rows"][number];
type Difference = Comparison["found"]["differences"][number];

/** A figure of one measure, with the spread of single periods and of what is not known. */
export interface Figure {
  readonly name: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: string;
  readonly mean: number | null;
  readonly halfWidth?: number | null;
  readonly expected?: { readonly low: number; readonly high: number } | null;
  readonly single?: { readonly low: number; readonly high: number } | null;
}

/** A row of a run. */
export function rowOf(scope: string, when: string, figure: Figure, reported: Row["reported"] = null): Row {
  const { name, measure, title, unit, mean } = figure;
  const { halfWidth = mean === null ? null : 0.02 * mean, expected = null, single = null } = figure;
  return {
    scenario: "room",
    scope,
    when,
    of: "queue",
    name,
    measure,
    title,
    unit,
    mean,
    halfWidth,
    single,
    expected,
    reported,
  };
}

/** A run of these rows. */
export function runOf(
  rows: readonly Row[],
  {
    draws,
    replications = 2,
    period = "Feb 2023 to Apr 2023",
  }: { readonly draws?: number; readonly replications?: number; readonly period?: string } = {},
): RunReport {
  return {
    program: "fcrsim",
    version: "1.2.3",
    scenario: "room",
    about: "A room for tests",
    period,
    seed: "tests",
    replications,
    ...(draws === undefined ? {} : { draws }),
    inputs: "0123456789abcdef",
    incomplete: null,
    rows: [...rows],
  };
}

/** Months of an invented period, from February 2023 on. */
export const monthsFrom = (count: number): readonly string[] =>
  Array.from(
    { length: count },
    (_, i) => `${2023 + Math.floor((1 + i) / 12)}-${String(((1 + i) % 12) + 1).padStart(2, "0")}`,
  );

/** The share of `count` of `of`, with a rough interval. */
export function shareOf(count: number, of: number) {
  const share = count / of;
  return { share, low: Math.max(0, share - 0.1), high: Math.min(1, share + 0.1) };
}

/** How a plan stands to "101.attrition <= 10%", from its means by month. */
export function targetOf(
  means: readonly (number | null)[],
  of: number,
  {
    target = "101.attrition <= 10%",
    words = "101: attrition at most 10%",
    limit = 0.1,
    met = means.map((mean) =>
      mean === null ? 0 : Math.round(of * Math.max(0, Math.min(1, 1.5 - 5 * mean))),
    ),
  }: {
    readonly target?: string;
    readonly words?: string;
    readonly limit?: number;
    readonly met?: readonly number[];
  } = {},
): TargetFound {
  const months = monthsFrom(means.length);
  const first = means.findIndex((mean) => mean !== null && mean <= limit);
  return {
    target,
    words,
    limit,
    unit: "share",
    sense: "atMost",
    firstOnAverage: months[first] ?? null,
    months: months.map((month, i) => ({
      month,
      mean: means[i]!,
      met: shareOf(met[i]!, of),
      metByThen: shareOf(Math.max(...met.slice(0, i + 1)), of),
    })),
  };
}

/** What differs between invented plans. */
export interface PlanMade {
  readonly plan: string;
  /** Mean attrition of 101 in the first month, and how much less it is in each after it. */
  readonly attrition: number;
  readonly less: number;
}

const AROUND = (mean: number, share: number, most: number) => ({
  low: Math.max(0, (1 - share) * mean),
  high: Math.min(most, (1 + share) * mean),
});

const UNCERTAIN = { draws: 40, replications: 2 };
const CERTAIN = { replications: 80 };

/** A plan with all that its run tells of 101 and 999 over some months. */
export function planOf(
  { plan, attrition, less }: PlanMade,
  { months = 3, uncertain = true, staffed = false } = {},
): PlanEvidence {
  const effort = uncertain ? UNCERTAIN : CERTAIN;
  const whens = monthsFrom(months);
  const means = whens.map((_, i) => Math.max(0.01, attrition - less * i));
  const figures = (mean: number): readonly Figure[] =>
    (
      [
        ["101", "attrition", "attrition", "share", mean],
        ["101", "meanWaitAnswered", "mean wait of the answered", "seconds", 1500 * mean],
        [
          "101",
          "meanWaitAnsweredFromDialling",
          "mean wait of the answered, from dialling",
          "seconds",
          1500 * mean + 95,
        ],
        ["999", "attrition", "attrition", "share", mean / 20],
        ["999", "meanWaitAnswered", "mean wait of the answered", "seconds", 60 * mean],
        ["999", "answeredWithin10s", "answered within 10 s, of received", "share", 1 - mean / 2],
      ] as const
    ).map(([name, measure, title, unit, value]) => {
      const most = unit === "share" ? 1 : Infinity;
      return {
        name,
        measure,
        title,
        unit,
        mean: value,
        expected: uncertain ? AROUND(value, 0.4, most) : null,
        single: AROUND(value, uncertain ? 0.5 : 0.1, most),
      };
    });
  const whole = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const period = months === 1 ? whens[0]! : `${whens[0]!} to ${whens.at(-1)!}`;
  return {
    plan,
    about: `${plan}, an invented plan`,
    run: runOf(
      [
        ...figures(whole).map((figure) => rowOf("period", period, figure)),
        ...(months === 1
          ? []
          : whens.flatMap((when, i) => figures(means[i]!).map((figure) => rowOf("month", when, figure)))),
      ],
      effort,
    ),
    targets: [targetOf(means, effort.replications * (uncertain ? UNCERTAIN.draws : 1))],
    people: staffed ? peopleFound() : null,
    notes: ["Staffing follows the plan's own figures."],
  };
}

function peopleFound(): People {
  const found = readResult("people.json", people(["vetting", "training"]));
  if (found.kind !== "people") throw new Error("not people");
  return found.people;
}

/** A difference from the base, told apart or not by its own figures. */
export function differenceOf(
  plan: string,
  difference: number | null,
  halfWidth: number | null,
  {
    name = "101",
    measure = "attrition",
    unit = "share",
    baseMean = 0.4,
    expected = null,
    scope = "period",
    when = "2023-02 to 2023-04",
  }: Partial<Pick<Difference, "name" | "measure" | "unit" | "expected" | "scope" | "when">> & {
    readonly baseMean?: number;
  } = {},
): Difference {
  const isApart = difference !== null && halfWidth !== null && Math.abs(difference) > halfWidth;
  return {
    plan,
    scope,
    when,
    of: "queue",
    name,
    measure,
    title: measure,
    unit,
    better: "lower",
    baseMean,
    planMean: difference === null ? null : baseMean + difference,
    difference,
    halfWidth,
    verdict: isApart ? (difference < 0 ? "better" : "worse") : "cannot be told apart",
    expected,
  };
}

/** A comparison of plans by these differences. */
export function comparisonOf(differences: readonly Difference[], draws: number | null = 40): Comparison {
  return {
    program: "fcrsim",
    version: "1.2.3",
    period: "Feb 2023 to Apr 2023",
    seed: "tests",
    incomplete: null,
    found: {
      base: "do nothing",
      plans: [...new Set(differences.map(({ plan }) => plan))],
      replications: 2,
      ...(draws === null ? {} : { draws }),
      differences: [...differences],
    },
  };
}

/** A scenario as a study simulates it, from the text of its file. */
export function simulatedOf(use: Simulated["use"], name: string, text: string): Simulated {
  const scenario = scenarioOf({ "w.yaml": text });
  return {
    use,
    seed: scenario.seed,
    effort: "40 draws of the figures that are not known, 2 replications of each",
    told: { ...tellScenario(scenario), name },
  };
}

/** Evidence of a base alone, with nothing more than it must have; parts may be put in its place. */
export function evidenceOf(parts: Partial<Evidence> = {}): Evidence {
  return {
    title: "What four plans would do",
    subtitle: "An invented control room",
    titlePage: { author: null, commissioner: null, approver: null, date: null, status: null },
    place: "An invented force",
    questions: [],
    limits: [],
    queues: ["101", "999"],
    base: planOf({ plan: "do nothing", attrition: 0.4, less: 0 }),
    plans: [],
    comparison: null,
    published: null,
    hours: null,
    sensitivity: null,
    staffing: null,
    message: null,
    calibration: null,
    validation: null,
    assumptions: [],
    assumptionsNote: "",
    sources: [],
    conflicts: [],
    simulated: [simulatedOf("base", "do nothing", GOOD)],
    reproduction: {
      program: "fcrsim",
      version: "1.2.3",
      seed: "tests",
      replications: 2,
      draws: 40,
      files: [{ file: "room.yaml", hash: "0123456789abcdef" }],
      commands: [{ what: "All runs", command: "fcrsim report study.yaml --out paper" }],
    },
    ...parts,
  };
}

/** Evidence of some plans against the base, each a little less good than the one before; all else as asked for. */
export function studyOf(
  names: readonly string[],
  { months = 3, staffed = false, uncertain = true } = {},
  parts: Partial<Evidence> = {},
): Evidence {
  const made = names.map((plan, i): PlanMade => ({
    plan,
    attrition: 0.4,
    less: 0.15 * (1 - i / Math.max(1, names.length)),
  }));
  const options = { months, staffed, uncertain };
  const base = planOf({ plan: "do nothing", attrition: 0.4, less: 0 }, options);
  const plans = made.map((plan) => planOf(plan, options));
  const meanOf = ({ run }: PlanEvidence, name: string, measure: string, when?: string): number =>
    run.rows.find(
      (row) =>
        row.name === name &&
        row.measure === measure &&
        (when === undefined ? row.scope === "period" : row.when === when),
    )!.mean!;
  const differences = plans.flatMap((plan) =>
    (
      [
        ["101", "attrition", "share"],
        ["101", "meanWaitAnswered", "seconds"],
        ["999", "attrition", "share"],
      ] as const
    ).flatMap(([name, measure, unit]) =>
      [undefined, ...(months === 1 ? [] : monthsFrom(months))].map((when) => {
        const baseMean = meanOf(base, name, measure, when);
        const difference = meanOf(plan, name, measure, when) - baseMean;
        const most = 0.05 * baseMean;
        return differenceOf(plan.plan, difference, most, {
          name,
          measure,
          unit,
          baseMean,
          expected: uncertain ? { low: 1.6 * difference - most, high: 0.4 * difference + most } : null,
          ...(when === undefined ? {} : { scope: "month", when }),
        });
      }),
    ),
  );
  return evidenceOf({
    base,
    plans,
    simulated: [
      simulatedOf("base", "do nothing", GOOD),
      ...names.map((name, i) => simulatedOf("plan", name, changed("handlers: 8", `handlers: ${9 + i}`))),
    ],
    comparison: plans.length === 0 ? null : comparisonOf(differences, uncertain ? UNCERTAIN.draws : null),
    questions: [
      { question: "When does 101 attrition come under 10%?", target: "101.attrition <= 10%", about: null },
      { question: "What happens to 999?", target: null, about: null },
    ],
    ...parts,
  });
}

/** All that a study may have besides its plans. */
export function everythingElse(): Partial<Evidence> {
  const read = (text: string) => readResult("results.json", text);
  const [hours, staffing, message, moves, learnt] = [
    read(hoursRun()),
    read(sweep("pools.general.handlers.average", [8, 10, 12])),
    read(sweep("queues.101.message.duration", [30, 60, 95])),
    read(sensitivity(["pools.general.handlers.average", "queues.101.patience.mean"])),
    read(calibration()),
  ];
  const published = monthsFrom(2).map((when, i) =>
    runOf(
      [
        rowOf(
          "period",
          when,
          {
            name: "101",
            measure: "attrition",
            title: "attrition",
            unit: "share",
            mean: 0.3,
            single: { low: 0.28, high: 0.32 },
          },
          { value: 0.31 + 0.05 * i, source: "a board paper" },
        ),
        rowOf(
          "period",
          when,
          {
            name: "101",
            measure: "meanWaitAnswered",
            title: "mean wait of the answered",
            unit: "seconds",
            mean: 400,
            single: { low: 380, high: 420 },
          },
          { value: 390, source: "a board paper" },
        ),
      ],
      { replications: 20, period: when },
    ),
  );
  return {
    titlePage: {
      author: "An analyst",
      commissioner: "A panel",
      approver: null,
      date: "1 March 2023",
      status: "Worked example",
    },
    limits: ["Nothing here says what 999 will do."],
    published,
    hours: hours.kind === "run" ? hours.reports[0]! : null,
    staffing: staffing.kind === "sweep" ? staffing.sweep : null,
    message: message.kind === "sweep" ? message.sweep : null,
    sensitivity: moves.kind === "sensitivity" ? moves.sensitivity : null,
    calibration: learnt.kind === "calibrate" ? learnt.calibration : null,
    validation: {
      checks: [{ name: "101 wait", inside: 5, of: 6, words: "each month left out in turn" }],
      limits: ["Six months prove little."],
    },
    assumptionsNote: "Quality is high where it was printed.",
    assumptions: [
      {
        figure: "patience on 101",
        unit: "minutes",
        low: "19",
        central: "28",
        high: "39",
        kind: "judgement",
        basis: "papers on other lines",
        source: "",
        quality: "poor",
        impact: "",
      },
    ],
    sources: [
      {
        key: "board",
        title: "A board paper",
        publisher: "A force",
        date: "",
        address: "",
        used: "calls by month",
      },
    ],
    conflicts: [{ figure: "October", one: "53%", other: "55%", chosen: "53%", why: "the later paper" }],
  };
}

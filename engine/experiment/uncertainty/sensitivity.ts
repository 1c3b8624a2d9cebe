import { planOf } from "../../centre/plan.ts";
import { latinHypercube } from "../../random/designs/latinHypercube.ts";
import { openStream } from "../../random/streams.ts";
import { unknownAt } from "../../random/unknown.ts";
import type { Scenario, Unknown } from "../../scenario/scenario.ts";
import type { Range } from "../../stats/estimate.ts";
import { estimate } from "../../stats/estimate.ts";
import type { SobolIndex } from "../../stats/sobolIndices.ts";
import { sobolIndices } from "../../stats/sobolIndices.ts";
import type { Chosen } from "../choice.ts";
import type { Progress } from "../evaluate.ts";
import type { Row } from "../rows.ts";
import type { Job } from "../runEach.ts";
import { runEach } from "../runEach.ts";
import { Summary } from "../summary.ts";
import type { Observation } from "../observation.ts";
import type { Executor } from "../trial.ts";

/** What moves one measure. */
export interface Sensitivity {
  readonly measure: Pick<Row, "of" | "name" | "measure" | "title" | "unit" | "definition">;
  /** With every figure at its central value. */
  readonly central: number;
  /** One for each unknown figure; the largest total index first. */
  readonly causes: readonly Cause[];
  /** The part of the variance of one period that is not known; the rest is chance. */
  readonly shareUnknown: number;
  readonly shareUnknownRange: Range;
}

export interface Cause extends SobolIndex {
  /** Path of the unknown figure. */
  readonly figure: string;
  /** This figure at its 5% and its 95% point, all others central. */
  readonly ends: Ends;
}

export interface Ends {
  readonly low: number;
  readonly high: number;
  readonly answerAtLow: number;
  readonly answerAtHigh: number;
  /** Half the width of the 95% confidence interval of the difference between the two answers. */
  readonly halfWidth: number;
}

export interface SensitivityFound {
  readonly sensitivities: readonly Sensitivity[];
  /** Rows of inputs that are complete. */
  readonly samples: number;
  readonly interrupted: boolean;
}

/** The points of an unknown figure between which it is moved alone. */
export const END_POINTS = [0.05, 0.95] as const;
/** Periods at each of them: the same callers at both, so that few are enough. */
export const END_REPLICATIONS = 50;
/** Rows of inputs that are run together. */
const ROWS_AT_A_TIME = 16;

interface Asked {
  readonly samples: number;
  /** Periods behind each answer: an even number, as they are divided into two halves. */
  readonly replications: number;
  /** Periods with each figure moved alone; 50 if left out. */
  readonly ends?: number;
  readonly seed: string;
}

/**
 * Which unknown figure moves the expected answer most: Sobol indices over the unknown figures, and the answer with each
 * figure moved alone.
 *
 * A row keeps its callers while one figure after the other is changed, so that what a figure does is seen without the
 * noise of two simulations. Each answer is found twice, by two sets of callers: what chance does, and what a figure only
 * does by mixing up who calls, then drops out of the indices.
 *
 * @param at       The scenario with these values for the unknown figures, in their order.
 * @param measures All of the whole period.
 * @returns null if it was interrupted before the figures had been moved one at a time.
 * @throws RangeError unless `replications` is even and at least 2, or for figures that were learnt together: rows of
 *         theirs cannot be swapped figure by figure.
 * Source: as `sobolIndices`; two independent Latin hypercubes for the rows.
 */
export async function evaluateSensitivity(
  executor: Executor,
  at: (values: readonly number[]) => Scenario,
  unknowns: readonly Unknown[],
  measures: readonly Chosen[],
  { samples, replications, seed, ends: periodsAtEnds = END_REPLICATIONS }: Asked,
  options: { readonly signal?: AbortSignal; readonly progress?: (progress: Progress) => void } = {},
): Promise<SensitivityFound | null> {
  const { signal, progress } = options;
  if (!(replications >= 2 && replications % 2 === 0)) {
    throw new RangeError(`replications must be even and at least 2, but is ${replications}`);
  }
  const joint = unknowns.find(({ distribution }) => distribution.kind === "joint");
  if (joint !== undefined) {
    throw new RangeError(`${joint.figure} was learnt together with others and cannot be moved by itself`);
  }
  const perRow = unknowns.length + 2;
  const before = (2 * unknowns.length + 1) * periodsAtEnds;
  const of = before + samples * perRow * replications;
  const run = (
    jobs: readonly Job[],
    from: number,
    done: (seen: readonly Observation[], job: number) => void,
  ) =>
    runEach(executor, jobs, done, {
      ...(signal === undefined ? {} : { signal }),
      progress: ({ done: soFar }) => progress?.({ done: from + soFar, of }),
    });

  const ends = await movedAlone(at, unknowns, measures, periodsAtEnds, (jobs, done) => run(jobs, 0, done));
  if (ends === null) return null;

  const inputs = inputsOf(unknowns, samples, seed);
  /** For each measure: the answers at A, at B, and at A with each figure of B. */
  const answers = measures.map(() =>
    Array.from({ length: perRow }, () => ({ one: [] as number[], two: [] as number[] })),
  );
  let complete = 0;
  for (let start = 0; start < samples && signal?.aborted !== true; start += ROWS_AT_A_TIME) {
    const rows = inputs.slice(start, start + ROWS_AT_A_TIME);
    const jobs = rows.flatMap((row, i) => jobsOf(row, start + i, replications, at));
    const found = await run(jobs, before + start * perRow * replications, (seen, job) => {
      const { scenario } = jobs[job]!;
      const half = replications / 2;
      const one = answersIn(scenario, seen.slice(0, half), measures).values;
      const two = answersIn(scenario, seen.slice(half), measures).values;
      answers.forEach((columns, m) => {
        columns[job % perRow]!.one.push(one[m]!);
        columns[job % perRow]!.two.push(two[m]!);
      });
    });
    complete += Math.floor(found / perRow);
  }
  const sensitivities = measures.map((_, m): Sensitivity => {
    const [a, b, ...swapped] = answers[m]!.map(({ one, two }) => ({
      one: one.slice(0, complete),
      two: two.slice(0, complete),
    }));
    const uniform = openStream({ seed, replication: 0, purpose: "design", queue: "bootstrap" });
    const indices = sobolIndices({ a: a!, b: b!, swapped }, uniform);
    const causes = indices.inputs.map((index, i): Cause => ({
      ...index,
      figure: unknowns[i]!.figure,
      ends: ends.figures[i]![m]!,
    }));
    const ofOne = (share: number): number => ofOnePeriod(share, replications / 2);
    return {
      measure: ends.labels[m]!,
      central: ends.central[m]!,
      causes: causes.toSorted((x, y) => rank(y) - rank(x)),
      shareUnknown: ofOne(indices.expected),
      shareUnknownRange: {
        low: ofOne(indices.expectedRange.low),
        high: ofOne(indices.expectedRange.high),
      },
    };
  });
  return { sensitivities, samples: complete, interrupted: complete < samples };
}

/** The share that is not known of the variance of one period, from that of a mean of some. */
function ofOnePeriod(share: number, periods: number): number {
  return share / (share + periods * (1 - share));
}

/** By total index; where there is none yet, by what moving the figure alone does. */
function rank({ total, ends }: Cause): number {
  return Number.isFinite(total) ? total : Math.abs(ends.answerAtHigh - ends.answerAtLow);
}

interface InputRow {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

function inputsOf(unknowns: readonly Unknown[], samples: number, seed: string): readonly InputRow[] {
  const names = unknowns.map(({ figure }) => figure);
  const values = (set: number) =>
    latinHypercube(names, samples, seed, set).map((point) =>
      unknowns.map(({ distribution, whole }, i) => unknownAt(distribution, whole, point[i]!)),
    );
  const [a, b] = [values(0), values(1)];
  return a.map((row, j) => ({ a: row, b: b[j]! }));
}

/** The runs of one row: A, B with callers of its own, and A with each figure of B. */
function jobsOf(
  { a, b }: InputRow,
  row: number,
  replications: number,
  at: (values: readonly number[]) => Scenario,
): readonly Job[] {
  const callersOfA = 2 * row * replications;
  const job = (values: readonly number[], first: number): Job => ({
    scenario: at(values),
    first,
    replications,
  });
  return [
    job(a, callersOfA),
    job(b, callersOfA + replications),
    ...a.map((_, i) =>
      job(
        a.map((value, k) => (k === i ? b[k]! : value)),
        callersOfA,
      ),
    ),
  ];
}

type Labels = readonly Sensitivity["measure"][];

async function movedAlone(
  at: (values: readonly number[]) => Scenario,
  unknowns: readonly Unknown[],
  measures: readonly Chosen[],
  replications: number,
  run: (jobs: readonly Job[], done: (seen: readonly Observation[], job: number) => void) => Promise<number>,
): Promise<{
  readonly labels: Labels;
  readonly central: readonly number[];
  /** For each figure, for each measure. */
  readonly figures: readonly (readonly Ends[])[];
} | null> {
  const central = unknowns.map((unknown) => unknown.central);
  const ends = unknowns.map(({ distribution, whole }) =>
    END_POINTS.map((u) => unknownAt(distribution, whole, u)),
  );
  const inputs = [
    central,
    ...ends.flatMap((values, i) => values.map((value) => central.map((each, k) => (k === i ? value : each)))),
  ];
  const jobs = inputs.map((values) => ({ scenario: at(values), first: 0, replications }));
  const found: ReturnType<typeof answersIn>[] = [];
  await run(jobs, (seen, job) => found.push(answersIn(jobs[job]!.scenario, seen, measures)));
  if (found.length < jobs.length) return null;
  return {
    labels: found[0]!.labels,
    central: found[0]!.values,
    figures: ends.map(([low, high], i) =>
      measures.map((_, m): Ends => {
        const [atLow, atHigh] = [found[1 + 2 * i]!, found[2 + 2 * i]!];
        const differences = atHigh.periods[m]!.map((value, r) => value - atLow.periods[m]![r]!);
        const known = differences.filter((value) => Number.isFinite(value));
        return {
          low: low!,
          high: high!,
          answerAtLow: atLow.values[m]!,
          answerAtHigh: atHigh.values[m]!,
          halfWidth: known.length < 2 ? NaN : estimate(known).halfWidth,
        };
      }),
    ),
  };
}

/** The measures over all these periods together, and in each. Ratios are of sums. */
function answersIn(scenario: Scenario, seen: readonly Observation[], measures: readonly Chosen[]) {
  const plan = planOf(scenario);
  const all = new Summary(plan);
  const each = seen.map((period) => {
    all.add(period);
    const one = new Summary(plan);
    one.add(period);
    return one.rows();
  });
  const rows = all.rows();
  const places = measures.map(({ of, name, measure }) =>
    rows.findIndex((row) => row.of === of && row.name === name && row.measure === measure),
  );
  return {
    labels: places.map((place): Sensitivity["measure"] => rows[place]!),
    values: places.map((place) => rows[place]!.mean),
    periods: places.map((place) => each.map((rowsOfOne) => rowsOfOne[place]!.mean)),
  };
}

import type { Ledger } from "../centre/ledger.ts";
import type { Plan } from "../centre/plan.ts";
import type { Actual, Queue } from "../scenario/scenario.ts";
import { ControlledRatio } from "../stats/controlledRatio.ts";
import { estimate, singleMonthRange } from "../stats/estimate.ts";
import { quantileInterval } from "../stats/quantileInterval.ts";
import { studentQuantile } from "../stats/quantiles.ts";
import { RatioTally } from "../stats/ratioTally.ts";
import { Controls } from "./controls.ts";
import {
  type Figures,
  type Measure,
  POOL_MEASURES,
  poolFigures,
  queueFigures,
  queueMeasures,
  type Unit,
} from "./measures.ts";
import type { Row, Scope, SingleRange } from "./rows.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";
import { periodWaits, valueOfPeriod, WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";
import { WaitsByStretch } from "./waitsByStretch.ts";

/** Single periods kept to tell their range. Replications are alike, so the first of them serve as well as all. */
const MOST_PERIODS_KEPT = 10_000;

/** One measure of one queue or pool over one stretch, as replications come in. */
interface Cell {
  readonly stretch: Stretch;
  readonly of: "queue" | "pool";
  readonly index: number;
  readonly name: string;
  readonly measure: Measure;
  readonly tally: RatioTally;
  /** For the whole period, if control variates are asked for. */
  readonly controlled: ControlledRatio | null;
  /** Ratios of single periods; kept for the whole period only. */
  readonly singles: number[] | null;
}

/** A percentile or the longest wait of one queue over the whole period, replication by replication. */
interface PeriodFigure {
  readonly queue: number;
  readonly figure: WaitFigure;
  readonly values: number[];
  readonly controlled: ControlledRatio | null;
}

/**
 * Folds the ledgers of one scenario's replications, in the order in which they are given, into rows of estimates.
 * What it keeps does not grow with the number of replications beyond the first ten thousand.
 */
export class Summary {
  private readonly plan: Plan;
  private readonly stretches: readonly Stretch[];
  private readonly cells: readonly Cell[];
  private readonly figures: readonly PeriodFigure[];
  private readonly waitsByStretch: readonly WaitsByStretch[];
  private readonly controls: Controls | null;
  private replications = 0;

  /**
   * @param scopes   Which stretches to keep. Each is one more pass over the ledger at every replication.
   * @param controls Whether to correct the means of the whole period for the callers who happened to come.
   */
  constructor(plan: Plan, scopes: readonly Scope[] = ["period"], controls = false) {
    this.plan = plan;
    this.stretches = scopes.flatMap((scope) => stretchesOf(plan, scope));
    this.controls = controls ? new Controls(plan) : null;
    const count = this.controls?.count ?? 0;
    const controlled = (): ControlledRatio | null => (count === 0 ? null : new ControlledRatio(count));
    this.cells = this.stretches.flatMap((stretch) => cellsOf(plan, stretch, controlled));
    this.figures = plan.scenario.queues.flatMap((_, queue) =>
      WAIT_FIGURES.map((figure) => ({ queue, figure, values: [], controlled: controlled() })),
    );
    this.waitsByStretch = scopes
      .filter((scope) => scope !== "period")
      .map((scope) => new WaitsByStretch(plan, stretchesOf(plan, scope)));
  }

  /** Replications folded so far. */
  get count(): number {
    return this.replications;
  }

  add(ledger: Ledger): void {
    this.replications++;
    const fromMeans = this.controls?.fromMeans(ledger) ?? [];
    // The cells of one stretch and queue (or pool) follow each other and share their sums.
    let last: Cell | null = null;
    let figures: Figures | null = null;
    for (const cell of this.cells) {
      if (
        figures === null ||
        last?.stretch !== cell.stretch ||
        last.of !== cell.of ||
        last.index !== cell.index
      ) {
        figures = figuresOf(ledger, cell);
      }
      last = cell;
      const numerator = cell.measure.numerator(figures);
      const denominator = cell.measure.denominator(figures);
      cell.tally.add(numerator, denominator);
      cell.controlled?.add(numerator, denominator, fromMeans);
      if (cell.singles !== null && cell.singles.length < MOST_PERIODS_KEPT) {
        cell.singles.push(numerator / denominator);
      }
    }
    if (ledger.eachWait !== null) {
      for (const waits of this.waitsByStretch) waits.add(ledger.eachWait);
    }
    if (this.replications > MOST_PERIODS_KEPT) return;
    const waits = this.plan.scenario.queues.map((_, q) => periodWaits(ledger, q));
    for (const { queue, figure, values, controlled } of this.figures) {
      const value = valueOfPeriod(figure, waits[queue]!);
      values.push(value);
      controlled?.add(value, 1, fromMeans);
    }
  }

  /**
   * The table so far.
   *
   * @throws RangeError if no replication has been added.
   */
  rows(): readonly Row[] {
    if (this.replications === 0)
      throw new RangeError("no replication is complete, so there is nothing to estimate");
    const rows = this.cells.map((cell) => this.rowOf(cell));
    const period = this.stretches.find(({ scope }) => scope === "period");
    if (period !== undefined) rows.push(...this.figures.map((figure) => this.figureRow(figure, period)));
    for (const waits of this.waitsByStretch) rows.push(...waits.rows());
    return rows;
  }

  private rowOf({ stretch, of, index, name, measure, tally, controlled, singles }: Cell): Row {
    const { scenario } = this.plan;
    const halfWidth =
      tally.count < 2 ? Infinity : studentQuantile(0.975, tally.count - 1) * tally.standardError;
    return {
      scenario: scenario.name,
      scope: stretch.scope,
      when: stretch.when,
      of,
      name,
      measure: measure.name,
      title: measure.title,
      unit: measure.unit,
      definition: measure.definition,
      ...better({ mean: tally.ratio, halfWidth }, controlled),
      n: tally.count,
      single: singles === null ? null : rangeOf(singles, measure.unit),
      reported:
        of === "queue" && stretch.scope === "period" && measure.published !== undefined
          ? reportedFor(scenario.actuals, scenario.queues[index]!, measure.published)
          : null,
    };
  }

  private figureRow({ queue, figure, values, controlled }: PeriodFigure, { when }: Stretch): Row {
    const { scenario } = this.plan;
    const { mean, halfWidth, n } = estimate(values);
    const { name: measure, title, unit, definition } = figure;
    return {
      scenario: scenario.name,
      scope: "period",
      when,
      of: "queue",
      name: scenario.queues[queue]!.name,
      measure,
      title,
      unit,
      definition,
      ...better({ mean, halfWidth }, controlled),
      n,
      single: rangeOf(values, unit),
      reported: null,
    };
  }
}

/**
 * Months in which a ratio has no meaning (nobody was answered, say) cannot be ranged. No figure here can be negative
 * and no share above 1, though Student's interval, which does not know that, may reach beyond.
 */
function rangeOf(values: readonly number[], unit: Unit): SingleRange | null {
  const known = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (known.length < 2) return null;
  const { low, high } = singleMonthRange(known);
  return {
    low: Math.max(0, low),
    high: unit === "share" ? Math.min(1, high) : high,
    lowBetween: quantileInterval(known, 0.025),
    highBetween: quantileInterval(known, 0.975),
  };
}

type Mean = Pick<Row, "mean" | "halfWidth">;

/** The corrected mean where control variates make it surer, else the mean as it is. */
function better(plain: Mean, controlled: ControlledRatio | null): Mean & Pick<Row, "controlGain"> {
  const found = controlled?.controlled ?? null;
  if (found === null) return { ...plain, controlGain: null };
  const halfWidth = studentQuantile(0.975, found.degrees) * found.standardError;
  if (!(halfWidth < plain.halfWidth)) return { ...plain, controlGain: null };
  return { mean: found.ratio, halfWidth, controlGain: (plain.halfWidth / halfWidth) ** 2 };
}

function reportedFor(
  actuals: readonly Actual[],
  queue: Queue,
  published: Actual["measure"],
): Row["reported"] {
  const actual = actuals.find((a) => a.queue === queue.name && a.measure === published);
  if (actual === undefined) return null;
  const value = published === "not_answered_pct" ? percentAsShare(actual.value) : actual.value;
  return { value, source: actual.source };
}

/** Divides by 100 without leaving the dust of binary fractions: 42.58 becomes 0.4258. */
function percentAsShare(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}

function figuresOf(ledger: Ledger, { stretch, of, index }: Cell): Figures {
  const add = of === "queue" ? queueFigures : poolFigures;
  return add(ledger, index, stretch.bins, stretch.seconds);
}

function cellsOf(plan: Plan, stretch: Stretch, controlled: () => ControlledRatio | null): readonly Cell[] {
  const { queues, pools } = plan.scenario;
  const cell = (of: Cell["of"], index: number, name: string, measure: Measure): Cell => ({
    stretch,
    of,
    index,
    name,
    measure,
    tally: new RatioTally(),
    controlled: stretch.scope === "period" ? controlled() : null,
    singles: stretch.scope === "period" ? [] : null,
  });
  return [
    ...queues.flatMap((queue, q) =>
      queueMeasures(queue).map((measure) => cell("queue", q, queue.name, measure)),
    ),
    ...pools.flatMap((pool, p) => POOL_MEASURES.map((measure) => cell("pool", p, pool.name, measure))),
  ];
}

/** Names of all measures of a queue over a whole period: what a precision can be asked of. */
export function knownMeasures(queue: Queue): readonly string[] {
  return [...queueMeasures(queue), ...WAIT_FIGURES].map(({ name }) => name);
}

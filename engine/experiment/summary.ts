import type { Plan } from "../centre/plan.ts";
import type { Actual, Queue } from "../scenario/scenario.ts";
import { ControlledRatio } from "../stats/controlledRatio.ts";
import { estimate, halfWidthOf, singleMonthRange } from "../stats/estimate.ts";
import { quantileInterval } from "../stats/quantileInterval.ts";
import { studentQuantile } from "../stats/quantiles.ts";
import { RatioTally } from "../stats/ratioTally.ts";
import { Tally } from "../stats/tally.ts";
import { Controls } from "./controls.ts";
import { poolMeasures, queueMeasures, SWITCH_MEASURES } from "./measures.ts";
import type { Figures, Measure, Of, Unit } from "./measure.ts";
import { POOL_OVER_MONTHS, QUEUE_OVER_MONTHS } from "./monthMeasures.ts";
import { formOf, type Observation, type ObservationForm } from "./observation.ts";
import { roleMeasures } from "./roleMeasures.ts";
import type { Row, Scope, SingleRange } from "./rows.ts";
import type { Stretch } from "./stretches.ts";
import { WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";

/** Single periods kept to tell their range. Replications are alike, so the first of them serve as well as all. */
const MOST_PERIODS_KEPT = 10_000;

/** One measure of one queue or pool over one stretch, as replications come in. */
interface Cell {
  /** Place in the form's stretches. */
  readonly stretch: number;
  readonly of: Of;
  readonly index: number;
  readonly name: string;
  readonly measure: Measure;
  readonly tally: RatioTally;
  /** For the whole period, if control variates are asked for. */
  readonly controlled: ControlledRatio | null;
  /** Ratios of single periods, or of single months where several are counted; not kept for other stretches. */
  readonly singles: number[] | null;
}

/** A percentile or the longest wait of one queue over one stretch. */
interface WaitCell {
  readonly stretch: number;
  readonly queue: number;
  readonly figure: number;
  /**
   * Over a part of the period: a replication in which nobody of that queue was answered (or left) in that stretch says
   * nothing about it and is left out.
   */
  readonly tally: Tally;
  /** Over the whole period: replication by replication. */
  readonly values: number[] | null;
  readonly controlled: ControlledRatio | null;
}

/**
 * Folds the observations of one scenario's replications, in the order in which they are given, into rows of estimates.
 * What it keeps does not grow with the number of replications beyond the first ten thousand.
 */
export class Summary {
  private readonly plan: Plan;
  /** How the replications that it is given must have been observed. */
  readonly form: ObservationForm;
  private readonly cells: readonly Cell[];
  private readonly waits: readonly WaitCell[];
  private readonly controls: Controls | null;
  private replications = 0;

  /**
   * @param scopes   Which stretches to keep: those of the trials.
   * @param controls Whether to correct the means of the whole period for the callers who happened to come.
   */
  constructor(plan: Plan, scopes: readonly Scope[] = ["period"], controls = false) {
    this.plan = plan;
    this.form = formOf(plan, scopes);
    this.controls = controls ? new Controls(plan) : null;
    const count = this.controls?.count ?? 0;
    const controlled = (): ControlledRatio | null => (count === 0 ? null : new ControlledRatio(count));
    const { stretches } = this.form;
    this.cells = stretches.flatMap((stretch, place) => cellsOf(plan, stretch, place, controlled));
    this.waits = periodFirst(stretches).flatMap((stretch) =>
      plan.scenario.queues.flatMap((_, queue) =>
        WAIT_FIGURES.map((_figure, figure): WaitCell => {
          const isPeriod = stretches[stretch]!.scope === "period";
          return {
            stretch,
            queue,
            figure,
            tally: new Tally(),
            values: isPeriod ? [] : null,
            controlled: isPeriod ? controlled() : null,
          };
        }),
      ),
    );
  }

  /** Replications folded so far. */
  get count(): number {
    return this.replications;
  }

  add(seen: Observation): void {
    this.replications++;
    const fromMeans = this.controls?.fromMeans(this.form, seen) ?? [];
    // The cells of one stretch and queue (or pool) follow each other and share their figures.
    let last: Cell | null = null;
    let figures: Figures | null = null;
    for (const cell of this.cells) {
      if (
        figures === null ||
        last?.stretch !== cell.stretch ||
        last.of !== cell.of ||
        last.index !== cell.index
      ) {
        figures = this.form.figures(seen, cell.stretch, cell.of, cell.index);
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
    for (const { stretch, queue, figure, tally, values, controlled } of this.waits) {
      const value = this.form.waitFigure(seen, stretch, queue, figure);
      if (values === null) {
        if (!Number.isNaN(value)) tally.add(value);
      } else if (values.length < MOST_PERIODS_KEPT) {
        values.push(value);
        controlled?.add(value, 1, fromMeans);
      }
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
    return [...this.cells.map((cell) => this.rowOf(cell)), ...this.waits.map((cell) => this.waitRow(cell))];
  }

  private rowOf({ stretch, of, index, name, measure, tally, controlled, singles }: Cell): Row {
    const { scenario } = this.plan;
    const { scope, when } = this.form.stretches[stretch]!;
    const halfWidth =
      tally.count < 2 ? Infinity : studentQuantile(0.975, tally.count - 1) * tally.standardError;
    return {
      scenario: scenario.name,
      scope,
      when,
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
        of === "queue" && scope === "period" && measure.published !== undefined
          ? reportedFor(scenario.actuals, scenario.queues[index]!, measure.published)
          : null,
    };
  }

  private waitRow({ stretch, queue, figure, tally, values, controlled }: WaitCell): Row {
    const { scenario } = this.plan;
    const { scope, when } = this.form.stretches[stretch]!;
    const { name: measure, title, unit, definition }: WaitFigure = WAIT_FIGURES[figure]!;
    const { mean, halfWidth, n } =
      values === null
        ? { mean: tally.mean, halfWidth: halfWidthOf(tally.sd, tally.count), n: tally.count }
        : estimate(values);
    return {
      scenario: scenario.name,
      scope,
      when,
      of: "queue",
      name: scenario.queues[queue]!.name,
      measure,
      title,
      unit,
      definition,
      ...better({ mean, halfWidth }, controlled),
      n,
      single: values === null ? null : rangeOf(values, unit),
      reported: null,
    };
  }
}

/** Places of the stretches, that of the whole period before its parts. */
function periodFirst(stretches: readonly Stretch[]): readonly number[] {
  const places = stretches.map((_, place) => place);
  const isPeriod = (place: number): boolean => stretches[place]!.scope === "period";
  return [...places.filter(isPeriod), ...places.filter((place) => !isPeriod(place))];
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

function cellsOf(
  plan: Plan,
  { scope }: Stretch,
  stretch: number,
  controlled: () => ControlledRatio | null,
): readonly Cell[] {
  const { queues, pools, switches, workforce } = plan.scenario;
  const isHorizon = plan.timetable.months.length > 1;
  const isWhole = scope === "period" || (scope === "month" && isHorizon);
  const cell = (of: Cell["of"], index: number, name: string, measure: Measure): Cell => ({
    stretch,
    of,
    index,
    name,
    measure,
    tally: new RatioTally(),
    controlled: scope === "period" ? controlled() : null,
    singles: isWhole ? [] : null,
  });
  return [
    ...queues.flatMap((queue, q) =>
      [...queueMeasures(queue), ...(isHorizon ? QUEUE_OVER_MONTHS : [])].map((measure) =>
        cell("queue", q, queue.name, measure),
      ),
    ),
    ...pools.flatMap((pool, p) =>
      [...poolMeasures(pool), ...(isHorizon ? POOL_OVER_MONTHS : [])].map((measure) =>
        cell("pool", p, pool.name, measure),
      ),
    ),
    ...switches.flatMap((one, s) => SWITCH_MEASURES.map((measure) => cell("switch", s, one.name, measure))),
    // People are told of by month: there is nothing to say of them by the hour.
    ...(scope === "period" || scope === "month" ? (workforce?.roles ?? []) : []).flatMap((role, r) =>
      roleMeasures(role).map((measure) => cell("role", r, role.name, measure)),
    ),
  ];
}

/** Names of all measures of a queue over a whole period: what a precision can be asked of. */
export function knownMeasures(queue: Queue): readonly string[] {
  return [...queueMeasures(queue), ...WAIT_FIGURES].map(({ name }) => name);
}

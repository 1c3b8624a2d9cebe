import type { Ledger } from "../centre/ledger.ts";
import type { Plan } from "../centre/plan.ts";
import {
  type Better,
  type Measure,
  POOL_MEASURES,
  poolFigures,
  queueFigures,
  queueMeasures,
  type Unit,
} from "./measures.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";
import { periodWaits, valueOfPeriod, WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";

/** One measure of one queue or pool over the whole period. */
export interface PeriodMeasure {
  readonly of: "queue" | "pool";
  readonly name: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: Unit;
  readonly definition: string;
  readonly better: Better | null;
}

/** All measures of one replication: numerator and denominator of each in turn. A percentile is over 1. */
export type Observation = Float64Array;

/** The measures of a scenario's whole period, and how they are read off a ledger. */
export class PeriodMeasures {
  readonly list: readonly PeriodMeasure[];
  private readonly plan: Plan;
  private readonly period: Stretch;
  private readonly queues: readonly (readonly (Measure | WaitFigure)[])[];

  constructor(plan: Plan) {
    this.plan = plan;
    this.period = stretchesOf(plan, "period")[0]!;
    this.queues = plan.scenario.queues.map((queue) => [...queueMeasures(queue), ...WAIT_FIGURES]);
    this.list = [
      ...plan.scenario.queues.flatMap(({ name }, q) =>
        this.queues[q]!.map((measure) => described("queue", name, measure)),
      ),
      ...plan.scenario.pools.flatMap(({ name }) =>
        POOL_MEASURES.map((measure) => described("pool", name, measure)),
      ),
    ];
  }

  observe(ledger: Ledger): Observation {
    const { bins, seconds } = this.period;
    const seen = new Float64Array(2 * this.list.length);
    let place = 0;
    const put = (numerator: number, denominator: number): void => {
      seen[place++] = numerator;
      seen[place++] = denominator;
    };
    this.queues.forEach((measures, q) => {
      const figures = queueFigures(ledger, q, bins, seconds);
      const waits = periodWaits(ledger, q);
      for (const measure of measures) {
        if ("of" in measure) put(valueOfPeriod(measure, waits), 1);
        else put(measure.numerator(figures), measure.denominator(figures));
      }
    });
    this.plan.scenario.pools.forEach((_, p) => {
      const figures = poolFigures(ledger, p, bins, seconds);
      for (const measure of POOL_MEASURES) put(measure.numerator(figures), measure.denominator(figures));
    });
    return seen;
  }
}

function described(of: PeriodMeasure["of"], name: string, measure: Measure | WaitFigure): PeriodMeasure {
  const { title, unit, definition } = measure;
  const better = "of" in measure ? "lower" : (measure.better ?? null);
  return { of, name, measure: measure.name, title, unit, definition, better };
}

import type { Plan } from "../centre/plan.ts";
import type { Role } from "../scenario/people.ts";
import { poolMeasures, queueMeasures, SWITCH_MEASURES } from "./measures.ts";
import type { Better, Figures, Measure, Of, Unit } from "./measure.ts";
import { formOf, type Observation, type ObservationForm } from "./observation.ts";
import { roleMeasures } from "./roleMeasures.ts";
import { WAIT_FIGURES, type WaitFigure } from "./waitFigures.ts";

/** One measure of one queue, pool, switch or role over the whole period, or over a month. */
export interface PeriodMeasure {
  readonly of: Of;
  readonly name: string;
  readonly measure: string;
  readonly title: string;
  readonly unit: Unit;
  readonly definition: string;
  readonly better: Better | null;
}

/** All measures of one replication: numerator and denominator of each in turn. A percentile is over 1. */
export type Ratios = Float64Array;

/** The measures of a scenario's whole period or of a month, and how they are read off an observation of it. */
export class PeriodMeasures {
  readonly list: readonly PeriodMeasure[];
  private readonly plan: Plan;
  private readonly form: ObservationForm;
  private readonly queues: readonly (readonly Measure[])[];
  private readonly pools: readonly (readonly Measure[])[];
  private readonly roles: readonly Role[];

  /** @param form How the trials are observed; the whole period and nothing else, if left out. */
  constructor(plan: Plan, form: ObservationForm = formOf(plan, ["period"])) {
    this.plan = plan;
    this.form = form;
    this.queues = plan.scenario.queues.map(queueMeasures);
    this.pools = plan.scenario.pools.map(poolMeasures);
    this.roles = plan.scenario.workforce?.roles ?? [];
    this.list = [
      ...plan.scenario.queues.flatMap(({ name }, q) =>
        [...this.queues[q]!, ...WAIT_FIGURES].map((measure) => described("queue", name, measure)),
      ),
      ...plan.scenario.pools.flatMap(({ name }, p) =>
        this.pools[p]!.map((measure) => described("pool", name, measure)),
      ),
      ...plan.scenario.switches.flatMap(({ name }) =>
        SWITCH_MEASURES.map((measure) => described("switch", name, measure)),
      ),
      ...this.roles.flatMap((role) =>
        roleMeasures(role).map((measure) => described("role", role.name, measure)),
      ),
    ];
  }

  /** @param stretch Place among the form's stretches: the whole period or a month. */
  ratios(seen: Observation, stretch = 0): Ratios {
    const ratios: Ratios = new Float64Array(2 * this.list.length);
    let place = 0;
    const put = (numerator: number, denominator: number): void => {
      ratios[place++] = numerator;
      ratios[place++] = denominator;
    };
    const putAll = (measures: readonly Measure[], figures: Figures): void => {
      for (const { numerator, denominator } of measures) put(numerator(figures), denominator(figures));
    };
    this.queues.forEach((measures, queue) => {
      putAll(measures, this.form.queueFigures(seen, stretch, queue));
      WAIT_FIGURES.forEach((_, figure) => {
        put(this.form.waitFigure(seen, stretch, queue, figure), 1);
      });
    });
    this.pools.forEach((measures, pool) => {
      putAll(measures, this.form.poolFigures(seen, stretch, pool));
    });
    this.plan.scenario.switches.forEach((_, number) => {
      putAll(SWITCH_MEASURES, this.form.figures(seen, stretch, "switch", number));
    });
    this.roles.forEach((role, r) => {
      putAll(roleMeasures(role), this.form.figures(seen, stretch, "role", r));
    });
    return ratios;
  }
}

function described(of: Of, name: string, measure: Measure | WaitFigure): PeriodMeasure {
  const { title, unit, definition } = measure;
  const better = "of" in measure ? "lower" : (measure.better ?? null);
  return { of, name, measure: measure.name, title, unit, definition, better };
}

import { planOf } from "../../engine/centre/plan.ts";
import { chooseMeasures } from "../../engine/experiment/choice.ts";
import type { TargetByMonth } from "../../engine/experiment/monthTargets.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { PeriodMeasures } from "../../engine/experiment/periodMeasures.ts";
import { meets, proportion, type Proportion, type Target } from "../../engine/experiment/targets.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { shareOverDraws } from "../../engine/experiment/uncertainty/overDraws.ts";
import type { UnknownTarget } from "../../engine/experiment/uncertainty/unknownTargets.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import type { TargetFound } from "../../reports/paper/evidence.ts";
import { UserError } from "../exit.ts";
import { measuredAs, parseTarget } from "../targetText.ts";

const WRITE = 'Write, for example, "101.attrition <= 10%" or "999.answeredWithin10s >= 90%".';

/** A target as the study has it. */
export interface AskedTarget {
  /** "101.attrition <= 10%". */
  readonly text: string;
  /** "attrition:101 <= 10%", as options of commands have it. */
  readonly option: string;
  /** "101: attrition at most 10%". */
  readonly words: string;
  readonly target: Target;
}

/**
 * Reads "101.attrition <= 10%": a measure of a queue or pool, a relation, a value.
 *
 * @throws UserError saying what is wrong with it.
 */
export function readTarget(text: string, scenario: Scenario): AskedTarget {
  const parts = /^\s*(.+?)\s*(<=|>=)\s*(\S.*?)\s*$/.exec(text);
  if (parts === null) throw new UserError(`there is no <= or >= in "${text}". ${WRITE}`);
  const [, figure, relation, value] = parts as unknown as [string, string, string, string];
  const option = `${measureOption(figure, scenario)} ${relation} ${value}`;
  try {
    const target = parseTarget(option, scenario);
    const { title } = measuredAs(target, scenario);
    const bound = relation === "<=" ? "at most" : "at least";
    // "answered within 10 s, of received, at least 90%": a phrase that was opened is closed.
    const what = title.includes(",") ? `${title},` : title;
    return { text, option, words: `${target.name}: ${what} ${bound} ${value}`, target };
  } catch (error) {
    if (error instanceof UserError)
      throw new UserError(error.message.replace(/^--target (?:"[^"]*")?:? ?/, ""));
    throw error;
  }
}

/**
 * "101.attrition" as options write it, "attrition:101". Names and measures may have points of their own, so every point
 * is tried.
 *
 * @throws UserError if it names no measure of the scenario.
 */
export function measureOption(figure: string, scenario: Scenario): string {
  const ways = [...figure.matchAll(/\./g)].map(
    ({ index }) => `${figure.slice(index + 1).trim()}:${figure.slice(0, index).trim()}`,
  );
  const tried = ways.map((way) => ({ way, chosen: chooseMeasures(way, scenario) }));
  const found = tried.find(({ chosen }) => "value" in chosen);
  if (found !== undefined) return found.way;
  const [first] = tried;
  throw new UserError(
    first !== undefined && "problem" in first.chosen
      ? first.chosen.problem
      : `"${figure}" is not a queue, a point and a measure. ${WRITE}`,
  );
}

/** What a run of several months has found of its targets. */
export function targetsFound(
  asked: readonly AskedTarget[],
  found: readonly (TargetByMonth | UnknownTarget)[],
): readonly TargetFound[] {
  return asked.map((one, t) => {
    const { months, firstOnAverage } = found[t]!;
    return {
      ...headOf(one),
      firstOnAverage,
      months: months.map(({ when, mean, met, metByThen }) => ({
        month: when,
        mean: Number.isFinite(mean) ? mean : null,
        met: shareOf(met),
        metByThen: shareOf(metByThen),
      })),
    };
  });
}

/** Watches the trials of one run, to judge targets of a period that has no months. */
export class PeriodTargets {
  private readonly asked: readonly AskedTarget[];
  /** By target, in the order of the trials. */
  private readonly met: boolean[][];

  constructor(asked: readonly AskedTarget[]) {
    this.asked = asked;
    this.met = asked.map(() => []);
  }

  /** The same executor, watched. */
  watching(inner: Executor): Executor {
    return {
      run: (trials, take, signal) =>
        inner.run(
          trials,
          (seen, trial) => {
            const plan = planOf(trial.scenario);
            const measures = new PeriodMeasures(plan, formOf(plan, trial.scopes ?? ["period"]));
            const ratios = measures.ratios(seen, 0);
            this.asked.forEach(({ target }, t) => {
              const place = measures.list.findIndex(
                ({ of, name, measure }) =>
                  of === target.of && name === target.name && measure === target.measure,
              );
              this.met[t]!.push(meets(target, ratios[2 * place]! / ratios[2 * place + 1]!));
            });
            take(seen, trial);
          },
          signal,
        ),
      close: () => inner.close(),
    };
  }

  /**
   * @param rows         Of the run that was watched.
   * @param replications Periods of each draw; null if nothing was drawn.
   */
  found(
    rows: readonly {
      readonly scope: string;
      readonly when: string;
      readonly of: string;
      readonly name: string;
      readonly measure: string;
      readonly mean: number;
    }[],
    replications: number | null,
  ): readonly TargetFound[] {
    return this.asked.map((one, t): TargetFound => {
      const { target } = one;
      const row = rows.find(
        ({ scope, of, name, measure }) =>
          scope === "period" && of === target.of && name === target.name && measure === target.measure,
      );
      const mean = row !== undefined && Number.isFinite(row.mean) ? row.mean : null;
      const month = row?.when ?? "";
      const met = shareOf(shareMet(this.met[t]!, replications));
      return {
        ...headOf(one),
        firstOnAverage: mean !== null && meets(target, mean) ? month : null,
        months: [{ month, mean, met, metByThen: met }],
      };
    });
  }
}

function shareMet(met: readonly boolean[], replications: number | null): Proportion {
  const count = (some: readonly boolean[]): number => some.filter(Boolean).length;
  if (replications === null) return proportion(count(met), met.length);
  const draws = Math.floor(met.length / replications);
  const shares = Array.from(
    { length: draws },
    (_, d) => count(met.slice(d * replications, (d + 1) * replications)) / replications,
  );
  return shareOverDraws(shares, replications);
}

function headOf({ text, words, target }: AskedTarget) {
  return {
    target: text,
    words,
    limit: target.value,
    unit: target.unit,
    sense: target.relation === "<=" ? ("atMost" as const) : ("atLeast" as const),
  };
}

const shareOf = ({ share, low, high }: Proportion) => ({ share, low, high });

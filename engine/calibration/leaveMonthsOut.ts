import { equalRows, type Posterior } from "../scenario/posteriorFile.ts";
import { type Baselines, baselinesOf } from "./baselines.ts";
import type { Movable, Structure } from "./calibration.ts";
import type { FigureConvergence } from "./convergence.ts";
import type { Design } from "./design.ts";
import type { Rebuilt } from "./designFile.ts";
import { type Scored, scored } from "./foretold.ts";
import { extremeMonth, type Form, formsOf } from "./forms.ts";
import { HeldOut } from "./heldOut.ts";
import { mixtureQuantiles, mixtureZ } from "./normalMixture.ts";
import { fromScale } from "./outputs.ts";
import type { PosteriorPoint } from "./posteriorDensity.ts";
import { priorRange } from "./priorRange.ts";
import { posteriorOf, type Running, samplePosterior } from "./samplePosterior.ts";

/** Equally likely values that stand for what was foretold: the 25th and the 975th end the interval. */
const VALUES = 999;
/** Fewer months before one say nothing of how months differ. */
const FEWEST_BEFORE = 2;

/** One figure of one month, foretold from other months and perhaps from other figures of its own. */
export interface Foretelling extends Scored, Baselines {
  readonly form: Form;
  readonly month: number;
  /** In the unit of the figure. */
  readonly reported: number;
  readonly z: number;
  /** Draws from the other months that count once what is given is known. */
  readonly effective: number;
}

/** A single figure given everything else, in its month and in all others: where a misprint would stand out. */
export interface Checked {
  readonly month: number;
  readonly output: number;
  readonly reported: number;
  readonly median: number;
  readonly z: number;
}

/** Months foretold without themselves. */
export interface LeftOut {
  readonly oneMonth: readonly Foretelling[];
  /** The month that has most attrition of the queue that is answered last; null if that is not compared. */
  readonly extreme: number | null;
  /** Each month from those before it alone, given nothing. */
  readonly ahead: readonly Foretelling[];
  readonly checked: readonly Checked[];
  readonly sampling: Sampling;
}

/** How well the posteriors without months were sampled, at worst. */
export interface Sampling {
  readonly posteriors: number;
  /** By which two independent runs disagree; 1 if not at all. */
  readonly rHat: number;
  /** Independent draws that would know the middle of a figure as well. */
  readonly independent: number;
}

export interface Sampler {
  /** Of each walker. */
  readonly steps: number;
  /** Kept of each posterior. */
  readonly draws: number;
}

/** Rows of a posterior at which walkers start. */
const STARTS = 128;

/**
 * Draws of the posterior of all months as starts: where the posterior without one of them is wider, walkers spread within
 * some steps, while from the points that a design left over they would first have to find it.
 */
function startsFrom({ draws }: Posterior, { common, monthly, months }: Structure): Design {
  const rows = equalRows(draws.map(({ weight }) => weight));
  const picked = Array.from(
    { length: STARTS },
    (_, i) => draws[rows[Math.floor(((i + 0.5) * rows.length) / STARTS)]!]!,
  );
  const places = (figures: readonly Movable[]) =>
    figures.map(({ prior, whole }) => priorRange(prior, whole).placeOf);
  const [ofCommon, ofMonthly] = [places(common), places(monthly)];
  return {
    points: STARTS,
    common: common.length,
    monthly: monthly.length,
    ofMonth: months.map(({ month }) =>
      Float64Array.from(
        picked.flatMap((draw) => [
          ...draw.common.map((value, i) => ofCommon[i]!(value)),
          ...(draw.monthly[month] ?? []).map((value, f) => ofMonthly[f]!(value)),
        ]),
      ),
    ),
  };
}

/**
 * Leaves out each month in turn, and all months from each on; samples what the others say, and foretells.
 *
 * @param running Its progress is called with the percentage that is sampled, and 100.
 * @returns null if it was interrupted.
 */
export async function leaveMonthsOut(
  rebuilt: Rebuilt,
  posterior: Posterior,
  sampler: Sampler,
  running: Running,
): Promise<LeftOut | null> {
  const { sampled, outputs } = rebuilt;
  const { calibration, structure, reading } = sampled;
  const months = structure.months.map((_, m) => m);
  const forms = formsOf(calibration, structure, outputs);
  const sets = new Map<string, readonly number[]>();
  const add = (known: readonly number[]): void => void sets.set(known.join(" "), known);
  for (const month of months) add(months.filter((m) => m !== month));
  for (const month of months) if (month >= FEWEST_BEFORE) add(months.slice(0, month));
  const starts = startsFrom(posterior, structure);
  const figures: FigureConvergence[] = [];
  let done = 0;
  const posteriors = new Map<string, readonly PosteriorPoint[]>();
  for (const [key, known] of sets) {
    const found = await samplePosterior(
      sampled,
      posteriorOf(sampled, (month) => known.includes(month)),
      starts,
      { ...sampler, name: `validation ${key}` },
      {
        ...running,
        progress: (some, of) => {
          running.progress?.(Math.floor((100 * (done + some / of)) / sets.size), 100);
        },
      },
    );
    if (found === null) return null;
    done++;
    figures.push(...found.convergence.figures);
    posteriors.set(key, found.points);
  }
  const heldOut = (month: number, known: readonly number[]): HeldOut =>
    new HeldOut(sampled, month, posteriors.get(known.join(" "))!);
  const foretold = (held: HeldOut, form: Form, month: number, known: readonly number[]): Foretelling => {
    const { scale, match } = outputs[form.wanted]!;
    const found = held.foretell(form.given, form.wanted);
    const reported = structure.months[month]!.reported[match]!;
    const values = mixtureQuantiles(found, VALUES).map((value) => Math.max(0, fromScale(scale, value)));
    return {
      form,
      month,
      reported,
      z: mixtureZ(found, held.publishedOf(form.wanted)),
      effective: found.effective,
      ...scored(values, reported),
      ...baselinesOf(calibration, structure, reading, outputs, form, month, known),
    };
  };
  const oneMonth: Foretelling[] = [];
  const checked: Checked[] = [];
  for (const month of months) {
    const known = months.filter((m) => m !== month);
    const held = heldOut(month, known);
    for (const form of forms) oneMonth.push(foretold(held, form, month, known));
    outputs.forEach(({ scale, match }, wanted) => {
      const given = outputs.flatMap((_, o) => (o === wanted ? [] : [o]));
      const found = held.foretell(given, wanted);
      checked.push({
        month,
        output: wanted,
        reported: structure.months[month]!.reported[match]!,
        median: Math.max(0, fromScale(scale, mixtureQuantiles(found, VALUES)[(VALUES - 1) / 2]!)),
        z: mixtureZ(found, held.publishedOf(wanted)),
      });
    });
  }
  const unconditional = forms.filter(({ given }) => given.length === 0);
  const ahead = months.slice(FEWEST_BEFORE).flatMap((month) => {
    const known = months.slice(0, month);
    const held = heldOut(month, known);
    return unconditional.map((form) => foretold(held, form, month, known));
  });
  const sampling: Sampling = {
    posteriors: sets.size,
    rHat: Math.max(...figures.map(({ rHat }) => rHat)),
    independent: Math.min(...figures.map(({ bulk }) => bulk)),
  };
  return { oneMonth, extreme: extremeMonth(structure, outputs), ahead, checked, sampling };
}

import type { Range } from "../stats/estimate.ts";
import type { Calibration, Reading, Structure } from "./calibration.ts";
import { firstDesign, type Design } from "./design.ts";
import type { Effort } from "./effort.ts";
import {
  type EmulatedMonth,
  emulateMonths,
  judgeEmulators,
  type MonthSeen,
  pointsOfWave,
} from "./emulated.ts";
import { findPosterior } from "./findPosterior.ts";
import type { MonthTarget } from "./implausibility.ts";
import { isAsKept, type KeptMonth, type KeptMonths, NothingKept } from "./keptMonths.ts";
import { chanceAtPoint, chanceFromDesign, observedOf, targetsOf } from "./monthTargets.ts";
import { fromScale, type Output, outputsIn, outputsOf } from "./outputs.ts";
import type { Rooms } from "./remembered.ts";
import { StructureSimulator } from "./structureSimulator.ts";
import type { PriorPredictive, ReadingResult, StructureResult, Wave } from "./structureResult.ts";
import type { Tasks } from "./tasks.ts";
import { type Question, type RuledOut, type RuleOutAsked, without } from "./waves.ts";

/** What a calibration is doing, for whoever waits. */
export interface Doing {
  readonly structure: string;
  /** "wave 1: simulating", "answered calls: sampling" */
  readonly stage: string;
  readonly done: number;
  readonly of: number;
}

/** Where a calibration works, and what it keeps. */
export interface Workplace extends Omit<Rooms, "progress"> {
  readonly tasks: Tasks;
}

/** Common points that are tried: to find the best of them, and to say what is left. */
const FIRST_LOOK = 256;
const CLOSE_LOOK = 1024;
/** The first wave looks everywhere; only from the second on are there points where the answer is. */
const FEWEST_WAVES = 2;
/** Points not ruled out at which walkers start. */
const STARTS = 64;

/**
 * Finds what may be in one kind of room: simulates, emulates, rules out, wave by wave; and for each reading of the
 * published waits for which something is left, the posterior.
 *
 * @param earlier What an earlier calibration knows of some of the months, which then are not simulated and emulated again,
 *                unless they have changed since. The effort must have as many replications as it had. Null without one.
 * @returns null if it was interrupted: what was simulated so far is kept in the memory.
 * @throws NothingKept if all that is known from earlier has changed since.
 */
export async function calibrateStructure(
  calibration: Calibration,
  structure: Structure,
  effort: Effort,
  rooms: Workplace,
  earlier: KeptMonths | null = null,
  onProgress: (doing: Doing) => void = () => undefined,
): Promise<StructureResult | null> {
  return new StructureCalibrator(calibration, structure, effort, rooms, earlier, onProgress).run();
}

class StructureCalibrator {
  private readonly calibration: Calibration;
  private readonly structure: Structure;
  private readonly effort: Effort;
  private readonly rooms: Workplace;
  private readonly onProgress: (doing: Doing) => void;
  private readonly outputs: readonly Output[];
  private readonly observed: readonly (readonly number[])[];
  private readonly simulator: StructureSimulator;
  private readonly earlier: KeptMonths | null;
  /** What is known of each month from before; null where it is to be found now. */
  private known: readonly (KeptMonth | null)[];

  constructor(
    calibration: Calibration,
    structure: Structure,
    effort: Effort,
    rooms: Workplace,
    earlier: KeptMonths | null,
    onProgress: (doing: Doing) => void,
  ) {
    this.calibration = calibration;
    this.structure = structure;
    this.effort = effort;
    this.rooms = rooms;
    this.onProgress = onProgress;
    this.outputs =
      earlier?.outputs ??
      outputsOf(
        calibration,
        structure.months.map(({ reported }) => reported),
      );
    this.observed = observedOf(structure, this.outputs);
    this.simulator = new StructureSimulator(structure, this.outputs, effort, (stage) => this.roomsFor(stage));
    this.earlier = earlier;
    this.known = structure.months.map(() => null);
  }

  async run(): Promise<StructureResult | null> {
    const { structure, outputs, effort, calibration } = this;
    const middles = await this.simulator.inTheMiddle();
    if (middles === null) return null;
    const changed = this.recall(middles);
    const waves: Wave[] = [];
    let design: Design | null = firstDesign(
      { common: names(structure.common), monthly: names(structure.monthly), months: calibration.months },
      effort.points,
      `${calibration.seed} ${structure.name}`,
    );
    let first: readonly MonthSeen[] = [];
    let months: readonly MonthSeen[] = [];
    let priorPredictive: readonly PriorPredictive[] = [];
    let emulated: readonly EmulatedMonth[] = [];
    let chances = new Map<Reading, readonly Float64Array[]>();
    for (let number = 1; number <= effort.waves && design !== null; number++) {
      const stage = `wave ${number}`;
      const seen = await this.simulate(design, stage);
      if (seen === null) return null;
      if (number === 1) {
        first = seen;
        priorPredictive = this.priorPredictiveOf(seen);
        chances = this.chancesOf((chosen) =>
          chanceFromDesign(this.ofNew(seen), chosen, this.ofNew(this.observed)),
        );
      }
      months = seen.map((month, m) => this.known[m]?.seen ?? pointsOfWave(first[m]!, month));
      const fitted = await this.emulate(months, stage);
      if (fitted === null) return null;
      emulated = fitted;
      const look = await this.ruleOut(emulated, chances, number, stage, { points: FIRST_LOOK, next: 0 });
      if (look === null) return null;
      const centre = best(look);
      const chance = await this.simulator.manyAt(
        this.ofNew(structure.months),
        centre.common,
        this.ofNew(centre.months).map(({ monthly }) => monthly),
        stage,
      );
      if (chance === null) return null;
      chances = this.chancesOf((chosen) => chanceAtPoint(chance, chosen));
      const ruledOut = await this.ruleOut(emulated, chances, number, stage, {
        points: CLOSE_LOOK,
        next: Math.max(STARTS, Math.ceil(effort.points / calibration.readings.length)),
      });
      if (ruledOut === null) return null;
      const emulators = this.judge(
        emulated,
        chances,
        months.map(({ lastWave }) => lastWave),
      );
      waves.push({ points: design.points, replications: effort.replications, emulators, ruledOut });
      design = nextDesign(ruledOut.map(({ found }) => found.next).filter((next) => next !== null));
      const enough = this.ofNew(months).length === 0 ? 1 : FEWEST_WAVES;
      if (number >= enough && emulators.every(({ verdict }) => verdict.sound)) break;
    }
    const last = waves.at(-1)!;
    const refused = design === null ? [] : last.emulators.filter(({ verdict }) => !verdict.sound);
    const simulated = { months, emulated, chances, middles };
    const kept = calibration.months.filter((_, m) => this.known[m] !== null);
    const result = { structure, outputs, priorPredictive, waves, refused, simulated, kept, changed };
    if (refused.length > 0) return { ...result, readings: [] };
    const readings: ReadingResult[] = [];
    for (const { reading, found } of last.ruledOut) {
      const one = await this.readingResult(reading, found, emulated, chances.get(reading)!);
      if (one === null) return null;
      readings.push(one);
    }
    return { ...result, readings };
  }

  /**
   * Takes over what is known of months that are as they were.
   *
   * @returns Months of which something else was known.
   */
  private recall(middles: readonly (readonly number[])[]): readonly string[] {
    const { earlier, calibration } = this;
    if (earlier === null) return [];
    const changed: string[] = [];
    this.known = calibration.months.map((month, m) => {
      const kept = earlier.months.get(month);
      if (kept === undefined) return null;
      if (isAsKept(kept, middles[m]!)) return kept;
      changed.push(month);
      return null;
    });
    if (this.known.some((month) => month !== null)) return changed;
    throw new NothingKept();
  }

  /** Of a list with something for each month, what is of those that are to be found now. */
  private ofNew<T>(ofMonths: readonly T[]): readonly T[] {
    return ofMonths.filter((_, m) => this.known[m] === null);
  }

  private async readingResult(
    reading: Reading,
    found: RuledOut,
    emulated: readonly EmulatedMonth[],
    chances: readonly Float64Array[],
  ): Promise<ReadingResult | null> {
    const { calibration, structure, outputs, effort } = this;
    const chosen = outputsIn(outputs, reading);
    const targets = this.targets(emulated, reading, chances);
    if (!found.fitExists || found.next === null) {
      return {
        reading,
        fit: false,
        ruledOut: found,
        without: without(this.question(targets), {
          seed: calibration.seed,
          points: FIRST_LOOK,
          searches: 2,
        }),
      };
    }
    const sampled = { calibration, structure, reading, chosen, emulated, targets };
    const posterior = await findPosterior(
      sampled,
      outputs,
      found.next,
      effort,
      this.roomsFor(`${reading}: simulating draws again`),
      `${structure.name} ${reading}`,
      (done, of) => {
        this.tell(`${reading}: sampling`, done, of);
      },
    );
    return posterior === null ? null : { reading, fit: true, posterior };
  }

  /** The months as they were seen: those that are known as they are, the new ones at the points of a design. */
  private async simulate(design: Design, stage: string): Promise<readonly MonthSeen[] | null> {
    const seen = await this.simulator.across(
      this.ofNew(this.structure.months),
      design,
      this.ofNew(design.ofMonth),
      stage,
    );
    if (seen === null) return null;
    const rest = [...seen];
    return this.known.map((kept) => kept?.seen ?? rest.shift()!);
  }

  private async emulate(
    months: readonly MonthSeen[],
    stage: string,
  ): Promise<readonly EmulatedMonth[] | null> {
    const { outputs, calibration } = this;
    const { tasks, signal } = this.rooms;
    const fresh = this.ofNew(months);
    const like = this.known.findLast((month) => month !== null)?.emulated ?? null;
    const found = await emulateMonths(
      fresh,
      outputs,
      calibration.seed,
      tasks,
      like,
      (done) => {
        this.tell(`${stage}: emulating`, done, fresh.length * outputs.length);
      },
      signal,
    );
    if (found === null) return null;
    const rest = [...found];
    return this.known.map((kept) => kept?.emulated ?? rest.shift()!);
  }

  private async ruleOut(
    emulated: readonly EmulatedMonth[],
    chances: ReadonlyMap<Reading, readonly Float64Array[]>,
    wave: number,
    stage: string,
    looks: { readonly points: number; readonly next: number },
  ): Promise<Wave["ruledOut"] | null> {
    const { calibration } = this;
    const { readings } = calibration;
    const { tasks, signal } = this.rooms;
    const asked = readings.map((reading): RuleOutAsked => {
      const targets = this.targets(emulated, reading, chances.get(reading)!);
      const chosen = outputsIn(this.outputs, reading);
      const months = targets.map((target, m) => ({
        ...target,
        surfaces: chosen.map((o) => emulated[m]!.emulators[o]!.asked),
      }));
      return {
        question: { ...this.question(targets), months },
        options: { seed: `${calibration.seed} ${wave} ${reading}`, ...looks },
      };
    });
    const found = await tasks.run(
      "rule out",
      asked,
      (done) => {
        this.tell(`${stage}: ruling out`, done, readings.length);
      },
      signal,
    );
    return found && readings.map((reading, i) => ({ reading, found: found[i]! }));
  }

  private targets(
    emulated: readonly EmulatedMonth[],
    reading: Reading,
    chances: readonly Float64Array[],
  ): readonly MonthTarget[] {
    const { calibration, structure, outputs, effort } = this;
    const chosen = outputsIn(outputs, reading);
    return targetsOf(calibration, structure, outputs, chosen, emulated, chances, effort.replications);
  }

  private question(targets: readonly MonthTarget[]): Question {
    const { structure } = this;
    return { common: names(structure.common), monthly: names(structure.monthly), months: targets };
  }

  /** Chance of all months: as it is known, and of the new ones as it is read off now. */
  private chancesOf(
    of: (chosen: readonly number[]) => readonly Float64Array[],
  ): Map<Reading, readonly Float64Array[]> {
    return new Map(
      this.calibration.readings.map((reading) => {
        const found = [...of(outputsIn(this.outputs, reading))];
        return [reading, this.known.map((kept) => kept?.chances.get(reading) ?? found.shift()!)];
      }),
    );
  }

  /** Judges emulators by the error of what was published, in whichever reading it is smaller. */
  private judge(
    emulated: readonly EmulatedMonth[],
    chances: ReadonlyMap<Reading, readonly Float64Array[]>,
    lastWaves: readonly number[],
  ): Wave["emulators"] {
    const { outputs, observed, calibration } = this;
    const ofReadings = calibration.readings.map((reading) => ({
      chosen: outputsIn(outputs, reading),
      targets: this.targets(emulated, reading, chances.get(reading)!),
    }));
    return judgeEmulators(emulated, outputs, observed, lastWaves, (m, output) =>
      Math.min(
        ...ofReadings.flatMap(({ chosen, targets }) => {
          const i = chosen.indexOf(output);
          return i < 0 ? [] : [Math.sqrt(targets[m]!.covariance[i * chosen.length + i]!)];
        }),
      ),
    );
  }

  private priorPredictiveOf(months: readonly MonthSeen[]): readonly PriorPredictive[] {
    const { structure, outputs } = this;
    const rooms = this.ofNew(structure.months);
    return this.ofNew(months).flatMap(({ month, seen }, n) =>
      outputs.map((output, o): PriorPredictive => {
        const values = seen.map(({ together }) => fromScale(output.scale, together[o]!));
        const between: Range = { low: Math.min(...values), high: Math.max(...values) };
        const reported = rooms[n]!.reported[output.match]!;
        return {
          month,
          output: o,
          reported,
          between,
          inside: reported >= between.low && reported <= between.high,
        };
      }),
    );
  }

  private roomsFor(stage: string): Rooms & Workplace {
    return {
      ...this.rooms,
      progress: ({ done, of }) => {
        this.tell(stage, done, of);
      },
    };
  }

  private tell(stage: string, done: number, of: number): void {
    this.onProgress({ structure: this.structure.name, stage, done, of });
  }
}

function names(figures: readonly { readonly figure: string }[]): readonly string[] {
  return figures.map(({ figure }) => figure);
}

/** The point that is ruled out least, in whichever reading. */
function best(ruledOut: Wave["ruledOut"]): RuledOut["least"] {
  return ruledOut
    .map(({ found }) => found.least)
    .reduce((a, b) => (b.implausibility < a.implausibility ? b : a));
}

/** Points of several designs, one after the other; null if there are none. */
function nextDesign(designs: readonly Design[]): Design | null {
  const [first, ...others] = designs;
  if (first === undefined) return null;
  return others.reduce(
    (all, one): Design => ({
      ...all,
      points: all.points + one.points,
      ofMonth: all.ofMonth.map((places, m) => Float64Array.from([...places, ...one.ofMonth[m]!])),
    }),
    first,
  );
}

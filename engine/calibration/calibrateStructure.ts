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
import { chanceAtPoint, chanceFromDesign, observedOf, targetsOf } from "./monthTargets.ts";
import { fromScale, type Output, outputsIn, outputsOf } from "./outputs.ts";
import { rememberedRooms, type Rooms } from "./remembered.ts";
import { valueAt } from "./samplePosterior.ts";
import type { RoomJob, RoomSeen } from "./simulateRooms.ts";
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
 * @returns null if it was interrupted: what was simulated so far is kept in the memory.
 */
export async function calibrateStructure(
  calibration: Calibration,
  structure: Structure,
  effort: Effort,
  rooms: Workplace,
  onProgress: (doing: Doing) => void = () => undefined,
): Promise<StructureResult | null> {
  return new StructureCalibrator(calibration, structure, effort, rooms, onProgress).run();
}

class StructureCalibrator {
  private readonly calibration: Calibration;
  private readonly structure: Structure;
  private readonly effort: Effort;
  private readonly rooms: Workplace;
  private readonly onProgress: (doing: Doing) => void;
  private readonly outputs: readonly Output[];
  private readonly observed: readonly (readonly number[])[];

  constructor(
    calibration: Calibration,
    structure: Structure,
    effort: Effort,
    rooms: Workplace,
    onProgress: (doing: Doing) => void,
  ) {
    this.calibration = calibration;
    this.structure = structure;
    this.effort = effort;
    this.rooms = rooms;
    this.onProgress = onProgress;
    this.outputs = outputsOf(
      calibration,
      structure.months.map(({ reported }) => reported),
    );
    this.observed = observedOf(structure, this.outputs);
  }

  async run(): Promise<StructureResult | null> {
    const { structure, outputs, effort, calibration } = this;
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
        chances = this.chancesOf((chosen) => chanceFromDesign(seen, chosen, this.observed));
      }
      months = seen.map((month, m) => pointsOfWave(first[m]!, month));
      const fitted = await this.emulate(months, stage);
      if (fitted === null) return null;
      emulated = fitted;
      const look = await this.ruleOut(emulated, chances, number, stage, { points: FIRST_LOOK, next: 0 });
      if (look === null) return null;
      const centre = best(look);
      const chance = await this.chanceAt(centre, stage);
      if (chance === null) return null;
      chances = this.chancesOf((chosen) => chanceAtPoint(chance, chosen));
      const ruledOut = await this.ruleOut(emulated, chances, number, stage, {
        points: CLOSE_LOOK,
        next: Math.max(STARTS, Math.ceil(effort.points / calibration.readings.length)),
      });
      if (ruledOut === null) return null;
      const emulators = this.judge(emulated, chances, design.points);
      waves.push({ points: design.points, replications: effort.replications, emulators, ruledOut });
      design = nextDesign(ruledOut.map(({ found }) => found.next).filter((next) => next !== null));
      if (number >= FEWEST_WAVES && emulators.every(({ verdict }) => verdict.sound)) break;
    }
    const last = waves.at(-1)!;
    const refused = design === null ? [] : last.emulators.filter(({ verdict }) => !verdict.sound);
    const simulated = { months, emulated, chances };
    const result = { structure, outputs, priorPredictive, waves, refused, simulated };
    if (refused.length > 0) return { ...result, readings: [] };
    const readings: ReadingResult[] = [];
    for (const { reading, found } of last.ruledOut) {
      const one = await this.readingResult(reading, found, emulated, chances.get(reading)!);
      if (one === null) return null;
      readings.push(one);
    }
    return { ...result, readings };
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

  private async simulate(design: Design, stage: string): Promise<readonly MonthSeen[] | null> {
    const { structure, outputs, effort } = this;
    const width = design.common + design.monthly;
    const jobs = structure.months.flatMap((room, m) =>
      Array.from({ length: design.points }, (_, p): RoomJob => ({
        room,
        values: this.valuesAt(design.ofMonth[m]!.subarray(p * width, (p + 1) * width)),
        firstReplication: 0,
        replications: effort.replications,
      })),
    );
    const seen = await rememberedRooms(
      `${structure.name} ${stage}`,
      jobs,
      outputs,
      this.roomsFor(`${stage}: simulating`),
    );
    return seen === null
      ? null
      : structure.months.map(({ month }, m) => ({
          month,
          points: design.ofMonth[m]!,
          seen: seen.slice(m * design.points, (m + 1) * design.points),
        }));
  }

  /** Many replications of each month at one point, none of them those of the design. */
  private async chanceAt(centre: RuledOut["least"], stage: string): Promise<readonly RoomSeen[] | null> {
    const { structure, outputs, effort } = this;
    const jobs = structure.months.map((room, m): RoomJob => ({
      room,
      values: this.valuesAt([...centre.common, ...centre.months[m]!.monthly]),
      firstReplication: effort.replications,
      replications: effort.chance,
    }));
    return rememberedRooms(
      `${structure.name} ${stage} chance`,
      jobs,
      outputs,
      this.roomsFor(`${stage}: chance of a month`),
    );
  }

  private async emulate(
    months: readonly MonthSeen[],
    stage: string,
  ): Promise<readonly EmulatedMonth[] | null> {
    const { outputs, calibration } = this;
    const { tasks, signal } = this.rooms;
    return emulateMonths(
      months,
      outputs,
      calibration.seed,
      tasks,
      (done) => {
        this.tell(`${stage}: emulating`, done, months.length * outputs.length);
      },
      signal,
    );
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

  private chancesOf(
    of: (chosen: readonly number[]) => readonly Float64Array[],
  ): Map<Reading, readonly Float64Array[]> {
    return new Map(
      this.calibration.readings.map((reading) => [reading, of(outputsIn(this.outputs, reading))]),
    );
  }

  /** Judges emulators by the error of what was published, in whichever reading it is smaller. */
  private judge(
    emulated: readonly EmulatedMonth[],
    chances: ReadonlyMap<Reading, readonly Float64Array[]>,
    lastWave: number,
  ): Wave["emulators"] {
    const { outputs, observed, calibration } = this;
    const ofReadings = calibration.readings.map((reading) => ({
      chosen: outputsIn(outputs, reading),
      targets: this.targets(emulated, reading, chances.get(reading)!),
    }));
    return judgeEmulators(emulated, outputs, observed, lastWave, (m, output) =>
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
    return months.flatMap(({ month, seen }, m) =>
      outputs.map((output, o): PriorPredictive => {
        const values = seen.map(({ together }) => fromScale(output.scale, together[o]!));
        const between: Range = { low: Math.min(...values), high: Math.max(...values) };
        const reported = structure.months[m]!.reported[output.match]!;
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

  /** Figures as they stand in a file, by their places in the priors. */
  private valuesAt(places: ArrayLike<number>): readonly number[] {
    return [...this.structure.common, ...this.structure.monthly].map((figure, i) => {
      const value = valueAt(figure, places[i]!);
      return figure.whole ? Math.round(value) : value;
    });
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

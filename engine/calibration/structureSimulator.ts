import type { MonthRoom, Structure } from "./calibration.ts";
import type { Design } from "./design.ts";
import type { Effort } from "./effort.ts";
import type { MonthSeen } from "./emulated.ts";
import type { Output } from "./outputs.ts";
import { rememberedRooms, type Rooms } from "./remembered.ts";
import { valueAt } from "./samplePosterior.ts";
import type { RoomJob, RoomSeen } from "./simulateRooms.ts";

/** The middle of every range, at which a month shows whether it is still what it was. */
const MIDDLE = 0.5;

/** Simulates months of one kind of room at points of the unit cube. Every method gives null if it was interrupted. */
export class StructureSimulator {
  private readonly structure: Structure;
  private readonly outputs: readonly Output[];
  private readonly effort: Effort;
  private readonly roomsFor: (stage: string) => Rooms;

  /** @param roomsFor Where it works and what it tells, for each stage. */
  constructor(
    structure: Structure,
    outputs: readonly Output[],
    effort: Effort,
    roomsFor: (stage: string) => Rooms,
  ) {
    this.structure = structure;
    this.outputs = outputs;
    this.effort = effort;
    this.roomsFor = roomsFor;
  }

  /** Some months at all points of a design: with common random numbers, the same callers at each. */
  async across(
    months: readonly MonthRoom[],
    design: Design,
    ofMonth: readonly Float64Array[],
    stage: string,
  ): Promise<readonly MonthSeen[] | null> {
    const width = design.common + design.monthly;
    const jobs = months.flatMap((room, m) =>
      Array.from({ length: design.points }, (_, p): RoomJob => ({
        room,
        values: this.valuesAt(ofMonth[m]!.subarray(p * width, (p + 1) * width)),
        firstReplication: 0,
        replications: this.effort.replications,
      })),
    );
    const seen = await this.simulate(jobs, stage, `${stage}: simulating`);
    if (seen === null) return null;
    return months.map(({ month }, m) => ({
      month,
      points: ofMonth[m]!,
      seen: seen.slice(m * design.points, (m + 1) * design.points),
      lastWave: design.points,
    }));
  }

  /** Many replications of some months at one point each, none of them those of a design. */
  async manyAt(
    months: readonly MonthRoom[],
    common: readonly number[],
    monthlies: readonly (readonly number[])[],
    stage: string,
  ): Promise<readonly RoomSeen[] | null> {
    const { replications, chance } = this.effort;
    const jobs = months.map((room, m): RoomJob => ({
      room,
      values: this.valuesAt([...common, ...monthlies[m]!]),
      firstReplication: replications,
      replications: chance,
    }));
    return this.simulate(jobs, `${stage} chance`, `${stage}: chance of a month`);
  }

  /** What each month gives in the middle of all ranges: by it, a later calibration sees whether it is the same month. */
  async inTheMiddle(): Promise<readonly (readonly number[])[] | null> {
    const { common, monthly, months } = this.structure;
    const values = this.valuesAt([...common, ...monthly].map(() => MIDDLE));
    const jobs = months.map((room): RoomJob => ({
      room,
      values,
      firstReplication: 0,
      replications: this.effort.replications,
    }));
    const seen = await this.simulate(jobs, "middle", "middle of the ranges: simulating");
    return seen?.map(({ together }) => together) ?? null;
  }

  private async simulate(
    jobs: readonly RoomJob[],
    name: string,
    stage: string,
  ): Promise<readonly RoomSeen[] | null> {
    return rememberedRooms(`${this.structure.name} ${name}`, jobs, this.outputs, this.roomsFor(stage));
  }

  /** Figures as they stand in a file, by their places in the priors. */
  private valuesAt(places: ArrayLike<number>): readonly number[] {
    return [...this.structure.common, ...this.structure.monthly].map((figure, i) => {
      const value = valueAt(figure, places[i]!);
      return figure.whole ? Math.round(value) : value;
    });
  }
}

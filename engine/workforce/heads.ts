import { openStream } from "../random/streams.ts";
import { Threefry } from "../random/threefry.ts";
import type { Cohort } from "./cohorts.ts";

/**
 * How many of a cohort are still there, as the days go by. Everybody who began is at every moment present, has dropped
 * out of the course or has left.
 *
 * A cohort goes through its stages in order and is asked about each of them at least once; progress and hazard never
 * go back.
 */
export interface Heads {
  /** They begin. @param most No more than so many. */
  begin(most: number): void;
  /** They are in this stage. @param progress Part of it that is behind them, 0 to 1. */
  inStage(stage: number, progress: number): void;
  /** They are live. @param hazard The rate of leaving, added up over all of their days since going live. */
  live(hazard: number): void;
  readonly present: number;
  readonly began: number;
  /** Found, but not taken on for want of a vacancy. */
  readonly cut: number;
  readonly droppedOut: number;
  readonly left: number;
}

/** The mean over all that chance may do: real numbers, by formula. */
export class ExpectedHeads implements Heads {
  present = 0;
  began = 0;
  cut = 0;
  droppedOut = 0;
  left = 0;
  private readonly cohort: Cohort;
  /** Share who are still there at the beginning of each stage, and at last at going live. */
  private readonly upTo: readonly number[];

  constructor(cohort: Cohort) {
    this.cohort = cohort;
    let still = 1;
    this.upTo = [1, ...cohort.stages.map(({ dropOut }) => (still *= 1 - dropOut))];
  }

  begin(most: number): void {
    const { places, filled } = this.cohort;
    this.began = Math.min(places * filled, Math.max(0, most));
    this.cut = places * filled - this.began;
    this.present = this.began;
  }

  inStage(stage: number, progress: number): void {
    const still = this.upTo[stage]! * (1 - this.cohort.stages[stage]!.dropOut * progress);
    this.present = this.began * still;
    this.droppedOut = this.began * (1 - still);
  }

  live(hazard: number): void {
    const trained = this.upTo[this.cohort.stages.length]!;
    this.droppedOut = this.began * (1 - trained);
    this.present = this.began * trained * Math.exp(-hazard);
    this.left = this.began * trained * -Math.expm1(-hazard);
  }
}

/** Whose fates these are. */
export interface PeopleDraw {
  readonly seed: string;
  readonly replication: number;
}

/** What is settled about one person, each a uniform of its own. */
interface Fates {
  readonly filled: number;
  readonly leaving: number;
  /** By stage. */
  readonly droppingOut: readonly number[];
}

/**
 * Whole people, each with fates of their own.
 *
 * What becomes of somebody depends on the seed, the replication, the name of the group and their number in it, and on
 * nobody else: with one place more, the same people do the same, and one more is there.
 */
export class RandomHeads implements Heads {
  began = 0;
  cut = 0;
  droppedOut = 0;
  left = 0;
  private readonly cohort: Cohort;
  private readonly numbers: Threefry;
  /** Those who are still there. */
  private people: readonly Fates[] = [];

  /** @param numbers Of the cohort's key. */
  constructor(cohort: Cohort, numbers: Threefry) {
    this.cohort = cohort;
    this.numbers = numbers;
  }

  get present(): number {
    return this.people.length;
  }

  begin(most: number): void {
    const { firstPerson, places, filled } = this.cohort;
    const found = Array.from({ length: places }, (_, i) => this.fatesOf(firstPerson + i)).filter(
      (person) => person.filled < filled,
    );
    this.people = found.slice(0, Math.max(0, Math.floor(Math.min(most, places) + 1e-9)));
    this.began = this.people.length;
    this.cut = found.length - this.began;
  }

  inStage(stage: number, progress: number): void {
    if (stage > 0) this.dropOut(stage - 1, 1);
    this.dropOut(stage, progress);
  }

  live(hazard: number): void {
    const last = this.cohort.stages.length - 1;
    if (last >= 0) this.dropOut(last, 1);
    if (hazard === 0) return;
    const before = this.people.length;
    // Somebody leaves when the hazard passes −ln u: with probability exp(−hazard) that is yet to come.
    const stays = Math.exp(-hazard);
    this.people = this.people.filter(({ leaving }) => leaving < stays);
    this.left += before - this.people.length;
  }

  private dropOut(stage: number, progress: number): void {
    const gone = this.cohort.stages[stage]!.dropOut * progress;
    if (gone === 0) return;
    const before = this.people.length;
    this.people = this.people.filter(({ droppingOut }) => droppingOut[stage]! >= gone);
    this.droppedOut += before - this.people.length;
  }

  /** Numbers come four at a time: the first two of place 0 are about the person, those of the others about stages. */
  private fatesOf(person: number): Fates {
    const { numbers, cohort } = this;
    numbers.turnTo(person, 0, 0, 0);
    const [filled, leaving] = [numbers.at(0), numbers.at(1)];
    const droppingOut = cohort.stages.map((_, stage) => {
      numbers.turnTo(person, 1 + (stage >> 2), 0, 0);
      return numbers.at((stage & 3) as 0 | 1 | 2 | 3);
    });
    return { filled, leaving, droppingOut };
  }
}

/** The heads of each cohort: real numbers if nobody is drawn. */
export function headsOf(cohorts: readonly Cohort[], draw: PeopleDraw | null): readonly Heads[] {
  if (draw === null) return cohorts.map((cohort) => new ExpectedHeads(cohort));
  const byKey = new Map<string, Threefry>();
  return cohorts.map((cohort) => {
    const { key } = cohort;
    const numbers = byKey.get(key) ?? new Threefry(openStream({ ...draw, purpose: "people", queue: key }));
    byKey.set(key, numbers);
    return new RandomHeads(cohort, numbers);
  });
}

import { median } from "simple-statistics";

/** What is measured, by name: each gives one number a time. */
export type Subjects<Name extends string> = Readonly<Record<Name, () => number>>;

/** The numbers of each subject, one a round: entries with the same index were measured within seconds of each other. */
export type Samples<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Measures all subjects once a round, in turn, the order reversed every other round: what slows the machine for a while
 * slows neighbours alike, and nobody always comes first.
 */
export function inRounds<Name extends string>(
  subjects: Subjects<Name>,
  rounds: number,
  progress: (words: string) => void,
): Samples<Name> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      progress(`round ${round + 1} of ${rounds}: ${name}`);
      samples[name].push(subjects[name]());
    }
  }
  return samples;
}

/** The middle of some numbers, and how far they reach. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError for no numbers. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("there are no values to describe");
  return { median: median([...values]), low: Math.min(...values), high: Math.max(...values) };
}

/**
 * One subject as a multiple of another, round by round.
 *
 * @throws RangeError if they were not measured in the same rounds.
 */
export function pairedRatios(values: readonly number[], base: readonly number[]): readonly number[] {
  if (values.length !== base.length) {
    throw new RangeError(`${values.length} values cannot be paired with ${base.length}`);
  }
  return values.map((value, round) => value / base[round]!);
}

import type { Spread } from "./rounds.ts";

/** How good a figure has to be. */
export interface Goal {
  readonly better: "lower" | "higher";
  readonly atLeast: number;
  /** Better still, where there is such a thing. */
  readonly stretch: number | null;
}

/** One measured figure and what it should be. */
export interface Figure extends Spread {
  readonly name: string;
  readonly unit: string;
  readonly decimals: number;
  /** Whether it compares two things measured side by side, and so means the same on another machine. */
  readonly isRatio: boolean;
  readonly goal: Goal | null;
}

export type Verdict = "stretch met" | "met" | "MISSED" | "";

/** Judged by the median. @param slack Factor by which a goal may be missed, for machines that are shared. */
export function verdictOn({ goal, median }: Pick<Figure, "goal" | "median">, slack = 1): Verdict {
  if (goal === null) return "";
  const reaches = (wanted: number): boolean =>
    goal.better === "lower" ? median <= wanted * slack : median >= wanted / slack;
  if (goal.stretch !== null && reaches(goal.stretch)) return "stretch met";
  return reaches(goal.atLeast) ? "met" : "MISSED";
}

export const ratio = (name: string, spread: Spread, goal: Goal | null): Figure => ({
  ...spread,
  name,
  unit: "×",
  decimals: 2,
  isRatio: true,
  goal,
});

export const absolute = (
  name: string,
  unit: string,
  decimals: number,
  spread: Spread,
  goal: Goal | null,
): Figure => ({ ...spread, name, unit, decimals, isRatio: false, goal });

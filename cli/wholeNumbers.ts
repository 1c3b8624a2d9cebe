import { UserError } from "./exit.ts";

/** A whole number of at least `least`, or a sentence about what to write. */
export function atLeast(least: number, option: string) {
  return (value: unknown): number => {
    if (Number.isSafeInteger(value) && Number(value) >= least) return Number(value);
    throw new UserError(`--${option} must be a whole number of at least ${least}, such as --${option} 100.`);
  };
}

/** A whole number of at least 1. */
export function atLeastOne(option: string) {
  return atLeast(1, option);
}

/** A whole number of at least 0. */
export function atLeastZero(option: string) {
  return (value: unknown): number | undefined => {
    if (value === undefined) return undefined;
    if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
    throw new UserError(`--${option} must be a whole number of at least 0, such as --${option} 0.`);
  };
}

/** The same reading of an option that may be left out. */
export function optional(read: (value: unknown) => number) {
  return (value: unknown): number | undefined => (value === undefined ? undefined : read(value));
}

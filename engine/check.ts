/** Argument checks for programmers: each names the figure and the value it had. */

type Figures = Readonly<Record<string, number>>;

function refuseUnless(figures: Figures, holds: (value: number) => boolean, wanted: string): void {
  for (const [name, value] of Object.entries(figures)) {
    if (!holds(value)) throw new RangeError(`${name} must be ${wanted}, but is ${value}`);
  }
}

/** @throws RangeError naming the first figure that is not a finite number above zero. */
export function requirePositive(figures: Figures): void {
  refuseUnless(figures, (value) => Number.isFinite(value) && value > 0, "a number above zero");
}

/** @throws RangeError naming the first figure that is not a finite number of at least zero. */
export function requireNotNegative(figures: Figures): void {
  refuseUnless(figures, (value) => Number.isFinite(value) && value >= 0, "zero or a number above it");
}

/** @throws RangeError naming the first figure outside [0, 1]. */
export function requireShare(figures: Figures): void {
  refuseUnless(figures, (value) => value >= 0 && value <= 1, "a share from 0 to 1");
}

/** @throws RangeError naming the first figure that is not a whole number of at least `least`. */
export function requireWhole(figures: Figures, least = 0): void {
  refuseUnless(
    figures,
    (value) => Number.isSafeInteger(value) && value >= least,
    `a whole number of at least ${least}`,
  );
}

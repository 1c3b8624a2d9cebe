/** Work that pauses as it goes, to say how many of its steps are done, and returns something in the end. */
export type Steps<Result> = Generator<number, Result, void>;

/** Does all of it at once. */
export function finished<Result>(steps: Steps<Result>, tell?: (done: number) => void): Result {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    tell?.(next.value);
  }
}

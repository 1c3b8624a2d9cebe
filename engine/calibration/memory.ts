/**
 * Where simulated results are kept as soon as they are there, so that a calibration that was cut short goes on where it
 * was. What is kept is plain data, and the same however often it is asked for.
 */
export interface Memory {
  /** What was kept under a name, or undefined. */
  recall(name: string): unknown;
  keep(name: string, value: unknown): void;
}

/** Keeps nothing beyond the run. */
export function forgetful(): Memory {
  return { recall: () => undefined, keep: () => undefined };
}

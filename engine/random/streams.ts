import seedrandom from "seedrandom";
import { requireWhole } from "../check.ts";

/** What a stream may be for. A new purpose is one more line; the streams of the others stay as they were. */
export const PURPOSES = [
  "arrivals",
  "talk",
  "wrap-up",
  "patience",
  "balking",
  "message length",
  "message fate",
  "message exit",
  "busy day",
  "redials",
  "second message length",
  "third message length",
  "fourth message length",
  "attendance",
  "onward",
  "accidental",
  "cluster size",
  "cluster place",
  "backlog",
  "patience inside",
  "month volume",
  "people",
  "demand",
  "further callers",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What streams are for that are not of one run but of a study of many: the values of its inputs. */
export const STUDY_PURPOSES = ["unknown figure", "design", "posterior"] as const;
type StudyPurpose = (typeof STUDY_PURPOSES)[number];

/** What tells one stream from another. Scenarios that share a seed share every stream. */
export interface StreamParts {
  readonly seed: string;
  /** From 0. In a study, the number of the draw. */
  readonly replication: number;
  readonly purpose: Purpose | StudyPurpose;
  /** Name of the queue (for attendance, of pool and shift); empty for what concerns the room as a whole. In a study, the way to the figure. */
  readonly queue: string;
}

/** The next number of a stream, strictly between 0 and 1. */
export type Uniform = () => number;

/** The smallest number a stream can give; the largest is 1 minus this. */
export const SMALLEST_UNIFORM = 2 ** -33;

/** Cannot be typed into a scenario file, so no two sets of parts run together into one name. */
const SEPARATOR = "\u0000";

/**
 * The name of a stream, unique to its parts.
 * @throws RangeError if the replication is not a whole number of at least 0, or a text holds the character U+0000.
 */
export function streamName({ seed, replication, purpose, queue }: StreamParts): string {
  requireWhole({ replication });
  if (seed.includes(SEPARATOR) || queue.includes(SEPARATOR)) {
    throw new RangeError("seed and queue must not hold the character U+0000");
  }
  return [seed, replication, purpose, queue].join(SEPARATOR);
}

/**
 * A stream of its own for these parts, from its beginning. Opening it twice gives the same numbers twice.
 *
 * The generator is Alea, which keeps streams apart whose names differ in one character. (xor128, xorwow and
 * xorshift7 of the same package do not.) It gives k/2^32 for whole k, 0 among them. Half a step is added: every value
 * then lies strictly inside (0, 1), so that no quantile function is asked for an infinite value, u and 1 − u are
 * equally likely, and the mean is 1/2 exactly. The sum is exact in a double.
 *
 * @throws RangeError as `streamName` does.
 * Source: Baagøe (2010), "Random musings", Alea; as ported in seedrandom.
 */
export function openStream(parts: StreamParts): Uniform {
  const multipleOfStep = seedrandom.alea(streamName(parts));
  return () => multipleOfStep() + SMALLEST_UNIFORM;
}

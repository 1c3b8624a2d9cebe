import { openStream, type StreamParts, type Uniform } from "./streams.ts";

/** A stream and how many of its numbers are spent: plain data, by which another thread goes on from there. */
export interface StreamPlace {
  readonly parts: StreamParts;
  readonly spent: number;
}

/** A stream that knows its place. */
export interface PlacedStream {
  readonly uniform: Uniform;
  /** Where it is now. */
  readonly place: () => StreamPlace;
}

/** Opens a stream and spends what is spent already: some nanoseconds a number. */
export function streamAt({ parts, spent }: StreamPlace): PlacedStream {
  const next = openStream(parts);
  for (let i = 0; i < spent; i++) next();
  let count = spent;
  return {
    uniform: () => {
      count++;
      return next();
    },
    place: () => ({ parts, spent: count }),
  };
}

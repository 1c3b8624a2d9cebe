import type { Uniform } from "./streams.ts";

/** Fills an array with draws, spending one uniform on each (or none at all, where all draws are the same). */
export type Fill = (out: Float64Array, uniform: Uniform) => void;

/** Small enough to waste little at the end of a run, large enough that the call of a fill costs next to nothing. */
export const BATCH = 128;

/**
 * A sequence of draws from one distribution and one stream, made in batches so that taking one is a read and an
 * addition, which the compiler can put into the caller's own loop. The k-th draw depends only on the k-th number of
 * the stream.
 */
export class Draws {
  private readonly fill: Fill;
  private readonly uniform: Uniform;
  private readonly batch = new Float64Array(BATCH);
  private taken = BATCH;

  constructor(fill: Fill, uniform: Uniform) {
    this.fill = fill;
    this.uniform = uniform;
  }

  next(): number {
    if (this.taken === BATCH) this.refill();
    return this.batch[this.taken++]!;
  }

  private refill(): void {
    this.fill(this.batch, this.uniform);
    this.taken = 0;
  }
}

/** Draws that are all `value`, without a stream. */
export function constantDraws(value: number): Draws {
  return new Draws(constantFill(value), noStream);
}

/** A fill whose draws are all `value`; it takes nothing from the stream. */
export function constantFill(value: number): Fill {
  return (out) => {
    out.fill(value);
  };
}

/** A fill that hands on the uniforms as they are, for choices made by comparing with a share. */
export const uniformFill: Fill = (out, uniform) => {
  for (let i = 0; i < out.length; i++) out[i] = uniform();
};

/** A fill that puts each uniform through one function. */
export function fillBy(draw: (u: number) => number): Fill {
  return (out, uniform) => {
    for (let i = 0; i < out.length; i++) out[i] = draw(uniform());
  };
}

function noStream(): number {
  throw new Error("a constant asked for a random number");
}

import { BATCH, Draws, type Fill, uniformFill } from "../random/draws.ts";
import { PURPOSES, type Uniform } from "../random/streams.ts";
import { Threefry } from "../random/threefry.ts";

type Purpose = (typeof PURPOSES)[number];

/** Further callers are numbered from here on, beyond all whom a volume brings. */
const FIRST_NUMBER = 2 ** 31;

/**
 * Callers beyond a volume, among those of the volume, where demand may rise above it. Each of all of them has a level:
 * below 1 for those of the volume, from 1 to the most that demand can be for the others, uniform in both parts. Whoever
 * has a level below the demand of the month dials. So the rate is demand × that of the volume, whatever demand is, and
 * where it is 1 the very people dial who would if it followed nothing.
 *
 * What is settled about further callers comes from numbers by their place, and shifts nobody else's.
 *
 * Source: thinning of a Poisson process, Lewis and Shedler (1979), Naval Research Logistics Quarterly 26(3).
 */
export class FurtherCallers {
  private readonly most: number;
  private readonly numbers: Threefry;
  /** Of the callers whose times were drawn last: 1 for a further one. */
  private readonly isFurther = new Uint8Array(BATCH);

  /** @param most The most that demand can be, as a share of the volume: 1 or more. */
  constructor(most: number, key: Uniform) {
    this.most = most;
    this.numbers = new Threefry(key);
  }

  /** When either dial, in order. @param further Of those beyond the volume; null if there are none. */
  times(own: Fill, further: Fill | null): Fill {
    if (further === null) return own;
    const furthers = new Draws(further, this.uniformFor("arrivals"));
    let owns: Draws | null = null;
    let [nextOwn, nextFurther] = [0, furthers.next()];
    return (out, uniform) => {
      if (owns === null) {
        owns = new Draws(own, uniform);
        nextOwn = owns.next();
      }
      for (let i = 0; i < out.length; i++) {
        const isFurther = nextFurther < nextOwn;
        this.isFurther[i] = isFurther ? 1 : 0;
        out[i] = isFurther ? nextFurther : nextOwn;
        if (isFurther) nextFurther = furthers.next();
        else nextOwn = owns.next();
      }
    };
  }

  /** How what is settled about callers is drawn for both, given how for one; and who they are. */
  fates<Fate extends Purpose>(fates: Partial<Readonly<Record<Fate, Fill>>>): Record<Purpose, Fill> {
    const beyond: Fill = (out, uniform) => {
      for (let i = 0; i < out.length; i++) out[i] = 1 + (this.most - 1) * uniform();
    };
    return Object.fromEntries([
      ...Object.entries<Fill>(fates as Record<string, Fill>).map(([fate, fill]) => [
        fate,
        this.merged(fill, fill, fate as Fate),
      ]),
      ["demand", this.merged(uniformFill, beyond, "demand")],
      ["further callers", this.merged(countingFrom(1), countingFrom(FIRST_NUMBER), "further callers")],
    ]) as Record<Purpose, Fill>;
  }

  private merged(own: Fill, further: Fill, purpose: Purpose): Fill {
    const furthers = new Draws(further, this.uniformFor(purpose));
    let owns: Draws | null = null;
    return (out, uniform) => {
      owns ??= new Draws(own, uniform);
      // Fates are drawn in batches as times are, and each batch as its first caller dials.
      for (let i = 0; i < out.length; i++) out[i] = this.isFurther[i] === 1 ? furthers.next() : owns.next();
    };
  }

  /** The numbers of the further callers for one purpose, one after the other. */
  private uniformFor(purpose: Purpose): Uniform {
    const place = PURPOSES.indexOf(purpose);
    let number = 0;
    return () => {
      this.numbers.turnTo(++number, place, 0, 0);
      return this.numbers.at(0);
    };
  }
}

function countingFrom(first: number): Fill {
  let next = first;
  return (out) => {
    for (let i = 0; i < out.length; i++) out[i] = next++;
  };
}

import type { Fill } from "../draws.ts";
import type { Rates } from "./rates.ts";

/**
 * Times of a Poisson process whose rate changes in steps, in order; Infinity once the last piece has ended.
 *
 * The gaps are unit exponentials spent on the integral of the rate (inversion), one draw an arrival, so that two runs
 * whose rates differ meet the same callers in the same order, earlier or later.
 * Source: Çinlar (1975), Introduction to Stochastic Processes, section 4.7.
 *
 * @param unitExponentials Fills an array with exponentials of mean 1.
 */
export function poissonTimes(rates: Rates, unitExponentials: Fill): Fill {
  const { ends, perSecond } = rates;
  const pieces = ends.length;
  let reached = rates.start;
  let piece = 0;
  return (out, uniform) => {
    if (piece === pieces) {
      out.fill(Infinity);
      return;
    }
    unitExponentials(out, uniform);
    let time = reached;
    for (let i = 0; i < out.length; i++) {
      let left = out[i]!;
      while (piece < pieces) {
        const rate = perSecond[piece]!;
        const untilEnd = (ends[piece]! - time) * rate;
        if (left < untilEnd) {
          time += left / rate;
          break;
        }
        left -= untilEnd;
        time = ends[piece]!;
        piece++;
      }
      out[i] = piece < pieces ? time : Infinity;
    }
    reached = time;
  };
}

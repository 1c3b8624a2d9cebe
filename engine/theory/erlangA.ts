import { requirePositive } from "../check.ts";
import type { Seconds } from "../units.ts";
import { impatientWaits } from "./abandonment.ts";
import type { ImpatientWaits } from "./abandonment.ts";
import { ratesOf } from "./busyHour.ts";
import type { BusyHour } from "./busyHour.ts";
import { erlangBlocking } from "./erlangB.ts";

/** A busy hour whose callers lose patience after an exponential time. */
export interface ImpatientBusyHour extends BusyHour {
  readonly meanPatience: Seconds;
}

/**
 * Erlang A (M/M/n+M): exponential handling times and patience, first come first served.
 * Settles however few the handlers. All sums have positive terms, so small shares keep their digits.
 *
 * @throws RangeError naming the figure that is not above zero, or not whole.
 * Source: Palm (1946); Garnett, Mandelbaum & Reiman (2002), M&SOM 4(3), 208–227.
 */
export function erlangA(room: ImpatientBusyHour): ImpatientWaits {
  const { arrival, capacity, load } = ratesOf(room);
  const { handlers, meanPatience } = room;
  requirePositive({ meanPatience });
  // Time is counted in mean patiences from here on: each waiting caller then gives up at rate 1.
  const answers = capacity * meanPatience;
  const arrivals = arrival * meanPatience;
  const start = queueSums(answers, arrivals);
  // Weight of the states with an idle handler, if the state with all busy and nobody waiting weighs 1.
  const idleWeight = handlers / load / erlangBlocking(load, handlers - 1);
  const pWait = 1 / (1 + (idleWeight / start.all) * Math.exp(-start.logScale));

  // A caller still waiting after a time is as good as one who has just come, in a queue of later callers thinned
  // by those who have given up. `weight` is the probability of finding that, over the one at time zero.
  const after = (time: Seconds): { sums: QueueSums; weight: number } => {
    const patiences = time / meanPatience;
    const patient = Math.exp(-patiences);
    const sums = queueSums(answers, arrivals * patient);
    const log = arrivals * -Math.expm1(-patiences) - capacity * time;
    return { sums, weight: (patient * Math.exp(log + sums.logScale - start.logScale)) / start.all };
  };
  return impatientWaits(room, pWait, {
    answered: start.answered / start.all,
    abandoned: start.abandoned / start.all,
    secondsAnswered: (meanPatience * start.answeredWait) / start.all,
    secondsAbandoned: (meanPatience * start.abandonedWait) / start.all,
    answeredAfter(time) {
      const { sums, weight } = after(time);
      return weight * sums.answered;
    },
    abandonedAfter(time) {
      const { sums, weight } = after(time);
      return weight * sums.abandoned;
    },
  });
}

/** Sums over the number found waiting, each divided by exp(`logScale`) so that none overflows. */
interface QueueSums {
  readonly logScale: number;
  /** Σ of the states' weights; the state with nobody waiting weighs 1. */
  readonly all: number;
  /** Σ weight × probability that a caller who finds the state is answered. */
  readonly answered: number;
  readonly abandoned: number;
  /** Σ weight × mean of (wait if answered, otherwise 0), in mean patiences. */
  readonly answeredWait: number;
  readonly abandonedWait: number;
}

/**
 * A caller who is `place`th in line leaves it when answered or impatient; those in front do too. Each step forward
 * takes 1 ÷ (answers + place) on average, and own impatience cuts in at rate 1, whatever the place.
 */
function queueSums(answers: number, arrivals: number): QueueSums {
  let [all, answered, abandoned, answeredWait, abandonedWait] = [0, 0, 0, 0, 0];
  let logScale = 0;
  let weight = 1;
  let steps = 0;
  let lostSteps = 0;
  for (let place = 1; ; place += 1) {
    const rate = answers + place;
    steps += 1 / rate;
    lostSteps += place / rate;
    all += weight;
    answered += (weight * answers) / rate;
    abandoned += (weight * place) / rate;
    answeredWait += (weight * answers * steps) / rate;
    abandonedWait += (weight * lostSteps) / rate;
    const ratio = arrivals / rate;
    // The terms left fall at least as fast as a geometric series; `place` covers the sums that weigh by it.
    if (ratio < 1 && weight * place * place < 1e-17 * all * (1 - ratio) ** 2) break;
    weight *= ratio;
    if (all > 1e200) {
      [all, answered, abandoned] = [all * 1e-200, answered * 1e-200, abandoned * 1e-200];
      [answeredWait, abandonedWait, weight] = [
        answeredWait * 1e-200,
        abandonedWait * 1e-200,
        weight * 1e-200,
      ];
      logScale += 200 * Math.LN10;
    }
  }
  return { logScale, all, answered, abandoned, answeredWait, abandonedWait };
}

import type { Seconds } from "../units.ts";
import { impatientWaits } from "./abandonment.ts";
import type { ImpatientWaits } from "./abandonment.ts";
import { ratesOf } from "./busyHour.ts";
import type { BusyHour } from "./busyHour.ts";
import { erlangBlocking } from "./erlangB.ts";
import { offeredWait } from "./offeredWait.ts";
import type { Moment } from "./offeredWait.ts";
import type { Survival } from "./survival.ts";

/** A busy hour whose callers lose patience after a time of any distribution. */
export interface AnyPatienceBusyHour extends BusyHour {
  /**
   * Share of callers still willing to wait after a time. It may jump (everyone gives up after 60 s), start below 1
   * (some leave at once if nobody is free) and stay above 0 (some never give up).
   */
  readonly patience: Survival;
}

/**
 * M/M/n+G: exponential handling times, any patience, first come first served; by numerical integrals over the
 * offered wait, which is the wait of a caller who never gives up. Good to about nine digits.
 *
 * @throws RangeError naming a figure out of range, or saying that those who never give up are more than the handlers
 *         can answer.
 * Source: Baccelli & Hebuterne (1981), Performance '81, 159–179; Zeltyn & Mandelbaum (2005), Queueing Systems 51,
 * 361–402.
 */
export function mmng(room: AnyPatienceBusyHour): ImpatientWaits {
  const { arrival, capacity, load } = ratesOf(room);
  const { handlers, patience } = room;
  const wait = offeredWait(arrival, capacity, patience);
  const all = arrival * wait.integral(() => 1);
  const idle = Math.exp(-wait.logScale) / erlangBlocking(load, handlers - 1);
  const pWait = 1 / (1 + idle / all);

  /** Mean over callers who wait. */
  const mean = (value: (moment: Moment) => number, from?: Seconds): number =>
    (arrival * wait.integral(value, from)) / all;
  const answered = (moment: Moment): number => moment.patient;
  const impatient = (moment: Moment): number => 1 - moment.patient;
  return impatientWaits(room, pWait, {
    answered: mean(answered),
    abandoned: mean(impatient),
    secondsAnswered: mean(({ time, patient }) => time * patient),
    secondsAbandoned: mean(({ time, patient, patientSeconds }) => patientSeconds - time * patient),
    answeredAfter: (time) => mean(answered, time),
    // Still waiting at `time`, but not for as long as the queue would take.
    abandonedAfter(time) {
      const patient = patience(time);
      return mean((moment) => Math.max(0, patient - moment.patient), time);
    },
  });
}

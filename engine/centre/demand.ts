import type { Rates } from "../random/arrivals/rates.ts";
import { type Clusters, expectedInClusters, meanCalls } from "../random/arrivals/clusters.ts";
import { scaled } from "../random/arrivals/rates.ts";
import { timesOf } from "../random/times/index.ts";
import type { Message, OtherMessage, Queue } from "../scenario/scenario.ts";
import type { Timetable } from "../scenario/timetable.ts";
import { countsAttempts } from "./attempts.ts";
import { scaledByMonth } from "./monthlyVolumes.ts";

const SECONDS_AN_HOUR = 3600;

/**
 * The rate at which a queue's callers dial, over the whole run, before busy and quiet days. A volume is scaled so that
 * the expected count over the counted period is the volume, by its real days, weekdays, clock changes and holidays.
 *
 * @returns null for a replay of recorded times, which has no rate.
 * Where callers dial again, these are the rates at which they dial for the first time.
 *
 * @throws RangeError if a volume cannot be reached because its weights are zero in the counted period, or counts
 *   attempts: see `matchAttempts`.
 */
export function dialRates(queue: Queue, timetable: Timetable): Rates | null {
  const { arrivals } = queue;
  switch (arrivals.kind) {
    case "replay":
      return null;
    case "steady":
      return steadyRates(arrivals.perHour, timetable);
    case "hourly":
      return weeklyRates(arrivals.perHour, timetable);
    case "rates":
      return listedRates(arrivals.every, arrivals.perHour, arrivals.afterwards, timetable);
    case "volume": {
      if (countsAttempts(queue)) {
        throw new RangeError(
          `queue ${queue.name} has a volume that counts attempts, and the first attempts behind it must be found first`,
        );
      }
      const shape = weeklyRates(arrivals.weights, timetable);
      if (arrivals.byMonth !== undefined) return monthlyRates(queue, arrivals.byMonth, shape, timetable);
      const expected =
        arrivals.counts === "offered"
          ? expectedOffered(shape, queue, timetable)
          : expectedDialled(shape, timetable, queue.clusters);
      if (!(expected > 0)) {
        throw new RangeError(`queue ${queue.name}: the arrival weights are zero over the whole period`);
      }
      return scaled(shape, arrivals.volume / expected);
    }
  }
}

/** The same where each month has a volume of its own. */
function monthlyRates(queue: Queue, volumes: readonly number[], shape: Rates, timetable: Timetable): Rates {
  const { arrivals, clusters } = queue;
  const isOffered = arrivals.kind === "volume" && arrivals.counts === "offered";
  try {
    return scaledByMonth(shape, volumes, timetable, (rates, from, to) =>
      isOffered
        ? expectedOffered(rates, queue, timetable, from, to)
        : expectedInClusters(rates, clusters, from, to),
    );
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`queue ${queue.name}: ${error.message}`);
    throw error;
  }
}

/** Contacts expected to dial within the counted period, for the first time where some dial again. */
export function expectedDialled(
  rates: Rates,
  timetable: Timetable,
  clusters: Clusters | null = null,
): number {
  return expectedInClusters(rates, clusters, 0, timetable.counted * timetable.intervalSeconds);
}

/** The rate of incidents, given that of the calls they bring; the same where each call stands alone. */
export function incidentRates({ clusters }: Queue, rates: Rates): Rates {
  return clusters === null ? rates : scaled(rates, 1 / meanCalls(clusters));
}

/**
 * Contacts expected to reach the line between two moments, or else within the counted period: those who dial a message length earlier, not while a
 * queue of chats is closed, and stay for all of it. Exact when the message has a fixed length; otherwise its mean stands
 * for it, which matters only at the two ends of that time.
 */
export function expectedOffered(
  rates: Rates,
  queue: Queue,
  timetable: Timetable,
  begin = 0,
  end: number = timetable.counted * timetable.intervalSeconds,
): number {
  const open = queue.chat?.open ?? null;
  const from = (start: number, until: number, message: PlayedMessage | null): number => {
    const earlier = message === null ? 0 : timesOf(message.duration).mean;
    const [first, last] = [Math.max(start, begin - earlier), Math.min(until, end - earlier)];
    if (first >= last) return 0;
    const come =
      open === null
        ? expectedInClusters(rates, queue.clusters, first, last)
        : expectedWhileOpen(rates, queue.clusters, open, timetable, first, last);
    return shareOffered(queue, message) * come;
  };
  const { message } = queue;
  const instead = message?.instead;
  if (instead === undefined) return from(-Infinity, Infinity, message);
  // Hour by hour, as the message may be another.
  const { before, intervalSeconds, hourOfWeek } = timetable;
  return hourOfWeek.reduce((sum, hour, interval) => {
    const start = (interval - before) * intervalSeconds;
    if (start >= rates.ends.at(-1)! || start + intervalSeconds <= rates.start) return sum;
    return sum + from(start, start + intervalSeconds, messageAt(queue, instead, hour) ?? message);
  }, 0);
}

/** Contacts expected to come from one moment to another, but for those who come in an hour that is not open. */
function expectedWhileOpen(
  rates: Rates,
  clusters: Clusters | null,
  open: readonly boolean[],
  { before, hourOfWeek, intervalSeconds }: Timetable,
  from: number,
  to: number,
): number {
  const startOf = (interval: number): number => (interval - before) * intervalSeconds;
  let sum = 0;
  for (let first = 0; first < hourOfWeek.length; first++) {
    if (!open[hourOfWeek[first]!]!) continue;
    let last = first;
    while (last + 1 < hourOfWeek.length && open[hourOfWeek[last + 1]!]!) last++;
    const [start, end] = [Math.max(from, startOf(first)), Math.min(to, startOf(last + 1))];
    if (start < end) sum += expectedInClusters(rates, clusters, start, end);
    first = last;
  }
  return sum;
}

type PlayedMessage = Omit<Message, "instead">;

/** @throws RangeError if it depends on a switch. */
function messageAt({ name }: Queue, instead: readonly OtherMessage[], hour: number): PlayedMessage | null {
  for (const other of instead) {
    if (other.when.kind === "switch") {
      throw new RangeError(
        `queue ${name}: where a message is switched a volume must count those who dialled`,
      );
    }
    if (other.when.ofWeek[hour]!) return other;
  }
  return null;
}

/** Share of those who dial that hear this message to its end and are offered to the line. */
export function shareOffered(queue: Queue, played: PlayedMessage | null = queue.message): number {
  if (played === null) return 1;
  const { duration, hangUp, moveToDigital } = played;
  const stay = 1 - hangUp - moveToDigital;
  if (queue.patienceRuns === "from offer") return stay;
  // Patience that runs from dialling may end during the message: average its survival over the message's length.
  const message = timesOf(duration);
  const patience = timesOf(queue.patience);
  const steps = 1000;
  let outlast = 0;
  for (let i = 0; i < steps; i++) outlast += patience.survival(message.draw((i + 0.5) / steps)) / steps;
  return stay * outlast;
}

function steadyRates(perHour: number, timetable: Timetable): Rates {
  const { before, counted, after, intervalSeconds } = timetable;
  return {
    start: -before * intervalSeconds,
    ends: Float64Array.of((counted + after) * intervalSeconds),
    perSecond: Float64Array.of(perHour / SECONDS_AN_HOUR),
  };
}

function weeklyRates(perHour: readonly number[], timetable: Timetable): Rates {
  const { before, intervalSeconds, arrivalHourOfWeek } = timetable;
  const ends = new Float64Array(arrivalHourOfWeek.length);
  const perSecond = new Float64Array(arrivalHourOfWeek.length);
  arrivalHourOfWeek.forEach((hour, i) => {
    ends[i] = (i + 1 - before) * intervalSeconds;
    perSecond[i] = perHour[hour]! / SECONDS_AN_HOUR;
  });
  return { start: -before * intervalSeconds, ends, perSecond };
}

function listedRates(
  every: number,
  perHour: readonly number[],
  afterwards: "repeat" | "stop",
  timetable: Timetable,
): Rates {
  const end = (timetable.counted + timetable.after) * timetable.intervalSeconds;
  const pieces = afterwards === "stop" ? perHour.length : Math.ceil(end / every);
  return {
    start: 0,
    ends: Float64Array.from({ length: pieces }, (_, i) => (i + 1) * every),
    perSecond: Float64Array.from(
      { length: pieces },
      (_, i) => perHour[i % perHour.length]! / SECONDS_AN_HOUR,
    ),
  };
}

/**
 * The same rates, with each day's part multiplied by that day's factor (index 0 is the first day of the timetable).
 * A piece that spans midnight is cut there.
 */
export function withBusyDays(rates: Rates, timetable: Timetable, factors: ArrayLike<number>): Rates {
  const { before, intervalSeconds } = timetable;
  const ends: number[] = [];
  const perSecond: number[] = [];
  let day = 0;
  let start = rates.start;
  const endOfDay = (d: number): number => {
    const { firstInterval, intervals } = timetable.days[d]!;
    return (firstInterval + intervals - before) * intervalSeconds;
  };
  const lastDay = timetable.days.length - 1;
  for (let i = 0; i < rates.ends.length; i++) {
    const end = rates.ends[i]!;
    while (start < end) {
      while (day < lastDay && endOfDay(day) <= start) day++;
      const stop = day < lastDay ? Math.min(end, endOfDay(day)) : end;
      ends.push(stop);
      perSecond.push(rates.perSecond[i]! * factors[day]!);
      start = stop;
    }
  }
  return { start: rates.start, ends: Float64Array.from(ends), perSecond: Float64Array.from(perSecond) };
}

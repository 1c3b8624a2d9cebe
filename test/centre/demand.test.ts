import { describe, expect, it } from "vitest";
import { dialRates, expectedDialled, expectedOffered } from "../../engine/centre/demand.ts";
import { queueFigure } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { expectedArrivals } from "../../engine/random/arrivals/rates.ts";
import type { Arrivals, Message, Period } from "../../engine/scenario/scenario.ts";
import { timetableOf } from "../../engine/scenario/timetable.ts";
import { Tally } from "../../engine/stats/tally.ts";
import { days, hours, minutes, share } from "../../engine/units.ts";
import type { Room, RoomQueue } from "../support/rooms.ts";
import { exponential, fixed, replicate, room, runOnce, total } from "../support/rooms.ts";

/** A week with busy evenings and a quiet Sunday, and nobody between 03:00 and 04:00. */
const WEIGHTS = Array.from({ length: 168 }, (_, h) =>
  h % 24 === 3 ? 0 : (1.5 - Math.cos((2 * Math.PI * ((h % 24) - 5)) / 24)) * (h >= 144 ? 0.6 : 1),
);

const OCTOBER: Period = {
  kind: "month",
  year: 2022,
  month: 10,
  timeZone: "Europe/London",
  bankHolidays: [],
  bankHolidaysLike: 6,
};
const DECEMBER: Period = { ...OCTOBER, month: 12, bankHolidays: ["2022-12-26", "2022-12-27"] };

/** How often each hour of the week comes in October 2022, from the calendar alone. */
function hoursOfOctober(): number[] {
  const times = new Array<number>(168).fill(0);
  for (let date = 1; date <= 31; date++) {
    const weekday = (new Date(Date.UTC(2022, 9, date)).getUTCDay() + 6) % 7;
    for (let hour = 0; hour < 24; hour++) times[24 * weekday + hour]!++;
  }
  times[6 * 24 + 1]!++; // the clocks go back on Sunday 30 October: 01:00 comes twice
  return times;
}

const volume = (volume: number, counts: "offered" | "dialled" = "offered"): Arrivals => ({
  kind: "volume",
  volume,
  weights: WEIGHTS,
  counts,
});

/** Somewhere to dial: nobody is ever busy for long, as only arrivals matter here. */
const doors = (queue: RoomQueue, more: Omit<Room, "queues"> = {}) =>
  room({ handlers: 1, ...more, queues: [{ talk: fixed(0), patience: fixed(0), ...queue }] });

const rateOf = (queue: RoomQueue, more: Omit<Room, "queues"> = {}) => {
  const scenario = doors(queue, more);
  const timetable = timetableOf(scenario);
  return { rates: dialRates(scenario.queues[0]!, timetable)!, timetable, queue: scenario.queues[0]! };
};

/** Sums of up to a few thousand rates: only rounding may differ. */
const DIGITS = 8;

describe("callers expected over a period", () => {
  it("are rate × hours if the rate is steady", () => {
    const { rates, timetable } = rateOf({ callsPerHour: 46 }, { period: OCTOBER });
    expect(expectedDialled(rates, timetable)).toBeCloseTo(46 * 745, DIGITS);
    const plain = rateOf({ callsPerHour: 46 }, { days: 30, warmUp: days(1) });
    expect(expectedDialled(plain.rates, plain.timetable)).toBeCloseTo(46 * 720, DIGITS);
  });

  it("follow hourly rates through the real days of the month and the clock change", () => {
    const { rates, timetable } = rateOf(
      { arrivals: { kind: "hourly", perHour: WEIGHTS } },
      { period: OCTOBER, warmUp: days(1) },
    );
    const exact = hoursOfOctober().reduce((sum, times, hour) => sum + times * WEIGHTS[hour]!, 0);
    expect(expectedDialled(rates, timetable)).toBeCloseTo(exact, DIGITS);
  });

  it.each([
    { name: "October 2022, with 25 hours on the 30th", period: OCTOBER },
    { name: "March 2023, with 23 hours on the 26th", period: { ...OCTOBER, year: 2023, month: 3 } },
    { name: "December 2022, with bank holidays", period: DECEMBER },
    { name: "10 days", period: { kind: "days" as const, days: 10, firstDay: 4 } },
  ])("are the volume: $name", ({ period }) => {
    for (const interval of [minutes(15), minutes(30), hours(1)]) {
      for (const counts of ["dialled", "offered"] as const) {
        const { rates, timetable } = rateOf(
          { arrivals: volume(25_277, counts) },
          { period, interval, warmUp: days(1) },
        );
        expect(expectedDialled(rates, timetable)).toBeCloseTo(25_277, DIGITS);
      }
    }
  });

  it("are spread by the weights: each hour of the month has its share", () => {
    const { rates } = rateOf({ arrivals: volume(10_000) }, { period: OCTOBER });
    const all = hoursOfOctober().reduce((sum, times, hour) => sum + times * WEIGHTS[hour]!, 0);
    // Saturday 1 October, 20:00, and Monday 31 October, 20:00, after the clock change: 30 × 24 + 1 hours later.
    expect(expectedArrivals(rates, 20 * 3600, 21 * 3600)).toBeCloseTo(
      (10_000 * WEIGHTS[5 * 24 + 20]!) / all,
      DIGITS,
    );
    const monday = (30 * 24 + 1 + 20) * 3600;
    expect(expectedArrivals(rates, monday, monday + 3600)).toBeCloseTo((10_000 * WEIGHTS[20]!) / all, DIGITS);
  });

  it("call on a bank holiday as on the day it follows", () => {
    const { rates } = rateOf({ arrivals: volume(10_000) }, { period: DECEMBER });
    const day = (date: number) => expectedArrivals(rates, (date - 1) * 86_400, date * 86_400);
    expect(day(26) / day(25)).toBeCloseTo(1, DIGITS); // Monday 26 like Sunday 25
    expect(day(27) / day(25)).toBeCloseTo(1, DIGITS);
    expect(day(28) / day(25)).toBeCloseTo(1 / 0.6, DIGITS); // a Wednesday
    expect(day(19) / day(28)).toBeCloseTo(1, DIGITS);
  });

  it("are the volume after the message, if that is what it counts", () => {
    const message = { duration: fixed(90), hangUp: share(0.08), moveToDigital: share(0.12) };
    const { rates, timetable, queue } = rateOf(
      { arrivals: volume(10_000), message },
      { period: OCTOBER, warmUp: days(1) },
    );
    const end = 745 * 3600;
    // Offered in the month: those who dial 90 s earlier and are among the 80% who stay.
    expect(0.8 * expectedArrivals(rates, -90, end - 90)).toBeCloseTo(10_000, DIGITS);
    expect(expectedOffered(rates, queue, timetable)).toBeCloseTo(10_000, DIGITS);
    const dialled = rateOf({ arrivals: volume(10_000, "dialled"), message }, { period: OCTOBER });
    expect(expectedDialled(dialled.rates, dialled.timetable)).toBeCloseTo(10_000, DIGITS);
  });

  it("are the volume after messages that differ by the hour, and cannot be where they are switched", () => {
    const usual = { duration: fixed(60), hangUp: share(0.1), moveToDigital: share(0) };
    const rush = { duration: fixed(180), hangUp: share(0.3), moveToDigital: share(0.2) };
    const ofWeek = Array.from({ length: 168 }, (_, hour) => hour % 24 === 13);
    const steady = (message: Message) =>
      rateOf(
        {
          arrivals: {
            kind: "volume",
            volume: 10_000,
            weights: new Array<number>(168).fill(1),
            counts: "offered",
          },
          message,
        },
        { period: { kind: "days", days: 7, firstDay: 0 }, warmUp: days(1) },
      );
    const { rates } = steady({ ...usual, instead: [{ ...rush, when: { kind: "hours", ofWeek } }] });
    // A steady rate: 90% stay in 23 hours of each day, half in the other. Both ends of the week hear the usual message.
    const perDay = 0.9 * 23 * 3600 + 0.5 * 3600;
    expect(7 * perDay * rates.perSecond[30]!).toBeCloseTo(10_000, DIGITS);
    const switched: Message = { ...usual, instead: [{ ...rush, when: { kind: "switch", number: 0 } }] };
    expect(() => steady(switched)).toThrow("must count those who dialled");
  });

  it("are the volume after a message that outlasts the patience of some", () => {
    const { rates } = rateOf(
      {
        arrivals: volume(10_000),
        message: { duration: fixed(90), hangUp: share(0.1), moveToDigital: share(0) },
        patience: exponential(300),
        patienceRuns: "from dialling",
      },
      { period: OCTOBER, warmUp: days(1) },
    );
    const stay = 0.9 * Math.exp(-90 / 300);
    expect(stay * expectedArrivals(rates, -90, 745 * 3600 - 90)).toBeCloseTo(10_000, DIGITS);
  });

  it("are the volume after a message of random length that outlasts the patience of some", () => {
    // Exponential message (mean 60 s) against exponential patience (mean 300 s): 1/60 ÷ (1/60 + 1/300) = 5/6 stay.
    const { rates, timetable } = rateOf(
      {
        arrivals: {
          kind: "volume",
          volume: 10_000,
          weights: new Array<number>(168).fill(1),
          counts: "offered",
        },
        message: { duration: exponential(60), hangUp: share(0), moveToDigital: share(0) },
        patience: exponential(300),
        patienceRuns: "from dialling",
      },
      { period: OCTOBER, warmUp: days(1) },
    );
    // The average over the message is taken at 1,000 points; the integrand bends gently, but at u = 1 like a power.
    expect((5 / 6) * expectedDialled(rates, timetable)).toBeCloseTo(10_000, 0);
  });

  it("follow listed rates from the start of the period, once or again and again", () => {
    const listed = (afterwards: "repeat" | "stop"): Arrivals => ({
      kind: "rates",
      every: minutes(30),
      perHour: [10, 0, 40],
      afterwards,
    });
    const once = rateOf({ arrivals: listed("stop") }, { warmUp: days(1) });
    expect(expectedArrivals(once.rates, -1e9, 1e9)).toBeCloseTo(25, DIGITS); // half an hour of each
    const again = rateOf({ arrivals: listed("repeat") }, { warmUp: days(1) });
    expect(expectedDialled(again.rates, again.timetable)).toBeCloseTo(25 * 16, DIGITS); // every hour and a half
    expect(expectedArrivals(again.rates, -86_400, 0)).toBe(0);
    expect(expectedArrivals(again.rates, 5400, 7200)).toBeCloseTo(5, DIGITS);
    expect(expectedArrivals(again.rates, 7200, 9000)).toBe(0);
  });

  it("cannot be a volume if the weights are zero over the whole period", () => {
    const sundays = WEIGHTS.map((weight, h) => (h >= 144 ? weight : 0));
    const arrivals: Arrivals = { kind: "volume", volume: 100, weights: sundays, counts: "offered" };
    expect(() => planOf(doors({ arrivals }, { days: 6 }))).toThrow(/999.*zero/);
    expect(planOf(doors({ arrivals }, { days: 7 })).rates[0]).not.toBeNull();
  });
});

describe("callers who dial", () => {
  const MONTHS = 40;
  const VOLUME = 25_277;
  const months = replicate(doors({ arrivals: volume(VOLUME) }, { period: OCTOBER, warmUp: days(1) }), MONTHS);
  const plan = planOf(doors({ arrivals: volume(VOLUME) }, { period: OCTOBER, warmUp: days(1) }));
  const counts = months.map((ledger) => total(ledger, 0, "dialled"));

  it("number as many as the volume on average, and vary as Poisson counts do: variance = mean", () => {
    const { mean, variance } = Tally.of(counts);
    expect(Math.abs(mean - VOLUME)).toBeLessThan(4 * Math.sqrt(VOLUME / MONTHS));
    // (n − 1) variance ÷ mean is χ² on n − 1 degrees, whose standard deviation is √(2(n − 1)).
    const dispersion = ((MONTHS - 1) * variance) / VOLUME;
    expect(Math.abs(dispersion - (MONTHS - 1))).toBeLessThan(4 * Math.sqrt(2 * (MONTHS - 1)));
  });

  it("come by the hour of the week as the weights say (χ²)", () => {
    const seen = new Array<number>(168).fill(0);
    const { hourOfWeek, before } = plan.timetable;
    for (const ledger of months) {
      for (let bin = 0; bin < ledger.bins; bin++) {
        seen[hourOfWeek[before + bin]!]! += queueFigure(ledger, 0, bin, "dialled");
      }
    }
    const weighed = hoursOfOctober().map((times, hour) => times * WEIGHTS[hour]!);
    const all = weighed.reduce((sum, weight) => sum + weight, 0);
    let chiSquare = 0;
    let cells = 0;
    weighed.forEach((weight, hour) => {
      const expected = (MONTHS * VOLUME * weight) / all;
      if (expected === 0) {
        expect(seen[hour]).toBe(0);
        return;
      }
      chiSquare += (seen[hour]! - expected) ** 2 / expected;
      cells++;
    });
    // Independent Poisson counts: as many degrees as cells, and four standard deviations either way.
    expect(cells).toBe(161);
    expect(Math.abs(chiSquare - cells)).toBeLessThan(4 * Math.sqrt(2 * cells));
  });

  it("have no memory: intervals of an hour vary as Poisson counts do, and neighbours do not vary together", () => {
    const perHour = 30;
    const ledger = runOnce(doors({ callsPerHour: perHour }, { days: 200 }));
    const hourly = Array.from({ length: ledger.bins }, (_, bin) => queueFigure(ledger, 0, bin, "dialled"));
    const n = hourly.length;
    const { mean, variance } = Tally.of(hourly);
    expect(Math.abs(mean - perHour)).toBeLessThan(4 * Math.sqrt(perHour / n));
    // Var of a sample variance of Poisson counts ≈ mean²(2 + 1/mean)/n.
    expect(Math.abs(variance - perHour)).toBeLessThan(4 * perHour * Math.sqrt((2 + 1 / perHour) / n));
    const together = Tally.of(hourly.slice(1).map((count, i) => (count - perHour) * (hourly[i]! - perHour)));
    // The product of two independent counts has mean 0 and variance mean².
    expect(Math.abs(together.mean)).toBeLessThan((4 * perHour) / Math.sqrt(n - 1));
  });

  it("come at any moment within an hour alike", () => {
    const parts = new Array<number>(60).fill(0);
    runOnce(doors({ arrivals: volume(50_000) }, { days: 30 }), {
      dialled: (centre) => {
        parts[Math.floor((centre.now % 3600) / 60)]!++;
      },
    });
    const all = parts.reduce((sum, count) => sum + count, 0);
    const chiSquare = parts.reduce((sum, count) => sum + (count - all / 60) ** 2 / (all / 60), 0);
    // Given their number, χ² on 59 degrees.
    expect(Math.abs(chiSquare - 59)).toBeLessThan(4 * Math.sqrt(2 * 59));
  });

  it("are offered as many as the volume if that is counted after the message", () => {
    const scenario = doors(
      {
        arrivals: volume(10_000),
        message: { duration: fixed(120), hangUp: share(0.08), moveToDigital: share(0.12) },
      },
      { period: OCTOBER, warmUp: days(1) },
    );
    const runs = replicate(scenario, 40);
    const figure = (column: "offered" | "hungUpInMessage" | "movedToDigital") =>
      Tally.of(runs.map((ledger) => total(ledger, 0, column))).mean;
    // Poisson thinned is Poisson: the mean of 40 counts has variance mean ÷ 40.
    for (const [column, mean] of [
      ["offered", 10_000],
      ["hungUpInMessage", 1000],
      ["movedToDigital", 1500],
    ] as const) {
      expect(Math.abs(figure(column) - mean), column).toBeLessThan(4 * Math.sqrt(mean / 40));
    }
  });

  it("lose patience during the message as often as their patience is shorter", () => {
    const scenario = doors(
      {
        arrivals: volume(10_000, "dialled"),
        message: { duration: exponential(60), hangUp: share(0), moveToDigital: share(0) },
        patience: exponential(300),
        patienceRuns: "from dialling",
      },
      { period: OCTOBER, warmUp: days(1) },
    );
    const runs = replicate(scenario, 40);
    const hungUp = Tally.of(runs.map((ledger) => total(ledger, 0, "hungUpInMessage"))).mean;
    expect(Math.abs(hungUp - 10_000 / 6)).toBeLessThan(4 * Math.sqrt(10_000 / 6 / 40));
  });

  it("call more on busy days and fewer on quiet ones, and as many on average", () => {
    const spread = 0.3;
    const scenario = doors(
      { arrivals: volume(20_000) },
      { days: 28, warmUp: days(1), busyDays: { spread, correlation: 0.5 } },
    );
    const runs = replicate(scenario, 50);
    const perDay = (ledger: (typeof runs)[number], day: number) =>
      total(
        ledger,
        0,
        "dialled",
        Array.from({ length: 24 }, (_, hour) => 24 * day + hour),
      );
    // Expected count of each day: the weights' share, whole weeks.
    const all = WEIGHTS.reduce((sum, weight) => sum + weight, 0);
    const expected = Array.from(
      { length: 28 },
      (_, day) =>
        (5000 * WEIGHTS.slice(24 * (day % 7), 24 * (day % 7) + 24).reduce((sum, weight) => sum + weight, 0)) /
        all,
    );
    // Mixed Poisson: a day's variance is mean + (spread × mean)².
    const varianceOf = (mean: number) => mean + (spread * mean) ** 2;
    const totals = Tally.of(runs.map((ledger) => total(ledger, 0, "dialled")));
    const variance = expected.reduce((sum, mean) => sum + varianceOf(mean), 0);
    expect(Math.abs(totals.mean - 20_000)).toBeLessThan(4 * Math.sqrt(variance / runs.length));
    const squares = Tally.of(
      runs.flatMap((ledger) =>
        expected.map((mean, day) => (perDay(ledger, day) - mean) ** 2 / varianceOf(mean)),
      ),
    );
    // Each has mean 1; 1,400 of them show their own spread.
    expect(Math.abs(squares.mean - 1)).toBeLessThan((4 * squares.sd) / Math.sqrt(squares.count));
    expect(squares.sd / Math.sqrt(squares.count)).toBeLessThan(0.06);
  });

  it("call more on a busy day from midnight to midnight, local time, also when the clocks change", () => {
    const scenario = doors(
      { callsPerHour: 1000 },
      { period: OCTOBER, warmUp: days(1), busyDays: { spread: 1, correlation: 0 } },
    );
    const ledger = runOnce(scenario);
    const { timetable } = planOf(scenario);
    // Within a day hours are Poisson with one rate, so their variance is their mean; a factor that changed at another
    // hour than midnight would show. Summed over days: (hours − 1) degrees each.
    let chiSquare = 0;
    let degrees = 0;
    for (const day of timetable.days.slice(1, 32)) {
      const counts = Array.from({ length: day.intervals }, (_, i) =>
        queueFigure(ledger, 0, day.firstInterval + i - timetable.before, "dialled"),
      );
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      if (mean < 5) continue;
      for (const count of counts) chiSquare += (count - mean) ** 2 / mean;
      degrees += counts.length - 1;
    }
    expect(degrees).toBeGreaterThan(600);
    expect(Math.abs(chiSquare - degrees)).toBeLessThan(4 * Math.sqrt(2 * degrees));
  });

  it("come at listed rates and then no more", () => {
    const arrivals: Arrivals = { kind: "rates", every: hours(2), perHour: [400, 0, 100], afterwards: "stop" };
    const ledger = runOnce(doors({ arrivals }, { warmUp: days(1), days: 1, atEnd: "follow" }));
    const inHour = (hour: number) => queueFigure(ledger, 0, hour, "dialled");
    [400, 400, 0, 0, 100, 100].forEach((rate, hour) => {
      expect(Math.abs(inHour(hour) - rate)).toBeLessThanOrEqual(4 * Math.sqrt(rate));
    });
    for (let hour = 6; hour < 24; hour++) expect(inHour(hour)).toBe(0);
    expect(queueFigure(ledger, 0, ledger.bins, "dialled")).toBe(0); // nobody in the warm-up or after
  });
});

describe("recorded calls", () => {
  it("are refused from before the run begins, where the clock would have to go back", () => {
    const early = doors({ arrivals: { kind: "replay", times: [-86_401, -90_000, 5] } }, { warmUp: days(1) });
    expect(() => planOf(early)).toThrow(
      "replays 2 calls from before the run begins, the earliest 90,000 seconds before the period; the warm-up is 86,400 seconds",
    );
    expect(() =>
      planOf(doors({ arrivals: { kind: "replay", times: [-86_400] } }, { warmUp: days(1) })),
    ).not.toThrow();
  });

  /** When each caller dials in a run, warm-up and time after the period included. */
  function dialTimes(times: readonly number[], more: Omit<Room, "queues"> = {}): number[] {
    const seen: number[] = [];
    runOnce(doors({ arrivals: { kind: "replay", times } }, more), {
      dialled: (centre, contact) => seen.push(centre.contacts.dialTimeOf(contact)),
    });
    return seen;
  }
  const TIMES = [0.25, 17.125, 17.125, 3599.5, 40_000.0625, 86_399.875];

  it("come back exactly as they were, several at one moment too", () => {
    expect(dialTimes(TIMES)).toEqual(TIMES);
    expect(dialTimes(TIMES, { warmUp: days(2), interval: minutes(15) })).toEqual(TIMES);
    expect(dialTimes([])).toEqual([]);
  });

  it("are not made more or fewer by busy days", () => {
    expect(dialTimes(TIMES, { busyDays: { spread: 0.5, correlation: 0 } })).toEqual(TIMES);
  });

  it("may be many", () => {
    const many = Array.from({ length: 5000 }, (_, i) => 17 * i + 0.5);
    expect(dialTimes(many)).toEqual(many);
  });

  it("belong to the interval they begin, at the very moment it begins", () => {
    // Recorded times are whole seconds as a rule, so some calls come on the hour.
    const ledger = runOnce(doors({ arrivals: { kind: "replay", times: [7200, 7201, 10_800, 86_400 - 1] } }));
    const counted = [1, 2, 3, 23].map((bin) => queueFigure(ledger, 0, bin, "offered"));
    expect(counted).toEqual([0, 2, 1, 1]);
  });

  it("belong to the period from its first moment on: a call at 0 seconds counts", () => {
    const ledger = runOnce(doors({ arrivals: { kind: "replay", times: [0] } }, { warmUp: days(1) }));
    expect(total(ledger, 0, "offered")).toBe(1);
  });

  it("do not belong to the period at its last moment: that is the first of the next", () => {
    const times = [100, 86_400];
    const ledger = runOnce(doors({ arrivals: { kind: "replay", times } }, { atEnd: "follow" }));
    expect(total(ledger, 0, "offered")).toBe(1);
  });

  it("meet hourly figures of the pool that begin at that moment", () => {
    // On duty from 02:00. A call on the stroke of two is answered.
    const handlers = Array.from({ length: 24 }, (_, hour) => (hour < 2 ? 0 : 1));
    const ledger = runOnce(
      room({
        handlers,
        queues: [{ arrivals: { kind: "replay", times: [7200] }, patience: fixed(0), talk: fixed(60) }],
      }),
    );
    expect(total(ledger, 0, "answered")).toBe(1);
    expect(total(ledger, 0, "delayed")).toBe(0);
  });
});

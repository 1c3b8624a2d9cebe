import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import { isDirect } from "../../engine/centre/direct/applies.ts";
import { type Ledger, queueExtra, queueFigure } from "../../engine/centre/ledger.ts";
import { monthFactors } from "../../engine/centre/monthlyVolumes.ts";
import { planOf, type Plan } from "../../engine/centre/plan.ts";
import { type Loop, runTrial } from "../../engine/centre/run.ts";
import type { MonthSeen, Staffing } from "../../engine/centre/staffing.ts";
import type { Arrivals, Period, Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { erlangA } from "../../engine/theory/erlangA.ts";
import { exponential, fixed, never, type Room, type RoomQueue, room, total } from "../support/rooms.ts";
import { expectSameLedger } from "../support/sameLedger.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const LOOPS: readonly Loop[] = ["events", "direct"];

function monthsFrom(year: number, month: number, months: number): Period {
  return {
    kind: "month",
    year,
    month,
    ...(months > 1 && { months }),
    timeZone: "Europe/London",
    bankHolidays: [],
    bankHolidaysLike: 6,
  };
}

type Volume = Extract<Arrivals, { readonly kind: "volume" }>;
/** By day twice as many as at night. */
const WEIGHTS = Array.from({ length: 168 }, (_, hour) => (hour % 24 < 8 ? 1 : 2));
const volume = (byMonth: readonly number[], more: Partial<Volume> = {}): Volume => ({
  kind: "volume",
  volume: byMonth.reduce((sum, of) => sum + of, 0),
  byMonth,
  weights: WEIGHTS,
  counts: "dialled",
  ...more,
});

/** February to April 2023: 28 days, 31 with one hour less, 30. */
const SPRING = monthsFrom(2023, 2, 3);
const spring = (queues: readonly RoomQueue[], more: Omit<Room, "queues"> = {}): Scenario =>
  room({ period: SPRING, warmUp: DAY, handlers: 4, ...more, queues });

/** A queue's column by month. */
function byMonth(plan: Plan, ledger: Ledger, queue: number, column: Parameters<typeof total>[2]): number[] {
  const { months } = plan.timetable;
  return months.map(({ firstInterval, intervals }) => {
    const bins = new Set(plan.binOf.subarray(firstInterval, firstInterval + intervals));
    return total(ledger, queue, column, [...bins]);
  });
}

/** What the rates of a plan bring from one moment to another, added up second by second of its pieces. */
function brought(plan: Plan, queue: number, from: number, to: number): number {
  const { start, ends, perSecond } = plan.rates[queue]!;
  return ends.reduce((sum, end, i) => {
    const begin = i === 0 ? start : ends[i - 1]!;
    return sum + Math.max(0, Math.min(end, to) - Math.max(begin, from)) * perSecond[i]!;
  }, 0);
}

describe("each month's volume", () => {
  const MESSAGE = { duration: fixed(1000), hangUp: share(0.1), moveToDigital: share(0.05) };

  it.each(["dialled", "offered"] as const)("is what its rates bring (%s)", (counts) => {
    const plan = planOf(
      spring([{ arrivals: volume([2000, 3000, 500], { counts }), message: MESSAGE, patience: never }]),
    );
    // Who dials 1,000 s before a month's end reaches the line as it ends; 85% hear the message to its end.
    const [earlier, stay] = counts === "offered" ? [1000, 0.85] : [0, 1];
    const ends = [0, 28 * DAY, 59 * DAY - HOUR, 89 * DAY - HOUR];
    const expected = [0, 1, 2].map(
      (m) => stay * brought(plan, 0, ends[m]! - earlier, ends[m + 1]! - earlier),
    );
    [2000, 3000, 500].forEach((of, m) => {
      expect(expected[m]).toBeCloseTo(of, 6);
    });
  });

  it("is what comes", () => {
    const wanted = [2000, 3000, 1000];
    const scenario = spring([{ arrivals: volume(wanted, { counts: "offered" }), message: MESSAGE }]);
    const plan = planOf(scenario);
    const runs = 4;
    const seen = [0, 0, 0];
    for (let r = 0; r < runs; r++) {
      byMonth(plan, runTrial(plan, r), 0, "offered").forEach((count, m) => (seen[m]! += count));
    }
    // Poisson counts: 4.4 standard errors are passed by chance once in 90,000 times.
    wanted.forEach((of, m) => {
      expect(Math.abs(seen[m]! - runs * of)).toBeLessThan(4.4 * Math.sqrt(runs * of));
    });
  });

  it("cannot be less than those who dialled in the month before, or come at weights of zero", () => {
    const message = { ...MESSAGE, duration: fixed(20 * DAY) };
    const long = spring([{ arrivals: volume([3000, 10, 10], { counts: "offered" }), message }]);
    expect(() => planOf(long)).toThrow(/queue 999: those who dial in the month before 2023-03 are more/);
    const none = spring([{ arrivals: volume([1, 1, 1], { weights: new Array<number>(168).fill(0) }) }]);
    expect(() => planOf(none)).toThrow(/queue 999: the arrival weights are zero over the whole of 2023-02/);
  });

  it("is spread over the hours that the month has", () => {
    // With equal weights the rate of a month is its volume ÷ its hours, of which March has one less.
    const plan = planOf(
      spring([{ arrivals: volume([2800, 3100, 3000], { weights: WEIGHTS.map(() => 1) }) }]),
    );
    const { perSecond } = plan.rates[0]!;
    const at = (day: number): number => perSecond[day * 24 + 5]! * DAY;
    expect(at(0)).toBeCloseTo(100, 9);
    expect(at(40)).toBeCloseTo(3100 / (31 - 1 / 24), 9);
    expect(at(80)).toBeCloseTo(100, 9);
  });
});

describe("forecasts that are not certain", () => {
  const SPREAD = 0.2;
  const uncertain = spring([{ arrivals: volume([900, 900, 900], { monthSpread: SPREAD }) }]);

  it("have factors with mean 1 and the spread that is wanted, unlike from month to month", () => {
    const runs = 1500;
    const all: number[] = [];
    let product = 0;
    for (let r = 0; r < runs; r++) {
      const [factors] = monthFactors(uncertain, 3, r);
      all.push(...factors!);
      product += (factors![0]! - 1) * (factors![1]! - 1);
    }
    const n = all.length;
    const mean = all.reduce((sum, f) => sum + f, 0) / n;
    const sd = Math.sqrt(all.reduce((sum, f) => sum + (f - mean) ** 2, 0) / (n - 1));
    // 4.4 standard errors. A gamma factor has kurtosis 3 + 6 spread², so its sd errs by sd √((2 + 6 spread²) ÷ 4n).
    expect(Math.abs(mean - 1)).toBeLessThan((4.4 * SPREAD) / Math.sqrt(n));
    expect(Math.abs(sd - SPREAD)).toBeLessThan(4.4 * SPREAD * Math.sqrt((2 + 6 * SPREAD ** 2) / (4 * n)));
    expect(Math.abs(product / runs)).toBeLessThan((4.4 * SPREAD ** 2) / Math.sqrt(runs));
  });

  it("bring as many more as their factor says, and a longer run leaves the months before it as they were", () => {
    const [three] = monthFactors(uncertain, 3, 0);
    const [nine] = monthFactors(uncertain, 9, 0);
    expect([...nine!.slice(0, 3)]).toEqual([...three!]);
    const plan = planOf(uncertain);
    byMonth(plan, runTrial(plan, 0), 0, "dialled").forEach((count, m) => {
      const expected = 900 * three![m]!;
      expect(Math.abs(count - expected)).toBeLessThan(4.4 * Math.sqrt(expected));
    });
  });
});

describe("a run of several months", () => {
  const queues: readonly RoomQueue[] = [
    { callsPerHour: 6, talk: exponential(300), patience: exponential(600) },
    {
      arrivals: volume([5000, 6500, 6000]),
      talk: { kind: "lognormal", mean: seconds(500), spread: 1 },
      talkByMonth: [null, seconds(550), seconds(450)],
      wrapUp: exponential(60),
      patience: exponential(900),
      message: { duration: fixed(45), hangUp: share(0.05), moveToDigital: share(0) },
    },
  ];
  const scenario = spring(queues, {
    busyDays: { spread: 0.1, correlation: 0.5 },
    pools: [{ handlers: 4, holdBack: 1 }],
  });

  it("is the same in both loops, in every bin and at every month's end", () => {
    const weeks = [3, 5, 4].map((count) => new Array<number>(168).fill(count));
    const staffed: Scenario = {
      ...scenario,
      pools: scenario.pools.map((pool) => ({ ...pool, handlers: weeks[1]!, handlersByMonth: weeks })),
    };
    const plan = planOf(staffed);
    expect(isDirect(plan)).toBe(true);
    const [events, direct] = LOOPS.map((loop) => runTrial(plan, 0, null, { loop }));
    expectSameLedger(plan, events!, direct!);
    expect([...events!.poolExtras]).toEqual([...direct!.poolExtras]);
    expect(total(events!, 1, "offered")).toBeGreaterThan(10_000);
  });

  it("has in its first month what that month has alone", () => {
    const first = (queue: RoomQueue): RoomQueue =>
      queue.arrivals === undefined ? queue : { ...queue, arrivals: { ...volume([5000]), byMonth: [5000] } };
    const alone = planOf({
      ...spring(queues.map(first), { pools: [{ handlers: 4, holdBack: 1 }] }),
      period: monthsFrom(2023, 2, 1),
    });
    const together = planOf(spring(queues, { pools: [{ handlers: 4, holdBack: 1 }] }));
    const [one, many] = [runTrial(alone, 0), runTrial(together, 0)];
    for (const queue of [0, 1]) {
      for (const column of ["offered", "answered", "abandoned", "waitOfAnswered", "talk"] as const) {
        expect(byMonth(together, many, queue, column)[0]).toBe(byMonth(alone, one, queue, column)[0]);
      }
    }
  });

  it("has in every month what that month has alone, where nothing is carried over the night", () => {
    const office = Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 9 && hour % 24 < 17 ? 12 : 0));
    const desk: Omit<Room, "queues"> = { handlers: 1, warmUp: 0 };
    const queue: RoomQueue = {
      arrivals: { kind: "hourly", perHour: office },
      talk: exponential(240),
      patience: exponential(300),
    };
    const runs = 10;
    const share = (plan: Plan, month: number): { mean: number; error: number } => {
      const shares = Array.from({ length: runs }, (_, r) => {
        const ledger = runTrial(plan, r);
        return byMonth(plan, ledger, 0, "abandoned")[month]! / byMonth(plan, ledger, 0, "offered")[month]!;
      });
      const mean = shares.reduce((sum, s) => sum + s, 0) / runs;
      const variance = shares.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (runs - 1);
      return { mean, error: Math.sqrt(variance / runs) };
    };
    const together = planOf(spring([queue], desk));
    [2, 3, 4].forEach((month, m) => {
      const alone = planOf({
        ...spring([queue], { ...desk, seed: "alone" }),
        period: monthsFrom(2023, month, 1),
      });
      const [a, b] = [share(together, m), share(alone, 0)];
      // Student's t with 18 degrees passes 5.3 once in 20,000 times.
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(5.3 * Math.hypot(a.error, b.error));
      expect(a.mean).toBeGreaterThan(0.2);
    });
  });

  it("keeps its books by month and hour of the week once it is too long for hours", () => {
    const long = room({
      period: monthsFrom(2023, 1, 12),
      warmUp: DAY,
      handlers: 1,
      queues: [{ callsPerHour: 3, patience: exponential(300) }],
    });
    const plan = planOf(long);
    expect(plan.binKind).toBe("month and hour of week");
    expect(plan.bins).toBe(12 * 168);
    const [events, direct] = LOOPS.map((loop) => runTrial(plan, 0, null, { loop }));
    expectSameLedger(plan, events!, direct!);
    const offered = byMonth(plan, events!, 0, "offered");
    // 3 an hour for the hours of 2023; 4.4 standard errors as above.
    const hours = [744, 672, 743, 720, 744, 720, 744, 744, 720, 745, 720, 744];
    hours.forEach((of, m) => {
      expect(Math.abs(offered[m]! - 3 * of)).toBeLessThan(4.4 * Math.sqrt(3 * of));
    });
    expect(offered.reduce((sum, of) => sum + of, 0)).toBe(total(events!, 0, "offered"));
  });
});

describe("talk by month", () => {
  const talked = (talkByMonth: Scenario["queues"][number]["talkByMonth"], more: RoomQueue = {}): Scenario =>
    spring([{ callsPerHour: 5, talk: fixed(300), ...(talkByMonth && { talkByMonth }), ...more }]);

  it.each(LOOPS)("is that of the month in which somebody dials (%s)", (loop) => {
    const plan = planOf(talked([seconds(240), null, seconds(450)]));
    const ledger = runTrial(plan, 0, null, { loop });
    const answered = byMonth(plan, ledger, 0, "answered");
    byMonth(plan, ledger, 0, "talk").forEach((sum, m) => {
      expect(sum / answered[m]!).toBeCloseTo([240, 300, 450][m]!, 9);
      expect(answered[m]).toBeGreaterThan(3000);
    });
  });

  it("changes nothing to the last byte where it is the mean of the queue", () => {
    const talk = { kind: "lognormal" as const, mean: seconds(300), spread: 1 };
    const [same, plain] = [[seconds(300), null, seconds(300)], undefined].map((means) =>
      runTrial(planOf(talked(means, { talk })), 0),
    );
    expect(Buffer.from(same!.queueCells.buffer).equals(Buffer.from(plain!.queueCells.buffer))).toBe(true);
  });

  it("is that of a redial's month too", () => {
    const redials = {
      first: share(1),
      later: share(1),
      afterMessage: share(0),
      delay: fixed(20 * DAY),
      mostTries: 2,
    };
    // Nobody is on duty in February but in the warm-up's last hours; all who call then dial again in March.
    const weeks = [0, 20, 20].map((count) => new Array<number>(168).fill(count));
    const scenario = talked([null, seconds(600), null], { redials, patience: fixed(60) });
    const plan = planOf({
      ...scenario,
      pools: scenario.pools.map((pool) => ({ ...pool, handlers: weeks[1]!, handlersByMonth: weeks })),
    });
    const ledger = runTrial(plan, 0);
    expect(byMonth(plan, ledger, 0, "answered")[0]).toBe(0);
    const [, march] = byMonth(plan, ledger, 0, "redialled");
    expect(march).toBeGreaterThan(1000);
    expect(byMonth(plan, ledger, 0, "talk")[1]! / byMonth(plan, ledger, 0, "answered")[1]!).toBeCloseTo(
      600,
      9,
    );
  });
});

/** Staffing that says what it was asked. */
class Told implements Staffing {
  readonly setsPaces: boolean;
  readonly asked: { readonly month: number; readonly before: MonthSeen | null }[] = [];
  private readonly counts: readonly number[];
  private readonly talk: readonly number[];

  constructor(counts: readonly number[], talk: readonly number[] = []) {
    this.counts = counts;
    this.talk = talk;
    this.setsPaces = talk.length > 0;
  }

  inMonth(month: number, before: MonthSeen | null) {
    this.asked.push({ month, before });
    return {
      handlers: [new Array<number>(168).fill(this.counts[month]!)],
      paces: this.setsPaces ? [{ talk: this.talk[month]!, wrapUp: 1 }] : null,
    };
  }
}

describe("staffing from elsewhere", () => {
  it.each(LOOPS)("is asked month by month, and told of the month before (%s)", (loop) => {
    const scenario = spring([{ callsPerHour: 12, talk: exponential(300), patience: exponential(120) }]);
    const plan = planOf(scenario);
    // More of them than the pools say: the room grows.
    const staffing = new Told([1, 9, 2]);
    const ledger = runTrial(plan, 0, null, { loop, staffing });
    expect(staffing.asked.map(({ month }) => month)).toEqual([0, 1, 2]);
    expect(staffing.asked[0]!.before).toBeNull();
    const offered = byMonth(plan, ledger, 0, "offered");
    const abandoned = byMonth(plan, ledger, 0, "abandoned");
    [1, 2].forEach((month) => {
      const before = staffing.asked[month]!.before!;
      expect(before.offered).toEqual([offered[month - 1]]);
      // Of those who wait as the month ends some abandon later.
      const later = abandoned[month - 1]! - before.abandoned[0]!;
      expect(later).toBeGreaterThanOrEqual(0);
      expect(later).toBeLessThanOrEqual(5);
    });
    /*
     * A load of one on one handler and on nine, as Erlang A has it: busy is load × share answered ÷ handlers. The state
     * forgets itself in about 300 s, so a month's share of busy time errs by √(2 × 300 × 0.25 ÷ 2.4e6) = 0.008 or less.
     */
    [1, 9].forEach((handlers, month) => {
      const { abandonedShare } = erlangA({
        callsPerHour: 12,
        meanHandling: seconds(300),
        meanPatience: seconds(120),
        handlers,
      });
      const expected = (1 - abandonedShare) / handlers;
      const seen = staffing.asked[month + 1]!.before!.occupancy[0]!;
      expect(Math.abs(seen - expected)).toBeLessThan(4.4 * 0.008);
    });
  });

  it("that says what the pools say changes nothing to the last byte", () => {
    const plan = planOf(spring([{ callsPerHour: 12, patience: exponential(300) }]));
    for (const loop of LOOPS) {
      const [own, told] = [undefined, new Told([4, 4, 4])].map((staffing) =>
        runTrial(plan, 0, null, staffing === undefined ? { loop } : { loop, staffing }),
      );
      expect(Buffer.from(own!.queueCells.buffer).equals(Buffer.from(told!.queueCells.buffer))).toBe(true);
      expect(Buffer.from(own!.poolCells.buffer).equals(Buffer.from(told!.poolCells.buffer))).toBe(true);
    }
  });

  it("may say how long its handlers take, and then the room is run event by event", () => {
    const plan = planOf(spring([{ callsPerHour: 6, talk: fixed(300), patience: never }]));
    const staffing = new Told([4, 4, 4], [1, 1.5, 2]);
    const ledger = runTrial(plan, 0, null, { staffing });
    const answered = byMonth(plan, ledger, 0, "answered");
    byMonth(plan, ledger, 0, "talk").forEach((talk, m) => {
      // One who waits over the end of a month counts in the month of the offer, and takes the pace of the other.
      expect(Math.abs(talk / answered[m]! - [300, 450, 600][m]!)).toBeLessThan(1);
    });
    expect(() => runTrial(plan, 0, null, { staffing, loop: "direct" })).toThrow(/pace of handlers/);
  });

  it("must be whole numbers for a week", () => {
    const plan = planOf(spring([{ callsPerHour: 6 }]));
    expect(() => runTrial(plan, 0, null, { staffing: new Told([4, 1.5, 4]) })).toThrow(/168 whole numbers/);
    expect(() => runTrial(plan, 0, null, { staffing: new Told([4, 4, 4], [1, 0, 1]) })).toThrow(/above zero/);
  });
});

describe("the end of a month, at midnight", () => {
  /*
   * One handler; February ends at T. On the left seconds from T.
   *  -600  a calls, is answered at once, and talks until +600
   *  -300  b calls and waits for ever: answered at +600, having waited 900 s
   *  -250  c calls, and hangs up at -150
   *   -40  d calls, and hangs up at +60: February's all the same
   *  +100  e calls, waits for b to be done at +1800 and hangs up at +200
   * So b and d are carried into March, and so is a, who is talking.
   */
  const T = 28 * DAY;
  const scenario = spring(
    [
      {
        arrivals: { kind: "replay", times: [T - 600, T - 300] },
        talk: fixed(1200),
        patience: never,
      },
      {
        arrivals: { kind: "replay", times: [T - 250, T - 40, T + 100] },
        talk: fixed(1200),
        patience: fixed(100),
      },
    ],
    { handlers: 1, warmUp: 0 },
  );
  const plan = planOf(scenario);

  it.each(LOOPS)("carries whoever is inside into the next (%s)", (loop) => {
    const ledger = runTrial(plan, 0, null, { loop });
    const of = (queue: number, column: Parameters<typeof total>[2]) => byMonth(plan, ledger, queue, column);
    expect(of(0, "offered")).toEqual([2, 0, 0]);
    expect(of(0, "answered")).toEqual([2, 0, 0]);
    expect(of(0, "waitOfAnswered")).toEqual([900, 0, 0]);
    // By the clock, 300 s of it were before midnight.
    expect(of(0, "timeInLine")).toEqual([300, 600, 0]);
    expect(of(1, "offered")).toEqual([2, 1, 0]);
    expect(of(1, "abandoned")).toEqual([2, 1, 0]);
    const carried = (queue: number): readonly number[] =>
      plan.timetable.months.map(({ firstInterval, intervals }) =>
        queueExtra(ledger, queue, plan.binOf[firstInterval + intervals - 1]!, "waitingAtMonthEnd"),
      );
    expect(carried(0)).toEqual([1, 0, 0]);
    expect(carried(1)).toEqual([1, 0, 0]);
    expect(queueFigure(ledger, 0, plan.bins, "offered")).toBe(0);
  });

  it("is told to whoever staffs the room", () => {
    const staffing = new Told([1, 1, 1]);
    runTrial(plan, 0, null, { staffing });
    // Busy for the last 600 s of 28 days; two and two were offered, and one of them has hung up so far.
    expect(staffing.asked[1]!.before).toEqual({
      occupancy: [600 / T],
      offered: [2, 2],
      abandoned: [0, 1],
    });
  });

  it("is seen by whoever watches", () => {
    const seen: (readonly [number, number])[] = [];
    runTrial(plan, 0, {
      monthBegan: (centre: Centre) => seen.push([centre.now + 0, centre.roster[0]![0]!]),
    });
    expect(seen).toEqual([
      [0, 1],
      [T, 1],
      [T + 31 * DAY - HOUR, 1],
    ]);
  });
});

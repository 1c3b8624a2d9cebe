import { describe, expect, it } from "vitest";
import { erlangA, erlangBlocking } from "../../engine/theory/index.ts";
import { hours, seconds } from "../../engine/units.ts";
import { analyticCase } from "../support/analyticCases.ts";
import { changingRoom, twoClassRoom } from "../support/chain.ts";
import type { ClassOfCalls, TwoClassRoom } from "../support/chain.ts";

const emergency: ClassOfCalls = {
  callsPerHour: 24,
  meanHandling: seconds(380),
  meanPatience: seconds(1200),
};
const other: ClassOfCalls = {
  callsPerHour: 17,
  meanHandling: seconds(700),
  meanPatience: seconds(1000),
};
const pooled: TwoClassRoom = { dedicated: 0, general: 6, holdBack: 0, classes: [emergency, other] };

describe("chain of two classes", () => {
  it("gives the verification case for one pool without hold-back", () => {
    const example = analyticCase("D-TC-1");
    const arrivals = example.list("arrivals_per_hour");
    const handling = example.list("mean_service_s");
    const patience = example.list("mean_patience_s");
    const within = example.list("sl_threshold_s");
    const calls = (i: number): ClassOfCalls => ({
      callsPerHour: arrivals[i]!,
      meanHandling: seconds(handling[i]!),
      meanPatience: seconds(patience[i]!),
    });
    const general = example.number("servers");
    const room = twoClassRoom({ dedicated: 0, general, holdBack: 0, classes: [calls(0), calls(1)] });
    const figures = room.classes.map((one, i) => {
      const suffix = `_class${i + 1}`;
      const level = one.serviceLevel(seconds(within[i]!));
      return {
        [`p_abandon${suffix}`]: one.abandonedShare,
        [`mean_wait_all${suffix}_s`]: one.meanWaitAll,
        [`mean_wait_answered${suffix}_s`]: one.meanWaitAnswered,
        [`p_wait${suffix}`]: one.shareWaiting,
        [`mean_busy${suffix}`]: one.meanBusy,
        [`mean_queue${suffix}`]: one.meanQueue,
        [`sl_of_offered${suffix}`]: level,
        [`sl_of_answered${suffix}`]: level / (1 - one.abandonedShare),
      };
    });
    example.expect({ utilisation: room.generalBusy / general, ...figures[0], ...figures[1] });
  });

  const rooms: Record<string, TwoClassRoom> = {
    "one pool": pooled,
    "two handlers held back": { ...pooled, holdBack: 2 },
    "two desks": { ...pooled, dedicated: 2, general: 4 },
    "two desks and one held back": { ...pooled, dedicated: 2, general: 4, holdBack: 1 },
  };
  it.each(Object.entries(rooms))("answers as many as handlers finish: %s", (_, room) => {
    const result = twoClassRoom(room);
    result.classes.forEach((one, i) => {
      const { callsPerHour, meanHandling } = room.classes[i]!;
      const answered = (callsPerHour / 3600) * (1 - one.abandonedShare);
      // Flow in and flow out are reckoned from different states; sweeps stop at 1e-11, their error may be 1e3 larger.
      expect(one.meanBusy / meanHandling / answered).toBeCloseTo(1, 7);
      // The stories of waiting callers and the steady state must tell the same share of abandoned.
      expect(one.answeredShare).toBeCloseTo(1 - one.abandonedShare, 7);
      expect(one.serviceLevel(seconds(0))).toBeCloseTo(1 - one.shareWaiting, 10);
      expect(one.meanWaitAnswered).toBeGreaterThan(0);
    });
    const [first, second] = result.classes;
    expect(result.dedicatedBusy + result.generalBusy).toBeCloseTo(first.meanBusy + second.meanBusy, 10);
  });

  it("is Erlang A as a whole if both classes are alike", () => {
    const calls = { callsPerHour: 21, meanHandling: seconds(500), meanPatience: seconds(600) };
    const { classes } = twoClassRoom({ ...pooled, classes: [calls, calls] });
    const whole = erlangA({ ...calls, callsPerHour: 42, handlers: 6 });
    expect((classes[0].abandonedShare + classes[1].abandonedShare) / 2).toBeCloseTo(whole.abandonedShare, 8);
    expect(classes[0].meanQueue + classes[1].meanQueue).toBeCloseTo(whole.meanQueue, 7);
    expect(classes[1].shareWaiting).toBeCloseTo(whole.pWait, 8);
  });

  it.each([
    { dedicated: 0, general: 7 },
    { dedicated: 4, general: 3 },
  ])("is Erlang A for class 1 if class 2 never starts: $dedicated + $general handlers", (desks) => {
    const { classes } = twoClassRoom({ ...pooled, ...desks, holdBack: desks.general });
    const alone = erlangA({ ...emergency, handlers: 7 });
    expect(classes[0].abandonedShare).toBeCloseTo(alone.abandonedShare, 9);
    expect(classes[0].meanWaitAnswered).toBeCloseTo(alone.meanWaitAnswered, 6);
    expect(classes[0].serviceLevel(seconds(30))).toBeCloseTo(alone.serviceLevel(seconds(30)), 9);
    expect(classes[1].abandonedShare).toBeCloseTo(1, 9);
  });

  // A patience of a microsecond makes waiting as good as being lost: errors are of that order over a second.
  const lost = (callsPerHour: number): ClassOfCalls => ({
    callsPerHour,
    meanHandling: seconds(360),
    meanPatience: seconds(1e-6),
  });

  it("is the guard channel formula if nobody waits", () => {
    // Busy handlers rise at rate λ1 + λ2 while more than h are idle, at λ1 above that; they fall at busy × μ. Class 2
    // is lost with h or fewer idle, class 1 with none.
    const [first, second] = [30, 50];
    const holdBack = 2;
    const weights = [1];
    for (let busy = 1; busy <= 8; busy += 1) {
      const rate = busy - 1 < 8 - holdBack ? first + second : first;
      weights.push((weights[busy - 1]! * rate) / (10 * busy));
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const { classes } = twoClassRoom({
      dedicated: 0,
      general: 8,
      holdBack,
      classes: [lost(first), lost(second)],
    });
    expect(classes[0].abandonedShare).toBeCloseTo(weights[8]! / total, 6);
    expect(classes[1].abandonedShare).toBeCloseTo((weights[6]! + weights[7]! + weights[8]!) / total, 6);
  });

  it("overflows from the dedicated desk as Erlang B says, if nobody waits", () => {
    const { classes, dedicatedBusy } = twoClassRoom({
      dedicated: 3,
      general: 4,
      holdBack: 0,
      classes: [lost(40), lost(1e-9)],
    });
    // 40 calls of six minutes are 4 erlangs.
    expect(dedicatedBusy).toBeCloseTo(4 * (1 - erlangBlocking(4, 3)), 5);
    expect(classes[0].abandonedShare).toBeCloseTo(erlangBlocking(4, 7), 6);
  });

  it("shields class 1 more with every handler held back, at the cost of class 2", () => {
    const [none, one, two] = [0, 1, 2].map((holdBack) => twoClassRoom({ ...pooled, holdBack }).classes);
    expect(one![0].meanWaitAll).toBeLessThan(none![0].meanWaitAll);
    expect(two![0].meanWaitAll).toBeLessThan(one![0].meanWaitAll);
    expect(one![1].abandonedShare).toBeGreaterThan(none![1].abandonedShare);
    expect(two![1].abandonedShare).toBeGreaterThan(one![1].abandonedShare);
  });
});

describe("chain of a changing day", () => {
  it("gives the verification case", () => {
    const example = analyticCase("D-MT-1");
    const periods = changingRoom({
      callsPerHour: example.list("arrivals_per_hour_by_period"),
      period: example.time("period_s"),
      meanHandling: example.time("mean_service_s"),
      meanPatience: example.time("mean_patience_s"),
      handlers: example.number("servers"),
    });
    const within = example.time("sl_threshold_s");
    const sum = (value: (p: (typeof periods)[number]) => number): number =>
      periods.reduce((total, p) => total + value(p), 0);
    const arrivals = sum((p) => p.arrivals);
    const answered = sum((p) => p.arrivals * (1 - p.abandonedShare));
    const waited = sum((p) => p.arrivals * (1 - p.abandonedShare) * p.meanWaitAnswered);
    example.expect({
      total_expected_arrivals: arrivals,
      total_expected_abandon_events: sum((p) => p.abandonEvents),
      p_abandon_of_all_arrivals: 1 - answered / arrivals,
      sl_of_offered_all: sum((p) => p.arrivals * p.serviceLevel(within)) / arrivals,
      mean_wait_answered_all_s: waited / answered,
      mean_wait_all_s: sum((p) => p.arrivals * p.meanWaitAll) / arrivals,
      p_abandon_by_period: periods.map((p) => p.abandonedShare),
      sl_by_period: periods.map((p) => p.serviceLevel(within)),
      mean_queue_by_period: periods.map((p) => p.meanQueue),
      mean_in_system_at_period_end: periods.map((p) => p.inRoomAtEnd),
    });
  });

  it("settles to Erlang A if the day does not change", () => {
    const room = { meanHandling: seconds(600), meanPatience: seconds(900), handlers: 7 };
    // After a day the start is forgotten: the slowest mode fades faster than exp(−t ÷ 15 minutes), so below e^−90.
    const periods = changingRoom({ ...room, callsPerHour: Array<number>(25).fill(45), period: hours(1) });
    const last = periods[24]!;
    const settled = erlangA({ ...room, callsPerHour: 45 });
    expect(last.meanQueue).toBeCloseTo(settled.meanQueue, 8);
    expect(last.abandonedShare).toBeCloseTo(settled.abandonedShare, 9);
    expect(last.meanWaitAnswered).toBeCloseTo(settled.meanWaitAnswered, 6);
    expect(last.serviceLevel(seconds(60))).toBeCloseTo(settled.serviceLevel(seconds(60)), 9);
  });

  it("keeps the books of every period", () => {
    const callsPerHour = [80, 0, 30];
    const periods = changingRoom({
      callsPerHour,
      period: seconds(1800),
      meanHandling: seconds(600),
      meanPatience: seconds(300),
      handlers: 6,
    });
    let before = 0;
    for (const period of periods) {
      // Who came, less who finished and who gave up, is who is there.
      const finished = (period.meanBusy * 1800) / 600;
      const change = period.arrivals - finished - period.abandonEvents;
      expect(period.inRoomAtEnd).toBeCloseTo(before + change, 8);
      before = period.inRoomAtEnd;
    }
  });
});

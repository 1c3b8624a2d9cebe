import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Centre } from "../../engine/centre/centre.ts";
import { advance, begin, finish } from "../../engine/centre/eventLoop.ts";
import { QUEUE_EXTRA, queueExtra } from "../../engine/centre/ledger.ts";
import type { Ledger, QueueExtra } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { type Loop, runTrial } from "../../engine/centre/run.ts";
import type { After, Onward, Scenario } from "../../engine/scenario/scenario.ts";
import { AFTERS } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import type { RoomQueue } from "../support/rooms.ts";
import { exponential, fixed, room, total } from "../support/rooms.ts";

/** How calls may end: only chats are refused. */
const ENDINGS = AFTERS.filter((after) => after !== "refused");

const rule = (after: After, to: number, part: number, mostTries = 100): Onward => ({
  after,
  share: share(part),
  to,
  delay: exponential(600),
  mostTries,
});

/** 999 is called back and goes to 101 by mistake; 101 comes again, dials again, and moves to a queue of its own. */
const linked = (handlers: number, onward: boolean, redials = true): Scenario =>
  room({
    days: 2,
    handlers,
    draws: "tables",
    queues: [
      {
        callsPerHour: 20,
        patience: exponential(60),
        accidental: { share: share(0.2), clearsAfter: exponential(10), talk: exponential(20) },
        onward: onward ? [rule("not answered", 2, 0.8), rule("answered", 1, 0.1)] : null,
      },
      {
        callsPerHour: 40,
        patience: exponential(200),
        message: { duration: exponential(40), hangUp: share(0.1), moveToDigital: share(0.1) },
        redials: redials
          ? {
              first: share(0.5),
              later: share(0.6),
              afterMessage: share(0.3),
              delay: exponential(300),
              mostTries: 5,
            }
          : null,
        onward: onward
          ? [
              rule("not answered", 0, 0.1),
              rule("not answered", 2, 0.5),
              rule("hung up in message", 1, 0.3),
              rule("moved to digital", 2, 1),
              rule("answered", 1, 0.1),
            ]
          : null,
      },
      {
        arrivals: { kind: "steady", perHour: 0 },
        talk: exponential(100),
        onward: onward ? [rule("answered", 2, 0.4, 3)] : null,
      },
    ],
  });

/** What was settled about each contact, by its queue, person, visit and attempt; from outside, also when it came. */
function fatesIn(scenario: Scenario): ReadonlyMap<string, readonly number[]> {
  const seen = new Map<string, readonly number[]>();
  const outside = scenario.queues.map(() => 0);
  runTrial(planOf(scenario), 0, {
    dialled({ contacts, somethingFollows, people, now }, contact) {
      const queue = contacts.queueOf(contact);
      const visit = somethingFollows ? people.visitOf(contact) : 0;
      const attempt = somethingFollows ? people.attemptOf(contact) : 1;
      const first = visit === 0 && attempt === 1;
      const person = somethingFollows ? people.personOf(contact) : ++outside[queue]!;
      const fates = [contacts.talkOf(contact), contacts.wrapUpOf(contact), contacts.patienceOf(contact)];
      const key = `${queue}/${person}/${visit}/${attempt}`;
      expect(seen.has(key), key).toBe(false);
      seen.set(key, first ? [...fates, now] : fates);
    },
  });
  return seen;
}

const extraTotal = (ledger: Ledger, queue: number, column: QueueExtra): number => {
  let sum = 0;
  for (let bin = 0; bin <= ledger.bins; bin++) sum += queueExtra(ledger, queue, bin, column);
  return sum;
};

describe("common random numbers", () => {
  const [few, more] = [1, 3].map((handlers) => fatesIn(linked(handlers, true)));

  it("bring the same people by the same ways, however many handlers there are", () => {
    let same = 0;
    for (const [key, fates] of few!) {
      const other = more!.get(key);
      if (other === undefined) continue;
      expect(other, key).toEqual(fates);
      if (key.split("/")[2] !== "0") same++;
    }
    expect(same).toBeGreaterThan(200);
  });

  it("bring the same people from outside, and the same accidents, whoever goes on", () => {
    const none = fatesIn(linked(1, false));
    for (const [key, fates] of none) if (few!.has(key)) expect(few!.get(key), key).toEqual(fates);
    expect(none.size).toBeGreaterThan(2000);
  });

  it("give no two contacts the same numbers", () => {
    const talks = [...few!].filter(([key]) => key.startsWith("2/")).map(([, [talk]]) => talk);
    expect(talks.length).toBeGreaterThan(500);
    // Of 1,000 numbers of 32 bits two are the same with a chance of 1 in ten thousand.
    expect(new Set(talks).size).toBe(talks.length);
  });
});

describe("rules with a share of nothing", () => {
  it("give the same bytes as none", () => {
    const bytes = ({ queueCells, poolCells, waits }: Ledger): Buffer =>
      Buffer.concat([queueCells, poolCells, waits].map(({ buffer }) => Buffer.from(buffer)));
    const { queues, ...others } = linked(2, false);
    const plain = { ...others, queues: queues.map((queue) => ({ ...queue, accidental: null })) };
    const nothing = {
      ...others,
      queues: queues.map((queue) => ({
        ...queue,
        onward: ENDINGS.map((after) => rule(after, 1, 0)),
        partnerAfter: seconds(1e9),
        accidental: { share: share(0), clearsAfter: fixed(1), talk: fixed(1) },
      })),
    };
    const by = (scenario: Scenario, loop: Loop): Ledger => runTrial(planOf(scenario), 0, null, { loop });
    const [one, other] = [by(plain, "events"), by(nothing, "events")];
    expect(bytes(one).equals(bytes(other))).toBe(true);
    expect(total(one, 1, "abandoned")).toBeGreaterThan(100);
    const direct = nothing.queues.map((queue) => ({ ...queue, partnerAfter: null, accidental: null }));
    expect(bytes(by({ ...nothing, queues: direct }, "direct")).equals(bytes(by(plain, "direct")))).toBe(true);
  });
});

/** Follows every person from contact to contact, and every contact to the exit by which it leaves. */
class Follower implements Observer<Centre> {
  readonly exits = { answered: 0, abandoned: 0, inMessage: 0, taken: 0 };
  went = 0;
  came = 0;
  private readonly inside = new Map<number, { ends: string | null }>();
  /** Those who are to come, by queue and moment. */
  private readonly due = new Map<string, number>();

  dialled({ people, contacts, now }: Centre, contact: number): void {
    expect(this.inside.has(contact)).toBe(false);
    this.inside.set(contact, { ends: null });
    if (people.visitOf(contact) === 0) return;
    // The first contact of a visit is expected; later ones are redials.
    const key = `${contacts.queueOf(contact)} at ${now}`;
    const waiting = this.due.get(key) ?? 0;
    if (waiting === 0) return;
    this.due.set(key, waiting - 1);
    this.came++;
  }
  goesOn(centre: Centre, _: number, to: number, time: number): void {
    expect(time).toBeGreaterThanOrEqual(centre.now);
    const key = `${to} at ${time}`;
    this.due.set(key, (this.due.get(key) ?? 0) + 1);
    this.went++;
  }
  answered(): void {
    this.exits.answered++;
  }
  handlingEnded(_: Centre, contact: number): void {
    this.leaves(contact);
  }
  wrapUpInterrupted(centre: Centre, handler: number): void {
    this.leaves(centre.handlers.contactOf(handler));
  }
  abandoned(_: Centre, contact: number): void {
    this.exits.abandoned++;
    this.leaves(contact);
  }
  takenByPartner(centre: Centre, contact: number, time: number): void {
    const { partnerAfter } = centre.plan.scenario.queues[centre.contacts.queueOf(contact)]!;
    expect(time - centre.contacts.offerTimeOf(contact)).toBeCloseTo(partnerAfter!, 6);
    this.exits.taken++;
    this.leaves(contact);
  }
  leftInMessage(_: Centre, contact: number): void {
    this.exits.inMessage++;
    this.leaves(contact);
  }
  private leaves(contact: number): void {
    expect(this.inside.delete(contact)).toBe(true);
  }
  get stillInside(): number {
    return this.inside.size;
  }
  yetToCome(until: number): number {
    let sum = 0;
    for (const [key, count] of this.due) {
      const time = Number(key.split(" at ")[1]);
      if (time <= until) expect(count, key).toBe(0);
      sum += count;
    }
    return sum;
  }
}

const length = fc.integer({ min: 5, max: 600 }).map(exponential);
const part = fc.constantFrom(share(0), share(0.3), share(0.5));
const anyQueue = (queues: number): fc.Arbitrary<RoomQueue> =>
  fc
    .record({
      priority: fc.constantFrom(1, 2),
      callsPerHour: fc.constantFrom(0, 10, 40),
      talk: length,
      wrapUp: length,
      patience: length,
      patienceRuns: fc.constantFrom("from offer" as const, "from dialling" as const),
      balking: fc.constantFrom(0, 0.4),
      mayInterruptWrapUp: fc.boolean(),
      message: fc.option(fc.record({ duration: length, hangUp: part, moveToDigital: part })),
      redials: fc.option(
        fc.record({
          first: part,
          later: part,
          afterMessage: part,
          delay: length,
          mostTries: fc.constantFrom(2, 5),
        }),
      ),
      onward: fc.option(
        fc
          .array(
            fc.record({
              after: fc.constantFrom(...ENDINGS),
              share: part,
              to: fc.nat({ max: queues - 1 }),
              delay: fc.oneof(length, fc.constant(fixed(0))),
              mostTries: fc.constantFrom(2, 100),
            }),
            { minLength: 1, maxLength: 5 },
          )
          // Two of one ending at most, whose shares of a half each cannot exceed the whole.
          .map((rules) =>
            rules.filter(
              ({ after }, i) => rules.slice(0, i).filter((other) => other.after === after).length < 2,
            ),
          ),
      ),
      partnerAfter: fc.option(fc.constantFrom(seconds(20), seconds(120))),
      accidental: fc.option(fc.record({ share: part, clearsAfter: length, talk: fc.option(length) })),
    })
    .map((queue) => queue);

const anyRoom = fc.integer({ min: 1, max: 3 }).chain((queues) =>
  fc
    .record({
      queues: fc.array(anyQueue(queues), { minLength: queues, maxLength: queues }),
      handlers: fc.constantFrom(1, 2, 5),
      seed: fc.integer().map(String),
      atEnd: fc.constantFrom("follow" as const, "stop" as const),
      warmUp: fc.constantFrom(0, 7200),
    })
    .map((wanted) => room(wanted)),
);

describe("in any room", () => {
  it("everybody who comes in leaves once, by one exit, and goes where they were to go", () => {
    const times = { answered: 0, abandoned: 0, inMessage: 0, taken: 0, went: 0 };
    const extras = Object.fromEntries(Object.keys(QUEUE_EXTRA).map((column) => [column, 0]));
    fc.assert(
      fc.property(anyRoom, (scenario) => {
        const follower = new Follower();
        const plan = planOf(scenario);
        const centre = begin(plan, 0, follower, false);
        while (advance(centre)) {
          // The work is in the condition.
        }
        // Checks the books of every queue as well.
        const ledger = finish(centre);
        const sum = (column: QueueExtra): number =>
          scenario.queues.reduce((all, _, q) => all + extraTotal(ledger, q, column), 0);
        const { exits } = follower;
        const waiting = centre.lines.reduce((all, { length: line }) => all + line, 0);
        const hearing = centre.hearing.reduce((all, { size }) => all + size, 0);
        const talking = follower.stillInside - waiting - hearing;
        const dialled = centre.dialledSoFar.reduce((all, count) => all + count, 0);
        expect(exits.answered - talking + exits.abandoned + exits.inMessage + exits.taken).toBe(
          dialled - follower.stillInside,
        );
        expect(talking).toBeLessThanOrEqual(scenario.pools[0]!.handlers[0]!);
        expect(sum("takenByPartner")).toBe(exits.taken);
        expect(sum("wentToQueues")).toBe(follower.went);
        expect(sum("cameFromQueues")).toBe(follower.came);
        expect(follower.went).toBe(follower.came + follower.yetToCome(centre.now - 1e-6));
        for (const what of ["answered", "abandoned", "inMessage", "taken"] as const)
          times[what] += exits[what];
        times.went += follower.went;
        for (const column of Object.keys(extras)) extras[column]! += sum(column as QueueExtra);
      }),
      { seed: 20_221_031, numRuns: 80 },
    );
    for (const [what, count] of Object.entries(times)) expect(count, what).toBeGreaterThan(100);
    for (const column of ["reachedLater", "accidentalCleared", "accidentalAnswered", "accidentalInMessage"]) {
      expect(extras[column], column).toBeGreaterThan(100);
    }
  });
});

describe("the books", () => {
  const plan = planOf(linked(1, true));
  const runWith = (fault: (centre: Centre) => void): void => {
    const centre = begin(plan, 0, null, false);
    advance(centre);
    fault(centre);
    while (advance(centre)) {
      // The work is in the condition.
    }
    finish(centre);
  };
  const addTo =
    (queue: number, column: QueueExtra) =>
    (centre: Centre): void => {
      centre.ledger.queueExtras[centre.extraCell(queue, centre.bin) + QUEUE_EXTRA[column]]! += 1;
    };

  it.each([
    ["somebody who went on and never came", addTo(0, "wentToQueues"), /queue 999: going on to other queues/],
    [
      "somebody who came from nowhere",
      addTo(2, "cameFromQueues"),
      /queue 102: come from other queues by the ledger/,
    ],
    ["a call that a partner force took twice", addTo(0, "takenByPartner"), /queue 999: offered/],
    ["an accident that cleared twice", addTo(0, "accidentalCleared"), /queue 999: accidental calls/],
    ["a wait that nobody waited", addTo(1, "waitOfTaken"), /queue 101: time in line/],
    [
      "somebody lost on the way",
      (centre: Centre) => {
        centre.sequels!.onward!.cameSoFar[2]! -= 1;
      },
      /queue 102: come from other queues/,
    ],
  ])("show %s", (_, fault, told) => {
    expect(() => {
      runWith(fault);
    }).toThrow(told);
  });

  it("balance otherwise", () => {
    runWith(() => undefined);
  });
});

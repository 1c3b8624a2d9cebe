import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Centre } from "../../../engine/centre/centre.ts";
import { checkNoChatWaitsInVain } from "../../../engine/centre/chat/chatBooks.ts";
import { checkNobodyWaitsInVain } from "../../../engine/centre/invariants.ts";
import type { Ledger, PoolExtra, QueueColumn, QueueExtra } from "../../../engine/centre/ledger.ts";
import {
  extraCell,
  POOL_EXTRA,
  poolExtraCell,
  QUEUE_EXTRA,
  poolFigure,
  queueFigure,
} from "../../../engine/centre/ledger.ts";
import type { Observer } from "../../../engine/centre/observer.ts";
import { planOf } from "../../../engine/centre/plan.ts";
import { runTrial } from "../../../engine/centre/run.ts";
import type { Distribution } from "../../../engine/random/times/distribution.ts";
import type { PoolChats, Scenario } from "../../../engine/scenario/scenario.ts";
import { seconds, share } from "../../../engine/units.ts";
import type { RoomPool, RoomQueue } from "../../support/rooms.ts";
import { exponential, fixed, never, room } from "../../support/rooms.ts";

const SEED = { seed: 20_221_031 };

const length = (low: number, high: number): fc.Arbitrary<Distribution> =>
  fc.integer({ min: low, max: high }).chain((mean) =>
    fc.constantFrom<Distribution>(exponential(mean), fixed(mean), {
      kind: "lognormal",
      mean: seconds(mean),
      spread: 1.2,
    }),
  );

const queueOf = (isChat: boolean): fc.Arbitrary<RoomQueue> =>
  fc
    .record({
      priority: fc.constantFrom(1, 2, 2, 3),
      callsPerHour: fc.integer({ min: 2, max: 40 }),
      talk: length(60, 700),
      wrapUp: fc.oneof(fc.constant(fixed(0)), length(10, 120)),
      patience: fc.oneof(length(20, 900), fc.constant(never)),
      balking: fc.constantFrom(0, 0, 0.3),
      message: fc.option(
        fc.record({
          duration: length(5, 120),
          hangUp: fc.constantFrom(share(0), share(0.1)),
          moveToDigital: fc.constantFrom(share(0), share(0.2)),
        }),
      ),
      redials: fc.oneof(
        fc.constant(null),
        fc.record({
          first: fc.constantFrom(share(0.6), share(1)),
          later: fc.constantFrom(share(0), share(0.7)),
          afterMessage: fc.constantFrom(share(0), share(0.5)),
          delay: length(10, 1200),
          mostTries: fc.constantFrom(3, 20),
        }),
      ),
      patienceInside: fc.oneof(length(60, 900), fc.constant(never)),
      open: fc.option(fc.array(fc.boolean(), { minLength: 168, maxLength: 168 })),
      interrupts: fc.boolean(),
    })
    .map(({ patienceInside, open, interrupts, ...queue }) => ({
      ...queue,
      chat: isChat ? { patienceInside, open } : null,
      mayInterruptWrapUp: !isChat && queue.priority === 1 && interrupts,
    }));

const speeds = fc
  .array(fc.double({ min: 0.05, max: 1, noNaN: true }), { maxLength: 5 })
  .map((others) => [1, ...others]);
const chats: fc.Arbitrary<PoolChats> = fc.record({
  speeds,
  calls: fc.constantFrom(
    "wait" as const,
    "wait" as const,
    "pause the chats" as const,
    "run beside the chats" as const,
  ),
});

const hourly = (most: number) =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 24, maxLength: 24 });

const kinds = fc.constantFrom(
  [true],
  [true, false],
  [false, true],
  [false, false, true],
  [true, false, true],
);

/** Any room with chats: up to three queues and two desks. */
const anyRoom: fc.Arbitrary<Scenario> = kinds
  .chain((isChat) => fc.tuple(...isChat.map(queueOf)))
  .chain((queues) =>
    fc
      .record({
        pools: fc.array(
          fc.record({
            answers: fc.shuffledSubarray(
              queues.map((_, q) => q),
              { minLength: 1 },
            ),
            handlers: hourly(5),
            holdBack: fc.oneof(fc.constant(0), fc.constant(0), hourly(3)),
            chats,
          }),
          { minLength: 1, maxLength: 2 },
        ),
        seed: fc.integer().map(String),
        warmUp: fc.constantFrom(0, 7200),
        interval: fc.constantFrom(900, 3600),
        atEnd: fc.constantFrom("follow" as const, "stop" as const),
        draws: fc.constantFrom("tables" as const, "exact" as const),
      })
      .map(({ pools, ...more }) => {
        const served = new Set(pools.flatMap(({ answers }) => answers));
        const missing = queues.map((_, q) => q).filter((q) => !served.has(q));
        const desks: RoomPool[] = pools.map(({ chats: held, ...pool }, p) => {
          const answers = p === 0 ? [...pool.answers, ...missing] : pool.answers;
          const has = answers.some((q) => queues[q]!.chat !== null);
          return { ...pool, answers, ...(has ? { chats: held } : {}) };
        });
        return room({ ...more, queues, pools: desks });
      }),
  );

/** Somebody who keeps count of who holds what, by the clock, from what is told alone. */
class Witness implements Observer<Centre> {
  private readonly scenario: Scenario;
  private readonly held = new Map<number, Map<number, { since: number; gone: number }>>();
  private readonly calls = new Set<number>();
  private readonly poolOf = new Map<number, number>();
  private time: number;
  readonly chatSeconds: number[];
  readonly chatting: number[];
  readonly full: number[];
  readonly busy: number[];
  refusals = 0;
  left = 0;
  paused = 0;
  most = 0;
  chats = 0;
  home = 0;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.time = -1 * scenario.warmUp;
    const zeros = (): number[] => scenario.pools.map(() => 0);
    [this.chatSeconds, this.chatting, this.full, this.busy] = [zeros(), zeros(), zeros(), zeros()];
  }

  refused({ contacts, now }: Centre, contact: number): void {
    this.refusals++;
    const { open } = this.scenario.queues[contacts.queueOf(contact)]!.chat!;
    expect(open![Math.floor(now / 3600 + 168) % 168]).toBe(false);
  }
  offered({ contacts, plan }: Centre, contact: number): void {
    const { chat } = plan.scenario.queues[contacts.queueOf(contact)]!;
    const dialled = contacts.dialTimeOf(contact);
    if (chat?.open) expect(chat.open[Math.floor(dialled / 3600 + 168) % 168]).toBe(true);
  }
  answered(centre: Centre, contact: number, handler: number): void {
    this.pass(centre);
    const pool = centre.handlers.poolOf(handler);
    this.poolOf.set(handler, pool);
    const mine = this.held.get(handler) ?? new Map<number, { since: number; gone: number }>();
    this.held.set(handler, mine);
    const rule = this.scenario.pools[pool]!.chats;
    const isChat = this.scenario.queues[centre.contacts.queueOf(contact)]!.chat !== null;
    if (isChat) {
      // Nobody of this pool holds fewer, of those who could have had it.
      expect(this.calls.has(handler)).toBe(false);
      expect(centre.chats!.isFinishing(handler)).toBe(false);
      mine.set(contact, { since: centre.now, gone: NaN });
      expect(mine.size).toBeLessThanOrEqual(rule!.speeds.length);
      for (const [other, theirs] of this.held) {
        if (theirs.size === 0 || theirs.size >= mine.size - 1 || this.calls.has(other)) continue;
        if (this.poolOf.get(other) === pool) expect(centre.chats!.isFinishing(other)).toBe(true);
      }
      this.chats++;
      this.most = Math.max(this.most, mine.size);
    } else {
      if (mine.size > 0 && !this.calls.has(handler)) {
        expect(rule!.calls).not.toBe("wait");
        this.paused++;
      }
      this.calls.add(handler);
    }
  }
  chatOver({ now }: Centre, contact: number, handler: number, left: boolean): void {
    this.held.get(handler)!.get(contact)!.gone = now;
    if (left) this.left++;
  }
  wrapUpInterrupted(): void {
    // The call that interrupts is told of as answered.
  }
  handlingEnded(centre: Centre, contact: number, handler: number): void {
    this.pass(centre);
    if (!this.held.get(handler)!.delete(contact)) this.calls.delete(handler);
  }
  wentHome(_: Centre, handler: number): void {
    expect(this.held.get(handler)!.size).toBe(0);
    this.home++;
  }
  eventDone(centre: Centre): void {
    this.pass(centre);
    checkNobodyWaitsInVain(centre);
    checkNoChatWaitsInVain(centre);
  }

  check(ledger: Ledger): void {
    // The run ends with the interval, of which nobody is told.
    const { interval } = this.scenario;
    this.passTo((Math.floor(this.time / interval) + 1) * interval);
    const near = (one: number, other: number): void => {
      expect(Math.abs(one - other)).toBeLessThan(1e-6 * Math.max(1, Math.abs(other)));
    };
    const extra = (pool: number, column: PoolExtra): number => {
      let sum = 0;
      for (let bin = 0; bin <= ledger.bins; bin++) {
        sum += ledger.poolExtras[poolExtraCell(ledger, pool, bin) + POOL_EXTRA[column]]!;
      }
      return sum;
    };
    this.scenario.pools.forEach((_, pool) => {
      near(extra(pool, "chatSeconds"), this.chatSeconds[pool]!);
      near(extra(pool, "chatting"), this.chatting[pool]!);
      near(extra(pool, "slotsFull"), this.full[pool]!);
      let busy = 0;
      for (let bin = 0; bin <= ledger.bins; bin++) busy += poolFigure(ledger, pool, bin, "busy");
      near(busy, this.busy[pool]!);
    });
    this.scenario.queues.forEach(({ chat }, queue) => {
      const sum = (column: QueueColumn, bins = ledger.bins + 1): number => {
        let all = 0;
        for (let bin = 0; bin < bins; bin++) all += queueFigure(ledger, queue, bin, column);
        return all;
      };
      const extras = (column: QueueExtra, bins = ledger.bins + 1): number => {
        let all = 0;
        for (let bin = 0; bin < bins; bin++) {
          all += ledger.queueExtras[extraCell(ledger, queue, bin) + QUEUE_EXTRA[column]]!;
        }
        return all;
      };
      if (chat === null) return;
      // Of the day that counts: the hours that are closed, and those who came in them.
      const closed = chat.open === null ? 0 : chat.open.slice(0, 24).filter((open) => !open).length;
      expect(extras("secondsClosed", ledger.bins)).toBe(3600 * closed);
      if (this.scenario.atEnd === "follow") {
        expect(sum("answered", ledger.bins)).toBe(extras("chatsOver", ledger.bins));
      }
      expect(extras("leftDuringChat")).toBeLessThanOrEqual(extras("chatsOver"));
    });
  }

  private pass({ now }: Centre): void {
    this.passTo(now);
  }

  private passTo(now: number): void {
    const time = now - this.time;
    if (time === 0) return;
    this.time = now;
    for (const [handler, mine] of this.held) {
      const pool = this.poolOf.get(handler)!;
      const most = this.scenario.pools[pool]!.chats?.speeds.length ?? Infinity;
      if (mine.size > 0 || this.calls.has(handler)) this.busy[pool]! += time;
      if (mine.size > 0) this.chatting[pool]! += time;
      if (mine.size === most) this.full[pool]! += time;
      this.chatSeconds[pool]! += mine.size * time;
    }
  }
}

describe("in any room with chats", () => {
  it("every event keeps the rules, and the clock's books are those of somebody who watched", () => {
    const seen = { refusals: 0, left: 0, paused: 0, chats: 0, home: 0, most: 0 };
    fc.assert(
      fc.property(anyRoom, (scenario) => {
        const witness = new Witness(scenario);
        const plan = planOf(scenario);
        witness.check(runTrial(plan, 0, witness));
        for (const what of ["refusals", "left", "paused", "chats", "home"] as const)
          seen[what] += witness[what];
        seen.most = Math.max(seen.most, witness.most);
      }),
      { ...SEED, numRuns: 90 },
    );
    // Rooms in which little happens prove little.
    expect(seen.most).toBe(6);
    for (const what of ["refusals", "left", "paused", "home"] as const)
      expect(seen[what], what).toBeGreaterThan(500);
    expect(seen.chats).toBeGreaterThan(5000);
  });
});

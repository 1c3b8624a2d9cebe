/**
 * Somebody who watches every event of a run, keeps books of their own from what they see, and says at once when a rule
 * of the room is broken. Shares nothing with the engine's own bookkeeping but the scenario.
 */
import type { Centre } from "../../engine/centre/centre.ts";
import { NOBODY } from "../../engine/centre/handlers.ts";
import type { Ledger, PoolColumn, QueueColumn } from "../../engine/centre/ledger.ts";
import { POOL_COLUMN, poolFigure, QUEUE_COLUMN, queueFigure } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import type { Plan } from "../../engine/centre/plan.ts";
import { WaitHistogram } from "../../engine/stats/histogram.ts";

interface Seen {
  readonly queue: number;
  readonly number: number;
  readonly dialled: number;
  readonly patience: number;
  readonly talk: number;
  readonly wrapUp: number;
  offered: number;
  /** When it gives up. */
  deadline: number;
  answered: number;
  /** Whose attempt it is, by the order of first attempts, and the how manieth; 0 and 1 where nobody dials again. */
  readonly caller: number;
  readonly attempt: number;
  /** When the caller will dial again unless this attempt is answered; null if never. */
  pledge: number | null;
}

/** Books by queue or pool, then bin (the uncounted one last), then column. */
type Books<Column extends string> = Record<Column, number>[][];

/** Clock arithmetic of a few days in doubles: far above rounding, far below anything a person could notice. */
const ROUNDING = 1e-6;

export class Watch implements Observer<Centre> {
  private readonly plan: Plan;
  private readonly inside = new Map<number, Seen>();
  private readonly lines: Seen[][];
  private readonly queueBooks: Books<QueueColumn>;
  private readonly poolBooks: Books<PoolColumn>;
  private readonly dialledBefore: number[];
  private readonly callersBefore: number[];
  /** The last attempt of everybody who has called, by queue and caller. */
  private readonly lastAttempts = new Map<string, Seen>();
  private readonly longest: number[];
  private centre: Centre | null = null;
  private lastTime = -Infinity;
  /** State of each pool since the last event. */
  private readonly busy: number[];
  private readonly present: number[];
  /** How often each thing happened, so that a test can see that it was about something. */
  readonly times = { answered: 0, abandoned: 0, waited: 0, interrupted: 0, wentHome: 0, redialled: 0 };

  constructor(plan: Plan) {
    this.plan = plan;
    const { queues, pools } = plan.scenario;
    this.lines = queues.map(() => []);
    this.dialledBefore = queues.map(() => 0);
    this.callersBefore = queues.map(() => 0);
    this.longest = queues.map(() => 0);
    this.queueBooks = queues.map(() => emptyBins(plan.bins + 1, QUEUE_COLUMN));
    this.poolBooks = pools.map(() => emptyBins(plan.bins + 1, POOL_COLUMN));
    this.busy = pools.map(() => 0);
    this.present = pools.map(() => 0);
  }

  dialled(centre: Centre, contact: number): void {
    this.clock(centre);
    const { contacts } = centre;
    const queue = contacts.queueOf(contact);
    const number = contacts.numberOf(contact);
    must(centre, number === ++this.dialledBefore[queue]!, "callers are numbered as they dial");
    must(centre, !this.inside.has(contact), "a row is given to one contact at a time");
    const seen: Seen = {
      queue,
      number,
      dialled: centre.now,
      patience: contacts.patienceOf(contact),
      talk: contacts.talkOf(contact),
      wrapUp: contacts.wrapUpOf(contact),
      offered: NaN,
      deadline: NaN,
      answered: NaN,
      caller: centre.somethingFollows ? centre.people.personOf(contact) : 0,
      attempt: centre.somethingFollows ? centre.people.attemptOf(contact) : 1,
      pledge: null,
    };
    this.inside.set(contact, seen);
    const books = this.book(queue, this.binAt(centre.now));
    books.dialled++;
    if (seen.attempt === 1) books.workDialled += contacts.talkOf(contact) + contacts.wrapUpOf(contact);
    else books.redialled++;
    if (centre.redials !== null) this.sameCaller(centre, seen);
  }

  /** Nobody dials again but those who said so, at the moment they said, and never after an answer. */
  private sameCaller(centre: Centre, seen: Seen): void {
    const { queue, caller, attempt } = seen;
    const key = `${queue}/${caller}`;
    const last = this.lastAttempts.get(key);
    this.lastAttempts.set(key, seen);
    if (attempt === 1) {
      must(centre, caller === ++this.callersBefore[queue]!, "callers are numbered as they first dial");
      return;
    }
    this.times.redialled++;
    must(centre, last?.attempt === attempt - 1, "attempts are made one after the other");
    must(centre, last?.pledge === centre.now, "who dials again does so when they said");
    must(centre, Number.isNaN(last?.answered), "nobody dials again who was answered");
  }

  dialsAgain(centre: Centre, contact: number, time: number): void {
    const seen = this.seen(centre, contact);
    const { redials } = this.plan.scenario.queues[seen.queue]!;
    must(centre, redials !== null && seen.attempt < redials.mostTries, "there are attempts left");
    const hangsUp = Number.isNaN(seen.offered) ? seen.dialled : seen.deadline;
    must(centre, time >= hangsUp && time >= centre.now, "who dials again hangs up first");
    must(centre, seen.pledge === null, "says once when to dial again");
    must(centre, Number.isNaN(seen.answered), "nobody means to dial again who was answered");
    seen.pledge = time;
  }

  leftInMessage(centre: Centre, contact: number, time: number, fate: "hung up" | "moved to digital"): void {
    const seen = this.seen(centre, contact);
    must(centre, seen.dialled === centre.now && time >= seen.dialled, "leaves the message after it began");
    if (this.plan.scenario.queues[seen.queue]!.patienceRuns === "from dialling") {
      must(
        centre,
        time - seen.dialled <= seen.patience + ROUNDING,
        "hears the message no longer than patience",
      );
    }
    const books = this.book(seen.queue, this.binAt(seen.dialled));
    if (fate === "hung up") books.hungUpInMessage++;
    else books.movedToDigital++;
    must(centre, fate === "hung up" || seen.pledge === null, "who has gone digital does not dial again");
    if (seen.pledge !== null) books.comesBack++;
    this.inside.delete(contact);
  }

  offered(centre: Centre, contact: number): void {
    this.clock(centre);
    const seen = this.seen(centre, contact);
    const { patienceRuns } = this.plan.scenario.queues[seen.queue]!;
    seen.offered = centre.now;
    seen.deadline = (patienceRuns === "from dialling" ? seen.dialled : centre.now) + seen.patience;
    must(centre, centre.contacts.deadlineOf(contact) === seen.deadline, "patience runs from its moment");
    this.bookOf(seen).offered++;
  }

  joinedLine(centre: Centre, contact: number): void {
    const seen = this.seen(centre, contact);
    this.lines[seen.queue]!.push(seen);
    this.bookOf(seen).delayed++;
    this.times.waited++;
  }

  balked(centre: Centre, contact: number): void {
    const seen = this.seen(centre, contact);
    must(centre, this.plan.scenario.queues[seen.queue]!.balking > 0, "only those who may balk do");
    const books = this.bookOf(seen);
    books.delayed++;
    books.balked++;
    seen.deadline = centre.now;
  }

  answered(centre: Centre, contact: number, handler: number): void {
    this.clock(centre);
    const seen = this.seen(centre, contact);
    const pool = centre.handlers.poolOf(handler);
    const wait = centre.now - seen.offered;
    must(
      centre,
      this.plan.scenario.pools[pool]!.answers.includes(seen.queue),
      "a desk answers its own queues",
    );
    must(centre, wait === 0 || centre.now < seen.deadline, "nobody is answered who has hung up");
    const line = this.lines[seen.queue]!;
    const place = line.indexOf(seen);
    if (place >= 0) line.splice(place, 1);
    else must(centre, wait === 0, "who did not join the line is answered at once");
    must(
      centre,
      !line.some((other) => other.deadline > centre.now && other.offered < seen.offered),
      "first come is first served",
    );
    // The handler who answers is no longer idle, so they are added here.
    this.checkPriority(centre, pool, seen, centre.handlers.idleIn(pool) + 1);
    const books = this.bookOf(seen);
    books.answered++;
    books.talk += seen.talk;
    books.wrapUp += seen.wrapUp;
    books.waitOfAnswered += wait;
    this.targets(seen, wait, "answeredWithin");
    this.waitEnded(seen, centre.now);
    seen.answered = centre.now;
    this.times.answered++;
  }

  abandoned(centre: Centre, contact: number, time: number): void {
    const seen = this.seen(centre, contact);
    must(
      centre,
      time === seen.deadline && time <= centre.now,
      "hangs up when patience ends, and not earlier",
    );
    must(
      centre,
      centre.hangUpsSeen?.[seen.queue] !== 1 || time === centre.now,
      "is seen to hang up where something follows from it",
    );
    const wait = time - seen.offered;
    must(centre, wait <= seen.patience + ROUNDING, "waits no longer than patience");
    const line = this.lines[seen.queue]!;
    const place = line.indexOf(seen);
    if (place >= 0) line.splice(place, 1);
    const books = this.bookOf(seen);
    books.abandoned++;
    if (seen.pledge !== null) books.comesBack++;
    books.waitOfAbandoned += wait;
    this.targets(seen, wait, "abandonedWithin");
    this.waitEnded(seen, time);
    this.inside.delete(contact);
    this.times.abandoned++;
  }

  wrapUpInterrupted(centre: Centre, handler: number): void {
    this.inside.delete(centre.handlers.contactOf(handler));
    this.times.interrupted++;
  }

  handlingEnded(centre: Centre, contact: number): void {
    this.clock(centre);
    const seen = this.seen(centre, contact);
    const length = centre.now - seen.answered;
    const own = seen.talk + seen.wrapUp;
    if (this.times.interrupted === 0) {
      must(centre, Math.abs(length - own) <= ROUNDING, "a handler is held for talk and wrap-up");
    } else must(centre, length >= own - ROUNDING, "a handler is held for talk, wrap-up and what was owed");
    this.inside.delete(contact);
  }

  wentHome(): void {
    this.times.wentHome++;
  }

  eventDone(centre: Centre): void {
    this.clock(centre);
    const { scenario, timetable } = this.plan;
    const hour = timetable.hourOfWeek[centre.interval]!;
    scenario.pools.forEach((pool, p) => {
      const { handlers } = centre;
      const idle = handlers.idleIn(p);
      const wanted = pool.handlers[hour]!;
      must(centre, idle >= 0 && handlers.leavingIn(p) >= 0, "numbers of handlers are not negative");
      must(centre, handlers.presentIn(p) - handlers.leavingIn(p) === wanted, "the roster is kept");
      must(centre, handlers.leavingIn(p) <= handlers.busyIn(p), "only the busy stay past their shift");
      pool.answers.forEach((queue, place) => {
        const { name, mayInterruptWrapUp } = scenario.queues[queue]!;
        const waits = this.lines[queue]!.some(({ deadline }) => deadline > centre.now);
        const mayStart = idle > pool.holdBack[place]![hour]!;
        must(
          centre,
          !(waits && mayStart),
          `nobody waits in ${name} while ${pool.name} has ${idle} idle handlers`,
        );
        // Those who stay past their shift only to finish a log are not asked to take another call.
        const writesLog = handlers.longestInWrapUp(p) !== NOBODY && handlers.leavingIn(p) === 0;
        must(
          centre,
          !(waits && mayInterruptWrapUp && writesLog),
          `nobody waits in ${name} for a log to be written`,
        );
      });
      this.busy[p] = handlers.presentIn(p) - idle;
      this.present[p] = handlers.presentIn(p);
    });
  }

  /** Expects the engine's books to be the watcher's: counts to the last one, sums but for rounding. */
  check(ledger: Ledger): void {
    const { centre, plan } = this;
    if (centre === null) throw new Error("nothing happened");
    this.passTime(centre);
    // Callers still in line have waited until now; those who hung up since were told of at the end.
    this.lines.forEach((line, queue) => {
      must(centre, line.length === centre.lines[queue]!.length, "the line at the end is the watcher's");
      for (const seen of line) this.spread(seen, centre.now);
    });
    const { queues, pools } = plan.scenario;
    const agree = (what: string, mine: number, theirs: number): void => {
      const scale = Math.max(1, Math.abs(mine));
      must(centre, Math.abs(mine - theirs) <= ROUNDING * scale, `${what}: ${theirs} should be ${mine}`);
    };
    for (const { pledge } of this.lastAttempts.values()) {
      must(centre, pledge === null || pledge >= centre.now, "who says so does dial again");
    }
    const counts = new Set<QueueColumn>(keysOf(QUEUE_COLUMN));
    for (const sum of SUMS) counts.delete(sum);
    for (let bin = 0; bin <= plan.bins; bin++) {
      queues.forEach(({ name }, queue) => {
        const mine = this.book(queue, bin);
        for (const column of keysOf(QUEUE_COLUMN)) {
          const theirs = queueFigure(ledger, queue, bin, column);
          const what = `queue ${name} bin ${bin} ${column}`;
          if (counts.has(column))
            must(centre, mine[column] === theirs, `${what}: ${theirs}, not ${mine[column]}`);
          else agree(what, mine[column], theirs);
        }
      });
      pools.forEach(({ name }, pool) => {
        for (const column of keysOf(POOL_COLUMN)) {
          agree(
            `pool ${name} bin ${bin} ${column}`,
            this.poolBooks[pool]![bin]![column],
            poolFigure(ledger, pool, bin, column),
          );
        }
      });
    }
    queues.forEach(({ name }, queue) => {
      must(centre, ledger.longestWait[queue] === this.longest[queue], `longest wait of ${name}`);
      for (const [what, place] of [
        ["answered", queue],
        ["abandoned", queues.length + queue],
      ] as const) {
        const { count } = new WaitHistogram(ledger.waits, place * WaitHistogram.SIZE);
        const counted = this.queueBooks[queue]!.slice(0, -1).reduce((sum, books) => sum + books[what], 0);
        must(centre, count === counted, `the histogram of ${name} holds the ${what} that count`);
      }
    });
    queues.forEach(({ name }, queue) => {
      let stories = 0;
      let dialled = 0;
      for (let bin = 0; bin <= plan.bins; bin++) {
        const figure = (column: QueueColumn) => queueFigure(ledger, queue, bin, column);
        stories += figure("offered") - figure("answered") - figure("abandoned");
        dialled +=
          figure("dialled") - figure("offered") - figure("hungUpInMessage") - figure("movedToDigital");
      }
      must(
        centre,
        stories === this.lines[queue]!.length,
        `${name}: received = answered + abandoned + inside`,
      );
      must(centre, dialled === centre.hearing[queue]!.size, `${name}: dialled = left + hearing + received`);
    });
  }

  private checkPriority(centre: Centre, pool: number, seen: Seen, idle: number): void {
    const { pools, queues } = this.plan.scenario;
    const { answers, takes, holdBack } = pools[pool]!;
    const rank = (queue: number): number =>
      takes === "by priority" ? queues[queue]!.priority : answers.indexOf(queue);
    const hour = this.plan.timetable.hourOfWeek[centre.interval]!;
    answers.forEach((queue, place) => {
      if (queue === seen.queue || rank(queue) > rank(seen.queue)) return;
      if (idle <= holdBack[place]![hour]!) return;
      const waiting = this.lines[queue]!.filter(({ deadline }) => deadline > centre.now);
      if (rank(queue) < rank(seen.queue)) {
        must(
          centre,
          waiting.length === 0,
          "nobody is answered while someone of higher rank waits for that desk",
        );
      } else {
        must(
          centre,
          !waiting.some(({ offered }) => offered < seen.offered),
          "among equals the longest wait goes first",
        );
      }
    });
  }

  private clock(centre: Centre): void {
    this.centre = centre;
    must(centre, centre.now >= this.lastTime, "the clock does not go back");
    this.passTime(centre);
  }

  /** Books the time since the last event, in which nothing changed; an interval's end is an event. */
  private passTime(centre: Centre): void {
    const { timetable, scenario, bins } = this.plan;
    const { intervalSeconds, before } = timetable;
    if (this.lastTime === -Infinity) this.lastTime = -before * intervalSeconds;
    let from = this.lastTime;
    while (from < centre.now) {
      const interval = Math.floor(from / intervalSeconds);
      const until = Math.min(centre.now, (interval + 1) * intervalSeconds);
      const bin = interval >= 0 && interval < bins ? interval : bins;
      const hour = timetable.hourOfWeek[interval + before]!;
      scenario.pools.forEach((pool, p) => {
        const books = this.poolBooks[p]![bin]!;
        books.busy += this.busy[p]! * (until - from);
        books.onDuty += pool.handlers[hour]! * (until - from);
        books.overrun += Math.max(0, this.present[p]! - pool.handlers[hour]!) * (until - from);
      });
      from = until;
    }
    this.lastTime = centre.now;
  }

  private seen(centre: Centre, contact: number): Seen {
    const seen = this.inside.get(contact);
    if (seen === undefined) throw new Error(`at ${centre.now} s contact ${contact} is not inside`);
    return seen;
  }

  private binAt(time: number): number {
    const bin = Math.floor(time / this.plan.timetable.intervalSeconds);
    return bin >= 0 && bin < this.plan.bins ? bin : this.plan.bins;
  }

  private book(queue: number, bin: number): Record<QueueColumn, number> {
    return this.queueBooks[queue]![bin]!;
  }

  private bookOf(seen: Seen): Record<QueueColumn, number> {
    return this.book(seen.queue, this.binAt(seen.offered));
  }

  private targets(seen: Seen, wait: number, what: "answeredWithin" | "abandonedWithin"): void {
    const books = this.bookOf(seen);
    this.plan.scenario.queues[seen.queue]!.targets.forEach((target, place) => {
      if (wait < target) books[`${what}${place as 0 | 1 | 2 | 3}`]++;
    });
  }

  private waitEnded(seen: Seen, time: number): void {
    if (this.binAt(seen.offered) < this.plan.bins) {
      this.longest[seen.queue] = Math.max(this.longest[seen.queue]!, time - seen.offered);
    }
    this.spread(seen, time);
  }

  private spread(seen: Seen, until: number): void {
    const { intervalSeconds } = this.plan.timetable;
    let from = seen.offered;
    while (from < until) {
      const end = Math.min(until, (Math.floor(from / intervalSeconds) + 1) * intervalSeconds);
      this.book(seen.queue, this.binAt(from)).timeInLine += end - from;
      from = end;
    }
  }
}

const SUMS = ["waitOfAnswered", "waitOfAbandoned", "talk", "wrapUp", "timeInLine", "workDialled"] as const;

function keysOf<K extends string>(columns: Readonly<Record<K, number>>): K[] {
  return Object.keys(columns) as K[];
}

function emptyBins<K extends string>(
  bins: number,
  columns: Readonly<Record<K, number>>,
): Record<K, number>[] {
  return Array.from(
    { length: bins },
    () => Object.fromEntries(keysOf(columns).map((column) => [column, 0])) as Record<K, number>,
  );
}

function must(centre: Centre, holds: boolean, rule: string): void {
  if (!holds) throw new Error(`at ${centre.now} s: ${rule}`);
}

import { TimeHeap } from "../../kernel/timeHeap.ts";
import { WaitHistogram } from "../../stats/histogram.ts";
import type { Callers } from "../callers.ts";
import { NOBODY } from "../handlers.ts";
import { binOfCell, type Ledger, poolCell, queueCell, waitPlace } from "../ledger.ts";
import type { Plan } from "../plan.ts";
import type { WaitLog } from "../waitLog.ts";
import { type Destination, FollowUps, type RoomFollowUps } from "./followUps.ts";
import { FreeMoments } from "./freeMoments.ts";
import { Inside } from "./inside.ts";

/**
 * One pool and the queues it serves in one replication. Nothing that happens at one desk matters to another, but that
 * people may go on from one to the next.
 *
 * A queue is known by its place, counted from 0 in the order in which the pool serves them. What can be due apart from
 * handlers coming free are sources: first each place's next arrival, then the next end of a message for each place
 * that has one, then those of what follows contacts: see `FollowUps`.
 */
export class Desk implements Destination {
  readonly plan: Plan;
  readonly replication: number;
  readonly pool: number;
  readonly ledger: Ledger;

  /** Queues, and for each the scenario's queue it is. */
  readonly places: number;
  readonly queues: Int32Array;
  readonly callers: readonly Callers[];
  readonly patienceFromDialling: Uint8Array;
  readonly balking: Float64Array;
  readonly targetsOf: readonly Float64Array[];
  readonly answeredWaits: readonly WaitHistogram[];
  readonly abandonedWaits: readonly WaitHistogram[];
  /** Every single wait, if they are asked for. */
  readonly waitLog: WaitLog | null;
  /** Contacts that have dialled so far, counted apart from the ledger. */
  readonly dialledSoFar: Float64Array;
  /** Handlers who must stay idle before a contact may start, in this interval; at most as many as there are. */
  readonly holdBack: Int32Array;
  /** First column of the ledger's row in which each place counts its contacts in this interval. */
  readonly cells: Int32Array;
  /** The same of the bin for what is not counted: rows before it are part of the results. */
  readonly uncounted: Int32Array;
  /** Callers hearing the message, by the moment it ends for them. */
  readonly hearing: readonly TimeHeap[];

  /** When each source is due, and in which order that was settled: of equal moments the first settled goes first. */
  readonly due: Float64Array;
  readonly dueOrders: Float64Array;
  /**
   * How many handlers come free at the very moment at which a source is due by a call that was answered after that was
   * settled. Among equal free moments they are the last.
   */
  readonly momentsSettledLater: Int32Array;
  /** The place each source belongs to that belongs to one, and the source of each place's message, or NOBODY. */
  readonly placeOf: Int32Array;
  readonly messageSource: Int32Array;
  /** The source that is due first. */
  firstSource = 0;
  /** How many times a source was settled so far. */
  settled = 0;

  readonly free = new FreeMoments();
  readonly inside: Inside;
  /** What follows contacts; null in rooms in which nothing does. */
  readonly followUps: FollowUps | null;
  /** The first source that is neither an arrival nor the end of a message. */
  readonly firstFollowUpSource: number;
  /** Handlers on duty in each of the 168 hours of the week: in this month, where months differ. */
  roster: readonly number[];
  /** How many have to go home when they finish. */
  leaving = 0;
  /** Idle handlers; kept only while somebody is leaving, or may start as an interval begins. */
  idle = 0;
  /** An interval begins, and contacts who have waited may start because the roster or the hold-back has changed. */
  isStarting = false;
  /** Whose turn it is: the place among the free moments of the next handler who has something to do, or NOBODY. */
  turn = NOBODY;
  /** The place whose first contact that handler looks at; NOBODY if they go home. */
  turnPlace = NOBODY;

  now = NaN;
  /** The present interval. */
  interval = 0;
  bin = 0;
  intervalStart = NaN;
  intervalEnd = NaN;

  constructor(
    plan: Plan,
    replication: number,
    pool: number,
    callers: readonly Callers[],
    ledger: Ledger,
    waitLog: WaitLog | null,
    followUps: RoomFollowUps | null,
  ) {
    const { scenario, service, timetable } = plan;
    this.plan = plan;
    this.replication = replication;
    this.pool = pool;
    this.roster = scenario.pools[pool]!.handlers;
    this.ledger = ledger;
    this.waitLog = waitLog;
    this.queues = service[pool]!.queues;
    this.places = this.queues.length;
    const queues = Array.from(this.queues, (queue) => scenario.queues[queue]!);
    this.callers = Array.from(this.queues, (queue) => callers[queue]!);
    this.patienceFromDialling = Uint8Array.from(queues, ({ patienceRuns }) =>
      patienceRuns === "from dialling" ? 1 : 0,
    );
    this.balking = Float64Array.from(queues, ({ balking }) => balking);
    this.targetsOf = queues.map(({ targets }) => Float64Array.from(targets));
    const histogram = (at: number): WaitHistogram => new WaitHistogram(ledger.waits, at * WaitHistogram.SIZE);
    this.answeredWaits = Array.from(this.queues, (queue) => histogram(queue));
    this.abandonedWaits = Array.from(this.queues, (queue) => histogram(ledger.queues + queue));
    this.dialledSoFar = new Float64Array(this.places);
    this.holdBack = new Int32Array(this.places);
    this.cells = new Int32Array(this.places);
    this.uncounted = Int32Array.from(this.queues, (queue) => queueCell(ledger, queue, ledger.bins));
    this.hearing = queues.map(() => new TimeHeap());
    this.inside = new Inside(this.places);

    const all = queues.map((_, place) => place);
    const withMessage = all.filter((place) => queues[place]!.message !== null);
    this.firstFollowUpSource = this.places + withMessage.length;
    this.followUps =
      followUps === null ? null : new FollowUps(followUps, this.queues, this.firstFollowUpSource);
    this.placeOf = Int32Array.from([...all, ...withMessage]);
    this.messageSource = Int32Array.from(all, (place) => {
      const at = withMessage.indexOf(place);
      return at < 0 ? NOBODY : this.places + at;
    });
    // A desk that serves nobody has one source at which nothing ever happens.
    this.due = new Float64Array(Math.max(1, this.followUps?.sources ?? this.placeOf.length)).fill(Infinity);
    this.momentsSettledLater = new Int32Array(this.due.length);
    this.dueOrders = new Float64Array(this.due.length);
    this.now = -timetable.before * timetable.intervalSeconds;
    this.intervalStart = this.now;
    this.intervalEnd = this.now;
  }

  /** First column of a place's row in a bin of the ledger. */
  queueCell(place: number, bin: number): number {
    return queueCell(this.ledger, this.queues[place]!, bin);
  }
  /** Keeps one counted wait, if they are kept. @param cell First column of its row of the ledger. */
  logWait(place: number, cell: number, wait: number, abandoned: boolean): void {
    if (this.waitLog === null) return;
    const { ledger } = this;
    const queue = this.queues[place]!;
    this.waitLog.add(waitPlace(ledger.queues, binOfCell(ledger, queue, cell), queue, abandoned), wait);
  }
  /** First column of the pool's row in the bin of the present interval. */
  poolCell(): number {
    return poolCell(this.ledger, this.pool, this.bin);
  }
  /** When an interval of the timetable begins. */
  startOf(interval: number): number {
    return (interval - this.plan.timetable.before) * this.plan.timetable.intervalSeconds;
  }

  /** A source is due at this moment: settled now. */
  settle(source: number, time: number): void {
    this.due[source] = time;
    this.dueOrders[source] = ++this.settled;
    this.momentsSettledLater[source] = 0;
  }

  expects(time: number, kind: number, pledge: number): void {
    const { agenda, agendaSource } = this.followUps!;
    agenda.add(time, kind, pledge);
    if (time >= this.due[agendaSource]!) return;
    this.settle(agendaSource, time);
    if (time < this.due[this.firstSource]!) this.firstSource = agendaSource;
  }

  /** Finds the source that is due first. */
  findFirstSource(): void {
    const { due, dueOrders } = this;
    let first = 0;
    for (let source = 1; source < due.length; source++) {
      const time = due[source]!;
      const best = due[first]!;
      if (time < best || (time === best && dueOrders[source]! < dueOrders[first]!)) first = source;
    }
    this.firstSource = first;
  }

  /**
   * Finds whose turn it is. To be asked when a line ceases or begins to be empty, and whenever `idle` or `leaving`
   * changes.
   *
   * - As an interval begins several handlers may have been idle for long: the queue served first goes first.
   * - While handlers are leaving, the next to finish goes home and nobody who waits can start.
   * - Otherwise nobody may start as things are. A contact of a queue for which `holdBack` handlers stay idle may start
   *   when one more than that is idle, so the first to start is of the queue with the least to hold back.
   */
  findTurn(): void {
    const { holdBack, places } = this;
    const { first } = this.inside;
    if (this.isStarting) {
      for (let place = 0; place < places; place++) {
        if (first[place] === NOBODY || holdBack[place]! >= this.idle) continue;
        this.turn = holdBack[place]!;
        this.turnPlace = place;
        return;
      }
      this.isStarting = false;
    }
    this.turnPlace = NOBODY;
    if (this.leaving > 0) {
      this.turn = this.idle;
      return;
    }
    this.turn = NOBODY;
    for (let place = 0; place < places; place++) {
      if (first[place] === NOBODY || (this.turn !== NOBODY && holdBack[place]! >= this.turn)) continue;
      this.turn = holdBack[place]!;
      this.turnPlace = place;
    }
  }
}

import { Calendar } from "../kernel/calendar.ts";
import { TimeHeap } from "../kernel/timeHeap.ts";
import { WaitHistogram } from "../stats/histogram.ts";
import { Agenda } from "./agenda.ts";
import { type Callers, callersOf } from "./callers.ts";
import { type Chats, chatsOf } from "./chat/chats.ts";
import type { ChatRoutines } from "./chat/routines.ts";
import { Contacts } from "./contacts.ts";
import type { DemandFollowing } from "./demandFollowing.ts";
import { Duty } from "./duty.ts";
import { hangUpsSeenIn } from "./hangUps.ts";
import { Handlers } from "./handlers.ts";
import {
  emptyLedger,
  extraCell,
  type Ledger,
  poolCell,
  poolExtraCell,
  queueCell,
  switchCell,
} from "./ledger.ts";
import { Line } from "./line.ts";
import { type Months, monthsOf } from "./months.ts";
import type { Observer } from "./observer.ts";
import { type Onward, onwardOf } from "./onward.ts";
import { type Paces, pacesOf } from "./paces.ts";
import { People } from "./people.ts";
import type { Plan } from "./plan.ts";
import { type Redials, redialsOf } from "./redials.ts";
import { type Sequels, sequelsOf } from "./sequels.ts";
import type { Staffing } from "./staffing.ts";
import { Switches } from "./switches.ts";
import { WaitLog } from "./waitLog.ts";
import { Work, workOf } from "./work.ts";

/** Slot of the calendar in which the end of the interval is due. Queues and handlers come after it. */
export const INTERVAL_SLOT = 0;

/** Held back so that no contact of a queue starts, however many handlers are idle. */
export const NOBODY_STARTS = 0x7fff_ffff;

/** A room of which some desks are run apart: what they share with the rest, and which part is the rest. */
export interface Rest {
  readonly pools: readonly number[];
  readonly queues: readonly number[];
  readonly callers: readonly Callers[];
  readonly redials: Redials | null;
  readonly onward: Onward | null;
  readonly ledger: Ledger;
  readonly waitLog: WaitLog | null;
  /** Whether, at the end of an interval, somebody is followed at the desks that are run apart. */
  isFollowedElsewhere(): boolean;
}

/**
 * The room in one replication: who is inside, who is on duty, what is due. Event routines change it; nothing else
 * does. The clock counts seconds from the start of the counted period.
 */
export class Centre {
  readonly plan: Plan;
  readonly replication: number;
  readonly observer: Observer<Centre> | null;

  readonly queues: number;
  readonly pools: number;
  /** Where some desks are run apart: what this is the rest of. Null where this is the whole room. */
  readonly rest: Rest | null;
  /** Queues and pools that are run here: all of them, or those of the rest. */
  readonly queuesHere: readonly number[];
  readonly poolsHere: readonly number[];
  readonly calendar: Calendar;
  readonly callers: readonly Callers[];
  readonly contacts = new Contacts();
  readonly lines: readonly Line[];
  /** Callers hearing the message before each queue, by the moment it ends for them. */
  readonly hearing: readonly TimeHeap[];
  /** Who makes each contact: kept only where something follows. */
  readonly people: People;
  /** Who dials again; null where nobody does. */
  readonly redials: Redials | null;
  /** Null where there are none. */
  readonly switches: Switches | null;
  /** 1 for a queue in which hang-ups are seen as they happen; null where they need not be in any. */
  readonly hangUpsSeen: Uint8Array | null;
  /** What else may become of contacts than an answer or a hang-up; null where nothing does. */
  readonly sequels: Sequels | null;
  /** Whether going unanswered may lead to anything: to a redial, or to any of the sequels. */
  readonly somethingFollows: boolean;
  /** Deferrable work; null where there is none. */
  readonly work: Work | null;
  /** What is looked at later; null where nothing ever is. */
  readonly agenda: Agenda | null;
  /** Chats that handlers hold; null where no queue is one of chats. */
  readonly chats: Chats | null;
  readonly chatRoutines: ChatRoutines<Centre> | null;
  readonly handlers: Handlers;
  /** Who is on duty by shifts; null where nobody is. */
  readonly duty: Duty | null;
  /** How much longer some desks take; null where all take the same. */
  readonly paces: Paces | null;
  /** What changes from month to month; null where nothing does. */
  readonly months: Months | null;
  /** Demand that follows the month before; null where it follows nothing. */
  readonly demand: DemandFollowing | null;
  /** By pool, handlers on duty in each of the 168 hours of the week: in this month, where months differ. */
  roster: readonly (readonly number[])[];
  readonly ledger: Ledger;
  readonly answeredWaits: readonly WaitHistogram[];
  readonly abandonedWaits: readonly WaitHistogram[];
  /** Every single wait, if they are asked for. */
  readonly waitLog: WaitLog | null;

  /** Contacts that have dialled so far, by queue, counted apart from the ledger. */
  readonly dialledSoFar: Float64Array;
  /** Handlers who must stay idle before a contact may start, by pool and queue, in this hour. */
  readonly holdBack: Int32Array;
  readonly balking: Float64Array;
  /** 1 for a queue whose callers' patience runs from dialling, and not from the moment they reach the line. */
  readonly patienceFromDialling: Uint8Array;
  /** 1 for a queue with a recorded message in front of it. */
  readonly hasMessage: Uint8Array;
  /** Whether wrap-up is a state of its own: see `Plan`. */
  readonly wrapUpIsInterruptible: boolean;
  /** 1 for a queue whose contacts may call a handler away from wrap-up. */
  readonly interrupts: Uint8Array;
  /** Targets by queue, `MOST_TARGETS` apart from each other. */
  readonly targetsOf: readonly Float64Array[];

  now: number;
  /** Index into the timetable, and the bin of the ledger it goes to. */
  interval = 0;
  bin = 0;
  intervalEnd: number;

  /** Slot of the calendar in which the first entry of the agenda is due; -1 where there is none. */
  readonly agendaSlot: number;
  /** Slot in which the next chat ends or is left; -1 where there are none. */
  readonly chatSlot: number;
  /** Slots in which the first hang-up of each queue may be due; Infinity where hang-ups are not seen. */
  readonly firstHangUpSlot: number;
  private readonly firstHandlerSlot: number;
  /** 1 for a slot in which things may happen that let a chat begin, or a call beside chats; slots of handlers left out, ... */
  private readonly concernChats: Uint8Array;
  /** ... which are alike in this. */
  private readonly handlersConcernChats: boolean;
  /** Queues with a message: only they have a slot for its end, as fewer slots make a quicker calendar. */
  private readonly withMessage: readonly number[];
  /** By queue: its slot, where it has one. */
  private readonly messageSlots: Int32Array;

  constructor(
    plan: Plan,
    replication: number,
    observer: Observer<Centre> | null = null,
    keepsEachWait = false,
    chatRoutines: ChatRoutines<Centre> | null = null,
    staffing: Staffing | null = null,
    rest: Rest | null = null,
  ) {
    const { scenario, timetable } = plan;
    this.rest = rest;
    this.queuesHere = rest?.queues ?? scenario.queues.map((_, queue) => queue);
    this.poolsHere = rest?.pools ?? scenario.pools.map((_, pool) => pool);
    this.plan = plan;
    this.replication = replication;
    this.observer = observer;
    this.queues = scenario.queues.length;
    this.pools = scenario.pools.length;
    this.months = monthsOf(plan, staffing);
    this.demand = this.months?.demand ?? null;
    this.roster = scenario.pools.map(({ handlers }) => handlers);
    this.callers = rest?.callers ?? callersOf(plan, replication, this.months?.talk ?? null);
    this.lines = scenario.queues.map(() => new Line());
    this.hearing = scenario.queues.map(() => new TimeHeap());
    const mostOnDuty = scenario.pools.reduce((sum, pool) => sum + Math.max(...pool.handlers), 0);
    this.handlers = new Handlers(this.pools, mostOnDuty);
    this.duty = scenario.pools.some(({ rota }) => rota !== null) ? new Duty(plan, replication) : null;
    this.paces = pacesOf(scenario.pools, staffing?.setsPaces === true);
    this.withMessage = scenario.queues.flatMap((queue, q) => (queue.message === null ? [] : [q]));
    this.messageSlots = Int32Array.from(
      scenario.queues,
      (_, q) => 1 + this.queues + this.withMessage.indexOf(q),
    );
    this.people = new People(this.queues);
    this.redials = rest === null ? redialsOf(plan, replication) : rest.redials;
    const onward = rest === null ? onwardOf(plan, replication) : rest.onward;
    this.sequels = sequelsOf(plan, replication, onward, this.people);
    this.somethingFollows = this.redials !== null || this.sequels !== null;
    this.work = workOf(plan);
    const afterMessages = 1 + this.queues + this.withMessage.length;
    this.switches = scenario.switches.length === 0 ? null : new Switches(scenario.switches);
    this.hangUpsSeen = hangUpsSeenIn(scenario);
    this.firstHangUpSlot = this.hangUpsSeen === null ? Infinity : afterMessages;
    const afterHangUps = this.hangUpsSeen === null ? afterMessages : afterMessages + this.queues;
    this.agenda = plan.needsAgenda ? new Agenda() : null;
    this.agendaSlot = this.agenda === null ? -1 : afterHangUps;
    const afterAgenda = this.agenda === null ? afterHangUps : afterHangUps + 1;
    this.chats = chatsOf(scenario, this.handlers.rows);
    this.chatRoutines = this.chats === null ? null : chatRoutines;
    this.chatSlot = this.chats === null ? -1 : afterAgenda;
    this.firstHandlerSlot = this.chats === null ? afterAgenda : afterAgenda + 1;
    this.handlersConcernChats = this.chats !== null && !this.chats.standApart;
    this.concernChats = new Uint8Array(this.firstHandlerSlot).fill(this.chats === null ? 0 : 1);
    // Where desks that hold chats take nothing else, what happens in the queues of others does not concern them.
    if (this.chats?.standApart === true) {
      for (let queue = 0; queue < this.queues; queue++) {
        const is = this.chats.isChat[queue]!;
        this.concernChats[this.arrivalSlot(queue)] = is;
        if (this.withMessage.includes(queue)) this.concernChats[this.messageSlot(queue)] = is;
        if (this.hangUpsSeen !== null) this.concernChats[this.hangUpSlot(queue)] = is;
      }
    }
    this.calendar = new Calendar(this.firstHandlerSlot + this.handlers.rows);
    this.ledger = rest?.ledger ?? emptyLedger(plan);
    const histogram = (place: number): WaitHistogram =>
      new WaitHistogram(this.ledger.waits, place * WaitHistogram.SIZE);
    this.answeredWaits = scenario.queues.map((_, q) => histogram(q));
    this.abandonedWaits = scenario.queues.map((_, q) => histogram(this.queues + q));
    this.waitLog = rest === null ? (keepsEachWait ? new WaitLog() : null) : rest.waitLog;
    this.dialledSoFar = new Float64Array(this.queues);
    this.holdBack = new Int32Array(this.pools * this.queues);
    this.patienceFromDialling = Uint8Array.from(scenario.queues, ({ patienceRuns }) =>
      patienceRuns === "from dialling" ? 1 : 0,
    );
    this.hasMessage = Uint8Array.from(scenario.queues, (queue) => (queue.message === null ? 0 : 1));
    this.wrapUpIsInterruptible = plan.wrapUpIsInterruptible;
    this.interrupts = Uint8Array.from(scenario.queues, (queue) => (queue.mayInterruptWrapUp ? 1 : 0));
    this.balking = Float64Array.from(scenario.queues, (queue) => queue.balking);
    this.targetsOf = scenario.queues.map((queue) => Float64Array.from(queue.targets));
    this.now = -timetable.before * timetable.intervalSeconds;
    this.intervalEnd = this.now;
  }

  arrivalSlot(queue: number): number {
    return 1 + queue;
  }
  messageSlot(queue: number): number {
    return this.messageSlots[queue]!;
  }
  /** The queue whose message ends in this slot. */
  queueOfMessageSlot(slot: number): number {
    return this.withMessage[slot - 1 - this.queues]!;
  }
  hangUpSlot(queue: number): number {
    return this.firstHangUpSlot + queue;
  }
  handlerSlot(handler: number): number {
    return this.firstHandlerSlot + handler;
  }
  /** The handler a slot belongs to; below 0 if it belongs to a queue or the interval. */
  handlerInSlot(slot: number): number {
    return slot - this.firstHandlerSlot;
  }

  /** Whether what happens in this slot may let a chat begin, or a call beside chats. */
  mayConcernChats(slot: number): boolean {
    return slot < this.firstHandlerSlot ? this.concernChats[slot] === 1 : this.handlersConcernChats;
  }
  /** Whether more may follow from what happens in this slot: a chat that may begin, or a switch that turns. */
  mayStir(slot: number): boolean {
    return this.switches !== null || this.mayConcernChats(slot);
  }

  /** First column of this queue's row in a bin. */
  queueCell(queue: number, bin: number): number {
    return queueCell(this.ledger, queue, bin);
  }
  /** First column of this pool's row in the bin of the present interval. */
  poolCell(pool: number): number {
    return poolCell(this.ledger, pool, this.bin);
  }
  /** First of the further columns of this queue's row in a bin; only where the plan keeps them. */
  extraCell(queue: number, bin: number): number {
    return extraCell(this.ledger, queue, bin);
  }
  /** First of the further columns of this pool's row in the bin of the present interval; only where they are kept. */
  poolExtraCell(pool: number): number {
    return poolExtraCell(this.ledger, pool, this.bin);
  }
  /** First column of this switch's row in the bin of the present interval. */
  switchCell(number: number): number {
    return switchCell(this.ledger, number, this.bin);
  }
  /** When an interval of the timetable begins. */
  startOf(interval: number): number {
    return (interval - this.plan.timetable.before) * this.plan.timetable.intervalSeconds;
  }
  /** Whether contacts offered in this bin are part of the results. */
  isCounted(bin: number): boolean {
    return bin < this.plan.bins;
  }
}

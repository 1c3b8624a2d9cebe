import type { Clusters } from "../random/arrivals/clusters.ts";
import type { Distribution } from "../random/times/distribution.ts";
import type { UnknownDistribution } from "../random/unknown.ts";
import type { Seconds, Share } from "../units.ts";
import type { FigureUnit } from "./measured.ts";
import type { Workforce } from "./people.ts";

/**
 * The planner's description of a room, checked and complete: every default filled in, no text left to parse,
 * no functions. Plain data, so it can be copied to a worker, hashed, or written to a file.
 */
export interface Scenario {
  /** Short name, from the file's name: "2022-10". */
  readonly name: string;
  /** One sentence on what this scenario is. */
  readonly about: string;
  /** Root of every random stream. Scenarios that share it meet the same callers. */
  readonly seed: string;
  readonly period: Period;
  /** Simulated before the first counted day, so that the count does not start with an empty room. */
  readonly warmUp: Seconds;
  /**
   * What happens to callers still inside when the period ends. `follow`: time goes on (with new arrivals) until the
   * story of everyone who was offered in the period is finished. `stop`: they are counted as still inside.
   */
  readonly atEnd: "follow" | "stop";
  /** Length of one interval of the results and of staffing changes: 900, 1800 or 3600 seconds. */
  readonly interval: Seconds;
  /** Busy and quiet days, beyond weekday pattern and Poisson chance. `spread` 0 switches it off. */
  readonly busyDays: BusyDays;
  /** `tables` draws from fine tables of the quantile function (fast); `exact` inverts it at every draw. */
  readonly draws: "tables" | "exact";
  readonly queues: readonly Queue[];
  readonly pools: readonly Pool[];
  /** What is on while the room is pressed, for rules that depend on it. */
  readonly switches: readonly Switch[];
  /** The people who staff the pools, month by month; null if the pools say it all. */
  readonly workforce: Workforce | null;
  /** Figures that were published for this period, shown beside the simulated ones. */
  readonly actuals: readonly Actual[];
  /** Sentences a reader of the results must see, such as which figures are provisional. */
  readonly notes: readonly string[];
  /** The figures above that are not known, which hold their central values there. Absent if there are none. */
  readonly unknowns?: readonly Unknown[];
  /** What was learnt from published months and stands above. Absent if nothing was. */
  readonly learnt?: Learnt;
}

/** Where figures come from that were learnt from published months. */
export interface Learnt {
  /** The posterior file as the scenario calls it, and its hash. */
  readonly file: string;
  readonly hash: string;
  /** How the room was taken to work, and how the published waits were read. */
  readonly structure: string;
  readonly reading: string;
  /** Whose monthly figures are taken; null if there are none. */
  readonly month: string | null;
  /** The figures, and conditions beside them, that are as learnt. */
  readonly taken: readonly string[];
  /** Those that the scenario itself says otherwise. */
  readonly over: readonly string[];
}

/** A figure that is not known. There is one true value; the distribution says what it may be. */
export interface Unknown {
  /** The way to it through the words of the file: queues.101.talk.mean. */
  readonly figure: string;
  /** In what the figures here are counted. Times are in seconds, shares from 0 to 1. */
  readonly unit: FigureUnit;
  /** Whether it is a whole number, such as a number of handlers. What is drawn is then rounded. */
  readonly whole: boolean;
  readonly distribution: UnknownDistribution;
  /** What a run takes for it unless it is asked to draw it. */
  readonly central: number;
  /** What the range rests on, as written in the file. */
  readonly basis: string | null;
}

/** The time that is counted. */
export type Period =
  | {
      readonly kind: "month";
      /** 1 to 12. */
      readonly month: number;
      readonly year: number;
      /** How many calendar months are counted, this the first of them: 2 to 36. Absent for one. */
      readonly months?: number;
      /** IANA name, such as Europe/London: clock changes make a 23 or 25 hour day. */
      readonly timeZone: string;
      /** Dates (YYYY-MM-DD) whose arrivals follow another weekday's pattern. May lie outside the month. */
      readonly bankHolidays: readonly string[];
      /** The weekday they follow: 0 is Monday, 6 is Sunday. */
      readonly bankHolidaysLike: number;
    }
  | {
      readonly kind: "days";
      readonly days: number;
      /** Weekday of the first counted day: 0 is Monday, 6 is Sunday. */
      readonly firstDay: number;
    };

/** A factor per day on the arrival rate of every queue: gamma with mean 1. */
export interface BusyDays {
  /** Standard deviation of the factor (its mean is 1): 0.08 is 8%. */
  readonly spread: number;
  /** Correlation between the queues' factors on the same day, 0 to 1 (of their normal scores). */
  readonly correlation: number;
}

/** One line of contacts. */
export interface Queue {
  readonly name: string;
  /** 1 is answered first: 999 is 1, 101 is 2. Equal numbers: longest wait first. */
  readonly priority: number;
  readonly arrivals: Arrivals;
  /** Incidents that make several calls each; null if every call stands alone. The number of calls is as `arrivals` says. */
  readonly clusters: Clusters | null;
  readonly talk: Distribution;
  /**
   * Mean talk of those who dial in each month, null where it is that of `talk`: every draw is multiplied by as much as
   * the mean is. Absent if it is the same in all months.
   */
  readonly talkByMonth?: readonly (Seconds | null)[];
  readonly wrapUp: Distribution;
  /** How long a caller would wait before giving up. */
  readonly patience: Distribution;
  readonly patienceRuns: "from offer" | "from dialling";
  /** Share who leave at once when no handler is free to take them. */
  readonly balking: Share;
  /** The recorded message (IVR) in front of the queue. */
  readonly message: Message | null;
  /** Callers who dial again after an attempt that nobody answered; null if nobody does. */
  readonly redials: Redials | null;
  /** Contacts that lead to others, in this queue or another; null if none do. */
  readonly onward: readonly Onward[] | null;
  /** How its demand depends on the month before. Absent if it does not. */
  readonly demandFollows?: DemandFollows;
  /** Whether some contacts, of this queue or another, lead to this one: it follows from their `onward`. */
  readonly isLedTo: boolean;
  /** A contact that has been in the line for so long leaves it for a partner force; null if there is none. */
  readonly partnerAfter: Seconds | null;
  /** Calls that were not meant; null if there are none. */
  readonly accidental: Accidental | null;
  /** What is said of a queue whose contacts are chats; null for one of calls. */
  readonly chat: ChatQueue | null;
  /** A contact of this queue that finds nobody free may take a handler out of wrap-up. */
  readonly mayInterruptWrapUp: boolean;
  /** Pools in the order in which an arriving contact tries them, as indices into `Scenario.pools`. */
  readonly tries: readonly number[];
  /** Deferrable work, such as online reports: nobody waits on the line. Null for calls. */
  readonly work: Work | null;
  /** Waits the results count against ("answered within T"), ascending; for work, ages when done. */
  readonly targets: readonly Seconds[];
}

/** Contacts that stay away, or come beyond the volume, after a month in which many went unanswered. */
export interface DemandFollows {
  /** Whose attrition, as an index into `Scenario.queues`; the queue itself is allowed. */
  readonly of: number;
  /** Attrition of a month above which the next has another demand. */
  readonly attritionAbove: Share;
  /** How much more, as a share of the volume, for each point (hundredth) above it; below zero for less. */
  readonly byPoint: number;
  /** The demand of a month is never below or above these, as shares of its volume. At most 1, and at least 1. */
  readonly atLeast: number;
  readonly atMost: number;
}

export interface Message {
  readonly duration: Distribution;
  /** Share who hang up during it, at a moment uniform over the message. */
  readonly hangUp: Share;
  /** Share who leave for a digital channel during it, likewise. */
  readonly moveToDigital: Share;
  /**
   * Messages that are played instead, the first of those whose time it is when somebody dials. At most three; absent if
   * there are none.
   */
  readonly instead?: readonly OtherMessage[];
}

/** A message for some hours, or for as long as a switch is on. */
export interface OtherMessage extends Omit<Message, "instead"> {
  readonly when:
    | { readonly kind: "hours"; readonly ofWeek: readonly boolean[] }
    | { readonly kind: "switch"; readonly number: number };
}

/** What is special about deferrable work. Its items take their talk time and have no wrap-up; they wait for ever. */
export interface Work {
  /** A contact that its desk ranks higher, and that finds nobody free, takes the handler; the item goes on later. */
  readonly interruptible: boolean;
  /** Items that wait when the run (its warm-up) begins. */
  readonly backlogAtStart: number;
}

/** A queue of chats. Its talk and wrap-up are the work of a chat that is its handler's only one. */
export interface ChatQueue {
  /** How long chatters stay once somebody has answered, if the chat is not done before. */
  readonly patienceInside: Distribution;
  /** For each of the 168 hours of the week, whether new chats are taken; null if they always are. */
  readonly open: readonly boolean[] | null;
  /** Switches, as indices into `Scenario.switches`: while one of them is on no new chats are taken. Absent if none. */
  readonly closedWhile?: readonly number[];
}

/** Who dials again. Every attempt is a contact of its own, with new talk, wrap-up, patience, balking and message. */
export interface Redials {
  /** Share of those whose first attempt ended in the line unanswered, balking included, who try again. */
  readonly first: Share;
  /** The same for every later attempt. */
  readonly later: Share;
  /** Share who try again after hanging up in the message, whichever attempt it was. */
  readonly afterMessage: Share;
  /** Time from hanging up to dialling again. */
  readonly delay: Distribution;
  /** Nobody makes more attempts than this, the first included. */
  readonly mostTries: number;
}

/**
 * How a contact may end: unanswered in the line, at once or later; hung up during the message, patience that runs out
 * there included; left the message for a digital channel; answered, when talk and wrap-up are done.
 */
export const AFTERS = [
  "not answered",
  "hung up in message",
  "moved to digital",
  "answered",
  "refused",
] as const;
export type After = (typeof AFTERS)[number];

/** A contact with another queue that follows from one with this queue. What is settled about it is drawn afresh. */
export interface Onward {
  readonly after: After;
  /** Of the contacts that end so and do not lead to a redial. The shares of one ending exclude each other. */
  readonly share: Share;
  /** Index into `Scenario.queues`; the queue itself is allowed. */
  readonly to: number;
  /** From the end of the one contact to the beginning of the other. */
  readonly delay: Distribution;
  /** Where `to` is the queue itself: nobody makes more contacts of this queue in a row. */
  readonly mostTries: number;
}

/** Calls that were not meant: nobody speaks, and they clear by themselves unless they are answered before. */
export interface Accidental {
  /** Share of those who come from outside for the first time. */
  readonly share: Share;
  /** In place of patience. */
  readonly clearsAfter: Distribution;
  /** If they are answered; null if as long as that of all others. */
  readonly talk: Distribution | null;
}

/** When callers dial, for the first time where some dial again. Hours of the week count from Monday 00:00 local time. */
export type Arrivals =
  | { readonly kind: "steady"; readonly perHour: number }
  /** Calls an hour in each of the 168 hours of the week. */
  | { readonly kind: "hourly"; readonly perHour: readonly number[] }
  /** `volume` contacts expected over the counted period, spread by 168 weights (any scale). */
  | {
      readonly kind: "volume";
      readonly volume: number;
      readonly weights: readonly number[];
      /**
       * Whether `volume` counts contacts that reached the line after the message, all that dialled, or callers who
       * dialled for the first time. Where callers dial again or come from other queues, the first two count those too,
       * and the first attempts behind them must be found before anything is run: see `matchAttempts`.
       */
      readonly counts: "offered" | "dialled" | "first attempts";
      /** Of each month, where they differ; `volume` is their sum. Absent if one scale holds for the whole period. */
      readonly byMonth?: readonly number[];
      /** Standard deviation of a factor on each month's volume (its mean is 1), drawn anew in each run. Absent for 0. */
      readonly monthSpread?: number;
    }
  /** A rate for each stretch of `every` seconds from the start of the counted period. Nobody calls before it. */
  | {
      readonly kind: "rates";
      readonly every: Seconds;
      readonly perHour: readonly number[];
      readonly afterwards: "repeat" | "stop";
    }
  /** Recorded times, in seconds from the start of the counted period, ascending. */
  | { readonly kind: "replay"; readonly times: readonly number[] };

/** A desk: handlers who are alike. */
export interface Pool {
  readonly name: string;
  /** Queues it serves, as indices into `Scenario.queues`, in the order written. */
  readonly answers: readonly number[];
  /** Who is next when a handler comes free: by the queues' priority numbers, or in the order of `answers`. */
  readonly takes: "by priority" | "in the order listed";
  /**
   * Handlers on duty in each of the 168 hours of the week. Whole numbers. Where there is a rota, the most that it
   * rosters at any moment of the hour; where they differ by month, the most of any month.
   */
  readonly handlers: readonly number[];
  /** The same for each month, where they differ. Absent where `handlers` says it all. */
  readonly handlersByMonth?: readonly (readonly number[])[];
  /**
   * Where the handlers come from the people of the workforce alone: 168 weights on any scale, not all zero, by which they
   * are spread over the week; where there is a rota, the heads of its shifts are the weights. `handlers` is then zero at
   * all hours. Absent where the file says how many there are.
   */
  readonly fromPeople?: readonly number[];
  /** Who is on duty by shifts; null where `handlers` says it all. */
  readonly rota: Rota | null;
  /** How much longer than others those at this desk take; null if no longer. */
  readonly proficiency: Proficiency | null;
  /**
   * For each entry of `answers`, 168 whole numbers: a contact of that queue starts only if more than this many
   * handlers of the pool are idle. All zero for the queue served first.
   */
  readonly holdBack: readonly (readonly number[])[];
  /**
   * What switches add to `holdBack` while they are on; those of several add up. `while` is an index into
   * `Scenario.switches`, `handlers` has a whole number for each entry of `answers`. Absent if none does.
   */
  readonly holdMore?: readonly { readonly while: number; readonly handlers: readonly number[] }[];
  /** How its handlers hold chats; null if they take none. */
  readonly chats: PoolChats | null;
  /** For each entry of `answers`, the switch that must be on for the pool to answer that queue, or null; null: none. */
  readonly onlyWhile: readonly (number | null)[] | null;
}

/** Something that is on while the room is pressed, and off again when it is not. */
export interface Switch {
  readonly name: string;
  /** Contacts waiting in some queues together, or the share of the handlers of some pools who are busy. */
  readonly watches:
    | { readonly kind: "waiting"; readonly queues: readonly number[] }
    | { readonly kind: "busy"; readonly pools: readonly number[] };
  /** Goes on when what it watches is above this: contacts, or a share. */
  readonly onAbove: number;
  /** May go off when it is at or below this. At most `onAbove`. */
  readonly offAt: number;
  /** Stays on at least as long. */
  readonly atLeast: Seconds;
  /** Goes off after so long, whatever it sees; null if it may stay on. */
  readonly atMost: Seconds | null;
  /** After going off, stays off as long. */
  readonly rests: Seconds;
}

/** A desk's shifts, and how many of those rostered can be counted on. */
export interface Rota {
  readonly shifts: readonly Shift[];
  /** Planned absence: share of the rostered heads who are known beforehand to be away. */
  readonly shrinkage: Share;
  /** Chance that one who was to come does not. */
  readonly noShow: Share;
  /** No more of the desk than this are on a break at once; null for any number. */
  readonly mostOnBreak: number | null;
}

/** A stretch of duty that begins on some weekdays, always at the same time of the local clock. */
export interface Shift {
  readonly name: string;
  /** On the clock on the wall, after midnight. */
  readonly start: Seconds;
  /** By the stopwatch, whatever the clock on the wall does meanwhile. */
  readonly length: Seconds;
  /** Heads rostered for the shift that begins on each weekday: 0 is Monday. Whole numbers. */
  readonly heads: readonly number[];
  /** Each of them is for everybody on the shift. */
  readonly breaks: readonly Break[];
}

/** A break is due `after` + `window` into the shift; from `after` on it may be taken while nobody waits. */
export interface Break {
  readonly after: Seconds;
  readonly window: Seconds;
  readonly length: Seconds;
}

/** Factors on the times that a contact takes, above zero; 1 for a handler like others. */
export interface Proficiency {
  readonly talk: number;
  readonly wrapUp: number;
}

/** Chats of one handler, side by side. */
export interface PoolChats {
  /** Speed of each of k chats that a handler holds, k from 1 to the most, relative to being the only one. */
  readonly speeds: readonly number[];
  /**
   * What becomes of a call that finds only handlers with chats: it waits until one has none; or a handler takes it, and
   * the chats stand still, or get on as if the call were one chat more.
   */
  readonly calls: "wait" | "pause the chats" | "run beside the chats";
}

/** One published figure. */
export interface Actual {
  readonly queue: string;
  readonly measure: ActualMeasure;
  readonly value: number;
  /** Where it was published. */
  readonly source: string;
}

/** The figures that papers print, by the names `actuals.csv` uses. */
export const ACTUAL_MEASURES = [
  "received",
  "answered",
  "not_answered",
  "not_answered_pct",
  "mean_queue_s",
  "mean_talk_s",
] as const;
export type ActualMeasure = (typeof ACTUAL_MEASURES)[number];

import type { MonthDays } from "./months.ts";

/** People of a role by where they stand. */
export interface RoleHeads {
  /** Those the role pays: live, or in a stage that is paid. Nobody who is redeployed. */
  readonly inPost: number;
  /** Those of the role who answer contacts by themselves. */
  readonly live: number;
  /** Redeployed people who do. */
  readonly redeployed: number;
  /** Those in each stage, paid or not, redeployed people too; by the names of `Pipeline.stages`. */
  readonly inStage: readonly number[];
}

/** What has become of those who were to begin since the first day. */
export interface SoFar {
  /** Began: those in post on the first day, intakes and redeployed people. */
  readonly began: number;
  readonly droppedOut: number;
  readonly left: number;
  /** Redeployed people who went back. */
  readonly wentBack: number;
  /** Places for which nobody was found. */
  readonly notFilled: number;
  /** People found, but not taken on since the role was full. */
  readonly cut: number;
}

/** A role in one month. Averages are over the days of the month, each as it is when it begins. */
export interface RoleMonth {
  readonly average: RoleHeads;
  /** On the last day of the month. */
  readonly atEnd: RoleHeads;
  readonly soFar: SoFar;
  /** Full-time people's worth of time at the work of the role, shrinkage and mentoring taken off. */
  readonly effective: number;
  /** Full-time people's worth of time that goes on those who are mentored. */
  readonly mentoring: number;
  /** The same that trainees would need besides, and nobody has: they are trained all the same. */
  readonly mentorsShort: number;
  /** Full-time people paid, redeployed people too; and those of them in training. */
  readonly paid: number;
  readonly training: number;
  /** Pay for the days of the month, overtime too; null where the role's pay is not said. */
  readonly cost: number | null;
}

/** A pool in one month. */
export interface PoolMonth {
  /** Full-time people's worth of time, the average over the days of the month. Zero if no role staffs it. */
  readonly effective: number;
  /** Mean factors over the contacts that its people take; 1 if it has none. */
  readonly talk: number;
  readonly wrapUp: number;
}

export interface PeopleMonth extends MonthDays {
  /** In the order of `Workforce.roles`. */
  readonly roles: readonly RoleMonth[];
  /** In the order of `Scenario.pools`. */
  readonly pools: readonly PoolMonth[];
}

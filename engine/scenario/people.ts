import type { Share } from "../units.ts";

/*
 * The people who staff a room, as the planner describes them: checked and complete, plain data. Lengths are in whole
 * days, and moments are days from the first day of the workforce, which is day 0.
 */

/** Everybody who works in the room, learns to or will. */
export interface Workforce {
  /** YYYY-MM-DD. The people in post are in post that day, and the pools' handlers are what they give. */
  readonly from: string;
  /** Hours that somebody in full-time work is paid for in a week. */
  readonly weeklyHours: number;
  /** Parts of paid time in which people are not available, by cause. They add up to less than 1. */
  readonly shrinkage: readonly { readonly cause: string; readonly share: Share }[];
  readonly roles: readonly Role[];
  readonly courses: readonly Course[];
  readonly intakes: readonly Intake[];
  readonly redeployed: readonly Redeployed[];
  /** Whether leavers rise with occupancy; null if they do not. */
  readonly leaversRise: LeaversRise | null;
  /** Whether a run meets people by chance, each replication others; if not, what is expected. */
  readonly byChance: boolean;
}

/** Those who do the same work. */
export interface Role {
  readonly name: string;
  /** Posts; null if not said. */
  readonly establishment: number | null;
  /** How far above the establishment intakes may go, as a share of it; null if they are not cut. */
  readonly mayExceed: number | null;
  readonly inPost: readonly InPost[];
  /** By length of service; nobody leaves if there are none. */
  readonly leavers: readonly LeaverBand[];
  /** By time since going live; the first begins at 0. */
  readonly proficiency: readonly ProficiencyBand[];
  readonly staffs: readonly Staffs[];
  /** For a month of full-time work; null if not said. */
  readonly pay: number | null;
  readonly overtime: readonly Overtime[];
  readonly source: string | null;
}

/** Some of those who are in post on the first day. */
export interface InPost {
  readonly people: number;
  /** Days since they went live, spread evenly from the one to the other; null: longer than any rule asks. */
  readonly service: readonly [low: number, high: number] | null;
  /** Their hours ÷ those of full-time work. */
  readonly fullTime: number;
  readonly source: string | null;
}

/** How readily people leave, up to a length of service. */
export interface LeaverBand {
  /** In days since going live; null: from the band before onwards. */
  readonly upTo: number | null;
  /** Leavers a year ÷ the people there are: a hazard rate, so that exp(−aYear) are still there after a year. */
  readonly aYear: number;
  readonly source: string | null;
}

/** What somebody can do from a time after going live onwards. */
export interface ProficiencyBand {
  /** Days since going live. */
  readonly from: number;
  /** Factors on the times that a contact takes, above zero. */
  readonly talk: number;
  readonly wrapUp: number;
  /** Share of their available time that they spend on the work of the role. */
  readonly shareOfWork: Share;
  readonly source: string | null;
}

/** A part of a role's work that is done at a pool. */
export interface Staffs {
  /** Index into `Scenario.pools`. */
  readonly pool: number;
  readonly share: Share;
}

/** More hours for a time, in the role as a whole. */
export interface Overtime {
  readonly from: number;
  /** The first day without it; null if it goes on. */
  readonly until: number | null;
  /** Hours on top ÷ usual hours. */
  readonly adds: Share;
  /** Pay for such an hour ÷ pay for a usual one. */
  readonly paidAt: number;
}

/** A way into a role, stage after stage. */
export interface Course {
  readonly name: string;
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly name: string;
  /** At least 1. */
  readonly days: number;
  /** Share of those who begin it who drop out, at a moment uniform over the stage. */
  readonly dropOut: Share;
  readonly paid: boolean;
  /** Part of one experienced person's time that goes on each who is in it. */
  readonly takesFromMentor: Share;
  /** Share of their time that those in it spend on the work of the role. */
  readonly worksAt: Share;
  /** Factors on the times that a contact takes of them. */
  readonly talk: number;
  readonly wrapUp: number;
  readonly source: string | null;
}

/** People who begin a course together. */
export interface Intake {
  /** Who drops out and leaves is drawn under this name. */
  readonly name: string;
  /** Index into `roles`. */
  readonly into: number;
  readonly places: number;
  /** Share of the places for which somebody is found. */
  readonly filled: Share;
  /** Day on which they begin. */
  readonly starts: number;
  /** Index into `courses`. */
  readonly course: number;
  /** Index of the stage in which they begin, and the days of it that they have behind them. */
  readonly enters: number;
  readonly done: number;
  readonly fullTime: number;
  readonly source: string | null;
}

/** People lent to a role for a time. They are none of its establishment, and none of them leaves. */
export interface Redeployed {
  readonly name: string;
  readonly people: number;
  readonly into: number;
  readonly from: number;
  /** The first day without them; null if they stay. */
  readonly until: number | null;
  /** Index into `courses`; null if they go live at once. */
  readonly course: number | null;
  readonly proficiency: readonly ProficiencyBand[];
  readonly staffs: readonly Staffs[];
  /** As that of a role. */
  readonly pay: number | null;
  readonly source: string | null;
}

/** Above an occupancy, leavers are more by `byPoint` of what they would be for each point (hundredth) above it. */
export interface LeaversRise {
  readonly occupancyAbove: Share;
  readonly byPoint: number;
}

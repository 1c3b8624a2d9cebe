import { requireShare } from "../check.ts";
import type { Workforce } from "../scenario/people.ts";
import type { Cohort } from "./cohorts.ts";
import { cohortsOf, leavingRate, proficiencyAt, stageNamesOf } from "./cohorts.ts";
import type { PoolSums, RoleSums } from "./dayBooks.ts";
import { addPool, addRole, joinPool, poolMean, poolSums, roleSums } from "./dayBooks.ts";
import type { PeopleMonth, PoolMonth, RoleHeads, RoleMonth, SoFar } from "./figures.ts";
import type { Heads, PeopleDraw } from "./heads.ts";
import { headsOf } from "./heads.ts";
import type { MonthDays } from "./months.ts";
import { monthDays } from "./months.ts";

const DAYS_A_YEAR = 365.25;

/** A cohort on its way. */
interface Marcher {
  readonly cohort: Cohort;
  readonly heads: Heads;
  begun: boolean;
  /** Rate of leaving added up over the days since going live. */
  hazard: number;
  /** Those who went back, when their time was over. */
  wentBack: number;
}

/** What is known of the room when a month begins. */
export interface Feedback {
  /** Share of the time on duty that handlers were busy, in the month before. */
  readonly occupancy: number;
}

/**
 * The people of a room, day by day and told of month by month: who is hired, trained, live, redeployed and gone.
 *
 * A day's figures are those of its beginning. People begin a course, go live and go back at the beginning of a day;
 * they drop out at a moment uniform over the stage, and leave at a rate by length of service.
 */
export class Pipeline {
  /** Names of the stages, in the order in which heads in stages are told. */
  readonly stages: readonly string[];
  /** The pools on the first day, in the order of the scenario: what their handlers go with. */
  readonly firstDay: readonly PoolMonth[];

  private readonly workforce: Workforce;
  private readonly talkShares: readonly number[];
  private readonly marchers: readonly Marcher[];
  private readonly attendance: number;
  private months = 0;

  /**
   * @param talkShares Of each of the scenario's pools, talk ÷ (talk + wrap-up) of its contacts: see `talkSharesOf`.
   * @param draw       Whose fates; null for what is expected, in real numbers.
   */
  constructor(workforce: Workforce, talkShares: readonly number[], draw: PeopleDraw | null) {
    const cohorts = cohortsOf(workforce);
    const heads = headsOf(cohorts, draw);
    this.workforce = workforce;
    this.talkShares = talkShares;
    this.stages = stageNamesOf(workforce);
    this.attendance = 1 - workforce.shrinkage.reduce((sum, { share }) => sum + share, 0);
    this.marchers = cohorts.map((cohort, i) => ({
      cohort,
      heads: heads[i]!,
      begun: false,
      hazard: 0,
      wentBack: 0,
    }));
    this.arrive(0);
    this.firstDay = this.dayOf(0).pools.map((pool) => poolMean(pool, 1));
  }

  /**
   * Goes on to the next month; the first is that of the first day.
   *
   * @param feedback Counts only where leavers rise with occupancy.
   */
  nextMonth(feedback: Feedback | null = null): PeopleMonth {
    const month = monthDays(this.workforce.from, this.months++);
    const factor = this.leavingFactor(feedback);
    const roles = this.workforce.roles.map(() => roleSums(this.stages.length));
    const pools = this.talkShares.map(poolSums);
    let last: readonly RoleSums[] = roles;
    for (let day = month.firstDay; day < month.firstDay + month.days; day++) {
      this.arrive(day);
      const today = this.dayOf(day);
      today.roles.forEach((sums, r) => {
        addRole(roles[r]!, sums);
      });
      today.pools.forEach((sums, p) => {
        addPool(pools[p]!, sums);
      });
      last = today.roles;
      this.age(day, factor);
    }
    return {
      ...month,
      roles: roles.map((sums, r) => this.roleMonth(r, sums, last[r]!, month)),
      pools: pools.map((sums) => poolMean(sums, month.days)),
    };
  }

  /** How many times as many as usual leave. */
  private leavingFactor(feedback: Feedback | null): number {
    const { leaversRise } = this.workforce;
    if (leaversRise === null || feedback === null) return 1;
    requireShare({ occupancy: feedback.occupancy });
    const points = 100 * (feedback.occupancy - leaversRise.occupancyAbove);
    return 1 + leaversRise.byPoint * Math.max(0, points);
  }

  /** Brings everybody to the beginning of a day. */
  private arrive(day: number): void {
    for (const marcher of this.marchers) {
      const { cohort, heads } = marcher;
      if (marcher.begun) this.bringTo(marcher, day);
      if (marcher.begun || cohort.starts > day) continue;
      heads.begin(cohort.kind === "intake" ? this.vacancies(cohort.role) : Infinity);
      marcher.begun = true;
      this.bringTo(marcher, day);
    }
  }

  private bringTo(marcher: Marcher, day: number): void {
    const { cohort, heads } = marcher;
    if (day >= cohort.liveFrom) heads.live(marcher.hazard);
    else {
      const stage = cohort.stages.findLastIndex(({ begins }) => begins <= day);
      const { begins, days } = cohort.stages[stage]!;
      heads.inStage(stage, (day - begins) / days);
    }
    if (day === cohort.until) marcher.wentBack = heads.present;
    const { began, present, droppedOut, left } = heads;
    const lost = began - present - droppedOut - left;
    if (Math.abs(lost) > 1e-9 * Math.max(1, began)) {
      throw new Error(`people were lost on day ${day}: ${lost} of ${began} in "${cohort.key}"`);
    }
  }

  /** Places that an intake may still fill; infinite where the role sets no limit. Who waits for a course counts. */
  private vacancies(role: number): number {
    const { establishment, mayExceed } = this.workforce.roles[role]!;
    if (establishment === null || mayExceed === null) return Infinity;
    const taken = this.marchers
      .filter(({ begun, cohort }) => begun && cohort.role === role && cohort.kind !== "redeployed")
      .reduce((sum, { heads }) => sum + heads.present, 0);
    return Math.floor(establishment * (1 + mayExceed) + 1e-9) - taken;
  }

  /** A day goes by for those who are live. */
  private age(day: number, factor: number): void {
    for (const marcher of this.marchers) {
      const { cohort, begun } = marcher;
      if (!begun || day < cohort.liveFrom || cohort.leavers.length === 0) continue;
      const service = cohort.serviceThen + day - cohort.liveFrom;
      marcher.hazard += (factor * leavingRate(cohort.leavers, service)) / DAYS_A_YEAR;
    }
  }

  private dayOf(day: number): { readonly roles: readonly RoleSums[]; readonly pools: readonly PoolSums[] } {
    const roles = this.workforce.roles.map(() => roleSums(this.stages.length));
    const pools = this.talkShares.map(poolSums);
    const here = this.marchers.filter(({ begun, cohort }) => begun && day < cohort.until);
    const extra = this.workforce.roles.map((_, r) => this.overtimeOn(r, day));
    for (const { cohort, heads } of here) {
      addHeads(roles[cohort.role]!, cohort, heads.present, day, extra[cohort.role]!.costs);
    }
    const work = here.map(({ cohort, heads }) =>
      workOf(cohort, heads.present, day, this.attendance, extra[cohort.role]!.adds),
    );
    const left = roles.map((sums, r) => {
      const mentoring = sums.mentoring * this.attendance;
      const teachers = sum(here.flatMap(({ cohort }, i) => (teaches(cohort, r, day) ? [work[i]!.time] : [])));
      // Nobody can give more than there is.
      sums.mentoring = Math.min(mentoring, teachers);
      sums.mentorsShort = mentoring - sums.mentoring;
      return teachers === 0 ? 1 : 1 - sums.mentoring / teachers;
    });
    here.forEach(({ cohort }, i) => {
      const { role } = cohort;
      const time = work[i]!.time * (teaches(cohort, role, day) ? left[role]! : 1);
      const sums = roles[role]!;
      sums.effective += time;
      if (time === 0) return;
      for (const { pool, share } of cohort.staffs) {
        if (share > 0) joinPool(pools[pool]!, time * share, work[i]!.pace, this.talkShares[pool]!);
      }
    });
    return { roles, pools };
  }

  /** Hours on top and what they cost, as parts of the usual. */
  private overtimeOn(role: number, day: number): { readonly adds: number; readonly costs: number } {
    const now = this.workforce.roles[role]!.overtime.filter(
      ({ from, until }) => from <= day && (until === null || day < until),
    );
    return {
      adds: sum(now.map(({ adds }) => adds)),
      costs: sum(now.map(({ adds, paidAt }) => adds * paidAt)),
    };
  }

  private roleMonth(r: number, sums: RoleSums, last: RoleSums, month: MonthDays): RoleMonth {
    const { days, daysInMonth } = month;
    return {
      average: headsFrom(sums, days),
      atEnd: headsFrom(last, 1),
      soFar: this.soFar(r),
      effective: sums.effective / days,
      mentoring: sums.mentoring / days,
      mentorsShort: sums.mentorsShort / days,
      paid: sums.paid / days,
      training: sums.training / days,
      cost: this.workforce.roles[r]!.pay === null ? null : sums.monthlyPay / daysInMonth,
    };
  }

  private soFar(r: number): SoFar {
    const all = this.marchers.filter(({ begun, cohort }) => begun && cohort.role === r);
    return {
      began: sum(all.map(({ heads }) => heads.began)),
      droppedOut: sum(all.map(({ heads }) => heads.droppedOut)),
      left: sum(all.map(({ heads }) => heads.left)),
      wentBack: sum(all.map(({ wentBack }) => wentBack)),
      notFilled: sum(all.map(({ cohort, heads }) => cohort.places - heads.began - heads.cut)),
      cut: sum(all.map(({ heads }) => heads.cut)),
    };
  }
}

function headsFrom({ inPost, live, redeployed, inStage }: RoleSums, days: number): RoleHeads {
  return {
    inPost: inPost / days,
    live: live / days,
    redeployed: redeployed / days,
    inStage: inStage.map((heads) => heads / days),
  };
}

/** Who gives time to those who are mentored: the live people of the role, not those lent to it. */
function teaches(cohort: Cohort, role: number, day: number): boolean {
  return cohort.role === role && cohort.kind !== "redeployed" && day >= cohort.liveFrom;
}

/** Counts a cohort's people by where they stand. @param overtime What it costs ÷ pay, for those who are live. */
function addHeads(sums: RoleSums, cohort: Cohort, present: number, day: number, overtime: number): void {
  const isLent = cohort.kind === "redeployed";
  const fullTime = present * cohort.fullTime;
  const stage = cohort.stages.findLast(({ begins, days }) => begins <= day && day < begins + days);
  if (stage === undefined) {
    sums[isLent ? "redeployed" : "live"] += present;
  } else {
    sums.inStage[stage.number]! += present;
    sums.mentoring += present * stage.takesFromMentor;
  }
  if (stage?.paid === false) return;
  if (!isLent) sums.inPost += present;
  sums.paid += fullTime;
  if (stage !== undefined) sums.training += fullTime;
  sums.monthlyPay += fullTime * (cohort.pay ?? 0) * (stage === undefined ? 1 + overtime : 1);
}

/**
 * A cohort's time at the work, in full-time people's worth, and its pace.
 *
 * @param attendance Available ÷ paid hours.
 * @param overtime   Hours on top, as a share of the usual, of those who are live.
 */
function workOf(cohort: Cohort, present: number, day: number, attendance: number, overtime: number) {
  const stage = cohort.stages.findLast(({ begins, days }) => begins <= day && day < begins + days);
  const band = proficiencyAt(cohort.proficiency, cohort.serviceThen + day - cohort.liveFrom);
  const share = stage === undefined ? band.shareOfWork : stage.worksAt;
  const hours = attendance * (stage === undefined ? 1 + overtime : 1);
  return { time: present * cohort.fullTime * hours * share, pace: stage ?? band };
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

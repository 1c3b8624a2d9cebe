import type { PoolMonth } from "./figures.ts";

/** What a role's people add up to, on one day or over the days of a month. */
export interface RoleSums {
  inPost: number;
  live: number;
  redeployed: number;
  inStage: number[];
  effective: number;
  mentoring: number;
  /** What is wanted of mentors beyond what all of them have. */
  mentorsShort: number;
  paid: number;
  training: number;
  /** Money for whole months; divided by the days of the month when it is told. */
  monthlyPay: number;
}

/** What a pool's people add up to. */
export interface PoolSums {
  effective: number;
  /** Contacts that they take, on the scale of one a full-time person who is as quick as the queues say. */
  contacts: number;
  /** Their factors times those. */
  talk: number;
  wrapUp: number;
}

export function roleSums(stages: number): RoleSums {
  return {
    inPost: 0,
    live: 0,
    redeployed: 0,
    inStage: new Array<number>(stages).fill(0),
    effective: 0,
    mentoring: 0,
    mentorsShort: 0,
    paid: 0,
    training: 0,
    monthlyPay: 0,
  };
}

export function poolSums(): PoolSums {
  return { effective: 0, contacts: 0, talk: 0, wrapUp: 0 };
}

export function addRole(to: RoleSums, day: RoleSums): void {
  to.inPost += day.inPost;
  to.live += day.live;
  to.redeployed += day.redeployed;
  day.inStage.forEach((heads, stage) => (to.inStage[stage]! += heads));
  to.effective += day.effective;
  to.mentoring += day.mentoring;
  to.mentorsShort += day.mentorsShort;
  to.paid += day.paid;
  to.training += day.training;
  to.monthlyPay += day.monthlyPay;
}

export function addPool(to: PoolSums, day: PoolSums): void {
  to.effective += day.effective;
  to.contacts += day.contacts;
  to.talk += day.talk;
  to.wrapUp += day.wrapUp;
}

/**
 * People of one pace join a pool.
 *
 * Contacts go to whoever is free, so that those who are quick take more of them: by time ÷ pace. Weighed by the
 * contacts that each takes, the mean factors leave the pool's capacity as its people have it.
 *
 * @param time      Full-time people's worth of time.
 * @param talkShare Talk ÷ (talk + wrap-up) of the pool's contacts.
 */
export function joinPool(
  to: PoolSums,
  time: number,
  { talk, wrapUp }: { readonly talk: number; readonly wrapUp: number },
  talkShare: number,
): void {
  const contacts = time / (talkShare * talk + (1 - talkShare) * wrapUp);
  to.effective += time;
  to.contacts += contacts;
  to.talk += contacts * talk;
  to.wrapUp += contacts * wrapUp;
}

/** The mean of a pool over some days. */
export function poolMean({ effective, contacts, talk, wrapUp }: PoolSums, days: number): PoolMonth {
  if (contacts === 0) return { effective: 0, talk: 1, wrapUp: 1 };
  return { effective: effective / days, talk: talk / contacts, wrapUp: wrapUp / contacts };
}

/** Workforces for tests as plain data, with defaults for whatever a test is not about. */
import type {
  Course,
  Intake,
  ProficiencyBand,
  Redeployed,
  Role,
  Stage,
  Workforce,
} from "../../engine/scenario/people.ts";
import type { PeopleMonth } from "../../engine/workforce/figures.ts";
import type { PeopleDraw } from "../../engine/workforce/heads.ts";
import { type Feedback, Pipeline } from "../../engine/workforce/pipeline.ts";
import { share } from "../../engine/units.ts";

export const EXPERIENCED: ProficiencyBand = {
  from: 0,
  talk: 1,
  wrapUp: 1,
  shareOfWork: share(1),
  source: null,
};

export function role(
  wanted: Partial<Role> & { readonly people?: number; readonly aYear?: number } = {},
): Role {
  const { people = 100, aYear = 0, ...rest } = wanted;
  return {
    name: "contact handler",
    establishment: null,
    mayExceed: null,
    inPost: [{ people, service: null, fullTime: 1, source: null }],
    leavers: aYear === 0 ? [] : [{ upTo: null, aYear, source: null }],
    proficiency: [EXPERIENCED],
    staffs: [{ pool: 0, share: share(1) }],
    pay: null,
    overtime: [],
    source: null,
    ...rest,
  };
}

export function stage(name: string, days: number, dropOut = 0, wanted: Partial<Stage> = {}): Stage {
  return {
    name,
    days,
    dropOut: share(dropOut),
    paid: true,
    takesFromMentor: share(0),
    worksAt: share(0),
    talk: 1,
    wrapUp: 1,
    source: null,
    ...wanted,
  };
}

export function course(...stages: readonly Stage[]): Course {
  return { name: "recruit", stages };
}

export function intake(places: number, starts: number, wanted: Partial<Intake> = {}): Intake {
  return {
    name: `intake of day ${starts}`,
    into: 0,
    places,
    filled: share(1),
    starts,
    course: 0,
    enters: 0,
    done: 0,
    fullTime: 1,
    source: null,
    ...wanted,
  };
}

export function redeployed(
  people: number,
  from: number,
  until: number | null,
  wanted: Partial<Redeployed> = {},
): Redeployed {
  return {
    name: "officers",
    people,
    into: 0,
    from,
    until,
    course: null,
    proficiency: [EXPERIENCED],
    staffs: [{ pool: 0, share: share(1) }],
    pay: null,
    source: null,
    ...wanted,
  };
}

/** From Wednesday 1 February 2023. */
export function force(wanted: Partial<Workforce> = {}): Workforce {
  return {
    from: "2023-02-01",
    weeklyHours: 37,
    shrinkage: [],
    roles: [role()],
    courses: [],
    intakes: [],
    redeployed: [],
    leaversRise: null,
    byChance: true,
    ...wanted,
  };
}

/** Some months of a workforce with one pool. */
export function months(
  workforce: Workforce,
  count: number,
  draw: PeopleDraw | null = null,
  feedback: Feedback | null = null,
): readonly PeopleMonth[] {
  const pipeline = new Pipeline(workforce, [0.75], draw);
  return Array.from({ length: count }, () => pipeline.nextMonth(feedback));
}

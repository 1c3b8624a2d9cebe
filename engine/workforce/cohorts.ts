import type { Course, LeaverBand, ProficiencyBand, Stage, Staffs, Workforce } from "../scenario/people.ts";

/** A stage of one cohort. */
export interface CohortStage extends Stage {
  /** Place of its name in the list of the stages of the whole workforce. */
  readonly number: number;
  /** Day on which it begins for the cohort. */
  readonly begins: number;
}

/** People who are alike to the day: they begin together and are live together. */
export interface Cohort {
  readonly kind: "in post" | "intake" | "redeployed";
  /** Names the stream from which their fates come; shared by the cohorts of one group. */
  readonly key: string;
  /** Number of the first of them within the group. */
  readonly firstPerson: number;
  readonly role: number;
  readonly places: number;
  readonly filled: number;
  readonly starts: number;
  readonly stages: readonly CohortStage[];
  readonly liveFrom: number;
  /** First day without them; Infinity if they stay. */
  readonly until: number;
  /** Days since they went live, on the day `liveFrom`: 0 but for those in post at the start. */
  readonly serviceThen: number;
  readonly fullTime: number;
  readonly leavers: readonly LeaverBand[];
  readonly proficiency: readonly ProficiencyBand[];
  readonly staffs: readonly Staffs[];
  readonly pay: number | null;
}

/** The names of all stages, each once, in the order of the courses. */
export function stageNamesOf({ courses }: Pick<Workforce, "courses">): readonly string[] {
  return [...new Set(courses.flatMap(({ stages }) => stages.map(({ name }) => name)))];
}

/** Everybody the workforce will ever have, in the order of the file. */
export function cohortsOf(workforce: Workforce): readonly Cohort[] {
  const { roles, courses, intakes, redeployed } = workforce;
  const names = stageNamesOf(workforce);
  const taught = (course: Course | null, starts: number, enters = 0, done = 0) => {
    const stages: CohortStage[] = [];
    let day = starts;
    (course?.stages ?? []).slice(enters).forEach((stage, i) => {
      const left = i === 0 ? remainder(stage, done) : stage;
      stages.push({ ...left, number: names.indexOf(stage.name), begins: day });
      day += left.days;
    });
    return { stages, liveFrom: day };
  };
  return [
    ...roles.flatMap((role, r) => role.inPost.flatMap((_, group) => inPostCohorts(workforce, r, group))),
    ...intakes.map((intake): Cohort => {
      const role = roles[intake.into]!;
      return {
        kind: "intake",
        key: `intake ${intake.name}`,
        firstPerson: 0,
        role: intake.into,
        places: intake.places,
        filled: intake.filled,
        starts: intake.starts,
        ...taught(courses[intake.course]!, intake.starts, intake.enters, intake.done),
        until: Infinity,
        serviceThen: 0,
        fullTime: intake.fullTime,
        leavers: role.leavers,
        proficiency: role.proficiency,
        staffs: role.staffs,
        pay: role.pay,
      };
    }),
    ...redeployed.map((group): Cohort => ({
      kind: "redeployed",
      key: `redeployed ${group.name}`,
      firstPerson: 0,
      role: group.into,
      places: group.people,
      filled: 1,
      starts: group.from,
      ...taught(group.course === null ? null : courses[group.course]!, group.from),
      until: group.until ?? Infinity,
      serviceThen: 0,
      fullTime: 1,
      leavers: [],
      proficiency: group.proficiency,
      staffs: group.staffs,
      pay: group.pay,
    })),
  ];
}

/** Those of one length of service are a cohort; those of spread service are one each. */
function inPostCohorts({ roles }: Workforce, r: number, group: number): readonly Cohort[] {
  const role = roles[r]!;
  const { people, service, fullTime } = role.inPost[group]!;
  const cohort = (firstPerson: number, places: number, serviceThen: number): Cohort => ({
    kind: "in post",
    key: `in post ${role.name} ${group}`,
    firstPerson,
    role: r,
    places,
    filled: 1,
    starts: 0,
    stages: [],
    liveFrom: 0,
    until: Infinity,
    serviceThen,
    fullTime,
    leavers: role.leavers,
    proficiency: role.proficiency,
    staffs: role.staffs,
    pay: role.pay,
  });
  if (service === null) return [cohort(0, people, Infinity)];
  const [low, high] = service;
  if (low === high) return [cohort(0, people, low)];
  // In the middle of equal parts of the span, so that their mean is that of the span.
  return Array.from({ length: people }, (_, i) => cohort(i, 1, low + ((i + 0.5) / people) * (high - low)));
}

/** What is left of a stage that somebody is in the midst of. Drop-out is uniform over it, and stays so over the rest. */
function remainder(stage: Stage, done: number): Stage {
  if (done === 0) return stage;
  const days = stage.days - done;
  const dropOut = (stage.dropOut * days) / (stage.days - stage.dropOut * done);
  return { ...stage, days, dropOut: dropOut as Stage["dropOut"] };
}

/** What somebody can do at a length of service. */
export function proficiencyAt(bands: readonly ProficiencyBand[], service: number): ProficiencyBand {
  let now = bands[0]!;
  for (const band of bands) if (band.from <= service) now = band;
  return now;
}

/** The yearly rate of leaving at a length of service. */
export function leavingRate(bands: readonly LeaverBand[], service: number): number {
  return bands.find(({ upTo }) => upTo === null || service < upTo)?.aYear ?? 0;
}

import { share } from "../units.ts";
import { suggestion } from "./faults.ts";
import { NAME } from "./file.ts";
import type {
  Course,
  InPost,
  Intake,
  ProficiencyBand,
  Redeployed,
  Role,
  Stage,
  Staffs,
  Workforce,
} from "./people.ts";
import type { PoolDraft } from "./pools.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import { fieldsOf } from "./report.ts";
import type { Path, Tree } from "./tree.ts";
import { at, plain } from "./tree.ts";
import { plural, quoted, shareInWords } from "./words.ts";
import { CourseText, IntakeText, RedeployedText, RoleText, WorkforceText } from "./workforceText.ts";

const TOP: Path = ["workforce"];
const DAY = 86_400_000;
/** Other figures that stand beside the stages in tables by month, by the words at their heads. */
const TOLD_OF: readonly string[] = [
  "in post",
  "in training",
  "live",
  "redeployed",
  "effective",
  "mentoring",
  "mentors wanting",
  "paid",
  "left",
  "left so far",
  "dropped out",
  "dropped out so far",
  "cut so far",
  "cost",
];
/** An intake that repeats more often is a slip. */
const MOST_REPEATS = 400;
const EXPERIENCED: ProficiencyBand = {
  from: 0,
  talk: 1,
  wrapUp: 1,
  shareOfWork: share(1),
  source: null,
};

type RoleFields = Fields<typeof RoleText.shape>;

/** What every part of the section needs from the others. */
interface Around {
  /** Day 0, in days since 1970; undefined if it is at fault. */
  readonly first: number | undefined;
  readonly weeklyHours: number;
  readonly roles: readonly string[];
  readonly courses: ReadonlyMap<string, Course | undefined>;
  readonly pools: readonly string[];
  readonly reading: Reading;
}

/** Reads who staffs the room. Faults are reported; undefined if there are any, null if nothing is said of people. */
export function workforceOf(desks: readonly PoolDraft[], reading: Reading): Workforce | null | undefined {
  const { tree, report } = reading;
  const pools = desks.map(({ name }) => name);
  const written = tree.entries.get("workforce")?.tree;
  if (written === undefined) return null;
  const faults = report.faults.length;
  const fields = fieldsOf(WorkforceText, written, TOP, report, ["roles", "courses", "intakes", "redeployed"]);
  const courses = new Map(
    named("courses", written, reading).map(([name, inside]) => [name, courseOf(name, inside, reading)]),
  );
  const around: Around = {
    first: fields.from === undefined ? undefined : dayNumber(fields.from),
    weeklyHours: fields.weeklyHours ?? NaN,
    roles: named("roles", written, reading).map(([name]) => name),
    courses,
    pools,
    reading,
  };
  if (at(written, ["roles"]) !== undefined && around.roles.length === 0) {
    report.value(
      [...TOP, "roles"],
      "there is no role here. Write at least one: its name, and its people below.",
    );
  }
  const roles = named("roles", written, reading).map(([name, inside]) => roleOf(name, inside, around));
  const intakes = named("intakes", written, reading).flatMap(([name, inside]) =>
    intakesOf(name, inside, around),
  );
  const redeployed = named("redeployed", written, reading).map(([name, inside]) =>
    redeployedOf(name, inside, around, roles),
  );
  const shrinkage = Object.entries(fields.shrinkage ?? {}).map(([cause, part]) => ({ cause, share: part }));
  const away = shrinkage.reduce((sum, each) => sum + each.share, 0);
  if (away >= 1) {
    const message = `together these are ${shareInWords(away)} of paid time, and nobody would be left. Write less than 100%.`;
    report.value([...TOP, "shrinkage"], message);
  }
  if (report.faults.length > faults) return undefined;
  const workforce: Workforce = {
    from: fields.from!,
    weeklyHours: around.weeklyHours,
    shrinkage,
    roles: whole(roles),
    courses: whole([...courses.values()]),
    intakes: whole(intakes),
    redeployed: whole(redeployed),
    leaversRise: fields.leaversRise ?? null,
    byChance: fields.byChance ?? true,
  };
  requireMentors(workforce, reading);
  requireStaff(workforce, desks, reading);
  return report.faults.length > faults ? undefined : workforce;
}

/** Only called when nothing was at fault, and so nothing is undefined. */
function whole<Part>(parts: readonly (Part | undefined)[]): readonly Part[] {
  return parts.filter((part) => part !== undefined);
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** The entries below a word of the section, in the order written; none if it is not there. */
function named(word: string, section: Tree, { report }: Reading): readonly (readonly [string, Tree])[] {
  const written = at(section, [word])?.tree;
  if (written === undefined) return [];
  if (written.kind !== "group") {
    // Told of once: the section is read in several turns.
    const path = [...TOP, word];
    const told = report.faults.some((fault) => fault.path.join() === path.join());
    if (!told)
      report.value(path, "this is not a group of names. Write a name, a colon, and its figures below.");
    return [];
  }
  return [...written.entries].map(([name, entry]) => [name, entry.tree]);
}

function requireName(name: string, path: Path, { report }: Reading): void {
  const parsed = NAME.safeParse(name);
  if (!parsed.success) report.word(path, parsed.error.issues[0]?.message ?? "");
}

function courseOf(name: string, tree: Tree, reading: Reading): Course | undefined {
  const { report } = reading;
  const path: Path = [...TOP, "courses", name];
  requireName(name, path, reading);
  const parsed = CourseText.safeParse(plain(tree));
  if (!parsed.success) {
    report.issues(parsed.error.issues, path);
    return undefined;
  }
  const stages = parsed.data.map(({ stage, lasts, talkFactor, wrapUpFactor, source, ...rest }): Stage => ({
    ...rest,
    name: stage,
    days: lasts,
    talk: talkFactor,
    wrapUp: wrapUpFactor,
    source: source ?? null,
  }));
  stages.forEach((stage, i) => {
    if (TOLD_OF.includes(stage.name.trim().toLowerCase())) {
      const message = `${quoted(stage.name)} is what tables by month call another figure. Write another name, such as ${stage.name} stage.`;
      report.value([...path, i, "stage"], message);
    }
    if (stages.findIndex((other) => other.name === stage.name) === i) return;
    report.value(
      [...path, i, "stage"],
      `${quoted(stage.name)} is the name of an earlier stage too. Write another name.`,
    );
  });
  return { name, stages };
}

function roleOf(name: string, tree: Tree, around: Around): Role | undefined {
  const { report } = around.reading;
  const path: Path = [...TOP, "roles", name];
  requireName(name, path, around.reading);
  const faults = report.faults.length;
  const fields = fieldsOf(RoleText, tree, path, report);
  const { establishment = null, overRecruit = null, pay = null, source = null } = fields;
  if (overRecruit !== null && at(tree, ["establishment"]) === undefined) {
    report.missing(
      path,
      "establishment",
      "Intakes can only be kept to an establishment: establishment: 170.",
    );
  }
  const leavers = leaversOf(fields, path, around.reading);
  const proficiency = proficiencyOf(fields.proficiency, [...path, "proficiency"], around.reading);
  const staffs = staffsOf(fields.staffs, [...path, "staffs"], around);
  const overtime = (fields.overtime ?? []).map(({ adds, from, until, paidAt }, i) => {
    const begins = dayOf(from, [...path, "overtime", i, "from"], around) ?? 0;
    const ends = until === undefined ? null : dayOf(until, [...path, "overtime", i, "until"], around);
    if (ends !== undefined && ends !== null && ends <= begins) {
      report.value([...path, "overtime", i, "until"], "this is not after its first day. Write a later date.");
    }
    return { adds, from: begins, until: ends ?? null, paidAt };
  });
  if (report.faults.length > faults) return undefined;
  const inPost = inPostOf(fields.inPost, around.weeklyHours);
  return {
    name,
    establishment,
    mayExceed: overRecruit,
    inPost,
    leavers,
    proficiency,
    staffs,
    pay,
    overtime,
    source,
  };
}

function inPostOf(written: RoleFields["inPost"], weeklyHours: number): readonly InPost[] {
  if (typeof written === "number") return [{ people: written, service: null, fullTime: 1, source: null }];
  return (written ?? []).map(({ people, service, weeklyHours: own, source }) => ({
    people,
    service: service ?? null,
    fullTime: own === undefined ? 1 : own / weeklyHours,
    source: source ?? null,
  }));
}

function leaversOf({ leavers }: RoleFields, path: Path, { report }: Reading): Role["leavers"] {
  if (leavers === undefined) return [];
  if (typeof leavers === "number") return leavers === 0 ? [] : [{ upTo: null, aYear: leavers, source: null }];
  leavers.forEach(({ upTo }, i) => {
    const place = [...path, "leavers", i];
    const before = leavers[i - 1]?.upTo;
    if (upTo === undefined) {
      if (i < leavers.length - 1)
        report.value(place, "this holds from then on, but more follow. Write upTo, such as upTo: 1 year.");
      return;
    }
    if (i === leavers.length - 1) {
      report.value(
        [...place, "upTo"],
        "the last holds from then on. Leave upTo out of it, or add one that has none.",
      );
    }
    if (upTo <= (before ?? 0))
      report.value([...place, "upTo"], "this is not above that of the line before. Write a longer time.");
  });
  return leavers.map(({ upTo, aYear, source }) => ({ upTo: upTo ?? null, aYear, source: source ?? null }));
}

type ProficiencyFields = RoleFields["proficiency"];

function proficiencyOf(
  written: ProficiencyFields,
  path: Path,
  { report }: Reading,
): readonly ProficiencyBand[] {
  if (written === undefined || written.length === 0) return [EXPERIENCED];
  written.forEach(({ from }, i) => {
    const before = written[i - 1]?.from;
    if (i === 0 && from > 0)
      report.value([...path, 0, "from"], "the first begins when people go live. Write 0, or leave it out.");
    if (before !== undefined && from <= before)
      report.value(
        [...path, i, "from"],
        "this is not later than that of the line before. Write a longer time.",
      );
  });
  return written.map(({ from, talkFactor, wrapUpFactor, shareOfWork, source }) => ({
    from,
    talk: talkFactor,
    wrapUp: wrapUpFactor,
    shareOfWork,
    source: source ?? null,
  }));
}

function staffsOf(written: RoleFields["staffs"], path: Path, { pools, reading }: Around): readonly Staffs[] {
  const entries = Object.entries(written ?? {});
  for (const [name] of entries) {
    if (pools.includes(name) || pools.length === 0) continue;
    reading.report.word([...path, name], `there is no pool ${quoted(name)}. ${suggestion(name, pools)}`);
  }
  const all = entries.reduce((sum, [, part]) => sum + part, 0);
  if (all > 1 + 1e-9)
    reading.report.value(path, `together these are ${shareInWords(all)}. Write 100% at most.`);
  return entries.map(([name, part]) => ({ pool: pools.indexOf(name), share: part }));
}

/** Days from the first day; undefined, and reported, if before it. */
function dayOf(date: string | undefined, path: Path, { first, reading }: Around): number | undefined {
  if (date === undefined || first === undefined) return undefined;
  const day = dayNumber(date) - first;
  if (day >= 0) return day;
  reading.report.value(
    path,
    `${date} is before the first day of the workforce. Write that day or a later one (people in training by then: an intake that enters a later stage).`,
  );
  return undefined;
}

function roleNumber(name: string | undefined, path: Path, { roles, reading }: Around): number | undefined {
  if (name === undefined) return undefined;
  const found = roles.indexOf(name);
  if (found >= 0) return found;
  if (roles.length > 0)
    reading.report.value([...path, "into"], `there is no role ${quoted(name)}. ${suggestion(name, roles)}`);
  return undefined;
}

function courseNumber(
  name: string | undefined,
  path: Path,
  { courses, reading }: Around,
): number | undefined {
  if (name === undefined) return undefined;
  const names = [...courses.keys()];
  const found = names.indexOf(name);
  if (found >= 0) return found;
  const known = names.length === 0 ? "Write it under courses." : suggestion(name, names);
  reading.report.value([...path, "course"], `there is no course ${quoted(name)}. ${known}`);
  return undefined;
}

function intakesOf(name: string, tree: Tree, around: Around): readonly (Intake | undefined)[] {
  const { report } = around.reading;
  const path: Path = [...TOP, "intakes", name];
  requireName(name, path, around.reading);
  const fields = fieldsOf(IntakeText, tree, path, report);
  const into = roleNumber(fields.into, path, around);
  const course = courseNumber(fields.course, path, around);
  const starts = dayOf(fields.starts, [...path, "starts"], around);
  const until = dayOf(fields.until, [...path, "until"], around);
  const { places, filled, done, every, weeklyHours } = fields;
  if ((fields.until === undefined) !== (every === undefined)) {
    const [there, missing] = every === undefined ? ["until", "every"] : ["every", "until"];
    if (at(tree, [missing]) === undefined)
      report.value([...path, there], `"${there}" goes with "${missing}". Write both or neither.`);
  }
  if (starts !== undefined && until !== undefined && until <= starts) {
    report.value([...path, "until"], "this is not after the day on which it starts. Write a later date.");
  }
  const stages = fields.course === undefined ? undefined : around.courses.get(fields.course)?.stages;
  const enters = stageNumber(fields.enters, stages, path, around.reading);
  const stage = stages?.[enters ?? 0];
  if (stage !== undefined && done !== undefined && done >= stage.days) {
    const message = `the stage ${stage.name} lasts ${plural(stage.days, "day")} only. Write a shorter time, or the next stage.`;
    report.value([...path, "done"], message);
  }
  if ([into, course, starts, enters, places, filled, done].includes(undefined)) return [undefined];
  const one: Intake = {
    name,
    into: into!,
    places: places!,
    filled: filled!,
    starts: starts!,
    course: course!,
    enters: enters!,
    done: done!,
    fullTime: weeklyHours === undefined ? 1 : weeklyHours / around.weeklyHours,
    source: fields.source ?? null,
  };
  if (every === undefined || until === undefined) return [one];
  const count = Math.ceil((until - one.starts) / every);
  if (count > MOST_REPEATS) {
    report.value(
      [...path, "every"],
      `that makes ${plural(count, "intake")}. Write a longer time between them.`,
    );
    return [undefined];
  }
  return Array.from({ length: Math.max(count, 0) }, (_, i) => ({
    ...one,
    name: i === 0 ? name : `${name} (${i + 1})`,
    starts: one.starts + i * every,
  }));
}

function stageNumber(
  name: string | undefined,
  stages: readonly Stage[] | undefined,
  path: Path,
  { report }: Reading,
): number | undefined {
  if (name === undefined) return 0;
  if (stages === undefined) return undefined;
  const names = stages.map((stage) => stage.name);
  const found = names.indexOf(name);
  if (found >= 0) return found;
  report.value(
    [...path, "enters"],
    `there is no stage ${quoted(name)} in that course. ${suggestion(name, names)}`,
  );
  return undefined;
}

function redeployedOf(
  name: string,
  tree: Tree,
  around: Around,
  roles: readonly (Role | undefined)[],
): Redeployed | undefined {
  const { report } = around.reading;
  const path: Path = [...TOP, "redeployed", name];
  requireName(name, path, around.reading);
  const faults = report.faults.length;
  const fields = fieldsOf(RedeployedText, tree, path, report);
  const into = roleNumber(fields.into, path, around);
  const course = fields.course === undefined ? null : courseNumber(fields.course, path, around);
  const from = dayOf(fields.from, [...path, "from"], around);
  const until =
    fields.until === undefined || around.first === undefined ? null : dayNumber(fields.until) - around.first;
  const stages = fields.course === undefined ? [] : around.courses.get(fields.course)?.stages;
  if (from !== undefined && until !== null) {
    const taught = stages?.reduce((sum, stage) => sum + stage.days, 0) ?? 0;
    if (until <= from) {
      report.value(
        [...path, "until"],
        "they would go back before they come. Write a day after the first one.",
      );
    } else if (until <= from + taught) {
      const message = `their course lasts ${plural(taught, "day")}, so they would go back before they are live. Write a later day.`;
      report.value([...path, "until"], message);
    }
  }
  const role = into === undefined ? undefined : roles[into];
  const proficiency =
    fields.proficiency === undefined
      ? role?.proficiency
      : proficiencyOf(fields.proficiency, [...path, "proficiency"], around.reading);
  const staffs =
    fields.staffs === undefined ? role?.staffs : staffsOf(fields.staffs, [...path, "staffs"], around);
  if (report.faults.length > faults || fields.people === undefined) return undefined;
  if (into === undefined || course === undefined || from === undefined) return undefined;
  if (proficiency === undefined || staffs === undefined) return undefined;
  const { people, pay = null, source = null } = fields;
  return { name, people, into, from, until, course, proficiency, staffs, pay, source };
}

/** Trainees who take somebody's time need somebody who is live by then. */
function requireMentors({ roles, courses, intakes, redeployed }: Workforce, { report }: Reading): void {
  const lengthOf = (stages: readonly Stage[]): number => stages.reduce((sum, stage) => sum + stage.days, 0);
  roles.forEach((role, r) => {
    if (role.inPost.some(({ people }) => people > 0)) return;
    // Only those who belong to the role teach in it; who is lent to it is there for the calls.
    const live = intakes
      .filter(({ into, places }) => into === r && places > 0)
      .map(
        ({ starts, course, enters, done }) => starts + lengthOf(courses[course]!.stages.slice(enters)) - done,
      );
    const firstLive = Math.min(...live, Infinity);
    const need = (
      group: "intakes" | "redeployed",
      name: string,
      stages: readonly Stage[],
      starts: number,
    ): void => {
      stages.reduce((day, stage) => {
        if (stage.takesFromMentor > 0 && day < firstLive) {
          const message =
            `the stage ${stage.name} takes time of mentors, but nobody of the role ${role.name} is live by then. ` +
            "Write people in post, or takesFromMentor: 0.";
          report.value([...TOP, group, name], message);
        }
        return day + stage.days;
      }, starts);
    };
    for (const { name, into, starts, course, enters, done } of intakes) {
      if (into === r) need("intakes", name, courses[course]!.stages.slice(enters), starts - done);
    }
    for (const { name, into, from, course } of redeployed) {
      if (into === r && course !== null) need("redeployed", name, courses[course]!.stages, from);
    }
  });
}

/** A pool's handlers are what its people give on the first day, so there must be some, unless all come from people. */
function requireStaff(
  { roles, redeployed }: Workforce,
  pools: readonly PoolDraft[],
  { report }: Reading,
): void {
  const staffed = (pool: number): boolean =>
    roles.some(
      ({ inPost, staffs }) =>
        inPost.some(({ people }) => people > 0) &&
        staffs.some((each) => each.pool === pool && each.share > 0),
    ) || redeployed.some(({ from, staffs }) => from === 0 && staffs.some((each) => each.pool === pool));
  const used = new Set([...roles, ...redeployed].flatMap(({ staffs }) => staffs.map(({ pool }) => pool)));
  for (const pool of used) {
    if (staffed(pool) || pools[pool]!.pool?.fromPeople !== undefined) continue;
    const message =
      `nobody staffs the pool ${pools[pool]!.name} on the first day, so its handlers cannot follow the people. ` +
      "Write people in post in a role that staffs it.";
    report.value([...TOP, "roles"], message);
  }
}

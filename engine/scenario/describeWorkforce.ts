import type {
  InPost,
  Intake,
  LeaverBand,
  Overtime,
  ProficiencyBand,
  Redeployed,
  Role,
  Stage,
  Staffs,
  Workforce,
} from "./people.ts";
import type { Pool } from "./scenario.ts";
import { listInWords, numberInWords, plural, shareInWords } from "./words.ts";

const DAY = 86_400_000;

/** What a workforce means, in plain sentences. @param desks The pools, in the order of the scenario. */
export function workforceSentences(workforce: Workforce | null, desks: readonly Pool[]): string[] {
  if (workforce === null) return [];
  const pools = desks.map(({ name }) => name);
  const { roles, courses, intakes, redeployed } = workforce;
  const on = (day: number): string => dateOf(workforce.from, day);
  return [
    ...basisSentences(workforce, desks),
    ...roles.flatMap((role) => roleSentences(role, pools, on)),
    ...courses.map(
      ({ name, stages }) =>
        `Course ${name}: ${listInWords(stages.map(stageInWords), "and then")}.${sources(stages)}`,
    ),
    ...intakes.map((intake) => intakeInWords(intake, workforce, on)),
    ...redeployed.map((group) => redeployedInWords(group, workforce, pools, on)),
    ...changeSentences(workforce),
  ];
}

/** The same without what is said of each role, course and intake: how many come and go, and from when on. */
export function workforceInShort(workforce: Workforce | null, desks: readonly Pool[]): string[] {
  if (workforce === null) return [];
  const { roles, redeployed } = workforce;
  const on = (day: number): string => dateOf(workforce.from, day);
  return [
    ...basisSentences(workforce, desks),
    ...roles.map(roleInShort),
    ...intakesInShort(workforce, on),
    ...redeployed.map(
      ({ name, people, from, until }) =>
        `Redeployed ${name}: ${plural(people, "person", "people")} from ${on(from)} ${until === null ? "on" : `up to the day before ${on(until)}`}.`,
    ),
    ...changeSentences(workforce),
  ];
}

function basisSentences(workforce: Workforce, desks: readonly Pool[]): string[] {
  const { fromPeople, followed } = desksOf(workforce, desks);
  const { from, weeklyHours, shrinkage } = workforce;
  const away = shrinkage.reduce((sum, { share }) => sum + share, 0);
  return [
    fromPeople.length === 0
      ? `People: they are told of from ${from}; the pools' handlers are what the people of that day give.`
      : `People: they are told of from ${from}. At ${listInWords(fromPeople)} handlers on duty on average are effective full-time people × ${numberInWords(weeklyHours)} hours ÷ 168.` +
        (followed.length === 0
          ? ""
          : ` At ${listInWords(followed)} they are what the people of that day give.`),
    `People: full-time work is ${plural(weeklyHours, "hour")} a week. ` +
      (shrinkage.length === 0
        ? "Nobody is ever away from it."
        : `${shareInWords(away)} of paid time is not available for contacts: ${listInWords(shrinkage.map(({ cause, share }) => `${cause} ${shareInWords(share)}`))}.`),
  ];
}

function changeSentences({ leaversRise, byChance }: Workforce): string[] {
  return [
    leaversRise === null
      ? "People: how busy the room is does not change how many leave."
      : `People: for each point of occupancy above ${shareInWords(leaversRise.occupancyAbove)}, ${shareInWords(leaversRise.byPoint)} more than usual leave in the month that follows.`,
    byChance
      ? "People: each replication of a run meets others, who come, drop out and leave by chance."
      : "People: every replication of a run meets what is expected of them.",
  ];
}

function roleInShort({ name, establishment, mayExceed, inPost, leavers }: Role): string {
  const there = inPost.reduce((sum, { people }) => sum + people, 0);
  const posts = establishment === null ? "" : ` of ${plural(establishment, "post")}`;
  const limit =
    mayExceed === null ? "" : `, intakes cut to what is vacant below ${shareInWords(1 + mayExceed)}`;
  const going =
    leavers.length === 0 ? "nobody leaves" : `leavers in a year ${listInWords(leavers.map(leaversInWords))}`;
  return `Role ${name}: ${plural(there, "person", "people")} in post on the first day${posts}${limit}; ${going}.`;
}

function intakesInShort(workforce: Workforce, on: (day: number) => string): string[] {
  const { intakes } = workforce;
  if (intakes.length === 0) return ["Intakes: none."];
  const places = intakes.reduce((sum, intake) => sum + intake.places, 0);
  const live = intakes.map((intake) => liveOn(intake, workforce));
  const [first, last] = [Math.min(...live), Math.max(...live)];
  return [
    `Intakes: ${plural(intakes.length, "intake")} with ${plural(places, "place")} in all, live ${first === last ? `from ${on(first)}` : `between ${on(first)} and ${on(last)}`}.`,
  ];
}

/** The day on which those of an intake answer contacts of their own. */
function liveOn({ starts, course, enters, done }: Intake, { courses }: Workforce): number {
  return starts - done + lengthOf(courses[course]!.stages.slice(enters));
}

/** The names of the pools that people staff: those whose handlers come from people alone, and those that follow them. */
function desksOf(
  { roles, redeployed }: Workforce,
  pools: readonly Pool[],
): { readonly fromPeople: readonly string[]; readonly followed: readonly string[] } {
  const staffed = new Set([...roles, ...redeployed].flatMap(({ staffs }) => staffs.map(({ pool }) => pool)));
  const named = (areFromPeople: boolean): readonly string[] =>
    pools
      .filter((pool, p) => staffed.has(p) && (pool.fromPeople !== undefined) === areFromPeople)
      .map(({ name }) => name);
  return { fromPeople: named(true), followed: named(false) };
}

/** What a reader of results must know of people. @param pools In the order of the scenario; none if at fault. */
export function feedbackNotes(workforce: Workforce | null, pools: readonly Pool[]): readonly string[] {
  if (workforce === null) return [];
  const { fromPeople, followed } = desksOf(workforce, pools);
  const where = fromPeople.length === 0 ? "" : ` of ${listInWords(followed)}`;
  const ratios =
    `People: handlers${where} follow how the people change from the first day on. What is the same on every day, such as ` +
    `shrinkage or how many are in post at first, moves no handler${where === "" ? "" : " there"} by itself.`;
  const notes = fromPeople.length > 0 && followed.length === 0 ? [] : [ratios];
  if (workforce.leaversRise === null) return notes;
  return [
    ...notes,
    "People: more leave after a busy month (leaversRise), which is a judgement: no published figure says how many more.",
  ];
}

/** Each source once: several figures may rest on one. */
function sources(figures: readonly { readonly source: string | null }[]): string {
  const found = [...new Set(figures.flatMap(({ source }) => source ?? []))];
  return found.map((source) => ` This rests on: ${source.replace(/\.$/, "")}.`).join("");
}

function roleSentences(role: Role, pools: readonly string[], on: (day: number) => string): string[] {
  const { name, establishment, mayExceed, inPost, leavers, proficiency, staffs, pay, overtime } = role;
  const say = (sentence: string): string => `Role ${name}: ${sentence}`;
  const posts =
    establishment === null
      ? "no establishment is given"
      : `the establishment is ${plural(establishment, "post")}`;
  const limit =
    mayExceed === null
      ? "intakes are not cut"
      : `intakes are cut to what is vacant below ${shareInWords(1 + mayExceed)} of it`;
  return [
    say(`${posts}; ${limit}.${sources([role])}`),
    say(
      inPost.length === 0
        ? "nobody is in post on the first day."
        : `in post on the first day are ${listInWords(inPost.map(inPostInWords))}.${sources(inPost)}`,
    ),
    say(
      leavers.length === 0
        ? "nobody leaves."
        : `leavers in a year are, of the people there are, ${listInWords(leavers.map(leaversInWords))}.${sources(leavers)}`,
    ),
    ...proficiency.map((band, i) =>
      say(
        `${i === 0 ? "from going live" : `from ${daysInWords(band.from)} after going live`} ${bandInWords(band)}.${sources([band])}`,
      ),
    ),
    say(`${staffsInWords(staffs, pools)}.`),
    ...overtime.map((stretch) => say(overtimeInWords(stretch, on))),
    say(
      pay === null ? "no pay is given, so no cost." : `full-time work is paid ${numberInWords(pay)} a month.`,
    ),
  ];
}

function inPostInWords({ people, service, fullTime }: InPost): string {
  const hours =
    fullTime === 1 ? "" : ` at ${shareInWords(Number(fullTime.toPrecision(3)))} of full-time hours`;
  const served =
    service === null
      ? "long in service"
      : service[0] === service[1]
        ? `live for ${daysInWords(service[0])}`
        : `live for ${daysInWords(service[0])} to ${daysInWords(service[1])}`;
  return `${plural(people, "person", "people")}${hours}, ${served}`;
}

function leaversInWords({ upTo, aYear }: LeaverBand, i: number, all: readonly LeaverBand[]): string {
  const rate = shareInWords(aYear);
  if (upTo !== null) return `${rate} up to ${daysInWords(upTo)} after going live`;
  return i === 0 && all.length === 1 ? rate : `${rate} from then on`;
}

function bandInWords({ talk, wrapUp, shareOfWork }: ProficiencyBand): string {
  const pace =
    talk === 1 && wrapUp === 1
      ? "people are as quick as the queues say"
      : `talk takes ${numberInWords(talk)} and wrap-up ${numberInWords(wrapUp)} times as long`;
  return `${pace}, and ${shareInWords(shareOfWork)} of their available time goes on the work of the role`;
}

function staffsInWords(staffs: readonly Staffs[], pools: readonly string[]): string {
  if (staffs.length === 0) return "its people staff none of the pools";
  return listInWords(
    staffs.map(({ pool, share }) => `${shareInWords(share)} of their work is done at ${pools[pool]!}`),
  );
}

function overtimeInWords({ from, until, adds, paidAt }: Overtime, on: (day: number) => string): string {
  const end = until === null ? "on" : ` up to the day before ${on(until)}`;
  return `from ${on(from)} ${end} those who are live work ${shareInWords(adds)} more hours, paid at ${numberInWords(paidAt)} times the usual.`.replace(
    / {2,}/g,
    " ",
  );
}

function stageInWords({ name, days, dropOut, paid, takesFromMentor, worksAt, talk, wrapUp }: Stage): string {
  const parts = [
    ...(dropOut === 0 ? ["nobody drops out"] : [`${shareInWords(dropOut)} drop out`]),
    ...(paid ? [] : ["unpaid"]),
    ...(takesFromMentor === 0 ? [] : [`each takes ${shareInWords(takesFromMentor)} of a live person's time`]),
    ...(worksAt === 0
      ? []
      : [
          `each works ${shareInWords(worksAt)} of their available time, at ${numberInWords(talk)} times the talk and ${numberInWords(wrapUp)} times the wrap-up`,
        ]),
  ];
  return `${plural(days, "day")} of ${name} (${parts.join("; ")})`;
}

function intakeInWords(intake: Intake, workforce: Workforce, on: (day: number) => string): string {
  const { roles, courses } = workforce;
  const { name, into, places, filled, starts, course, enters, done, fullTime } = intake;
  const { name: way, stages } = courses[course]!;
  const where =
    enters === 0 && done === 0
      ? ""
      : `, in the stage ${stages[enters]!.name}${done === 0 ? "" : ` with ${daysInWords(done)} of it done`}`;
  const hours =
    fullTime === 1 ? "" : `, at ${shareInWords(Number(fullTime.toPrecision(3)))} of full-time hours`;
  return (
    `Intake ${name}: ${plural(places, "place")} for the role ${roles[into]!.name}, ${shareInWords(filled)} of them filled, ` +
    `on the course ${way} from ${on(starts)}${where}${hours}; live from ${on(liveOn(intake, workforce))}.${sources([intake])}`
  );
}

function redeployedInWords(
  group: Redeployed,
  { roles, courses }: Workforce,
  pools: readonly string[],
  on: (day: number) => string,
): string {
  const { name, people, into, from, until, course, proficiency, staffs, pay } = group;
  const taught =
    course === null
      ? "live at once"
      : `first on the course ${courses[course]!.name}, live from ${on(from + lengthOf(courses[course]!.stages))}`;
  return (
    `Redeployed ${name}: ${plural(people, "person", "people")} for the role ${roles[into]!.name} from ${on(from)} ` +
    `${until === null ? "on" : `up to the day before ${on(until)}`}, ${taught}; ${bandInWords(proficiency[0]!)}; ` +
    `${staffsInWords(staffs, pools)}; ` +
    `${pay === null ? "their pay is not counted" : `paid ${numberInWords(pay)} a month`}.${sources([group, ...proficiency])}`
  );
}

function lengthOf(stages: readonly Stage[]): number {
  return stages.reduce((sum, { days }) => sum + days, 0);
}

function daysInWords(days: number): string {
  return plural(days, "day");
}

function dateOf(from: string, day: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + day * DAY).toISOString().slice(0, 10);
}

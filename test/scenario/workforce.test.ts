import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseChange } from "../../engine/scenario/change.ts";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { scenarioJsonSchema } from "../../engine/scenario/jsonSchema.ts";
import type { Workforce } from "../../engine/scenario/people.ts";
import { openScenario } from "../../engine/scenario/read.ts";
import {
  IntakeText,
  RedeployedText,
  RoleText,
  StageText,
  WorkforceText,
} from "../../engine/scenario/workforceText.ts";
import { faultsOf, GOOD as WEEK, memoryFiles, scenarioOf } from "./memoryFiles.ts";

const GOOD = WEEK.replace(/^days: .*$/m, "month: 2023-02");

const PEOPLE = `workforce:
  from: 2023-02-01
  shrinkage: { leave: 14%, sickness: 6% }
  roles:
    contact handler:
      inPost: 40
      staffs: { desk: 100% }
  courses:
    recruit:
      - { stage: vetting, lasts: 10 weeks, dropOut: 8%, paid: no }
      - { stage: mentored, lasts: 8 weeks, takesFromMentor: 40% }
  intakes:
    spring: { into: contact handler, places: 14, starts: 2023-03-06, course: recruit }
  redeployed:
    School Officers: { people: 29, into: contact handler, from: 2023-03-01, until: 2023-09-01 }
`;

const workforceOf = (text: string): Workforce => scenarioOf({ "w.yaml": `${GOOD}${text}` }).workforce!;
/** What is said of the good people with one thing changed, without file and line. */
function saidOf(from: string, to: string): readonly string[] {
  if (!PEOPLE.includes(from)) throw new Error(`the good people do not say ${from}`);
  return faultsOf({ "w.yaml": `${GOOD}${PEOPLE.replace(from, to)}` }).map((fault) =>
    fault.replace(/^w\.yaml:\S+ /, ""),
  );
}

describe("people in a file mean", () => {
  it("exactly what they say, with every default filled in", () => {
    const experienced = { from: 0, talk: 1, wrapUp: 1, shareOfWork: 1, source: null };
    expect(workforceOf(PEOPLE)).toStrictEqual({
      from: "2023-02-01",
      weeklyHours: 37,
      shrinkage: [
        { cause: "leave", share: 0.14 },
        { cause: "sickness", share: 0.06 },
      ],
      roles: [
        {
          name: "contact handler",
          establishment: null,
          mayExceed: null,
          inPost: [{ people: 40, service: null, fullTime: 1, source: null }],
          leavers: [],
          proficiency: [experienced],
          staffs: [{ pool: 0, share: 1 }],
          pay: null,
          overtime: [],
          source: null,
        },
      ],
      courses: [
        {
          name: "recruit",
          stages: [
            {
              name: "vetting",
              days: 70,
              dropOut: 0.08,
              paid: false,
              takesFromMentor: 0,
              worksAt: 0,
              talk: 1,
              wrapUp: 1,
              source: null,
            },
            {
              name: "mentored",
              days: 56,
              dropOut: 0,
              paid: true,
              takesFromMentor: 0.4,
              worksAt: 0,
              talk: 1,
              wrapUp: 1,
              source: null,
            },
          ],
        },
      ],
      intakes: [
        {
          name: "spring",
          into: 0,
          places: 14,
          filled: 1,
          starts: 33,
          course: 0,
          enters: 0,
          done: 0,
          fullTime: 1,
          source: null,
        },
      ],
      redeployed: [
        {
          name: "School Officers",
          people: 29,
          into: 0,
          from: 28,
          until: 212,
          course: null,
          proficiency: [experienced],
          staffs: [{ pool: 0, share: 1 }],
          pay: null,
          source: null,
        },
      ],
      leaversRise: null,
      byChance: true,
    });
  });

  it("nothing where there are none", () => {
    expect(scenarioOf({ "w.yaml": GOOD }).workforce).toBeNull();
  });

  it("lengths in days, weeks, mean months and mean years", () => {
    const inPost = (service: string) =>
      workforceOf(
        PEOPLE.replace("inPost: 40", `inPost: [{ people: 4, service: ${service}, weeklyHours: 18.5 }]`),
      ).roles[0]!.inPost[0]!;
    expect(inPost("6 months")).toStrictEqual({ people: 4, service: [183, 183], fullTime: 0.5, source: null });
    expect(inPost("0 to 12 months").service).toStrictEqual([0, 365]);
    expect(inPost("2 weeks to 1 year").service).toStrictEqual([14, 365]);
    expect(inPost("0").service).toStrictEqual([0, 0]);
  });

  it("that feedback is on only where it is written, and then a note says so", () => {
    const rising = `${GOOD}${PEOPLE}  leaversRise: { occupancyAbove: 85%, byPoint: 2% }\n`;
    expect(
      scenarioOf({ "w.yaml": rising }).notes.some((each) =>
        each.includes("People: more leave after a busy month"),
      ),
    ).toBe(true);
    expect(
      scenarioOf({ "w.yaml": `${GOOD}${PEOPLE}` }).notes.some((each) =>
        each.includes("People: more leave after a busy month"),
      ),
    ).toBe(false);
  });

  it("pay by the month or the year", () => {
    const pay = (text: string) =>
      workforceOf(PEOPLE.replace("inPost: 40", `inPost: 40\n      pay: ${text}`)).roles[0]!.pay;
    expect(pay("£2,600 a month")).toBe(2600);
    expect(pay("31,200 a year")).toBe(2600);
  });

  it("intakes again and again", () => {
    const again = PEOPLE.replace("2023-03-06, ", "2023-03-06, every: 13 weeks, until: 2023-12-04, ");
    expect(workforceOf(again).intakes.map(({ name, starts }) => [name, starts])).toStrictEqual([
      ["spring", 33],
      ["spring (2)", 124],
      ["spring (3)", 215],
    ]);
  });

  it("what a plan that starts from the file changes, by name", () => {
    const plan = `about: A plan
startsFrom: w0.yaml
workforce:
  intakes: { spring: { places: 28 }, summer: { into: contact handler, places: 6, starts: 2023-06-05, course: recruit } }
  redeployed: null
`;
    const { intakes, redeployed } = scenarioOf({ "w.yaml": plan, "w0.yaml": `${GOOD}${PEOPLE}` }).workforce!;
    expect(intakes.map(({ name, places }) => [name, places])).toStrictEqual([
      ["spring", 28],
      ["summer", 6],
    ]);
    expect(redeployed).toStrictEqual([]);
  });

  it("what --set changes, and figures that are not known", () => {
    const uncertain = PEOPLE.replace(
      "dropOut: 8%",
      "dropOut: { low: 5%, central: 8%, high: 15%, basis: judgement }",
    ).replace("inPost: 40", "inPost: { low: 35, central: 40, high: 45 }");
    const opened = openScenario("w.yaml", memoryFiles({ "w.yaml": `${GOOD}${uncertain}` }));
    if ("faults" in opened) throw new Error("the file has faults");
    const change = parseChange("workforce.intakes.spring.places=20", "--set");
    if ("problem" in change) throw new Error(change.problem);
    const result = opened.read([change.value]);
    if ("faults" in result) throw new Error("the change has faults");
    const { workforce, unknowns } = result.scenario;
    expect(workforce!.intakes[0]!.places).toBe(20);
    expect(workforce!.courses[0]!.stages[0]!.dropOut).toBe(0.08);
    expect(unknowns?.map(({ figure, unit, whole, basis }) => ({ figure, unit, whole, basis }))).toStrictEqual(
      [
        { figure: 'workforce.roles."contact handler".inPost', unit: "number", whole: true, basis: null },
        { figure: "workforce.courses.recruit.1.dropOut", unit: "share", whole: false, basis: "judgement" },
      ],
    );
  });
});

describe("slips about people", () => {
  it.each([
    [
      "starts: 2023-03-06",
      "starts: 2023-01-09",
      "workforce › intakes › spring › starts: 2023-01-09 is before the first day of the workforce. Write that day or a later one (people in training by then: an intake that enters a later stage).",
    ],
    [
      "lasts: 10 weeks",
      "lasts: for ever",
      'workforce › courses › recruit › item 1 › lasts: "for ever": training must end. Write how long it lasts, from "1 day" to "3 years", such as "6 weeks".',
    ],
    [
      "lasts: 10 weeks",
      "lasts: 10 years",
      'workforce › courses › recruit › item 1 › lasts: 3,653 days of training are too long to be meant. Write how long it lasts, from "1 day" to "3 years", such as "6 weeks".',
    ],
    [
      "lasts: 10 weeks",
      "lasts: 10",
      'workforce › courses › recruit › item 1 › lasts: "10" is not a number of days, weeks, months or years. Write a number and a unit, such as "10 weeks" or "6 months".',
    ],
    [
      "inPost: 40",
      "inPost: -4",
      'workforce › roles › contact handler › inPost: "-4" is not a whole number of people. Write a whole number of people, such as 14.',
    ],
    [
      "people: 29",
      "people: 2.5",
      'workforce › redeployed › School Officers › people: "2.5" is not a whole number of people. Write a whole number of people, such as 14.',
    ],
    [
      "dropOut: 8%",
      "dropOut: 108%",
      'workforce › courses › recruit › item 1 › dropOut: "108%" is above 100%. Write a share from 0% to 100%, such as "8%".',
    ],
    [
      "sickness: 6%",
      "sickness: 90%",
      "workforce › shrinkage: together these are 104% of paid time, and nobody would be left. Write less than 100%.",
    ],
    [
      "staffs: { desk: 100% }",
      "staffs: { dask: 100% }",
      'workforce › roles › contact handler › staffs › dask: there is no pool "dask". Did you mean "desk"?',
    ],
    [
      "until: 2023-09-01",
      "until: 2023-02-20",
      "workforce › redeployed › School Officers › until: they would go back before they come. Write a day after the first one.",
    ],
    [
      "until: 2023-09-01",
      "course: recruit, until: 2023-04-01",
      "workforce › redeployed › School Officers › until: their course lasts 126 days, so they would go back before they are live. Write a later day.",
    ],
    [
      "{ into: contact handler, places",
      "{ into: contact handlers, places",
      'workforce › intakes › spring › into: there is no role "contact handlers". Did you mean "contact handler"?',
    ],
    [
      "course: recruit }",
      "course: recrut }",
      'workforce › intakes › spring › course: there is no course "recrut". Did you mean "recruit"?',
    ],
    [
      "course: recruit }",
      "course: recruit, enters: mentord }",
      'workforce › intakes › spring › enters: there is no stage "mentord" in that course. Did you mean "mentored"?',
    ],
    [
      "course: recruit }",
      "course: recruit, enters: mentored, done: 8 weeks }",
      "workforce › intakes › spring › done: the stage mentored lasts 56 days only. Write a shorter time, or the next stage.",
    ],
    [
      "course: recruit }",
      "course: recruit, every: 4 weeks }",
      'workforce › intakes › spring › every: "every" goes with "until". Write both or neither.',
    ],
    [
      "inPost: 40",
      "inPost: 40\n      overRecruit: 5%",
      'workforce › roles › contact handler: "establishment" is missing. Intakes can only be kept to an establishment: establishment: 170.',
    ],
    [
      "inPost: 40",
      "inPost: 40\n      leavers: [{ aYear: 125% }]",
      'workforce › roles › contact handler › leavers › item 1 › aYear: "125%" is above 100%. Write a share from 0% to 100%, such as "8%".',
    ],
    [
      "inPost: 40",
      "inPost: 40\n      leavers: [{ upTo: 1 year, aYear: 25% }]",
      "workforce › roles › contact handler › leavers › item 1 › upTo: the last holds from then on. Leave upTo out of it, or add one that has none.",
    ],
    [
      "inPost: 40",
      "inPost: 40\n      proficiency: [{ from: 2 weeks }]",
      "workforce › roles › contact handler › proficiency › item 1 › from: the first begins when people go live. Write 0, or leave it out.",
    ],
    [
      "inPost: 40",
      "inPost: 40\n      pay: 2600",
      'workforce › roles › contact handler › pay: "2600" is not pay. Write the pay of full-time work, such as "£2,600 a month".',
    ],
    ["courses:", "corses:", 'workforce › corses: "corses" is not a word used here. Did you mean "courses"?'],
    [
      "  roles:\n    contact handler:\n      inPost: 40\n      staffs: { desk: 100% }\n",
      "",
      'workforce: "roles" is missing. Write the name of a role and its people below.',
    ],
  ])("%s → %s", (from, to, said) => {
    expect(saidOf(from, to)).toContain(said);
  });

  it("mentors who do not exist", () => {
    expect(saidOf("inPost: 40", "inPost: 0")).toStrictEqual([
      "workforce › roles: nobody staffs the pool desk on the first day, so its handlers cannot follow the people. Write people in post in a role that staffs it.",
      "workforce › intakes › spring: the stage mentored takes time of mentors, but nobody of the role contact handler is live by then. Write people in post, or takesFromMentor: 0.",
    ]);
  });

  it("are told all at once, each once", () => {
    const slips = PEOPLE.replace("places: 14", "places: many")
      .replace("leave: 14%", "leave: 14")
      .replace("lasts: 8 weeks", "lasts: 0 days");
    const faults = faultsOf({ "w.yaml": `${GOOD}${slips}` });
    expect(faults.map((fault) => fault.replace(/:? [^›]*$/, ""))).toHaveLength(3);
  });

  it("a section that is no group at all", () => {
    expect(faultsOf({ "w.yaml": `${GOOD}workforce: 40\n` })[0]).toContain(
      'workforce: "40" is not a workforce.',
    );
    expect(
      saidOf(
        "  intakes:\n    spring: { into: contact handler, places: 14, starts: 2023-03-06, course: recruit }\n",
        "  intakes: 14\n",
      ),
    ).toStrictEqual([
      "workforce › intakes: this is not a group of names. Write a name, a colon, and its figures below.",
    ]);
  });
});

describe("a stage that is called as another figure", () => {
  it.each(["live", "in post", "Effective", "cost"])("%s is refused", (name) => {
    const said = saidOf("stage: vetting", `stage: ${name}`);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(
      `"${name}" is what tables by month call another figure. Write another name, such as ${name} stage.`,
    );
  });

  it("may have a name that only holds such a word", () => {
    expect(saidOf("stage: vetting", "stage: live stage")).toEqual([]);
  });
});

describe("the page on people", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/people.md"), "utf8");

  it("shows a workforce that can be read", () => {
    const shown = /```yaml\n([\s\S]*?)```/.exec(page)![1]!;
    const files = { "w.yaml": `${GOOD.replace("desk:", "general:").replace("2023-02", "2024-04")}${shown}` };
    expect(faultsOf(files)).toEqual([]);
    expect(scenarioOf(files).workforce!.intakes[0]!.places).toBe(12);
  });

  it("names every word of the section", () => {
    const words = [WorkforceText, RoleText, StageText, IntakeText, RedeployedText].flatMap(({ shape }) =>
      Object.keys(shape),
    );
    expect(words.length).toBeGreaterThan(40);
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(page))).toEqual([]);
  });
});

describe("the example of people", () => {
  const text = readFileSync(join(import.meta.dirname, "../../scenarios/examples/people.yaml"), "utf8");
  const scenario = scenarioOf({ "w.yaml": text });

  it("is one that editors take", () => {
    const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
      scenarioJsonSchema(),
    );
    expect(accepts(parse(text))).toBe(true);
    expect(accepts(parse(text.replace("lasts: 10 weeks", "lasts: ten weeks")))).toBe(false);
  });

  it("is told in sentences, what figures rest on too", () => {
    const said = describeScenario(scenario).filter((sentence) =>
      /^(?:People|Role|Course|Intake|Redeployed)/.test(sentence),
    );
    expect(said).toStrictEqual([
      "People: they are told of from 2024-04-01; the pools' handlers are what the people of that day give.",
      "People: full-time work is 37 hours a week. 23% of paid time is not available for contacts: leave 14%, sickness 6% and training 3%.",
      "Role contact handler: the establishment is 64 posts; intakes are cut to what is vacant below 110% of it.",
      "Role contact handler: in post on the first day are 46 people, long in service, 8 people, live for 0 days to 365 days and 4 people at 54.1% of full-time hours, long in service.",
      "Role contact handler: leavers in a year are, of the people there are, 25% up to 365 days after going live and 9% from then on. This rests on: judgement. This rests on: invented: the last three years of the force.",
      "Role contact handler: from going live talk takes 1.3 and wrap-up 1.3 times as long, and 80% of their available time goes on the work of the role. This rests on: judgement.",
      "Role contact handler: from 84 days after going live talk takes 1.1 and wrap-up 1.15 times as long, and 100% of their available time goes on the work of the role.",
      "Role contact handler: from 274 days after going live people are as quick as the queues say, and 100% of their available time goes on the work of the role.",
      "Role contact handler: 100% of their work is done at general.",
      "Role contact handler: from 2024-06-01 up to the day before 2024-09-01 those who are live work 5% more hours, paid at 1.5 times the usual.",
      "Role contact handler: full-time work is paid 2,600 a month.",
      "Course recruit: 70 days of vetting (12% drop out; unpaid), 42 days of classroom (5% drop out) and then 56 days of mentored (4% drop out; each takes 40% of a live person's time; each works 30% of their available time, at 1.5 times the talk and 1.5 times the wrap-up).",
      "Course officers: 14 days of short course (nobody drops out).",
      "Intake already in training: 5 places for the role contact handler, 100% of them filled, on the course recruit from 2024-04-01, in the stage classroom with 14 days of it done; live from 2024-06-24.",
      "Intake spring: 12 places for the role contact handler, 90% of them filled, on the course recruit from 2024-04-15; live from 2024-09-30.",
      "Intake autumn: 12 places for the role contact handler, 90% of them filled, on the course recruit from 2024-09-02; live from 2025-02-17.",
      "Redeployed lent officers: 6 people for the role contact handler from 2024-05-13 up to the day before 2024-11-11, first on the course officers, live from 2024-05-27; talk takes 1.2 and wrap-up 1.2 times as long, and 90% of their available time goes on the work of the role; 100% of their work is done at general; their pay is not counted.",
      "People: how busy the room is does not change how many leave.",
      "People: each replication of a run meets others, who come, drop out and leave by chance.",
    ]);
  });
});

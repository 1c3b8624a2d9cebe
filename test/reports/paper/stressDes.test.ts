import { describe, expect, it } from "vitest";
import { stressTables } from "../../../reports/paper/stressDes.ts";
import type { Evidence, Simulated } from "../../../reports/paper/evidence.ts";
import { evidenceOf, simulatedOf, studyOf } from "../../support/evidence.ts";
import { cellsOf, tablesOf } from "../../support/paperParts.ts";
import { changed, GOOD } from "../../scenario/memoryFiles.ts";

/** The whole checklist, a line for each item. */
const checklist = (evidence: Evidence): readonly string[] =>
  tablesOf(stressTables(evidence)).flatMap((table) => cellsOf(table).map((row) => row.join(": ")));
/** The lines of an item, by how they begin. */
const item = (evidence: Evidence, start: string): string =>
  checklist(evidence)
    .filter((line) => line.startsWith(start))
    .join("\n");
const ofBase = (text: string): Evidence => evidenceOf({ simulated: [simulatedOf("base", "the room", text)] });
const CHAT = GOOD.replace(
  "pools:\n",
  `  chat:
    priority: 3
    kind: chats
    arrivals: 12 an hour
    talk: 15 minutes
    patience: 5 minutes
    patienceInside: 20 minutes
    open: "08:00 to 22:00"
pools:
  chat desk: { answers: [chat], handlers: 4, chats: { most: 3, stretch: 15% } }
`,
);
const REDIALS = changed("wrapUp: none", "redials: { first: 40%, delay: 10 minutes }");
const MESSAGE = changed("wrapUp: none", "message: { duration: 95 seconds, hangUp: 8% }");
const HELD = changed("handlers: 8 }", 'handlers: 8, holdBack: { "101": 2 } }');

describe("the STRESS-DES checklist is filled from the scenarios that were read", () => {
  it("has every item of the guideline in its order", () => {
    const numbers = checklist(studyOf(["hire"])).map((line) => /^[\d.]+/.exec(line)![0]);
    expect([...new Set(numbers)]).toEqual(
      "1.1,1.2,1.3,2.1,2.2,2.3,2.4,2.5.1,2.5.2,2.5.3,2.5.4,2.5.5,3.1,3.2,3.3,3.4,4.1,4.2,4.3,5.1,5.2,5.3,5.4,6.1".split(
        ",",
      ),
    );
    expect(checklist(studyOf(["hire"])).filter((line) => /undefined|null|NaN|: *$/.test(line))).toEqual([]);
  });

  it("has chats, their hours and how many a handler holds where there are any, and says nothing of them elsewhere", () => {
    const told = checklist(ofBase(CHAT)).join("\n");
    expect(told).toContain("2.5.2 Components, activities: chat: ");
    expect(told).toContain(
      "takes new chats 08:00 to 22:00 every day; whoever comes at another time is refused",
    );
    expect(told).toContain("a handler holds up to 3 chats");
    expect(told).toMatch(/2\.5\.5.*refused while the queue is closed.*during the chat before it is done/);
    expect(checklist(ofBase(GOOD)).join("\n")).not.toMatch(/chat/i);
  });

  it("has redials where there are any, and says that nobody dials again where there are none", () => {
    expect(item(ofBase(REDIALS), "2.5.1 Components, entities: contacts of 101")).toContain(
      "40% of those not answered in the line dial again",
    );
    expect(item(ofBase(REDIALS), "2.5.1 Components, entities: contacts of 999")).toContain(
      "Nobody who is not answered dials again.",
    );
    const without = item(ofBase(GOOD), "2.5.1");
    expect(without.match(/Nobody who is not answered dials again\./g)).toHaveLength(2);
    expect(without).not.toContain("of those not answered");
  });

  it("has the message in the drawing of the logic only where there is one", () => {
    expect(item(ofBase(MESSAGE), "2.1")).toContain("hear the recorded message");
    expect(item(ofBase(MESSAGE), "2.5.2 Components, activities: 101")).toContain(
      "A recorded message comes first and lasts exactly 95 seconds; 8% hang up during it.",
    );
    expect(item(ofBase(MESSAGE), "2.5.5")).toContain("by hanging up in the message");
    expect(item(ofBase(GOOD), "2.1")).not.toContain("message");
    expect(item(ofBase(GOOD), "2.5.5")).not.toContain("message");
  });

  it("has priorities, patience, staffing and hold-back in figures", () => {
    const base = ofBase(HELD);
    expect(item(base, "2.5.4 Components, queues: 101")).toMatch(
      /Priority 2; 999 goes ahead of it\..*Patience lasts 15 minutes on average \(exponential, spread 100%\), counted from reaching the line/,
    );
    expect(item(base, "2.5.3 Components, resources: handlers by pool")).toContain(
      "8 handlers on duty at all hours.",
    );
    expect(item(base, "2.5.3")).toContain("a contact of 101 starts only if more than 2 handlers are idle");
    expect(item(base, "2.5.3 Components, resources: who staffs")).toContain(
      "nothing is said of people in post",
    );
    expect(item(ofBase(GOOD), "2.5.3")).toContain("no handlers are held back");
  });

  it("says of each plan what is otherwise than in the base, and no more", () => {
    const simulated: readonly Simulated[] = [
      simulatedOf("base", "do nothing", GOOD),
      simulatedOf("plan", "hire", changed("handlers: 8", "handlers: 10")),
      simulatedOf("plan", "the same", GOOD),
    ];
    const study = studyOf(["hire", "the same"], {}, { simulated });
    expect(item(study, "2.3 Scenario logic: plan “hire”")).toMatch(
      /Otherwise than in the base: Pool desk: 10 handlers on duty at all hours\. All else is as there\.$/,
    );
    expect(item(study, "2.3 Scenario logic: plan “the same”")).toContain(
      "Its figures are those of the base.",
    );
  });

  it("says of every room that is studied beside the plans in what it is another", () => {
    const simulated: readonly Simulated[] = [
      simulatedOf("base", "do nothing", GOOD),
      simulatedOf("hours of the week", "a week", GOOD),
      simulatedOf("what moves the answer", "a month", changed("30 an hour", "20 an hour")),
    ];
    const base = evidenceOf({ simulated });
    expect(item(base, "2.3 Scenario logic: hours of the week")).toContain("As the base.");
    expect(item(base, "2.3 Scenario logic: what moves the answer")).toContain(
      "Otherwise than in the base: who comes. ",
    );
  });

  it("has warm-up, length, effort and seed of each", () => {
    const cold = { ...simulatedOf("handlers on duty", "cold", `${GOOD}warmUp: 0\nseed: other\n`) };
    const base = evidenceOf({
      simulated: [
        simulatedOf("base", "do nothing", GOOD),
        { ...cold, effort: "5 values, 10 replications of each" },
      ],
    });
    expect(item(base, "4.1 Initialisation: base")).toContain("1 day before the count starts");
    expect(item(base, "4.1 Initialisation: handlers on duty")).toContain("There is no warm-up");
    expect(item(base, "4.2 Run length: base and handlers on duty")).toContain("The counted period is 7 days");
    expect(item(base, "4.3 Estimation approach: handlers on duty")).toContain(
      "5 values, 10 replications of each.",
    );
    expect(item(base, "5.2")).toMatch(/base: seed “1”; handlers on duty: seed “other”/);
  });

  it("counts what is not known, and lists what was learnt", () => {
    const unknown = changed("9 minutes", "{ low: 8m, central: 9m, high: 10m, basis: judgement }");
    expect(item(ofBase(unknown), "3.3")).toContain(
      "1 figure of the base is not known and drawn anew in each draw; 2.5 has the central value: 1 from a range stated in the scenario, 0 as learnt.",
    );
    expect(item(ofBase(GOOD), "3.3")).toContain("Every figure of the base is taken as known.");
    const told = simulatedOf("base", "the room", unknown);
    const [figure] = told.told.unknowns;
    const learnt = {
      ...told,
      told: {
        ...told.told,
        unknowns: [
          {
            ...figure!,
            learntFrom: "../learnt/posterior.json",
            range:
              "learnt, together with others, from ../learnt/posterior.json: 90% from 8 minutes to 10 minutes",
          },
        ],
      },
    };
    expect(item(evidenceOf({ simulated: [learnt] }), "3.3 Input parameters: as learnt")).toContain(
      "Drawn together, from posterior.json (annex D). The middle 90% of each: queues.101.talk.mean from 8 minutes to 10 minutes.",
    );
  });
});

import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { readScenario } from "../../engine/scenario/read.ts";
import type { Pool } from "../../engine/scenario/scenario.ts";
import { weekOf } from "../../engine/scenario/timetable.ts";
import { csv, faultsOf, GOOD as WEEK, listed, memoryFiles, scenarioOf } from "./memoryFiles.ts";

const SHAPE = Array.from({ length: 24 }, (_, hour) => 1 + (hour % 12));
const SHIFTS = '[{ name: day, start: "07:00", length: 12 hours, heads: 3 }]';
const FROM_PEOPLE = `{ from: people, shape: ${listed(SHAPE)} }`;
const PEOPLE = `workforce:
  from: 2023-02-01
  shrinkage: { leave: 14%, sickness: 6% }
  roles:
    contact handler: { inPost: 40, staffs: { desk: 100% } }
`;

/** The good room with a desk of other handlers. */
const text = (handlers: string, people = PEOPLE): string => {
  const room = WEEK.replace(/^days: .*$/m, "month: 2023-02").replace(
    "handlers: 8 }",
    () => `handlers: ${handlers} }`,
  );
  if (!room.includes(`handlers: ${handlers} }`)) throw new Error("the good room has no such desk");
  return `${room}${people}`;
};
const deskOf = (handlers: string, people = PEOPLE): Pool =>
  scenarioOf({ "w.yaml": text(handlers, people) }).pools[0]!;
const saidOf = (handlers: string, people = PEOPLE): readonly string[] =>
  faultsOf({ "w.yaml": text(handlers, people) }).map((fault) => fault.replace(/^w\.yaml:\S+ /, ""));
const sentencesOf = (handlers: string, people = PEOPLE): readonly string[] =>
  describeScenario(scenarioOf({ "w.yaml": text(handlers, people) }));

describe("handlers from people", () => {
  it("are none in the file, but a shape", () => {
    expect(deskOf(FROM_PEOPLE)).toMatchObject({
      handlers: new Array<number>(168).fill(0),
      fromPeople: weekOf(SHAPE),
      rota: null,
    });
    expect(deskOf("4")).not.toHaveProperty("fromPeople");
  });

  it("may come in shifts, whose heads are the shape", () => {
    const pool = deskOf(`{ from: people, noShow: 4%, shifts: ${SHIFTS} }`);
    expect(pool.rota).toMatchObject({ noShow: 0.04, shifts: [{ heads: [3, 3, 3, 3, 3, 3, 3] }] });
    expect(pool.handlers).toStrictEqual(new Array<number>(168).fill(0));
    const day = Array.from({ length: 24 }, (_, hour) => (hour >= 7 && hour < 19 ? 3 : 0));
    expect(pool.fromPeople).toStrictEqual(weekOf(day));
  });

  it("need no people on the first day", () => {
    const later = PEOPLE.replace("inPost: 40", "inPost: 0");
    expect(saidOf("4", later)[0]).toContain("nobody staffs the pool desk on the first day");
    expect(deskOf(FROM_PEOPLE, later).fromPeople).toBeDefined();
  });

  it("are described, and followed by no note that shrinkage moves none of them", () => {
    const [all, ofFile] = [sentencesOf(FROM_PEOPLE).join("\n"), sentencesOf("4").join("\n")];
    expect(all).toContain(
      "Pool desk: its handlers come from its people by their hours, month by month, spread over the week at 0.154 (Mon 00:00) to 1.85 (Mon 11:00) times the average.",
    );
    expect(all).toContain(
      "At desk handlers on duty on average are effective full-time people × 37 hours ÷ 168.",
    );
    expect(all).not.toContain("handlers on duty at all hours");
    expect(all).not.toContain("moves no handler");
    expect(ofFile).toContain("Note: People: handlers follow how the people change from the first day on.");
    expect(ofFile).toContain("shrinkage or how many are in post at first, moves no handler by itself.");
    const shifts = sentencesOf(`{ from: people, shifts: ${SHIFTS} }`).join("\n");
    expect(shifts).toContain(
      "Pool desk: the heads of its shifts come from its people by their hours, month by month; those below only say how they are spread.",
    );
    expect(shifts).toContain("with 3 heads (in proportion) every day");
  });

  it("stand beside pools that follow their people by the file, and the note is about these", () => {
    const second = text(FROM_PEOPLE, PEOPLE.replace("desk: 100%", "desk: 60%, second: 40%")).replace(
      /\npools:\n/,
      '\npools:\n  second: { answers: ["101"], handlers: 3 }\n',
    );
    const said = describeScenario(scenarioOf({ "w.yaml": second })).join("\n");
    expect(said).toContain("At second they are what the people of that day give.");
    expect(said).toContain("Note: People: handlers of second follow how");
    expect(said).toContain("moves no handler there by itself.");
  });
});

describe("faults in handlers from people", () => {
  it.each([
    ["{ from: people }", 'pools › desk › handlers: "shape" is missing.'],
    ["{ from: staff, shape: [1] }", 'pools › desk › handlers › from: "staff" has no meaning here.'],
    ["{ form: people, shape: [1, 2] }", 'pools › desk › handlers › form: "form" is not a word used here.'],
    [`{ from: people, average: 8, shape: ${listed(SHAPE)} }`, "pools › desk › handlers › average"],
    [
      `{ from: people, shape: ${listed(SHAPE.map(() => 0))} }`,
      "pools › desk › handlers › shape: all figures are zero",
    ],
    [
      `{ from: people, shifts: ${SHIFTS.replace("heads: 3", "heads: 0")} }`,
      "pools › desk › handlers: nobody is on duty at any hour.",
    ],
    [`{ from: persons, shifts: ${SHIFTS} }`, 'pools › desk › handlers › from: "persons" has no meaning'],
  ])("%s", (handlers, message) => {
    expect(saidOf(handlers)[0]).toContain(message);
  });

  it("where there are no people, or none of them is there", () => {
    expect(saidOf(FROM_PEOPLE, "")).toEqual([
      "pools › desk › handlers › from: handlers come from people, but the file has no workforce. Write one, or an average in place of people.",
    ]);
    expect(saidOf(FROM_PEOPLE, PEOPLE.replace("desk: 100%", "desk: 0%"))).toEqual([
      "pools › desk › handlers › from: handlers come from people, but no role staffs this pool. Write it below a role's staffs, such as { desk: 100% }.",
    ]);
  });
});

describe("in a plan that starts from another file", () => {
  const handlersOf = (parent: string, child: string): unknown => {
    const result = readScenario(
      "w.yaml",
      memoryFiles({
        "h.csv": csv("n", new Array<string>(24).fill("4")),
        "p.yaml": text(parent),
        "w.yaml": `startsFrom: p.yaml\npools: { desk: { handlers: ${child} } }`,
      }),
    );
    if ("faults" in result) throw new Error(JSON.stringify(result.faults));
    return (result.resolved as { pools: { desk: { handlers: unknown } } }).pools.desk.handlers;
  };

  it("people take the place of an average and keep its shape, and the other way round", () => {
    const average = `{ average: 9, shape: ${listed(SHAPE)} }`;
    expect(handlersOf(average, "{ from: people }")).toStrictEqual({ from: "people", shape: SHAPE });
    expect(handlersOf(FROM_PEOPLE, "{ average: 9 }")).toStrictEqual({ average: 9, shape: SHAPE });
    expect(handlersOf(FROM_PEOPLE, "{ file: h.csv, column: n }")).toStrictEqual({
      file: "h.csv",
      column: "n",
    });
    expect(handlersOf(FROM_PEOPLE, "5")).toBe(5);
  });

  it("heads of new shifts are heads, unless the plan says that they come from people", () => {
    expect(Object.keys(handlersOf(FROM_PEOPLE, `{ shifts: ${SHIFTS} }`) as object)).toEqual(["shifts"]);
    expect(
      Object.keys(handlersOf(FROM_PEOPLE, `{ from: people, shifts: ${SHIFTS} }`) as object).sort(),
    ).toEqual(["from", "shifts"]);
    const inShifts = `{ from: people, shifts: ${SHIFTS} }`;
    const other = SHIFTS.replace("heads: 3", "heads: 5");
    expect(handlersOf(inShifts, `{ shifts: ${other} }`)).toMatchObject({
      from: "people",
      shifts: [{ heads: 5 }],
    });
  });
});

import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { faultsOf, scenarioOf } from "./memoryFiles.ts";

const PROFILE = `{ profile: [${new Array<number>(24).fill(1).join(", ")}] }`;

/** A room of several months, of which some things may be written otherwise. */
function room({
  months = "months: 2023-02 to 2023-04",
  follows = "{ attritionAbove: 10%, lessByPoint: 0.5%, atLeast: 70% }",
  arrivals = `${PROFILE}\n    volume: 3,000 a month`,
  more = "",
}: {
  readonly months?: string;
  readonly follows?: string;
  readonly arrivals?: string;
  readonly more?: string;
}): string {
  return `about: A room
${months}
queues:
  "101":
    priority: 1
    arrivals: ${arrivals}
    talk: 5 minutes
    patience: never
    demandFollows: ${follows}
${more}
  reports:
    kind: work
    priority: 2
    arrivals: 2 an hour
    talk: 10 minutes
pools:
  desk: { answers: ["101", reports], handlers: 8 }
`;
}

const read = (text: string): Scenario => scenarioOf({ "w.yaml": text });
const faults = (text: string): string => faultsOf({ "w.yaml": text }).join("\n");
const rule = (follows: string) => read(room({ follows })).queues[0]!.demandFollows;

describe("demandFollows", () => {
  it("is absent where it is not written", () => {
    expect(read(room({})).queues.map((queue) => "demandFollows" in queue)).toEqual([true, false]);
  });

  it("says how much less or more, and how far at most", () => {
    expect(rule("{ attritionAbove: 10%, lessByPoint: 0.5%, atLeast: 70% }")).toStrictEqual({
      of: 0,
      attritionAbove: 0.1,
      byPoint: -0.005,
      atLeast: 0.7,
      atMost: 1,
    });
    expect(rule('{ of: "101", attritionAbove: 0, lessByPoint: 1% }')).toMatchObject({
      attritionAbove: 0,
      byPoint: -0.01,
      atLeast: 0,
    });
    expect(rule("{ attritionAbove: 10%, moreByPoint: 0.5%, atMost: 130% }")).toMatchObject({
      byPoint: 0.005,
      atLeast: 1,
      atMost: 1.3,
    });
    expect(rule("{ attritionAbove: 10%, moreByPoint: 0.5% }")).toMatchObject({ atMost: 2 });
  });

  it("may follow a queue of calls in a queue of work", () => {
    const more = "";
    const text = room({ more }).replace(
      "    arrivals: 2 an hour",
      '    arrivals: 2 an hour\n    demandFollows: { of: "101", attritionAbove: 5%, moreByPoint: 2% }',
    );
    expect(read(text).queues[1]!.demandFollows).toMatchObject({ of: 0, byPoint: 0.02 });
    expect(describeScenario(read(text)).join("\n")).toContain(
      "Queue reports: demand follows attrition of 101 of the month before: for each point above 5%, 2% of the volume more come in the next month, never above 200% of the volume.",
    );
  });

  it("may have a size that is not known", () => {
    const { unknowns, queues } = read(
      room({
        follows:
          "{ attritionAbove: 10%, lessByPoint: { low: 0%, central: 0.2%, high: 1%, basis: judgement } }",
      }),
    );
    expect(unknowns).toMatchObject([
      { figure: "queues.101.demandFollows.lessByPoint", unit: "share", central: 0.002 },
    ]);
    expect(queues[0]!.demandFollows).toMatchObject({ byPoint: -0.002 });
  });

  it("is stated, with a note for the reader of results", () => {
    const scenario = read(room({}));
    expect(describeScenario(scenario)).toContain(
      "Queue 101: demand follows its own attrition of the month before: for each point above 10%, 0.5% of the volume fewer come in the next month, never below 70% of the volume. The first month has its volume.",
    );
    expect(scenario.notes).toEqual([
      "101: demand of a month is taken to follow attrition of the month before (demandFollows), which is a judgement: no published figure says by how much.",
    ]);
  });

  it("gives way to the other direction in a file that starts from another, and to nothing", () => {
    const base = room({});
    const from = (follows: string): Scenario =>
      scenarioOf({
        "base.yaml": base,
        "w.yaml": `about: Another\nstartsFrom: base\nqueues:\n  "101":\n    demandFollows: ${follows}\n`,
      });
    expect(from("{ moreByPoint: 1%, atMost: 120% }").queues[0]!.demandFollows).toMatchObject({
      attritionAbove: 0.1,
      byPoint: 0.01,
      atMost: 1.2,
    });
    expect(from("").queues[0]).not.toHaveProperty("demandFollows");
  });

  it.each([
    [{ months: "month: 2023-02" }, /demandFollows: .*one month alone\. Leave it out\./],
    [
      { months: "days: 7", arrivals: "40 an hour" },
      /follows the calendar month before, and this scenario counts days/,
    ],
    [
      { follows: "{ attritionAbove: 10% }" },
      /"lessByPoint" is missing\. Write \{ attritionAbove.*moreByPoint/,
    ],
    [
      { follows: "{ attritionAbove: 10%, lessByPoint: 1%, moreByPoint: 1% }" },
      /"lessByPoint" and "moreByPoint" do not go together\. Keep one\./,
    ],
    [
      { follows: "{ attritionAbove: 10%, lessByPoint: 1%, atMost: 130% }" },
      /atMost: "atMost" goes only with moreByPoint/,
    ],
    [
      { follows: "{ attritionAbove: 10%, moreByPoint: 1%, atLeast: 30% }" },
      /atLeast: "atLeast" goes only with lessByPoint/,
    ],
    [
      { follows: "{ attritionAbove: 10%, moreByPoint: 1%, atMost: 80% }" },
      /atMost: "80%" is no such bound\. Write a percentage from 100% to 500%/,
    ],
    [
      { follows: "{ attritionAbove: 10%, lessByPoint: 1%, atLeast: 130% }" },
      /atLeast: "130%" is no such bound\. Write a percentage up to 100%/,
    ],
    [{ follows: "{ attritionAbove: 10%, lessByPoint: -1% }" }, /lessByPoint: "-1%" is below 0%/],
    [{ follows: "{ lessByPoint: 1% }" }, /"attritionAbove" is missing/],
    [
      { follows: "{ of: 102, attritionAbove: 10%, lessByPoint: 1% }" },
      /of: there is no queue "102"\. Did you mean "101"\?/,
    ],
    [
      { follows: "{ of: reports, attritionAbove: 10%, lessByPoint: 1% }" },
      /nobody gives up in "reports", a queue of work/,
    ],
    [
      { more: "    redials: { first: 40%, delay: 10 minutes }" },
      /its volume counts contacts that follow from others.*Write volumeCounts: first attempts\./,
    ],
    [{ more: "    clusters: { mean: 2, within: 5 minutes }" }, /does not go with clusters\. Leave it out\./],
  ])("is refused with %j", (wanted, said) => {
    expect(faults(room(wanted))).toMatch(said);
  });

  it("is refused where nobody comes from outside", () => {
    const text = room({ arrivals: "none" }).replace(
      "    talk: 10 minutes",
      '    talk: 10 minutes\n    next: [{ after: answered, share: 10%, goesTo: "101", delay: 1 hour }]',
    );
    expect(faults(text)).toMatch(
      /nobody comes from outside, so there is no demand of its own\. Leave it out\./,
    );
  });

  it("goes with first attempts where callers dial again", () => {
    const arrivals = `${PROFILE}\n    volume: 3,000 a month\n    volumeCounts: first attempts`;
    const more = "    redials: { first: 40%, delay: 10 minutes }";
    expect(read(room({ arrivals, more })).queues[0]).toHaveProperty("demandFollows");
  });
});

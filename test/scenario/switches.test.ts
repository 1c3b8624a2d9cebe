import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changed, faultsOf, scenarioOf } from "./memoryFiles.ts";

/** The good room with switches, and a desk that may answer a queue only while one is on. */
const withSwitches = (written: string, onlyWhile = ""): Record<string, string> => ({
  "w.yaml": `${changed("handlers: 8", `handlers: 8${onlyWhile}`)}switches:\n${written}`,
});
const ONE =
  '  999 rises: { waiting: ["999"], onAbove: 3, offAt: 1, atLeast: 10 minutes, atMost: 1 hour, rests: 30m }\n';
const ONLY = ', onlyWhile: { "999": 999 rises }';
const messageOf = (inside: string): string => {
  const [first, ...more] = faultsOf(withSwitches(`  x: { ${inside} }\n`));
  expect(more).toEqual([]);
  return first!.replace(/^.*?› x/, "");
};

describe("switches, as written", () => {
  it("are read with all their figures, and desks that depend on them", () => {
    const { switches, pools } = scenarioOf(withSwitches(ONE, ONLY));
    expect(switches).toStrictEqual([
      {
        name: "999 rises",
        watches: { kind: "waiting", queues: [0] },
        onAbove: 3,
        offAt: 1,
        atLeast: 600,
        atMost: 3600,
        rests: 1800,
      },
    ]);
    expect(pools[0]!.onlyWhile).toStrictEqual([0, null]);
  });

  it("need little: what they watch and one level", () => {
    expect(scenarioOf(withSwitches("  full: { busy: [desk], onAbove: 90% }\n")).switches).toStrictEqual([
      {
        name: "full",
        watches: { kind: "busy", pools: [0] },
        onAbove: 0.9,
        offAt: 0.9,
        atLeast: 0,
        atMost: null,
        rests: 0,
      },
    ]);
  });

  it("are told in plain words", () => {
    const said = describeScenario(scenarioOf(withSwitches(ONE, ONLY)));
    expect(said).toContain(
      "Switch 999 rises: goes on when more than 3 contacts wait in 999, may go off at 1 or less, stays on for at least " +
        "10 minutes, goes off after 1 hour whatever it sees and then stays off for at least 30 minutes.",
    );
    expect(said).toContain("Pool desk: 999 is answered here only while the switch 999 rises is on.");
    const busy = describeScenario(scenarioOf(withSwitches("  full: { busy: [desk], onAbove: 90% }\n")));
    expect(busy).toContain(
      "Switch full: goes on when more than 90% of the handlers of desk are busy and may go off at 90% or less.",
    );
  });

  it.each([
    ["onAbove: 3", ': it says nothing to watch. Write waiting: ["999"] or busy: [desk].'],
    ['waiting: ["999"]', ': "onAbove" is missing. Write contacts waiting, such as 3, or with busy a share'],
    ['waiting: ["99"], onAbove: 3', ' › waiting › item 1: there is no queue "99". Did you mean "999"?'],
    ["busy: [dusk], onAbove: 90%", ' › busy › item 1: there is no pool "dusk". Did you mean "desk"?'],
    ['waiting: ["999"], onAbove: 30%', " › onAbove: those who wait are counted. Write contacts, such as 3."],
    ["busy: [desk], onAbove: 3", " › onAbove: busy is a share of the handlers. Write one, such as 90%."],
    [
      'waiting: ["999"], onAbove: 3, offAt: 4',
      " › offAt: this is above onAbove, so it could be off and on at once.",
    ],
    ['waiting: ["999"], onAbove: 2.5', ' › onAbove: "2.5" is not a whole number of contacts.'],
    [
      'waiting: ["999"], onAbove: 3, atMost: 1 hour',
      ': "rests" is missing. A switch that goes off after a longest time',
    ],
    [
      'waiting: ["999"], onAbove: 3, atLeast: 2 hours, atMost: 1 hour, rests: 1 hour',
      " › atMost: this is shorter than atLeast.",
    ],
    ['waiting: ["999"], busy: [desk], onAbove: 3', ' › busy: "waiting" and "busy" do not go together.'],
    ['waiting: ["999"], onAbov: 3', ' › onAbov: "onAbov" is not a word used here. Did you mean "onAbove"?'],
  ])("are refused if they make no sense: %s", (inside, message) => {
    expect(messageOf(inside)).toContain(message);
  });

  it.each([
    ['{ "999": 999 rise }', 'onlyWhile › 999: there is no switch "999 rise". Did you mean "999 rises"?'],
    ['{ "102": 999 rises }', 'onlyWhile › 102: this pool does not answer a queue "102".'],
  ])("must exist for a desk to depend on them: %s", (onlyWhile, message) => {
    expect(faultsOf(withSwitches(ONE, `, onlyWhile: ${onlyWhile}`)).join("\n")).toContain(message);
  });

  it("raise what a desk holds back, and are told of it", () => {
    const scenario = scenarioOf(withSwitches(ONE, ", holdBack: 1, holdMore: { 999 rises: 2 }"));
    expect(scenario.pools[0]!.holdMore).toStrictEqual([{ while: 0, handlers: [0, 2] }]);
    expect(describeScenario(scenario)).toContain(
      "Pool desk: while the switch 999 rises is on, 2 more handlers must be idle for a contact of 101 to start.",
    );
  });

  it.each([
    ["{ 999 rise: 1 }", 'holdMore › 999 rise: there is no switch "999 rise". Did you mean "999 rises"?'],
    ["{ 999 rises: 0.5 }", "is not a number of handlers"],
    ["{ 999 rises: 0 }", "Write a switch and a whole number of handlers"],
  ])("must exist, and add whole handlers, for a desk to hold more back: %s", (holdMore, message) => {
    expect(faultsOf(withSwitches(ONE, `, holdMore: ${holdMore}`)).join("\n")).toContain(message);
  });
});

describe("handlers held back on average", () => {
  const weekOf = (holdBack: string): readonly number[] =>
    scenarioOf({ "w.yaml": changed("handlers: 8", `handlers: 8, holdBack: ${holdBack}`) }).pools[0]!
      .holdBack[1]!;

  it("are spread over the hours in whole people", () => {
    const week = weekOf("{ average: 1.25 }");
    expect(week.reduce((sum, held) => sum + held, 0)).toBe(210);
    expect(new Set(week)).toEqual(new Set([1, 2]));
    expect(weekOf('{ "101": { average: 1.25 } }')).toEqual(week);
  });

  it("follow a shape if one is given", () => {
    const shape = `[${new Array<number>(12).fill(1).join(", ")}, ${new Array<number>(12).fill(3).join(", ")}]`;
    const week = weekOf(`{ average: 2, shape: ${shape} }`);
    expect(week.slice(0, 24)).toEqual([...new Array<number>(12).fill(1), ...new Array<number>(12).fill(3)]);
  });
});

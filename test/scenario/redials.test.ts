import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changed, faultsOf, scenarioOf } from "./memoryFiles.ts";

const HOURS = `[${new Array<string>(24).fill("1").join(", ")}]`;
const with101 = (text: string): string => changed("wrapUp: none", text);
const redialsOf101 = (text: string) => scenarioOf({ "w.yaml": with101(text) }).queues[1]!.redials;
const saidOf101 = (text: string): string =>
  describeScenario(scenarioOf({ "w.yaml": with101(text) })).find(
    (sentence) => /dials? again/.test(sentence) && sentence.includes("101"),
  )!;
const FULL =
  "redials: { first: 40%, later: 30%, afterMessage: 10%, delay: { exponential: { mean: 30 minutes } }, mostTries: 5 }";
const SHORT = "redials: { first: 40%, delay: 10 minutes }";
const withVolume = (counts: string): string =>
  changed(
    "arrivals: 30 an hour",
    `arrivals: { profile: ${HOURS} }\n    volume: 864 in all\n    ${SHORT}${counts}`,
  );

describe("callers who dial again, as written", () => {
  it("are read with all their figures", () => {
    expect(redialsOf101(FULL)).toStrictEqual({
      first: 0.4,
      later: 0.3,
      afterMessage: 0.1,
      delay: { kind: "exponential", mean: 1800 },
      mostTries: 5,
    });
  });

  it("dial again after later attempts as after the first, and not after the message, unless it is said", () => {
    expect(redialsOf101(SHORT)).toStrictEqual({
      first: 0.4,
      later: 0.4,
      afterMessage: 0,
      delay: { kind: "deterministic", value: 600 },
      mostTries: 100,
    });
  });

  it("have a delay that differs from caller to caller, which is no figure that is not known", () => {
    const text = "redials: { first: 40%, delay: { lognormal: { mean: 30 minutes, spread: 50% } } }";
    expect(scenarioOf({ "w.yaml": with101(text) }).unknowns).toBeUndefined();
    const patience = "patience: { lognormal: { mean: 30 minutes, spread: 50% } }";
    const likewise = changed("patience: { exponential: { mean: 15 minutes } }", patience);
    expect(scenarioOf({ "w.yaml": likewise }).unknowns).toBeUndefined();
  });

  it("may be none", () => {
    expect(redialsOf101("redials: none")).toBeNull();
    expect(redialsOf101("wrapUp: none")).toBeNull();
  });

  it("are told in plain words", () => {
    expect(saidOf101(FULL)).toBe(
      "Queue 101: 40% of those not answered in the line at their first attempt dial again, and 30% of those not " +
        "answered at a later one, and 10% of those who hang up in the message; that comes after 30 minutes on " +
        "average (exponential, spread 100%). Nobody makes more than 5 attempts.",
    );
    expect(saidOf101(SHORT)).toBe(
      "Queue 101: 40% of those not answered in the line dial again, at every attempt; that comes after exactly " +
        "10 minutes. Nobody makes more than 100 attempts.",
    );
  });

  it.each([
    ["\n    volumeCounts: first attempts", "first attempts"],
    ["\n    volumeCounts: dialled", "dialled"],
    ["", "offered"],
  ])("go with a volume of any kind (%j)", (text, counts) => {
    const { arrivals } = scenarioOf({ "w.yaml": withVolume(text) }).queues[1]!;
    expect(arrivals).toMatchObject({ kind: "volume", volume: 864, counts });
  });

  it.each([
    ["redials: often", /redials: "often" is not/],
    ["redials: { delay: 1 minute }", /"first" is missing/],
    ["redials: { first: 40% }", /"delay" is missing/],
    ["redials: { first: 140%, delay: 1 minute }", /redials › first: "140%"/],
    ["redials: { first: 40%, delay: 0 }", /redials › delay: "0" is no time at all/],
    ["redials: { first: 40%, delay: never }", /redials › delay: /],
    [
      "redials: { first: 40%, delay: 1 minute, mostTries: 0 }",
      /mostTries: "0" is not a whole number of at least 1/,
    ],
    ["redials: { first: 40%, delay: 1 minute, latter: 3% }", /Did you mean "later"/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": with101(text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });
});

import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changed, faultsOf, scenarioOf } from "./memoryFiles.ts";

const SWITCHES = 'switches:\n  999 rises: { waiting: ["999"], onAbove: 3 }\n';
const withMessage = (instead: string): Record<string, string> => ({
  "w.yaml":
    changed("wrapUp: none", `message: { duration: 95 seconds, hangUp: 8%, instead: [${instead}] }`) +
    SWITCHES,
});
const SWITCHED = "{ while: 999 rises, duration: 3 minutes, hangUp: 20%, moveToDigital: 10% }";
const BY_NIGHT = '{ during: "22:00 to 06:00", duration: none }';
const BY_DAY = '{ during: { weekdays: "09:00 to 10:00", Sunday: "23:00 to 01:00" }, duration: 1 minute }';

const hoursOf = (written: string): readonly number[] => {
  const [other] = scenarioOf(withMessage(written)).queues[1]!.message!.instead!;
  if (other?.when.kind !== "hours") throw new Error("it is not by hours");
  return other.when.ofWeek.flatMap((among, hour) => (among ? [hour] : []));
};

describe("messages that are played instead of the usual one, as written", () => {
  it("are read with all their figures", () => {
    expect(scenarioOf(withMessage(SWITCHED)).queues[1]!.message).toStrictEqual({
      duration: { kind: "deterministic", value: 95 },
      hangUp: 0.08,
      moveToDigital: 0,
      instead: [
        {
          when: { kind: "switch", number: 0 },
          duration: { kind: "deterministic", value: 180 },
          hangUp: 0.2,
          moveToDigital: 0.1,
        },
      ],
    });
  });

  it("say their hours for every day, past midnight, or by the day", () => {
    const night = [0, 1, 2, 3, 4, 5, 22, 23];
    expect(hoursOf(BY_NIGHT)).toEqual([0, 1, 2, 3, 4, 5, 6].flatMap((day) => night.map((h) => 24 * day + h)));
    // Nine on five weekdays; the last hour of Sunday, and the first of Monday that follows it.
    expect(hoursOf(BY_DAY)).toEqual([0, 9, 33, 57, 81, 105, 167]);
  });

  it("are told in plain words", () => {
    const said = describeScenario(scenarioOf(withMessage(`${SWITCHED}, ${BY_NIGHT}`)));
    expect(said).toContain(
      "Queue 101: while the switch 999 rises is on another message is played instead, which lasts exactly 3 minutes; " +
        "20% hang up during it and 10% leave for a digital channel during it.",
    );
    expect(said.find((sentence) => sentence.includes("56 hours of the week"))).toContain(
      "Queue 101: in 56 hours",
    );
  });

  it.each([
    ["{ while: 999 falls, duration: 1 minute }", 'while: there is no switch "999 falls".'],
    ["{ duration: 1 minute }", 'it needs one of "while" and "during"'],
    ['{ while: 999 rises, during: "all day", duration: 1 minute }', 'one of "while" and "during"'],
    [
      '{ during: "9 to 10", duration: 1 minute }',
      'during: "9 to 10" is not hours of a day. Write full hours',
    ],
    ['{ during: "09:00 to 09:00", duration: 1 minute }', "is no time at all"],
    ["{ while: 999 rises }", '"duration" is missing'],
    ["{ while: 999 rises, duration: 1 minute, hangUp: 80%, moveToDigital: 30% }", "together are above 100%"],
    [[SWITCHED, SWITCHED, SWITCHED, SWITCHED].join(", "), "there are more than three"],
  ])("are refused if they make no sense: %s", (written, message) => {
    expect(faultsOf(withMessage(written)).join("\n")).toContain(message);
  });

  it("need a volume of those who dialled if a switch plays them", () => {
    const volume = `arrivals: { profile: [${new Array<string>(24).fill("1").join(", ")}] }\n    volume: 864 in all`;
    const file = withMessage(SWITCHED)["w.yaml"]!.replace("arrivals: 30 an hour", volume);
    expect(faultsOf({ "w.yaml": file }).join("\n")).toContain(
      "how many reach the line depends on when the message is switched. Write volumeCounts: dialled.",
    );
    const dialled = file.replace("864 in all", "864 in all\n    volumeCounts: dialled");
    expect(faultsOf({ "w.yaml": dialled })).toEqual([]);
  });
});

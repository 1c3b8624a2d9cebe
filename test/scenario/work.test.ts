import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changed, faultsOf, scenarioOf } from "./memoryFiles.ts";

const ITEMS = "kind: work, priority: 9, arrivals: 10 an hour, talk: 12 minutes";
const withOnline = (text: string): string =>
  changed("pools:", `  online: { ${text} }\npools:`).replace('["999", "101"]', '["999", "101", online]');
const online = (more = "") => scenarioOf({ "w.yaml": withOnline(ITEMS + more) }).queues[2]!;
const said = (more = ""): readonly string[] =>
  describeScenario(scenarioOf({ "w.yaml": withOnline(ITEMS + more) })).filter((sentence) =>
    sentence.startsWith("Queue online"),
  );

describe("deferrable work, as written", () => {
  it("needs no patience, and is never interrupted, with nothing waiting and a day's target, unless it is said", () => {
    expect(online()).toMatchObject({
      work: { interruptible: false, backlogAtStart: 0 },
      patience: { kind: "never" },
      wrapUp: { kind: "deterministic", value: 0 },
      balking: 0,
      message: null,
      redials: null,
      mayInterruptWrapUp: false,
      targets: [86_400],
    });
  });

  it("is read with all its figures", () => {
    const queue = online(", interruptible: yes, backlogAtStart: 120, targets: [1 day, 4 hours]");
    expect(queue.work).toStrictEqual({ interruptible: true, backlogAtStart: 120 });
    expect(queue.targets).toStrictEqual([14_400, 86_400]);
    expect(online(", targets: []").targets).toStrictEqual([]);
  });

  it("may have a backlog that is not known", () => {
    const text = withOnline(`${ITEMS}, backlogAtStart: { low: 50, central: 80, high: 200 }`);
    const scenario = scenarioOf({ "w.yaml": text });
    expect(scenario.queues[2]!.work!.backlogAtStart).toBe(80);
    expect(scenario.unknowns).toMatchObject([{ figure: "queues.online.backlogAtStart", whole: true }]);
  });

  it("leaves calls as they were, with or without the word", () => {
    expect(scenarioOf({ "w.yaml": withOnline(ITEMS) }).queues[1]!.work).toBeNull();
    const calls = scenarioOf({ "w.yaml": changed("wrapUp: none", "kind: calls") }).queues[1]!;
    expect(calls).toMatchObject({ work: null, targets: [10, 90] });
  });

  it("is told in plain words", () => {
    expect(said(", interruptible: yes, backlogAtStart: 120, targets: [4 hours, 1 day]")).toEqual([
      "Queue online: deferrable work: nobody waits on the line, and items wait until they are done.",
      "Queue online: priority 9; 999 and 101 goes ahead of it.",
      "Queue online: items come in at a steady 10 an hour.",
      "Queue online: 120 items wait when the run begins.",
      "Queue online: an item takes exactly 12 minutes.",
      "Queue online: it gives way: a contact that its desk ranks higher, and the end of a shift, take the handler, and the item goes on later where it stopped.",
      "Queue online: it is done by the pool desk.",
      "Queue online: the share done within 4 hours and 1 day of coming in is counted.",
    ]);
    expect(said(", targets: []").slice(3)).toEqual([
      "Queue online: nothing waits when the run begins.",
      "Queue online: an item takes exactly 12 minutes.",
      "Queue online: an item once begun is finished before the handler does anything else.",
      "Queue online: it is done by the pool desk.",
      "Queue online: no ages are set as targets.",
    ]);
  });

  it.each([
    ["patience: never", /online › patience: "patience" does not go with kind: work. Leave it out./],
    ["balking: 2%", /balking: "balking" does not go with kind: work/],
    ["message: { duration: 20 seconds }", /"message" does not go with kind: work/],
    [
      "wrapUp: 3 minutes",
      /"wrapUp" does not go with kind: work. Write all the time that an item takes as talk./,
    ],
    ["interruptible: maybe", /interruptible: "maybe" is not yes or no/],
    ["backlogAtStart: 1.5", /backlogAtStart: "1.5" is not a whole number of items/],
    ["backlogAtStart: -1", /backlogAtStart: "-1" is not a whole number of items/],
    ["backlogAtStrt: 5", /Did you mean "backlogAtStart"/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": withOnline(`${ITEMS}, ${text}`) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });

  it("and its words are refused for calls, which need patience", () => {
    expect(faultsOf({ "w.yaml": changed("wrapUp: none", "interruptible: yes") })).toEqual([
      expect.stringMatching(/101 › interruptible: "interruptible" goes only with kind: work. Leave it out.$/),
    ]);
    expect(faultsOf({ "w.yaml": changed("wrapUp: none", "backlogAtStart: 3") })).toHaveLength(1);
    expect(faultsOf({ "w.yaml": withOnline(ITEMS.replace("kind: work, ", "")) })).toEqual([
      expect.stringMatching(/queues › online: "patience" is missing. Write a time/),
    ]);
    expect(faultsOf({ "w.yaml": withOnline(ITEMS.replace("work", "wrok")) })).toEqual([
      expect.stringMatching(/kind: "wrok" has no meaning here. Did you mean "work"/),
    ]);
  });
});

import { describe, expect, it } from "vitest";
import type { WithPeople } from "../../engine/workforce/horizon.ts";
import { firstDays } from "../../engine/workforce/firstDay.ts";
import { peopleRows } from "../../engine/workforce/peopleRows.ts";
import { scenarioOf } from "../scenario/memoryFiles.ts";
import { textOf } from "./files.ts";

const withPeople = (text: string): WithPeople => {
  const scenario = scenarioOf({ "w.yaml": text });
  return { ...scenario, workforce: scenario.workforce! };
};
const FILE = textOf("examples/people-roster.yaml");
/** Handlers on duty on average, month by month from April 2024. */
const handlersOf = (text: string): readonly number[] =>
  peopleRows(withPeople(text), 12, 0)
    .filter(({ of, measure }) => of === "pool" && measure === "handlers")
    .map(({ expected }) => expected);

describe("the example whose handlers come from people alone", () => {
  it("has on the first day the handlers that its figures give by hand", () => {
    const [first] = firstDays(withPeople(FILE));
    // 72 people of 37 hours and 4 of 20; 14 + 6 + 3 + 12 = 35% away; nine tenths of the work is done here.
    expect(first!.handlersFromPeople).toBeCloseTo(((72 * 37 + 4 * 20) * 0.65 * 0.9) / 168, 12);
    expect(first!.handlersInFile).toBeNull();
  });

  it("has fewer with more sickness, in proportion to the time that is left", () => {
    const [usual, sicker] = [FILE, FILE.replace("sickness: 6%", "sickness: 9%")].map(handlersOf);
    usual!.forEach((handlers, month) => {
      // Whole handlers: each of the two weeks is right to half an hour.
      expect(Math.abs(sicker![month]! - (handlers * 0.62) / 0.65)).toBeLessThanOrEqual(1 / 168);
    });
  });

  it("has fewer while its recruits are mentored, and more from then on", () => {
    const handlers = handlersOf(FILE);
    expect(handlers[2]!).toBeLessThan(handlers[0]!);
    expect(Math.max(...handlers)).toBe(Math.max(...handlers.slice(4)));
    expect(handlers[4]!).toBeGreaterThan(handlers[0]!);
  });
});

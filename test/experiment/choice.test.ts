import { describe, expect, it } from "vitest";
import { chooseMeasures } from "../../engine/experiment/choice.ts";
import { room } from "../support/rooms.ts";

const scenario = room({
  queues: [{}, {}],
  pools: [
    { name: "desk", handlers: 9 },
    { name: "night", handlers: 9 },
  ],
});
const chosen = (text: string) => {
  const found = chooseMeasures(text, scenario);
  return "value" in found ? found.value.map(({ of, name }) => `${of} ${name}`) : found.problem;
};

describe("which measures are asked for", () => {
  it.each([
    ["attrition", ["queue 999", "queue 101"]],
    ["attrition:101", ["queue 101"]],
    ["waitP90Answered : 999", ["queue 999"]],
    ["occupancy", ["pool desk", "pool night"]],
    ["occupancy:night", ["pool night"]],
    ["atrition:101", '"atrition" is not a measure. Did you mean "attrition"?'],
    ["attrition:110", '"110" has no measure attrition. Did you mean "101"?'],
    ["attrition:desk", '"desk" has no measure attrition. Use one of: 999, 101.'],
  ])("%s", (text, found) => {
    expect(chosen(text)).toEqual(found);
  });
});

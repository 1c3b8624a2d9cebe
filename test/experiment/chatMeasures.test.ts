import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { poolMeasures, queueMeasures } from "../../engine/experiment/measures.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { fixed, room } from "../support/rooms.ts";

/**
 * Open but from 01:00 to 02:00. Two chats from 0 s at half speed each with one of two operators; the first is left at
 * 150 s, the second done at 175 s. One is refused at 4000 s.
 */
const scenario = room({
  queues: [
    {
      arrivals: { kind: "replay", times: [0, 4000] },
      talk: fixed(100),
      chat: {
        patienceInside: fixed(150),
        open: Array.from({ length: 168 }, (_, hour) => hour % 24 !== 1),
      },
    },
    {
      arrivals: { kind: "replay", times: [0] },
      talk: fixed(100),
      chat: { patienceInside: { kind: "never" }, open: null },
    },
    { arrivals: { kind: "replay", times: [] } },
  ],
  pools: [
    { answers: [0, 1], handlers: 1, chats: { speeds: [1, 0.5], calls: "wait" } },
    { answers: [2], handlers: 1 },
  ],
});
const plan = planOf(scenario);
const form = formOf(plan, ["period"]);
const seen = form.observe(runTrial(plan, 0));

const ofQueue = (queue: number) => {
  const figures = form.queueFigures(seen, 0, queue);
  return Object.fromEntries(
    queueMeasures(scenario.queues[queue]!).map(({ name, numerator, denominator }) => [
      name,
      numerator(figures) / denominator(figures),
    ]),
  );
};
const ofPool = (pool: number) => {
  const figures = form.poolFigures(seen, 0, pool);
  return Object.fromEntries(
    poolMeasures(scenario.pools[pool]!).map(({ name, numerator, denominator }) => [
      name,
      numerator(figures) / denominator(figures),
    ]),
  );
};

describe("measures of chats", () => {
  it("are given for queues of chats, and say what happened", () => {
    expect(ofQueue(0)).toMatchObject({
      dialled: 2,
      offered: 1,
      answered: 1,
      refused: 1,
      leftDuringChat: 1,
      meanChatDuration: 150,
      timeClosed: 3600,
      meanTalk: 100,
    });
    expect(ofQueue(1)).toMatchObject({ refused: 0, leftDuringChat: 0, meanChatDuration: 175, timeClosed: 0 });
  });

  it("are given for pools that hold them", () => {
    const day = 86_400;
    expect(ofPool(0)["chatsHeld"]).toBeCloseTo((150 + 175) / day, 12);
    expect(ofPool(0)["chatsHeldByChatting"]).toBeCloseTo((150 + 175) / 175, 12);
    expect(ofPool(0)["slotsFull"]).toBeCloseTo(150 / day, 12);
    expect(ofPool(0)["occupancy"]).toBeCloseTo(175 / day, 12);
  });

  it("are not given where there are none", () => {
    expect(ofQueue(2)).not.toHaveProperty("refused");
    expect(ofPool(1)).not.toHaveProperty("chatsHeld");
  });
});

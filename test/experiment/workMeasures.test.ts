import { describe, expect, it } from "vitest";
import { extraCell, type Ledger, QUEUE_EXTRA, type QueueExtra } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { queueMeasures } from "../../engine/experiment/measures.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { room } from "../support/rooms.ts";
import { ledgerOf } from "./ledgers.ts";

const work = { interruptible: true, backlogAtStart: 0 };
const scenario = room({ queues: [{}, { work, targets: [90, 1800, 14_400] }], handlers: 3 });
const plan = planOf(scenario);

const ledger = ledgerOf(plan, {
  queues: [
    {
      queue: 1,
      bin: 3,
      figures: {
        offered: 20,
        answered: 18,
        waitOfAnswered: 36_000,
        talk: 10_800,
        timeInLine: 7200,
        answeredWithin0: 0,
        answeredWithin1: 4,
        answeredWithin2: 12,
      },
    },
    { queue: 1, bin: 4, figures: { offered: 5, answered: 5 } },
  ],
});
function extra(into: Ledger, bin: number, figures: Partial<Record<QueueExtra, number>>): void {
  for (const [column, figure] of Object.entries(figures)) {
    into.queueExtras[extraCell(into, 1, bin) + QUEUE_EXTRA[column as QueueExtra]] = figure;
  }
}
extra(ledger, 3, {
  done: 16,
  ageWhenDone: 64_000,
  doneByClock: 11,
  interruptions: 7,
  backlogTime: 36_000,
  intervalStarts: 1,
  backlogAtStarts: 8,
  agesAtStarts: 40_000,
  oldestAtStarts: 9000,
});
extra(ledger, 4, {
  done: 5,
  intervalStarts: 1,
  backlogAtStarts: 17,
  agesAtStarts: 60_000,
  oldestAtStarts: 3000,
});

const form = formOf(plan, ["interval", "day"]);
const seen = form.observe(ledger);
const measures = queueMeasures(scenario.queues[1]!);
const over = (stretch: number): Record<string, number> => {
  const figures = form.queueFigures(seen, stretch, 1);
  return Object.fromEntries(measures.map((m) => [m.name, m.numerator(figures) / m.denominator(figures)]));
};

describe("the measures of deferrable work", () => {
  it("are what they say they are", () => {
    expect(over(3)).toEqual({
      offered: 20,
      takenUp: 18,
      done: 16,
      notDone: 4,
      doneByClock: 11,
      meanBacklog: 10,
      backlogAtStart: 8,
      backlogAge: 5000,
      oldestWaiting: 9000,
      meanAgeTakenUp: 2000,
      meanAgeDone: 4000,
      doneWithin90s: 0,
      doneWithin90sOfDone: 0,
      doneWithin1800s: 0.2,
      doneWithin1800sOfDone: 0.25,
      doneWithin14400s: 0.6,
      doneWithin14400sOfDone: 0.75,
      meanQueue: 2,
      interruptions: 7,
      meanTalk: 600,
    });
  });

  it("over several hours average the backlog by the hour and its age by the item", () => {
    const day = over(24);
    expect(day).toMatchObject({ backlogAtStart: 12.5, backlogAge: 4000, oldestWaiting: 6000, done: 21 });
  });

  it("have names and titles of their own, and a definition each", () => {
    expect(new Set(measures.map(({ title }) => title)).size).toBe(measures.length);
    expect(measures.map(({ title }) => title)).toContain("done within 4 h, of received");
    expect(measures.map(({ title }) => title)).toContain("done within 30 min, of done");
    for (const { definition } of measures) expect(definition.length).toBeGreaterThan(10);
  });

  it("are not those of calls, and calls have none of them", () => {
    const ofCalls = queueMeasures(scenario.queues[0]!).map(({ name }) => name);
    expect(ofCalls).toContain("attrition");
    expect(ofCalls).not.toContain("meanBacklog");
    expect(measures.map(({ name }) => name)).not.toContain("attrition");
  });
});

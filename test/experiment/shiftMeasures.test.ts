import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { poolMeasures } from "../../engine/experiment/measures.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { fixed, room } from "../support/rooms.ts";
import { rota, type WantedRota } from "../support/rotas.ts";

const valuesOf = (scenario: Scenario): Readonly<Record<string, number>> => {
  const plan = planOf(scenario);
  const form = formOf(plan, ["period"]);
  const figures = form.poolFigures(form.observe(runTrial(plan, 0)), 0, 0);
  return Object.fromEntries(
    poolMeasures(scenario.pools[0]!).map(({ name, numerator, denominator }) => [
      name,
      numerator(figures) / denominator(figures),
    ]),
  );
};

const day = (wanted: WantedRota): Scenario =>
  room({
    atEnd: "stop",
    pools: [{ rota: rota(wanted) }],
    queues: [{ arrivals: { kind: "replay", times: [1000, 2600, 6500] }, talk: fixed(1200) }],
  });

describe("measures of a desk with shifts", () => {
  it("are those of a day worked out by hand", () => {
    /*
     * One handler from 00:00 to 02:00. A break of 600 s is due at 1800 and one of 300 s at 6000.
     * 1000 first call, to 2200; then the break, 400 s late, to 2800; the second call (waited 200) to 4000; the second
     * break on time, 6000 to 6300; the third call from 6500 to 7700, 500 s past the shift.
     */
    const values = valuesOf(
      day({
        shifts: [
          {
            start: 0,
            length: 2,
            heads: 1,
            breaks: [
              { after: 1800, length: 600 },
              { after: 6000, length: 300 },
            ],
          },
        ],
      }),
    );
    expect(values).toEqual({
      occupancy: 3600 / (7200 - 900 + 500),
      onDuty: 6300 / 86_400,
      overrunHours: 500 / 3600,
      rostered: 7200 / 86_400,
      expected: 7200 / 86_400,
      present: 7200 / 86_400,
      breakHours: 0.25,
      breaksTaken: 2,
      breaksMissed: 0,
      breaksLate: 0.5,
      breakLateness: 200,
    });
  });

  it("say how many are expected to come, and leave breaks out where there are none", () => {
    const values = valuesOf(
      day({ shifts: [{ start: 0, length: 12, heads: 10 }], shrinkage: 0.2, noShow: 0.05 }),
    );
    expect(Object.keys(values)).toEqual([
      "occupancy",
      "onDuty",
      "overrunHours",
      "rostered",
      "expected",
      "present",
    ]);
    expect(values["rostered"]).toBe(5);
    expect(values["expected"]).toBeCloseTo(5 * 0.8 * 0.95, 12);
    expect(values["present"]).toBe(values["onDuty"]);
  });

  it("are not given to desks without", () => {
    expect(poolMeasures(room({ queues: [{}] }).pools[0]!).map(({ name }) => name)).toEqual([
      "occupancy",
      "onDuty",
      "overrunHours",
    ]);
  });
});

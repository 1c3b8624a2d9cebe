import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { compare, type Comparison, type ComparisonOptions } from "../../engine/experiment/compare.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { share } from "../../engine/units.ts";
import { exponential, type Room, room, total } from "../support/rooms.ts";

function small(name: string, rest: Partial<Room> = {}): Scenario {
  return room({
    name,
    seed: "comparison",
    days: 1,
    handlers: 5,
    queues: [
      { callsPerHour: 20, talk: exponential(300), patience: exponential(600) },
      { callsPerHour: 15, talk: exponential(400), patience: exponential(500) },
    ],
    ...rest,
  });
}

async function compared(
  base: Scenario,
  plans: readonly Scenario[],
  replications = 40,
  options: ComparisonOptions = {},
): Promise<Comparison> {
  const found = await compare(inProcess(), base, plans, { kind: "fixed", replications }, options);
  expect(found).not.toBeNull();
  return found!;
}

const of = ({ differences }: Comparison, plan: string, name: string, measure: string) =>
  differences.find((d) => d.plan === plan && d.name === name && d.measure === measure)!;

describe("a comparison", () => {
  it("of a plan with itself under another name is exactly zero in every measure", async () => {
    const { differences, replications } = await compared(small("base"), [small("twin")]);
    expect(replications).toBe(40);
    expect(differences.length).toBeGreaterThan(40);
    for (const { difference, halfWidth, verdict } of differences) {
      expect({ difference, halfWidth, verdict }).toEqual({
        difference: 0,
        halfWidth: 0,
        verdict: "the same",
      });
    }
  });

  it("takes differences replication by replication", async () => {
    const [base, plan] = [small("base"), small("one more", { handlers: 6 })];
    const replications = 30;
    const ratios = [base, plan].map((scenario) => {
      const ledgers = Array.from({ length: replications }, (_, r) => runTrial(planOf(scenario), r));
      const sum = (column: "abandoned" | "offered") =>
        ledgers.reduce((all, ledger) => all + total(ledger, 1, column), 0);
      return sum("abandoned") / sum("offered");
    });
    const found = of(await compared(base, [plan], replications), "one more", "101", "attrition");
    expect(found.baseMean).toBeCloseTo(ratios[0]!, 12);
    expect(found.planMean).toBeCloseTo(ratios[1]!, 12);
    expect(found.difference).toBeCloseTo(ratios[1]! - ratios[0]!, 12);
    expect(found).toMatchObject({ verdict: "better", n: replications });
  });

  it("gains from the same callers, and shows when the plans do not meet them", async () => {
    const paired = of(
      await compared(small("base"), [small("one more", { handlers: 6 })]),
      "one more",
      "101",
      "attrition",
    );
    expect(paired.pairingGain).toBeGreaterThan(1.5);
    // A planted fault: the plan's streams have names of their own, as if its callers were others. The gain that is
    // left is that of two independent samples: 1, within what 200 replications can tell. (The variance of a sample
    // variance of 200 near-normal values is 2/199 of its square, so a ratio is within 4 × √(2 × 2/199) of 1.)
    const strangers = await compared(
      small("base"),
      [room({ ...small("others"), seed: "comparison", queues: renamed(small("others")), handlers: 5 })],
      200,
    );
    const { pairingGain } = of(strangers, "others", "desk 1", "occupancy");
    expect(Math.abs(pairingGain - 1)).toBeLessThan(4 * Math.sqrt(4 / 199));
  });

  it("looks only at the measures it is asked for, and is the sharper for it", async () => {
    const [base, plan] = [small("base"), small("plan", { handlers: 6 })];
    const all = await compared(base, [plan]);
    const one = await compared(base, [plan], 40, { measures: ({ measure }) => measure === "attrition" });
    expect(one.looked).toBe(2);
    expect(all.looked).toBe(all.differences.length);
    const [wide, narrow] = [all, one].map((found) => of(found, "plan", "999", "attrition"));
    expect(narrow!.difference).toBe(wide!.difference);
    expect(narrow!.halfWidth).toBeLessThan(wide!.halfWidth);
  });

  it("runs until a precision is reached, and says what it reached", async () => {
    const [base, plan] = [small("base"), small("plan", { handlers: 6 })];
    const measures: ComparisonOptions["measures"] = ({ measure, name }) =>
      measure === "attrition" && name === "101";
    const found = await compare(
      inProcess(),
      base,
      [plan],
      { kind: "precision", relative: 0.05, most: 5000 },
      { measures },
    );
    expect(found!.complete).toBe(true);
    expect(found!.reached!.relative).toBeLessThanOrEqual(0.05);
    expect(found!.replications).toBeGreaterThan(20);
    const { halfWidth, baseMean } = found!.differences[0]!;
    expect(halfWidth / baseMean).toBeCloseTo(found!.reached!.relative, 12);
    const cut = await compare(
      inProcess(),
      base,
      [plan],
      { kind: "precision", relative: 0.001, most: 30 },
      { measures },
    );
    expect(cut).toMatchObject({ complete: false, interrupted: false, replications: 30 });
  });

  it("does not depend on the block in which replications are run", async () => {
    // 20 make a block: 45 are two blocks and a part of a third.
    const [base, plan] = [small("base"), small("plan", { handlers: 6 })];
    const many = await compared(base, [plan], 45);
    const [ledgers, others] = [base, plan].map((scenario) =>
      Array.from({ length: 45 }, (_, r) => runTrial(planOf(scenario), r)),
    );
    const answered = (list: typeof ledgers) =>
      list!.reduce((all, ledger) => all + total(ledger, 0, "answered"), 0) / 45;
    expect(of(many, "plan", "999", "answered").difference).toBeCloseTo(
      answered(others) - answered(ledgers),
      9,
    );
  });

  it("stops when told to, with the replications that are complete for every plan", async () => {
    const controller = new AbortController();
    const found = await compare(
      inProcess(),
      small("base"),
      [small("plan", { handlers: 6 })],
      { kind: "fixed", replications: 100_000 },
      {
        signal: controller.signal,
        progress: ({ done }) => {
          if (done >= 40) controller.abort();
        },
      },
    );
    expect(found).toMatchObject({ interrupted: true, complete: false, replications: 40 });
  });

  it("refuses plans that cannot be set beside the base", async () => {
    const fixed = { kind: "fixed", replications: 2 } as const;
    await expect(compare(inProcess(), small("a"), [], fixed)).rejects.toThrow(RangeError);
    await expect(compare(inProcess(), small("a"), [{ ...small("b"), seed: "x" }], fixed)).rejects.toThrow(
      "would not meet the same callers",
    );
    await expect(compare(inProcess(), small("a"), [small("b", { days: 2 })], fixed)).rejects.toThrow(
      "different periods",
    );
  });

  it("tells which plans meet targets", async () => {
    const target = {
      of: "queue",
      name: "101",
      measure: "attrition",
      relation: "<=",
      value: 0.1,
      unit: "share",
    } as const;
    const { feasibility } = await compared(
      small("base", { handlers: 3 }),
      [small("many", { handlers: 9 })],
      40,
      {
        targets: [target],
      },
    );
    expect(feasibility.map(({ scenario, found }) => [scenario, found.onAverage, found.allMet.share])).toEqual(
      [
        ["base", "not met", 0],
        ["many", "met", 1],
      ],
    );
  });
});

/** The same queues under names of their own, so that their streams are others. */
function renamed({ queues }: Scenario): Room["queues"] {
  return queues.map((queue) => ({ ...queue, name: `${queue.name} b`, balking: share(0) }));
}

import { describe, expect, it } from "vitest";
import { bareMonth } from "../../bench/bareLoop.ts";
import { checkBareLoop, checkModel, REFERENCE } from "../../bench/correctness.ts";
import { model } from "../../bench/models.ts";
import { type Ledger, type QueueColumn, queueFigure } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { ratioEstimate } from "../../engine/stats/estimate.ts";

const MONTHS = 20;
const QUEUES = [
  { name: "999", queue: 0 },
  { name: "101", queue: 1 },
] as const;

describe("the bare loop and the engine simulate the same centre, B1", () => {
  const plan = planOf(model("b1"));
  const engine = Array.from({ length: MONTHS }, (_, replication) => runTrial(plan, replication));
  const bare = Array.from({ length: MONTHS }, (_, seed) => bareMonth(seed));
  const sum = (ledger: Ledger, queue: number, column: QueueColumn): number => {
    let total = 0;
    for (let bin = 0; bin < ledger.bins; bin++) total += queueFigure(ledger, queue, bin, column);
    return total;
  };
  const ones = new Array<number>(MONTHS).fill(1);

  for (const { name, queue } of QUEUES) {
    const engineSums = (column: QueueColumn) => engine.map((ledger) => sum(ledger, queue, column));
    const offered = bare.map((month) => month.offered[queue]);
    const abandoned = bare.map((month) => month.abandoned[queue]);
    const waits = bare.map((month) => month.waitOfAnswered[queue]);
    // Those still waiting at the end, a few in 30,000, count as answered in the bare loop: far below the tolerance.
    const answered = offered.map((count, month) => count - abandoned[month]!);
    it.each([
      ["offered", [offered, ones], [engineSums("offered"), ones]],
      ["attrition", [abandoned, offered], [engineSums("abandoned"), engineSums("offered")]],
      ["mean wait of answered", [waits, answered], [engineSums("waitOfAnswered"), engineSums("answered")]],
    ] as const)(`${name}: %s`, (_, bareSums, engineRatio) => {
      const one = ratioEstimate(...bareSums);
      const other = ratioEstimate(...engineRatio);
      // Two independent means: the variances of both add up. Four standard errors are missed once in 16,000.
      const standardError = Math.sqrt((one.sd ** 2 + other.sd ** 2) / MONTHS);
      expect(Math.abs(one.mean - other.mean)).toBeLessThan(4 * standardError);
      // A tolerance so wide that anything passes would prove nothing.
      expect(standardError).toBeLessThan(0.03 * one.mean);
    });
  }
});

describe("correctness before time", () => {
  const b1 = model("b1");

  it("finds the reference values", async () => {
    const checks = [...(await checkModel(b1, REFERENCE.b1, 10)), ...checkBareLoop(10)];
    expect(checks).toHaveLength(10);
    expect(checks.filter(({ right }) => !right)).toEqual([]);
  });

  it("finds the reference values of the model whose callers dial again", async () => {
    const checks = await checkModel(model("b3"), REFERENCE.b3, 10);
    expect(checks.filter(({ right }) => !right)).toEqual([]);
    // Without redials it would be B1, and be found out.
    const without = await checkModel(b1, REFERENCE.b3, 10);
    expect(without.some(({ right }) => !right)).toBe(true);
  });

  it("notices a centre with one handler too few", async () => {
    const short = {
      ...b1,
      pools: b1.pools.map((pool) => ({ ...pool, handlers: pool.handlers.map(() => 11) })),
    };
    const checks = await checkModel(short, REFERENCE.b1, 3);
    expect(checks.some(({ right }) => right)).toBe(false);
  });

  it("notices one model set beside the reference of another", async () => {
    const checks = await checkModel(b1, REFERENCE.b2, 3);
    expect(checks.some(({ right }) => right)).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { formOf } from "../../engine/experiment/observation.ts";
import { screen, type ScreenedBy } from "../../engine/experiment/screen.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import { openStream } from "../../engine/random/streams.ts";
import { normalQuantile } from "../../engine/stats/quantiles.ts";
import { exponential, room } from "../support/rooms.ts";
import { ledgerOf } from "./ledgers.ts";

const BY: ScreenedBy = {
  of: "queue",
  name: "999",
  measure: "attrition",
  better: "lower",
  worthHaving: 0.01,
};

/** Plans whose attrition in each period is normal around these means; each sees its own luck, or all the same. */
function drawn(means: readonly number[], sd: number, seed: string): Executor {
  const figure = (plan: string, replication: number): number =>
    normalQuantile(openStream({ seed, replication, purpose: "talk", queue: plan })());
  return {
    run(trials, take) {
      for (const trial of trials) {
        const plan = planOf(trial.scenario);
        const { name } = trial.scenario;
        const abandoned = 1000 * (means[Number(name)]! + sd * figure(name, trial.replication));
        const figures = { offered: 1000, abandoned };
        const ledger = ledgerOf(plan, { queues: [{ queue: 0, bin: 0, figures }] });
        take(formOf(plan, ["period"]).observe(ledger), trial);
      }
      return Promise.resolve(trials.length);
    },
    close: () => Promise.resolve(),
  };
}

const plans = (n: number) =>
  Array.from({ length: n }, (_, i) => room({ name: String(i), queues: [{}], handlers: 1 }));

describe("screening", () => {
  it("chooses the best in 95% of cases when it leads by no more than what is worth having", async () => {
    // The hardest case: four plans, three of them worse by exactly the difference worth having; sd three times that.
    const means = [0.2, 0.21, 0.21, 0.21];
    const scenarios = plans(4);
    let right = 0;
    const cases = 100;
    for (let seed = 0; seed < cases; seed++) {
      const found = await screen(drawn(means, 0.03, `kn ${seed}`), scenarios, BY, { most: 5000 });
      expect(found!.complete).toBe(true);
      if (found!.plans.find(({ verdict }) => verdict === "chosen")!.scenario === "0") right++;
    }
    // At least 95%; four standard errors of 100 cases at 95% below it.
    expect(right / cases).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / cases));
  });

  it("spends replications where they matter", async () => {
    const means = [0.2, 0.205, 0.3, 0.4, 0.5];
    const found = await screen(drawn(means, 0.04, "spend"), plans(5), BY, { most: 5000 });
    const had = (name: string) => found!.plans.find(({ scenario }) => scenario === name)!.replications;
    // Plans that are far behind get no more than the first stage; the two in front far more.
    expect([had("2"), had("3"), had("4")]).toEqual([20, 20, 20]);
    expect(had("0")).toBeGreaterThan(40);
    expect(found!.spent).toBe(had("0") + had("1") + 60);
    expect(found!.plans.map(({ scenario }) => scenario).slice(2)).toEqual(["2", "3", "4"]);
    expect(found!.plans.slice(2).every(({ verdict }) => verdict === "worse")).toBe(true);
  });

  it("says which plans cannot be told apart from the best", async () => {
    // Less apart than what is worth having, and chance enough that the replications allowed do not decide.
    const found = await screen(drawn([0.2, 0.201, 0.35], 0.05, "apart"), plans(3), BY, { most: 40 });
    expect(found!.complete).toBe(false);
    const verdicts = new Map(found!.plans.map(({ scenario, verdict }) => [scenario, verdict]));
    expect(verdicts.get("0")).toBe("cannot be told apart");
    expect(verdicts.get("1")).toBe("cannot be told apart");
    expect(verdicts.get("2")).toBe("worse");
  });

  it("chooses among real rooms, by a measure of which more is better as well", async () => {
    const rooms = [3, 4, 5, 6].map((handlers) =>
      room({
        name: `${handlers} handlers`,
        seed: "rooms",
        days: 1,
        handlers,
        queues: [{ callsPerHour: 40, talk: exponential(300), patience: exponential(300) }],
      }),
    );
    const least = await screen(inProcess(), rooms, BY, { most: 1000 });
    expect(least!.plans.map(({ scenario }) => scenario)).toEqual([
      "6 handlers",
      "5 handlers",
      "4 handlers",
      "3 handlers",
    ]);
    const answered = { ...BY, measure: "answeredWithin10s", better: "higher" } as const;
    const most = await screen(inProcess(), rooms, answered, { most: 1000 });
    expect(most!.plans[0]).toMatchObject({ scenario: "6 handlers", verdict: "chosen", fromBest: 0 });
    expect(most!.plans[3]!.fromBest).toBeLessThan(-0.1);
  });

  it("asks for two plans and a measure they have", async () => {
    await expect(screen(inProcess(), plans(1), BY, { most: 100 })).rejects.toThrow(RangeError);
    await expect(screen(inProcess(), plans(2), { ...BY, measure: "luck" }, { most: 100 })).rejects.toThrow(
      "no measure luck",
    );
  });
});

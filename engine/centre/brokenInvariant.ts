import type { Centre } from "./centre.ts";

/** Where a run was when it went wrong. */
export type Where = Pick<Centre, "plan" | "replication" | "now">;

/** The model contradicts itself: a fault in the program, never in the scenario. Says where to look. */
export class BrokenInvariant extends Error {
  override readonly name = "BrokenInvariant";
  constructor(where: Where, what: string) {
    const { seed, name } = where.plan.scenario;
    super(
      `${what} (scenario ${name}, seed ${JSON.stringify(seed)}, replication ${where.replication}, ` +
        `clock ${where.now} s). This is a fault in fcrsim, not in the scenario: please report it.`,
    );
  }
}

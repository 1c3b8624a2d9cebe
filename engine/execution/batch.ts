import type { Observation } from "../experiment/observation.ts";
import type { Scope } from "../experiment/rows.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** What a thread is asked: some replications of one scenario. */
export interface Batch {
  /** Names the scenario within the life of a pool, so that a thread plans it once. */
  readonly key: number;
  readonly scenario: Scenario;
  readonly replications: readonly number[];
  readonly scopes: readonly Scope[];
}

/** What it answers: what it saw, in the order asked, up to a fault of the model if there was one. */
export interface BatchDone {
  readonly seen: readonly Observation[];
  readonly milliseconds: number;
  /** A replication that failed, and what it said. Errors lose their class on the way between threads. */
  readonly fault: { readonly replication: number; readonly name: string; readonly message: string } | null;
}

import { planOf } from "../centre/plan.ts";
import { begin } from "../centre/run.ts";
import { formOf, type Observation } from "./observation.ts";
import { peopleStaffing } from "./peopleStaffing.ts";
import type { Trial } from "./trial.ts";

/** A trial under way. */
export interface TrialRun {
  /** Lets about a day happen. Returns false once the run is over. */
  advance(): boolean;
  /** What a run that is over has shown. */
  finish(): Observation;
}

/** A trial at its start, to be run to its end here. */
export function startTrial({ scenario, replication, scopes = ["period"] }: Trial): TrialRun {
  const plan = planOf(scenario);
  const form = formOf(plan, scopes);
  const staffing = peopleStaffing(plan, replication);
  const run = begin(plan, replication, null, {
    keepsEachWait: form.keepsEachWait,
    ...(staffing === undefined ? {} : { staffing }),
  });
  return { advance: () => run.advance(), finish: () => form.observe(run.finish(), staffing ?? null) };
}

/** A trial from its start to its end. */
export function runThrough(trial: Trial): Observation {
  const run = startTrial(trial);
  while (run.advance()) {
    // The work is in the condition.
  }
  return run.finish();
}

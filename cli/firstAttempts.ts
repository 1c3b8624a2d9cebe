import { countsAttempts } from "../engine/centre/attempts.ts";
import { matchAttemptsOfAll } from "../engine/experiment/matchAttempts.ts";
import type { Executor } from "../engine/experiment/trial.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { UserError } from "./exit.ts";
import { progressOf, type ProgressStyle } from "./progress.ts";

/**
 * The scenario with the callers behind each volume that counts attempts, found by trial; itself if there is none.
 *
 * @returns null if it was interrupted.
 * @throws UserError if there are no such callers.
 */
export async function firstAttemptsOf(
  executor: Executor,
  scenario: Scenario,
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<Scenario | null> {
  const found = await firstAttemptsOfAll(executor, [scenario], style, signal);
  return found?.[0] ?? null;
}

/** The same for a base and the plans that are compared with it: the same callers come to all of them. */
export async function firstAttemptsOfAll(
  executor: Executor,
  scenarios: readonly Scenario[],
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<readonly Scenario[] | null> {
  if (!scenarios.some(({ queues }) => queues.some(countsAttempts))) return scenarios;
  const progress = progressOf(style, `${scenarios[0]!.name}, callers behind the attempts`);
  try {
    return await matchAttemptsOfAll(executor, scenarios, { signal, progress: progress.update });
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${scenarios[0]!.name}: ${error.message}.`);
    throw error;
  } finally {
    progress.finish();
  }
}

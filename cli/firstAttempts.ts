import { countsAttempts } from "../engine/centre/attempts.ts";
import { matchAttemptsOfBase, type SameCallers } from "../engine/experiment/matchAttempts.ts";
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
  const found = await sameCallersAs(executor, scenario, style, signal);
  return found?.base ?? null;
}

/** The same for a base and the plans that are compared with it: the same callers come to all of them. */
export async function firstAttemptsOfAll(
  executor: Executor,
  scenarios: readonly Scenario[],
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<readonly Scenario[] | null> {
  const [base, ...plans] = scenarios;
  if (base === undefined) return [];
  const callers = await sameCallersAs(executor, base, style, signal);
  if (callers === null) return null;
  const all = [callers.base];
  for (const plan of plans) {
    const own = await callers.in(plan);
    if (own === null) return null;
    all.push(own);
  }
  return all;
}

/** The same for a base and whatever will be asked for, one by one. */
export async function sameCallersAs(
  executor: Executor,
  base: Scenario,
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<SameCallers | null> {
  const inWords = async <Found>({ name, queues }: Scenario, find: Find<Found>): Promise<Found> => {
    if (!queues.some(countsAttempts)) return find(() => undefined);
    const progress = progressOf(style, `${name}, callers behind the attempts`);
    try {
      return await find(progress.update);
    } catch (error) {
      if (error instanceof RangeError) throw new UserError(`${name}: ${error.message}.`);
      throw error;
    } finally {
      progress.finish();
    }
  };
  const found = await inWords(base, (progress) => matchAttemptsOfBase(executor, base, { signal, progress }));
  return found === null ? null : { base: found.base, in: (other) => inWords(other, () => found.in(other)) };
}

type Find<Found> = (progress: (done: { done: number; of: number }) => void) => Promise<Found>;

import type { Observation } from "../engine/experiment/observation.ts";
import type { Executor, Trial } from "../engine/experiment/trial.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { inputsHash } from "./hash.ts";

/**
 * An executor that simulates each trial once, however often it is asked for: a run of a plan and the comparison of all
 * plans look at the same trials. What a trial shows does not depend on the scenario's name, nor on who asks.
 *
 * It keeps some kilobytes for every trial until it is forgotten itself.
 */
export function remembering(inner: Executor): Executor {
  const kept = new Map<string, Observation>();
  const hashes = new WeakMap<Scenario, string>();
  const hashOf = (scenario: Scenario): string => {
    const hash = hashes.get(scenario) ?? inputsHash({ ...scenario, name: "" });
    hashes.set(scenario, hash);
    return hash;
  };
  const keyOf = ({ scenario, replication, scopes = ["period"] }: Trial): string =>
    `${hashOf(scenario)} ${replication} ${scopes.join()}`;
  return {
    async run(trials, take, signal) {
      const keys = trials.map(keyOf);
      const asked = new Set<string>();
      const missing = trials.filter((_, i) => {
        const key = keys[i]!;
        if (kept.has(key) || asked.has(key)) return false;
        asked.add(key);
        return true;
      });
      let next = 0;
      const handOver = (): void => {
        for (; next < trials.length && signal?.aborted !== true; next++) {
          const seen = kept.get(keys[next]!);
          if (seen === undefined) return;
          take(seen, trials[next]!);
        }
      };
      handOver();
      if (missing.length > 0) {
        await inner.run(
          missing,
          (seen, trial) => {
            kept.set(keyOf(trial), seen);
            handOver();
          },
          signal,
        );
      }
      return next;
    },
    close: () => inner.close(),
  };
}

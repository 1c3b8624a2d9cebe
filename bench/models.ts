import { fileURLToPath } from "node:url";
import { loadScenario } from "../cli/load.ts";
import type { Arrivals, Scenario } from "../engine/scenario/scenario.ts";

export type ModelName = "b1" | "b2" | "b3";

/** The folder of the project: one up from this source, two up from what is built. */
const ROOT = new URL(import.meta.url.includes("/dist/") ? "../../" : "../", import.meta.url);

/** Full path of a file of the project. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(path, ROOT));
}

/** A benchmark model, read from its scenario file as any other scenario. @throws UserError with all its faults. */
export function model(name: ModelName): Scenario {
  return loadScenario(projectFile(`scenarios/benchmarks/${name}.yaml`));
}

/**
 * The same centre in another size: as many handlers at every hour, and arrivals in proportion, so that each handler
 * has the same load. Only for steady arrivals and one pool of constant size.
 *
 * @throws RangeError for any other scenario.
 */
export function withHandlers(scenario: Scenario, handlers: number): Scenario {
  const [pool, ...others] = scenario.pools;
  const before = pool?.handlers[0];
  if (pool === undefined || others.length > 0 || before === undefined) {
    throw new RangeError(`${scenario.name} must have one pool to be made larger`);
  }
  if (pool.handlers.some((count) => count !== before)) {
    throw new RangeError(`${scenario.name} must have as many handlers at every hour to be made larger`);
  }
  return {
    ...scenario,
    queues: scenario.queues.map((queue) => ({
      ...queue,
      arrivals: steadyTimes(queue.arrivals, handlers / before),
    })),
    pools: [{ ...pool, handlers: pool.handlers.map(() => handlers) }],
  };
}

function steadyTimes(arrivals: Arrivals, factor: number): Arrivals {
  if (arrivals.kind !== "steady") throw new RangeError("only steady arrivals can be made larger");
  return { kind: "steady", perHour: arrivals.perHour * factor };
}

/** The same centre over another number of days. @throws RangeError for a calendar month. */
export function overDays(scenario: Scenario, days: number): Scenario {
  const { period } = scenario;
  if (period.kind !== "days") throw new RangeError(`${scenario.name} is a calendar month`);
  return { ...scenario, period: { ...period, days } };
}

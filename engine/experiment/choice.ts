import { suggestion } from "../scenario/faults.ts";
import type { Parsed } from "../scenario/quantity.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { poolMeasures, SWITCH_MEASURES } from "./measures.ts";
import type { Of } from "./measure.ts";
import { roleMeasures } from "./roleMeasures.ts";
import { knownMeasures } from "./summary.ts";

/** One measure of one queue, pool, switch or role. */
export interface Chosen {
  readonly of: Of;
  readonly name: string;
  readonly measure: string;
}

/**
 * Reads which measures are asked for: "attrition:101", or "attrition" for every queue that has it, "occupancy" for
 * every pool.
 */
export function chooseMeasures(
  text: string,
  { queues, pools, switches, workforce }: Scenario,
): Parsed<readonly Chosen[]> {
  const [measure, name] = divided(text);
  const all: readonly Chosen[] = [
    ...queues.flatMap((queue) =>
      knownMeasures(queue).map((each) => ({ of: "queue" as const, name: queue.name, measure: each })),
    ),
    ...pools.flatMap((pool) =>
      poolMeasures(pool).map((each) => ({ of: "pool" as const, name: pool.name, measure: each.name })),
    ),
    ...switches.flatMap(({ name: ofSwitch }) =>
      SWITCH_MEASURES.map((each) => ({ of: "switch" as const, name: ofSwitch, measure: each.name })),
    ),
    ...(workforce?.roles ?? []).flatMap((role) =>
      roleMeasures(role).map((each) => ({ of: "role" as const, name: role.name, measure: each.name })),
    ),
  ];
  const meant = all.filter((each) => each.measure === measure);
  if (meant.length === 0) {
    const known = [...new Set(all.map((each) => each.measure))];
    return { problem: `"${measure}" is not a measure. ${suggestion(measure, known)}` };
  }
  const chosen = name === undefined ? meant : meant.filter((each) => each.name === name);
  if (name === undefined || chosen.length > 0) return { value: chosen };
  const names = meant.map((each) => each.name);
  return { problem: `"${name}" has no measure ${measure}. ${suggestion(name, names)}` };
}

/** At the first colon: names of queues may have more. */
function divided(text: string): readonly [string, string?] {
  const at = text.indexOf(":");
  return at < 0 ? [text.trim()] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

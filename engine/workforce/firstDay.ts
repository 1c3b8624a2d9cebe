import { averageFrom } from "./fromPeople.ts";
import type { WithPeople } from "./horizon.ts";
import { Pipeline } from "./pipeline.ts";
import { talkSharesOf } from "./staffing.ts";

/** What a pool's people would give by themselves on the first day, beside the handlers that the file says they give. */
export interface FirstDay {
  readonly pool: string;
  /** Full-time people's worth of time at the work. */
  readonly effective: number;
  /** That time spread over all hours of the week. */
  readonly handlersFromPeople: number;
  /**
   * Means over the week; heads rostered before absence and breaks, for a pool with shifts. Null where the handlers come
   * from the people alone.
   */
  readonly handlersInFile: number | null;
}

/** The first day of each pool that people staff. The room follows ratios to it; this says how far the two are apart. */
export function firstDays(scenario: WithPeople): readonly FirstDay[] {
  const { workforce, pools } = scenario;
  const { firstDay } = new Pipeline(workforce, talkSharesOf(scenario), null);
  return pools.flatMap(({ name, handlers, fromPeople }, p) => {
    const { effective } = firstDay[p]!;
    if (effective === 0) return [];
    const sum = handlers.reduce((total, count) => total + count, 0);
    return [
      {
        pool: name,
        effective,
        handlersFromPeople: averageFrom(effective, workforce.weeklyHours),
        handlersInFile: fromPeople === undefined ? sum / handlers.length : null,
      },
    ];
  });
}

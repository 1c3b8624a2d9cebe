import type { Queue, Scenario } from "../scenario/scenario.ts";

/**
 * Whether a queue's volume counts contacts of which some follow from others: redials, or people from other queues. The
 * number of those who dial for the first time then depends on the room, and has to be found by trial.
 */
export function countsAttempts({ arrivals, redials, isLedTo }: Queue): boolean {
  if (arrivals.kind !== "volume" || arrivals.counts === "first attempts") return false;
  return redials !== null || isLedTo;
}

/**
 * The scenario with so many first attempts in place of each volume that counts attempts.
 *
 * @param volumes By queue: one figure, or one for each month that has a volume of its own. Looked at only where a volume
 *   counts attempts.
 */
export function withFirstAttempts(scenario: Scenario, volumes: readonly (readonly number[])[]): Scenario {
  if (!scenario.queues.some(countsAttempts)) return scenario;
  const queues = scenario.queues.map((queue, q): Queue => {
    const { arrivals } = queue;
    if (arrivals.kind !== "volume" || !countsAttempts(queue)) return queue;
    const byMonth = volumes[q]!;
    const volume = byMonth.reduce((sum, of) => sum + of, 0);
    const first = { ...arrivals, volume, counts: "first attempts" } as const;
    return { ...queue, arrivals: arrivals.byMonth === undefined ? first : { ...first, byMonth } };
  });
  return { ...scenario, queues };
}

/** As if volumes that count attempts counted first attempts: to look at all of a scenario that does not hang on them. */
export function asFirstAttempts(scenario: Scenario): Scenario {
  return withFirstAttempts(scenario, scenario.queues.map(volumesOf));
}

/** The volume of a queue, or those of its months where each has its own; 0 for one that has none. */
export function volumesOf({ arrivals }: Queue): readonly number[] {
  return arrivals.kind === "volume" ? (arrivals.byMonth ?? [arrivals.volume]) : [0];
}

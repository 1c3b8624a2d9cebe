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
 * @param volumes By queue; looked at only where a volume counts attempts.
 */
export function withFirstAttempts(scenario: Scenario, volumes: ArrayLike<number>): Scenario {
  if (!scenario.queues.some(countsAttempts)) return scenario;
  const queues = scenario.queues.map((queue, q): Queue => {
    const { arrivals } = queue;
    if (arrivals.kind !== "volume" || !countsAttempts(queue)) return queue;
    return { ...queue, arrivals: { ...arrivals, volume: volumes[q]!, counts: "first attempts" } };
  });
  return { ...scenario, queues };
}

/** As if volumes that count attempts counted first attempts: to look at all of a scenario that does not hang on them. */
export function asFirstAttempts(scenario: Scenario): Scenario {
  return withFirstAttempts(
    scenario,
    scenario.queues.map(({ arrivals }) => (arrivals.kind === "volume" ? arrivals.volume : 0)),
  );
}

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
 * The scenario with so many first attempts in place of each volume that counts attempts. Where months have volumes of
 * their own, first attempts are the same share of the attempts in each.
 *
 * @param volumes By queue; looked at only where a volume counts attempts.
 */
export function withFirstAttempts(scenario: Scenario, volumes: ArrayLike<number>): Scenario {
  if (!scenario.queues.some(countsAttempts)) return scenario;
  const queues = scenario.queues.map((queue, q): Queue => {
    const { arrivals } = queue;
    if (arrivals.kind !== "volume" || !countsAttempts(queue)) return queue;
    const volume = volumes[q]!;
    const byMonth = arrivals.byMonth?.map((attempts) => (attempts * volume) / arrivals.volume);
    const first = { ...arrivals, volume, counts: "first attempts" } as const;
    return { ...queue, arrivals: byMonth === undefined ? first : { ...first, byMonth } };
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

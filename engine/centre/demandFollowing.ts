import type { DemandFollows, Scenario } from "../scenario/scenario.ts";
import type { MonthSeen } from "./staffing.ts";

/** The demand of a month that has no month before it, or one in which nobody was offered. */
const AS_THE_VOLUME = 1;

/**
 * Demand of a month as a share of its volume.
 *
 * @param attrition Of the month before: abandoned ÷ offered; NaN if nobody was offered.
 */
export function demandAfter(
  { attritionAbove, byPoint, atLeast, atMost }: DemandFollows,
  attrition: number,
): number {
  if (!(attrition > attritionAbove)) return AS_THE_VOLUME;
  const points = 100 * (attrition - attritionAbove);
  return Math.min(atMost, Math.max(atLeast, 1 + byPoint * points));
}

/** The most that demand can be, after a month in which nobody was answered. At least 1. */
export function mostDemand(rule: DemandFollows): number {
  return Math.max(AS_THE_VOLUME, demandAfter(rule, 1));
}

/** Demand that follows how queues fared in the month before, in one replication. Arrays are by queue. */
export class DemandFollowing {
  /** Demand of the present month as a share of its volume; 1 for a queue whose demand follows nothing. */
  readonly shares: Float64Array;
  /** Callers from outside who dialled, and who would have if demand had been higher. */
  readonly came: Float64Array;
  readonly stayedAway: Float64Array;
  private readonly rules: readonly (DemandFollows | null)[];

  constructor({ queues }: Pick<Scenario, "queues">) {
    this.rules = queues.map(({ demandFollows }) => demandFollows ?? null);
    this.shares = new Float64Array(queues.length).fill(AS_THE_VOLUME);
    this.came = new Float64Array(queues.length);
    this.stayedAway = new Float64Array(queues.length);
  }

  follows(queue: number): boolean {
    return this.rules[queue] !== null;
  }

  /** A month begins. @param before The month before; null for the first. */
  begin(before: MonthSeen | null): void {
    this.rules.forEach((rule, queue) => {
      if (rule === null) return;
      this.shares[queue] =
        before === null
          ? AS_THE_VOLUME
          : demandAfter(rule, before.abandoned[rule.of]! / before.offered[rule.of]!);
    });
  }
}

/** Null where demand follows nothing. */
export function demandFollowingOf(scenario: Pick<Scenario, "queues">): DemandFollowing | null {
  return scenario.queues.every(({ demandFollows }) => demandFollows === undefined)
    ? null
    : new DemandFollowing(scenario);
}

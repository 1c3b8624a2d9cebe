import type { RoomSeen } from "./simulateRooms.ts";

/**
 * Covariance, from one simulated month to the next by chance alone, of some outputs on their scales: outputs × outputs,
 * row by row. Each job's replications vary about their own mean.
 *
 * @throws RangeError if no job has two replications.
 */
export function chanceCovariance(seen: readonly RoomSeen[], outputs: readonly number[]): Float64Array {
  const k = outputs.length;
  const sums = new Float64Array(k * k);
  let degrees = 0;
  for (const { each } of seen) {
    if (each.length < 2) continue;
    const means = outputs.map((o) => each.reduce((sum, one) => sum + one[o]!, 0) / each.length);
    for (const one of each) {
      const away = outputs.map((o, i) => one[o]! - means[i]!);
      for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) sums[i * k + j]! += away[i]! * away[j]!;
    }
    degrees += each.length - 1;
  }
  if (degrees === 0) throw new RangeError("the chance of a month wants jobs of at least two replications");
  return sums.map((sum) => sum / degrees);
}

/** The jobs whose outputs, together, lie nearest to some values, each output by its own spread over all jobs. */
export function nearestTo(
  seen: readonly RoomSeen[],
  outputs: readonly number[],
  wanted: readonly number[],
  count: number,
): readonly RoomSeen[] {
  const spreads = outputs.map((o) => {
    const mean = seen.reduce((sum, { together }) => sum + together[o]!, 0) / seen.length;
    const square = seen.reduce((sum, { together }) => sum + (together[o]! - mean) ** 2, 0) / seen.length;
    return Math.sqrt(square) || 1;
  });
  const distance = ({ together }: RoomSeen): number =>
    outputs.reduce((sum, o, i) => sum + ((together[o]! - wanted[i]!) / spreads[i]!) ** 2, 0);
  return seen
    .map((one) => ({ one, away: distance(one) }))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, count)
    .map(({ one }) => one);
}

import { integrate } from "./quadrature.ts";

/**
 * Probability that a caller who finds all handlers busy in an M/M/n room with priorities waits longer than a time.
 *
 * Such a caller has a geometric number of calls of its own and higher ranks in front of it, and each handler that comes
 * free is followed by the calls of higher rank that arrive meanwhile: the wait is a geometric number of M/M/1 busy
 * periods. Its Laplace transform has a cut on the negative axis, and perhaps one pole; summing over both inverts it
 * exactly, as a mixture of decaying exponentials.
 *
 * @param higher Share of capacity used by classes in front of this one, from 0 to below 1.
 * @param upTo   Share used by those and this one, above `higher` and below 1.
 * @param time   In mean times between answers when no handler is idle. At least zero.
 * Source: wait as in Kella & Yechiali (1985), Naval Research Logistics Quarterly 32(4), 637–648; busy period transform
 * as in Abate & Whitt (1988), Queueing Systems 3, 321–344.
 */
export function priorityWaitTail(higher: number, upTo: number, time: number): number {
  if (higher === 0) return Math.exp(-(1 - upTo) * time);
  const root = Math.sqrt(higher);
  const turn = upTo / root;
  const pole =
    turn > 1
      ? ((upTo ** 2 - higher) / (upTo * (upTo - higher))) * Math.exp(-(1 - upTo) * (1 - higher / upTo) * time)
      : 0;
  const cut = integrate(
    (angle) => {
      // 1 − cosine and the sums with it are written with half angles: they are small where it matters.
      const half = 4 * Math.sin(angle / 2) ** 2;
      const decay = (1 - root) ** 2 + root * half;
      const distance = (1 - turn) ** 2 + turn * half;
      // Where both are nothing, at angle 0 on the border between pole and no pole, their ratio tends to 1.
      const ratio = distance === 0 ? 1 : Math.sin(angle) ** 2 / distance;
      return (ratio / decay) * Math.exp(-decay * time);
    },
    0,
    Math.PI,
  );
  return pole + (2 / Math.PI) * (1 - upTo) * cut;
}

import type { Fill } from "../draws.ts";
import type { Uniform } from "../streams.ts";
import { expectedArrivals, type Rates } from "./rates.ts";

/** How many calls one incident makes, and over what time. Plain data. */
export interface Clusters {
  /** Geometric from 1 with this mean, or the shares of incidents with 1, 2, 3 … calls. */
  readonly calls:
    | { readonly kind: "geometric"; readonly mean: number }
    | { readonly kind: "shares"; readonly shares: readonly number[] };
  /** The first call comes with the incident; each other at a moment uniform over so many seconds after it. */
  readonly within: number;
}

/** Mean number of calls of one incident. */
export function meanCalls({ calls }: Clusters): number {
  if (calls.kind === "geometric") return calls.mean;
  return calls.shares.reduce((sum, share, i) => sum + (i + 1) * share, 0);
}

/** The number of calls for a number between 0 and 1. */
function callsAt({ calls }: Clusters, u: number): number {
  if (calls.kind === "geometric") {
    // The chance of more than k calls is (1 − 1/mean)^k.
    return calls.mean === 1 ? 1 : 1 + Math.floor(Math.log(u) / Math.log1p(-1 / calls.mean));
  }
  let left = u;
  for (let i = 0; i < calls.shares.length; i++) {
    left -= calls.shares[i]!;
    if (left < 0) return i + 1;
  }
  return calls.shares.findLastIndex((share) => share > 0) + 1;
}

/**
 * Times of calls that come in clusters, one cluster to each incident; Infinity once there are no more.
 *
 * Source: a Neyman–Scott process with the incident itself as the first call; Daley and Vere-Jones (2003), An
 * Introduction to the Theory of Point Processes, vol. 1, section 6.3.
 *
 * @param incidents Fills an array with the times of incidents, ascending; it is given the uniforms this fill is given.
 * @param sizes Stream of the sizes of clusters, one number for each.
 * @param places Stream of the moments of calls after the first.
 */
export function clusteredTimes(incidents: Fill, clusters: Clusters, sizes: Uniform, places: Uniform): Fill {
  const batch = new Float64Array(16);
  let taken = batch.length;
  /** Calls to come of incidents that have been, in ascending order. */
  const pending: number[] = [];
  return (out, uniform) => {
    const nextIncident = (): number => {
      if (taken === batch.length) {
        incidents(batch, uniform);
        taken = 0;
      }
      return batch[taken]!;
    };
    for (let i = 0; i < out.length; i++) {
      const incident = nextIncident();
      const first = pending[0];
      if (first !== undefined && first <= incident) {
        out[i] = first;
        pending.shift();
        continue;
      }
      out[i] = incident;
      if (incident === Infinity) continue;
      taken++;
      for (let more = callsAt(clusters, sizes()); more > 1; more--) {
        insert(pending, incident + clusters.within * places());
      }
    }
  };
}

function insert(ascending: number[], time: number): void {
  let place = ascending.length;
  while (place > 0 && ascending[place - 1]! > time) place--;
  ascending.splice(place, 0, time);
}

/**
 * Expected calls between two moments if calls come in clusters and `rates` is the rate of calls that incidents bring,
 * counted at the incident. Exact: between the moments at which the rate changes the sum is linear in the delay.
 */
export function expectedInClusters(
  rates: Rates,
  clusters: Clusters | null,
  from: number,
  to: number,
): number {
  const atOnce = expectedArrivals(rates, from, to);
  if (clusters === null) return atOnce;
  const { within } = clusters;
  const turns = [rates.start, ...rates.ends]
    .flatMap((moment) => [from - moment, to - moment])
    .filter((delay) => delay > 0 && delay < within);
  const delays = [0, ...turns.toSorted((a, b) => a - b), within];
  let later = 0;
  let before = atOnce;
  for (let i = 1; i < delays.length; i++) {
    const delay = delays[i]!;
    const here = expectedArrivals(rates, from - delay, to - delay);
    later += ((before + here) / 2) * ((delay - delays[i - 1]!) / within);
    before = here;
  }
  const firsts = 1 / meanCalls(clusters);
  return firsts * atOnce + (1 - firsts) * later;
}

import { BrokenInvariant } from "./brokenInvariant.ts";
import type { Callers } from "./callers.ts";
import type { Centre } from "./centre.ts";

/**
 * The moment has come at which somebody dials if demand is high enough for it. Rooms in which demand follows nothing do
 * not come here.
 *
 * @returns true if they do not dial.
 */
export function staysAway(centre: Centre, queue: number, callers: Callers): boolean {
  const demand = centre.demand!;
  if (!demand.follows(queue)) return false;
  if (callers.demand >= demand.shares[queue]!) {
    demand.stayedAway[queue]! += 1;
    return true;
  }
  demand.came[queue]! += 1;
  // What becomes of people later is settled by who they are, and not by how many dialled before them.
  const person = callers.person + (centre.plan.scenario.queues[queue]!.work?.backlogAtStart ?? 0);
  centre.people.nextIs(queue, person);
  return false;
}

/**
 * Where demand follows the month before: contacts that dialled, by the ledger, are those who came, who dialled again, who
 * came from other queues, and the work there was at the start (exactly).
 *
 * @throws BrokenInvariant with both sides of the sum that does not balance.
 */
export function checkDemand(centre: Centre): void {
  const { demand, dialledSoFar, redials, sequels, plan } = centre;
  if (demand === null) return;
  plan.scenario.queues.forEach(({ name, work }, queue) => {
    if (!demand.follows(queue)) return;
    const dialled = dialledSoFar[queue]!;
    const again = redials?.redialledSoFar[queue] ?? 0;
    const from = sequels?.onward?.cameSoFar[queue] ?? 0;
    const came = demand.came[queue]! + again + from + (work?.backlogAtStart ?? 0);
    if (dialled === came) return;
    throw new BrokenInvariant(
      centre,
      `queue ${name}: dialled where demand follows: ${dialled} is not ${came}`,
    );
  });
}

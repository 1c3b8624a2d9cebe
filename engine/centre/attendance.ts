import { openStream } from "../random/streams.ts";
import { Threefry } from "../random/threefry.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ShiftOnDay } from "./shifts.ts";

/** What a place of the generator is for. */
const PLANNED = 0;
const COMES = 1;

/**
 * Who comes to each shift in one replication, as numbers of heads.
 *
 * Of the heads rostered so many are planned to come as shrinkage leaves: a whole number one of the two next to it,
 * with chances that make the mean right, by one uniform for each shift. Each of them then comes or not by a uniform of
 * their own. Every uniform has a place of its own by pool, name of the shift, day and head. So in two plans that share
 * a seed the same people stay away, and one head or one shift more changes nothing for the others.
 */
export class Attendance {
  private readonly pools: Scenario["pools"];
  private readonly numbers: readonly (readonly Threefry[])[];

  constructor({ seed, pools }: Pick<Scenario, "seed" | "pools">, replication: number) {
    this.pools = pools;
    this.numbers = pools.map(({ name, rota }) =>
      (rota?.shifts ?? []).map(
        (shift) =>
          new Threefry(
            openStream({
              seed,
              replication,
              purpose: "attendance",
              queue: JSON.stringify([name, shift.name]),
            }),
          ),
      ),
    );
  }

  /** How many come to a shift. @param heads Rostered for it, which may be others than the scenario says. */
  comeTo({ pool, shift, day }: Pick<ShiftOnDay, "pool" | "shift" | "day">, heads: number): number {
    const { shrinkage, noShow } = this.pools[pool]!.rota!;
    const drawn = this.numbers[pool]![shift]!;
    const planned = shrinkage === 0 ? heads : plannedHeads(heads * (1 - shrinkage), drawn, day >>> 0);
    return noShow === 0 ? planned : comers(planned, noShow, drawn, day >>> 0);
  }
}

function plannedHeads(mean: number, drawn: Threefry, day: number): number {
  drawn.turnTo(day, PLANNED, 0, 0);
  return Math.floor(mean + drawn.at(0));
}

function comers(planned: number, noShow: number, drawn: Threefry, day: number): number {
  let come = 0;
  for (let head = 0; head < planned; head++) {
    const which = head & 3;
    if (which === 0) drawn.turnTo(day, COMES, head >> 2, 0);
    if (drawn.at(which as 0 | 1 | 2 | 3) >= noShow) come++;
  }
  return come;
}

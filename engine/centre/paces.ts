import type { Pool, Proficiency } from "../scenario/scenario.ts";
import type { Contacts } from "./contacts.ts";

const NO_LONGER: Proficiency = { talk: 1, wrapUp: 1 };

/** Some desks take longer over a contact than others. */
export class Paces {
  private readonly pools: readonly Pick<Pool, "proficiency">[];
  private readonly talk: Float64Array;
  private readonly wrapUp: Float64Array;

  constructor(pools: readonly Pick<Pool, "proficiency">[]) {
    this.pools = pools;
    this.talk = new Float64Array(pools.length);
    this.wrapUp = new Float64Array(pools.length);
    this.set(null);
  }

  /** From now on these hold, by pool, or what the pools say of themselves. */
  set(paces: readonly Proficiency[] | null): void {
    this.pools.forEach(({ proficiency }, pool) => {
      const { talk, wrapUp } = paces?.[pool] ?? proficiency ?? NO_LONGER;
      this.talk[pool] = talk;
      this.wrapUp[pool] = wrapUp;
    });
  }

  /** A handler of this pool takes a contact, once: from now on its talk and wrap-up are those it really has. */
  apply(contacts: Contacts, contact: number, pool: number): void {
    contacts.stretch(contact, this.talk[pool]!, this.wrapUp[pool]!);
  }
}

/** Null where all take the same time. @param mayChange Whether what the pools say may change with the month. */
export function pacesOf(pools: readonly Pick<Pool, "proficiency">[], mayChange = false): Paces | null {
  return !mayChange && pools.every(({ proficiency }) => proficiency === null) ? null : new Paces(pools);
}

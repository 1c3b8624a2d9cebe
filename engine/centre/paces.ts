import type { Pool } from "../scenario/scenario.ts";
import type { Contacts } from "./contacts.ts";

/** Some desks take longer over a contact than others. */
export class Paces {
  private readonly talk: Float64Array;
  private readonly wrapUp: Float64Array;

  constructor(pools: readonly Pick<Pool, "proficiency">[]) {
    this.talk = Float64Array.from(pools, ({ proficiency }) => proficiency?.talk ?? 1);
    this.wrapUp = Float64Array.from(pools, ({ proficiency }) => proficiency?.wrapUp ?? 1);
  }

  /** A handler of this pool takes a contact, once: from now on its talk and wrap-up are those it really has. */
  apply(contacts: Contacts, contact: number, pool: number): void {
    contacts.stretch(contact, this.talk[pool]!, this.wrapUp[pool]!);
  }
}

/** Null where all take the same time. */
export function pacesOf(pools: readonly Pick<Pool, "proficiency">[]): Paces | null {
  return pools.every(({ proficiency }) => proficiency === null) ? null : new Paces(pools);
}

import { NOBODY } from "../handlers.ts";

/**
 * Those who hold chats and could be given more to do, by how many they hold. Among equals the one stands first whose
 * number has not changed for longest. So the one with the fewest is found in a few reads.
 */
export class Holders {
  private readonly lists: number;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly count: Int32Array;
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  /** By handler: the list it is in, or NOBODY. */
  private listOf = new Int32Array(0);

  /** @param most The most chats that anybody holds. */
  constructor(pools: number, most: number) {
    this.lists = most + 1;
    this.first = new Int32Array(pools * this.lists).fill(NOBODY);
    this.last = new Int32Array(pools * this.lists).fill(NOBODY);
    this.count = new Int32Array(pools);
  }

  /** Makes room for so many handlers. */
  grow(rows: number): void {
    const longer = (column: Int32Array) => {
      const grown = new Int32Array(rows).fill(NOBODY);
      grown.set(column);
      return grown;
    };
    this.next = longer(this.next);
    this.previous = longer(this.previous);
    this.listOf = longer(this.listOf);
  }

  /** How many of a pool are here. */
  in(pool: number): number {
    return this.count[pool]!;
  }

  has(handler: number): boolean {
    return this.listOf[handler] !== NOBODY;
  }

  /** Puts a handler behind all who hold as many. */
  put(handler: number, pool: number, held: number): void {
    const list = pool * this.lists + held;
    const last = this.last[list]!;
    this.next[handler] = NOBODY;
    this.previous[handler] = last;
    if (last === NOBODY) this.first[list] = handler;
    else this.next[last] = handler;
    this.last[list] = handler;
    this.listOf[handler] = list;
    this.count[pool] = this.count[pool]! + 1;
  }

  /** Takes a handler out; does nothing if it is not here. */
  takeOut(handler: number, pool: number): void {
    const list = this.listOf[handler]!;
    if (list === NOBODY) return;
    const next = this.next[handler]!;
    const previous = this.previous[handler]!;
    if (previous === NOBODY) this.first[list] = next;
    else this.next[previous] = next;
    if (next === NOBODY) this.last[list] = previous;
    else this.previous[next] = previous;
    this.listOf[handler] = NOBODY;
    this.count[pool] = this.count[pool]! - 1;
  }

  /** The one of a pool who holds the fewest chats, if that is less than `below`; else NOBODY. */
  fewest(pool: number, below: number): number {
    const start = pool * this.lists;
    for (let held = 1; held < below; held++) {
      const handler = this.first[start + held]!;
      if (handler !== NOBODY) return handler;
    }
    return NOBODY;
  }
}

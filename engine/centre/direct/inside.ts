import { NOBODY } from "../handlers.ts";

/**
 * Those of one desk's callers who are hearing a message or waiting, in columns; a caller is the number of its row, and
 * has one from dialling until answered or gone. The callers of a line are linked, first come first.
 */
export class Inside {
  /** When it was offered. */
  offerTimes = new Float64Array(0);
  /** When it gives up. While it hears the message and patience runs from the offer: how long it would wait. */
  deadlines = new Float64Array(0);
  talks = new Float64Array(0);
  wrapUps = new Float64Array(0);
  /** How long it heard the message before it was offered; while it hears it, when it dialled. */
  heard = new Float64Array(0);
  /** The interval of the run in which it was offered, and the first column of its row of the ledger. */
  intervals = new Int32Array(0);
  cells = new Int32Array(0);
  /** 1 if it leaves when nobody is free. */
  balks = new Uint8Array(0);
  /** The one behind it in its line, or the next free row; NOBODY after the last. */
  next = new Int32Array(0);
  /** The first free row, or NOBODY: then `grow`. */
  firstFree = NOBODY;

  /** First and last of each line, or NOBODY. */
  readonly first: Int32Array;
  readonly last: Int32Array;

  /** @param lines How many lines there are. */
  constructor(lines: number) {
    this.first = new Int32Array(lines).fill(NOBODY);
    this.last = new Int32Array(lines).fill(NOBODY);
    this.grow();
  }

  /** A free row, taken. Only if there is one. */
  enter(): number {
    const row = this.firstFree;
    this.firstFree = this.next[row]!;
    return row;
  }

  /** The row may be used again. */
  leave(row: number): void {
    this.next[row] = this.firstFree;
    this.firstFree = row;
  }

  join(line: number, row: number): void {
    this.next[row] = NOBODY;
    const last = this.last[line]!;
    if (last === NOBODY) this.first[line] = row;
    else this.next[last] = row;
    this.last[line] = row;
  }

  /** The first of a line has been called, or has given up. Its row stays taken. */
  dropFirst(line: number): void {
    const next = this.next[this.first[line]!]!;
    this.first[line] = next;
    if (next === NOBODY) this.last[line] = NOBODY;
  }

  /** Drops whoever stands behind `before` in a line (NOBODY: the first). Its row stays taken. */
  dropBehind(line: number, before: number): void {
    if (before === NOBODY) {
      this.dropFirst(line);
      return;
    }
    const next = this.next[this.next[before]!]!;
    this.next[before] = next;
    if (next === NOBODY) this.last[line] = before;
  }

  /** Rows there are, taken or free. */
  get rows(): number {
    return this.next.length;
  }

  /** Makes twice as many rows. */
  grow(): void {
    const old = this.rows;
    const rows = Math.max(64, 2 * old);
    const longer = <T extends Float64Array | Int32Array | Uint8Array>(column: T, empty: T): T => {
      empty.set(column);
      return empty;
    };
    this.offerTimes = longer(this.offerTimes, new Float64Array(rows));
    this.deadlines = longer(this.deadlines, new Float64Array(rows));
    this.talks = longer(this.talks, new Float64Array(rows));
    this.wrapUps = longer(this.wrapUps, new Float64Array(rows));
    this.heard = longer(this.heard, new Float64Array(rows));
    this.intervals = longer(this.intervals, new Int32Array(rows));
    this.cells = longer(this.cells, new Int32Array(rows));
    this.balks = longer(this.balks, new Uint8Array(rows));
    this.next = longer(this.next, new Int32Array(rows));
    for (let row = old; row < rows; row++) this.next[row] = row + 1 < rows ? row + 1 : this.firstFree;
    this.firstFree = old;
  }
}

/**
 * Any number of items, each with a time: the earliest first, equal times in the order they were put in. For what has
 * no fixed number of slots, such as callers who are hearing a message; its owner keeps the earliest time in one slot
 * of the calendar.
 */
export class TimeHeap {
  private times = new Float64Array(16);
  private order = new Float64Array(16);
  private items = new Int32Array(16);
  private put = 0;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Time of the earliest item, or Infinity if there is none. */
  get firstTime(): number {
    return this.count === 0 ? Infinity : this.times[0]!;
  }

  /** Calls back for every item, in no particular order. */
  forEach(visit: (item: number) => void): void {
    for (let place = 0; place < this.count; place++) visit(this.items[place]!);
  }

  add(time: number, item: number): void {
    if (this.count === this.times.length) this.double();
    const { times, order, items } = this;
    let hole = this.count++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      // A newcomer never goes before an equal time that was there already.
      if (times[parent]! <= time) break;
      times[hole] = times[parent]!;
      order[hole] = order[parent]!;
      items[hole] = items[parent]!;
      hole = parent;
    }
    times[hole] = time;
    order[hole] = ++this.put;
    items[hole] = item;
  }

  /** Removes and returns the earliest item. @throws RangeError if there is none. */
  takeFirst(): number {
    if (this.count === 0) throw new RangeError("the heap is empty");
    const { times, order, items } = this;
    const first = items[0]!;
    const last = --this.count;
    const time = times[last]!;
    const rank = order[last]!;
    const item = items[last]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      const right = child + 1;
      if (right < last && this.goesBefore(right, child)) child = right;
      const childTime = times[child]!;
      if (childTime > time || (childTime === time && order[child]! > rank)) break;
      times[hole] = childTime;
      order[hole] = order[child]!;
      items[hole] = items[child]!;
      hole = child;
    }
    times[hole] = time;
    order[hole] = rank;
    items[hole] = item;
    return first;
  }

  private goesBefore(one: number, other: number): boolean {
    const a = this.times[one]!;
    const b = this.times[other]!;
    return a < b || (a === b && this.order[one]! < this.order[other]!);
  }

  private double(): void {
    const times = new Float64Array(2 * this.count);
    const order = new Float64Array(2 * this.count);
    const items = new Int32Array(2 * this.count);
    times.set(this.times);
    order.set(this.order);
    items.set(this.items);
    this.times = times;
    this.order = order;
    this.items = items;
  }
}

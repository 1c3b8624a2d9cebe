/**
 * One waiting line, first come first served. It holds contacts who may have given up already: a caller's patience is a
 * deadline that is looked at when the caller is reached, because an event for each would nearly double the cost of a
 * run. The lapsed ones are forgotten when the line would otherwise have to grow: see `forgetLapsed`.
 */
export class Line {
  private ring = new Int32Array(16);
  private head = 0;
  private count = 0;

  /** Contacts in the line, lapsed ones included. */
  get length(): number {
    return this.count;
  }

  get isFull(): boolean {
    return this.count === this.ring.length;
  }

  /** The contact that has been here longest. Ask only if `length` is above 0. */
  get first(): number {
    return this.ring[this.head]!;
  }

  /** The contact at this place, 0 being the first. */
  at(place: number): number {
    return this.ring[(this.head + place) & (this.ring.length - 1)]!;
  }

  join(contact: number): void {
    if (this.isFull) this.double();
    this.ring[(this.head + this.count) & (this.ring.length - 1)] = contact;
    this.count++;
  }

  /** Puts back one who was in the line before, ahead of everybody whom it goes before. */
  rejoin(contact: number, goesBefore: (one: number, other: number) => boolean): void {
    if (this.isFull) this.double();
    const mask = this.ring.length - 1;
    this.head = (this.head + mask) & mask;
    this.count++;
    let place = 0;
    for (; place + 1 < this.count && !goesBefore(contact, this.at(place + 1)); place++) {
      this.ring[(this.head + place) & mask] = this.at(place + 1);
    }
    this.ring[(this.head + place) & mask] = contact;
  }

  dropFirst(): void {
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.count--;
  }

  /** Puts a contact of the line at this place, which is its own or that of one before it who has gone. */
  moveUp(contact: number, place: number): void {
    this.ring[(this.head + place) & (this.ring.length - 1)] = contact;
  }

  /** Drops everybody after the first so many: those who stay have been moved up before. */
  keepFirst(count: number): void {
    this.count = count;
  }

  /** Doubles the room if more than half is taken, so that compacting stays cheap on average. */
  growIfCrowded(): void {
    if (2 * this.count > this.ring.length) this.double();
  }

  private double(): void {
    const ring = new Int32Array(2 * this.ring.length);
    for (let place = 0; place < this.count; place++) ring[place] = this.at(place);
    this.ring = ring;
    this.head = 0;
  }
}

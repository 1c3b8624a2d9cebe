/** Handlers who come on duty have been free since ever. */
const SINCE_EVER = -Infinity;
/** Times the stretch moves along before it is put back at the front. */
const MOVES = 1024;

/**
 * When the handlers of one pool come free, in ascending order: those who are idle came free in the past, those at work
 * will in the future. As handlers are alike, these moments are all there is to know about them. Equal moments stand in
 * the order in which they were settled.
 *
 * The moments fill a stretch of an array from `head` on, `count` of them. To take whoever comes free first is to move
 * `head` by one; when the stretch has reached the end of the array it is put back. Behind the stretch all is Infinity,
 * so that nobody has to ask how many there are.
 */
export class FreeMoments {
  times = new Float64Array(0);
  head = 0;
  count = 0;
  /** Where `head` must not go: from here on there might be no room behind the stretch. */
  private limit = 0;
  private most = -1;

  constructor() {
    this.putBack(0);
  }

  /** How many came free before this moment. */
  before(moment: number): number {
    let free = 0;
    while (this.times[this.head + free]! < moment) free++;
    return free;
  }

  /** How many moments equal to the one in this place of the array stand there and behind it. */
  equalFrom(at: number): number {
    const moment = this.times[at]!;
    let equal = 1;
    while (moment === this.times[at + equal]!) equal++;
    return equal;
  }

  /** Handlers come on duty and are free. */
  arrive(newcomers: number): void {
    this.putBack(newcomers);
  }

  /** Those who came free first go home. */
  dropFirst(handlers: number): void {
    this.head += handlers;
    this.count -= handlers;
    if (this.head >= this.limit) this.putBack(0);
  }

  /** The one at this place goes home. */
  drop(place: number): void {
    const { times, head } = this;
    for (let at = head + place; at > head; at--) {
      times[at] = times[at - 1]!;
    }
    this.dropFirst(1);
  }

  /**
   * Whoever came free first is taken, and comes free again at `end`, which is not before that. The moments on the
   * shorter side of `end` move along.
   */
  take(end: number): void {
    const { times, head, count } = this;
    let place: number;
    if (end < times[head + (count >> 1)]!) {
      place = head;
      for (;;) {
        const next = times[place + 1]!;
        if (next > end) break;
        times[place] = next;
        place++;
      }
    } else {
      place = head + count;
      for (;;) {
        // The moment of the one who was taken is not above `end`: the search stops there at the latest.
        const previous = times[place - 1]!;
        if (previous <= end) break;
        times[place] = previous;
        place--;
      }
      this.head = head + 1;
    }
    times[place] = end;
    if (this.head >= this.limit) this.putBack(0);
  }

  /** Puts the stretch back at the front of the array, behind so many newcomers. */
  private putBack(newcomers: number): void {
    const count = newcomers + this.count;
    const { head } = this;
    let { times } = this;
    if (count > this.most) {
      // Somebody may ask for a place as far behind `head` as there have ever been handlers.
      this.most = count;
      times = new Float64Array(MOVES + 3 * (count + 1));
      this.limit = MOVES + count;
    }
    times.set(this.times.subarray(head, head + this.count), newcomers);
    times.fill(SINCE_EVER, 0, newcomers);
    times.fill(Infinity, count);
    this.times = times;
    this.head = 0;
    this.count = count;
  }
}

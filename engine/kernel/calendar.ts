/** Lowest bits of an entry: its slot. The others count how often the slot's time was cancelled. */
const SLOT_BITS = 20;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
const NEXT_LIFE = 1 << SLOT_BITS;

/**
 * What happens next. Each thing that can be due (a handler's work, a queue's next arrival, the end of an interval) has
 * a slot of its own with at most one time in it. What is due stands in a ring, sorted by time.
 *
 * Why a sorted ring and not a heap or a tournament: few things are ever due at once, the first is taken and nearly
 * always something comes back near the front or the end, and moving a few neighbours along costs a processor less than
 * the jumps of a tree. Measured in whole runs, with a first version that
 * cancelled by a plain search, it took 0.87 of the time of a knockout tournament over fixed slots for
 * 12 and 200 handlers, 1.1 for 600 and 1.6 for 1,200; and a tournament takes about half the time of a heap.
 *
 * To cancel takes constant time: the slot begins a new life, and the entry of its last one stays where it is, void, until
 * it comes to the front or the ring is full. (Each void entry is passed once, so that too is constant in the mean.)
 *
 * Equal times come out in the order in which they were scheduled.
 */
export class Calendar {
  /** When each slot is due; Infinity if it is not. */
  private due = new Float64Array(0);
  /** In ascending order from `head`, `count` of them; the one after the last is Infinity. */
  private times = Float64Array.of(Infinity, Infinity);
  /** The slot and life each time belongs to; never void at `head`. */
  private owners = new Int32Array(2);
  /** By slot: itself and its present life. An entry of any other life is void. */
  private lives = new Int32Array(0);
  /**
   * The time at which a slot is being put. It is handed on in an array, because a number with a fraction that is given to
   * a function that is not inlined is put on the heap.
   */
  private readonly wanted = new Float64Array(1);
  private head = 0;
  /** Whether the slot that is being put goes before all else of that moment. */
  private goesAhead = false;
  private count = 0;

  /**
   * @param slots How many things can be due. More can be added with `grow`.
   * @throws RangeError above a million.
   */
  constructor(slots: number) {
    this.grow(slots);
  }

  /** The slot that is due first. Means nothing when `firstTime` is Infinity. */
  get firstSlot(): number {
    return this.owners[this.head]! & SLOT_MASK;
  }

  /** When the first slot is due, or Infinity. */
  get firstTime(): number {
    return this.times[this.head]!;
  }

  /** When this slot is due, or Infinity if nothing is scheduled in it. */
  timeOf(slot: number): number {
    return this.due[slot]!;
  }

  /** Puts this slot at `time`, in place of whatever it held. */
  schedule(slot: number, time: number): void {
    this.wanted[0] = time;
    this.put(slot);
  }

  /**
   * The same as to schedule the slot at the time that it has: it goes behind all else that is due at that very moment.
   * Quicker, as there seldom is anything.
   */
  renew(slot: number): void {
    const time = this.due[slot]!;
    if (time === Infinity) return;
    const { times, head } = this;
    const mask = times.length - 1;
    // The last entry that is not later.
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (times[(head + middle) & mask]! <= time) low = middle;
      else high = middle - 1;
    }
    if (this.owners[(head + low) & mask] !== this.lives[slot]) this.schedule(slot, time);
  }

  /** Puts this slot at `time`, to go before all else that is due at that very moment. */
  scheduleAhead(slot: number, time: number): void {
    this.goesAhead = true;
    this.schedule(slot, time);
    this.goesAhead = false;
  }

  /** Nothing is due in this slot any more. */
  cancel(slot: number): void {
    this.schedule(slot, Infinity);
  }

  /**
   * Makes room for `slots` slots. Slots in use keep their times. Does nothing if there are as many already.
   *
   * @throws RangeError above a million.
   */
  grow(slots: number): void {
    if (slots <= this.due.length) return;
    if (slots > NEXT_LIFE) throw new RangeError(`a calendar has at most ${NEXT_LIFE} slots, not ${slots}`);
    const { due, lives, times, owners, head, count } = this;
    // As many places again as slots, so that the ring is seldom full of what was cancelled.
    let places = 2;
    while (places < 2 * slots + 2) places *= 2;
    this.due = new Float64Array(slots).fill(Infinity);
    this.due.set(due);
    this.lives = Int32Array.from({ length: slots }, (_, slot) => slot);
    this.lives.set(lives);
    this.times = new Float64Array(places).fill(Infinity);
    this.owners = new Int32Array(places);
    this.head = 0;
    for (let i = 0; i < count; i++) {
      const place = (head + i) & (times.length - 1);
      this.times[i] = times[place]!;
      this.owners[i] = owners[place]!;
    }
  }

  /**
   * Puts this slot at the time that is wanted, in place of whatever it held.
   *
   * All of it is one function on purpose, too long for V8 to copy it into others. A room calls it from a dozen places:
   * with a copy in some of them, they in turn were too long to be copied, and numbers went from one to the other by way
   * of the heap.
   */
  private put(slot: number): void {
    const { times, owners, lives, due } = this;
    const mask = times.length - 1;
    if (due[slot] !== Infinity) {
      const life = lives[slot]!;
      if (owners[this.head] === life) {
        // It is the first, and goes together with the void entries behind it.
        let { head, count } = this;
        do {
          times[head] = Infinity;
          head = (head + 1) & mask;
          count--;
        } while (count > 0 && lives[owners[head]! & SLOT_MASK] !== owners[head]);
        this.head = head;
        this.count = count;
      } else {
        // After the last life comes the first again: before that, nothing may be left of it.
        if (life >> SLOT_BITS === -1) this.forgetVoid();
        lives[slot] = (life + NEXT_LIFE) | 0;
      }
    }
    const time = this.wanted[0]!;
    due[slot] = time;
    if (time === Infinity) return;
    if (this.count === mask) this.forgetVoid();
    // Makes way by moving what is earlier towards the front, or what is later towards the back.
    const { head, count } = this;
    this.count = count + 1;
    let place: number;
    if (time < times[(head + (count >> 1)) & mask]!) {
      place = (head - 1) & mask;
      this.head = place;
      for (;;) {
        const next = (place + 1) & mask;
        const nextTime = times[next]!;
        if (nextTime > time) break;
        times[place] = nextTime;
        owners[place] = owners[next]!;
        place = next;
      }
    } else {
      place = (head + count) & mask;
      for (;;) {
        const previous = (place - 1) & mask;
        const previousTime = times[previous]!;
        if (previousTime <= time) break;
        times[place] = previousTime;
        owners[place] = owners[previous]!;
        place = previous;
      }
    }
    times[place] = time;
    if (this.goesAhead) {
      // It stands behind those that are due at the same moment: each of them steps back by one.
      while (place !== this.head) {
        const before = (place - 1) & mask;
        if (times[before] !== time) break;
        owners[place] = owners[before]!;
        place = before;
      }
    }
    owners[place] = lives[slot]!;
  }

  /** Closes the gaps that cancelled times have left. */
  private forgetVoid(): void {
    const { times, owners, lives, head, count } = this;
    const mask = times.length - 1;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const from = (head + i) & mask;
      const owner = owners[from]!;
      const time = times[from]!;
      times[from] = Infinity;
      if (lives[owner & SLOT_MASK] !== owner) continue;
      const to = (head + kept++) & mask;
      times[to] = time;
      owners[to] = owner;
    }
    this.count = kept;
  }
}

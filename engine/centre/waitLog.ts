import type { EachWait } from "./ledger.ts";

/** The wait of every counted contact by itself, kept only when somebody asks for it: see `EachWait`. */
export class WaitLog {
  private places = new Int32Array(1024);
  private waits = new Float64Array(1024);
  private count = 0;

  /** @param place From `placeOf`. @param wait In seconds. */
  add(place: number, wait: number): void {
    if (this.count === this.places.length) this.double();
    this.places[this.count] = place;
    this.waits[this.count++] = wait;
  }

  /** What was added, in that order, in columns of their own. */
  taken(): EachWait {
    return { places: this.places.slice(0, this.count), waits: this.waits.slice(0, this.count) };
  }

  private double(): void {
    const { places, waits } = this;
    this.places = new Int32Array(2 * places.length);
    this.waits = new Float64Array(2 * waits.length);
    this.places.set(places);
    this.waits.set(waits);
  }
}

/**
 * Area under a step function of time, such as the length of a queue: each value holds until the next one is set.
 * Times in any one unit; the area is then in value × that unit.
 */
export class TimeAverage {
  private readonly start: number;
  private since: number;
  private value: number;
  private sum = 0;

  /** @param start When the average begins. @param value What holds from then on. */
  constructor(start = 0, value = 0) {
    this.start = start;
    this.since = start;
    this.value = value;
  }

  /**
   * From `time` on the function has this value.
   * @throws RangeError if `time` lies before the last change.
   */
  set(time: number, value: number): void {
    this.sum = this.area(time);
    this.since = time;
    this.value = value;
  }

  /**
   * Area from the start until `time`.
   * @throws RangeError if `time` lies before the last change.
   */
  area(time: number): number {
    if (time < this.since) throw new RangeError(`time ${time} lies before the last change at ${this.since}`);
    return this.sum + this.value * (time - this.since);
  }

  /**
   * Mean value from the start until `time`; NaN when no time has passed.
   * @throws RangeError if `time` lies before the last change.
   */
  average(time: number): number {
    return this.area(time) / (time - this.start);
  }
}

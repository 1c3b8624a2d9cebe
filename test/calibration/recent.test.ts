import { describe, expect, it } from "vitest";
import { Recent } from "../../engine/calibration/recent.ts";
import { streamFor } from "./support.ts";

describe("a function that remembers where it was asked", () => {
  it("says what the function says, whatever was asked before, and seldom asks it again", () => {
    let asked = 0;
    const of = ([a, b, c]: Float64Array): number => a! - 2 * b! + 3 * c!;
    const recent = new Recent(3, (place) => {
      asked++;
      return of(place);
    });
    const uniform = streamFor("recent");
    // Places with the same words in another order, of which some lie next to each other.
    const places = Array.from({ length: 100 }, () => Float64Array.from([uniform(), uniform(), 0.5]));
    places.push(...places.map(([a, b, c]) => Float64Array.from([b!, a!, c!])));
    for (let round = 0; round < 5; round++) {
      for (const place of places) expect(recent.at(place)).toBe(of(place));
    }
    // 200 places in 1,024 slots: a place shares its slot with 199 ÷ 1,024 others on average, so that about 35 places
    // (200 × (1 − e^−0.19)) are asked for again in each of four rounds. 100 of 200 would be 13 standard deviations off.
    expect(asked).toBeGreaterThanOrEqual(200);
    expect(asked).toBeLessThan(200 + 4 * 100);
  });

  it("does not take what it has not been asked for known", () => {
    const recent = new Recent(1, ([a]) => 1 / a!);
    expect(recent.at(Float64Array.of(0))).toBe(Infinity);
    expect(recent.at(Float64Array.of(NaN))).toBe(NaN);
    expect(recent.at(Float64Array.of(2))).toBe(0.5);
  });

  it("does not remember what it was told is less than is wanted", () => {
    // Below what is wanted, it is told no more than that.
    const recent = new Recent(1, ([a], least) => (a! < least ? least - 1 : a!));
    const place = Float64Array.of(2);
    expect(recent.at(place, 5)).toBe(4);
    expect(recent.remembered(place)).toBeNaN();
    expect(recent.at(place, 1)).toBe(2);
    expect(recent.remembered(place)).toBe(2);
    expect(recent.at(place, 5)).toBe(2);
  });
});

import { describe, expect, it } from "vitest";
import { SMALLEST_UNIFORM } from "../../engine/random/streams.ts";
import { Threefry } from "../../engine/random/threefry.ts";

type Words = readonly [number, number, number, number];
const WHICH = [0, 1, 2, 3] as const;

/** A generator with this key, handed over as the stream would. */
const withKey = (words: Words): Threefry => {
  let next = 0;
  return new Threefry(() => words[next++]! * 2 ** -32 + SMALLEST_UNIFORM);
};
const wordsAt = (threefry: Threefry, place: Words): number[] => {
  threefry.turnTo(...place);
  return WHICH.map((which) => (threefry.at(which) - SMALLEST_UNIFORM) * 2 ** 32);
};

describe("Threefry-4x32 with 20 rounds", () => {
  // The known answers that its authors give with their library Random123, in kat_vectors.
  it.each<readonly [string, Words, Words, Words]>([
    ["zeros", [0, 0, 0, 0], [0, 0, 0, 0], [0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8]],
    [
      "ones",
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732],
    ],
    [
      "digits of pi",
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
      [0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84],
    ],
  ])("gives the known answer for %s", (_, place, key, answer) => {
    expect(wordsAt(withKey(key), place)).toEqual([...answer]);
  });

  it("gives the same numbers for a place whatever was asked before, and others for its neighbours", () => {
    const threefry = withKey([1, 2, 3, 4]);
    const first = wordsAt(threefry, [7, 2, 0, 0]);
    const others = (
      [
        [8, 2, 0, 0],
        [7, 3, 0, 0],
        [7, 2, 1, 0],
        [7, 2, 0, 1],
      ] as const
    ).flatMap((place) => wordsAt(threefry, place));
    expect(wordsAt(threefry, [7, 2, 0, 0])).toEqual(first);
    // Twenty words of 32 bits: two of them agree by chance in one case of 20 million.
    expect(new Set([...first, ...others]).size).toBe(20);
  });

  it("spreads the numbers of neighbouring places evenly", () => {
    const threefry = withKey([5, 6, 7, 8]);
    const [bins, places] = [64, 16_000];
    for (const which of WHICH) {
      const counts = new Float64Array(bins);
      for (let place = 0; place < places; place++) {
        threefry.turnTo(place, 1, 0, 0);
        counts[Math.floor(threefry.at(which) * bins)]!++;
      }
      const chiSquare = counts.reduce((sum, n) => sum + (n - places / bins) ** 2 / (places / bins), 0);
      // 63 degrees: mean 63, standard deviation 11.2; above 120 with a chance of 2 in 100,000.
      expect(chiSquare).toBeLessThan(120);
      expect(chiSquare).toBeGreaterThan(25);
    }
  });
});

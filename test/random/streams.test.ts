import seedrandom from "seedrandom";
import { describe, expect, it } from "vitest";
import { openStream, PURPOSES, SMALLEST_UNIFORM, streamName } from "../../engine/random/streams.ts";
import type { StreamParts } from "../../engine/random/streams.ts";
import { faultsOf } from "./battery.ts";

const talk: StreamParts = { seed: "kent", replication: 0, purpose: "talk", queue: "101" };

/** First five numbers as multiples of 2^-32, after taking off the half step. */
function firstFive(parts: StreamParts): number[] {
  const uniform = openStream(parts);
  return Array.from({ length: 5 }, () => (uniform() - SMALLEST_UNIFORM) * 2 ** 32);
}

describe("streams", () => {
  it("give the numbers of Alea, whatever the version of the package", () => {
    // Recorded from seedrandom 3.0.5, and the same from Alea written separately in Python after Baagøe's page.
    expect(firstFive(talk)).toEqual([835542771, 2954066943, 3589754887, 1590099094, 2890723076]);
    expect(firstFive({ ...talk, replication: 1 })).toEqual([
      814365402, 1061284652, 1228528941, 175535777, 586454694,
    ]);
    expect(firstFive({ ...talk, purpose: "busy day", queue: "" })).toEqual([
      3323721222, 3561681261, 2875795351, 1891191963, 1808764543,
    ]);
  });

  it("are uniform and independent of streams with nearly the same name", () => {
    expect(faultsOf(openStream)).toEqual([]);
  });

  it.each(["xor128", "xorwow", "xorshift7"] as const)("would be found at fault if %s made them", (bad) => {
    expect(faultsOf((parts) => seedrandom[bad](streamName(parts))).length).toBeGreaterThan(0);
  });

  it("would be found at fault if they gave the same numbers under two names", () => {
    const faults = faultsOf((parts) => openStream({ ...parts, queue: parts.queue.replace("102", "101") }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^102 and 101: /);
  });

  it("stay strictly inside (0, 1), half a step from either end", () => {
    const ends = [0, 1 - 2 ** -32].map((value) => value + SMALLEST_UNIFORM);
    expect(ends).toEqual([2 ** -33, 1 - 2 ** -33]);
    const uniform = openStream(talk);
    for (let i = 0; i < 10_000; i++) expect(((uniform() * 2 ** 33) % 2) - 1).toBe(0); // odd multiples of 2^-33
  });

  it("begin again when opened again", () => {
    expect(firstFive(talk)).toEqual(firstFive(talk));
  });
});

describe("stream names", () => {
  it("differ wherever the parts differ", () => {
    const names = ["a", "a1"].flatMap((seed) =>
      [0, 1, 10].flatMap((replication) =>
        PURPOSES.flatMap((purpose) =>
          ["", "0", "10"].map((queue) => streamName({ seed, replication, purpose, queue })),
        ),
      ),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(streamName(talk)).toBe("kent\u00000\u0000talk\u0000101");
  });

  it("refuse a replication that is none, and texts that hold the separator", () => {
    expect(() => streamName({ ...talk, replication: -1 })).toThrow("replication must be a whole number");
    expect(() => streamName({ ...talk, seed: "a\u0000b" })).toThrow(RangeError);
    expect(() => streamName({ ...talk, queue: "\u0000" })).toThrow(RangeError);
  });
});

import { describe, expect, it } from "vitest";
import { streamAt } from "../../engine/random/streamPlace.ts";
import { openStream } from "../../engine/random/streams.ts";

const parts = { seed: "place", replication: 3, purpose: "posterior", queue: "" } as const;

describe("a stream that knows its place", () => {
  it("goes on from there as if it had never been left", () => {
    const whole = openStream(parts);
    const first = streamAt({ parts, spent: 0 });
    for (let i = 0; i < 5; i++) expect(first.uniform()).toBe(whole());
    const second = streamAt(first.place());
    for (let i = 0; i < 5; i++) expect(second.uniform()).toBe(whole());
    expect(second.place()).toEqual({ parts, spent: 10 });
  });
});

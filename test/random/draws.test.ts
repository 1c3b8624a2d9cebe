import { describe, expect, it } from "vitest";
import { constantDraws, constantFill, Draws, fillBy } from "../../engine/random/draws.ts";
import { openStream } from "../../engine/random/streams.ts";
import type { Uniform } from "../../engine/random/streams.ts";

const open = (): Uniform => openStream({ seed: "draws", replication: 3, purpose: "talk", queue: "999" });

describe("draws", () => {
  it("are the stream's numbers in order, each put through the fill, across batches", () => {
    const draws = new Draws(
      fillBy((u) => 10 * u),
      open(),
    );
    const uniform = open();
    for (let k = 0; k < 1000; k++) expect(draws.next()).toBe(10 * uniform());
  });

  it("spend one uniform each, a batch at a time", () => {
    let spent = 0;
    const draws = new Draws(
      fillBy((u) => u),
      () => ++spent,
    );
    expect(spent).toBe(0); // nothing before the first is asked for
    draws.next();
    const batch = spent;
    for (let k = 1; k < batch; k++) draws.next();
    expect(spent).toBe(batch);
    expect(draws.next()).toBe(batch + 1);
    expect(spent).toBe(2 * batch);
  });

  it("need no stream when they are constant", () => {
    const draws = constantDraws(60);
    for (let k = 0; k < 300; k++) expect(draws.next()).toBe(60);
    const untouched = (): number => {
      throw new Error("a uniform was spent");
    };
    expect(new Draws(constantFill(Infinity), untouched).next()).toBe(Infinity);
  });
});

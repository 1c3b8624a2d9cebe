import { describe, expect, it } from "vitest";
import { erlangA, erlangC, handlersErlangA, handlersErlangC } from "../../engine/theory/index.ts";
import { minutes, seconds, share } from "../../engine/units.ts";

describe("least handlers for a target", () => {
  const target = { answered: share(0.8), within: seconds(20) };
  const loads = [1, 7, 40, 123, 400, 3000];

  it.each(loads)("is the first that meets it: Erlang C, %d calls an hour", (callsPerHour) => {
    const calls = { callsPerHour, meanHandling: minutes(5) };
    const least = handlersErlangC(calls, target);
    const meets = (handlers: number): boolean =>
      erlangC({ ...calls, handlers }).serviceLevel(seconds(20)) >= 0.8;
    expect(meets(least)).toBe(true);
    expect(least - 1 <= callsPerHour / 12 || !meets(least - 1)).toBe(true);
  });

  it.each(loads)("is the first that meets it: Erlang A, %d calls an hour", (callsPerHour) => {
    const calls = { callsPerHour, meanHandling: minutes(5), meanPatience: minutes(3) };
    const waits = (handlers: number) => erlangA({ ...calls, handlers });
    const answering = handlersErlangA(calls, target);
    expect(waits(answering).serviceLevel(seconds(20))).toBeGreaterThanOrEqual(0.8);
    if (answering > 1) expect(waits(answering - 1).serviceLevel(seconds(20))).toBeLessThan(0.8);
    const keeping = handlersErlangA(calls, { abandoned: share(0.05) });
    expect(waits(keeping).abandonedShare).toBeLessThanOrEqual(0.05);
    if (keeping > 1) expect(waits(keeping - 1).abandonedShare).toBeGreaterThan(0.05);
  });

  it("is fewer if callers may give up, and one where hardly anyone calls", () => {
    const calls = { callsPerHour: 400, meanHandling: minutes(5) };
    const impatient = handlersErlangA({ ...calls, meanPatience: minutes(3) }, target);
    expect(impatient).toBeLessThan(handlersErlangC(calls, target));
    expect(handlersErlangC({ callsPerHour: 0.1, meanHandling: minutes(5) }, target)).toBe(1);
  });

  it("refuses a promise that chance never lets anyone keep", () => {
    const calls = { callsPerHour: 40, meanHandling: minutes(5), meanPatience: minutes(3) };
    expect(() => handlersErlangC(calls, { answered: share(1), within: seconds(20) })).toThrow(/answered/);
    expect(() => handlersErlangA(calls, { abandoned: share(0) })).toThrow(/abandoned/);
  });
});

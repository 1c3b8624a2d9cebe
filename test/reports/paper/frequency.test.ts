import { describe, expect, it } from "vitest";
import { frequency } from "../../../reports/paper/frequency.ts";

describe("a frequency in words", () => {
  it("counts all and none as such", () => {
    expect(frequency(80, 80, "simulated month")).toBe("in all 80 simulated months");
    expect(frequency(0, 80, "simulated month")).toBe("in none of the 80 simulated months");
  });

  it("rounds to tenths or twentieths, and always gives the count", () => {
    expect(frequency(72, 80, "simulated month")).toBe("in 9 of 10 simulated months (72 of 80)");
    expect(frequency(71, 80, "simulated month")).toBe("in about 9 of 10 simulated months (71 of 80)");
    expect(frequency(4, 80, "simulated month")).toBe("in 1 of 20 simulated months (4 of 80)");
    expect(frequency(5, 80, "simulated month")).toBe("in about 1 of 20 simulated months (5 of 80)");
  });

  it("says quarters as such", () => {
    expect(frequency(8, 32, "simulated month")).toBe("in 1 of 4 simulated months (8 of 32)");
    expect(frequency(61, 80, "simulated month")).toBe("in about 3 of 4 simulated months (61 of 80)");
    expect(frequency(40, 80, "simulated month")).toBe("in 5 of 10 simulated months (40 of 80)");
  });

  it("never calls nearly all of them all, nor nearly none of them none", () => {
    expect(frequency(194, 200, "simulated month")).toBe("in about 19 of 20 simulated months (194 of 200)");
    expect(frequency(199, 200, "simulated month")).toBe(
      "in more than 19 of 20 simulated months (199 of 200)",
    );
    expect(frequency(1, 200, "simulated month")).toBe("in fewer than 1 of 20 simulated months (1 of 200)");
  });

  it("counts few of them one by one", () => {
    expect(frequency(3, 7, "simulated month")).toBe("in 3 of the 7 simulated months");
    expect(frequency(1, 1, "simulated month")).toBe("in the one simulated month");
    expect(frequency(0, 1, "simulated month")).toBe("not in the one simulated month");
    expect(frequency(0, 0, "simulated month")).toBe("in no simulated month, as there is none");
  });

  it("is true however often something happened", () => {
    for (const of of [13, 80, 160, 999, 2000]) {
      for (let count = 1; count < of; count++) {
        const said = frequency(count, of, "month");
        const [, how, top, bottom] = /^in (about |more than |fewer than |)(\d+) of (\d+) /.exec(said)!;
        const told = Number(top) / Number(bottom);
        expect(Number(top)).toBeLessThan(Number(bottom));
        if (how === "") expect(count / of).toBe(told);
        if (how === "about ") expect(Math.abs(count / of - told)).toBeLessThanOrEqual(0.025 + 1e-12);
        if (how === "more than ") expect(count / of).toBeGreaterThan(told);
        if (how === "fewer than ") expect(count / of).toBeLessThan(told);
      }
    }
  });
});

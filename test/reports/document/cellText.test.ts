import { describe, expect, it } from "vitest";
import { cellText, shown } from "../../../reports/document/cellText.ts";

describe("a cell as people read it", () => {
  it("is written as its column says", () => {
    expect(cellText(0.1004, { format: "share" })).toBe("10.0%");
    expect(cellText(0.1004, { format: "share", decimals: 2 })).toBe("10.04%");
    expect(cellText(332, { format: "seconds" })).toBe("5 min 32 s");
    expect(cellText(120, { format: "seconds" })).toBe("120 s");
    expect(cellText(3599.9, { format: "seconds" })).toBe("1 h 0 min 0 s");
    expect(cellText(9.84, { format: "seconds", decimals: 1 })).toBe("9.8 s");
    expect(cellText(12345.6, { format: "count" })).toBe("12,346");
    expect(cellText(81, { format: "people" })).toBe("81.0");
    expect(cellText(0.126, { format: "number" })).toBe("0.13");
    expect(cellText("<b>", { format: "text" })).toBe("<b>");
  });

  it("is not known where there is nothing", () => {
    expect(cellText(null, { format: "share" })).toBe("not known");
    expect(cellText(Number.NaN, { format: "seconds" })).toBe("not known");
  });

  it("writes ranges from low to high", () => {
    expect(cellText({ low: -0.03, high: 0.091 }, { format: "points", signed: true })).toBe(
      "−3.0 to +9.1 points",
    );
    expect(cellText({ low: 0.03, high: 0.091 }, { format: "share" })).toBe("3.0% to 9.1%");
  });

  it("gives differences their sign, and nothing that rounds to zero one", () => {
    expect(cellText(-0.032, { format: "points", signed: true })).toBe("−3.2 points");
    expect(cellText(0.032, { format: "points", signed: true })).toBe("+3.2 points");
    expect(cellText(-0.0004, { format: "points", signed: true })).toBe("0.0 points");
    expect(cellText({ low: -65, high: 4 }, { format: "seconds", signed: true })).toBe("−65 s to +4 s");
  });

  it("shows a figure as far as its decimals go", () => {
    expect(shown(0.12345, { format: "share" })).toBe(0.123);
    expect(Object.is(shown(-0.0001, { format: "points" }), 0)).toBe(true);
  });
});

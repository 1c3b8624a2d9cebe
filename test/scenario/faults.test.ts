import { describe, expect, it } from "vitest";
import type { Fault } from "../../engine/scenario/faults.ts";
import { describeFault, nearest, sortFaults, suggestion } from "../../engine/scenario/faults.ts";

const fault = (file: string, line: number | null, column: number | null): Fault => ({
  file,
  line,
  column,
  path: ["queues", "101"],
  message: "it is wrong.",
});

describe("a fault", () => {
  it("is told with its place, its path and what to write", () => {
    expect(
      describeFault({
        file: "winter.yaml",
        line: 5,
        column: 46,
        path: ["queues", "101", "patience", "mean"],
        message: '"3" has no unit. Write "3 minutes" or "180 seconds".',
      }),
    ).toBe(
      'winter.yaml:5:46 queues › 101 › patience › mean: "3" has no unit. Write "3 minutes" or "180 seconds".',
    );
    expect(describeFault({ ...fault("a.csv", 7, null), path: [] })).toBe("a.csv:7: it is wrong.");
    expect(describeFault({ ...fault("a.csv", null, null), path: [] })).toBe("a.csv: it is wrong.");
  });

  it("stands in the order of the files, then of the lines", () => {
    const sorted = sortFaults(
      [
        fault("b", 2, 1),
        fault("a", 10, 1),
        fault("other", 1, 1),
        fault("a", 9, 5),
        fault("a", 9, 4),
        fault("b", null, null),
      ],
      ["b", "a"],
    );
    expect(sorted.map(({ file, line, column }) => [file, line, column])).toStrictEqual([
      ["b", null, null],
      ["b", 2, 1],
      ["a", 9, 4],
      ["a", 9, 5],
      ["a", 10, 1],
      ["other", 1, 1],
    ]);
  });
});

describe("the nearest word", () => {
  it.each([
    ["handler", "handlers"],
    ["holdback", "holdBack"],
    ["hold-back", "holdBack"],
    ["HOLD_BACK", "holdBack"],
    ["anwsers", "answers"],
    ["tkaes", "takes"],
  ])("to %s is %s", (word, near) => {
    expect(nearest(word, ["answers", "takes", "handlers", "holdBack"])).toBe(near);
  });

  it("is an exact one rather than one with a letter less", () => {
    expect(nearest("days", ["day", "days"])).toBe("days");
    expect(nearest("sydney", ["sydneys", "Sydney"])).toBe("Sydney");
  });

  it("is none if all are far, and then all are offered", () => {
    expect(nearest("colour", ["answers", "takes"])).toBeUndefined();
    expect(suggestion("colour", ["answers", "takes"])).toBe("Use one of: answers, takes.");
    expect(suggestion("answer", ["answers", "takes"])).toBe('Did you mean "answers"?');
  });
});

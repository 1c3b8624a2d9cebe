import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fcrsim, ROOT } from "./fcrsim.ts";

const EXAMPLE = join(ROOT, "scenarios/examples/attempts.yaml");
/** On one line, without the marks of a quotation or a list. */
const plain = (text: string): string => text.replace(/\s*\n[>-]?\s+/g, " ").replace(/\s+/g, " ");

describe("a volume that counts attempts", () => {
  it("is told of in the notes of a run, as the page on it says", () => {
    const page = readFileSync(join(ROOT, "docs/attempts.md"), "utf8");
    const [note] = /101: 3,000 contacts .* simulated periods\./.exec(plain(page))!;
    const { code, out } = fcrsim(["run", EXAMPLE, "--replications", "2"]);
    expect(code).toBe(0);
    expect(plain(out)).toContain(note);
  });

  it("is the same callers' at every point of a sweep, and theirs in a trace", () => {
    const one = ["sweep", EXAMPLE, "--replications", "2", "--measure", "offered", "--format", "csv"];
    const { code, out } = fcrsim([...one, "--vary", "pools.general.handlers=4..6"]);
    expect(code).toBe(0);
    const [header, ...rows] = out
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    const offered = rows
      .filter((row) => row[header!.indexOf("measure")] === "offered")
      .map((row) => Number(row[header!.indexOf("mean")]));
    expect(offered).toHaveLength(3);
    // With more handlers the same callers make fewer attempts; found anew they would make 3,000 at each.
    expect(offered[0]!).toBeGreaterThan(offered[1]!);
    expect(offered[1]!).toBeGreaterThan(offered[2]!);
    expect(fcrsim(["trace", EXAMPLE, "--contact", "1"]).out).toContain(
      "dials 101, as contact 1 of that queue",
    );
  });

  it.each([
    ["run", "--uncertain", "10"],
    ["sensitivity", "--measure", "attrition"],
  ])("is refused by %s", (command, ...rest) => {
    const unknown = ["--set", "queues.101.redials.first={ low: 20%, central: 40%, high: 60% }"];
    const { code, err } = fcrsim([command, EXAMPLE, ...rest, ...unknown]);
    expect(code).toBe(2);
    expect(err).toContain("Write volumeCounts: first attempts, and as volume the number of callers");
  });
});

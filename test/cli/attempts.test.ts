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

  it.each([
    ["trace", "--contact", "1"],
    ["sweep", "--vary", "pools.general.handlers=4..5"],
  ])("is refused by %s", (command, ...rest) => {
    const { code, err } = fcrsim([command, EXAMPLE, ...rest]);
    expect(code).not.toBe(0);
    expect(err).toContain("Write volumeCounts: first attempts, and as volume the number of callers");
  });
});

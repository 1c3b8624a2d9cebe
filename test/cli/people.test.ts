import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { people } from "../../cli/commands/people.ts";
import { UserError } from "../../cli/exit.ts";
import { emptyFolder, fcrsim, ROOT, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const EXAMPLE = "scenarios/examples/people.yaml";

interface Line {
  readonly when: string;
  readonly of: string;
  readonly name: string;
  readonly measure: string;
  readonly expected: string;
  readonly single_low_95: string;
}
const linesOf = (text: string): readonly Line[] => parse<Record<keyof Line, string>>(text, { columns: true });

describe("fcrsim people", () => {
  it("tells of twelve months in tables, without simulating a call", () => {
    const { code, out, err } = fcrsim(["people", EXAMPLE]);
    expect({ code, err }).toStrictEqual({ code: 0, err: "" });
    expect(out).toContain("Role contact handler   in post   vetting   classroom   mentored");
    expect(out).toContain("Pool general   effective   handlers   talk ×   wrap-up ×");
    expect(out.match(/^ 20\d\d-\d\d/gm)).toHaveLength(24);
    expect(out).not.toContain("95%");
  });

  it("gives ranges with --replications", () => {
    const args = ["people", EXAMPLE, "--replications", "50", "--format", "csv"];
    const first = fcrsim(args);
    const live = linesOf(first.out).find((row) => row.when === "2025-03" && row.measure === "live")!;
    expect(Number(live.single_low_95)).toBeLessThan(Number(live.expected));
    expect(fcrsim([...args, "--seed", "other"]).out).not.toBe(first.out);
  });

  it("tells of the months asked for", () => {
    const { out } = fcrsim(["people", EXAMPLE, "--months", "2024-06..2024-08", "--format", "csv"]);
    const months = new Set(linesOf(out).map(({ when }) => when));
    expect([...months]).toStrictEqual(["2024-06", "2024-07", "2024-08", "horizon"]);
  });

  it("shows what --set changes", () => {
    const run = (...set: string[]) =>
      Number(
        linesOf(fcrsim(["people", EXAMPLE, "--format", "csv", ...set]).out).find(
          (row) => row.when === "2025-03" && row.measure === "droppedOutSoFar",
        )!.expected,
      );
    expect(run("--set", "workforce.intakes.autumn.places=0")).toBeLessThan(run());
  });

  it("writes a folder, and never over one unasked", () => {
    const out = join(folder.path(), "people");
    const args = ["people", EXAMPLE, "--format", "json", "--out", out];
    const run = fcrsim(args);
    expect(run.code).toBe(0);
    expect(readFileSync(join(out, "people.json"), "utf8")).toBe(run.out);
    expect(JSON.parse(run.out)).toMatchObject({
      format: "fcrsim-people/1",
      scenario: "people",
      replications: 0,
    });
    expect(existsSync(join(out, "people.csv"))).toBe(true);
    const again = fcrsim(args);
    expect(again.code).toBe(2);
    expect(again.err).toContain("exists already");
    expect(fcrsim([...args, "--overwrite"]).code).toBe(0);
  });

  it.each([
    [
      "2024-01",
      "--months 2024-01 begins before the first day of the workforce, 2024-04-01. Write 2024-04 or a later month.",
    ],
    ["2024-09..2024-06", "--months 2024-09..2024-06 ends before it begins. Write the first month first."],
    ["next year", '--months next year: "next year" is not a month. Write year and month, such as 2022-10.'],
    [
      "2024-05..2024-06..2024-07",
      "--months 2024-05..2024-06..2024-07: write the last month, such as 2025-03, or 2024-09..2025-03.",
    ],
    ["2060-01", "--months 2060-01 is more than twenty years from 2024-04-01. Write fewer."],
  ])("refuses --months %s", (months, said) => {
    const rest = {
      replications: undefined,
      seed: undefined,
      set: [],
      format: "csv",
      out: undefined,
      overwrite: false,
    } as const;
    expect(() => people({ file: join(ROOT, EXAMPLE), months, ...rest })).toThrow(new UserError(said));
  });

  it("says where to begin with a file that has no people", () => {
    const file = join(folder.path(), "room.yaml");
    writeFileSync(file, SMALL_ROOM);
    const { code, err } = fcrsim(["people", file]);
    expect(code).toBe(2);
    expect(err).toContain("says nothing of people. Write a workforce section in it: see docs/people.md.");
  });

  it.each(
    [...readFileSync(join(ROOT, "docs/people.md"), "utf8").matchAll(/^fcrsim (.+)$/gm)].map(
      ([, line]) => line!,
    ),
  )("runs as its page shows: %s", (line) => {
    expect(fcrsim(line.split(" "))).toMatchObject({ code: 0, err: "" });
  });

  it("is in the help and is completed in shells", () => {
    expect(fcrsim(["people", "--help"]).out).toContain("--replications");
    expect(fcrsim(["--get-yargs-completions", "fcrsim", "peo"]).out).toContain("people");
  });
});

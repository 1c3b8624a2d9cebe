import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it, vi } from "vitest";
import { people, type PeopleOptions } from "../../cli/commands/people.ts";
import { UserError } from "../../cli/exit.ts";
import { emptyFolder, fcrsim, ROOT, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const EXAMPLE = join(ROOT, "scenarios/examples/people.yaml");

/** What the command prints, called as the command line calls it. */
function printed(options: Partial<PeopleOptions> = {}): string {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    void people({
      file: EXAMPLE,
      months: undefined,
      replications: undefined,
      uncertain: undefined,
      seed: undefined,
      set: [],
      format: "csv",
      out: undefined,
      overwrite: false,
      ...options,
    });
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

type Line = Readonly<
  Record<"when" | "of" | "name" | "measure" | "expected" | "single_low_95" | "single_high_95", string>
>;
const linesOf = (text: string): readonly Line[] => parse<Line>(text, { columns: true });
const figure = (text: string, when: string, measure: string): Line =>
  linesOf(text).find((row) => row.when === when && row.of === "role" && row.measure === measure)!;
const widthOf = ({ single_low_95, single_high_95 }: Line): number =>
  Number(single_high_95) - Number(single_low_95);

describe("fcrsim people", () => {
  it("tells of twelve months in tables, without simulating a call", () => {
    const { code, out, err } = fcrsim(["people", EXAMPLE]);
    expect({ code, err }).toStrictEqual({ code: 0, err: "" });
    expect(out).toContain("Role contact handler   in post   vetting   classroom   mentored");
    expect(out).toContain("Pool general   effective   handlers   most   fewest   talk ×   wrap-up ×");
    expect(out).toContain("Not known: workforce.shrinkage.sickness.");
    expect(out.match(/^ 20\d\d-\d\d/gm)).toHaveLength(24);
    expect(out).not.toContain("95%");
    expect(out).toBe(printed({ format: "table" }));
  });

  it("says of handlers that come from people alone what they rest on, and when the most are there", () => {
    const table = printed({ file: join(ROOT, "scenarios/examples/people-roster.yaml"), format: "table" });
    const text = table.replaceAll(/\s+/g, " ");
    // (72 × 37 + 4 × 20) × 0.65 × 0.9 = 1,605.24 hours: 43.4 full-time people, 9.6 handlers.
    expect(text).toContain(
      "Pool general: on the first day its people give 43.4 full-time people's worth of time, which is 9.6 handlers at all hours of the week. Its handlers come from that alone.",
    );
    expect(text).toContain(
      "Pool general: the most are there at 17:00 and 1 other hour on every day, the fewest at 02:00 and 3 other hours on every day.",
    );
    expect(text).not.toContain("moves no handler");
  });

  it("heads no column with a word that a stage may be called by", () => {
    const text = readFileSync(EXAMPLE, "utf8");
    const path = join(folder.path(), "other.yaml");
    // Ranges, cuts and a cost, so that every column there is stands in the table of the role.
    writeFileSync(path, text.replace("overRecruit: 10%", "overRecruit: 0%").replaceAll("40%", "100%"));
    const [heads] = /^ Role contact handler .*$/m.exec(printed({ file: path, format: "table" }))!;
    const stages = ["vetting", "classroom", "mentored", "short course"];
    const columns = heads
      .trim()
      .split(/ {3,}/)
      .slice(1)
      .filter((column) => !stages.includes(column));
    expect(columns).toContain("cut so far");
    expect(columns.length).toBeGreaterThan(6);
    for (const column of columns) {
      writeFileSync(path, text.replace("stage: vetting", `stage: ${column}`));
      expect(() => printed({ file: path }), column).toThrow("is what tables by month call another figure");
    }
  });

  it("gives ranges with --replications, other ones with another seed", () => {
    const [first, second, other] = [{}, {}, { seed: "other" }].map((more) =>
      printed({ replications: 50, ...more }),
    );
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    const live = figure(first!, "2025-03", "live");
    expect(Number(live.single_low_95)).toBeLessThan(Number(live.expected));
    expect(Number(live.single_high_95)).toBeGreaterThan(Number(live.expected));
    expect(printed({ replications: 50, format: "table" })).toContain("95% of replications");
  });

  it("gives wider ranges with --uncertain, which draws the figures that are not known too", () => {
    // Sickness of 4% to 9% instead of 6% moves the effective time of all, and nobody's chance.
    const [both, chance] = [printed({ uncertain: 100 }), printed({ replications: 100 })].map((text) =>
      widthOf(figure(text, "2024-04", "effective")),
    );
    expect(both).toBeGreaterThan(1.5 * chance!);
    expect(() => printed({ uncertain: 9, replications: 9 })).toThrow("does not go with --replications");
  });

  it("tells of the months asked for", () => {
    const months = (asked: string) => new Set(linesOf(printed({ months: asked })).map(({ when }) => when));
    expect([...months("2024-06..2024-08")]).toStrictEqual(["2024-06", "2024-07", "2024-08", "horizon"]);
    expect(months("2024-06").size).toBe(4);
    expect(figure(printed({ months: "2024-06..2024-08" }), "2024-08", "live")).toStrictEqual(
      figure(printed(), "2024-08", "live"),
    );
  });

  it("shows what --set changes, and says so", () => {
    const set = ["workforce.intakes.autumn.places=0"];
    const dropped = (text: string): number => Number(figure(text, "2025-03", "droppedOutSoFar").expected);
    expect(dropped(printed({ set }))).toBeLessThan(dropped(printed()));
    expect(printed({ set, format: "table" })).toContain("Changed by --set");
  });

  it("writes a folder, and never over one unasked", () => {
    const out = join(folder.path(), "people");
    const run = printed({ out, format: "json" });
    expect(readFileSync(join(out, "people.json"), "utf8")).toBe(run);
    expect(JSON.parse(run)).toMatchObject({ format: "fcrsim-people/1", scenario: "people", replications: 0 });
    expect(existsSync(join(out, "people.csv"))).toBe(true);
    expect(() => printed({ out })).toThrow("exists already");
    expect(printed({ out, overwrite: true, format: "json" })).toBe(run);
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
    expect(() => printed({ months })).toThrow(new UserError(said));
  });

  it("says where to begin with a file that has no people", () => {
    const file = join(folder.path(), "room.yaml");
    writeFileSync(file, SMALL_ROOM);
    expect(fcrsim(["people", file])).toMatchObject({
      code: 2,
      out: "",
      err: `fcrsim: ${file} says nothing of people. Write a workforce section in it: see docs/people.md.\n`,
    });
  });

  const shown = [...readFileSync(join(ROOT, "docs/people.md"), "utf8").matchAll(/^fcrsim (people .+)$/gm)];
  it.each(shown.slice(1).map(([, line]) => line!))("runs as its page shows: fcrsim %s", (line) => {
    expect(fcrsim(line.split(" "))).toMatchObject({ code: 0, err: "" });
  });

  it("is in the help", () => {
    expect(fcrsim(["people", "--help"]).out).toContain("--uncertain");
  });
});

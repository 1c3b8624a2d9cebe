import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fcrsim, ROOT } from "./fcrsim.ts";

const EXAMPLE = "scenarios/examples/months.yaml";
const RUN = ["run", EXAMPLE, "--replications", "2", "--progress", "off", "--workers", "1"];

describe("fcrsim run of several months", () => {
  it("tells of people beside the calls, and in which month a target is met first", () => {
    const people = ["run", "scenarios/examples/people.yaml", "--replications", "3", "--progress", "off"];
    const { code, out } = fcrsim([...people, "--target", "effective:contact handler >= 45"]);
    expect(code).toBe(0);
    // A table that is too wide goes on beneath it.
    for (const heads of [
      /Role contact handler +in post +95% of months +in training +95% of months$/m,
      /Role contact handler +live +95% of months +redeployed +effective +95% of months$/m,
    ]) {
      expect(out).toMatch(heads);
    }
    // Chance decides who leaves from the first month on, so that each of the four figures has its range.
    const months = out.split("\n").filter((line) => line.startsWith(" 2024-06 "));
    expect(months[0]).toMatch(/^ 2024-06 +\d+\.\d +\d+\.\d to \d+\.\d +\d+\.\d +\d+\.\d to \d+\.\d$/);
    expect(months[1]).toMatch(
      /^ 2024-06 +\d+\.\d +\d+\.\d to \d+\.\d +\d+\.\d +\d+\.\d +\d+\.\d to \d+\.\d$/,
    );
    expect(out).toMatch(
      /Target effective:contact handler >= 45\.00 +mean +on average +met in +95% interval +met by then/,
    );
    expect(out).toContain("is the first month whose mean meets it; by then");
    const report = JSON.parse(
      fcrsim([...people, "--target", "attrition:101 <= 2%", "--format", "json"]).out,
    ) as { reports: readonly { targets: readonly { months: readonly unknown[] }[] }[] };
    expect(report.reports[0]!.targets[0]!.months).toHaveLength(12);
    const nobody = join(mkdtempSync(join(tmpdir(), "fcrsim-")), "nobody.yaml");
    const example = join(ROOT, "scenarios/examples/people.yaml");
    writeFileSync(nobody, `startsFrom: ${example}\nworkforce: null\n`);
    const other = fcrsim(["compare", "scenarios/examples/people.yaml", nobody, "--measure", "live"]);
    expect(other.code).toBe(2);
    expect(other.err).toContain('--measure, for nobody: "live" is not a measure.');
    const one = fcrsim(["people", "scenarios/examples/people.yaml", "--replications", "1"]);
    expect(one.code).toBe(2);
    expect(one.err).toContain("--replications must be a whole number of at least 2");
    const single = fcrsim(["run", "scenarios/kent/2022-10.yaml", "--target", "attrition:101 <= 10%"]);
    expect(single.code).toBe(2);
    expect(single.err).toContain(
      "--target goes with a run of several months, and 2022-10 counts October 2022",
    );
  });

  it("under drawn figures tells of months and targets with both ranges, the same on 1 and 2 threads", () => {
    const drawn = ["run", EXAMPLE, "--uncertain", "10", "--replications", "2", "--progress", "off"];
    const asked = [...drawn, "--target", "attrition:101 <= 9%"];
    const [one, two] = ["1", "2"].map((workers) => fcrsim([...asked, "--workers", workers]));
    expect(two!.out).toBe(one!.out);
    expect(one!.code).toBe(0);
    for (const heads of [
      /Queue 101 +received +load +95%: not known +95%: both +attrition +95%: not known +95%: both$/m,
      /Queue 101 +mean wait +95%: not known +95%: both +90% within +carried over$/m,
    ]) {
      expect(one!.out).toMatch(heads);
    }
    expect(one!.out).toMatch(
      /Target attrition:101 <= 9\.00% +mean +expected meets +95% interval +met in +95% interval +met by then +95% interval/,
    );
    expect(one!.out.replaceAll("\n  ", " ")).toMatch(
      /Target attrition:101 <= 9\.00%: 2023-02 is the first month whose mean meets it\. \d+% of periods \(\d+% to \d+%\) have met it in some month\./,
    );
    const { out } = fcrsim([...asked, "--format", "json"]);
    const [report] = (
      JSON.parse(out) as {
        reports: { rows: { scope: string; when: string }[]; targets: { months: unknown[] }[] }[];
      }
    ).reports;
    expect(report!.targets[0]!.months).toHaveLength(3);
    const months = report!.rows.filter(({ scope }) => scope === "month").map(({ when }) => when);
    expect(new Set(months)).toEqual(new Set(["2022-12", "2023-01", "2023-02"]));
    const single = fcrsim([
      "run",
      "scenarios/examples/unknown.yaml",
      "--uncertain",
      "10",
      "--target",
      "attrition:101 <= 9%",
    ]);
    expect(single.err).toContain("--target goes with a run of several months");
  });

  it("ends with a table for each queue, month by month", () => {
    const { code, out } = fcrsim(RUN);
    expect(code).toBe(0);
    for (const queue of ["999", "101"]) {
      expect(out).toMatch(
        new RegExp(
          `Queue ${queue} +received +load +95% of months +attrition +95% of months +mean wait +95% of months +90% within +carried over`,
        ),
      );
    }
    for (const month of ["2022-12", "2023-01", "2023-02"]) {
      expect(out.split("\n").filter((line) => line.trim().startsWith(month))).toHaveLength(2);
    }
  });

  it("gives every measure of every month in CSV, and prints them with --by month", () => {
    const { out } = fcrsim([...RUN, "--format", "csv"]);
    const months = out.split("\n").filter((line) => line.startsWith("months,month,2023-01,"));
    expect(months.some((line) => line.includes(",queue,101,waitingAtMonthEnd,"))).toBe(true);
    expect(months.some((line) => line.includes(",pool,desk,busyAtMonthEnd,"))).toBe(true);
    expect(fcrsim([...RUN, "--by", "month"]).out).toContain("Pool desk, 2023-01");
    expect(fcrsim([...RUN, "--format", "markdown"]).out).toContain("## Queue 101 by month");
  });

  it("has no months where days are counted, and moves to no other month", () => {
    const days = fcrsim(["run", "scenarios/examples/shifts.yaml", "--by", "month"]);
    expect(days.code).not.toBe(0);
    expect(days.err).toContain("without a calendar");
    const moved = fcrsim(["compare", EXAMPLE, "scenarios/kent/2023-01.yaml", "--months", "2023-01"]);
    expect(moved.code).not.toBe(0);
    expect(moved.err).toContain("counts December 2022 to February 2023 in one run. Leave --months out.");
  });
});

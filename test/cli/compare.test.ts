import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const compare = (...args: readonly string[]) => fcrsim(["compare", ...args], folder.path());

const BUSY_ROOM = SMALL_ROOM.replace("arrivals: 8 an hour", "arrivals: 20 an hour").replace(
  "handlers: 2",
  "handlers: 3",
);

beforeAll(() => {
  writeFileSync(file("base.yaml"), BUSY_ROOM);
  writeFileSync(file("more.yaml"), BUSY_ROOM.replace("handlers: 3", "handlers: 5"));
  writeFileSync(file("fewer.yaml"), BUSY_ROOM.replace("handlers: 3", "handlers: 2"));
  writeFileSync(file("twin.yaml"), BUSY_ROOM);
  writeFileSync(file("seed.yaml"), `${BUSY_ROOM}seed: another\n`);
  writeFileSync(
    file("month.yaml"),
    BUSY_ROOM.replace("days: 2", "month: 2023-02").replace("20 an hour", "100 a day"),
  );
  writeFileSync(
    file("month-more.yaml"),
    "about: more\nstartsFrom: month.yaml\npools: { general: { handlers: 5 } }\n",
  );
});

describe("fcrsim compare", () => {
  it("gives a verdict for each plan and measure", () => {
    const { code, out, err } = compare(
      "base.yaml",
      "more.yaml",
      "fewer.yaml",
      "twin.yaml",
      "--replications",
      "30",
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const attrition = out.slice(out.indexOf("Queue 101: attrition"), out.indexOf("Queue 101: mean wait"));
    expect(attrition).toMatch(/base \(base\) +\d+\.\d\d%\n/);
    expect(attrition).toMatch(/more +\d+\.\d\d% +-\d+\.\d\d points +\d\.\d\d points +better +p < 0\.0001\n/);
    expect(attrition).toMatch(/fewer +\d+\.\d\d% +\+\d+\.\d\d points +\d\.\d\d points +worse +p < 0\.0001\n/);
    expect(attrition).toMatch(/twin +\d+\.\d\d% +0 +none +the same\n/);
    expect(out).toContain("times smaller");
    expect(out).toMatch(/seed 1 · inputs base [0-9a-f]{16}, more [0-9a-f]{16}/);
  });

  it("gives the same bytes on one thread and on several", () => {
    const on = (workers: string) =>
      compare("base.yaml", "more.yaml", "--replications", "30", "--format", "json", "--workers", workers).out;
    const one = on("1");
    expect(one.length).toBeGreaterThan(1000);
    expect(on("2")).toBe(one);
    expect(on("3")).toBe(one);
  });

  it("lets every plan meet the callers of the base, whatever seed its file states", () => {
    const differences = (...args: readonly string[]): readonly (string | undefined)[] => {
      const { out } = compare("base.yaml", ...args, "--replications", "5", "--format", "csv");
      const rows: Record<string, string>[] = parse(out, { columns: true });
      return rows.map((row) => row["difference"]);
    };
    expect(new Set(differences("seed.yaml"))).toEqual(new Set(["0"]));
    expect(differences("more.yaml")).not.toEqual(differences("more.yaml", "--seed", "7"));
  });

  it("says which plans meet targets, and fails when none does", () => {
    const easy = compare(
      "base.yaml",
      "more.yaml",
      "--replications",
      "20",
      "--target",
      "attrition:101 <= 20%",
    );
    expect(easy.code).toBe(0);
    expect(easy.out).toMatch(/more: attrition:101 <= 20\.00% +\d\.\d\d% +met +100% \(83\.2% to 100%\)/);
    const both = compare(
      ...["base.yaml", "more.yaml", "--replications", "20"],
      ...["--target", "attrition:101 <= 20%", "--target", "meanWaitAnswered:999 <= 1 second"],
    );
    expect(both.out).toContain("All targets together");
    expect(both.code).toBe(1);
  });

  it("screens plans", () => {
    const { code, out } = compare(
      ...["base.yaml", "more.yaml", "fewer.yaml"],
      ...["--screen", "meanWaitAnswered:101", "--worth", "30 seconds"],
    );
    expect(code).toBe(0);
    expect(out).toMatch(/ more +[\dms. ]+ +20 +chosen\n/);
    expect(out).toMatch(/ fewer +[\dms. ]+ +\+[\dms. ]+ +\d+ +worse\n/);
  });

  it("compares in the months it is given", () => {
    const args = ["month.yaml", "month-more.yaml", "--replications", "2", "--format", "csv"];
    const rows = (...more: readonly string[]): Record<string, string>[] =>
      parse(compare(...args, ...more).out, { columns: true });
    const months = rows("--months", "2022-10,2022-11");
    expect(new Set(months.map((row) => row["period"]))).toEqual(new Set(["October 2022", "November 2022"]));
    expect(new Set(rows().map((row) => row["period"]))).toEqual(new Set(["February 2023"]));
  });

  it("writes a folder whole, with targets when there are any", () => {
    const args = ["base.yaml", "more.yaml", "--replications", "3"];
    expect(compare(...args, "--out", "plain").code).toBe(0);
    expect(existsSync(file("plain/targets.csv"))).toBe(false);
    expect(compare(...args, "--out", "judged", "--target", "attrition:101 <= 99%").code).toBe(0);
    const rows: Record<string, string>[] = parse(readFileSync(file("judged/targets.csv"), "utf8"), {
      columns: true,
    });
    expect(rows.map((row) => [row["scenario"], row["target"], row["met_share"]])).toEqual([
      ["base", "1", "1"],
      ["base", "all", "1"],
      ["more", "1", "1"],
      ["more", "all", "1"],
    ]);
    expect(readFileSync(file("judged/comparison.md"), "utf8")).toContain("| base (base) |");
    expect(compare(...args, "--out", "plain")).toMatchObject({ code: 2 });
  });

  it("tells two files of the same name apart by their folders", () => {
    mkdirSync(file("plans"), { recursive: true });
    writeFileSync(file("plans/base.yaml"), BUSY_ROOM.replace("handlers: 3", "handlers: 4"));
    const { out } = compare("base.yaml", "plans/base.yaml", "--replications", "2");
    expect(out).toContain(" plans/base ");
  });

  it.each([
    [["base.yaml"], "there is nothing to compare base.yaml with"],
    [["base.yaml", "base.yaml"], "base.yaml is named twice"],
    [
      ["base.yaml", ...Array.from({ length: 51 }, (_, i) => `${i}.yaml`)],
      "51 plans are too many: at most 50",
    ],
    [["base.yaml", "none.yaml"], 'there is no file "none.yaml"'],
    [["base.yaml", "month.yaml"], "base counts 2 days from a Monday and month counts February 2023"],
    [
      ["base.yaml", "more.yaml", "--months", "2022-10"],
      "--months: base counts 2 days from a Monday and no month",
    ],
    [["month.yaml", "month-more.yaml", "--months", "2022-13"], '--months: "2022-13" is not a month'],
    [["month.yaml", "month-more.yaml", "--months", "2022-10,2022-10"], "--months names 2022-10 twice"],
    [["base.yaml", "more.yaml", "--measure", "atrition"], 'Did you mean "attrition"?'],
    [["base.yaml", "more.yaml", "--measure", "attrition", "--all"], "contradict each other"],
    [["base.yaml", "more.yaml", "--target", "attrition:101"], "there is no <= or >= in it"],
    [["base.yaml", "more.yaml", "--target", "attrition:110 <= 5%"], '"110" has no measure attrition'],
    [["base.yaml", "more.yaml", "--target", "atrition:101 <= 5%"], 'Did you mean "attrition"?'],
    [["base.yaml", "more.yaml", "--target", "attrition:101 <= 5"], '"5" has no unit'],
    [["base.yaml", "more.yaml", "--screen", "attrition:101"], "--screen needs --worth"],
    [["base.yaml", "more.yaml", "--worth", "1%"], "--worth goes with --screen"],
    [["base.yaml", "more.yaml", "--screen", "dialled:101", "--worth", "5"], "neither more nor less"],
    [["base.yaml", "more.yaml", "--screen", "attrition:101", "--worth", "0%"], "must be above zero"],
    [
      ["base.yaml", "more.yaml", "--screen", "attrition:101", "--worth", "1%", "--all"],
      "--all does not go with --screen",
    ],
    [["base.yaml", "more.yaml", "--precision", "0%"], "--precision must be above zero"],
    [["base.yaml", "more.yaml", "--overwrite"], "--overwrite goes with --out"],
  ])("refuses %j before it simulates anything", (args, message) => {
    const { code, out, err } = compare(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toContain("    at ");
  });
});

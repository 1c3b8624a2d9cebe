import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const call = (...args: readonly string[]) => fcrsim(args, folder.path());
const textOf = (name: string): string => readFileSync(file(name), "utf8");

/** A month of the small room; nobody knows how long callers wait. */
const MONTH = SMALL_ROOM.replace("days: 2", "month: 2023-02").replace(
  "mean: 20 minutes",
  "mean: { low: 10m, central: 20m, high: 40m }",
);
const ACTUALS = (rows: readonly string[]): string =>
  ["month,channel,metric,value,unit,source,chosen", ...rows, ""].join("\n");

interface Kept {
  hash: string;
  code: string;
  plans: { figures: { name: string; measure: string; single: { quantiles: number[] } }[] }[];
}
const quantilesOf = (measure: string): readonly number[] =>
  (JSON.parse(textOf("kept.json")) as Kept).plans[0]!.figures.find(
    (each) => each.name === "101" && each.measure === measure,
  )!.single.quantiles;

beforeAll(() => {
  writeFileSync(file("plan.yaml"), MONTH);
  writeFileSync(file("known.yaml"), SMALL_ROOM);
  writeFileSync(file("two.yaml"), MONTH.replace("handlers: 2", "handlers: 3"));
  writeFileSync(file("wrong.json"), '{ "format": "fcrsim-sweep/1" }');
  writeFileSync(file("text.json"), "not a forecast");
  writeFileSync(file("no-month.csv"), "when,channel,metric,value,chosen\n2023-02,101,received,1,yes\n");
  const made = call(
    "forecast",
    "plan.yaml",
    "two.yaml",
    "--draws",
    "12",
    "--out",
    "kept.json",
    "--made",
    "2023-01-15",
  );
  expect(made).toMatchObject({ code: 0, err: "" });
  writeFileSync(
    file("actuals.csv"),
    ACTUALS([
      "2023-02,101,received,5400,calls,panel,yes",
      "2023-02,101,answered,4050,calls,panel,yes",
      "2023-02,101,mean_queue_s,300,seconds,panel,yes",
      "2023-02,101,mean_queue_s,900,seconds,misprint,no",
      "2023-02,999,mean_talk_s,300,seconds,panel,yes",
    ]),
  );
});

describe("fcrsim forecast", () => {
  it("writes a plain file that says where it comes from", () => {
    const kept = JSON.parse(textOf("kept.json")) as Record<string, unknown>;
    expect(Object.keys(kept)).toEqual([
      ...["format", "program", "version", "code", "made", "draws", "replications", "set", "levels", "plans"],
      "hash",
    ]);
    expect(kept).toMatchObject({
      ...{ format: "fcrsim-forecast/1", made: "2023-01-15", draws: 12, replications: 2 },
      plans: [
        { scenario: "plan", file: "plan.yaml", posterior: null, unknown: ["queues.101.patience.mean"] },
        { scenario: "two" },
      ],
    });
    expect(kept["hash"]).toMatch(/^[0-9a-f]{16}$/);
    expect(kept["code"]).toMatch(/^[0-9a-f]{16}$/);
  });

  it("gives the same bytes on 1 and 2 threads, and again", () => {
    const args = [
      "forecast",
      "plan.yaml",
      "two.yaml",
      "--draws",
      "12",
      "--format",
      "json",
      "--made",
      "2023-01-15",
    ];
    const [one, two] = ["1", "2"].map((workers) => call(...args, "--workers", workers).out);
    expect(one).toBe(textOf("kept.json"));
    expect(two).toBe(one);
  });

  it("never replaces a file", () => {
    const before = textOf("kept.json");
    const { code, err } = call("forecast", "plan.yaml", "--draws", "10", "--out", "kept.json");
    expect(code).toBe(2);
    expect(err).toContain("kept.json exists already, and is left as it was");
    expect(textOf("kept.json")).toBe(before);
  });

  it("checks that the same comes out, and says what differs if not", () => {
    const same = call("forecast", "--check", "kept.json");
    expect(same.code).toBe(0);
    expect(same.out).toMatch(/^The file is as it was made: hash [0-9a-f]{16}\.\nThe code is the same: /);
    expect(same.out).toContain("plan: the same figures come out. Its inputs are the same.");

    const other = call("forecast", "two.yaml", "two.yaml", "--check", "kept.json");
    expect(other.code).toBe(1);
    expect(other.out.replaceAll("\n", " ")).toMatch(
      /plan: \d+ of 12 figures come out differently: .* on average there, .* here\. Its inputs are NOT the same\./,
    );
    expect(other.out).toContain("two: the same figures come out.");

    const code = (JSON.parse(textOf("kept.json")) as Kept).code;
    writeFileSync(file("code.json"), textOf("kept.json").replace(code, "0123456789abcdef"));
    const changed = call("forecast", "--check", "code.json");
    expect(changed.code).toBe(1);
    expect(changed.out).toContain("THE FILE HAS BEEN CHANGED");
    expect(changed.out).toContain("The code is another: 0123456789abcdef there");
  });

  it("takes a scenario in which all is known, a table and tidy CSV", () => {
    const { code, out } = call("forecast", "known.yaml", "--draws", "10");
    expect(code).toBe(0);
    expect(out).toMatch(/Queue 101 +received +attrition/);
    expect(out).toContain("10 draws are few");
    const rows: Record<string, string>[] = parse(
      call("forecast", "known.yaml", "--draws", "10", "--format", "csv").out,
      { columns: true },
    );
    const attrition = rows.find(({ measure, name }) => measure === "attrition" && name === "101")!;
    expect(attrition["expected_q0.05"]).toBe(attrition["expected_q0.95"]);
    expect(Number(attrition["single_q0.05"])).toBeLessThan(Number(attrition["single_q0.95"]));
  });

  it.each([
    [["forecast"], "forecast needs a scenario file"],
    [["forecast", "plan.yaml", "--draws", "1"], "--draws must be a whole number"],
    [["forecast", "plan.yaml", "--made", "yesterday"], "--made: "],
    [["forecast", "none.yaml"], 'there is no file "none.yaml"'],
    [["forecast", "--check", "kept.json", "--draws", "20"], "do not go with it"],
    [["forecast", "plan.yaml", "--check", "kept.json"], "has 2 plans and 1 files are named"],
    [["forecast", "--check", "wrong.json"], 'its format is "fcrsim-sweep/1"'],
    [["forecast", "--check", "text.json"], "is not JSON"],
  ])("refuses %j in one plain sentence", (args, message) => {
    const { code, out, err } = call(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe("fcrsim score", () => {
  it("sets each figure beside what happened", () => {
    const { code, out, err } = call("score", "kept.json", "actuals.csv", "--format", "csv");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const rows: Record<string, string>[] = parse(out, { columns: true });
    expect(rows.filter(({ scenario }) => scenario === "plan").map(({ measure }) => measure)).toEqual([
      "offered",
      "attrition",
      "meanWaitAnswered",
    ]);
    const [received, attrition, wait] = rows;
    // Not answered was not published: 1,350 of 5,400.
    expect(attrition).toMatchObject({ actual: "0.25", median: String(quantilesOf("attrition")[4]) });
    expect(wait).toMatchObject({ actual: "300", source: "panel" });
    const q = quantilesOf("offered");
    expect(received).toMatchObject({
      ...{ low_90: String(q[1]), high_90: String(q[7]), as_made: "yes" },
      inside: q[1]! <= 5400 && q[7]! >= 5400 ? "yes" : "no",
    });
    expect(Number(received!["absolute_error"])).toBeCloseTo(Math.abs(5400 - q[4]!), 9);
  });

  it("says which plan did best, how little that proves, and how the wait was read", () => {
    const { out } = call("score", "kept.json", "actuals.csv");
    const text = out.replaceAll("\n  ", " ");
    expect(text).toMatch(/Plan (plan|two) scored best: .* One month is few: /);
    expect(text).toContain("The forecast is as it was made");
    expect(text).toContain("taken to be of answered callers, though nobody says so; --wait all takes");
    expect(call("score", "kept.json", "actuals.csv", "--wait", "all").out).toContain("mean wait of all");
    const json = JSON.parse(call("score", "kept.json", "actuals.csv", "--format", "json").out) as {
      best: string[];
      figures: unknown[];
    };
    expect(json.best).toHaveLength(1);
    expect(json.figures).toHaveLength(6);
  });

  it("notices a forecast that was changed after it was made", () => {
    const median = quantilesOf("attrition")[4]!;
    writeFileSync(file("tuned.json"), textOf("kept.json").replace(`${median},`, `${median * 1.0001},`));
    const { code, out, err } = call("score", "tuned.json", "actuals.csv");
    expect(code).toBe(1);
    expect(out).toContain("THE FORECAST WAS CHANGED after it was made");
    expect(err).toContain("tuned.json was changed after it was made");
  });

  const table = (name: string, ...rows: readonly string[]) => {
    writeFileSync(file(name), ACTUALS(rows));
    return name;
  };
  it.each([
    [
      () => table("later.csv", "2024-02,101,received,5000,calls,x,yes"),
      "no month meets: kept.json is of 2023-02, and later.csv has chosen rows of 2024-02",
    ],
    [
      () => table("others.csv", "2023-02,chat,received,5000,calls,x,yes"),
      "no channel meets: kept.json has the queues 999 and 101",
    ],
    [
      () => table("unchosen.csv", "2023-02,101,received,5000,calls,x,no"),
      "has no chosen row of a figure that can be scored",
    ],
    [
      () => table("talk.csv", "2023-02,101,mean_talk_s,500,seconds,x,yes"),
      "share months and channels but no figure",
    ],
    [
      () => table("twice.csv", ...["5", "6"].map((n) => `2023-02,101,received,${n},calls,x,yes`)),
      "twice.csv:3 2023-02 101 received was chosen in row 2 already",
    ],
    [
      () => table("words.csv", "2023-02,101,received,many,calls,x,yes"),
      'words.csv:2 2023-02 101 received: "many" is not a number',
    ],
    [() => "none.csv", 'there is no file "none.csv"'],
    [() => "no-month.csv", 'has no column "month"'],
  ])("refuses %s", (make, message) => {
    const { code, out, err } = call("score", "kept.json", make());
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  it("refuses what is no forecast, and says what it needs", () => {
    expect(call("score", "wrong.json", "actuals.csv")).toMatchObject({ code: 2 });
    expect(call("score", "kept.json").err).toContain("score needs a forecast and a table of what happened");
  });
});

import { describe, expect, it } from "vitest";
import { readScenario } from "../../engine/scenario/read.ts";
import type { Distribution } from "../../engine/random/times/distribution.ts";
import type { Arrivals, Pool, Queue, Scenario } from "../../engine/scenario/scenario.ts";
import { seconds, share } from "../../engine/units.ts";
import { changed, csv, GOOD, listed, memoryFiles, scenarioOf } from "./memoryFiles.ts";

const week = (value: number): number[] => new Array<number>(168).fill(value);
const none: Distribution = { kind: "deterministic", value: seconds(0) };
/** 24 figures that tell the hours apart, and the same as a whole week. */
const DAY = Array.from({ length: 24 }, (_, hour) => hour + 1);
const DAYS = Array.from({ length: 168 }, (_, hour) => (hour % 24) + 1);
const WEEK = Array.from({ length: 168 }, (_, hour) => 1000 + hour);

const queueOf = (yaml: string, files: Readonly<Record<string, string>> = {}, top = "days: 7"): Queue => {
  const text = `about: x\n${top}\nqueues: { "101": ${yaml} }\npools: { desk: { answers: ["101"], handlers: 1 } }`;
  return scenarioOf({ ...files, "w.yaml": text }).queues[0]!;
};
const arrivalsOf = (yaml: string, files: Readonly<Record<string, string>> = {}, top = "days: 7"): Arrivals =>
  queueOf(`{ priority: 1, talk: 1m, patience: never, arrivals: ${yaml} }`, files, top).arrivals;
const patienceOf = (yaml: string, files: Readonly<Record<string, string>> = {}) =>
  queueOf(`{ priority: 1, talk: 1m, arrivals: 1 an hour, patience: ${yaml} }`, files).patience;

describe("a good file means", () => {
  it("exactly what it says, with every default filled in", () => {
    const expected: Scenario = {
      name: "w",
      about: "A test room",
      seed: "1",
      period: { kind: "days", days: 7, firstDay: 0 },
      warmUp: seconds(86_400),
      atEnd: "follow",
      interval: seconds(3600),
      busyDays: { spread: 0, correlation: 0 },
      draws: "tables",
      queues: [
        {
          name: "999",
          priority: 1,
          arrivals: { kind: "steady", perHour: 6 },
          talk: { kind: "deterministic", value: seconds(300) },
          wrapUp: none,
          patience: { kind: "deterministic", value: seconds(120) },
          patienceRuns: "from offer",
          balking: share(0),
          message: null,
          redials: null,
          clusters: null,
          onward: null,
          isLedTo: false,
          partnerAfter: null,
          accidental: null,
          chat: null,
          mayInterruptWrapUp: false,
          work: null,
          tries: [0],
          targets: [seconds(10), seconds(90)],
        },
        {
          name: "101",
          priority: 2,
          arrivals: { kind: "steady", perHour: 30 },
          talk: { kind: "lognormal", mean: seconds(540), spread: 0.8 },
          wrapUp: none,
          patience: { kind: "exponential", mean: seconds(900) },
          patienceRuns: "from offer",
          balking: share(0),
          message: null,
          redials: null,
          clusters: null,
          onward: null,
          isLedTo: false,
          partnerAfter: null,
          accidental: null,
          chat: null,
          mayInterruptWrapUp: false,
          work: null,
          tries: [0],
          targets: [seconds(10), seconds(90)],
        },
      ],
      pools: [
        {
          name: "desk",
          answers: [0, 1],
          takes: "by priority",
          handlers: week(8),
          rota: null,
          proficiency: null,
          holdBack: [week(0), week(0)],
          onlyWhile: null,
          chats: null,
        },
      ],
      switches: [],
      workforce: null,
      actuals: [],
      notes: [],
    };
    expect(scenarioOf({ "w.yaml": GOOD })).toStrictEqual(expected);
  });

  it("the same in JSON, with line ends of Windows, or with a byte order mark", () => {
    const json = `{ "$schema": "scenario.schema.json", "about": "x", "days": 1, "seed": "s",
      "queues": { "b": { "priority": 1, "arrivals": "1 an hour", "talk": "1 minute", "patience": "never" } },
      "pools": { "p": { "answers": ["b"], "handlers": 1 } } }`;
    const yaml = `about: x\r\ndays: 1\r\nseed: s\r\nqueues:\r\n  b: { priority: 1, arrivals: 1 an hour, talk: 60s, patience: never }\r\npools:\r\n  p: { answers: [b], handlers: 1 }\r\n`;
    expect(scenarioOf({ "w.yaml": yaml })).toStrictEqual(scenarioOf({ "w.yaml": json }));
    expect(scenarioOf({ "w.yaml": `\uFEFF${yaml}` })).toStrictEqual(scenarioOf({ "w.yaml": json }));
  });

  it("everything that may be said about a month", () => {
    const scenario = scenarioOf({
      "w.yaml": changed(
        "days: 7",
        `month: 2022-02
timeZone: Europe/Paris
bankHolidays: { dates: [2022-12-26, 2023-01-02], like: Saturday }
seed: 007
warmUp: 90 minutes
atEnd: stop
interval: 30 minutes
busyDays: { spread: 8%, correlation: 50% }
draws: exact
notes: [First., Second.]`,
      ),
    });
    expect(scenario).toMatchObject({
      period: {
        kind: "month",
        month: 2,
        year: 2022,
        timeZone: "Europe/Paris",
        bankHolidays: ["2022-12-26", "2023-01-02"],
        bankHolidaysLike: 5,
      },
      seed: "007",
      warmUp: 5400,
      atEnd: "stop",
      interval: 1800,
      busyDays: { spread: 0.08, correlation: 0.5 },
      draws: "exact",
      notes: ["First.", "Second."],
    });
  });

  it("London, no bank holidays that follow a Sunday, and weeks that begin on a Monday, if nothing is said", () => {
    const month = scenarioOf({ "w.yaml": changed("days: 7", "month: 2022-10") });
    expect(month.period).toStrictEqual({
      kind: "month",
      month: 10,
      year: 2022,
      timeZone: "Europe/London",
      bankHolidays: [],
      bankHolidaysLike: 6,
    });
    const days = scenarioOf({ "w.yaml": changed("days: 7", "days: 30\nfirstDay: Saturday\nwarmUp: 0") });
    expect(days.period).toStrictEqual({ kind: "days", days: 30, firstDay: 5 });
    expect(days.warmUp).toBe(0);
  });

  it("everything that may be said about a queue", () => {
    const queue =
      queueOf(`{ priority: 3, arrivals: 1 an hour, talk: 1 minute, wrapUp: { exponential: { mean: 3m } },
      patience: never, patienceRuns: from dialling, balking: 2.5%,
      message: { duration: { uniform: { low: 0, high: 2m } }, hangUp: 3%, moveToDigital: 4% },
      redials: { first: 50%, later: 20%, afterMessage: 10%, delay: 1 minute, mostTries: 3 },
      mayInterruptWrapUp: yes, tries: [desk], targets: [90 seconds, 10 seconds, 2 minutes] }`);
    expect(queue).toStrictEqual({
      name: "101",
      priority: 3,
      arrivals: { kind: "steady", perHour: 1 },
      talk: { kind: "deterministic", value: 60 },
      wrapUp: { kind: "exponential", mean: 180 },
      patience: { kind: "never" },
      patienceRuns: "from dialling",
      balking: 0.025,
      message: { duration: { kind: "uniform", low: 0, high: 120 }, hangUp: 0.03, moveToDigital: 0.04 },
      chat: null,
      redials: {
        first: 0.5,
        later: 0.2,
        afterMessage: 0.1,
        delay: { kind: "deterministic", value: 60 },
        mostTries: 3,
      },
      clusters: null,
      onward: null,
      isLedTo: false,
      partnerAfter: null,
      accidental: null,
      mayInterruptWrapUp: true,
      work: null,
      tries: [0],
      targets: [10, 90, 120],
    });
  });

  it("true and false, or yes and no; none, or 0, for what takes no time; an empty list of targets", () => {
    const base = "priority: 1, arrivals: 1 an hour, talk: 1 minute, patience: never";
    expect(queueOf(`{ ${base}, mayInterruptWrapUp: true }`).mayInterruptWrapUp).toBe(true);
    expect(queueOf(`{ ${base}, mayInterruptWrapUp: no }`).mayInterruptWrapUp).toBe(false);
    expect(queueOf(`{ ${base}, wrapUp: 0 }`).wrapUp).toStrictEqual(none);
    expect(queueOf(`{ ${base}, message: none }`).message).toBeNull();
    expect(queueOf(`{ ${base}, message: { duration: none } }`).message).toStrictEqual({
      duration: none,
      hangUp: 0,
      moveToDigital: 0,
    });
    expect(queueOf(`{ ${base}, targets: [] }`).targets).toStrictEqual([]);
  });

  it("queues in the order of the file, though their names are numbers", () => {
    const queue = "{ priority: 1, arrivals: 1 an hour, talk: 1 minute, patience: never }";
    const scenario = scenarioOf({
      "w.yaml": `about: x\ndays: 1\nqueues: { 999: ${queue}, web: ${queue}, 101: ${queue} }\npools: { 9: { answers: [101, web, 999], handlers: 1 } }`,
    });
    expect(scenario.queues.map((found) => found.name)).toStrictEqual(["999", "web", "101"]);
    expect(scenario.pools[0]).toMatchObject({ name: "9", answers: [2, 1, 0] });
  });
});

describe("arrivals", () => {
  it("at a steady rate", () => {
    expect(arrivalsOf("46 an hour")).toStrictEqual({ kind: "steady", perHour: 46 });
    expect(arrivalsOf("120 a day")).toStrictEqual({ kind: "steady", perHour: 5 });
    expect(arrivalsOf("0.5 a minute")).toStrictEqual({ kind: "steady", perHour: 30 });
  });

  it("in each hour of the week, from 24 figures or 168", () => {
    expect(arrivalsOf(`{ hourly: ${listed(DAY)} }`)).toStrictEqual({ kind: "hourly", perHour: DAYS });
    expect(arrivalsOf(`{ hourly: ${listed(WEEK)} }`)).toStrictEqual({ kind: "hourly", perHour: WEEK });
  });

  it("as a volume with a profile", () => {
    const arrivals = (more: string, top: string): Arrivals =>
      queueOf(
        `{ priority: 1, talk: 1m, patience: never, arrivals: { profile: ${listed(DAY)} }, ${more} }`,
        {},
        top,
      ).arrivals;
    expect(arrivals('volume: "25,277 a month"', "month: 2022-10")).toStrictEqual({
      kind: "volume",
      volume: 25_277,
      weights: DAYS,
      counts: "offered",
    });
    expect(arrivals("volume: 864 in all, volumeCounts: dialled", "days: 30")).toStrictEqual({
      kind: "volume",
      volume: 864,
      weights: DAYS,
      counts: "dialled",
    });
  });

  it("from the columns of a file, all rows or some", () => {
    const rows = WEEK.flatMap((figure) => [`999,${figure}`, `101,"${figure + 0.5}"`]);
    const files = {
      "p.csv": csv("channel,weight", rows),
      "d.csv": csv(
        "\uFEFFhour,calls",
        DAY.map((hour) => `${hour}, ${hour} `),
      ),
    };
    const filtered = '{ hourly: { file: p.csv, column: weight, where: { channel: "101" } } }';
    expect(arrivalsOf(filtered, files)).toStrictEqual({
      kind: "hourly",
      perHour: WEEK.map((figure) => figure + 0.5),
    });
    expect(arrivalsOf("{ hourly: { file: d.csv, column: calls } }", files)).toStrictEqual({
      kind: "hourly",
      perHour: DAYS,
    });
  });

  it("at a rate for each stretch of time", () => {
    expect(arrivalsOf("{ rates: { every: 30 minutes, perHour: [1, 2.5, 0] } }")).toStrictEqual({
      kind: "rates",
      every: 1800,
      perHour: [1, 2.5, 0],
      afterwards: "stop",
    });
    expect(arrivalsOf("{ rates: { every: 1 hour, perHour: [1], afterwards: repeat } }")).toMatchObject({
      afterwards: "repeat",
    });
  });

  it("at recorded times", () => {
    const files = { "calls.csv": csv("seconds", ["0", "1.5", "1.5", "3e2", ""]) };
    expect(arrivalsOf("{ replay: { file: calls.csv, column: seconds } }", files)).toStrictEqual({
      kind: "replay",
      times: [0, 1.5, 1.5, 300],
    });
  });
});

describe("a distribution", () => {
  it.each([
    ["60 seconds", { kind: "deterministic", value: 60 }],
    ["{ deterministic: 60 seconds }", { kind: "deterministic", value: 60 }],
    ["never", { kind: "never" }],
    ["{ exponential: { mean: 3 minutes } }", { kind: "exponential", mean: 180 }],
    ["{ erlang: { mean: 3 minutes, phases: 4 } }", { kind: "erlang", mean: 180, phases: 4 }],
    ["{ gamma: { mean: 3 minutes, spread: 50% } }", { kind: "gamma", mean: 180, spread: 0.5 }],
    ["{ gamma: { mean: 3 minutes, sd: 90 seconds } }", { kind: "gamma", mean: 180, spread: 0.5 }],
    ["{ lognormal: { mean: 200s, sd: 300s } }", { kind: "lognormal", mean: 200, spread: 1.5 }],
    ["{ weibull: { scale: 3 minutes, shape: 0.8 } }", { kind: "weibull", scale: 180, shape: 0.8 }],
    ["{ uniform: { low: 0, high: 3 minutes } }", { kind: "uniform", low: 0, high: 180 }],
    ["{ triangular: { low: 1s, mode: 1s, high: 3s } }", { kind: "triangular", low: 1, mode: 1, high: 3 }],
    [
      "{ hyperexponential: { mean: 3 minutes, spread: 150% } }",
      { kind: "hyperexponential", mean: 180, spread: 1.5 },
    ],
    ["{ empirical: { values: [0, 5s, 1m 1s] } }", { kind: "empirical", values: [0, 5, 61] }],
    ["{ empirical: { file: t.csv, column: wait } }", { kind: "empirical", values: [5, 0, 7.25] }],
    [
      "{ mixture: [{ share: 12%, exponential: { mean: 40s } }, { share: 88%, empirical: { file: t.csv, column: wait } }] }",
      {
        kind: "mixture",
        parts: [
          { share: 0.12, of: { kind: "exponential", mean: 40 } },
          { share: 0.88, of: { kind: "empirical", values: [5, 0, 7.25] } },
        ],
      },
    ],
  ])("%s", (written, meant) => {
    expect(patienceOf(written, { "t.csv": csv("wait", ["5", "0", "7.25"]) })).toStrictEqual(meant);
  });
});

describe("pools", () => {
  const queue = (priority: number): string =>
    `{ priority: ${priority}, arrivals: 1 an hour, talk: 1 minute, patience: never }`;
  const poolsOf = (pools: string, files: Readonly<Record<string, string>> = {}) =>
    scenarioOf({
      ...files,
      "w.yaml": `about: x\ndays: 1\nqueues: { a: ${queue(1)}, b: ${queue(2)}, c: ${queue(1)} }\npools:\n${pools}`,
    });
  const poolOf = (pool: string, files: Readonly<Record<string, string>> = {}): Pool =>
    poolsOf(`  p: { answers: [a, b, c], ${pool} }`, files).pools[0]!;

  it("have handlers by the hour: one number, a list, a file, or an average with a shape", () => {
    expect(poolOf("handlers: 5").handlers).toStrictEqual(week(5));
    expect(poolOf(`handlers: ${listed(DAY)}`).handlers).toStrictEqual(DAYS);
    expect(
      poolOf("handlers: { file: h.csv, column: n }", { "h.csv": csv("n", DAY.map(String)) }).handlers,
    ).toStrictEqual(DAYS);
    // An average of 12.5 spread like 1 to 24 is 1 to 24 itself.
    expect(poolOf(`handlers: { average: 12.5, shape: ${listed(DAY)} }`).handlers).toStrictEqual(DAYS);
  });

  it("hold handlers back from every queue that is not served first", () => {
    expect(poolOf("handlers: 5, holdBack: 2").holdBack).toStrictEqual([week(0), week(2), week(0)]);
    expect(poolOf("handlers: 5, holdBack: 2, takes: in the order listed").holdBack).toStrictEqual([
      week(0),
      week(2),
      week(2),
    ]);
    expect(poolOf(`handlers: 50, holdBack: ${listed(DAY)}`).holdBack[1]).toStrictEqual(DAYS);
    const file = { "h.csv": csv("n", WEEK.map(String)) };
    expect(poolOf("handlers: 5000, holdBack: { file: h.csv, column: n }", file).holdBack[1]).toStrictEqual(
      WEEK,
    );
  });

  it("hold handlers back from the queues that are named", () => {
    const byName = `handlers: 50, holdBack: { b: 3, a: 0 }`;
    expect(poolOf(byName).holdBack).toStrictEqual([week(0), week(3), week(0)]);
    const listedFirst = `handlers: 50, takes: in the order listed, holdBack: { c: ${listed(DAY)} }`;
    expect(poolOf(listedFirst).holdBack).toStrictEqual([week(0), week(0), DAYS]);
  });

  it("are tried in the order said, or those with the fewest queues first", () => {
    const pools = `  all: { answers: [a, b, c], handlers: 1 }
  two: { answers: [a, b], handlers: 1 }
  one: { answers: [a], handlers: 1 }
  also: { answers: [c, a], handlers: 1 }`;
    expect(poolsOf(pools).queues.map((found) => found.tries)).toStrictEqual([
      [2, 1, 3, 0],
      [1, 0],
      [3, 0],
    ]);
    const said = scenarioOf({
      "w.yaml": `about: x\ndays: 1\nqueues: { a: { tries: [x, z, y], ${queue(1).slice(1)} }\npools: { x: { answers: [a], handlers: 1 }, y: { answers: [a], handlers: 1 }, z: { answers: [a], handlers: 1 } }`,
    });
    expect(said.queues[0]?.tries).toStrictEqual([0, 2, 1]);
  });
});

describe("published figures", () => {
  const table = csv("month,channel,metric,value,unit,source,chosen", [
    "2022-10,101,received,25277,calls,paper one,yes",
    "2022-10,101,received,25270,calls,paper two,no",
    "2022-10,999,not_answered_pct,1.16,percent,paper one,yes",
    "2022-10,101,staff,12,people,paper one,yes",
    "2022-10,chat,received,800,chats,paper one,yes",
    "2022-11,101,received,26000,calls,paper one,yes",
  ]);

  it("are those chosen for the month and the queues", () => {
    const text = changed("days: 7", "month: 2022-10\nactuals: { file: data/a.csv }");
    expect(scenarioOf({ "w.yaml": text, "data/a.csv": table }).actuals).toStrictEqual([
      { queue: "101", measure: "received", value: 25_277, source: "paper one" },
      { queue: "999", measure: "not_answered_pct", value: 1.16, source: "paper one" },
    ]);
  });

  it("may be those of another month", () => {
    const text = changed("days: 7", "days: 7\nactuals: { file: a.csv, month: 2022-11 }");
    expect(scenarioOf({ "w.yaml": text, "a.csv": table }).actuals).toStrictEqual([
      { queue: "101", measure: "received", value: 26_000, source: "paper one" },
    ]);
  });
});

describe("what is handed back beside the scenario", () => {
  const files = {
    "plans/w.yaml": `startsFrom: ../base/baseline\nqueues: { "101": { arrivals: { hourly: { file: more.csv, column: n } } } }\n`,
    "base/baseline.yaml": changed(
      "6 an hour",
      "{ hourly: { file: csv/h.csv, column: n, where: { file: x } } }",
    ),
    "base/csv/h.csv": csv(
      "file,n",
      DAY.map((hour) => `x,${hour}`),
    ),
    "plans/more.csv": csv("n", DAY.map(String)),
  };
  const result = readScenario("plans/w.yaml", memoryFiles(files));

  it("is every file in the order in which it was read, for hashing", () => {
    if ("faults" in result) throw new Error("faults");
    expect(result.files.map((file) => file.path)).toStrictEqual([
      "plans/w.yaml",
      "base/baseline.yaml",
      "base/csv/h.csv",
      "plans/more.csv",
    ]);
    for (const { path, text } of result.files) expect(text).toBe(files[path as keyof typeof files]);
    expect(result.scenario.name).toBe("w");
  });

  it("is the merged text, with files under the paths by which they were opened", () => {
    if ("faults" in result) throw new Error("faults");
    expect(result.resolved).toStrictEqual({
      about: "A test room",
      days: 7,
      queues: {
        "999": {
          priority: 1,
          arrivals: { hourly: { file: "base/csv/h.csv", column: "n", where: { file: "x" } } },
          talk: "5 minutes",
          patience: "2 minutes",
        },
        "101": {
          priority: 2,
          arrivals: { hourly: { file: "plans/more.csv", column: "n" } },
          talk: { lognormal: { mean: "9 minutes", spread: "80%" } },
          wrapUp: "none",
          patience: { exponential: { mean: "15 minutes" } },
        },
      },
      pools: { desk: { answers: ["999", "101"], handlers: 8 } },
    });
  });

  it("is one file for a table that several queues use", () => {
    const hourly = "{ hourly: { file: ./h.csv, column: n } }";
    const twice = changed("6 an hour", hourly).replace("30 an hour", hourly.replace("./h.csv", "h.csv"));
    const found = readScenario(
      "w.yaml",
      memoryFiles({ "w.yaml": twice, "h.csv": csv("n", DAY.map(String)) }),
    );
    if ("faults" in found) throw new Error("faults");
    expect(found.files.map((file) => file.path)).toStrictEqual(["w.yaml", "h.csv"]);
  });
});

import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { timetableOf } from "../../engine/scenario/timetable.ts";
import { faultsOf, scenarioOf } from "./memoryFiles.ts";

const PROFILE = `{ profile: [${new Array<number>(24).fill(1).join(", ")}] }`;

/** A room that counts months; what it says of volume, talk and handlers may be written otherwise. */
function room({
  months = "months: 2023-02 to 2023-04",
  volume = "3,000 a month",
  talk = "",
  handlers = "8",
}: {
  readonly months?: string;
  readonly volume?: string;
  readonly talk?: string;
  readonly handlers?: string;
}): string {
  return `about: A room
${months}
queues:
  "101":
    priority: 1
    arrivals: ${PROFILE}
    volume: ${volume}
    talk: 5 minutes
${talk}
    patience: never
pools:
  desk: { answers: ["101"], handlers: ${handlers} }
`;
}

const read = (text: string): Scenario => scenarioOf({ "w.yaml": text });
const faults = (text: string): readonly string[] => faultsOf({ "w.yaml": text });
const arrivalsOf = (text: string) => {
  const { arrivals } = read(text).queues[0]!;
  if (arrivals.kind !== "volume") throw new Error("not a volume");
  return arrivals;
};

describe("the months that are counted", () => {
  it("are from the first to the last, both included, over the end of a year", () => {
    const { period } = read(room({ months: "months: 2022-12 to 2024-01" }));
    expect(period).toMatchObject({ kind: "month", year: 2022, month: 12, months: 14 });
    const { months } = timetableOf(read(room({ months: "months: 2022-12 to 2024-01" })));
    expect(months.map(({ label }) => label)).toEqual([
      "2022-12",
      ...Array.from({ length: 12 }, (_, m) => `2023-${String(m + 1).padStart(2, "0")}`),
      "2024-01",
    ]);
  });

  it("say the very same as a month if there is only one", () => {
    for (const months of ["months: 2023-02", "months: 2023-02 to 2023-02"]) {
      expect(read(room({ months }))).toStrictEqual(read(room({ months: "month: 2023-02" })));
    }
    const byMonth = room({
      months: "months: 2023-02",
      volume: "{ 2023-02: 3000, 2023-03: 9 }",
      handlers: "{ 2022-01: 8 }",
    });
    expect(read(byMonth)).toStrictEqual(read(room({ months: "month: 2023-02" })));
  });

  it.each([
    ["months: 2023-04 to 2023-02", /2023-04 comes after 2023-02\. Write .* 2023-02 to 2023-04\./],
    ["months: 2023-01 to 2026-01", /is 37 months, and at most 36 can be counted/],
    ["months: 2023-01 until 2023-02", /is not a stretch of months\. Write the first month and the last/],
    ["months: 2023-13 to 2024-01", /is not a stretch of months/],
    ["months: 2023-01 to 2023-02\nmonth: 2023-01", /"month" and "months" do not go together/],
    ["months: 2023-01 to 2023-02\ndays: 3", /"months" and "days" do not go together/],
    ["months: 2023-01 to 2023-02\nfirstDay: Monday", /"firstDay" goes only with "days"/],
    ["months: 2023-01 to 2023-02\nactuals: { file: a.csv }", /published figures stand beside a single month/],
  ])("are refused as %j", (months, said) => {
    expect(faults(room({ months })).join("\n")).toMatch(said);
  });

  it("have 743 hours in March 2023 and 745 in October, and holidays in any of them", () => {
    const scenario = read(
      room({
        months: "months: 2023-03 to 2023-10\nbankHolidays: { dates: [2023-04-10, 2023-08-28] }",
      }),
    );
    const { months, before, counted, days, dayOf, arrivalHourOfWeek, hourOfWeek, monthOf } =
      timetableOf(scenario);
    expect(months.map(({ intervals }) => intervals)).toEqual([743, 720, 744, 720, 744, 744, 720, 745]);
    expect(months[0]!.firstInterval).toBe(before);
    expect(counted).toBe(743 + 720 + 744 + 720 + 744 + 744 + 720 + 745);
    months.forEach(({ label, firstInterval, intervals }, month) => {
      for (let i = firstInterval; i < firstInterval + intervals; i++) {
        expect(days[dayOf[i]!]!.label.slice(0, 7)).toBe(label);
        expect(monthOf[i]).toBe(month);
      }
    });
    // The warm-up goes with the first month, and what follows the period with the last.
    expect([monthOf[0], monthOf.at(-1)]).toEqual([0, 7]);
    const moved = days.filter(
      ({ firstInterval }) => arrivalHourOfWeek[firstInterval] !== hourOfWeek[firstInterval],
    );
    expect(moved.map(({ label }) => label)).toEqual(["2023-04-10", "2023-08-28"]);
  });
});

describe("volumes by month", () => {
  it("are the same in each where one is written, or all together in all", () => {
    expect(arrivalsOf(room({}))).toMatchObject({ volume: 9000, byMonth: [3000, 3000, 3000] });
    const inAll = arrivalsOf(room({ volume: "9,000 in all" }));
    expect(inAll.volume).toBe(9000);
    expect(inAll).not.toHaveProperty("byMonth");
  });

  it("are read from a table, which may hold more months than are counted", () => {
    const volume =
      "\n      2023-01: 1\n      2023-02: 3,100\n      2023-03: 3,200 a month\n      2023-04: 3300.5";
    expect(arrivalsOf(room({ volume }))).toMatchObject({ volume: 9600.5, byMonth: [3100, 3200, 3300.5] });
  });

  it("are read from a column of a file, beside one of months", () => {
    const rows = [
      "month,channel,calls",
      "2023-04,101,3300",
      "2023-02,101,3100",
      "2023-03,101,3200",
      "2023-03,999,9",
    ];
    const from = (volume: string, lines: readonly string[] = rows) => ({
      "w.yaml": room({ volume }),
      "v.csv": lines.join("\n"),
    });
    const kept = '{ file: v.csv, column: calls, where: { channel: "101" } }';
    expect(scenarioOf(from(kept)).queues[0]!.arrivals).toMatchObject({ byMonth: [3100, 3200, 3300] });
    const said = (files: Readonly<Record<string, string>>) => faultsOf(files).join("\n");
    expect(said(from("{ file: v.csv, column: calls }"))).toMatch(/has 2023-03 in two rows\. Say which/);
    expect(said(from(kept, rows.slice(0, 3)))).toMatch(/there is no volume for 2023-03\./);
    expect(said(from(kept, ["when,channel,calls", ...rows.slice(1)]))).toMatch(/has no column "month"/);
    expect(said(from(kept, [...rows, "2023-05,101,0"]))).toMatch(/row 6 .*"0" brings no contacts/);
  });

  it("may be uncertain one by one", () => {
    const volume =
      "{ 2023-02: 3000, 2023-03: { low: 2000 a month, central: 3000 a month, high: 4000 a month }, 2023-04: 3000 }";
    const scenario = read(room({ volume }));
    expect(scenario.unknowns?.map(({ figure, unit }) => [figure, unit])).toEqual([
      ["queues.101.volume.2023-03", "a month"],
    ]);
  });

  it("follow a forecast: level × (1 + trend)^(k ÷ 12) × season", () => {
    const volume =
      "{ forecast: { level: 34000 a month, trend: -3% a year, season: { 3: 1.1, 2: 0.9 }, spread: 4% } }";
    const { byMonth, volume: sum, monthSpread } = arrivalsOf(room({ volume }));
    const expected = [34000 * 0.9, 34000 * 0.97 ** (1 / 12) * 1.1, 34000 * 0.97 ** (2 / 12)];
    expected.forEach((of, k) => {
      expect(byMonth![k]).toBeCloseTo(of, 8);
    });
    expect(sum).toBeCloseTo(expected[0]! + expected[1]! + expected[2]!, 8);
    expect(monthSpread).toBe(0.04);
  });

  it.each([
    ["{ 2023-03: 3000 }", /there is no volume for 2023-02 and 2023-04\. Write one for every month/],
    ["{ 2023-02: 3000, 2023-14: 3 }", /"2023-14" is not a month/],
    ["{ 2023-02: 3,000 }", /000: nothing is written here\. Write .* each month on a line of its own/],
    ["{ 2023-02: -3 }", /"-3" is negative/],
    ["{ 2023-02: many }", /"many" is not a number of contacts/],
    ["{ forecast: { level: 34000 in all } }", /the level is that of a month\. Write "34,000 a month"/],
    ["{ forecast: { level: 34000 a month, trend: 2% } }", /"2%" is not a trend\. Write/],
    ["{ forecast: { level: 34000 a month, trend: -100% a year } }", /out of reach/],
    ["{ forecast: { level: 34000 a month, season: { 13: 1 } } }", /"13" is not a month of the year/],
    ["{ forecast: { level: 34000 a month, season: { 1: 0 } } }", /not a factor above zero/],
    ["{ forecast: { levels: 34000 a month } }", /Did you mean "level"\?/],
  ])("are refused as %j", (volume, said) => {
    expect(faults(room({ volume })).join("\n")).toMatch(said);
  });

  it("need a calendar", () => {
    for (const volume of ["{ 2023-02: 3000 }", "{ forecast: { level: 3000 a month } }"]) {
      expect(faults(room({ months: "days: 7", volume })).join("\n")).toMatch(/need[s]? a calendar/);
    }
  });
});

describe("talk and handlers by month", () => {
  it("are those of the queue, and of the month before, where nothing is written", () => {
    const scenario = read(
      room({ talk: "    talkByMonth: { 2023-03: 400 s }", handlers: "{ 2023-01: 8, 2023-04: 9 }" }),
    );
    expect(scenario.queues[0]!.talkByMonth).toEqual([null, 400, null]);
    const { handlers, handlersByMonth } = scenario.pools[0]!;
    expect(handlersByMonth!.map((week) => week[0])).toEqual([8, 8, 9]);
    expect(handlers[0]).toBe(9);
  });

  it.each([
    [
      { talk: "    talkByMonth: { 2022-03: 400 s }" },
      /none of these months is counted; .* 2023-02 to 2023-04/,
    ],
    [{ talk: "    talkByMonth: { 2023-03: 400 }" }, /"400" has no unit/],
    [{ handlers: "{ 2023-03: 8 }" }, /there is no number of handlers for 2023-02, the first month/],
    [{ handlers: "{ 2023-02: 8.5 }" }, /2023-02: "8\.5" is not a number of handlers/],
    [{ handlers: "{ 2023-02: 0 }" }, /nobody is on duty at any hour/],
    [{ months: "days: 7", volume: "100 in all", handlers: "{ 2023-02: 8 }" }, /need a calendar/],
  ])("are refused as %j", (wrong, said) => {
    expect(faults(room(wrong)).join("\n")).toMatch(said);
  });

  it("take the place of what a parent says in another form, and add to months", () => {
    const child = (handlers: string) => `startsFrom: p.yaml\npools: { desk: { handlers: ${handlers} } }`;
    const from = (parent: string, handlers: string) =>
      scenarioOf({ "p.yaml": room({ handlers: parent }), "w.yaml": `about: c\n${child(handlers)}` })
        .pools[0]!;
    const shape = `[${new Array<number>(24).fill(1).join(", ")}]`;
    const hours = (pool: Scenario["pools"][number]) => pool.handlersByMonth?.map((week) => week[0]);
    expect(hours(from(`{ average: 5, shape: ${shape} }`, "{ 2023-02: 8, 2023-03: 7 }"))).toEqual([8, 7, 7]);
    expect(hours(from("{ 2023-02: 8, 2023-03: 7 }", "{ 2023-04: 6 }"))).toEqual([8, 7, 6]);
    expect(from("{ 2023-02: 8, 2023-03: 7 }", `{ average: 5, shape: ${shape} }`).handlers[0]).toBe(5);
  });

  it("are told in sentences", () => {
    const said = describeScenario(
      read(
        room({
          volume: "{ forecast: { level: 3000 a month, season: { 3: 1.1 }, spread: 4% } }",
          talk: "    talkByMonth: { 2023-03: 400 s }",
          handlers: "{ 2023-02: 8, 2023-04: 9 }",
        }),
      ),
    ).join("\n");
    expect(said).toContain("the 3 months from February 2023 to April 2023, in one run");
    expect(said).toContain("(3,000 in 2023-02, 3,300 in 2023-03 and 3,000 in 2023-04)");
    expect(said).toContain("a factor with mean 1 and spread 4%");
    expect(said).toContain(
      "mean talk of those who dial is 6 minutes 40 seconds in 2023-03; the shape stays.",
    );
    expect(said).toContain("8 handlers on duty on average from 2023-02, 9 from 2023-04.");
  });
});

import { readdirSync } from "node:fs";
import { parse as parseCsv } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { rowsOf, textOf, yamlOf } from "./files.ts";

interface Figure {
  readonly month: string;
  readonly channel: string;
  readonly metric: string;
  readonly value: string;
  readonly unit: string;
  readonly source: string;
  readonly chosen: string;
  readonly note: string;
}

interface Assumption {
  readonly parameter: string;
  readonly low: string;
  readonly central: string;
  readonly high: string;
  readonly unit: string;
  readonly basis: string;
}

interface ProfileRow {
  readonly channel: string;
  readonly weekday: string;
  readonly hour: string;
  readonly weight: string;
  readonly detroit_police_911: string;
  readonly montgomery_all_911: string;
}

interface MonthFile {
  readonly startsFrom: string;
  readonly month: string;
  readonly actuals: { readonly file: string };
  readonly queues: Readonly<Record<string, { volume: string; talk: { lognormal: { mean: string } } }>>;
}

const MONTHS = ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01"];
const LINES = ["999", "101"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const figures = rowsOf<Figure>("kent/actuals.csv");
const assumptions = rowsOf<Assumption>("kent/assumptions.csv");
const profile = rowsOf<ProfileRow>("kent/arrival-profile.csv");
const roster = rowsOf<{ weekday: string; hour: string; weight: string }>("kent/roster-shape.csv");
const ledger = textOf("kent/sources.md");

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function chosen(month: string, channel: string, metric: string): string {
  const rows = figures.filter(
    (row) => row.month === month && row.channel === channel && row.metric === metric && row.chosen === "yes",
  );
  expect(rows, `${month} ${channel} ${metric}`).toHaveLength(1);
  return rows[0]!.value;
}
const number = (month: string, channel: string, metric: string): number =>
  Number(chosen(month, channel, metric));

function assumption(parameter: string): Assumption {
  const row = assumptions.find((candidate) => candidate.parameter === parameter);
  if (row === undefined) throw new Error(`assumptions.csv has no row ${parameter}`);
  return row;
}

/** The 168 weights of one line, Monday 00:00 first. */
const weightsOf = (line: string): number[] =>
  profile.filter((row) => row.channel === line).map((row) => Number(row.weight));

/** The keys in the first column of the table of papers. */
const KEYS = [...ledger.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]!);

describe("the tables of scenarios", () => {
  const folder = new URL("../../scenarios/", import.meta.url);
  const tables = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".csv"));

  it.each(tables)("%s has the same number of cells in every row, none of them padded", (path) => {
    const rows = parseCsv(textOf(path.replaceAll("\\", "/")), { relax_column_count: true });
    expect(rows.length).toBeGreaterThan(1);
    for (const [index, row] of rows.entries()) {
      expect(row, `row ${index + 1}`).toHaveLength(rows[0]!.length);
      for (const cell of row) expect(cell, `row ${index + 1}`).toBe(cell.trim());
    }
  });
});

describe("Kent's published figures", () => {
  it("read as the papers print them", () => {
    // Typed from the tables of the board paper of March 2023.
    const column = (channel: string, metric: string) => MONTHS.map((month) => chosen(month, channel, metric));
    expect(column("999", "received")).toEqual(["35634", "31316", "34280", "32013", "31080", "28441"]);
    expect(column("999", "mean_queue_s")).toEqual(["17", "21", "27", "23", "15", "10"]);
    expect(column("101", "received")).toEqual(["28524", "27418", "25277", "23397", "21020", "22798"]);
    expect(column("101", "not_answered_pct")).toEqual(["31.97", "42.58", "53.27", "38.85", "20.68", "15.89"]);
    // 5m 49s, 10m 6s, 15m 29s, 9m 12s, 3m 28s, 2m 34s
    expect(column("101", "mean_queue_s")).toEqual(["349", "606", "929", "552", "208", "154"]);
    expect(column("live_chat", "chats")).toEqual(["6513", "6150", "7035", "5939", "4747", "5822"]);
  });

  it("have exactly one chosen row for each month, channel and metric", () => {
    const groups = new Map<string, Figure[]>();
    for (const row of figures) {
      const group = `${row.month} ${row.channel} ${row.metric}`;
      groups.set(group, [...(groups.get(group) ?? []), row]);
    }
    for (const [group, rows] of groups) {
      expect(
        rows.map((row) => row.chosen).filter((word) => word === "yes"),
        group,
      ).toHaveLength(1);
      expect(new Set(rows.map((row) => row.source)).size, `${group}: a source twice`).toBe(rows.length);
      // Papers that disagree, and a choice among papers, are explained.
      if (rows.length > 1) for (const row of rows) expect(row.note, group).not.toBe("");
    }
    // 18 figures a month: six for each line, one each for digital, ocr and live chat, three for imu.
    expect(groups.size).toBe(18 * MONTHS.length);
    expect(figures.every((row) => row.chosen === "yes" || row.chosen === "no")).toBe(true);
  });

  it("come from the later board paper wherever it prints them", () => {
    for (const row of figures) expect(row.chosen === "yes", row.note).toBe(row.source === "board-2023-03");
  });

  it("add up: received = answered + not answered", () => {
    for (const month of MONTHS) {
      for (const line of LINES) {
        const [received, answered, lost] = ["received", "answered", "not_answered"].map((metric) =>
          number(month, line, metric),
        );
        expect(received, `${month} ${line}`).toBe(answered! + lost!);
        const percent = (100 * lost!) / received!;
        expect(percent.toFixed(2), `${month} ${line}`).toBe(chosen(month, line, "not_answered_pct"));
      }
    }
  });

  it("name sources that the ledger explains", () => {
    expect(KEYS).toHaveLength(7);
    for (const row of figures) expect(KEYS).toContain(row.source);
    const named = [...assumptions.map((row) => row.basis), textOf("kent/common.yaml"), ledger]
      .flatMap((text) => [...text.matchAll(/\b(?:board|panel)-(?:\d{4}-\d{2}|[a-z]+)\b/g)])
      .map((match) => match[0]);
    expect(named.length).toBeGreaterThan(10);
    for (const key of named) expect(KEYS).toContain(key);
  });
});

describe("Kent's month files", () => {
  const asPrinted = (seconds: number): string => `${Math.floor(seconds / 60)}m ${seconds % 60}s`;

  it.each(MONTHS)("%s states the chosen volumes and talk times", (month) => {
    const file = yamlOf(`kent/${month}.yaml`) as MonthFile;
    expect(file).toMatchObject({ startsFrom: "common.yaml", month, actuals: { file: "actuals.csv" } });
    expect(Object.keys(file.queues)).toEqual(LINES.toSorted());
    for (const line of LINES) {
      const volume = number(month, line, "received").toLocaleString("en-GB");
      expect(file.queues[line]!.volume).toBe(`${volume} a month`);
      expect(file.queues[line]!.talk.lognormal.mean).toBe(asPrinted(number(month, line, "mean_talk_s")));
    }
  });
});

describe("Kent's assumptions", () => {
  it("lie between their limits and say what they rest on", () => {
    expect(new Set(assumptions.map((row) => row.parameter)).size).toBe(assumptions.length);
    for (const row of assumptions) {
      const [low, central, high] = [row.low, row.central, row.high].map(Number);
      expect(low, row.parameter).toBeLessThanOrEqual(central!);
      expect(central, row.parameter).toBeLessThanOrEqual(high!);
      expect(row.basis, row.parameter).toMatch(/^(SOURCED|DERIVED|JUDGEMENT)\b/);
    }
  });

  it("agree with the figures they are worked out from", () => {
    for (const line of LINES) {
      const row = assumption(`talk_${line}_mean_s`);
      const means = MONTHS.map((month) => number(month, line, "mean_talk_s"));
      const answered = MONTHS.map((month) => number(month, line, "answered"));
      const weighted = total(means.map((mean, i) => mean * answered[i]!)) / total(answered);
      expect([row.low, row.central, row.high].map(Number)).toEqual([
        Math.min(...means),
        Math.round(weighted),
        Math.max(...means),
      ]);
    }
    const lost = (month: string, line: string): number =>
      number(month, line, "not_answered") / number(month, line, "received");
    const overAll = (line: string): number[] =>
      MONTHS.map((month) => number(month, line, "mean_queue_s") / lost(month, line));
    const overAnswered = MONTHS.map(
      (month) => -number(month, "101", "mean_queue_s") / Math.log(1 - lost(month, "101")),
    );
    const range = (values: readonly number[]): string =>
      `${Math.round(Math.min(...values))}-${Math.round(Math.max(...values))} s`;
    expect(assumption("patience_101_mean_s").basis).toContain(range(overAll("101")));
    expect(assumption("patience_101_mean_s").basis).toContain(range(overAnswered));
    expect(assumption("patience_999_mean_s").basis).toContain(range(overAll("999")));
  });

  it("are the figures that common.yaml uses, where it names them", () => {
    const common = textOf("kent/common.yaml");
    const names = [...common.matchAll(/[Aa]ssumptions?: ([a-z_0-9]+)/g)].map((match) => match[1]!);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) assumption(name);
    const central = (parameter: string): number => Number(assumption(parameter).central);
    expect(yamlOf("kent/common.yaml")).toMatchObject({
      busyDays: {
        spread: `${100 * central("daily_arrival_cv")}%`,
        correlation: `${100 * central("busy_day_correlation")}%`,
      },
      queues: {
        "999": {
          talk: { lognormal: { spread: `${100 * central("talk_cv")}%` } },
          wrapUp: { exponential: { mean: `${central("after_call_work_999_s")} seconds` } },
        },
        "101": {
          talk: { lognormal: { spread: `${100 * central("talk_cv")}%` } },
          wrapUp: { exponential: { mean: `${central("after_call_work_101_s")} seconds` } },
          message: {
            duration: `${central("ivr_message_101_s")} seconds`,
            hangUp: `${100 * central("ivr_hangup_prob_101")}%`,
            moveToDigital: `${100 * central("message_moves_to_digital")}%`,
          },
        },
      },
    });
  });
});

describe("Kent's hours of the week", () => {
  it("stand in order, Monday midnight first", () => {
    const week = WEEKDAYS.flatMap((day) => Array.from({ length: 24 }, (_, hour) => `${day} ${hour}`));
    const labels = (rows: readonly { weekday: string; hour: string }[]): string[] =>
      rows.map((row) => `${row.weekday} ${row.hour}`);
    for (const line of LINES) expect(labels(profile.filter((row) => row.channel === line))).toEqual(week);
    expect(profile).toHaveLength(2 * 168);
    expect(labels(roster)).toEqual(week);
  });

  it("share out all calls and no more", () => {
    for (const line of LINES) {
      expect(Math.min(...weightsOf(line))).toBeGreaterThan(0);
      // Six decimals each, leftovers of rounding already put back: only binary rounding remains.
      expect(Math.abs(total(weightsOf(line)) - 1)).toBeLessThan(1e-9);
    }
  });

  it("are for 999 the average of the two American curves", () => {
    for (const row of profile.filter(({ channel }) => channel === "999")) {
      const average = (Number(row.detroit_police_911) + Number(row.montgomery_all_911)) / 2;
      // Rounding to six decimals; arrival-profile.md says that leftovers of up to 3 millionths were added.
      expect(Math.abs(Number(row.weight) - average)).toBeLessThan(3.5e-6);
    }
  });

  it("swing between night and day as assumptions.csv says", () => {
    for (const line of LINES) {
      const weights = weightsOf(line);
      const byHour = Array.from({ length: 24 }, (_, hour) =>
        total(weights.filter((_, i) => i % 24 === hour)),
      );
      const swing = Math.max(...byHour) / Math.min(...byHour);
      const stated = Number(assumption(`profile_${line}_peak_to_trough`).central);
      // Stated to two figures: 3.4 for 3.40, and 25 for 25.5, which is within 3%.
      expect(Math.abs(swing / stated - 1)).toBeLessThan(0.03);
    }
  });

  it("give a roster half-way between flat and the offered work", () => {
    const work = LINES.map((line) =>
      total(MONTHS.map((month) => number(month, line, "received") * number(month, line, "mean_talk_s"))),
    );
    const offered = roster.map((_, h) => total(LINES.map((line, i) => work[i]! * weightsOf(line)[h]!)));
    const mean = total(offered) / 168;
    for (const [h, row] of roster.entries()) {
      // Printed to six decimals, so at most half a millionth away (and a little binary rounding).
      expect(Math.abs(Number(row.weight) - (0.5 + (0.5 * offered[h]!) / mean))).toBeLessThan(0.51e-6);
    }
  });
});

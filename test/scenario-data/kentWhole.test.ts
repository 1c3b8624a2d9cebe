import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { textFiles } from "../../cli/files.ts";
import { withFirstAttempts } from "../../engine/centre/attempts.ts";
import type { Centre } from "../../engine/centre/centre.ts";
import { queueExtra, queueFigure } from "../../engine/centre/ledger.ts";
import type { Observer } from "../../engine/centre/observer.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { readScenario } from "../../engine/scenario/read.ts";
import type { Queue, Scenario } from "../../engine/scenario/scenario.ts";
import { studentQuantile } from "../../engine/stats/quantiles.ts";
import { RatioTally } from "../../engine/stats/ratioTally.ts";
import { rowsOf, textOf } from "./files.ts";

const MONTHS = ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01"];
/** The queues whose volumes were published, and the figure of actuals.csv that is the volume. */
const PUBLISHED = [
  { queue: "999", channel: "999", metric: "received" },
  { queue: "101", channel: "101", metric: "received" },
  { queue: "online", channel: "ocr", metric: "submissions" },
  { queue: "chat", channel: "live_chat", metric: "chats" },
] as const;
const BOTH_LINES = ["999", "101"];

type ActualsRow = Readonly<Record<"month" | "channel" | "metric" | "value" | "chosen" | "source", string>>;
type AssumptionRow = Readonly<Record<"parameter" | "low" | "central" | "high" | "unit", string>>;
const actuals = rowsOf<ActualsRow>("kent/actuals.csv");
const assumptions = rowsOf<AssumptionRow>("kent/assumptions.csv");
const page = textOf("kent/whole/README.md");

function read(path: string): Scenario {
  const result = readScenario(
    fileURLToPath(new URL(`../../scenarios/kent/${path}.yaml`, import.meta.url)),
    textFiles(),
  );
  if ("faults" in result) throw new Error(result.faults.map(describeFault).join("\n"));
  return result.scenario;
}

const wholes = new Map(MONTHS.map((month) => [month, read(`whole/${month}`)]));
const wholeOf = (month: string): Scenario => wholes.get(month)!;

function queueOf({ queues }: Scenario, name: string): Queue {
  const found = queues.find((queue) => queue.name === name);
  if (found === undefined) throw new Error(`there is no queue ${name}`);
  return found;
}

function volumeOf({ arrivals }: Queue): number {
  if (arrivals.kind !== "volume") throw new Error("no volume");
  expect(arrivals.counts).toBe("offered");
  return arrivals.volume;
}

function published(month: string, channel: string, metric: string): ActualsRow {
  const rows = actuals.filter(
    (row) => row.month === month && row.channel === channel && row.metric === metric && row.chosen === "yes",
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** The row of the page's table "who is behind the volumes" on this month: callers by published queue, in its order. */
function callersOf(month: string): readonly number[] {
  const row = page
    .slice(page.indexOf("## Who is behind the volumes"))
    .split("\n")
    .find((line) => line.startsWith(`| ${month} |`));
  return row!
    .split("|")
    .slice(2, 2 + PUBLISHED.length)
    .map((cell) => Number(cell.replaceAll(",", "")));
}

/** The whole room with as many callers as the page says are behind the volumes, which `run` finds by trial. */
function withCallers(month: string): Scenario {
  const scenario = wholeOf(month);
  const callers = callersOf(month);
  return withFirstAttempts(
    scenario,
    scenario.queues.map(({ name }) => [callers[PUBLISHED.findIndex(({ queue }) => queue === name)] ?? 0]),
  );
}

describe("Kent's whole room", () => {
  it.each(MONTHS)("states in %s the volumes that were chosen among those published", (month) => {
    for (const { queue, channel, metric } of PUBLISHED) {
      const row = published(month, channel, metric);
      expect(row.source).toBe("board-2023-03");
      expect(volumeOf(queueOf(wholeOf(month), queue)), queue).toBe(Number(row.value));
    }
  });

  it.each(MONTHS)("has in %s the phones of the phone-only room, at the central figures", (month) => {
    const whole = wholeOf(month);
    const phones = read(month);
    for (const word of ["seed", "period", "warmUp", "atEnd", "interval", "busyDays", "actuals"] as const) {
      expect(whole[word], word).toEqual(phones[word]);
    }
    const same = [
      "talk",
      "wrapUp",
      "patience",
      "patienceRuns",
      "balking",
      "message",
      "accidental",
      "partnerAfter",
      "targets",
    ] as const;
    for (const line of BOTH_LINES) {
      for (const word of same) {
        expect(queueOf(whole, line)[word], `${line} ${word}`).toEqual(queueOf(phones, line)[word]);
      }
      expect(queueOf(whole, line).arrivals).toEqual(queueOf(phones, line).arrivals);
    }
    const desk = ({ pools }: Scenario) => pools.find(({ name }) => name === "general")!;
    expect(desk(whole).handlers).toEqual(desk(phones).handlers);
    const heldBack = (scenario: Scenario) =>
      desk(scenario).holdBack[
        desk(scenario).answers.findIndex((queue) => scenario.queues[queue]!.name === "101")
      ];
    expect(heldBack(whole)).toEqual(heldBack(phones));
  });

  it("names papers that sources.md explains", () => {
    const texts = [
      textOf("kent/whole/common.yaml"),
      page,
      ...MONTHS.map((m) => textOf(`kent/whole/${m}.yaml`)),
    ];
    const named = texts.flatMap((text) => [...text.matchAll(/\b(?:board|panel)-(?:\d{4}-\d{2}|[a-z]+)\b/g)]);
    expect(named.length).toBeGreaterThan(10);
    for (const [key] of named) expect(textOf("kent/sources.md")).toContain(`| \`${key}\` |`);
  });

  it("says what every range rests on, and has the figures of the assumption that it names", () => {
    const toOurUnits: Readonly<Record<string, number>> = {
      probability: 1,
      fraction: 1,
      ratio: 1,
      seconds: 1,
      minutes: 60,
    };
    const used = new Set<string>();
    for (const { figure, distribution, basis } of wholeOf("2022-10").unknowns!) {
      expect(basis, figure).not.toBeNull();
      if (distribution.kind !== "triangular") throw new Error(`${figure} is not from low to high`);
      if (basis === "judgement, no source") {
        expect(figure).toMatch(/^pools\..* desk"?\.handlers/);
        continue;
      }
      const [, half, name] = /^(half of )?(\w+) \((?:judgement|derived|.*sourced.*)\)$/.exec(basis!)!;
      const row = assumptions.find(({ parameter }) => parameter === name)!;
      used.add(row.parameter);
      const factor = toOurUnits[row.unit]! / (half === undefined ? 1 : 2);
      const { low, mode, high } = distribution;
      for (const [ours, theirs] of [
        [low, row.low],
        [mode, row.central],
        [high, row.high],
      ] as const) {
        // Decimal figures in both files: only binary rounding lies between.
        expect(ours, figure).toBeCloseTo(Number(theirs) * factor, 9);
      }
    }
    // Message, redials, moves, call-backs, online reports and chat all take part.
    for (const name of [
      "ivr_message_101_s",
      "ivr_hangup_prob_101",
      "message_moves_to_digital",
      "redial_prob_101",
      "redial_delay_min",
      "divert_to_999_after_101",
      "divert_to_digital_after_101",
      "recovery_call_999_s",
      "ocr_handle_time_min",
      "chat_handle_time_min",
      "chat_patience_min",
      "chat_duration_stretch_per_extra",
    ]) {
      expect(used, name).toContain(name);
    }
  });

  it.each(MONTHS)("receives in %s what was reported", (month) => {
    const scenario = withCallers(month);
    const plan = planOf(scenario);
    const REPLICATIONS = 5;
    const tallies = PUBLISHED.map(() => new RatioTally());
    for (let replication = 0; replication < REPLICATIONS; replication++) {
      const ledger = runTrial(plan, replication);
      PUBLISHED.forEach(({ queue }, i) => {
        const q = scenario.queues.findIndex(({ name }) => name === queue);
        let [offered, first] = [0, 0];
        // The last bin holds what lies outside of the period.
        for (let bin = 0; bin < ledger.bins; bin++) {
          offered += queueFigure(ledger, q, bin, "offered");
          first +=
            queueFigure(ledger, q, bin, "dialled") -
            queueFigure(ledger, q, bin, "redialled") -
            queueExtra(ledger, q, bin, "cameFromQueues");
        }
        tallies[i]!.add(offered, first);
      });
    }
    // Attempts for each caller, times the callers: what is left of chance is in how many come back. Five periods have
    // four degrees of freedom, and the page's counts were found from twenty others, to a tenth of a percent, whose
    // chance is a quarter as large in squares. 24 comparisons, at one in a thousand each.
    const factor = studentQuantile(1 - 0.5e-3, REPLICATIONS - 1) * Math.sqrt(1 + REPLICATIONS / 20);
    PUBLISHED.forEach(({ queue, channel, metric }, i) => {
      const callers = callersOf(month)[i]!;
      const reported = Number(published(month, channel, metric).value);
      const attempts = callers * tallies[i]!.ratio;
      const standardError = callers * tallies[i]!.standardError;
      expect(standardError / reported, queue).toBeLessThan(0.01); // else it would prove nothing
      expect(Math.abs(attempts - reported), `${queue}: ${attempts} is not ${reported}`).toBeLessThan(
        factor * standardError + 0.001 * reported,
      );
    });
  });

  it.each(["2022-10", "2023-01"])("lets everybody who comes in %s leave once, by a named exit", (month) => {
    const inside = new Map<number, "on the line" | "answered">();
    const exits = { "hung up": 0, "moved to digital": 0, abandoned: 0, done: 0 };
    let entered = 0;
    // Not `expect`, which takes its time, for each of seventy thousand.
    const mustBe = (contact: number, where: "on the line" | "answered"): void => {
      if (inside.get(contact) !== where) throw new Error(`contact ${contact} is not ${where}`);
    };
    const leaves = (contact: number, exit: keyof typeof exits, from: "on the line" | "answered"): void => {
      mustBe(contact, from);
      inside.delete(contact);
      exits[exit]++;
    };
    const observer: Observer<Centre> = {
      dialled: (_, contact) => {
        entered++;
        if (inside.has(contact)) throw new Error(`contact ${contact} came twice`);
        inside.set(contact, "on the line");
      },
      leftInMessage: (_, contact, __, fate) => {
        leaves(contact, fate, "on the line");
      },
      abandoned: (_, contact) => {
        leaves(contact, "abandoned", "on the line");
      },
      answered: (_, contact) => {
        mustBe(contact, "on the line");
        inside.set(contact, "answered");
      },
      handlingEnded: (_, contact) => {
        leaves(contact, "done", "answered");
      },
    };
    const scenario = withCallers(month);
    const ledger = runTrial(planOf(scenario), 0, observer);
    const left = Object.values(exits).reduce((sum, each) => sum + each, 0);
    expect(entered).toBe(left + inside.size);
    // The ledger, warm-up and aftermath included, has the same people by the same exits.
    const inAll = (count: (q: number, bin: number) => number): number => {
      let sum = 0;
      for (let q = 0; q < scenario.queues.length; q++)
        for (let bin = 0; bin <= ledger.bins; bin++) sum += count(q, bin);
      return sum;
    };
    expect(inAll((q, bin) => queueFigure(ledger, q, bin, "dialled"))).toBe(entered);
    expect(inAll((q, bin) => queueFigure(ledger, q, bin, "hungUpInMessage"))).toBe(exits["hung up"]);
    expect(inAll((q, bin) => queueFigure(ledger, q, bin, "abandoned"))).toBe(exits.abandoned);
    const stillServed = [...inside.values()].filter((where) => where === "answered").length;
    expect(inAll((q, bin) => queueFigure(ledger, q, bin, "answered"))).toBe(exits.done + stillServed);
    // Each 999 call that nobody answered is called back, and answered, once: those of the last minutes are on their way.
    const counted = (queue: string, column: "abandoned" | "answered"): number => {
      const q = scenario.queues.findIndex(({ name }) => name === queue);
      let sum = 0;
      for (let bin = 0; bin <= ledger.bins; bin++) sum += queueFigure(ledger, q, bin, column);
      return sum;
    };
    const unanswered = counted("999", "abandoned");
    expect(unanswered).toBeGreaterThan(100);
    expect(unanswered - counted("call-backs", "answered")).toBeGreaterThanOrEqual(0);
    expect(unanswered - counted("call-backs", "answered")).toBeLessThan(20);
  });
});

import { actualsOf } from "./actuals.ts";
import type { FileRead } from "./chain.ts";
import { openChain } from "./chain.ts";
import { complete } from "./complete.ts";
import type { Fault } from "./faults.ts";
import { sortFaults } from "./faults.ts";
import { NAME, ScenarioText } from "./file.ts";
import type { TopFields } from "./period.ts";
import { periodOf } from "./period.ts";
import type { PoolDraft } from "./pools.ts";
import { poolDraft, tiesOf, withTries } from "./pools.ts";
import { queueDraft } from "./queues.ts";
import type { Reading } from "./reading.ts";
import { fieldsOf, Report } from "./report.ts";
import type { Actual, Period, Pool, Scenario } from "./scenario.ts";
import { Tables } from "./tables.ts";
import type { TextFiles } from "./textFiles.ts";
import type { Group, Tree } from "./tree.ts";
import { at, plain } from "./tree.ts";
import { durationInWords } from "./words.ts";

export type { FileRead } from "./chain.ts";
export type { TextFiles } from "./textFiles.ts";

/** A scenario with the text it was made from, or everything that is wrong with it. */
export type ReadResult =
  | {
      readonly scenario: Scenario;
      /** All files read, in this order: the scenario, what it starts from, and the CSV files. */
      readonly files: readonly FileRead[];
      /** What the files say once merged, as plain data; CSV files by the path under which they were opened. */
      readonly resolved: unknown;
    }
  | { readonly faults: readonly Fault[] };

/** More faults than anybody reads; the rest is counted. */
const MOST_FAULTS = 100;

/** Reads a scenario file and all that it names. Faults come all at once, sorted by file and line. */
export function readScenario(path: string, files: TextFiles): ReadResult {
  const chain = openChain(path, files);
  if ("faults" in chain) return { faults: sorted(chain.faults, [path]) };
  const report = new Report(chain.tree);
  const tables = new Tables(chain.tree, files, report);
  const scenario = checked(nameOf(path), { tree: chain.tree, tables, report });
  const read = [...chain.read, ...tables.read];
  if (scenario === undefined || report.faults.length > 0) {
    return {
      faults: sorted(
        report.faults,
        read.map((file) => file.path),
      ),
    };
  }
  return { scenario, files: read, resolved: plain(withPaths(chain.tree, files)) };
}

function sorted(faults: readonly Fault[], files: readonly string[]): readonly Fault[] {
  const inOrder = sortFaults(faults, files);
  const last = inOrder[MOST_FAULTS - 1];
  if (last === undefined || inOrder.length === MOST_FAULTS) return inOrder;
  const rest = inOrder.length - MOST_FAULTS;
  return [...inOrder.slice(0, MOST_FAULTS), { ...last, path: [], message: `${rest} more faults follow.` }];
}

/** "scenarios/2022-10.yaml" -> "2022-10". */
function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).replace(/\.(?:ya?ml|json)$/i, "");
}

function checked(name: string, reading: Reading): Scenario | undefined {
  const { tree, report } = reading;
  const fields = fieldsOf(ScenarioText, tree, [], report, ["queues", "pools"]);
  const period = periodOf(fields, reading);
  const kind = tree.entries.has("month") ? "month" : tree.entries.has("days") ? "days" : undefined;
  const queueDrafts = named("queues", reading).map(([queue, inside]) =>
    queueDraft(queue, inside, kind, reading),
  );
  const poolDrafts = named("pools", reading).map(([pool, inside]) =>
    poolDraft(pool, inside, queueDrafts, reading),
  );
  const tries = tiesOf(queueDrafts, poolDrafts, reading);
  checkWarmUp(fields, reading);
  const { about, warmUp, atEnd, interval, busyDays, draws, notes } = fields;
  return complete({
    name,
    about,
    seed: seedOf(tree),
    period,
    warmUp,
    atEnd,
    interval,
    busyDays,
    draws,
    queues: withTries(queueDrafts, tries),
    pools: poolsOf(poolDrafts),
    actuals: actualsFor(period, fields, reading),
    notes,
  });
}

/** The queues or pools as written, in that order. */
function named(word: "queues" | "pools", { tree, report }: Reading): readonly (readonly [string, Tree])[] {
  const written = tree.entries.get(word)?.tree;
  if (written === undefined) return [];
  if (written.kind !== "group" || written.entries.size === 0) {
    const noun = word === "queues" ? "queue" : "pool";
    report.value(
      [word],
      `there is no ${noun} here. Write at least one: its name, a colon, and its figures below.`,
    );
    return [];
  }
  return [...written.entries].map(([name, entry]) => {
    const parsed = NAME.safeParse(name);
    if (!parsed.success) report.word([word, name], parsed.error.issues[0]?.message ?? "");
    return [name, entry.tree];
  });
}

function checkWarmUp({ warmUp, interval }: TopFields, { tree, report }: Reading): void {
  if (warmUp === undefined || interval === undefined || Number.isInteger(warmUp / interval)) return;
  const step = durationInWords(interval);
  const message = `the warm-up of ${durationInWords(warmUp)} is not a whole number of intervals of ${step}.`;
  report.value(
    [tree.entries.has("warmUp") ? "warmUp" : "interval"],
    `${message} Write a multiple of ${step}.`,
  );
}

/** As written, so that the seed 007 is not the seed 7. */
function seedOf(tree: Group): string {
  const seed = tree.entries.get("seed")?.tree;
  return seed?.kind === "value" ? seed.source : "1";
}

function poolsOf(drafts: readonly PoolDraft[]): readonly Pool[] | undefined {
  const pools = drafts.map(({ pool }) => pool);
  return pools.every((pool) => pool !== undefined) ? pools : undefined;
}

function actualsFor(
  period: Period | undefined,
  fields: TopFields,
  reading: Reading,
): readonly Actual[] | undefined {
  if (fields.actuals === undefined) return [];
  const month = fields.actuals.month ?? (period?.kind === "month" ? period : undefined);
  if (month === undefined) {
    if (period !== undefined && at(reading.tree, ["actuals", "month"]) === undefined) {
      reading.report.missing(["actuals"], "month", "Write the month to read, such as month: 2022-10.");
    }
    return undefined;
  }
  const queues = reading.tree.entries.get("queues")?.tree;
  return actualsOf(
    fields.actuals.file,
    month,
    queues?.kind === "group" ? [...queues.entries.keys()] : [],
    reading,
  );
}

/** The same with every CSV file under the path by which it was opened, wherever it was named. */
function withPaths(tree: Group, files: TextFiles): Group {
  const entries = [...tree.entries].map(([word, entry]) => {
    const inside = entry.tree;
    if (inside.kind === "group" && word !== "where")
      return [word, { ...entry, tree: withPaths(inside, files) }] as const;
    if (inside.kind === "list")
      return [
        word,
        {
          ...entry,
          tree: {
            ...inside,
            items: inside.items.map((item) => (item.kind === "group" ? withPaths(item, files) : item)),
          },
        },
      ] as const;
    if (word !== "file" || inside.kind !== "value") return [word, entry] as const;
    return [
      word,
      { ...entry, tree: { ...inside, value: files.resolve(inside.place.file, inside.source) } },
    ] as const;
  });
  return { ...tree, entries: new Map(entries) };
}

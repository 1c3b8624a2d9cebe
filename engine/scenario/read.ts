import { SMALLEST_UNIFORM } from "../random/streams.ts";
import { unknownAt } from "../random/unknown.ts";
import { actualsOf } from "./actuals.ts";
import type { Chain, FileRead } from "./chain.ts";
import { openChain, withLayer } from "./chain.ts";
import type { Change } from "./change.ts";
import { withChanges } from "./change.ts";
import { complete } from "./complete.ts";
import { demandNotes } from "./describeDemand.ts";
import { changeTo } from "./draws.ts";
import type { Fault } from "./faults.ts";
import { sortFaults } from "./faults.ts";
import { NAME, ScenarioText } from "./file.ts";
import { placeOf } from "./figurePath.ts";
import { isHorizon } from "./horizon.ts";
import type { WithLearnt } from "./learnt.ts";
import { learntNotes, rowsAtEnds, withLearnt } from "./learnt.ts";
import type { TopFields } from "./period.ts";
import { periodOf } from "./period.ts";
import type { PoolDraft } from "./pools.ts";
import { poolDraft, tiesOf, withTries } from "./pools.ts";
import { PosteriorShelf } from "./posteriorFile.ts";
import { queueDraft } from "./queues.ts";
import type { Reading } from "./reading.ts";
import type { Parsed } from "./quantity.ts";
import { fieldsOf, pathWords, Report } from "./report.ts";
import type { Actual, Period, Pool, Scenario, Unknown } from "./scenario.ts";
import { switchOf } from "./switches.ts";
import { Tables, TableShelf } from "./tables.ts";
import type { TextFiles } from "./textFiles.ts";
import type { Group, Path, Tree } from "./tree.ts";
import { at, plain } from "./tree.ts";
import { unknownsOf } from "./unknowns.ts";
import { durationInWords } from "./words.ts";
import { requireFollowed, requirePeople } from "./followed.ts";
import { feedbackNotes } from "./describeWorkforce.ts";
import { workforceOf } from "./workforce.ts";

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

/** A scenario file that was opened once, to be read as it stands or with some figures changed. */
export interface OpenedScenario {
  /**
   * Reads it as if the changes stood in it. A change that is not as it should be is told of as a figure in the file
   * would be, with the change in place of line and column.
   */
  readonly read: (changes?: readonly Change[]) => ReadResult;
  /** The way in the files to a figure as planners write it: queues.101.talk.mean. */
  readonly placeOf: (words: readonly string[]) => Parsed<Path>;
}

/** Reads a scenario file and all that it names. Faults come all at once, sorted by file and line. */
export function readScenario(path: string, files: TextFiles): ReadResult {
  const opened = openScenario(path, files);
  return "faults" in opened ? opened : opened.read();
}

/**
 * Opens a scenario file and those it starts from, to read many variants of it: each file is parsed once.
 *
 * @param over What else is said, in another file, as by a scenario that starts from this one.
 */
export function openScenario(
  path: string,
  files: TextFiles,
  over?: Group,
): OpenedScenario | { readonly faults: readonly Fault[] } {
  const chain = openChain(path, files);
  if ("faults" in chain) return { faults: sorted(chain.faults, [path]) };
  const shelf = new TableShelf(files);
  const posteriors = new PosteriorShelf(files);
  const whole = over === undefined ? chain : withLayer(chain, over);
  return {
    read: (changes = []) => readTree(path, whole, shelf, withLearnt(path, whole, posteriors, changes)),
    placeOf: (words) => placeOf(words, whole.tree),
  };
}

function readTree(path: string, chain: Chain, shelf: TableShelf, found: WithLearnt): ReadResult {
  const { tree, learnt } = found;
  const report = new Report(tree);
  for (const fault of found.faults) report.elsewhere(fault);
  const tables = new Tables(tree, shelf, report);
  const scenario = checked(nameOf(path), { tree, tables, report });
  const read = [...chain.read, ...found.read, ...tables.read];
  if (scenario === undefined || report.faults.length > 0) {
    return {
      faults: sorted(
        report.faults,
        read.map((file) => file.path),
      ),
    };
  }
  const ranges = unknownsOf(tree);
  const faults = [
    ...ranges.flatMap((range) => endFaults(range, path, tree, shelf)),
    ...rowFaults(found.unknowns, path, tree, shelf),
  ];
  if (faults.length > 0) return { faults: sorted(faults, [path]) };
  const unknowns = [...ranges.map(({ unknown }) => unknown), ...found.unknowns];
  return {
    scenario: {
      ...scenario,
      ...(learnt === null ? {} : { learnt, notes: [...learntNotes(learnt), ...scenario.notes] }),
      ...(unknowns.length === 0 ? {} : { unknowns }),
    },
    files: read,
    resolved: plain(withPaths(tree, shelf)),
  };
}

/** What would be wrong with the file at the lowest or the highest that an unknown figure can be. */
function endFaults(
  { unknown, path }: { readonly unknown: Unknown; readonly path: Path },
  file: string,
  whole: Group,
  shelf: TableShelf,
): readonly Fault[] {
  const entry = at(whole, path);
  for (const u of [SMALLEST_UNIFORM, 1 - SMALLEST_UNIFORM]) {
    const change = changeTo(unknown, unknownAt(unknown.distribution, unknown.whole, u), "");
    const first = faultWith([change], file, whole, shelf);
    if (first === null) continue;
    const end = u < 0.5 ? "lowest" : "highest";
    const message = `at the ${end} that this can be, the file is at fault. ${first}`;
    return [{ ...(entry?.key ?? whole.place), path: pathWords(path), message }];
  }
  return [];
}

/** What would be wrong with the file in the rows in which a figure that was learnt is lowest or highest. */
function rowFaults(
  unknowns: readonly Unknown[],
  file: string,
  whole: Group,
  shelf: TableShelf,
): readonly Fault[] {
  const entry = at(whole, ["learnt", "from"]);
  for (const row of rowsAtEnds(unknowns)) {
    const changes = unknowns.map((each) => changeTo(each, unknownAt(each.distribution, each.whole, row), ""));
    const first = faultWith(changes, file, whole, shelf);
    if (first === null) continue;
    const drawn = changes.map(({ asked }) => asked).join("; ");
    const message = `with values that were learnt (${drawn}) the file is at fault. ${first}`;
    return [{ ...(entry?.key ?? whole.place), path: ["learnt", "from"], message }];
  }
  return [];
}

/** The first thing that is wrong with a file once some figures are changed; null if all is well. */
function faultWith(changes: readonly Change[], file: string, whole: Group, shelf: TableShelf): string | null {
  const { tree } = withChanges(whole, file, changes);
  const report = new Report(tree);
  checked("", { tree, tables: new Tables(tree, shelf, report), report });
  const [first] = report.faults;
  if (first === undefined) return null;
  return `${first.change === undefined ? `${first.path.join(" › ")}: ` : ""}${first.message}`;
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
  const fields = fieldsOf(ScenarioText, tree, [], report, ["queues", "pools", "switches", "workforce"]);
  const period = periodOf(fields, reading);
  const kind = ["month", "months"].some((word) => tree.entries.has(word))
    ? "month"
    : tree.entries.has("days")
      ? "days"
      : undefined;
  const switchNames = namesIn("switches", tree);
  const queueDrafts = named("queues", reading).map(([queue, inside]) =>
    queueDraft(queue, inside, kind, switchNames, reading),
  );
  const poolDrafts = named("pools", reading).map(([pool, inside]) =>
    poolDraft(pool, inside, queueDrafts, switchNames, reading),
  );
  const names = {
    queues: queueDrafts.map((queue) => queue.name),
    pools: poolDrafts.map((pool) => pool.name),
  };
  const switches =
    switchNames.length === 0
      ? []
      : named("switches", reading).map(([one, inside]) => switchOf(one, inside, names, reading));
  const tries = tiesOf(queueDrafts, poolDrafts, reading);
  checkWarmUp(fields, reading);
  const { about, warmUp, atEnd, interval, busyDays, draws, notes } = fields;
  const pools = poolsOf(poolDrafts);
  const workforce = workforceOf(poolDrafts, reading);
  requirePeople(workforce, pools ?? [], reading);
  if (workforce) requireFollowed(workforce, period, pools ?? [], reading);
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
    pools,
    switches: switches.every((one) => one !== undefined) ? switches : undefined,
    workforce,
    actuals: actualsFor(period, fields, reading),
    notes: notes && [
      ...notes,
      ...queueDrafts.flatMap(({ queue }) => (queue ? demandNotes(queue) : [])),
      ...feedbackNotes(workforce ?? null, pools ?? []),
    ],
  });
}

/** The names below a word, as written; none if it is not there. */
function namesIn(word: string, tree: Group): readonly string[] {
  const written = tree.entries.get(word)?.tree;
  return written?.kind === "group" ? [...written.entries.keys()] : [];
}

/** The queues, pools or switches as written, in that order. */
function named(
  word: "queues" | "pools" | "switches",
  { tree, report }: Reading,
): readonly (readonly [string, Tree])[] {
  const written = tree.entries.get(word)?.tree;
  if (written === undefined) return [];
  if (written.kind !== "group" || written.entries.size === 0) {
    const noun = { queues: "queue", pools: "pool", switches: "switch" }[word];
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
  if (fields.actuals.month === undefined && period !== undefined && isHorizon(period)) {
    reading.report.word(
      ["actuals"],
      "published figures stand beside a single month. Leave them out (actuals: null) where several are counted.",
    );
    return undefined;
  }
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
function withPaths(tree: Group, shelf: TableShelf): Group {
  const entries = [...tree.entries].map(([word, entry]) => {
    const inside = entry.tree;
    if (inside.kind === "group" && word !== "where")
      return [word, { ...entry, tree: withPaths(inside, shelf) }] as const;
    if (inside.kind === "list")
      return [
        word,
        {
          ...entry,
          tree: {
            ...inside,
            items: inside.items.map((item) => (item.kind === "group" ? withPaths(item, shelf) : item)),
          },
        },
      ] as const;
    if (word !== "file" || inside.kind !== "value") return [word, entry] as const;
    return [
      word,
      { ...entry, tree: { ...inside, value: shelf.resolve(inside.place.file, inside.source) } },
    ] as const;
  });
  return { ...tree, entries: new Map(entries) };
}

import { unknownAt } from "../random/unknown.ts";
import type { Change } from "../scenario/change.ts";
import { figureTree } from "../scenario/change.ts";
import type { Fault } from "../scenario/faults.ts";
import { describeFault, sortFaults } from "../scenario/faults.ts";
import { parsePath, pathText } from "../scenario/figurePath.ts";
import { figureText } from "../scenario/measured.ts";
import { merge } from "../scenario/merge.ts";
import { type FileRead, type OpenedScenario, openScenario } from "../scenario/read.ts";
import { fieldsOf, Report } from "../scenario/report.ts";
import type { Actual, ActualMeasure, Scenario } from "../scenario/scenario.ts";
import type { TextFiles } from "../scenario/textFiles.ts";
import { MOST_SCENARIO_BYTES } from "../scenario/textFiles.ts";
import type { Group, Tree } from "../scenario/tree.ts";
import { plain, treeOf } from "../scenario/tree.ts";
import { listInWords, plural, quoted } from "../scenario/words.ts";
import type { Calibration, Match, MonthRoom, Movable, Structure } from "./calibration.ts";
import { CalibrationText, StructureText } from "./calibrationText.ts";

export type CalibrationRead =
  | { readonly calibration: Calibration; readonly files: readonly FileRead[] }
  | { readonly faults: readonly Fault[] };

/** Two published figures and a monthly one leave nothing to judge a common figure by with fewer months. */
const FEWEST_MONTHS = 2;

/** Places in the priors at which all figures are tried together. */
const EXTREMES = [0.001, 0.999];

/** Reads a calibration file and the scenarios of all its months. Faults come all at once. */
export function readCalibration(path: string, files: TextFiles): CalibrationRead {
  const opened = files.read(path, MOST_SCENARIO_BYTES);
  if ("problem" in opened) return { faults: [inFile(path, opened.problem)] };
  const grown = treeOf(path, opened.text);
  if ("faults" in grown) return grown;
  const { tree } = grown;
  if (tree?.kind !== "group") {
    return { faults: [inFile(path, "this is not a calibration. Begin with about: and one sentence.")] };
  }
  return new CalibrationReader(path, tree, files, { path, text: opened.text }).read();
}

function inFile(file: string, message: string): Fault {
  return { file, line: null, column: null, path: [], message };
}

class CalibrationReader {
  private readonly path: string;
  private readonly tree: Group;
  private readonly files: TextFiles;
  private readonly report: Report;
  /** By path: each file once, however many structures use it. */
  private readonly filesRead = new Map<string, FileRead>();

  constructor(path: string, tree: Group, files: TextFiles, own: FileRead) {
    this.path = path;
    this.tree = tree;
    this.files = files;
    this.report = new Report(tree);
    this.filesRead.set(path, own);
  }

  read(): CalibrationRead {
    const fields = fieldsOf(CalibrationText, this.tree, [], this.report);
    const { scenarios, match, about, seed, readings, spreadBetweenMonths } = fields;
    this.refuseRepeats(scenarios ?? [], match ?? []);
    // Figures and months are looked at though what is matched is at fault, so that all faults come at once.
    const structures = scenarios === undefined ? [] : this.structures(scenarios, withBasis(match ?? []));
    if (this.report.faults.length > 0 || structures.some((one) => one === null)) {
      return { faults: this.faults() };
    }
    const found = structures as readonly Structure[];
    return {
      calibration: {
        about: about!,
        seed: String(seed!),
        months: found[0]!.months.map(({ month }) => month),
        match: withBasis(match!),
        readings: readings!,
        spreadBetweenMonths: spreadBetweenMonths!,
        structures: found,
      },
      files: [...this.filesRead.values()],
    };
  }

  /** The same fault of a month's file is found in every structure, and told of once. */
  private faults(): readonly Fault[] {
    const once = new Map(this.report.faults.map((fault) => [describeFault(fault), fault]));
    return sortFaults([...once.values()], [this.path]);
  }

  private refuseRepeats(
    scenarios: readonly string[],
    match: readonly Pick<Match, "queue" | "figure">[],
  ): void {
    if (scenarios.length > 0 && scenarios.length < FEWEST_MONTHS) {
      this.report.value(
        ["scenarios"],
        "one month alone says nothing of what months have in common. Write the files of at least two.",
      );
    }
    scenarios.forEach((file, i) => {
      if (scenarios.indexOf(file) < i)
        this.report.value(["scenarios", i], `${quoted(file)} is named twice. Leave one out.`);
    });
    match.forEach(({ queue, figure }, i) => {
      if (match.findIndex((each) => each.queue === queue && each.figure === figure) < i)
        this.report.value(["match", i], `${figure} of ${quoted(queue)} is named twice. Leave one out.`);
    });
  }

  private structures(scenarios: readonly string[], match: readonly Match[]): readonly (Structure | null)[] {
    const written = this.tree.entries.get("structures")?.tree;
    if (written?.kind !== "group") return [null];
    if (written.entries.size === 0) {
      this.report.value(["structures"], "there is none. Write a name, and about: and a sentence below.");
    }
    return [...written.entries].map(([name, { tree }]) => this.structure(name, tree, scenarios, match));
  }

  private structure(
    name: string,
    tree: Tree,
    scenarios: readonly string[],
    match: readonly Match[],
  ): Structure | null {
    const before = this.report.faults.length;
    const fields = fieldsOf(StructureText, tree, ["structures", name], this.report);
    if (this.report.faults.length > before || tree.kind !== "group") return null;
    const over = bothOf(groupIn(this.tree, "scenario"), groupIn(tree, "scenario"));
    const own = (["common", "monthly"] as const).flatMap((word) =>
      rangesIn(tree, word, ["structures", name]),
    );
    // What a structure says of a figure goes before what is said for all.
    const of = (word: "common" | "monthly"): readonly Ranged[] => [
      ...rangesIn(this.tree, word, []).filter(({ figure }) => own.every((each) => each.figure !== figure)),
      ...own.filter((each) => each.word === word),
    ];
    const [common, monthly] = [of("common"), of("monthly")];
    const ranged = [...common, ...monthly];
    if (ranged.length === 0) {
      this.report.value(["structures", name], "no figure may move. Write some under common or monthly.");
      return null;
    }
    const months = scenarios.map((file, i) => this.month(file, i, over, ranged, match));
    if (months.some((month) => month === null)) return null;
    const found = months as readonly Opened[];
    const [first] = found;
    const repeated = found.find(
      ({ room }, i) => found.findIndex((each) => each.room.month === room.month) < i,
    );
    if (repeated !== undefined) {
      this.report.value(["scenarios"], `two files are of ${repeated.room.month}. Leave one out.`);
      return null;
    }
    const movable = first!.movable;
    if (this.refuseApart(name, movable, found)) return null;
    return {
      name,
      about: fields.about!,
      scenario: over === undefined ? null : plain(over),
      common: movable.slice(0, common.length),
      monthly: movable.slice(common.length),
      months: found.map(({ room }) => room),
    };
  }

  /**
   * Figures that may each be what they like may still not go together, such as shares that add to more than the whole:
   * better said here than when a search comes there after an hour. True, and reported, if they do not.
   */
  private refuseApart(name: string, movable: readonly Movable[], months: readonly Opened[]): boolean {
    for (const place of EXTREMES) {
      const values = movable.map(({ prior, whole }) => unknownAt(prior, whole, place));
      for (const { room } of months) {
        try {
          room.at(values);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          const where = place < 0.5 ? "lowest" : "highest";
          this.report.value(
            ["structures", name],
            `the figures that may move do not go together when all are at their ${where}. ${error.message}`,
          );
          return true;
        }
      }
    }
    return false;
  }

  /** Reads one month in one structure, with the ranges in it. Null, and reported, if it is not as it should be. */
  private month(
    file: string,
    place: number,
    over: Group | undefined,
    ranged: readonly Ranged[],
    match: readonly Match[],
  ): Opened | null {
    const path = this.files.resolve(this.path, file);
    const opened = openScenario(path, this.files, over);
    if ("faults" in opened) {
      for (const fault of opened.faults) this.report.elsewhere(fault);
      return null;
    }
    const before = this.report.faults.length;
    const figures = ranged.map((each) => this.figureOf(each, opened));
    if (this.report.faults.length > before) {
      // A figure may lead nowhere because of a fault in the file itself, which is then the one to put right.
      const alone = opened.read([]);
      if ("faults" in alone) for (const fault of alone.faults) this.report.elsewhere(fault);
      return null;
    }
    figures.forEach((figure, i) => {
      if (figures.indexOf(figure) < i)
        this.report.word(ranged[i]!.at, `${quoted(figure!)} is named twice. Leave one out.`);
    });
    if (this.report.faults.length > before) return null;
    const changes = ranged.map((each): Change => ({
      path: each.words,
      value: each.tree,
      asked: this.asked(each),
    }));
    const result = opened.read(changes);
    if ("faults" in result) {
      for (const fault of result.faults) this.report.elsewhere(fault);
      return null;
    }
    for (const read of result.files) this.filesRead.set(read.path, read);
    const { scenario } = result;
    const movable = figures.map((figure, i) => this.movableOf(figure!, ranged[i]!, scenario));
    const month = this.monthOf(scenario, file, place);
    const reported = match.map((each, i) => this.reportedIn(scenario, each, i, file));
    if (month === null || movable.includes(null) || reported.includes(null)) return null;
    const known = movable as readonly Movable[];
    return {
      movable: known,
      room: {
        month,
        scenario,
        reported: reported as readonly number[],
        at: roomAt(opened, ranged, known, file),
      },
    };
  }

  private asked({ word, path, figure }: Ranged): string {
    const { line, column } = path;
    return `${this.path}:${line ?? 1}:${column ?? 1} ${word} › ${figure}`;
  }

  /** The figure by its whole path, kinds of distributions filled in. */
  private figureOf(ranged: Ranged, opened: OpenedScenario): string | null {
    if ("problem" in ranged.parsed) {
      this.report.word(ranged.at, ranged.parsed.problem);
      return null;
    }
    const place = opened.placeOf(ranged.words);
    if ("problem" in place) {
      this.report.word(ranged.at, place.problem);
      return null;
    }
    return pathText(place.value);
  }

  private movableOf(figure: string, ranged: Ranged, { unknowns = [] }: Scenario): Movable | null {
    const found = unknowns.find((unknown) => unknown.figure === figure);
    if (found === undefined) {
      this.report.value(
        ranged.at,
        "this says no range. Write { low: ..., central: ..., high: ..., basis: ... } for what it may be.",
      );
      return null;
    }
    const { unit, whole, distribution: prior, central, basis } = found;
    return { figure, unit, whole, prior, central, basis };
  }

  private monthOf({ period }: Scenario, file: string, place: number): string | null {
    if (period.kind === "month" && (period.months ?? 1) === 1) {
      return `${period.year}-${String(period.month).padStart(2, "0")}`;
    }
    this.report.value(
      ["scenarios", place],
      `${quoted(file)} is not of one calendar month, which published figures are of. Name a file with month: in it.`,
    );
    return null;
  }

  private reportedIn(
    scenario: Scenario,
    { queue, figure }: Match,
    place: number,
    file: string,
  ): number | null {
    const names = scenario.queues.map((each) => each.name);
    if (!names.includes(queue)) {
      this.report.value(
        ["match", place, "queue"],
        `${file} has no queue ${quoted(queue)}. Its queues are ${listInWords(names.map(quoted))}.`,
      );
      return null;
    }
    const value = reportedFigure(scenario.actuals, queue, figure);
    if (value === null) {
      const needed =
        figure === "attrition" ? "received and not_answered, or not_answered_pct," : "mean_queue_s";
      this.report.value(
        ["match", place],
        `${file} has no published figure for it. Give ${needed} of ${quoted(queue)} in its actuals, or leave this out.`,
      );
    }
    return value;
  }
}

function groupIn(tree: Group, word: string): Group | undefined {
  const inside = tree.entries.get(word)?.tree;
  return inside?.kind === "group" ? inside : undefined;
}

/** What is said for all structures, and by one of them on top. */
function bothOf(all: Group | undefined, one: Group | undefined): Group | undefined {
  return all === undefined || one === undefined ? (one ?? all) : merge(all, one);
}

/** What one month's file says, opened. */
interface Opened {
  readonly movable: readonly Movable[];
  readonly room: MonthRoom;
}

/** A figure with its range as written. */
interface Ranged {
  readonly word: "common" | "monthly";
  readonly figure: string;
  readonly at: readonly string[];
  readonly path: { readonly line: number | null; readonly column: number | null };
  readonly parsed: ReturnType<typeof parsePath>;
  readonly words: readonly string[];
  readonly tree: Tree;
}

function rangesIn(tree: Group, word: Ranged["word"], base: readonly string[]): readonly Ranged[] {
  const written = tree.entries.get(word)?.tree;
  if (written?.kind !== "group") return [];
  return [...written.entries].map(([figure, entry]) => {
    const parsed = parsePath(figure);
    return {
      word,
      figure,
      at: [...base, word, figure],
      path: entry.key,
      parsed,
      words: "value" in parsed ? parsed.value : [],
      tree: entry.tree,
    };
  });
}

function withBasis(
  match: readonly (Omit<Match, "basis"> & { readonly basis?: string | undefined })[],
): readonly Match[] {
  return match.map(({ queue, figure, discrepancy, basis = null }) => ({ queue, figure, discrepancy, basis }));
}

function roomAt(
  opened: OpenedScenario,
  ranged: readonly Ranged[],
  movable: readonly Movable[],
  file: string,
): MonthRoom["at"] {
  return (values) => {
    const changes = movable.map(({ figure, unit }, i): Change => {
      const text = figureText(values[i]!, unit);
      return { path: ranged[i]!.words, value: figureTree(text), asked: `${figure}=${text}` };
    });
    const result = opened.read(changes);
    if ("scenario" in result) return result.scenario;
    const said = result.faults.map(describeFault).join("; ");
    throw new RangeError(
      `${file}: ${plural(result.faults.length, "fault")} with ${changes.map(({ asked }) => asked).join(", ")}: ${said}`,
    );
  };
}

/**
 * A figure as it was published, as a share or in seconds; null if it was not. Attrition comes from the counts where they
 * are printed, since they are exact.
 */
export function reportedFigure(
  actuals: readonly Actual[],
  queue: string,
  figure: Match["figure"],
): number | null {
  const published = (measure: ActualMeasure): number | undefined =>
    actuals.find((each) => each.queue === queue && each.measure === measure)?.value;
  if (figure === "mean wait") return published("mean_queue_s") ?? null;
  const [received, lost, percent] = [
    published("received"),
    published("not_answered"),
    published("not_answered_pct"),
  ];
  if (received !== undefined && lost !== undefined && received > 0) return lost / received;
  return percent === undefined ? null : percent / 100;
}

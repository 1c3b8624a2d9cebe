import { parse } from "csv-parse/sync";
import { nearest, suggestion } from "../../engine/scenario/faults.ts";
import { MOST_TABLE_BYTES } from "../../engine/scenario/textFiles.ts";
import { quoted } from "../../engine/scenario/words.ts";
import type { Assumption, SourceConflict, SourceEntry } from "../../reports/paper/evidence.ts";
import { UserError } from "../exit.ts";
import { textFiles } from "../files.ts";

/*
 * Tables that a study names: what is assumed, what was published, and where papers disagree.
 */

type Row = Readonly<Record<string, string>>;

/** Words of tables that mean the same. */
const SAME: Readonly<Record<string, string>> = { parameter: "figure" };

/**
 * Figures that are not measurements of this force's.
 *
 * @throws UserError with what is wrong with the table.
 */
export function readAssumptions(file: string): readonly Omit<Assumption, "impact">[] {
  return rowsOf(
    file,
    ["figure", "unit", "low", "central", "high", "basis"],
    ["kind", "source", "quality"],
  ).map((row) => {
    const { kind, basis } = apart(row);
    return {
      figure: row["figure"]!,
      unit: row["unit"]!,
      low: row["low"]!,
      central: row["central"]!,
      high: row["high"]!,
      kind,
      basis,
      source: row["source"] ?? "",
      quality: row["quality"] ?? "",
    };
  });
}

/** "JUDGEMENT, no source: how long …" says the kind before the basis, where no column does. */
function apart({ kind, basis = "" }: Row): { readonly kind: string; readonly basis: string } {
  const parts = /^([A-Z]{4,})\b[\s,:.]*(\S[\s\S]*)?$/.exec(basis);
  if ((kind ?? "") !== "" || parts === null) return { kind: kind ?? "", basis };
  return { kind: parts[1]!.toLowerCase(), basis: parts[2] ?? "" };
}

/** @throws UserError with what is wrong with the table. */
export function readSources(file: string): readonly SourceEntry[] {
  return rowsOf(file, ["key", "title", "publisher", "date", "used"], ["address"]).map((row) => ({
    key: row["key"]!,
    title: row["title"]!,
    publisher: row["publisher"]!,
    date: row["date"]!,
    address: row["address"] ?? "",
    used: row["used"]!,
  }));
}

/** @throws UserError with what is wrong with the table. */
export function readConflicts(file: string): readonly SourceConflict[] {
  return rowsOf(file, ["figure", "one", "other", "chosen", "why"], []).map((row) => ({
    figure: row["figure"]!,
    one: row["one"]!,
    other: row["other"]!,
    chosen: row["chosen"]!,
    why: row["why"]!,
  }));
}

function rowsOf(file: string, needed: readonly string[], others: readonly string[]): readonly Row[] {
  const opened = textFiles().read(file, MOST_TABLE_BYTES);
  if ("problem" in opened) throw new UserError(opened.problem);
  let lines: string[][];
  try {
    lines = parse(opened.text, { bom: true, skip_empty_lines: true, relax_column_count: false });
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
    throw new UserError(`${file} cannot be read as a table (CSV): ${why}.`);
  }
  const [written = [], ...rows] = lines;
  const head = written.map((word) => SAME[word.trim()] ?? word.trim());
  const known = [...needed, ...others];
  const unknown = head.filter((word) => !known.includes(word));
  // Who writes "titel" need not be told as well that "title" is missing.
  const meant = unknown.map((word) => nearest(word, known));
  const missing = needed.filter((word) => !head.includes(word) && !meant.includes(word));
  const problems = [
    ...unknown.map(
      (word) => `${file}:1: ${quoted(word)} is not a column used here. ${suggestion(word, known)}`,
    ),
    ...(missing.length === 0
      ? []
      : [
          `${file}:1: ${missing.map(quoted).join(", ")} ${missing.length === 1 ? "is" : "are"} missing. The columns are ${known.join(", ")}.`,
        ]),
  ];
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return rows.map((cells) => Object.fromEntries(head.map((word, i) => [word, (cells[i] ?? "").trim()])));
}

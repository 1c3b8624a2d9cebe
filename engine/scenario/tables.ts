import type { CsvError, Info } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { FileRead } from "./chain.ts";
import { suggestion } from "./faults.ts";
import type { TableText } from "./figures.ts";
import type { Report } from "./report.ts";
import type { TextFiles } from "./textFiles.ts";
import { MOST_TABLE_BYTES } from "./textFiles.ts";
import type { Group, Path } from "./tree.ts";
import { at } from "./tree.ts";
import { listInWords, plural, quoted } from "./words.ts";

/** A CSV file, opened. */
export interface Table {
  readonly file: string;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
}

/** One row: a cell for each heading. */
export interface Row {
  /** In the file, from 1: the row that a spreadsheet shows. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A column of a CSV file, or of some of its rows. */
export interface Column {
  readonly file: string;
  readonly heading: string;
  readonly cells: readonly { readonly line: number; readonly text: string }[];
  /** Which rows it has, for messages: `with channel "999"`, or nothing. */
  readonly which: string;
}

/** What a cell must hold. `null` from `problem` means that all is well. */
export interface CellRule {
  readonly problem: (value: number) => string | null;
}

const MOST_CELL_FAULTS = 5;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A CSV file as it was found, with its text if it could be opened. */
type Opened = { readonly problem: string } | { readonly text: string; readonly parsed: ParsedTable };

/** CSV files by their paths: read and parsed once, however many variants of a scenario name them. */
export class TableShelf {
  private readonly files: TextFiles;
  private readonly opened = new Map<string, Opened>();

  constructor(files: TextFiles) {
    this.files = files;
  }

  /** The path of a file that the file `from` calls `name`. */
  resolve(from: string, name: string): string {
    return this.files.resolve(from, name);
  }

  open(file: string): Opened {
    const known = this.opened.get(file);
    if (known !== undefined) return known;
    const found = this.files.read(file, MOST_TABLE_BYTES);
    const opened = "problem" in found ? found : { text: found.text, parsed: parseTable(file, found.text) };
    this.opened.set(file, opened);
    return opened;
  }
}

/** The CSV files that one reading of a scenario names. What is wrong with a file is reported once. */
export class Tables {
  /** Files read so far, in that order. */
  readonly read: FileRead[] = [];
  private readonly opened = new Map<string, Table | null>();
  private readonly tree: Group;
  private readonly shelf: TableShelf;
  private readonly report: Report;

  constructor(tree: Group, shelf: TableShelf, report: Report) {
    this.tree = tree;
    this.shelf = shelf;
    this.report = report;
  }

  /**
   * The table named by the word `file` in the group at `path`, which is looked for from the folder of the file in
   * which it is named. Undefined, and reported, if it cannot be read.
   */
  open(name: string, path: Path): Table | undefined {
    const where = [...path, "file"];
    const named = at(this.tree, where);
    if (named === undefined) return undefined;
    const file = this.shelf.resolve(named.tree.place.file, name);
    const known = this.opened.get(file);
    if (known !== undefined) return known ?? undefined;
    this.opened.set(file, null);
    const found = this.shelf.open(file);
    if ("problem" in found) {
      this.report.value(where, found.problem);
      return undefined;
    }
    this.read.push({ path: file, text: found.text });
    const { parsed } = found;
    if ("problem" in parsed) {
      this.report.elsewhere({ file, line: parsed.line, column: null, path: [], message: parsed.problem });
      return undefined;
    }
    if (parsed.table.rows.length === 0) {
      this.report.value(where, `${quoted(name)} has no rows below its headings.`);
      return undefined;
    }
    this.opened.set(file, parsed.table);
    return parsed.table;
  }

  /** A column of a file. Undefined, and reported, if there is no such thing. */
  column(wanted: TableText, path: Path): Column | undefined {
    const table = this.open(wanted.file, path);
    if (table === undefined) return undefined;
    const column = this.headingIn(table, wanted.column, [...path, "column"]);
    const filters = Object.entries(wanted.where ?? {}).map(([heading, text]) => ({
      column: this.headingIn(table, heading, [...path, "where", heading]),
      text,
    }));
    if (column === undefined || filters.some((filter) => filter.column === undefined)) return undefined;
    const rows = table.rows.filter((row) =>
      filters.every((filter) => row.cells[filter.column ?? 0] === filter.text),
    );
    const which = Object.entries(wanted.where ?? {}).map(([heading, text]) => `${heading} ${quoted(text)}`);
    if (rows.length === 0) {
      this.report.value([...path, "where"], `no row of ${quoted(wanted.file)} has ${listInWords(which)}.`);
      return undefined;
    }
    return {
      file: table.file,
      heading: wanted.column,
      cells: rows.map((row) => ({ line: row.line, text: row.cells[column] ?? "" })),
      which: which.length === 0 ? "" : ` with ${listInWords(which)}`,
    };
  }

  /** The numbers of a column. Undefined, and reported with row and column, if a cell is not as it must be. */
  numbers(column: Column, rule: CellRule): number[] | undefined {
    let wrong = 0;
    let last = 0;
    const values = column.cells.map(({ line, text }) => {
      const value = NUMBER.test(text) ? Number(text) : NaN;
      const problem = !Number.isFinite(value) ? notANumber(text) : rule.problem(value);
      if (problem === null) return value;
      if (++wrong <= MOST_CELL_FAULTS) this.cell(column, line, problem);
      last = line;
      return value;
    });
    if (wrong > MOST_CELL_FAULTS) {
      const more = plural(wrong - MOST_CELL_FAULTS, "cell");
      this.cell(column, last, `${more} more of this column are at fault, the last one here.`);
    }
    return wrong === 0 ? values : undefined;
  }

  private cell(column: Column, line: number, message: string): void {
    const path = [`row ${line}`, `column ${column.heading}`];
    this.report.elsewhere({ file: column.file, line, column: null, path, message });
  }

  private headingIn(table: Table, heading: string, path: Path): number | undefined {
    const found = table.headings.indexOf(heading);
    if (found < 0) {
      const words = table.headings.filter((name) => name !== "");
      this.report.value(
        path,
        `${quoted(table.file)} has no column ${quoted(heading)}. ${suggestion(heading, words)}`,
      );
      return undefined;
    }
    if (table.headings.includes(heading, found + 1)) {
      this.report.value(
        path,
        `${quoted(table.file)} has two columns ${quoted(heading)}. Give one another heading.`,
      );
      return undefined;
    }
    return found;
  }
}

function notANumber(text: string): string {
  if (text === "") return "the cell is empty. Write a number.";
  const plainer = text.replace(/[,%\s]/g, "");
  return `${quoted(text)} is not a number. Write ${NUMBER.test(plainer) ? quoted(plainer) : "digits, such as 0.6"}.`;
}

type ParsedTable = { readonly table: Table } | { readonly line: number | null; readonly problem: string };

function parseTable(file: string, text: string): ParsedTable {
  let records: { readonly record: readonly string[]; readonly info: Info }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: true,
    }) as unknown as typeof records;
  } catch (thrown) {
    return brokenTable(thrown);
  }
  const [first, ...rest] = records;
  if (first === undefined)
    return { line: null, problem: "the file is empty. Write a line of headings, then the rows." };
  const headings = first.record;
  for (const { record, info } of rest) {
    if (record.length !== headings.length) {
      const problem =
        `row ${info.lines} has ${plural(record.length, "cell")}, but there are ${plural(headings.length, "heading")}. ` +
        "Put a text with commas in quotes, and leave commas out of numbers.";
      return { line: info.lines, problem };
    }
  }
  return {
    table: { file, headings, rows: rest.map(({ record, info }) => ({ line: info.lines, cells: record })) },
  };
}

function brokenTable(thrown: unknown): ParsedTable {
  const { code, lines } = thrown as Partial<CsvError & { lines: number }>;
  if (code === undefined) throw thrown;
  const line = lines ?? null;
  const problem = code.includes("QUOTE")
    ? "a quotation mark stands alone here. Put quotation marks on both sides of a text, or leave both out."
    : "this row cannot be read as values with commas between them.";
  return { line, problem };
}

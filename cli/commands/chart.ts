import { existsSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Chart } from "../../reports/chart.ts";
import { chartOf } from "../../reports/charts.ts";
import { chartMarkdown } from "../../reports/chartText.ts";
import { tableCsv } from "../../reports/dataTable.ts";
import { render } from "../../reports/render.ts";
import { ChartFault, readResult, type Result } from "../../reports/results.ts";
import { EXIT, UserError } from "../exit.ts";
import { textFiles } from "../files.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";

export interface ChartOptions {
  readonly name: string;
  readonly results: readonly string[];
  readonly out: string | undefined;
  readonly overwrite: boolean;
  readonly queue: string | undefined;
  readonly measure: string | undefined;
  readonly title: string | undefined;
  readonly source: string | undefined;
  readonly scale: number;
}

/** Files that hold results in the folders which commands write with --out. */
const IN_FOLDERS = ["results.json", "comparison.json", "people.json"];
const MOST_BYTES = 256_000_000;
const SCALES = { low: 0.5, high: 8 };

type Ending = ".vl.json" | ".svg" | ".png";
const ENDINGS: readonly Ending[] = [".vl.json", ".svg", ".png"];

/** `fcrsim chart`: a chart of results that are there, as specification, SVG and PNG, with its figures and its text. */
export async function chart(options: ChartOptions): Promise<number> {
  const { name, out, overwrite, scale } = options;
  if (!(scale >= SCALES.low && scale <= SCALES.high)) {
    throw new UserError(`--scale ${scale}: write a number from ${SCALES.low} to ${SCALES.high}.`);
  }
  const ending = out === undefined ? null : endingOf(out);
  if (out !== undefined) requireWritable(out, ending, options);
  const drawn = inUsersWords(() =>
    chartOf(name, options.results.map(read), {
      title: options.title ?? null,
      source: options.source ?? null,
      queue: options.queue ?? null,
      measure: options.measure ?? null,
    }),
  );
  const spec = `${JSON.stringify(drawn.spec, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(spec);
  } else if (ending === null) {
    writeFolder(out, overwrite, await filesOf(name, drawn, spec, scale));
  } else {
    write(out, overwrite, ending === ".vl.json" ? spec : await picture(drawn, ending, scale));
  }
  return EXIT.done;
}

async function filesOf(
  name: string,
  drawn: Chart,
  spec: string,
  scale: number,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { svg, png } = await render(drawn.spec, scale);
  return new Map<string, string | Uint8Array>([
    [`${name}.vl.json`, spec],
    [`${name}.svg`, svg],
    [`${name}.png`, png],
    [`${name}.csv`, tableCsv(drawn.table)],
    [`${name}.md`, chartMarkdown(drawn)],
  ]);
}

async function picture(
  { spec }: Chart,
  ending: ".svg" | ".png",
  scale: number,
): Promise<string | Uint8Array> {
  const { svg, png } = await render(spec, scale);
  return ending === ".svg" ? svg : png;
}

/** What a file is to be, by the end of its name; null for a folder. @throws UserError for what cannot be written. */
function endingOf(out: string): Ending | null {
  const ending = ENDINGS.find((each) => out.endsWith(each));
  if (ending !== undefined) return ending;
  const other = /\.(json|jpe?g|gif|pdf|webp|html?|docx|csv|md|txt)$/i.exec(out)?.[0];
  if (other !== undefined) {
    throw new UserError(
      `--out ${out}: charts are written as .png, .svg or .vl.json, not as ${other}. A name without an ending is a folder with all of them.`,
    );
  }
  return null;
}

function requireWritable(
  out: string,
  ending: Ending | null,
  { name, results, overwrite }: ChartOptions,
): void {
  if (ending === null) {
    const own = [...ENDINGS, ".csv", ".md"].map((each) => `${name}${each}`);
    requireNewFolder(out, overwrite, own);
    return;
  }
  if (results.some((file) => resolve(file) === resolve(out))) {
    throw new UserError(`--out ${out} is one of the results that are read. Name another file.`);
  }
  if (!existsSync(out)) return;
  if (!statSync(out).isFile()) throw new UserError(`--out ${out}: that is not a file. Name another.`);
  if (!overwrite) {
    throw new UserError(`--out ${out} exists already. Name a new file, or add --overwrite to replace it.`);
  }
}

function write(out: string, overwrite: boolean, content: string | Uint8Array): void {
  try {
    writeFileSync(out, content, { flag: overwrite ? "w" : "wx" });
  } catch (error) {
    throw new UserError(
      `--out ${out} could not be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** @throws UserError if the file cannot be read. */
function read(path: string): Result {
  const file = fileOf(path);
  const found = textFiles().read(file, MOST_BYTES);
  if ("problem" in found) throw new UserError(found.problem);
  return readResult(file, found.text);
}

/** The file of results in a folder that a command wrote; other paths as they are. */
function fileOf(path: string): string {
  if (!existsSync(path) || !statSync(path).isDirectory()) return path;
  const file = IN_FOLDERS.map((name) => join(path, name)).find((each) => existsSync(each));
  if (file !== undefined) return file;
  throw new UserError(`the folder ${path} holds no results: none of ${IN_FOLDERS.join(", ")} is in it.`);
}

function inUsersWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ChartFault) throw new UserError(error.message);
    throw error;
  }
}

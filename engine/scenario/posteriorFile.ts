import { z } from "zod";
import type { FigureUnit } from "./measured.ts";
import { sha256 } from "./sha256.ts";
import type { TextFiles } from "./textFiles.ts";
import { MOST_TABLE_BYTES } from "./textFiles.ts";
import { quoted } from "./words.ts";

/** What the first word of such a file says. */
export const POSTERIOR_FORMAT = "fcrsim-posterior/1";

const UNITS = [
  "seconds",
  "share",
  "an hour",
  "a month",
  "in all",
  "number",
] as const satisfies readonly FigureUnit[];

const values = z.object({
  common: z.array(z.number()),
  monthly: z.record(z.string(), z.array(z.number())).default({}),
});

/** Only the words that a scenario needs: what else the file says of its making is in its hash and nowhere here. */
const Posterior = z.object({
  format: z.literal(POSTERIOR_FORMAT),
  about: z.string().default(""),
  structure: z.string(),
  reading: z.string(),
  set: z.array(z.string()),
  months: z.array(z.string()),
  figures: z
    .array(
      z.object({
        figure: z.string().min(1),
        unit: z.enum(UNITS),
        whole: z.boolean(),
        scope: z.enum(["common", "monthly"]),
        basis: z.string().nullish(),
      }),
    )
    .min(1),
  draws: z.array(values.extend({ weight: z.number().min(0) })).min(1),
  central: values,
  hash: z.string(),
});

/** What was learnt from published months: values of several figures that go together. */
export type Posterior = z.output<typeof Posterior>;
export type PosteriorValues = z.output<typeof values>;

/** A posterior file, with its text if it could be opened. */
export type OpenedPosterior =
  | { readonly problem: string; readonly text?: string }
  | { readonly text: string; readonly posterior: Posterior };

/** Posterior files by their paths: read and parsed once, however many variants of a scenario name them. */
export class PosteriorShelf {
  private readonly files: TextFiles;
  private readonly opened = new Map<string, OpenedPosterior>();

  constructor(files: TextFiles) {
    this.files = files;
  }

  /** The path of a file that the file `from` calls `name`. */
  resolve(from: string, name: string): string {
    return this.files.resolve(from, name);
  }

  open(path: string, name: string): OpenedPosterior {
    const known = this.opened.get(path);
    if (known !== undefined) return known;
    const found = this.files.read(path, MOST_TABLE_BYTES);
    const opened = "problem" in found ? found : { text: found.text, ...parsePosterior(found.text, name) };
    this.opened.set(path, opened);
    return opened;
  }
}

/**
 * The hash of a posterior file: the first 16 hexadecimal digits of SHA-256 over everything else in it, as JSON without
 * spaces and with the words of every group in order.
 *
 * @param posterior The file as plain data; its word `hash`, if there is one, does not count.
 */
export function posteriorHash(posterior: object): string {
  const rest = Object.entries(posterior).filter(([word]) => word !== "hash");
  return sha256(canonical(Object.fromEntries(rest))).slice(0, 16);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const MADE_BY = "Name a file that fcrsim calibrate has written.";

/** @param name What faults call the file. */
function parsePosterior(
  text: string,
  name: string,
): { readonly posterior: Posterior } | { readonly problem: string } {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: `${quoted(name)} is not JSON. ${MADE_BY}` };
  }
  const format = typeof found === "object" && found !== null && "format" in found ? found.format : undefined;
  if (format !== POSTERIOR_FORMAT) {
    const said = typeof format === "string" ? `its format is ${quoted(format)}` : "it names no format";
    return { problem: `${quoted(name)} is not a posterior file (${POSTERIOR_FORMAT}): ${said}. ${MADE_BY}` };
  }
  const parsed = Posterior.safeParse(found);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    const where = first?.path.map(String).join(" › ") ?? "";
    return {
      problem: `${quoted(name)} is not as it should be: ${where}: ${first?.message ?? ""}. ${MADE_BY}`,
    };
  }
  const posterior = parsed.data;
  // A changed figure is told of as such, whatever else it may upset.
  const hash = posteriorHash(found as object);
  if (hash !== posterior.hash) {
    return {
      problem:
        `${quoted(name)} has been changed since it was written: its hash is ${posterior.hash} and its content has ${hash}. ` +
        "Put it back as it was; figures that you know better belong in the scenario, which goes before what was learnt.",
    };
  }
  const problem = valuesProblem(posterior);
  return problem === null ? { posterior } : { problem: `${quoted(name)} is not as it should be: ${problem}` };
}

/** What is wrong with the values, which must be as many as there are figures; null if all is well. */
function valuesProblem({ figures, months, draws, central }: Posterior): string | null {
  const names = figures.map(({ figure }) => figure);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return `${twice} is there twice.`;
  if (!draws.some(({ weight }) => weight > 0)) return "no draw has any weight.";
  const monthly = figures.filter(({ scope }) => scope === "monthly").length;
  if (monthly > 0 && months.length === 0) return "it has monthly figures and no months.";
  const common = figures.length - monthly;
  for (const [i, each] of [central, ...draws].entries()) {
    const where = i === 0 ? "central" : `draw ${i}`;
    if (each.common.length !== common)
      return `${where} has ${each.common.length} common values for ${common} figures.`;
    for (const month of monthly === 0 ? [] : months) {
      const count = each.monthly[month]?.length ?? 0;
      if (count !== monthly)
        return `${where} has ${count} values of ${month} for ${monthly} monthly figures.`;
    }
  }
  return null;
}

/**
 * The values of all figures in one draw, in the order of the figures.
 *
 * @param month Whose monthly figures; null if there are none.
 */
export function valuesOf(
  { figures }: Posterior,
  { common, monthly }: PosteriorValues,
  month: string | null,
): readonly number[] {
  const ofMonth = month === null ? [] : (monthly[month] ?? []);
  let [c, m] = [0, 0];
  return figures.map(({ scope }) => (scope === "common" ? common[c++]! : ofMonth[m++]!));
}

/** Equally likely rows that weighted draws are made into: a weight is kept to a thousandth. */
const ROWS = 1000;

/**
 * The draws as rows that are equally likely: each draw as often as its weight says, to the nearest row up or down.
 *
 * @returns Places of draws, `ROWS` of them, in order.
 * Source: systematic resampling, Kitagawa (1996), Journal of Computational and Graphical Statistics 5(1), 1–25, with the
 * middle of the first step in place of a random start, so that a file always gives the same rows.
 */
export function equalRows(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows: number[] = [];
  let sum = 0;
  weights.forEach((weight, draw) => {
    sum += weight;
    while (rows.length < Math.round((ROWS * sum) / total)) rows.push(draw);
  });
  return rows;
}

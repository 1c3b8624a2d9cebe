import { z } from "zod";
import { quoted } from "../engine/scenario/words.ts";
import { ACTUAL_MEASURES } from "../engine/scenario/scenario.ts";
import { UserError } from "./exit.ts";
import { textFiles } from "./files.ts";
import { contentHash } from "./hash.ts";

/** What the first word of such a file says. */
const FORMAT = "fcrsim-forecast/1";
const MOST_BYTES = 100_000_000;

const Spread = z.object({ mean: z.number(), quantiles: z.array(z.number()) });

const Figure = z.object({
  month: z.string(),
  of: z.enum(["queue", "pool", "switch", "role"]),
  name: z.string(),
  measure: z.string(),
  title: z.string(),
  unit: z.enum([
    "contacts",
    "seconds",
    "share",
    "hours",
    "people",
    "attempts",
    "times",
    "breaks",
    "months of work",
    "money",
  ]),
  definition: z.string(),
  metric: z.enum(ACTUAL_MEASURES).nullable(),
  single: Spread.nullable(),
  expected: Spread.nullable(),
});

const Plan = z.object({
  scenario: z.string(),
  /** Path of the scenario file as it was given. */
  file: z.string(),
  about: z.string(),
  period: z.string(),
  seed: z.string(),
  inputs: z.string(),
  posterior: z
    .object({
      file: z.string(),
      hash: z.string(),
      structure: z.string(),
      reading: z.string(),
      month: z.string().nullable(),
    })
    .nullable(),
  /** Paths of the figures that were drawn. */
  unknown: z.array(z.string()),
  notes: z.array(z.string()),
  figures: z.array(Figure),
});

const Forecast = z.object({
  format: z.literal(FORMAT),
  program: z.literal("fcrsim"),
  version: z.string(),
  /** Fingerprint of the engine's code. */
  code: z.string(),
  /** The day it was made, if it was said. */
  made: z.string().nullable(),
  draws: z.number(),
  replications: z.number(),
  set: z.array(z.string()),
  /** Probabilities of the quantiles. */
  levels: z.array(z.number()).min(2),
  plans: z.array(Plan).min(1),
  hash: z.string(),
});

/** What was expected of months before they were seen, with all that it takes to get the same again. */
export type Forecast = z.output<typeof Forecast>;
export type ForecastPlan = z.output<typeof Plan>;
export type ForecastFigureText = z.output<typeof Figure>;

/** A forecast as it is written: plain, with its hash last. */
export function forecastText(forecast: Omit<Forecast, "format" | "hash">): string {
  const whole = { format: FORMAT, ...forecast };
  const text = JSON.stringify({ ...whole, hash: contentHash(whole) }, null, 2);
  // Numbers side by side, so that a forecast can be read. No text inside has a line break, which JSON writes as \\n.
  return `${text.replaceAll(/\[\s+(-?\d[^\][{}"]*?)\s+\]/g, (_, numbers: string) => `[${numbers.replaceAll(/\s+/g, " ")}]`)}\n`;
}

/**
 * Reads a forecast file.
 *
 * @returns `hash` of its content as it is now, which is that inside the file unless somebody has changed it.
 * @throws UserError if it is none.
 */
export function readForecast(file: string): { readonly forecast: Forecast; readonly hash: string } {
  const found = textFiles().read(file, MOST_BYTES);
  if ("problem" in found) throw new UserError(found.problem);
  const madeBy = "Name a file that fcrsim forecast has written.";
  let content: unknown;
  try {
    content = JSON.parse(found.text);
  } catch {
    throw new UserError(`${quoted(file)} is not JSON. ${madeBy}`);
  }
  const format = typeof content === "object" && content !== null && "format" in content ? content.format : "";
  if (format !== FORMAT) {
    const said = typeof format === "string" && format !== "" ? quoted(format) : "not named";
    throw new UserError(`${quoted(file)} is not a forecast (${FORMAT}): its format is ${said}. ${madeBy}`);
  }
  const parsed = Forecast.safeParse(content);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    const where = first?.path.map(String).join(" › ") ?? "";
    throw new UserError(
      `${quoted(file)} is not as it should be: ${where}: ${first?.message ?? ""}. ${madeBy}`,
    );
  }
  const forecast = parsed.data;
  requireOrder(forecast, file);
  return { forecast, hash: contentHash(content as object) };
}

/** @throws UserError if quantiles are not as many as levels, or do not ascend. */
function requireOrder({ levels, plans }: Forecast, file: string): void {
  const ascend = (values: readonly number[]): boolean =>
    values.every((value, i) => i === 0 || value >= values[i - 1]!);
  const isWrong = plans.some(({ figures }) =>
    figures.some(({ single, expected }) =>
      [single, expected].some(
        (spread) =>
          spread !== null && !(spread.quantiles.length === levels.length && ascend(spread.quantiles)),
      ),
    ),
  );
  if (isWrong || !ascend(levels)) {
    throw new UserError(`${quoted(file)} is not as it should be: its quantiles are not in order.`);
  }
}

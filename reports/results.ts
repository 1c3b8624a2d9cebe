import { z } from "zod";

/*
 * What the commands write with --out, as far as charts need it. Files are read with care: they may be old, cut short or
 * of something else.
 */

/** Something in the results that a chart cannot be drawn from, told to whoever asked for it. */
export class ChartFault extends Error {
  override readonly name = "ChartFault";
}

/** Not a finite number is null once written. */
const figure = z.number().nullable();
const range = z
  .object({ low: figure, high: figure })
  .nullable()
  .transform((found) =>
    typeof found?.low === "number" && typeof found.high === "number"
      ? { low: found.low, high: found.high }
      : null,
  );

const row = z.object({
  scenario: z.string(),
  scope: z.string(),
  when: z.string(),
  of: z.string(),
  name: z.string(),
  measure: z.string(),
  title: z.string(),
  unit: z.string(),
  mean: figure,
  halfWidth: figure,
  single: range,
  /** Where the expected figure may lie for what is not known; only of runs with --uncertain. */
  expected: range.optional().transform((found) => found ?? null),
  reported: z.object({ value: z.number(), source: z.string() }).nullable(),
});

const runReport = z.object({
  program: z.string(),
  version: z.string(),
  scenario: z.string(),
  about: z.string(),
  period: z.string(),
  seed: z.string(),
  replications: z.number(),
  draws: z.number().optional(),
  inputs: z.string(),
  incomplete: z.string().nullable(),
  rows: z.array(row),
});

const difference = z.object({
  plan: z.string(),
  scope: z.string(),
  when: z.string(),
  of: z.string(),
  name: z.string(),
  measure: z.string(),
  title: z.string(),
  unit: z.string(),
  better: z.enum(["lower", "higher"]).nullable(),
  baseMean: figure,
  planMean: figure,
  difference: figure,
  halfWidth: figure,
  verdict: z.string(),
  /** Where the expected difference may lie for what is not known; only of comparisons with --uncertain. */
  expected: range.optional().transform((found) => found ?? null),
});

const comparisonHead = {
  program: z.string(),
  version: z.string(),
  period: z.string(),
  seed: z.string(),
  incomplete: z.string().nullable(),
};
const differences = z.object({
  base: z.string(),
  plans: z.array(z.string()),
  replications: z.number(),
  draws: z.number().optional(),
  differences: z.array(difference),
});
const comparisonReport = z.object({
  ...comparisonHead,
  found: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("differences"), comparison: differences }),
    z.object({ kind: z.literal("screening") }),
  ]),
});
const unknownComparisonReport = z.object({ ...comparisonHead, found: differences });

const sweep = z.object({
  program: z.string(),
  version: z.string(),
  scenario: z.string(),
  period: z.string(),
  seed: z.string(),
  replications: z.number(),
  incomplete: z.string().nullable(),
  figures: z.array(z.string()),
  points: z.array(
    z.object({
      texts: z.array(z.string()),
      values: z.array(figure),
      rows: z.array(
        z.object({
          of: z.string(),
          name: z.string(),
          measure: z.string(),
          title: z.string(),
          unit: z.string(),
          mean: figure,
          halfWidth: figure,
          single: range,
        }),
      ),
    }),
  ),
});

const sensitivity = z.object({
  program: z.string(),
  version: z.string(),
  scenario: z.string(),
  period: z.string(),
  seed: z.string(),
  samples: z.number(),
  replications: z.number(),
  incomplete: z.string().nullable(),
  unknowns: z.array(z.object({ figure: z.string(), unit: z.string() })),
  sensitivities: z.array(
    z.object({
      measure: z.object({
        of: z.string(),
        name: z.string(),
        measure: z.string(),
        title: z.string(),
        unit: z.string(),
      }),
      central: figure,
      causes: z.array(
        z.object({
          figure: z.string(),
          total: figure,
          ends: z.object({
            low: z.number(),
            high: z.number(),
            answerAtLow: figure,
            answerAtHigh: figure,
            halfWidth: figure,
          }),
        }),
      ),
    }),
  ),
});

const people = z.object({
  program: z.string(),
  version: z.string(),
  scenario: z.string(),
  from: z.string(),
  months: z.array(z.string()),
  seed: z.string(),
  replications: z.number(),
  rows: z.array(
    z.object({
      when: z.string(),
      of: z.string(),
      name: z.string(),
      measure: z.string(),
      title: z.string(),
      unit: z.string(),
      expected: figure,
    }),
  ),
});

const movable = z.object({ figure: z.string(), unit: z.string() });
const reading = z.discriminatedUnion("fit", [
  z.object({ fit: z.literal(false), reading: z.string() }),
  z.object({
    fit: z.literal(true),
    reading: z.string(),
    predictions: z.array(
      z.object({
        queue: z.string(),
        figure: z.string(),
        month: z.string(),
        reported: z.number(),
        median: z.number(),
        between: z.object({ low: z.number(), high: z.number() }),
        inside: z.boolean(),
      }),
    ),
    learnt: z.object({
      figures: z.array(
        z.object({
          name: z.string(),
          median: z.number(),
          range: z.object({ low: z.number(), high: z.number() }),
          prior: z.object({ low: z.number(), high: z.number() }),
          widthRatio: figure,
          words: z.string(),
        }),
      ),
    }),
  }),
]);
const calibration = z.object({
  program: z.string(),
  version: z.string(),
  about: z.string(),
  seed: z.string(),
  months: z.array(z.string()),
  structures: z.array(
    z.object({
      name: z.string(),
      common: z.array(movable),
      monthly: z.array(movable),
      readings: z.array(reading),
    }),
  ),
});

export type ResultRow = z.infer<typeof row>;
export type RunReport = z.infer<typeof runReport>;
export type PlanDifference = z.infer<typeof difference>;
export type Sweep = z.infer<typeof sweep>;
export type Sensitivity = z.infer<typeof sensitivity>;
export type People = z.infer<typeof people>;
export type CalibrationFound = z.infer<typeof calibration>;
export type Comparison = z.infer<typeof unknownComparisonReport>;

/** What a file of results holds, by the command that wrote it. */
export type Result = { readonly file: string } & (
  | { readonly kind: "run"; readonly reports: readonly RunReport[] }
  | { readonly kind: "compare"; readonly reports: readonly Comparison[] }
  | { readonly kind: "sweep"; readonly sweep: Sweep }
  | { readonly kind: "sensitivity"; readonly sensitivity: Sensitivity }
  | { readonly kind: "people"; readonly people: People }
  | { readonly kind: "calibrate"; readonly calibration: CalibrationFound }
);
export type Kind = Result["kind"];

/**
 * Reads a file of results.
 *
 * @throws ChartFault that names the file and says what it is instead.
 */
export function readResult(file: string, text: string): Result {
  const found = jsonIn(file, text);
  const format = found["format"];
  switch (format) {
    case "fcrsim-run/1":
    case "fcrsim-uncertain/1":
      return {
        file,
        kind: "run",
        reports: checked(file, z.object({ reports: z.array(runReport) }), found).reports,
      };
    case "fcrsim-compare/1":
      return {
        file,
        kind: "compare",
        reports: checked(file, z.object({ reports: z.array(comparisonReport) }), found).reports.map(
          (report) => {
            if (report.found.kind === "differences") return { ...report, found: report.found.comparison };
            throw new ChartFault(
              `${file} holds a screening, which says which plan is best and not by how much the others differ. Run compare without --screen.`,
            );
          },
        ),
      };
    case "fcrsim-compare-uncertain/1":
      return {
        file,
        kind: "compare",
        reports: [checked(file, z.object({ report: unknownComparisonReport }), found).report],
      };
    case "fcrsim-sweep/1":
      if (!("points" in found) || !Array.isArray(found["points"])) {
        throw new ChartFault(
          `${file} says what a sweep was asked, not what it found. Name results.json beside it.`,
        );
      }
      return { file, kind: "sweep", sweep: checked(file, sweep, found) };
    case "fcrsim-sensitivity/1":
      return { file, kind: "sensitivity", sensitivity: checked(file, sensitivity, found) };
    case "fcrsim-people/1":
      return { file, kind: "people", people: checked(file, people, found) };
    case undefined:
      if ("structures" in found && "match" in found) {
        return { file, kind: "calibrate", calibration: checked(file, calibration, found) };
      }
      break;
    default:
  }
  throw new ChartFault(
    `${file} holds no results of fcrsim${typeof format === "string" ? ` that charts are drawn from (its format is "${short(format)}")` : ""}. ` +
      "Name a results.json that run, sweep, sensitivity or calibrate wrote with --out, a comparison.json of compare, or a people.json of people.",
  );
}

function jsonIn(file: string, text: string): Readonly<Record<string, unknown>> {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new ChartFault(
      /^[\w"]+,/.test(text)
        ? `${file} is CSV. Charts are drawn from the .json file that stands beside it.`
        : `${file} is not JSON. Name a file such as results.json, which run writes with --out.`,
    );
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new ChartFault(
      `${file} holds no results of fcrsim. Name a results.json that a command wrote with --out.`,
    );
  }
  return found as Readonly<Record<string, unknown>>;
}

function checked<T>(file: string, shape: z.ZodType<T>, found: unknown): T {
  const result = shape.safeParse(found);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ChartFault(
    `${file} is damaged, or from another version of fcrsim: ${issue?.path.join(" › ") ?? ""}: ${issue?.message ?? ""}. Write it again with the same command.`,
  );
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}...` : text);

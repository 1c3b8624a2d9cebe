import { z } from "zod";
import { POSTERIOR_FORMAT, posteriorHash } from "../scenario/posteriorFile.ts";
import type { FigureDrawn, FigureLearnt } from "./learnt.ts";
import { whatWasLearnt } from "./learnt.ts";

const figure = z.number();
/** What a figure may have been before anything was learnt. */
const prior = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("triangular"), low: figure, mode: figure, high: figure }),
  z.object({ kind: z.literal("uniform"), low: figure, high: figure }),
  z.object({ kind: z.literal("normal"), mean: figure, sd: figure }),
  z.object({ kind: z.literal("lognormal"), mean: figure, spread: figure }),
]);

/** What a posterior file says of its making, which scenarios have no need of. */
const Whole = z.object({
  format: z.literal(POSTERIOR_FORMAT),
  program: z.string(),
  version: z.string(),
  about: z.string(),
  seed: z.string(),
  structure: z.string(),
  reading: z.string(),
  months: z.array(z.string()),
  figures: z.array(
    z.object({
      figure: z.string(),
      unit: z.string(),
      whole: z.boolean(),
      scope: z.enum(["common", "monthly"]),
      prior,
    }),
  ),
  effectiveDraws: figure,
  predictions: z.array(
    z.object({
      month: z.string(),
      queue: z.string(),
      figure: z.string(),
      reported: figure,
      median: figure,
      low: figure,
      high: figure,
      inside: z.boolean(),
    }),
  ),
  draws: z.array(
    z.object({
      weight: figure,
      common: z.array(figure),
      monthly: z.record(z.string(), z.array(figure)),
    }),
  ),
  hash: z.string(),
});

/** A correlation or share needs some draws behind it; the calibration itself allows for as few. */
const LEAST_EFFECTIVE = 10;

/** What a posterior file says was learnt, in the words of `results.json` of `fcrsim calibrate`. */
export interface PosteriorLearnt {
  readonly program: string;
  readonly version: string;
  readonly about: string;
  readonly seed: string;
  readonly months: readonly string[];
  readonly match: readonly { readonly queue: string; readonly figure: string }[];
  readonly structures: readonly {
    readonly name: string;
    readonly common: readonly { readonly figure: string; readonly unit: string }[];
    readonly monthly: readonly { readonly figure: string; readonly unit: string }[];
    readonly readings: readonly {
      readonly reading: string;
      readonly fit: true;
      readonly predictions: readonly {
        readonly queue: string;
        readonly figure: string;
        readonly month: string;
        readonly reported: number;
        readonly median: number;
        readonly between: { readonly low: number; readonly high: number };
        readonly inside: boolean;
      }[];
      readonly learnt: { readonly figures: readonly FigureLearnt[] };
    }[];
  }[];
}

/**
 * Works out again what a calibration has learnt, from the posterior file that it has left.
 *
 * @returns A problem in one sentence if the file is not as `fcrsim calibrate` has written it.
 */
export function posteriorLearnt(
  text: string,
): { readonly learnt: PosteriorLearnt } | { readonly problem: string } {
  const written = jsonIn(text);
  const parsed = Whole.safeParse(written);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return {
      problem: `this is not a posterior file as fcrsim calibrate writes it: ${first?.path.map(String).join(" › ") ?? ""}: ${first?.message ?? ""}`,
    };
  }
  const found = parsed.data;
  if (posteriorHash(written as object) !== found.hash) {
    return { problem: "this posterior file has been changed since it was written. Put it back as it was" };
  }
  const of = (scope: "common" | "monthly") => found.figures.filter((each) => each.scope === scope);
  const [common, monthly] = [of("common"), of("monthly")];
  const figures: readonly FigureDrawn[] = [
    ...common.map(({ figure: name, prior: before, whole }, i) => ({
      name,
      prior: before,
      whole,
      values: found.draws.map((draw) => draw.common[i] ?? NaN),
    })),
    ...found.months.flatMap((month) =>
      monthly.map(({ figure: name, prior: before, whole }, i) => ({
        name: `${name} (${month})`,
        prior: before,
        whole,
        values: found.draws.map((draw) => draw.monthly[month]?.[i] ?? NaN),
      })),
    ),
  ];
  const weights = Float64Array.from(found.draws, ({ weight }) => weight);
  const learnt = whatWasLearnt(figures, [], weights, Math.max(LEAST_EFFECTIVE, found.effectiveDraws));
  const named = ({ figure: name, unit }: (typeof common)[number]) => ({ figure: name, unit });
  const matched = new Map(
    found.predictions.map(({ queue, figure: name }) => [`${queue}\n${name}`, { queue, figure: name }]),
  );
  return {
    learnt: {
      program: found.program,
      version: found.version,
      about: found.about,
      seed: found.seed,
      months: found.months,
      match: [...matched.values()],
      structures: [
        {
          name: found.structure,
          common: common.map(named),
          monthly: monthly.map(named),
          readings: [
            {
              reading: found.reading,
              fit: true,
              predictions: found.predictions.map(({ low, high, ...rest }) => ({
                ...rest,
                between: { low, high },
              })),
              learnt: { figures: learnt.figures },
            },
          ],
        },
      ],
    },
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

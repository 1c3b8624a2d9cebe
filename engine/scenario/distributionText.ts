import { z } from "zod";
import type { Distribution } from "../random/times/distribution.ts";
import type { Seconds } from "../units.ts";
import { seconds } from "../units.ts";
import { nearest } from "./faults.ts";
import {
  choice,
  figure,
  group,
  ifMeant,
  numberWanted,
  oneOf,
  quantity,
  wanted,
  whole,
  wordsAreKnown,
} from "./fields.ts";
import {
  duration,
  durationOrUncertain,
  numberOrUncertain,
  shareOrUncertain,
  spreadOrUncertain,
  table,
  time,
  TIME_KIND,
  timeOrUncertain,
  wholeUncertain,
} from "./figures.ts";
import type { TableText } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import {
  DURATION_PATTERN,
  notThat,
  parseDuration,
  parsePositiveDuration,
  parseShare,
  spreadProblem,
} from "./quantity.ts";
import { range } from "./uncertain.ts";
import { RANGE_WORDS } from "./uncertainWords.ts";
import { weibullFit } from "./weibullFit.ts";
import { quoted, shareInWords } from "./words.ts";

/** A distribution as written: its figures understood, a file of observed times not yet opened. */
export type DistributionText =
  | Exclude<Distribution, { kind: "mixture" } | { kind: "empirical" }>
  | { readonly kind: "empirical"; readonly values: readonly number[] | TableText }
  | {
      readonly kind: "mixture";
      readonly parts: readonly { readonly share: number; readonly of: DistributionText }[];
    };

const meanFigure = timeOrUncertain.meta({ description: "Mean of the times." });
const WRITE_SPREAD = "Write spread: 80%, or sd: 300 seconds.";

/** `mean` with `spread` or `sd`, understood as mean and spread. `above` is what the spread must exceed. */
function meanAndSpread(above = 0) {
  return oneOf(
    group(
      {
        mean: meanFigure,
        spread: spreadOrUncertain
          .optional()
          .meta({ description: "Standard deviation as a share of the mean." }),
        sd: timeOrUncertain
          .optional()
          .meta({ description: "Standard deviation, as a time: the other way to give the spread." }),
      },
      "a mean and a spread",
      "Write { mean: 5 minutes, spread: 80% }.",
    ),
    ["spread", "sd"],
    WRITE_SPREAD,
  )
    .meta({ oneOf: [{ required: ["spread"] }, { required: ["sd"] }] })
    .transform((figures, context) => {
      if (context.issues.length > 0) return z.NEVER;
      const found = spreadOf(figures);
      const problem = spreadProblem(found.spread) ?? (found.spread > above ? undefined : tooEven(above));
      if (problem !== undefined) {
        context.addIssue({ code: "custom", path: [found.word], message: `${found.said} ${problem}` });
        return z.NEVER;
      }
      return { mean: figures.mean, spread: found.spread };
    });
}

function tooEven(above: number): string {
  const least = shareInWords(above);
  return `is not above ${least}. Write a spread above ${least}, or use gamma or lognormal.`;
}

function spreadOf(figures: { mean: Seconds; spread?: number | undefined; sd?: Seconds | undefined }) {
  if (figures.spread !== undefined) {
    return { word: "spread", spread: figures.spread, said: quoted(shareInWords(figures.spread)) };
  }
  const found = (figures.sd ?? 0) / figures.mean;
  return { word: "sd", spread: found, said: `an sd of ${shareInWords(found)} of the mean` };
}

const WRITE_WEIBULL = "Write { mean: 12 minutes, spread: 140% }, or { scale: 10 minutes, shape: 0.8 }.";
const WEIBULL_PAIRS = [
  ["mean", "spread"],
  ["mean", "sd"],
  ["scale", "shape"],
];

const WRITE_SHAPE = "Write a number without a unit, such as 0.8.";
const MOST_SHAPE = 1000;
const shapeFigure = numberOrUncertain(
  "shape",
  "a shape",
  ["0.6", "0.8", "1"],
  figure(0, "a number above zero", WRITE_SHAPE)
    .gt(0, wanted("a number above zero", WRITE_SHAPE))
    .max(MOST_SHAPE, wanted("a shape of at most 1,000", WRITE_SHAPE)),
  MOST_SHAPE,
);

const weibull = group(
  {
    mean: meanFigure.optional(),
    spread: spreadOrUncertain.optional().meta({ description: "Standard deviation as a share of the mean." }),
    sd: timeOrUncertain.optional().meta({ description: "Standard deviation, as a time." }),
    scale: timeOrUncertain.optional().meta({ description: "63% of the times are shorter than this." }),
    shape: shapeFigure.optional().meta({
      description: "Below 1: who has waited long is the least likely to leave now. 1 is an exponential.",
    }),
  },
  "a mean and a spread",
  WRITE_WEIBULL,
)
  .refine((figures) => WEIBULL_PAIRS.some((pair) => sameWords(pair, Object.keys(figures))), {
    error: `two figures that belong together are asked for here. ${WRITE_WEIBULL}`,
    when: wordsAreKnown,
  })
  .meta({
    minProperties: 2,
    maxProperties: 2,
    oneOf: WEIBULL_PAIRS.map((required) => ({ required })),
  })
  .transform(({ mean, scale, shape, ...rest }, context): DistributionText => {
    if (context.issues.length > 0) return z.NEVER;
    if (scale !== undefined && shape !== undefined) return { kind: "weibull", scale, shape };
    if (mean === undefined) return z.NEVER;
    const found = spreadOf({ mean, ...rest });
    const problem = spreadProblem(found.spread);
    if (problem !== undefined) {
      context.addIssue({ code: "custom", path: [found.word], message: `${found.said} ${problem}` });
      return z.NEVER;
    }
    const fitted = weibullFit(mean, found.spread);
    return { kind: "weibull", scale: seconds(fitted.scale), shape: fitted.shape };
  });

function sameWords(wordsWanted: readonly string[], found: readonly string[]): boolean {
  return found.length === wordsWanted.length && wordsWanted.every((word) => found.includes(word));
}

const uniform = group(
  {
    low: durationOrUncertain.meta({ description: "The shortest time." }),
    high: timeOrUncertain.meta({ description: "The longest time." }),
  },
  "two ends",
  "Write { low: 1 minute, high: 5 minutes }.",
).refine(({ low, high }) => high > low, {
  path: ["high"],
  error: "this is not above low. Write a longer time.",
});

const triangular = group(
  {
    low: durationOrUncertain.meta({ description: "The shortest time." }),
    mode: durationOrUncertain.meta({ description: "The likeliest time." }),
    high: timeOrUncertain.meta({ description: "The longest time." }),
  },
  "two ends and the likeliest time",
  "Write { low: 1 minute, mode: 3 minutes, high: 9 minutes }.",
)
  .refine(({ low, high }) => high > low, {
    path: ["high"],
    error: "this is not above low. Write a longer time.",
  })
  .refine(({ low, mode, high }) => !(high > low) || (mode >= low && mode <= high), {
    path: ["mode"],
    error: "this is not between low and high. Write a time between them.",
  });

const WRITE_VALUES =
  'Write a list of times, such as ["40 seconds", "3 minutes"], or { file: times.csv, column: seconds }.';

const empirical = z
  .union(
    [
      group(
        {
          values: z
            .array(duration, wanted("a list of times", WRITE_VALUES))
            .min(1, { error: `the list is empty. ${WRITE_VALUES}` })
            .refine((values) => values.length === 0 || values.some((value) => value > 0), {
              error: "all times are zero. Write at least one above zero.",
            })
            .meta({ description: "Observed times; each is as likely as any other." }),
        },
        "observed times",
        WRITE_VALUES,
      ),
      table,
    ],
    wanted("observed times", WRITE_VALUES),
  )
  .transform((found): DistributionText => ({
    kind: "empirical",
    values: "values" in found ? found.values : found,
  }));

const exponential = group({ mean: meanFigure }, "a mean", "Write { mean: 3 minutes }.").transform(
  ({ mean }): DistributionText => ({ kind: "exponential", mean }),
);

const PHASES = numberWanted("a whole number from 1 to 1,000", "Write the number of phases, such as 3.");
const phases = whole(1, 1000, "a whole number from 1 to 1,000", "Write the number of phases, such as 3.");

const erlang = group(
  {
    mean: meanFigure,
    phases: z
      .union(
        [phases, wholeUncertain("phases", "a number of phases", ["2", "3", "5"], phases, [1, 1000])],
        PHASES,
      )
      .meta({ description: "Number of exponential phases: the more, the more even the times." }),
  },
  "a mean and a number of phases",
  "Write { mean: 5 minutes, phases: 3 }.",
).transform(({ mean, phases }): DistributionText => ({ kind: "erlang", mean, phases }));

/** Adds the word to figures that are already what the distribution needs. */
function named<const Kind extends "gamma" | "lognormal" | "hyperexponential" | "uniform" | "triangular">(
  kind: Kind,
) {
  return <Figures extends object>(figures: Figures) => ({ kind, ...figures });
}

/** The words for distributions, but `deterministic` (which some places allow to be zero) and `mixture`. */
const SHAPES = {
  exponential: exponential.meta({
    id: "exponential",
    description: "Exponential times: the chance to end is the same at every moment.",
  }),
  erlang: erlang.meta({
    id: "erlang",
    description: "Erlang times: the sum of a number of exponential phases.",
  }),
  gamma: meanAndSpread().transform(named("gamma")).meta({ id: "gamma", description: "Gamma times." }),
  lognormal: meanAndSpread().transform(named("lognormal")).meta({
    id: "lognormal",
    description: "Lognormal times: most of middling length, a few very long. Good for talk.",
  }),
  weibull: weibull.meta({
    id: "weibull",
    description: "Weibull times, by mean and spread or by scale and shape. Good for patience.",
  }),
  uniform: uniform
    .transform(named("uniform"))
    .meta({ id: "uniform", description: "Any time between two ends, all equally likely." }),
  triangular: triangular.transform(named("triangular")).meta({
    id: "triangular",
    description: "Between two ends, with a likeliest time: for when there is only judgement to go by.",
  }),
  hyperexponential: meanAndSpread(1).transform(named("hyperexponential")).meta({
    id: "hyperexponential",
    description: "Many short times and few long ones; the spread is above 100%.",
  }),
  empirical: empirical.meta({
    id: "empirical",
    description: "Observed times, listed here or in a CSV file (there as plain seconds).",
  }),
};

/** Each optional, since a file uses one of them. */
const OPTIONAL_SHAPES = {
  exponential: SHAPES.exponential.optional(),
  erlang: SHAPES.erlang.optional(),
  gamma: SHAPES.gamma.optional(),
  lognormal: SHAPES.lognormal.optional(),
  weibull: SHAPES.weibull.optional(),
  uniform: SHAPES.uniform.optional(),
  triangular: SHAPES.triangular.optional(),
  hyperexponential: SHAPES.hyperexponential.optional(),
  empirical: SHAPES.empirical.optional(),
};

function fixed(length: typeof durationOrUncertain) {
  return length
    .transform((value): DistributionText => ({ kind: "deterministic", value }))
    .optional()
    .meta({ description: "Always the same time. A bare time, without this word, means the same." });
}

const WRITE_PART = "Write parts such as { share: 12%, exponential: { mean: 40 seconds } }.";
const PART_WORDS = [...Object.keys(SHAPES), "deterministic"];

/** In place of one share of a mixture: what the others leave. */
const REST = "rest";
const shareWanted = ({ input }: { readonly input?: unknown }): string => {
  const parsed = parseShare(input);
  return "problem" in parsed ? parsed.problem : "";
};

const part = oneOf(
  group(
    {
      share: z.union([shareOrUncertain, z.literal(REST)], { error: shareWanted }).meta({
        description: `Share of the contacts that are of this kind. All shares add to 100%; one may be "${REST}".`,
      }),
      ...OPTIONAL_SHAPES,
      deterministic: fixed(timeOrUncertain),
    },
    "a part of a mixture",
    WRITE_PART,
  ),
  PART_WORDS,
  WRITE_PART,
)
  .meta({ id: "part", minProperties: 2, maxProperties: 2 })
  .transform(({ share: ofContacts, ...shapes }) => ({ share: ofContacts, of: onlyOne(shapes) }));

/** How far shares may miss 100% for having been rounded: thirds are 33.33%, 33.33% and 33.34%. */
const ROUNDING = 1e-9;

const mixture = z
  .array(part, wanted("a list of parts", WRITE_PART))
  .min(1, { error: `the list is empty. ${WRITE_PART}` })
  .transform((found, context): DistributionText => {
    const refuse = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const said = found.reduce((total, { share: each }) => total + (each === REST ? 0 : each), 0);
    const rests = found.filter((each) => each.share === REST).length;
    if (rests > 1) return refuse(`more than one share is "${REST}". Write a percentage for all but one.`);
    if (rests === 1 && said > 1 + ROUNDING) {
      return refuse(`the shares add to ${shareInWords(said)} without the rest. Write smaller ones.`);
    }
    if (rests === 0 && Math.abs(said - 1) > ROUNDING) {
      const change = `Change them so that they add to 100%, or write "${REST}" for one of them.`;
      return refuse(`the shares add to ${shareInWords(said)}. ${change}`);
    }
    const parts = found.map((each) => ({
      ...each,
      share: each.share === REST ? Math.max(0, 1 - said) : each.share,
    }));
    return { kind: "mixture", parts };
  })
  .meta({
    id: "mixture",
    description: "One of several kinds of contact, each with its share and its own times.",
  });

/** The words a scenario may use for a distribution, in the order of the manual. */
export const DISTRIBUTION_WORDS = [...PART_WORDS, "mixture"];

/** The distribution of the one word that is written. If there is none, that has been complained of already. */
function onlyOne(shapes: Readonly<Record<string, DistributionText | undefined>>): DistributionText {
  return Object.values(shapes).find((shape) => shape !== undefined) ?? z.NEVER;
}

interface Allowed {
  /** Whether it may be no time at all. */
  readonly zero: boolean;
  /** A word for one distribution that has no figures. */
  readonly word?: "never" | "none";
  readonly id: string;
  readonly description: string;
}

const WORDS: Readonly<Record<"never" | "none", DistributionText>> = {
  never: { kind: "never" },
  none: { kind: "deterministic", value: seconds(0) },
};

const timeRange = range(time, TIME_KIND);
const durationRange = range(duration, { ...TIME_KIND, id: "duration" });

/** A distribution of times: a bare time, a word, or a group with one distribution in it. */
function times({ zero, word, ...meta }: Allowed) {
  const single = zero ? durationOrUncertain : timeOrUncertain;
  const write =
    'Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }' +
    (word === undefined ? "." : `, or ${word}.`);
  const parse = (found: unknown): Parsed<DistributionText> => {
    if (word !== undefined && typeof found === "string") {
      if (found === word) return { value: WORDS[word] };
      if (nearest(found, [word]) !== undefined) {
        return { problem: `${quoted(found)} has no meaning here. Did you mean "${word}"?` };
      }
    }
    if (typeof found === "string" && nearest(found, DISTRIBUTION_WORDS) !== undefined) {
      return { problem: `${quoted(found)} needs its figures. ${write}` };
    }
    if (typeof found === "string" && !/\d/.test(found)) {
      return { problem: `${notThat(found, "a time or a distribution")} ${write}` };
    }
    const parsed = zero ? parseDuration(found) : parsePositiveDuration(found);
    return "problem" in parsed ? parsed : { value: { kind: "deterministic", value: parsed.value } };
  };
  const pattern = word === undefined ? DURATION_PATTERN : `${DURATION_PATTERN}|^${word}$`;
  return z
    .union(
      [
        quantity(
          parse,
          zero ? { anyOf: [{ type: "string", pattern }, { const: 0 }] } : { type: "string", pattern },
        ),
        (zero ? durationRange : timeRange).transform((value): DistributionText => ({
          kind: "deterministic",
          value,
        })),
        ifMeant(
          choice(
            { ...OPTIONAL_SHAPES, deterministic: fixed(single), mixture: mixture.optional() },
            "a distribution",
            write,
          ),
          (written) => !RANGE_WORDS.some((each) => written.includes(each)),
        ).transform(onlyOne),
      ],
      wanted("a time or a distribution", write),
    )
    .meta(meta);
}

/** Times that last: talk. */
export const lasting = times({
  zero: false,
  id: "times",
  description: "A time, or a distribution of times.",
});

/** Times that may be nothing: wrap-up, a message. */
export const lastingOrNone = times({
  zero: true,
  word: "none",
  id: "timesOrNone",
  description: "A time, a distribution of times, or none.",
});

/** Times that may never end: patience. */
export const lastingOrNever = times({
  zero: false,
  word: "never",
  id: "patience",
  description: "A time, a distribution of times, or never.",
});

import { z } from "zod";
import type { ValidationFound } from "../../reports/paper/evidence.ts";

const count = z.object({ held: z.number(), of: z.number() });
const scores = z.array(
  z.object({ form: z.string(), held: count.extend({ low: z.number(), high: z.number() }) }),
);

/** What `fcrsim validate` writes, as far as a paper needs it. */
const Validation = z.object({
  format: z.literal("fcrsim-validation/1"),
  version: z.string(),
  inputs: z.string(),
  posterior: z.string(),
  stale: z.boolean(),
  about: z.string(),
  structure: z.string(),
  reading: z.string(),
  months: z.array(z.string()),
  fit: z.object({
    draws: z.number(),
    replications: z.number(),
    figures: z.array(z.object({ inside: z.boolean() })),
  }),
  lost: z.array(z.object({ month: z.string(), queue: z.string(), figure: z.string() })),
  oneMonthLeftOut: z.object({ scores }),
  oneMonthAhead: z.object({ scores }),
  disagreements: z.array(z.unknown()),
  checkDigits: z.array(z.unknown()),
});

export type ValidationFile = z.output<typeof Validation>;

/** @returns A problem in one sentence if it is no validation.json of fcrsim validate. */
export function readValidation(
  text: string,
): { readonly validation: ValidationFile } | { readonly problem: string } {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: "this is not JSON. Name a suite (YAML), or validation.json of fcrsim validate --out." };
  }
  const parsed = Validation.safeParse(found);
  if (parsed.success) return { validation: parsed.data };
  const [first] = parsed.error.issues;
  return {
    problem: `this is not what fcrsim validate writes: ${first?.path.map(String).join(" › ") ?? ""}: ${first?.message ?? ""}. Run it again with --out.`,
  };
}

/** The checks of a validation, and how little they prove. */
export function validationFound(found: ValidationFile): ValidationFound {
  const { months, fit, oneMonthLeftOut, oneMonthAhead } = found;
  const inside = fit.figures.filter((each) => each.inside).length;
  return {
    checks: [
      {
        name: "Published figures that the calibration used",
        inside,
        of: fit.figures.length,
        words: `All months were used to find the figures, so this shows that the simulator gives what was published, not that it foretells. ${fit.draws} draws, ${fit.replications} months of each.`,
      },
      ...oneMonthLeftOut.scores.map(({ form, held }) => ({
        name: `One month left out: ${form}`,
        inside: held.held,
        of: held.of,
        words: `Each month foretold from the others. ${trueShare(held)}`,
      })),
      ...oneMonthAhead.scores.map(({ form, held }) => ({
        name: `One month ahead: ${form}`,
        inside: held.held,
        of: held.of,
        words: `Each month foretold from those before it alone. ${trueShare(held)}`,
      })),
    ],
    limits: [
      `All of this rests on ${months.length} published months. So few cannot show that a model is right; they can show that it is wrong.`,
      "A model that meets the months it was fitted to has not foretold anything by that.",
      "Given nothing of a month, ranges are as wide as months have differed: what staffing comes next is the plan's to say.",
      ...(found.lost.length === 0
        ? []
        : [
            `${found.lost.length} published figures that held when the validation was last accepted no longer do.`,
          ]),
      ...(found.stale
        ? ["A file of the calibration has changed since the rooms behind this validation were simulated."]
        : []),
    ],
  };
}

const trueShare = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `The share of ranges that hold in the long run lies between ${percent(low)} and ${percent(high)}.`;

const percent = (share: number): string => `${Math.round(100 * share)}%`;

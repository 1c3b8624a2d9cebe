import { z } from "zod";
import { MONTH_PATTERN, parseMonth } from "./calendarText.ts";
import { group, quantity, text } from "./fields.ts";
import type { Parsed } from "./quantity.ts";
import { notThat } from "./quantity.ts";

const WRITE = "Write { from: posterior.json }, or none.";

/** The word `learnt` of a scenario file. */
export const LearntText = z
  .union(
    [
      quantity(
        (found): Parsed<null> =>
          found === "none" ? { value: null } : { problem: `${notThat(found, "a posterior file")} ${WRITE}` },
        { const: "none" },
      ),
      group(
        {
          from: text(
            "the name of a file",
            "Write the name of a posterior file, such as posterior.json.",
          ).meta({
            description: "Posterior file, as fcrsim calibrate writes it.",
          }),
          month: quantity(parseMonth, { type: "string", pattern: MONTH_PATTERN }).optional().meta({
            description:
              "The month whose monthly figures are taken. Default: the month that is counted, if the file has it.",
          }),
        },
        "what was learnt",
        WRITE,
      ),
    ],
    { error: ({ input }) => `${notThat(input, "what was learnt")} ${WRITE}` },
  )
  .optional()
  .meta({
    description:
      "Figures learnt from published months, in place of those of the file this one starts from. none: takes them off.",
  });

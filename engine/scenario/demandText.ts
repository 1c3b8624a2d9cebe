import { group, name, quantity } from "./fields.ts";
import { shareOrUncertain } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import { parsePercent, PERCENT_PATTERN } from "./quantity.ts";
import { quoted } from "./words.ts";

const WRITE = "Write { attritionAbove: 10%, lessByPoint: 0.5%, atLeast: 70% }.";
const WRITE_FLOOR = 'Write a percentage up to 100%, such as "70%".';
const WRITE_CEILING = 'Write a percentage from 100% to 500%, such as "130%".';
const DEFAULT_CEILING = "200%";

const floor = bound(0, 1, WRITE_FLOOR);
const ceiling = bound(1, 5, WRITE_CEILING);

/** Demand as a share of the volume that no month goes beyond. */
function bound(least: number, most: number, write: string) {
  return quantity(
    (found): Parsed<number> => {
      const parsed = parsePercent(found);
      if ("problem" in parsed) return { problem: `${parsed.problem.split(" Write ")[0]!} ${write}` };
      return parsed.value >= least && parsed.value <= most
        ? parsed
        : { problem: `${quoted(String(found))} is no such bound. ${write}` };
    },
    { type: "string", pattern: PERCENT_PATTERN },
  );
}

/** How demand depends on the attrition of the month before, as it may be written. */
export const demandFollows = group(
  {
    of: name("the name of a queue", 'Write the name of a queue, such as "101".')
      .optional()
      .meta({ description: "The queue whose attrition it is. Default: the queue itself." }),
    attritionAbove: shareOrUncertain.meta({
      description: "Attrition of a month (abandoned ÷ offered) above which the next has another demand.",
    }),
    lessByPoint: shareOrUncertain.optional().meta({
      description: "So much less, as a share of the volume, for each point (hundredth) above it.",
    }),
    moreByPoint: shareOrUncertain.optional().meta({
      description: "So much more, as a share of the volume, for each point (hundredth) above it.",
    }),
    atLeast: floor.optional().meta({
      description: "With lessByPoint: demand never falls below this share of the volume. Default: 0%.",
    }),
    atMost: ceiling.optional().meta({
      description: `With moreByPoint: demand never rises above this share of the volume. Default: ${DEFAULT_CEILING}.`,
    }),
  },
  "how demand follows",
  WRITE,
)
  .superRefine((found, context) => {
    const refuse = (word: string, message: string): void => {
      context.addIssue({ code: "custom", path: [word], message });
    };
    const { lessByPoint, moreByPoint, atLeast, atMost } = found;
    if (lessByPoint !== undefined && moreByPoint !== undefined) {
      refuse("moreByPoint", '"lessByPoint" and "moreByPoint" do not go together. Keep one.');
      return;
    }
    if (lessByPoint === undefined && moreByPoint === undefined) {
      refuse("lessByPoint", `is missing. ${WRITE} Or write moreByPoint and atMost.`);
      return;
    }
    if (lessByPoint !== undefined && atMost !== undefined) {
      refuse("atMost", '"atMost" goes only with moreByPoint. Write atLeast, or leave it out.');
    }
    if (moreByPoint !== undefined && atLeast !== undefined) {
      refuse("atLeast", '"atLeast" goes only with lessByPoint. Write atMost, or leave it out.');
    }
  })
  .transform(({ of, attritionAbove, lessByPoint = 0, moreByPoint = 0, atLeast = 0, atMost = 2 }) => ({
    of,
    attritionAbove,
    byPoint: moreByPoint - lessByPoint,
    atLeast: moreByPoint > 0 ? 1 : atLeast,
    atMost: lessByPoint > 0 ? 1 : atMost,
  }))
  .meta({
    oneOf: [{ required: ["lessByPoint"] }, { required: ["moreByPoint"] }],
  });

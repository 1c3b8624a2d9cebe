import { z } from "zod";
import { MONTH_PATTERN, parseMonth } from "./calendarText.ts";
import { figure, group, ifMeant, quantity, wanted } from "./fields.ts";
import type { Volume } from "./quantity.ts";
import {
  parseSpreadOrNone,
  parseVolumeOfMonth,
  parseYearlyTrend,
  PERCENT_PATTERN,
  VOLUME_OF_MONTH_PATTERN,
  YEARLY_TREND_PATTERN,
} from "./quantity.ts";
import { quoted } from "./words.ts";

/** Whether a word looks as if it were to be a month, and so the group around it a list of figures by month. */
export function isMonthLike(word: string): boolean {
  return /^\d{4}-/.test(word);
}

/** Figures with a month each: `{ 2023-02: ..., 2023-03: ... }`. */
export function byMonth<Schema extends z.ZodType>(figureOfMonth: Schema, noun: string, write: string) {
  const months = z
    .record(z.string(), figureOfMonth, wanted(noun, write))
    .superRefine((found, context) => {
      for (const word of Object.keys(found)) {
        const month = parseMonth(word);
        if ("problem" in month) context.addIssue({ code: "custom", path: [word], message: month.problem });
      }
    })
    .meta({ propertyNames: { pattern: MONTH_PATTERN }, minProperties: 1 });
  return ifMeant(months, (written) => written.some(isMonthLike)).transform((found) => ({ byMonth: found }));
}

const WRITE_FORECAST =
  'Write { forecast: { level: "34,000 a month", trend: 2% a year, season: { 12: 1.1 }, spread: 4% } }.';
const WRITE_SEASON = "Write months from 1 to 12 with a factor each, such as { 1: 0.95, 12: 1.1 }.";

/** The volume of a month that is counted one by one: a bare number will do, since it stands beside its month. */
export const volumeOfMonth = quantity(parseVolumeOfMonth, {
  anyOf: [{ type: "string", pattern: VOLUME_OF_MONTH_PATTERN }, { type: "number" }],
});

/** @param level How a volume may be written. */
export function forecast<Level extends z.ZodType<Volume>>(level: Level) {
  const figures = group(
    {
      level: level.meta({
        description: "Contacts expected in the first month, its season apart: 34,000 a month.",
      }),
      trend: quantity(parseYearlyTrend, {
        anyOf: [{ type: "string", pattern: YEARLY_TREND_PATTERN }, { const: 0 }],
      })
        .prefault(0)
        .meta({ description: "How much the level grows in a year, month by month alike: 2% a year." }),
      season: z
        .record(
          z.string(),
          figure(0, "a factor above zero", WRITE_SEASON).gt(0, wanted("a factor above zero", WRITE_SEASON)),
          wanted("a factor for some months", WRITE_SEASON),
        )
        .superRefine((found, context) => {
          for (const word of Object.keys(found)) {
            if (/^(?:[1-9]|1[0-2])$/.test(word)) continue;
            const message = `${quoted(word)} is not a month of the year. ${WRITE_SEASON}`;
            context.addIssue({ code: "custom", path: [word], message });
          }
        })
        .prefault({})
        .meta({
          propertyNames: { pattern: "^(?:[1-9]|1[0-2])$" },
          description: "Factors of the calendar months, 1 for January; 1 where none is written.",
        }),
      spread: quantity(parseSpreadOrNone, {
        anyOf: [{ type: "string", pattern: PERCENT_PATTERN }, { const: 0 }],
      })
        .prefault(0)
        .meta({
          description:
            "Standard deviation of a month's volume as a share of its mean, drawn anew in each run.",
        }),
    },
    "a forecast",
    WRITE_FORECAST,
  );
  return ifMeant(
    group(
      {
        forecast: figures.meta({ description: "Volumes of the months from a level, a trend and a season." }),
      },
      "a forecast",
      WRITE_FORECAST,
    ),
    (written) => written.includes("forecast"),
  );
}

export type ForecastText = z.output<ReturnType<typeof forecast>>["forecast"];

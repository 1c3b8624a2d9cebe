import { z } from "zod";
import { figure, wanted } from "./fields.ts";
import { table } from "./figures.ts";
import type { TableText } from "./figures.ts";
import { weekOf } from "./timetable.ts";
import { plural } from "./words.ts";

/** 168 figures from Monday midnight, or the file to read them from. */
export type WeekText = readonly number[] | TableText;

const LISTS_OF_A_WEEK = [24, 168];

/** A list of 24 figures (every day alike) or 168 (the week from Monday midnight), or a column of a file. */
function week<Item extends z.ZodType<number>>(item: Item, noun: string, write: string) {
  return z.union([listOfHours(item, noun, write), table], wanted(noun, write));
}

export function listOfHours<Item extends z.ZodType<number>>(item: Item, noun: string, write: string) {
  return z
    .array(item, wanted(noun, write))
    .refine((figures) => LISTS_OF_A_WEEK.includes(figures.length), {
      error: ({ input }) =>
        `the list has ${plural(Array.isArray(input) ? input.length : 0, "figure")}. ` +
        "Write 24 (every day alike, from midnight) or 168 (the week, from Monday midnight).",
    })
    .meta({ oneOf: LISTS_OF_A_WEEK.map((length) => ({ minItems: length, maxItems: length })) })
    .transform((figures) => weekOf(figures));
}

export const WRITE_WEIGHT = "Write a number of at least zero, such as 0.6.";
const WRITE_WEEK =
  "Write a list of 24 figures (every day alike, from midnight) or 168 (the week, from Monday midnight), " +
  "or { file: profile.csv, column: weight }.";

export const weights = week(
  figure(0, "a number of at least zero", WRITE_WEIGHT),
  "figures by the hour",
  WRITE_WEEK,
)
  .refine((found) => !Array.isArray(found) || found.some((weight) => weight > 0), {
    error: "all figures are zero, so nobody would ever call. Write at least one above zero.",
  })
  .meta({
    id: "week",
    description:
      "24 figures (every day alike, from midnight) or 168 (the week, from Monday midnight), or a file.",
  });

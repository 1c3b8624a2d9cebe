import { z } from "zod";
import { group, name, quantity, text, wanted, word } from "../scenario/fields.ts";
import { share } from "../scenario/figures.ts";
import type { Parsed } from "../scenario/quantity.ts";
import { notThat, parseDuration, parsePercent, PERCENT_PATTERN } from "../scenario/quantity.ts";
import type { Discrepancy } from "./calibration.ts";

const WRITE_DISCREPANCY =
  'Write "0.5 points" for a share of calls, "2 seconds" for a wait, or "5%" of the figure.';

/** "0.5 points", "2 seconds", "5%". */
function parseDiscrepancy(found: unknown): Parsed<Discrepancy> {
  const points = typeof found === "string" ? /^\s*(\d+(?:\.\d+)?)\s*points?\s*$/.exec(found)?.[1] : undefined;
  if (points !== undefined) return { value: { kind: "absolute", amount: Number(points) / 100 } };
  const percent = parsePercent(found);
  if ("value" in percent) return { value: { kind: "relative", share: percent.value } };
  const seconds = parseDuration(found);
  if ("value" in seconds) return { value: { kind: "absolute", amount: seconds.value } };
  return { problem: `${notThat(found, "a discrepancy")} ${WRITE_DISCREPANCY}` };
}

const WRITE_MATCH = 'Write { queue: "101", figure: attrition, discrepancy: 0.5 points }.';

const MatchText = group(
  {
    queue: name("the name of a queue", 'Write the name of a queue, such as "101".').meta({
      description: "The queue, by its name in the scenarios.",
    }),
    figure: word(["attrition", "mean wait"]).meta({
      description: "Calls not answered as a share of those received, or the mean wait.",
    }),
    discrepancy: quantity(parseDiscrepancy, {
      anyOf: [
        { type: "string", pattern: PERCENT_PATTERN },
        { type: "string", pattern: String.raw`^\s*\d+(?:\.\d+)?\s*points?\s*$` },
        { type: "string", pattern: String.raw`\d\s*[a-z]+` },
      ],
    }).meta({
      description:
        "How far off the model may be for being only a model: one standard deviation, beyond chance and rounding.",
    }),
    basis: text("a sentence", "Write what the discrepancy rests on.")
      .optional()
      .meta({ description: "What the discrepancy rests on." }),
  },
  "a figure to match",
  WRITE_MATCH,
);

const WRITE_SCENARIOS = "Write the files of the months in brackets, such as [2022-08.yaml, 2022-09.yaml].";
const WRITE_RANGES =
  "Write the way to a figure and what it may be: queues.101.wrapUp.mean: { low: 1m, central: 2m, high: 5m, basis: ... }.";

/** Figures that may move, each with what it may be. What stands after a figure is read with the scenario. */
const ranges = z.record(z.string(), z.unknown(), wanted("figures with a range each", WRITE_RANGES));

const said = z.record(
  z.string(),
  z.unknown(),
  wanted("words of a scenario", "Write what is said beyond each month's file."),
);

export const StructureText = group(
  {
    about: text("a sentence", "Write in one sentence who may take whose calls.").meta({
      description: "Who may take whose calls, in one sentence.",
    }),
    scenario: said
      .optional()
      .meta({ description: "What this kind of room says beyond what is said for all." }),
    common: ranges.optional().meta({ description: "Further figures with one value for all months." }),
    monthly: ranges.optional().meta({ description: "Further figures with a value for each month." }),
  },
  "a structure",
  "Write about: and one sentence, and what is said beyond each month's file under scenario.",
);

/** What a calibration file says, but for `structures` and the ranges, which are read figure by figure. */
export const CalibrationText = group(
  {
    about: text("a sentence", "Write in one sentence what is calibrated.").meta({
      description: "What is calibrated, in one sentence.",
    }),
    seed: z
      .union([z.string(), z.number()], wanted("a seed", "Write any number or text."))
      .default("1")
      .meta({ description: "Any number or text: the same seed gives the same answer." }),
    scenarios: z
      .array(text("the name of a file", WRITE_SCENARIOS), wanted("a list of files", WRITE_SCENARIOS))
      .min(1, { error: `the list is empty. ${WRITE_SCENARIOS}` })
      .meta({ description: "The files of the months, each of one calendar month with its actuals." }),
    match: z
      .array(MatchText, wanted("a list of figures to match", WRITE_MATCH))
      .min(1, { error: `the list is empty. ${WRITE_MATCH}` })
      .meta({ description: "The published figures of each month that the model is to come near." }),
    readings: z
      .array(
        word(["answered calls", "all calls"]),
        wanted("a list of readings", "Write [answered calls, all calls]."),
      )
      .min(1, { error: "the list is empty. Write [answered calls, all calls]." })
      .default(["answered calls", "all calls"])
      .meta({ description: "Over whose waits the published mean may be taken; each is tried by itself." }),
    spreadBetweenMonths: share.prefault("20%").meta({
      description:
        "How much monthly figures of one force may differ: scale of the standard deviation of their logarithms.",
    }),
    scenario: said.optional().meta({
      description: "What is said beyond each month's file in all structures, in the words of a scenario.",
    }),
    common: ranges.optional().meta({
      description: "Figures with one value for all months: the way to each, and what it may be.",
    }),
    monthly: ranges.optional().meta({
      description: "Figures with a value for each month: the way to each, and what it may be.",
    }),
    structures: z.record(
      z.string(),
      z.unknown(),
      wanted("structures with a name each", "Write a name and about: below."),
    ),
  },
  "a calibration",
  "Write about, scenarios, match, common, monthly and structures.",
);

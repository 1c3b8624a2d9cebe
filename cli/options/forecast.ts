import type { Argv } from "yargs";
import { atLeast, optional } from "../wholeNumbers.ts";
import { OUT, OVERWRITE, PROGRESS, SEED, SET, WORKERS } from "./shared.ts";

/** What can be asked of `fcrsim forecast`. */
export function forecastOptions(args: Argv) {
  return args
    .positional("files", {
      type: "string",
      array: true,
      describe: "Scenario files, one for each plan; with --check, those that the forecast names if left out",
    })
    .option("draws", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "draws")),
      describe: "Draws of the figures that are not known [default: 200]",
    })
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "replications")),
      describe: "Simulated periods of each draw [default: 2]",
    })
    .option("out", { type: "string", requiresArg: true, describe: "New file for the forecast (JSON)" })
    .option("made", {
      type: "string",
      requiresArg: true,
      describe: "The day it is made, to stand in it: 2026-11-22; today looks at the clock",
    })
    .option("check", {
      type: "string",
      requiresArg: true,
      describe: "Make this forecast again and say whether the same figures come out",
    })
    .option("seed", SEED)
    .option("set", SET)
    .option("format", {
      choices: ["table", "csv", "json"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output",
    })
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example(
      "$0 forecast plan.yaml --out forecast.json --made 2026-11-22",
      "what is expected of months not yet seen",
    )
    .example("$0 forecast --check forecast.json", "whether the same comes out again");
}

/** What can be asked of `fcrsim score`. */
export function scoreOptions(args: Argv) {
  return args
    .positional("forecast", { type: "string", demandOption: true, describe: "File made by fcrsim forecast" })
    .positional("actuals", {
      type: "string",
      demandOption: true,
      describe: "Table (CSV) of what happened: month, channel, metric, value, chosen",
    })
    .option("wait", {
      choices: ["answered", "all"] as const,
      requiresArg: true,
      describe: "Whose mean wait was published [default: as learnt; answered if that is not said]",
    })
    .option("format", {
      choices: ["table", "csv", "json"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output",
    })
    .example("$0 score forecast.json actuals.csv", "how a forecast did, once months were published");
}

/** What can be asked of `fcrsim infer`. */
export function inferOptions(args: Argv) {
  return args
    .positional("file", {
      type: "string",
      demandOption: true,
      describe: "Scenario file with figures that are not known",
    })
    .option("given", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe:
        'A figure of the period that is known: "101.attrition=12%", "101.meanWaitAnswered=150s". Give it once for each',
    })
    .option("draws", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "draws")),
      describe: "Draws of the figures that are not known, in each of at most four stages [default: 400]",
    })
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "replications")),
      describe: "Simulated periods of each draw [default: 4]",
    })
    .option("discrepancy", {
      type: "string",
      requiresArg: true,
      default: "5%",
      describe: "By what part of a figure the model may be out (standard deviation)",
    })
    .option("seed", SEED)
    .option("set", SET)
    .option("format", {
      choices: ["table", "csv", "json"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output",
    })
    .option("out", OUT)
    .option("overwrite", OVERWRITE)
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example(
      '$0 infer november.yaml --given "101.attrition=12%"',
      "the waits of a month of which only attrition is known",
    );
}

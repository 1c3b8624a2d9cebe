import type { Argv } from "yargs";
import { atLeastOne, optional } from "../wholeNumbers.ts";
import { FORMAT, OUT, OVERWRITE, PROGRESS, SEED, SET, WORKERS } from "./shared.ts";

/** What can be asked of `fcrsim run`. */
export function runOptions(args: Argv) {
  return args
    .positional("files", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "Scenario files (YAML or JSON)",
    })
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("replications")),
      describe:
        "Simulated periods [default: 100; with --precision, the most to run: 10000; with --uncertain, of each draw: 5]",
    })
    .option("precision", {
      type: "string",
      requiresArg: true,
      describe: 'Run until half-width ÷ mean of --measures is at most this: "2%"',
    })
    .option("measures", {
      type: "string",
      requiresArg: true,
      describe: "Measures that --precision is for, comma between [default: attrition,meanWaitAnswered]",
    })
    .option("seed", SEED)
    .option("set", SET)
    .option("uncertain", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("uncertain")),
      describe:
        "Draw the figures that are not known this many times, and tell what follows from them apart from chance",
    })
    .option("target", {
      type: "string",
      array: true,
      default: [],
      requiresArg: true,
      describe:
        'Of a run of several months: when it is met, and how surely: "attrition:101 <= 10%". More than once for several',
    })
    .option("format", FORMAT)
    .option("by", {
      choices: ["month", "day", "hour-of-week", "interval"] as const,
      requiresArg: true,
      describe: "Also give results for each of these; of several months the main ones are always given",
    })
    .option("controls", {
      type: "boolean",
      default: false,
      describe:
        "Correct means for the callers who happened to come (control variates): surer with as few runs",
    })
    .option("all", {
      type: "boolean",
      default: false,
      describe: "Print every measure in tables, not the main ones",
    })
    .option("out", OUT)
    .option("overwrite", OVERWRITE)
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example("$0 run scenarios/kent/2022-10.yaml", "October 2022 beside what was reported")
    .example('$0 run october.yaml --precision "1%"', "as many replications as 1% takes")
    .example(
      '$0 run october.yaml --set "pools.general.handlers.average=11"',
      "with other figures than the file's",
    )
    .example('$0 run plan.yaml --target "attrition:101 <= 10%"', "in which month of several it is met first")
    .example(
      "$0 run october.yaml --by day --format csv > days.csv",
      "every measure of every day, for a spreadsheet",
    );
}

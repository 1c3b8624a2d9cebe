import type { Argv } from "yargs";
import { atLeast, atLeastOne, optional } from "../wholeNumbers.ts";
import { OUT, OVERWRITE, PROGRESS, SEED, SET, WORKERS } from "./shared.ts";

/** Options that studies of one file share. */
function studyOptions(args: Argv, says: { readonly replications: string; readonly measures: string }) {
  return args
    .positional("file", { type: "string", demandOption: true, describe: "Scenario file (YAML or JSON)" })
    .option("set", SET)
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("replications")),
      describe: says.replications,
    })
    .option("measure", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      defaultDescription: says.measures,
      describe: 'Measure to show: "attrition:101", or "attrition" for every queue. Give it once for each',
    })
    .option("seed", SEED)
    .option("workers", WORKERS)
    .option("progress", PROGRESS);
}

/** What can be asked of `fcrsim sweep`. */
export function sweepOptions(args: Argv) {
  return studyOptions(args, {
    replications: "Simulated periods at each point [default: 20]",
    measures: "attrition, meanWaitAnswered and occupancy of all",
  })
    .option("vary", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe:
        'A figure and its values: "pools.general.handlers=8..16", "queues.101.message.duration=30s,60s,95s". ' +
        "Give it once for each figure",
    })
    .option("design", {
      choices: ["factorial", "lhs", "sobol"] as const,
      default: "factorial" as const,
      requiresArg: true,
      describe: "Every combination of values, or --points that fill the space between them",
    })
    .option("points", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("points")),
      describe: "Points of a design other than factorial",
    })
    .option("format", {
      choices: ["table", "csv", "wide", "json", "markdown"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output: csv is tidy, wide is for charts",
    })
    .option("out", {
      type: "string",
      requiresArg: true,
      describe: "Folder for results; each point is kept there, and the same command goes on where it stopped",
    })
    .example(
      '$0 sweep october.yaml --vary "pools.general.handlers.average=9..12"',
      "attrition and waits for four averages",
    )
    .example(
      '$0 sweep october.yaml --vary "pools.general.holdBack=0..4" --vary "queues.101.message.duration=30s,60s,95s"',
      "all 15 combinations",
    )
    .example(
      '$0 sweep october.yaml --vary "queues.101.talk.mean=9m..12m" --design sobol --points 64',
      "64 points over a range",
    );
}

/** What can be asked of `fcrsim sensitivity`. */
export function sensitivityOptions(args: Argv) {
  return studyOptions(args, {
    replications: "Simulated periods behind each answer, an even number [default: 2]",
    measures: "attrition of every queue",
  })
    .option("samples", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("samples")),
      describe:
        "Rows of drawn figures; each is simulated once for every unknown figure and twice more [default: 200]",
    })
    .option("ends", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "ends")),
      describe:
        "Simulated periods with each figure moved alone, the same callers at both of its ends [default: 50]",
    })
    .option("format", {
      choices: ["table", "csv", "json", "markdown"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output: csv is ready for a tornado chart",
    })
    .option("out", OUT)
    .option("overwrite", OVERWRITE)
    .example("$0 sensitivity october.yaml --measure attrition:101", "what 101 attrition hangs on")
    .example(
      "$0 sensitivity october.yaml --measure meanWaitAnswered --format csv > tornado.csv",
      "for a tornado chart",
    );
}

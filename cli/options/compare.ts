import type { Argv } from "yargs";
import { atLeastOne, optional } from "../wholeNumbers.ts";
import { FORMAT, OUT, OVERWRITE, PROGRESS, SEED, WORKERS } from "./shared.ts";

/** What can be asked of `fcrsim compare`. */
export function compareOptions(args: Argv) {
  return args
    .positional("base", {
      type: "string",
      demandOption: true,
      describe: "Scenario file that the plans are compared with",
    })
    .positional("plans", {
      type: "string",
      array: true,
      default: [] as readonly string[],
      describe: "Scenario files of the plans, up to fifty",
    })
    .option("months", {
      type: "string",
      requiresArg: true,
      describe: "Compare in each of these months, not in the files' own: 2022-10,2022-11",
    })
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("replications")),
      describe:
        "Simulated periods of each plan [default: 100; with --precision or --screen, the most: 10000; with --uncertain, of each draw: 5]",
    })
    .option("uncertain", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeastOne("uncertain")),
      describe:
        "Draw the figures that are not known this many times, the same for base and plans, and tell what follows apart from chance",
    })
    .option("by", {
      choices: ["month"] as const,
      requiresArg: true,
      describe: "Of several months: also compare month by month",
    })
    .option("precision", {
      type: "string",
      requiresArg: true,
      describe: 'Run until every difference is known to within this share of the base: "2%"',
    })
    .option("measure", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as readonly string[],
      defaultDescription: "attrition, answered waits and targets, occupancy",
      describe:
        'Measure to look at: "attrition:101", or "attrition" for every queue. Give it once for each; the fewer, the sharper each verdict',
    })
    .option("all", { type: "boolean", default: false, describe: "Look at every measure" })
    .option("target", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as readonly string[],
      describe: 'Which plans meet this, with what probability: "attrition:101 <= 10%". Give it once for each',
    })
    .option("screen", {
      type: "string",
      requiresArg: true,
      describe: 'Find the plan that is best by one measure, "attrition:101", and drop the others on the way',
    })
    .option("worth", {
      type: "string",
      requiresArg: true,
      describe: 'With --screen: the smallest difference worth having, such as "1%" or "10 seconds"',
    })
    .option("seed", {
      ...SEED,
      describe: "Root of all chance, for base and plans alike, instead of the base's seed",
    })
    .option("format", FORMAT)
    .option("out", OUT)
    .option("overwrite", OVERWRITE)
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example("$0 compare october.yaml two-more.yaml new-message.yaml", "two plans against October as it was")
    .example(
      '$0 compare october.yaml plan.yaml --target "attrition:101 <= 10%" --target "attrition:999 <= 1%"',
      "does the plan meet both, and in how many months?",
    )
    .example(
      "$0 compare base.yaml plan.yaml --uncertain 200",
      "is the plan better whatever the figures that are not known may be?",
    )
    .example(
      '$0 compare base.yaml plans/*.yaml --screen meanWaitAnswered:101 --worth "20 seconds"',
      "the best of many plans",
    );
}

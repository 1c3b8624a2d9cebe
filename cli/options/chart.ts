import type { Argv } from "yargs";
import { CHART_NAMES } from "../chartNames.ts";

/** What can be asked of `fcrsim chart`. */
export function chartOptions(args: Argv) {
  return args
    .positional("name", {
      type: "string",
      demandOption: true,
      describe: `Which chart: ${CHART_NAMES.join(", ")}`,
    })
    .positional("results", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "results.json, comparison.json or people.json that a command wrote with --out, or its folder",
    })
    .option("out", {
      type: "string",
      requiresArg: true,
      describe:
        "File to write: .png, .svg or .vl.json (the Vega-Lite specification). A folder gets all three, the figures as CSV " +
        "and a text for whoever cannot see the chart [default: the specification to standard output]",
    })
    .option("overwrite", {
      type: "boolean",
      default: false,
      describe: "Let --out replace what exists",
    })
    .option("queue", {
      type: "string",
      requiresArg: true,
      describe: "The queue to show [default: the last two in the file, or the last, as the chart has room]",
    })
    .option("measure", {
      type: "string",
      requiresArg: true,
      describe:
        "For plans and tornado: what to show, such as meanWaitAnswered [default: attrition, or the last]",
    })
    .option("title", {
      type: "string",
      requiresArg: true,
      describe: "The finding in one sentence [default: one that follows from the figures]",
    })
    .option("source", {
      type: "string",
      requiresArg: true,
      describe: "Where the figures come from, beneath the chart",
    })
    .option("scale", {
      type: "number",
      requiresArg: true,
      default: 2,
      describe: "Pixels of a PNG for each unit of the chart: 2 for screens, 4 for print",
    })
    .example("$0 chart months runs/results.json --out months.png", "attrition and wait by month")
    .example("$0 chart plans comparison --out plans", "a folder: picture, figures and text")
    .example(
      '$0 chart waits runs --queue 101 --title "One caller in ten waits for half an hour" --out waits.svg',
      "with a headline of your own",
    );
}

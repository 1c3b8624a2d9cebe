import type { Argv } from "yargs";
import { OVERWRITE, PROGRESS, WORKERS } from "./shared.ts";

/** What can be asked of `fcrsim report`. */
export function reportOptions(args: Argv) {
  return args
    .positional("study", { type: "string", demandOption: true, describe: "Study file (YAML or JSON)" })
    .option("out", {
      type: "string",
      requiresArg: true,
      demandOption: "Name a folder for the paper, such as --out paper.",
      describe: "New folder for the paper, its charts and the results behind it",
    })
    .option("overwrite", OVERWRITE)
    .option("quick", {
      type: "boolean",
      default: false,
      describe: "Simulate as little as shows anything, for a first look; the paper says so",
    })
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example(
      "$0 report scenarios/kent/panel-study.yaml --out panel",
      "five recruitment plans for Kent: panel/report.html, report.docx, tables.xlsx and more",
    )
    .example("$0 report my-study.yaml --quick --out first-look", "rough, in a fraction of the time");
}

import type { Argv } from "yargs";
import { OUT, OVERWRITE, PROGRESS, WORKERS } from "./shared.ts";

/** What can be asked of `fcrsim validate`. */
export function validateOptions(args: Argv) {
  return args
    .positional("suite", {
      type: "string",
      default: "scenarios/kent/validation.yaml",
      describe: "Validation suite (YAML or JSON)",
    })
    .option("accept", {
      type: "boolean",
      default: false,
      describe: "Take what holds now as what must hold from now on: writes the suite's file of what held",
    })
    .option("format", {
      choices: ["table", "markdown", "json"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output",
    })
    .option("out", OUT)
    .option("overwrite", {
      ...OVERWRITE,
      describe: "Let --out replace a folder that exists, and --accept the file of what held",
    })
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example("$0 validate", "the six Kent months; exit code 1 if a figure that held no longer does");
}

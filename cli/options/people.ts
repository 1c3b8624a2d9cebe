import type { Argv } from "yargs";
import { atLeast, optional } from "../wholeNumbers.ts";
import { OUT, OVERWRITE, SEED, SET } from "./shared.ts";

/** What can be asked of `fcrsim people`. */
export function peopleOptions(args: Argv) {
  return args
    .positional("file", { type: "string", demandOption: true, describe: "Scenario file with a workforce" })
    .option("months", {
      type: "string",
      requiresArg: true,
      describe:
        "The last month to tell of, or the first and the last: 2025-03, or 2024-09..2025-03 [default: twelve months]",
    })
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "replications")),
      describe: "Also let chance fill places, drop people out and make them leave, so many times",
    })
    .option("uncertain", {
      type: "number",
      requiresArg: true,
      coerce: optional(atLeast(2, "uncertain")),
      describe: "The same, each time with other values for the figures that are not known",
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
    .example("$0 people scenarios/examples/people.yaml", "who is in post, in training and live, by month")
    .example(
      "$0 people scenarios/examples/people.yaml --months 2025-12 --replications 500",
      "to the end of 2025, with the range that chance gives",
    );
}

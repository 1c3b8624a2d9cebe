import type { Argv } from "yargs";
import { USUAL_EFFORT } from "../../engine/calibration/effort.ts";
import { atLeastOne, optional } from "../wholeNumbers.ts";
import { PROGRESS, WORKERS } from "./shared.ts";

/** What can be asked of `fcrsim calibrate`. */
export function calibrateOptions(args: Argv) {
  const whole = (name: string, describe: string) =>
    ({ type: "number", requiresArg: true, coerce: optional(atLeastOne(name)), describe }) as const;
  return args
    .positional("file", { type: "string", demandOption: true, describe: "Calibration file (YAML or JSON)" })
    .option("out", {
      type: "string",
      requiresArg: true,
      demandOption: "Name a folder for what is found, such as --out calibration.",
      describe:
        "Folder for results; what is simulated is kept there, and the same command goes on where it stopped",
    })
    .option("structure", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "all in the file",
      describe: "A structure to try. Give it once for each",
    })
    .option("from", {
      type: "string",
      requiresArg: true,
      describe:
        "A design that an earlier calibration wrote: months that are in it are not simulated again, only new ones",
    })
    .option("points", whole("points", `Points of each wave [default: ${USUAL_EFFORT.points}]`))
    .option("waves", whole("waves", `Waves at most [default: ${USUAL_EFFORT.waves}]`))
    .option(
      "replications",
      whole("replications", `Simulated months at a point [default: ${USUAL_EFFORT.replications}]`),
    )
    .option(
      "steps",
      whole(
        "steps",
        `Steps of each walker of the sampler [default: ${USUAL_EFFORT.steps}, doubled up to ${USUAL_EFFORT.doublings} times if too few]`,
      ),
    )
    .option("draws", whole("draws", `Draws simulated again and kept [default: ${USUAL_EFFORT.draws}]`))
    .option("workers", WORKERS)
    .option("progress", PROGRESS)
    .example(
      "$0 calibrate scenarios/kent/calibration.yaml --out kent-calibration",
      "all structures, some minutes each",
    )
    .example(
      "$0 calibrate later.yaml --from kent-calibration/design-rising.json --out with-february",
      "a month was published: simulates that month alone, and fits again",
    );
}

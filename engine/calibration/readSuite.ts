import type { z } from "zod";
import { group, text, whole, word } from "../scenario/fields.ts";
import type { Fault } from "../scenario/faults.ts";
import { sortFaults } from "../scenario/faults.ts";
import { fieldsOf, Report } from "../scenario/report.ts";
import type { TextFiles } from "../scenario/textFiles.ts";
import { MOST_SCENARIO_BYTES } from "../scenario/textFiles.ts";
import { treeOf } from "../scenario/tree.ts";
import type { Reading } from "./calibration.ts";

const file = (noun: string, example: string) =>
  text(`the name of ${noun}`, `Write the name of ${noun}, such as ${example}.`);
const WRITE_DRAWS = "Write a whole number from 10 to 1000, such as 40.";
const WRITE_REPLICATIONS = "Write a whole number from 2 to 100, such as 2.";
const WRITE_STEPS = "Write a whole number from 50 to 100,000, such as 250.";

const SuiteText = group(
  {
    about: text("a sentence", "Write in one sentence what is validated."),
    calibration: file("a calibration file", "calibration.yaml").meta({
      description:
        "The calibration that made the posterior: it names the months and what was published of them.",
    }),
    structure: text("the name of a structure", "Write the name of a structure of the calibration.").meta({
      description: "Which kind of room of the calibration.",
    }),
    reading: word(["answered calls", "all calls"]).meta({
      description: "Over whose waits the published mean is taken.",
    }),
    posterior: file("a posterior file", "posterior/posterior-held-back-answered-calls.json"),
    design: file("a design file", "posterior/design-held-back.json"),
    holds: file("a file of what held", "posterior/holds.json").meta({
      description: "Which figures lay in their intervals when that was last accepted: written by --accept.",
    }),
    draws: whole(10, 1000, "a number of draws", WRITE_DRAWS).default(40).meta({
      description: "Draws of the posterior that are simulated again.",
    }),
    replications: whole(2, 100, "a number of replications", WRITE_REPLICATIONS).default(2).meta({
      description: "Simulated months for each draw.",
    }),
    steps: whole(50, 100_000, "a number of steps", WRITE_STEPS).default(250).meta({
      description: "Steps of each walker where a month is left out.",
    }),
    kept: whole(50, 10_000, "a number of draws", "Write a whole number from 50 to 10,000, such as 300.")
      .default(300)
      .meta({
        description: "Draws that are kept where a month is left out.",
      }),
  },
  "a validation suite",
  "Write about, calibration, structure, reading, posterior, design and holds.",
);

/** A validation as its file says it; files are named from where they can be opened. */
export interface Suite {
  readonly about: string;
  readonly calibration: string;
  readonly structure: string;
  readonly reading: Reading;
  readonly posterior: string;
  readonly design: string;
  readonly holds: string;
  readonly draws: number;
  readonly replications: number;
  readonly steps: number;
  readonly kept: number;
}

/** Reads a suite file. Faults come all at once. */
export function readSuite(
  path: string,
  files: TextFiles,
): { readonly suite: Suite } | { readonly faults: readonly Fault[] } {
  const fault = (message: string): { readonly faults: readonly Fault[] } => ({
    faults: [{ file: path, line: null, column: null, path: [], message }],
  });
  const opened = files.read(path, MOST_SCENARIO_BYTES);
  if ("problem" in opened) return fault(opened.problem);
  const grown = treeOf(path, opened.text);
  if ("faults" in grown) return grown;
  const { tree } = grown;
  if (tree?.kind !== "group")
    return fault("this is not a validation suite. Begin with about: and one sentence.");
  const report = new Report(tree);
  const fields = fieldsOf(SuiteText, tree, [], report);
  if (report.faults.length > 0) return { faults: sortFaults([...report.faults], [path]) };
  const suite = fields as z.output<typeof SuiteText>;
  const from = (name: string): string => files.resolve(path, name);
  return {
    suite: {
      ...suite,
      calibration: from(suite.calibration),
      posterior: from(suite.posterior),
      design: from(suite.design),
      holds: from(suite.holds),
    },
  };
}

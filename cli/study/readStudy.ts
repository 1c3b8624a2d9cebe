import type { Fault } from "../../engine/scenario/faults.ts";
import { sortFaults } from "../../engine/scenario/faults.ts";
import { fieldsOf, Report } from "../../engine/scenario/report.ts";
import { MOST_SCENARIO_BYTES, type TextFiles } from "../../engine/scenario/textFiles.ts";
import type { Group } from "../../engine/scenario/tree.ts";
import { treeOf } from "../../engine/scenario/tree.ts";
import { type StudyWords, StudyText } from "./studyText.ts";

/** A study as its file says it; files are named from where they can be opened. */
export interface Study extends Omit<StudyWords, "validation"> {
  readonly path: string;
  /** A suite that is run, or that what was found comes from; and what was found, if it is not to be run. */
  readonly validation: { readonly suite?: string; readonly found?: string } | undefined;
}

/** A study that has been read, and where to report what is wrong with what it names. */
export interface StudyRead {
  readonly study: Study;
  /** Collects what is found later, with its place in the study file. */
  readonly report: Report;
  readonly text: string;
}

/** Reads a study file, but nothing that it names. Faults come all at once. */
export function readStudy(path: string, files: TextFiles): StudyRead | { readonly faults: readonly Fault[] } {
  const fault = (message: string): { readonly faults: readonly Fault[] } => ({
    faults: [{ file: path, line: null, column: null, path: [], message }],
  });
  const opened = files.read(path, MOST_SCENARIO_BYTES);
  if ("problem" in opened) return fault(opened.problem);
  const grown = treeOf(path, opened.text);
  if ("faults" in grown) return grown;
  if (grown.tree?.kind !== "group") return fault("this is not a study. Begin with title: and a few words.");
  const tree: Group = grown.tree;
  const report = new Report(tree);
  const fields = fieldsOf(StudyText, tree, [], report);
  if (report.faults.length > 0) return { faults: sortFaults([...report.faults], [path]) };
  const words = fields as StudyWords;
  const from = (name: string): string => files.resolve(path, name);
  const at = <Part extends { readonly scenario: string }>(part: Part | undefined): Part | undefined =>
    part && { ...part, scenario: from(part.scenario) };
  const one = (name: string | undefined): string | undefined => (name === undefined ? undefined : from(name));
  return {
    study: {
      ...words,
      path,
      base: from(words.base),
      plans: words.plans.map(from),
      published: words.published?.map(from),
      hours: at(words.hours),
      sensitivity: at(words.sensitivity),
      staffing: at(words.staffing),
      message: at(words.message),
      calibration: one(words.calibration),
      validation: validationOf(words.validation, from),
      assumptions: words.assumptions.map(from),
      sources: one(words.sources),
      conflicts: one(words.conflicts),
    },
    report,
    text: opened.text,
  };
}

function validationOf(
  written: StudyWords["validation"],
  from: (name: string) => string,
): Study["validation"] {
  if (written === undefined) return undefined;
  if (typeof written !== "string") return { suite: from(written.suite), found: from(written.found) };
  return written.toLowerCase().endsWith(".json") ? { found: from(written) } : { suite: from(written) };
}

import type { Reproduction } from "../../reports/paper/evidence.ts";
import { programVersion } from "../version.ts";
import type { StudyPrepared, SweepPrepared } from "./prepareStudy.ts";

type Command = Reproduction["commands"][number];

/** How to make every figure of a study again: one command for each section. */
export function reproductionOf(prepared: StudyPrepared): Reproduction {
  return {
    program: "fcrsim",
    version: programVersion(),
    seed: prepared.seed,
    replications: prepared.replications,
    draws: prepared.draws,
    files: prepared.files,
    commands: commandsOf(prepared),
  };
}

function commandsOf(prepared: StudyPrepared): readonly Command[] {
  const { study, draws, replications, plans, targets, comparison, quick } = prepared;
  const asWritten = study.seed === undefined ? [] : ["--seed", study.seed];
  // Plans meet the callers of the base.
  const ofPlans =
    study.seed === undefined && plans.every(({ seedInFile }) => seedInFile === prepared.seed)
      ? []
      : ["--seed", prepared.seed];
  const effort = [
    ...(draws === null ? [] : ["--uncertain", String(draws)]),
    "--replications",
    String(replications),
  ];
  const said = (what: string, words: readonly string[]): Command => ({ what, command: line(words) });
  const sweepOf = (what: string, sweep: SweepPrepared | null): readonly Command[] => {
    if (sweep === null) return [];
    const { file, vary, replications: count } = sweep.options;
    return [said(what, ["sweep", file, "--vary", ...vary, "--replications", String(count), ...asWritten])];
  };
  const { sensitivity, hours, published } = prepared;
  return [
    said("The whole paper", ["report", study.path, ...(quick ? ["--quick"] : []), "--out", "paper"]),
    ...plans.map(({ file, name }) =>
      said(`${name}, by month and whole period`, [
        "run",
        file,
        ...effort,
        ...targets.flatMap(({ option }) => ["--target", option]).filter(() => prepared.isOfMonths),
        ...ofPlans,
      ]),
    ),
    ...plans
      .filter(({ stated }) => stated.workforce !== null)
      .map(({ file, name }) => said(`${name}, its people`, ["people", file, ...ofPlans])),
    ...(comparison === null
      ? []
      : [
          said("Plans against the base", [
            "compare",
            comparison.base,
            ...comparison.plans,
            ...effort,
            ...(comparison.by === undefined ? [] : ["--by", comparison.by]),
            ...comparison.measure.flatMap((measure) => ["--measure", measure]),
            ...ofPlans,
          ]),
        ]),
    ...(published === null || published.known.files.length === 0
      ? []
      : [
          said("Published months", [
            "run",
            ...published.known.files,
            "--replications",
            String(published.known.replications),
            ...asWritten,
          ]),
        ]),
    ...(published === null || published.unknown.files.length === 0
      ? []
      : [
          said("Published months, with the figures that are not known drawn", [
            "run",
            ...published.unknown.files,
            "--uncertain",
            String(published.unknown.draws),
            "--replications",
            String(published.unknown.replications),
            ...asWritten,
          ]),
        ]),
    ...(hours === null
      ? []
      : [
          said("Hours of the week", [
            "run",
            study.hours!.scenario,
            "--by",
            "hour-of-week",
            "--replications",
            String(hours.replications),
            ...asWritten,
          ]),
        ]),
    ...(sensitivity === null
      ? []
      : [
          said("What moves the answer", [
            "sensitivity",
            sensitivity.options.file,
            ...sensitivity.options.measure.flatMap((measure) => ["--measure", measure]),
            "--samples",
            String(sensitivity.options.samples),
            "--ends",
            String(sensitivity.prepared.ends),
            ...asWritten,
          ]),
        ]),
    ...sweepOf("Handlers on duty", prepared.staffing),
    ...sweepOf("Length of the message", prepared.message),
    ...(study.validation?.suite === undefined
      ? []
      : [said("Validation", ["validate", study.validation.suite])]),
    ...prepared.calibrated.map(({ file, again, but }): Command => {
      const learnt = `What the published months taught (${slashes(file)})`;
      if (again === null)
        return {
          what: `${learnt}: the file does not say how it was made, so no command makes it again.`,
          command: null,
        };
      return said(
        but.length === 0
          ? `${learnt}: the same file, byte for byte, in a folder beside it`
          : `${learnt}: nearly the same file, in a folder beside it; ${but.join(", and ")}`,
        again.words,
      );
    }),
  ];
}

/** A command as it can be copied to a shell. */
function line(words: readonly string[]): string {
  return ["fcrsim", ...words.map(quotedWord)].join(" ");
}

const slashes = (path: string): string => path.replaceAll("\\", "/");

function quotedWord(word: string): string {
  const plain = slashes(word);
  return /^[\w./:@%+,=-]+$/.test(plain) ? plain : `"${plain.replace(/(["$`])/g, "\\$1")}"`;
}

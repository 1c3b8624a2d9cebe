import { createHash } from "node:crypto";
import { chooseMeasures } from "../../engine/experiment/choice.ts";
import { isHorizon } from "../../engine/scenario/horizon.ts";
import { openScenario } from "../../engine/scenario/read.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { MOST_TABLE_BYTES } from "../../engine/scenario/textFiles.ts";
import type { Path } from "../../engine/scenario/tree.ts";
import { quoted } from "../../engine/scenario/words.ts";
import type { Assumption, SourceConflict, SourceEntry } from "../../reports/paper/evidence.ts";
import {
  type CompareOptions,
  lookedAt,
  requireSense,
  requireSamePeriod,
  sameCallers,
} from "../commands/compare.ts";
import { prepare as prepareUncertain } from "../commands/compareUncertain.ts";
import { prepare as prepareSensitivity, type SensitivityOptions } from "../commands/sensitivity.ts";
import { prepare as prepareSweep, type SweepOptions } from "../commands/sweep.ts";
import { type Drawable, openDrawable } from "../drawable.ts";
import { UserError } from "../exit.ts";
import { textFiles } from "../files.ts";
import { loadScenario, loadScenarios } from "../load.ts";
import type { ProgressStyle } from "../progress.ts";
import { StudyFaults } from "./faultsOf.ts";
import { type CalibrationOpened, openCalibration } from "./openCalibration.ts";
import { openValidation, type ValidationOpened } from "./openValidation.ts";
import { type MadeAgain, madeAgain } from "./madeAgain.ts";
import type { Study, StudyRead } from "./readStudy.ts";
import { readAssumptions, readConflicts, readSources } from "./tables.ts";
import { type AskedTarget, measureOption, readTarget } from "./targets.ts";

const USUAL = { draws: 100, ofEachDraw: 2, replications: 100 } as const;
/** Of each published month: draws, and periods of each; or periods, where every figure is known. One month is soon simulated. */
const OF_PUBLISHED = { draws: 50, ofEachDraw: 2, replications: 20 } as const;
/** What --quick makes of it: the least that shows a range at all. */
const QUICK = { draws: 10, replications: 10, samples: 10 } as const;

/** The base or a plan, ready to be run. */
export interface PlanPrepared {
  readonly file: string;
  /** As the comparison has it. */
  readonly name: string;
  /** Null if every figure of base and plans is known. */
  readonly drawable: Drawable | null;
  readonly stated: Scenario;
  /** The seed that its own file states. */
  readonly seedInFile: string;
}

/** A study in which nothing is wrong any more, ready to be run. */
export interface StudyPrepared {
  readonly study: Study;
  readonly quick: boolean;
  /** Of base and plans. */
  readonly seed: string;
  readonly queues: readonly string[];
  /** The base first. */
  readonly plans: readonly PlanPrepared[];
  /** Null if every figure of base and plans is known. */
  readonly draws: number | null;
  /** Of each draw, or in all. */
  readonly replications: number;
  /** Whether base and plans are told of month by month. */
  readonly isOfMonths: boolean;
  readonly targets: readonly AskedTarget[];
  readonly comparison:
    | (CompareOptions & {
        readonly drawn: ReturnType<typeof prepareUncertain> | null;
        readonly isLookedAt: ReturnType<typeof lookedAt>;
      })
    | null;
  readonly published: PublishedPrepared | null;
  readonly hours: { readonly scenario: Scenario; readonly replications: number } | null;
  readonly sensitivity: {
    readonly options: SensitivityOptions;
    readonly prepared: ReturnType<typeof prepareSensitivity>;
  } | null;
  readonly staffing: SweepPrepared | null;
  readonly message: SweepPrepared | null;
  readonly calibration: CalibrationOpened | null;
  readonly validation: ValidationOpened | null;
  readonly assumptions: readonly Omit<Assumption, "impact">[];
  readonly sources: readonly SourceEntry[];
  readonly conflicts: readonly SourceConflict[];
  /** Every file that was read, by its first mention. */
  readonly files: readonly { readonly file: string; readonly hash: string }[];
  /** What `fcrsim calibrate` has written among them. */
  readonly calibrated: readonly MadeAgain[];
}

/** Published months, ready to be run: those in which every figure is known, and the others. */
export interface PublishedPrepared {
  readonly known: {
    readonly files: readonly string[];
    readonly scenarios: readonly Scenario[];
    readonly replications: number;
  };
  readonly unknown: {
    readonly files: readonly string[];
    readonly drawables: readonly Drawable[];
    readonly draws: number;
    /** Of each draw. */
    readonly replications: number;
  };
}

export interface SweepPrepared {
  readonly options: SweepOptions & { readonly replications: number };
  readonly prepared: ReturnType<typeof prepareSweep>;
}

/**
 * Opens everything that a study names. Everything that can be wrong is found before the first second is simulated.
 *
 * @throws UserError with all that is wrong.
 */
export function prepareStudy(
  { study, report, text }: StudyRead,
  { quick, progress }: { readonly quick: boolean; readonly progress: ProgressStyle },
): StudyPrepared {
  const faults = new StudyFaults(report, study.path);
  namedFiles(study, faults);
  const { plans, loaded, base } = preparePlans(study, faults);
  const known = plans?.every(({ stated: { unknowns = [] } }) => unknowns.length === 0) ?? true;
  if (plans !== null && known && study.effort.draws !== undefined) {
    faults.value(
      ["effort", "draws"],
      "every figure of base and plans is known, so there is nothing to draw. Leave draws out.",
    );
  }
  const { draws: asked = USUAL.draws, replications: periods } = study.effort;
  const draws = known ? null : quick ? QUICK.draws : asked;
  const usual = known ? USUAL.replications : USUAL.ofEachDraw;
  const most = known ? QUICK.replications : USUAL.ofEachDraw;
  const replications = quick ? Math.min(most, periods ?? usual) : (periods ?? usual);
  const targets = targetsOf(study, loaded, faults);
  const queues = base === null ? [] : queuesOf(study, base, faults);
  const few = (count: number): number => (quick ? Math.min(QUICK.replications, count) : count);
  const { seed: asWritten } = study;
  const others = { seed: asWritten, set: [], workers: undefined, out: undefined, overwrite: false, progress };
  const sweepOf = (word: "staffing" | "message"): SweepPrepared | null => {
    const part = study[word];
    if (part === undefined) return null;
    const options: SweepPrepared["options"] = {
      ...others,
      file: part.scenario,
      vary: [part.vary],
      design: "factorial",
      points: undefined,
      replications: few(part.replications),
      measure: [],
      format: "json",
    };
    const prepared = faults.attempt([word, "vary"], () => prepareSweep(options));
    return prepared && { options, prepared };
  };
  const sensitivityOf = (): StudyPrepared["sensitivity"] => {
    if (study.sensitivity === undefined) return null;
    const { scenario: file, measure, samples, ends } = study.sensitivity;
    const scenario = faults.attempt(["sensitivity", "scenario"], () => loadScenario(file, asWritten));
    if (scenario === null) return null;
    const option = faults.attempt(["sensitivity", "measure"], () => measureOption(measure, scenario));
    if (option === null) return null;
    const options: SensitivityOptions = {
      ...others,
      file,
      measure: [option],
      samples: quick ? Math.min(QUICK.samples, samples) : samples,
      replications: undefined,
      ends: few(ends),
      format: "json",
    };
    const prepared = faults.attempt(["sensitivity", "scenario"], () => prepareSensitivity(options));
    return prepared && { options, prepared };
  };
  const hoursOf = (): StudyPrepared["hours"] => {
    if (study.hours === undefined) return null;
    const { scenario: file, replications: count } = study.hours;
    const scenario = faults.attempt(["hours", "scenario"], () => loadScenario(file, asWritten));
    return scenario && { scenario, replications: few(count) };
  };
  const table = <Row>(
    word: "sources" | "conflicts",
    read: (file: string) => readonly Row[],
  ): readonly Row[] => {
    const file = study[word];
    return file === undefined ? [] : (faults.attempt([word], () => read(file)) ?? []);
  };
  const publishedOf = (): StudyPrepared["published"] => {
    const { published: names } = study;
    if (names === undefined) return null;
    const scenarios = faults.attempt(["published"], () => loadScenarios(names, asWritten));
    if (scenarios === null) return null;
    const isKnown = scenarios.map(({ unknowns = [] }) => unknowns.length === 0);
    const unknown = names.filter((_, i) => isKnown[i] === false);
    const drawables = faults.attempt(["published"], () =>
      unknown.map((file) => openDrawable(file, asWritten, [])),
    );
    return (
      drawables && {
        known: {
          files: names.filter((_, i) => isKnown[i]),
          scenarios: scenarios.filter((_, i) => isKnown[i]),
          replications: few(OF_PUBLISHED.replications),
        },
        unknown: {
          files: unknown,
          drawables,
          draws: few(OF_PUBLISHED.draws),
          replications: OF_PUBLISHED.ofEachDraw,
        },
      }
    );
  };
  const rest = {
    published: publishedOf(),
    hours: hoursOf(),
    sensitivity: sensitivityOf(),
    staffing: sweepOf("staffing"),
    message: sweepOf("message"),
    calibration:
      study.calibration === undefined
        ? null
        : faults.attempt(["calibration"], () => openCalibration(study.calibration!)),
    validation:
      study.validation === undefined
        ? null
        : faults.attempt(["validation"], () => openValidation(study.validation!)),
    assumptions: study.assumptions.flatMap(
      (file, i) => faults.attempt(["assumptions", i], () => readAssumptions(file)) ?? [],
    ),
    sources: table("sources", readSources),
    conflicts: table("conflicts", readConflicts),
  };
  const comparison =
    plans === null || plans.length < 2
      ? null
      : faults.attempt(["plans"], () =>
          comparisonOf(study, plans, queues, targets, { draws, replications, progress }),
        );
  const { calibration, validation } = rest;
  if (
    validation?.kind === "stored" &&
    calibration?.posterior !== undefined &&
    calibration.posterior !== validation.found.posterior
  ) {
    faults.value(
      ["validation"],
      `this is of the posterior ${validation.found.posterior}, and calibration names ${calibration.posterior}. Run fcrsim validate again, or name the suite itself.`,
    );
  }
  faults.refuse();
  const read = filesOf(study, text, calibration?.file);
  return {
    study,
    quick,
    seed: seedOf(study, plans!),
    queues,
    plans: plans!,
    draws,
    replications,
    isOfMonths: isHorizon(plans![0]!.stated.period),
    targets,
    comparison,
    ...rest,
    files: [...read].map(([path, content]) => ({
      file: path.replaceAll("\\", "/"),
      hash: createHash("sha256").update(content).digest("hex").slice(0, 16),
    })),
    calibrated: [...read].map(([path, content]) => madeAgain(path, content)).filter((made) => made !== null),
  };
}

function seedOf({ seed }: Study, plans: readonly PlanPrepared[]): string {
  return seed ?? plans[0]!.stated.seed;
}

function namedFiles(study: Study, faults: StudyFaults): void {
  faults.named(["base"], study.base);
  for (const word of ["plans", "published", "assumptions"] as const) {
    study[word]?.forEach((file, i) => {
      faults.named([word, i], file);
    });
  }
  for (const word of ["hours", "sensitivity", "staffing", "message"] as const) {
    faults.named([word, "scenario"], study[word]?.scenario);
  }
  for (const word of ["sources", "conflicts", "calibration"] as const) {
    faults.named([word], study[word]);
  }
  for (const file of Object.values(study.validation ?? {})) faults.named(["validation"], file);
}

/** Base and plans: all of them or, with the faults reported, those that could be opened. */
interface Opened {
  readonly plans: readonly PlanPrepared[] | null;
  readonly loaded: readonly Scenario[];
  readonly base: Scenario | null;
}

function preparePlans(study: Study, faults: StudyFaults): Opened {
  const files = [study.base, ...study.plans];
  if (study.plans.includes(study.base)) {
    faults.value(
      ["plans", study.plans.indexOf(study.base)],
      "this is the base too. Leave it out of the plans: the base is compared with all of them anyway.",
    );
    return { plans: null, loaded: [], base: null };
  }
  const at = (i: number): Path => (i === 0 ? ["base"] : ["plans", i - 1]);
  const each = files.map((file, i) => faults.attempt(at(i), () => loadScenario(file, study.seed)));
  const opened = { loaded: each.filter((scenario) => scenario !== null), base: each[0] ?? null };
  if (each.includes(null)) return { ...opened, plans: null };
  // Names that two folders share are told apart where all are read together.
  const named = sameCallers(loadScenarios(files, study.seed));
  const isKnown = named.every(({ unknowns = [] }) => unknowns.length === 0);
  const drawables = files.map((file, i) =>
    isKnown ? null : faults.attempt(at(i), () => openDrawable(file, named[0]!.seed, [])),
  );
  if (!isKnown && drawables.includes(null)) return { ...opened, plans: null };
  const plans = named.map((stated, i) => ({
    file: files[i]!,
    name: stated.name,
    stated,
    seedInFile: each[i]!.seed,
    drawable: drawables[i] ?? null,
  }));
  return { ...opened, plans };
}

function targetsOf(
  { questions, ...studies }: Study,
  scenarios: readonly Scenario[],
  faults: StudyFaults,
): readonly AskedTarget[] {
  const found = new Map<string, AskedTarget>();
  questions.forEach(({ target, about }, i) => {
    if (about !== undefined && target !== undefined)
      faults.value(
        ["questions", i, "about"],
        "a question has a target or is about a study of the room, not both. Leave one out.",
      );
    if (about !== undefined && studies[about] === undefined)
      faults.value(
        ["questions", i, "about"],
        `this study has no ${about}. Describe it below, or leave about out.`,
      );
    if (target === undefined || found.has(target)) return;
    for (const scenario of scenarios) {
      const asked = faults.attempt(["questions", i, "target"], () => readTarget(target, scenario));
      if (asked === null) return;
      if (!found.has(target)) found.set(target, asked);
    }
  });
  return [...found.values()];
}

function queuesOf({ queues: asked }: Study, base: Scenario, faults: StudyFaults): readonly string[] {
  const names = base.queues.map(({ name }) => name);
  asked?.forEach((name, i) => {
    if (!names.includes(name)) {
      faults.value(
        ["queues", i],
        `the base has no queue ${quoted(name)}. Its queues are ${names.map(quoted).join(", ")}.`,
      );
    }
  });
  return asked ?? names.toReversed();
}

/** Measures of queues that a paper compares plans by, besides those of its targets. */
const COMPARED = ["attrition", "meanWaitAnswered", "meanWaitAnsweredFromDialling"];

function comparisonOf(
  { seed }: Study,
  plans: readonly PlanPrepared[],
  queues: readonly string[],
  targets: readonly AskedTarget[],
  {
    draws,
    replications,
    progress,
  }: {
    readonly draws: number | null;
    readonly replications: number;
    readonly progress: ProgressStyle;
  },
): StudyPrepared["comparison"] {
  const stated = plans.map((plan) => plan.stated);
  const everywhere = (measure: string): boolean =>
    stated.every((scenario) => "value" in chooseMeasures(measure, scenario));
  const measure = [
    ...queues.flatMap((queue) => COMPARED.map((each) => `${each}:${queue}`)),
    ...targets.map(({ target }) => `${target.measure}:${target.name}`),
  ].filter((each, i, all) => all.indexOf(each) === i && everywhere(each));
  const [base, ...others] = stated;
  const options: CompareOptions = {
    base: plans[0]!.file,
    plans: plans.slice(1).map(({ file }) => file),
    months: undefined,
    by: isHorizon(base!.period) ? "month" : undefined,
    replications,
    precision: undefined,
    measure,
    all: false,
    target: [],
    screen: undefined,
    worth: undefined,
    seed,
    format: "json",
    out: undefined,
    overwrite: false,
    workers: undefined,
    progress,
  };
  requireSense(options);
  requireSamePeriod(stated);
  return {
    ...options,
    drawn: draws === null ? null : prepareUncertain({ ...options, uncertain: draws }),
    isLookedAt: lookedAt(options, base!, others),
  };
}

/** The texts of all files that were read by their paths, the study first. */
function filesOf(study: Study, text: string, calibration: string | undefined): ReadonlyMap<string, string> {
  const read = new Map([[study.path, text]]);
  const scenarios = [
    study.base,
    ...study.plans,
    ...(study.published ?? []),
    ...[study.hours, study.sensitivity, study.staffing, study.message].flatMap((part) =>
      part === undefined ? [] : [part.scenario],
    ),
  ];
  for (const file of scenarios) {
    const opened = openScenario(file, textFiles());
    const result = "faults" in opened ? opened : opened.read([]);
    if ("faults" in result) throw new UserError(`${file} has changed while it was read. Try again.`);
    for (const { path, text: content } of result.files) read.set(path, content);
  }
  const others = [
    ...study.assumptions,
    study.sources,
    study.conflicts,
    calibration,
    study.validation?.suite,
    study.validation?.found,
  ];
  for (const file of others) {
    if (file === undefined) continue;
    const opened = textFiles().read(file, MOST_TABLE_BYTES);
    if ("text" in opened) read.set(file, opened.text);
  }
  return read;
}

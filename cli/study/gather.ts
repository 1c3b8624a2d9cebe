import type { TargetByMonth } from "../../engine/experiment/monthTargets.ts";
import type { Target } from "../../engine/experiment/targets.ts";
import type { Executor } from "../../engine/experiment/trial.ts";
import type { UnknownTarget } from "../../engine/experiment/uncertainty/unknownTargets.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import type { Evidence, PlanEvidence, TargetFound } from "../../reports/paper/evidence.ts";
import { readResult, type Result, type RunReport } from "../../reports/results.ts";
import { asJson as comparisonJson, compared, reportOf as comparisonReportOf } from "../commands/compare.ts";
import { comparedUnknown } from "../commands/compareUncertain.ts";
import { peopleReport } from "../commands/people.ts";
import { type RunOptions, simulated } from "../commands/run.ts";
import { studied } from "../commands/sensitivity.ts";
import { swept } from "../commands/sweep.ts";
import { drawn } from "../commands/uncertain.ts";
import { validated } from "../commands/validate.ts";
import { unknownComparisonJson } from "../output/comparison/unknown.ts";
import { asJson as runJson } from "../output/json.ts";
import { peopleJson } from "../output/people.ts";
import type { RunReport as PlainReport } from "../output/report.ts";
import { sensitivityJson } from "../output/sensitivity.ts";
import { sweepJson } from "../output/sweep.ts";
import { unknownJson, type UnknownReport } from "../output/unknown.ts";
import { validationJson } from "../output/validation.ts";
import { firstAttemptsOfAll } from "../firstAttempts.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { remembering } from "../remembering.ts";
import { assumptionsWithImpact } from "./impact.ts";
import type { PlanPrepared, StudyPrepared, SweepPrepared } from "./prepareStudy.ts";
import { reproductionOf } from "./reproduction.ts";
import { simulatedOf } from "./simulated.ts";
import { PeriodTargets, targetsFound } from "./targets.ts";
import { readValidation, validationFound } from "./validationFound.ts";

/** What a study has found, and the files of results that the commands would have written. */
export interface Gathered {
  readonly evidence: Evidence;
  /** By name: what `fcrsim chart` reads. */
  readonly results: ReadonlyMap<string, string>;
}

/** Rows by hour of the week that a paper shows; a room has many times as many. */
const BY_HOUR: ReadonlySet<string> = new Set([
  "offered",
  "answered",
  "abandoned",
  "attrition",
  "meanWaitAnswered",
  "onDuty",
  "occupancy",
  "chatsHeld",
  "timeClosed",
]);

/**
 * Simulates all that a study asks for, and each trial once.
 *
 * @returns null if it was interrupted.
 */
export async function gather(
  prepared: StudyPrepared,
  executor: Executor,
  style: ProgressStyle,
  signal: AbortSignal,
): Promise<Gathered | null> {
  return new Gathering(prepared, executor, style, signal).all();
}

class Interrupted extends Error {
  override readonly name = "Interrupted";
}

class Gathering {
  private readonly prepared: StudyPrepared;
  private readonly executor: Executor;
  private readonly style: ProgressStyle;
  private readonly signal: AbortSignal;
  private readonly results = new Map<string, string>();

  constructor(prepared: StudyPrepared, executor: Executor, style: ProgressStyle, signal: AbortSignal) {
    this.prepared = prepared;
    this.executor = executor;
    this.style = style;
    this.signal = signal;
  }

  async all(): Promise<Gathered | null> {
    try {
      return { evidence: await this.evidence(), results: this.results };
    } catch (error) {
      if (error instanceof Interrupted) return null;
      throw error;
    }
  }

  private async evidence(): Promise<Evidence> {
    const { study, quick, queues, plans, replications, draws } = this.prepared;
    const { base, others, comparison } = await this.plansAndComparison(plans);
    const sensitivity = await this.sensitivity();
    const { titlePage = {} } = study;
    return {
      title: study.title,
      subtitle: study.subtitle ?? "",
      titlePage: {
        author: titlePage.author ?? null,
        commissioner: titlePage.commissioner ?? null,
        approver: titlePage.approver ?? null,
        date: titlePage.date ?? null,
        status: titlePage.status ?? null,
      },
      place: study.place ?? "the control room",
      questions: study.questions.map(({ question, target, about }) => ({
        question,
        target: target ?? null,
        about: about ?? null,
      })),
      limits: [
        ...(quick
          ? [
              `This was made for a quick look (--quick), with ${draws === null ? "" : `${draws} draws of `}${replications} simulated periods of each plan. Its ranges are rough: make it again without --quick before anybody rests on it.`,
            ]
          : []),
        ...study.limits,
      ],
      queues,
      base,
      plans: others,
      comparison,
      published: await this.published(),
      hours: await this.hours(),
      sensitivity,
      staffing: await this.sweep("staffing", this.prepared.staffing),
      message: await this.sweep("message", this.prepared.message),
      calibration: this.calibration(),
      validation: await this.validation(),
      assumptionsNote: study.assumptionsNote ?? "",
      assumptions: assumptionsWithImpact(this.prepared.assumptions, sensitivity, this.unknowns()),
      sources: this.prepared.sources,
      conflicts: this.prepared.conflicts,
      simulated: simulatedOf(this.prepared),
      reproduction: reproductionOf(this.prepared),
    };
  }

  /** Runs and comparison look at the same trials, which are remembered no longer than that. */
  private async plansAndComparison([first, ...rest]: readonly PlanPrepared[]) {
    const executor = remembering(this.executor);
    const base = await this.plan(first!, executor);
    const others: PlanEvidence[] = [];
    for (const plan of rest) others.push(await this.plan(plan, executor));
    return { base, others, comparison: await this.comparison(executor) };
  }

  private async plan(plan: PlanPrepared, executor: Executor): Promise<PlanEvidence> {
    const { isOfMonths, targets } = this.prepared;
    const inMonths = isOfMonths ? targets.map(({ target }) => target) : [];
    const watch = isOfMonths || targets.length === 0 ? null : new PeriodTargets(targets);
    const { text, rows, found, notes } = await this.ran(
      plan,
      watch?.watching(executor) ?? executor,
      inMonths,
    );
    const [run] = this.runs(`run-${this.nameOf(plan)}.json`, text);
    const ofPeriod = (): readonly TargetFound[] =>
      watch?.found(rows, this.prepared.draws === null ? null : this.prepared.replications) ?? [];
    return {
      plan: plan.name,
      about: plan.stated.about,
      run: run!,
      targets: isOfMonths ? targetsFound(targets, found) : ofPeriod(),
      people: this.people(plan),
      notes,
    };
  }

  private async ran({ stated, drawable }: PlanPrepared, executor: Executor, targets: readonly Target[]) {
    const { draws, replications } = this.prepared;
    if (drawable !== null && draws !== null) {
      const report = await drawn(
        executor,
        drawable,
        { draws, replications, targets, set: [] },
        this.style,
        this.signal,
      );
      if (report === null || this.signal.aborted) throw new Interrupted();
      const found: readonly UnknownTarget[] = report.targets;
      return { text: unknownJson([report]), rows: report.rows, found, notes: report.notes };
    }
    const report = await this.plain(stated, replications, { executor, targets });
    const found: readonly TargetByMonth[] = report.targets;
    return { text: runJson([report]), rows: report.rows, found, notes: report.notes };
  }

  /** One scenario with its figures as they stand. */
  private async plain(
    stated: Scenario,
    replications: number,
    {
      executor = this.executor,
      targets = [],
      by,
    }: {
      readonly executor?: Executor;
      readonly targets?: readonly Target[];
      readonly by?: RunOptions["by"];
    } = {},
  ): Promise<PlainReport> {
    const found = await simulated(
      executor,
      stated,
      { stopping: { kind: "fixed", replications }, by, controls: false, set: [], targets },
      this.style,
      this.signal,
    );
    if (found?.report == null || this.signal.aborted) throw new Interrupted();
    return found.report;
  }

  private people(plan: PlanPrepared): PlanEvidence["people"] {
    if (plan.stated.workforce === null) return null;
    const report = peopleReport({
      file: plan.file,
      months: undefined,
      replications: undefined,
      uncertain: undefined,
      seed: this.prepared.seed,
      set: [],
      format: "json",
      out: undefined,
      overwrite: false,
    });
    const result = this.kept(`people-${this.nameOf(plan)}.json`, peopleJson(report));
    return result.kind === "people" ? result.people : null;
  }

  private async comparison(executor: Executor): Promise<Evidence["comparison"]> {
    const { comparison, replications, draws, plans } = this.prepared;
    if (comparison === null) return null;
    const text =
      comparison.drawn === null || draws === null
        ? await this.knownComparison(
            executor,
            plans.map(({ stated }) => stated),
            comparison,
            replications,
          )
        : await this.unknownComparison(executor, comparison.drawn, { ...comparison, uncertain: draws });
    const result = this.kept("comparison.json", text);
    return result.kind === "compare" ? result.reports[0]! : null;
  }

  private async unknownComparison(
    executor: Executor,
    drawnFrom: Parameters<typeof comparedUnknown>[1],
    options: Parameters<typeof comparedUnknown>[2],
  ): Promise<string> {
    const report = await comparedUnknown(executor, drawnFrom, options, this.signal);
    if (report === null || this.signal.aborted) throw new Interrupted();
    return unknownComparisonJson(report);
  }

  private async knownComparison(
    executor: Executor,
    stated: readonly Scenario[],
    { isLookedAt, by }: NonNullable<StudyPrepared["comparison"]>,
    replications: number,
  ): Promise<string> {
    const scenarios = await firstAttemptsOfAll(executor, stated, this.style, this.signal);
    if (scenarios === null) throw new Interrupted();
    const progress = progressOf(this.style, "comparison");
    const found = await compared(
      { executor, scenarios, signal: this.signal, progress: progress.update },
      { kind: "fixed", replications },
      isLookedAt,
      [],
      by === "month",
    );
    progress.finish();
    if (found === null || this.signal.aborted) throw new Interrupted();
    return comparisonJson([comparisonReportOf(scenarios, found)]);
  }

  private async published(): Promise<Evidence["published"]> {
    const { published } = this.prepared;
    if (published === null) return null;
    const { known, unknown } = published;
    const plain: PlainReport[] = [];
    for (const scenario of known.scenarios) plain.push(await this.plain(scenario, known.replications));
    const uncertain: UnknownReport[] = [];
    for (const drawable of unknown.drawables) {
      const report = await drawn(
        this.executor,
        drawable,
        { ...unknown, targets: [], set: [] },
        this.style,
        this.signal,
      );
      if (report === null || this.signal.aborted) throw new Interrupted();
      uncertain.push(report);
    }
    return [
      ...(plain.length === 0 ? [] : this.runs("published.json", runJson(plain))),
      ...(uncertain.length === 0 ? [] : this.runs("published-uncertain.json", unknownJson(uncertain))),
    ];
  }

  private async hours(): Promise<Evidence["hours"]> {
    const { hours } = this.prepared;
    if (hours === null) return null;
    const report = await this.plain(hours.scenario, hours.replications, { by: "hour-of-week" });
    const [run] = this.runs("hours.json", runJson([report]));
    const rows = run!.rows.filter(({ scope, measure }) => scope === "period" || BY_HOUR.has(measure));
    return { ...run!, rows };
  }

  private async sensitivity(): Promise<Evidence["sensitivity"]> {
    const { sensitivity } = this.prepared;
    if (sensitivity === null) return null;
    const report = await studied(this.executor, sensitivity.prepared, sensitivity.options, this.signal);
    if (report === null || this.signal.aborted) throw new Interrupted();
    const result = this.kept("sensitivity.json", sensitivityJson(report));
    return result.kind === "sensitivity" ? result.sensitivity : null;
  }

  private async sweep(name: string, sweep: SweepPrepared | null): Promise<Evidence["staffing"]> {
    if (sweep === null) return null;
    const report = await swept(this.executor, sweep.prepared, sweep.options, this.signal);
    if (report === null || this.signal.aborted) throw new Interrupted();
    const result = this.kept(`${name}.json`, sweepJson(report));
    return result.kind === "sweep" ? result.sweep : null;
  }

  private calibration(): Evidence["calibration"] {
    const { calibration } = this.prepared;
    if (calibration === null) return null;
    this.results.set("calibration.json", calibration.text);
    return calibration.found;
  }

  private async validation(): Promise<Evidence["validation"]> {
    const { validation } = this.prepared;
    if (validation === null) return null;
    if (validation.kind === "stored") {
      this.results.set("validation.json", validation.text);
      return validationFound(validation.found);
    }
    const { prepared, before } = validation;
    const { tasksHere } = await import("../../engine/execution/tasksHere.ts");
    const places = { executor: this.executor, tasks: tasksHere() };
    const report = await validated(places, prepared, before, this.style, this.signal);
    if (report === null) throw new Interrupted();
    const text = validationJson(report);
    this.results.set("validation.json", text);
    const read = readValidation(text);
    if ("problem" in read) throw new Error(read.problem);
    return validationFound(read.validation);
  }

  /** Figures of all scenarios that are not known, with what each rests on. */
  private unknowns(): readonly { readonly figure: string; readonly basis: string | null }[] {
    const { plans, sensitivity } = this.prepared;
    const scenarios = [
      ...(sensitivity === null ? [] : [sensitivity.prepared.drawable.scenario]),
      ...plans.map(({ stated }) => stated),
    ];
    return scenarios.flatMap(({ unknowns = [] }) =>
      unknowns.map(({ figure, basis }) => ({ figure, basis: basis ?? null })),
    );
  }

  private runs(name: string, text: string): readonly RunReport[] {
    const result = this.kept(name, text);
    return result.kind === "run" ? result.reports : [];
  }

  /** Keeps a file of results, and reads it as `fcrsim chart` would. */
  private kept(name: string, text: string): Result {
    this.results.set(name, text);
    return readResult(name, text);
  }

  /** For names of files: letters, digits and hyphens, one of its own for each plan. */
  private nameOf(plan: PlanPrepared): string {
    const plain = ({ name }: PlanPrepared): string =>
      name
        .replaceAll(/[^A-Za-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "")
        .slice(-60) || "plan";
    const alike = this.prepared.plans.filter(
      (each) => plain(each).toLowerCase() === plain(plan).toLowerCase(),
    );
    return alike.length === 1 ? plain(plan) : `${plain(plan)}-${alike.indexOf(plan) + 1}`;
  }
}

import type { ScenarioTold } from "../../engine/scenario/describe.ts";
import type { CalibrationFound, Comparison, People, RunReport, Sensitivity, Sweep } from "../results.ts";

/*
 * All that a paper may say is in here: what the study asks, and what the runs, comparisons, calibrations and validations
 * have found. Words and tables are functions of it alone.
 */

/** Title page of the paper. What was not given is null and is told as "not stated". */
export interface TitlePage {
  readonly author: string | null;
  readonly commissioner: string | null;
  readonly approver: string | null;
  /** As written: the paper bears no date that nobody gave it. */
  readonly date: string | null;
  readonly status: string | null;
}

/** A question of the panel, and the target that answers it. */
export interface Question {
  readonly question: string;
  /** Key of the target among those of the run reports; null if it is answered by the tables alone. */
  readonly target: string | null;
  /** The study of the room that answers it, where no target does; null if the reader is to look in all of them. */
  readonly about: "message" | "staffing" | null;
}

/** One plan of the study, or its base. */
export interface PlanEvidence {
  /** Name as the comparison has it. */
  readonly plan: string;
  /** What it is, in the words of its file. */
  readonly about: string;
  /** By month and whole period, with ranges (`run --uncertain`, or `run` if every figure is known). */
  readonly run: RunReport;
  readonly targets: readonly TargetFound[];
  /** Month by month; null if the plan has no people. */
  readonly people: People | null;
  /** Sentences about what the run takes for granted, as `run` prints them. */
  readonly notes: readonly string[];
}

/** How one plan meets one target. */
export interface TargetFound {
  /** As in the study file: "101.attrition <= 10%". */
  readonly target: string;
  /** For readers: "101: attrition at most 10%". */
  readonly words: string;
  readonly limit: number;
  readonly unit: string;
  readonly sense: "atMost" | "atLeast";
  /** First month whose mean meets it; null if none. */
  readonly firstOnAverage: string | null;
  readonly months: readonly {
    readonly month: string;
    readonly mean: number | null;
    /** Share of simulated months that meet it, with its 95% interval. */
    readonly met: ShareFound;
    /** Share of simulated periods that have met it in that month or one before it. */
    readonly metByThen: ShareFound;
  }[];
}

export interface ShareFound {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A figure that is not a measurement of this force's. */
export interface Assumption {
  readonly figure: string;
  readonly unit: string;
  readonly low: string;
  readonly central: string;
  readonly high: string;
  readonly kind: string;
  readonly basis: string;
  readonly source: string;
  /** How far the basis can be trusted, in words; empty if nobody said. */
  readonly quality: string;
  /** How far it moves the first measure from its low to its high end, in words; empty if that was not looked at. */
  readonly impact: string;
}

/** A published figure, and what was done where papers disagree. */
export interface SourceEntry {
  readonly key: string;
  readonly title: string;
  readonly publisher: string;
  readonly date: string;
  readonly address: string;
  readonly used: string;
}
export interface SourceConflict {
  readonly figure: string;
  readonly one: string;
  readonly other: string;
  readonly chosen: string;
  readonly why: string;
}

/** What the regression test against published months came to. */
export interface ValidationFound {
  /** Each check: what it is, how many figures were inside their range of how many. */
  readonly checks: readonly {
    readonly name: string;
    readonly inside: number;
    readonly of: number;
    readonly words: string;
  }[];
  /** Sentences on how little it proves. */
  readonly limits: readonly string[];
}

/** How to make every figure of the paper again. */
export interface Reproduction {
  readonly program: string;
  readonly version: string;
  readonly seed: string;
  readonly replications: number;
  /** Draws of the figures that are not known; null if every figure is known. */
  readonly draws: number | null;
  /** File and the first 16 hexadecimal digits of its SHA-256. */
  readonly files: readonly { readonly file: string; readonly hash: string }[];
  /** Which commands print the figures of which section; null where a file does not say how it was made. */
  readonly commands: readonly { readonly what: string; readonly command: string | null }[];
}

/** What a study simulates a scenario for. */
export type SimulatedFor =
  | "base"
  | "plan"
  | "published month"
  | "hours of the week"
  | "what moves the answer"
  | "handlers on duty"
  | "length of the message";

/** A scenario that the study simulates, in sentences made from the figures it was read with. */
export interface Simulated {
  readonly use: SimulatedFor;
  readonly seed: string;
  /** How many runs were made of it: "16 draws of the figures that are not known, 2 replications of each". */
  readonly effort: string;
  readonly told: ScenarioTold;
}

export interface Evidence {
  readonly title: string;
  readonly subtitle: string;
  readonly titlePage: TitlePage;
  /** "Kent Police's control room". */
  readonly place: string;
  readonly questions: readonly Question[];
  /** What the author adds on limits and on what must not be concluded. */
  readonly limits: readonly string[];
  /** Queues the paper is about, the one that gives way last: "101", "999". */
  readonly queues: readonly string[];
  readonly base: PlanEvidence;
  readonly plans: readonly PlanEvidence[];
  /** All plans against the base, by month and whole period; null if there is no other plan. */
  readonly comparison: Comparison | null;
  /** Published months simulated, reported beside simulated; null if the study names none. */
  readonly published: readonly RunReport[] | null;
  /** One room by hour of the week. */
  readonly hours: RunReport | null;
  readonly sensitivity: Sensitivity | null;
  readonly staffing: Sweep | null;
  readonly message: Sweep | null;
  readonly calibration: CalibrationFound | null;
  readonly validation: ValidationFound | null;
  readonly assumptions: readonly Assumption[];
  /** What the author says of all of them, such as what the words for quality mean; empty if nothing. */
  readonly assumptionsNote: string;
  readonly sources: readonly SourceEntry[];
  readonly conflicts: readonly SourceConflict[];
  /** All that was simulated: base, plans, published months, then studies of a room. */
  readonly simulated: readonly Simulated[];
  readonly reproduction: Reproduction;
}

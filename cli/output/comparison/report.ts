import { headingOf } from "../heading.ts";
import type { Comparison, Difference } from "../../../engine/experiment/compare.ts";
import type { Unit } from "../../../engine/experiment/measure.ts";
import type { Screening } from "../../../engine/experiment/screen.ts";
import type { Proportion, Target } from "../../../engine/experiment/targets.ts";
import { figure, margin } from "../numbers.ts";

/** What `compare` has to say of one period. Nothing in it depends on the machine, the clock or the path. */
export interface ComparisonReport {
  readonly program: string;
  readonly version: string;
  readonly period: string;
  readonly seed: string;
  /** By scenario, the base first. */
  readonly inputs: readonly { readonly scenario: string; readonly about: string; readonly hash: string }[];
  /** Notes of the base: what its figures rest on. */
  readonly notes: readonly string[];
  /** What cut it short or was not reached, in a sentence; null if all is as asked. */
  readonly incomplete: string | null;
  readonly found:
    | { readonly kind: "differences"; readonly comparison: Comparison }
    | {
        readonly kind: "screening";
        readonly screening: Screening;
        readonly unit: Unit;
        readonly title: string;
      };
}

/** A heading and the table beneath it, the same for the terminal and for Markdown. */
export interface Section {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Pairing that saves less than this says that the plans do not meet the same callers. */
const LITTLE_GAIN = 1.2;

export function titleOf({ found, period, inputs, seed }: ComparisonReport): string {
  if (found.kind === "screening") {
    return `${inputs.length} plans screened by ${found.title} (${period}), the same callers in all (seed ${seed})`;
  }
  const { base, replications } = found.comparison;
  const periods = replications === 1 ? "1 simulated period" : `${replications} simulated periods`;
  return `Compared with ${base} (${period}): ${periods} of each plan, the same callers in all (seed ${seed})`;
}

export function sectionsOf({ found }: ComparisonReport): readonly Section[] {
  if (found.kind === "screening") return [screeningSection(found.screening, found.unit)];
  const { comparison } = found;
  const measures = new Map<string, Difference[]>();
  for (const difference of comparison.differences) {
    const { scope, plan, of, name, measure } = difference;
    const key = [scope, scope === "month" ? plan : "", of, name, measure].join("\u0000");
    measures.set(key, [...(measures.get(key) ?? []), difference]);
  }
  return [
    ...[...measures.values()].map((differences) =>
      differences[0]!.scope === "month"
        ? monthSection(comparison.base, differences)
        : measureSection(comparison.base, differences),
    ),
    ...(comparison.feasibility.length === 0
      ? []
      : [targetSection(comparison), allTargetsSection(comparison)]),
  ];
}

function measureSection(base: string, differences: readonly Difference[]): Section {
  const { of, name, title, unit, baseMean } = differences[0]!;
  return {
    heading: `${headingOf({ of, name })}: ${title}`,
    columns: ["mean", "difference", "±", "verdict", "by chance alone"],
    rows: [
      [`${base} (base)`, figure(baseMean, unit), "", "", "", ""],
      ...differences.map((d) => [d.plan, ...cellsOf(d)]),
    ],
  };
}

/** One measure of one plan, month by month. */
function monthSection(base: string, differences: readonly Difference[]): Section {
  const { of, name, title, plan } = differences[0]!;
  return {
    heading: `${headingOf({ of, name })}: ${title}: ${plan} by month`,
    columns: [`${base} (base)`, "mean", "difference", "±", "verdict", "by chance alone"],
    rows: differences.map((d) => [d.when, figure(d.baseMean, d.unit), ...cellsOf(d)]),
  };
}

function cellsOf(d: Difference): readonly string[] {
  return [
    figure(d.planMean, d.unit),
    signed(d.difference, d.unit),
    margin(d.halfWidth, d.unit),
    d.verdict,
    d.verdict === "the same" ? "" : chance(d.p),
  ];
}

function targetSection({ feasibility }: Comparison): Section {
  return {
    heading: "Targets",
    columns: ["mean", "on average", "periods that meet it"],
    rows: feasibility.flatMap(({ scenario, found }) =>
      found.targets.map(({ target, mean, onAverage, met }) => [
        `${scenario}: ${targetInWords(target)}`,
        figure(mean, target.unit),
        onAverage,
        shareInWords(met),
      ]),
    ),
  };
}

function allTargetsSection({ feasibility }: Comparison): Section {
  return {
    heading: "All targets together",
    columns: ["on average", "periods that meet all"],
    rows: feasibility.map(({ scenario, found }) => [scenario, found.onAverage, shareInWords(found.allMet)]),
  };
}

function screeningSection({ plans, by }: Screening, unit: Unit): Section {
  return {
    heading: headingOf(by),
    columns: ["mean of periods", "from the best", "replications", "verdict"],
    rows: plans.map(({ scenario, mean, fromBest, replications, verdict }) => [
      scenario,
      figure(mean, unit),
      fromBest === 0 ? "" : signed(fromBest, unit),
      String(replications),
      verdict,
    ]),
  };
}

/** The lines under the tables that say what they mean and do not mean. */
export function footnotes({ found, notes }: ComparisonReport): readonly string[] {
  if (found.kind === "screening") return [...screeningNotes(found.screening, found.unit), ...notes];
  const { comparison } = found;
  const { looked, replications, feasibility } = comparison;
  return [
    replications === 1
      ? "One simulated period only: it cannot tell plans apart. Use more replications."
      : `Each difference is plan less base, in the same periods with the same callers. All ${looked} of them lie within ` +
        'their ± with 95% confidence together, and "by chance alone" allows for having looked at that many.',
    ...pairing(comparison),
    ...(feasibility.length === 0 ? [] : [onTargets(comparison)]),
    "A verdict says what the model says of these plans, not whether its figures for the room are right.",
    ...notes,
  ];
}

/** What pairing has saved: if it is little, the plans cannot have met the same callers. */
function pairing({ differences }: Comparison): readonly string[] {
  const gains = differences
    .map(({ pairingGain }) => pairingGain)
    .filter((gain) => Number.isFinite(gain))
    .sort((a, b) => a - b);
  if (gains.length === 0) return [];
  const middle = gains[Math.floor(gains.length / 2)]!;
  const range = `${times(gains[0]!)} to ${times(gains.at(-1)!)}`;
  if (middle < LITTLE_GAIN) {
    return [
      `Meeting the same callers saves next to nothing here (variance ${range} times as large without it): the plans ` +
        "differ so much, or in their calls themselves, that they hardly share anything.",
    ];
  }
  return [
    `Meeting the same callers makes the variance of these differences ${times(middle)} times smaller in the middle ` +
      `case (${range}): as many times more replications would be needed without.`,
  ];
}

function onTargets({ feasibility }: Comparison): string {
  const few = feasibility[0]!.found.targets.length === 1 ? "the target" : "each target";
  return (
    `"On average" is about the mean over all periods, with 95% confidence for all plans and ${few} together. "Periods ` +
    'that meet" is the share of single periods, chance alone deciding, with its exact 95% interval.'
  );
}

function screeningNotes({ by, spent, plans }: Screening, unit: Unit): readonly string[] {
  const most = Math.max(...plans.map(({ replications }) => replications));
  return [
    `Chosen so that the plan is within ${margin(by.worthHaving, unit)} of the best with 95% probability (procedure KN of ` +
      "Kim and Nelson, 2001). Plans that fall behind get no more replications.",
    `${spent} replications in all; ${most * plans.length} would have been needed to give every plan as many as the ` +
      "last ones had.",
    '"Cannot be told apart" from the best means: not shown to be worse by what is worth having.',
  ];
}

/** A difference with its sign. */
export function signed(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  return `${value < 0 ? "-" : "+"}${margin(Math.abs(value), unit)}`;
}

function chance(p: number): string {
  if (p >= 0.995) return "p = 1";
  if (p < 0.0001) return "p < 0.0001";
  return `p = ${p < 0.1 ? p.toPrecision(2) : p.toFixed(2)}`;
}

function times(gain: number): string {
  return gain < 10 ? gain.toFixed(1) : Math.round(gain).toLocaleString("en-GB");
}

function shareInWords({ share, low, high }: Proportion): string {
  const percent = (value: number): string => `${(100 * value).toFixed(value === 0 || value === 1 ? 0 : 1)}%`;
  return `${percent(share)} (${percent(low)} to ${percent(high)})`;
}

function targetInWords({ name, measure, relation, value, unit }: Target): string {
  return `${measure}:${name} ${relation} ${figure(value, unit)}`;
}

/** How to get the same figures again. */
export function provenance({
  program,
  version,
  seed,
  inputs,
}: Pick<ComparisonReport, "program" | "version" | "seed" | "inputs">): string {
  const hashes = inputs.map(({ scenario, hash }) => `${scenario} ${hash}`).join(", ");
  return `${program} ${version} · seed ${seed} · inputs ${hashes}`;
}

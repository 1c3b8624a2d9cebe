import type { Assumption } from "../../reports/paper/evidence.ts";
import type { Sensitivity } from "../../reports/results.ts";
import type { Unit } from "../../engine/experiment/measure.ts";
import { figure as inWords } from "../output/numbers.ts";

/**
 * Assumptions with how far each moves the answer, where that was looked at: an unknown figure of a scenario names in its
 * basis the assumption that it comes from.
 */
export function assumptionsWithImpact(
  assumptions: readonly Omit<Assumption, "impact">[],
  sensitivity: Sensitivity | null,
  unknowns: readonly { readonly figure: string; readonly basis: string | null }[],
): readonly Assumption[] {
  return assumptions.map((assumption) => {
    const figures = unknowns.flatMap(({ figure, basis }) =>
      basis !== null && firstWord(basis) === assumption.figure ? [figure] : [],
    );
    return { ...assumption, impact: impactOf(new Set(figures), sensitivity) };
  });
}

const firstWord = (basis: string): string => /^[^\s(]+/.exec(basis)?.[0] ?? "";

function impactOf(figures: ReadonlySet<string>, study: Sensitivity | null): string {
  const [first] = study?.sensitivities ?? [];
  if (first === undefined) return "";
  const { measure, causes } = first;
  const moved = causes
    .flatMap(({ figure, ends: { answerAtLow: low, answerAtHigh: high } }) =>
      !figures.has(figure) || low === null || high === null ? [] : [{ low, high }],
    )
    .toSorted((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
  const [most] = moved;
  if (most === undefined) return "";
  const say = (value: number): string => inWords(value, measure.unit as Unit);
  const several = moved.length === 1 ? "" : `, the most of the ${moved.length} figures that rest on it`;
  return `${measure.name} ${measure.title} from ${say(most.low)} to ${say(most.high)}${several}`;
}

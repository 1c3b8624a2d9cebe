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
  return causes
    .flatMap(({ figure, ends }) => {
      const { answerAtLow, answerAtHigh } = ends;
      if (!figures.has(figure) || answerAtLow === null || answerAtHigh === null) return [];
      const say = (value: number): string => inWords(value, measure.unit as Unit);
      return [`${measure.name} ${measure.title} from ${say(answerAtLow)} to ${say(answerAtHigh)}`];
    })
    .join("; ");
}

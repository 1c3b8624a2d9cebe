import { learntNotes } from "../engine/scenario/learnt.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";

/** Which figures are not those of the file. */
export function changeNotes(sets: readonly string[]): readonly string[] {
  return sets.length === 0 ? [] : [`Changed by --set, and not as the file says: ${sets.join("; ")}.`];
}

/** What a reader must know of the figures that went in, beyond what the file's own notes say. */
export function figureNotes({ unknowns = [] }: Scenario, sets: readonly string[]): readonly string[] {
  const changed =
    sets.length === 0 ? [] : [`Changed by --set, and not as the file says: ${sets.join("; ")}.`];
  if (unknowns.length === 0) return changed;
  const figures = unknowns.length === 1 ? "1 figure of this scenario is" : `${unknowns.length} figures are`;
  return [
    ...changed,
    `${figures} not known (${unknowns.map(({ figure }) => figure).join(", ")}): ${unknowns.length === 1 ? "its central value is" : "their central values are"} taken, so the ranges leave that out. ` +
      "fcrsim run with --uncertain 200 shows what follows from it.",
  ];
}

/** What plans rest on that was learnt from published months, where the notes of the base do not say the same. */
export function otherLearntNotes(base: Scenario, plans: readonly Scenario[]): readonly string[] {
  return plans.flatMap(({ name, learnt }) => {
    const notes = learnt === undefined ? [] : learntNotes(learnt);
    return notes.filter((note) => !base.notes.includes(note)).map((note) => `${name}: ${note}`);
  });
}

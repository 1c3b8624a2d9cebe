import { bestOf } from "./best.ts";
import type { Evidence } from "./evidence.ts";
import { differencesOf } from "./judged.ts";
import { measuresTold } from "./told.ts";

/** The plan with the largest gain that is shown to be one, by the first measure of the paper; null if there is none. */
export function leadingPlan(evidence: Evidence): string | null {
  const { comparison } = evidence;
  const [main] = measuresTold(evidence);
  if (comparison === null || main === undefined) return null;
  const found = differencesOf(comparison, main);
  return found === null ? null : (bestOf(found).first?.plan ?? null);
}

import { requireWhole } from "../../check.ts";
import { openStream } from "../streams.ts";

/**
 * Points in the unit cube of which each axis has exactly one in each of `count` equal parts, at random within it.
 *
 * @param names One for each dimension. Each has a stream of its own, so that one more dimension leaves the others alone.
 * @param set   Which of several independent sets with the same seed.
 * @throws RangeError unless `count` is a whole number of at least 1.
 * Source: McKay, Beckman and Conover (1979), Technometrics 21(2), 239–245.
 */
export function latinHypercube(
  names: readonly string[],
  count: number,
  seed: string,
  set = 0,
): readonly (readonly number[])[] {
  requireWhole({ count }, 1);
  const columns = names.map((queue) => {
    const uniform = openStream({ seed, replication: set, purpose: "design", queue });
    const cells = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const other = Math.floor(uniform() * (i + 1));
      [cells[i], cells[other]] = [cells[other]!, cells[i]!];
    }
    return cells.map((cell) => (cell + uniform()) / count);
  });
  return Array.from({ length: count }, (_, i) => columns.map((column) => column[i]!));
}

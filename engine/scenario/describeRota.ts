import { WEEKDAYS } from "./calendarText.ts";
import type { Break, Proficiency, Rota, Shift } from "./scenario.ts";
import { durationInWords, listInWords, numberInWords, plural, shareInWords } from "./words.ts";

/**
 * What a rota means, in sentences without the name of the pool.
 *
 * @param areWeights Whether its heads only say how those that people give are spread.
 */
export function rotaSentences(
  { shifts, shrinkage, noShow, mostOnBreak }: Rota,
  areWeights: boolean,
): readonly string[] {
  const absence =
    shrinkage === 0
      ? "nobody rostered is away by plan."
      : `${shareInWords(shrinkage)} of the heads rostered are away by plan; part of a head is made up by chance, shift by shift.`;
  return [
    ...shifts.map((shift) => shiftInWords(shift, areWeights)),
    absence,
    noShow === 0
      ? "all who are to come do."
      : `each of the others fails to come with a chance of ${shareInWords(noShow)}, shift by shift.`,
    ...(shifts.some(({ breaks }) => breaks.length > 0)
      ? [
          mostOnBreak === null
            ? "any number may be on a break at once."
            : `at most ${numberInWords(mostOnBreak)} may be on a break at once.`,
        ]
      : []),
  ];
}

function shiftInWords({ name, start, length, heads, breaks }: Shift, areWeights: boolean): string {
  const clock = [Math.floor(start / 3600), Math.floor(start / 60) % 60].map((n) =>
    String(n).padStart(2, "0"),
  );
  const rests = breaks.length === 0 ? "without a break" : `with ${listInWords(breaks.map(breakInWords))}`;
  return `the shift ${name} starts at ${clock.join(":")} and lasts ${durationInWords(length)}, with ${headsInWords(heads, areWeights)}, ${rests}.`;
}

function headsInWords(heads: readonly number[], areWeights: boolean): string {
  const all = areWeights ? "(in proportion)" : "rostered";
  if (heads.every((count) => count === heads[0])) return `${plural(heads[0]!, "head")} ${all} every day`;
  const counts = [...new Set(heads)];
  const on = (count: number): string =>
    listInWords(WEEKDAYS.filter((_, day) => heads[day] === count).map((day) => day.slice(0, 3)));
  return `${listInWords(counts.map((count) => `${numberInWords(count)} on ${on(count)}`))} ${all}`;
}

function breakInWords({ after, window, length }: Break): string {
  const when =
    window === 0
      ? `after ${durationInWords(after)}`
      : `between ${durationInWords(after)} and ${durationInWords(after + window)} after the start`;
  return `a break of ${durationInWords(length)} due ${when}`;
}

/** What a desk's factors mean. */
export function proficiencySentences(proficiency: Proficiency | null): readonly string[] {
  if (proficiency === null) return [];
  const { talk, wrapUp } = proficiency;
  return [
    `talk takes ${numberInWords(talk)} and wrap-up ${numberInWords(wrapUp)} times as long as the queue says.`,
  ];
}

import type { WordRows } from "./rows.ts";

/** Room that a letter takes for each point of its height, and the margins of a cell; in twentieths of a point. */
const LETTER = 11.5;
const MARGINS = 150;
/**
 * Texts of so few letters, such as months, are kept on one line, and names of so few if there is room for that; longer
 * words than the third may be broken, and longer texts than the last are prose.
 */
const LETTERS = { whole: 8, name: 26, word: 22, prose: 60 };
/** Narrow and wide letters of Arial, as shares of the width of a digit. */
const NARROW = /[ iljtfrI.,:;|'()[\]\-/]/g;
const WIDE = /[mwMW%±]/g;
const letters = (text: string): number =>
  text.length - 0.45 * (text.match(NARROW)?.length ?? 0) + 0.5 * (text.match(WIDE)?.length ?? 0);

/**
 * Widths of columns. Figures, months and words stay whole where the page has room for that, and what is left goes
 * where the long texts are, so that the rows become no higher than they must.
 *
 * @param width  Room for all of them, in twentieths of a point.
 * @param height Of the letters, in points.
 */
export function widthsOf({ heads, rows }: WordRows, width: number, height = 10): readonly number[] {
  const letter = LETTER * height;
  const columns = heads.map(({ text, isFigures }, i) => {
    const cells = rows.map((row) => row[i]!);
    const longest = Math.max(0, ...cells.map(letters));
    const word = Math.min(LETTERS.word, longestWord([text, ...cells]));
    const isWhole = isFigures || longest <= LETTERS.whole;
    const line = Math.max(longest, longestWord([text]));
    return {
      word,
      whole: isWhole ? line : word,
      name: isWhole || longest <= LETTERS.name ? line : word,
      // A little for all, so that what is left does not go to one column alone.
      wanted: 4 + Math.max(longest, letters(text) / 2, word),
    };
  });
  const room = width - MARGINS * columns.length;
  const asked = (of: "word" | "whole" | "name" | "wanted"): readonly number[] =>
    columns.map((column) => letter * column[of]);
  // Beside prose, names may take two lines: the prose would take ten.
  const hasProse = columns.some(({ wanted }) => wanted > LETTERS.prose);
  const parts =
    (hasProse ? null : shared(room, asked("name"), asked("wanted"))) ??
    shared(room, asked("whole"), asked(hasProse ? "wanted" : "name")) ??
    shared(room, asked("word"), asked("whole")) ??
    asked("word").map((each) => (room * each) / sum(asked("word")));
  return parts.map((each) => Math.floor(each + MARGINS));
}

/** To each what it must have, and of the rest by how much more it wants; null if there is not enough for that. */
function shared(room: number, least: readonly number[], wanted: readonly number[]): readonly number[] | null {
  const rest = room - sum(least);
  if (rest < 0) return null;
  const more = least.map((each, i) => Math.max(0, wanted[i]! - each));
  const all = sum(more);
  return least.map((each, i) => each + (all === 0 ? rest / least.length : (rest * more[i]!) / all));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Lines are broken at spaces and after hyphens. */
function longestWord(texts: readonly string[]): number {
  return Math.max(1, ...texts.flatMap((text) => text.split(/\s|(?<=-)/).map(letters)));
}

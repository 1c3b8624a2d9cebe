/** What is kept on one line: a figure and its unit. */
const KEPT_TOGETHER = /(\d) (?=(?:s|min|h|points)\b)/g;

/**
 * Text broken into as few lines as it needs, all about as long, so that no word stands alone on the last.
 *
 * @param letters Most letters of a line.
 * @param most    Most lines: what does not fit is cut, and ends in "…".
 */
export function evenLines(text: string, letters: number, most = Infinity): readonly string[] {
  const widest = brokenLines(text, letters, most);
  for (let narrow = Math.ceil(text.length / widest.length); narrow < letters; narrow++) {
    const lines = brokenLines(text, narrow);
    if (lines.length <= widest.length) return lines;
  }
  return widest;
}

/**
 * Text broken into lines between words; a word that is longer than a line is broken within.
 *
 * @param letters Most letters of a line.
 * @param most    Most lines: what does not fit is cut, and ends in "…".
 */
export function brokenLines(text: string, letters: number, most = Infinity): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const words = text
    .trim()
    .replaceAll(KEPT_TOGETHER, "$1\u00a0")
    .split(/[^\S\u00a0]+/);
  for (const word of words.flatMap((each) => pieces(each, letters))) {
    if (line !== "" && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, letters - 1)}…`];
}

function pieces(word: string, letters: number): readonly string[] {
  const all = Array.from(word);
  if (all.length <= letters) return [word];
  return Array.from({ length: Math.ceil(all.length / letters) }, (_, i) =>
    all.slice(i * letters, (i + 1) * letters).join(""),
  );
}

/**
 * Moves labels apart that would lie on each other, as little as may be, in the order of their places.
 *
 * @param places Where each would like its middle to be.
 * @param heights What each takes.
 * @param from   The lowest place of an edge; labels are moved up rather than below it.
 * @returns Middles, in the order given.
 */
export function movedApart(
  places: readonly number[],
  heights: readonly number[],
  from: number,
): readonly number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const found = new Array<number>(places.length).fill(0);
  // Clusters that touch are merged and centred on the mean of what their members would like.
  const clusters: { members: number[]; wanted: number; height: number }[] = [];
  const startOf = ({ wanted, height }: { wanted: number; height: number }): number =>
    Math.max(from, wanted - height / 2);
  for (const i of order) {
    clusters.push({ members: [i], wanted: places[i]!, height: heights[i]! });
    for (;;) {
      const last = clusters.at(-1)!;
      const before = clusters.at(-2);
      if (before === undefined || startOf(before) + before.height <= startOf(last)) break;
      const count = before.members.length + last.members.length;
      clusters.splice(-2, 2, {
        members: [...before.members, ...last.members],
        wanted: (before.wanted * before.members.length + last.wanted * last.members.length) / count,
        height: before.height + last.height,
      });
    }
  }
  for (const cluster of clusters) {
    let at = startOf(cluster);
    for (const i of cluster.members) {
      found[i] = at + heights[i]! / 2;
      at += heights[i]!;
    }
  }
  return found;
}

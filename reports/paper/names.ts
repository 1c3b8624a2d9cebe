/** A name of the user's own, told from the words around it. */
export const quoted = (name: string): string => `“${name}”`;

/** "“a”, “b” and “c”"; of many the first few, "and 45 others". */
export function namesInWords(names: readonly string[], most = 3): string {
  if (names.length <= most + 1) return joined(names.map(quoted));
  return `${names.slice(0, most).map(quoted).join(", ")} and ${names.length - most} others`;
}

/** "a, b and c". */
export function joined(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`;
}

export const sentenceCase = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "1 plan", "2 plans". */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? noun : plural}`;

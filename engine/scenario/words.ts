/** Figures written out for people: in messages, and in the sentences that say what a scenario means. */

/** 25277 -> "25,277"; 46.25 -> "46.25"; 0.00312 -> "0.00312". At most two decimals, more only below one. */
export function numberInWords(value: number): string {
  const size = Math.abs(value);
  const rounded = size !== 0 && size < 1 ? Number(value.toPrecision(3)) : Number(value.toFixed(2));
  const [whole = "", decimals] = String(rounded).split(".");
  if (whole.includes("e")) return String(rounded);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** "1 day", "2.5 days", "1,000 days". */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${numberInWords(count)} ${count === 1 ? noun : many}`;
}

/** 546 -> "9 minutes 6 seconds", 95 -> "95 seconds", 9.5 -> "9.5 seconds". To the whole second from a minute up. */
export function durationInWords(lengthInSeconds: number): string {
  const whole = Math.round(lengthInSeconds);
  if (lengthInSeconds < 59.5) return plural(Number(numberInWords(lengthInSeconds)), "second");
  if (whole > 60 && whole < 120) return plural(whole, "second");
  const parts = [
    { count: Math.floor(whole / 86_400), noun: "day" },
    { count: Math.floor(whole / 3600) % 24, noun: "hour" },
    { count: Math.floor(whole / 60) % 60, noun: "minute" },
    { count: whole % 60, noun: "second" },
  ];
  return parts
    .filter((part) => part.count > 0)
    .map((part) => plural(part.count, part.noun))
    .join(" ");
}

/** 0.08 -> "8%"; 0.0116 -> "1.16%". */
export function shareInWords(value: number): string {
  return `${numberInWords(Number((100 * value).toPrecision(12)))}%`;
}

/** The same, to three figures: for shares that were worked out, not written. */
export function roundShareInWords(value: number): string {
  return shareInWords(Number(value.toPrecision(3)));
}

/** ["a", "b", "c"] -> "a, b and c". */
export function listInWords(items: readonly string[], joint = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${joint} ${items.at(-1) ?? ""}`;
}

/** What stands in the file, quoted, shortened if it is long, on one line. */
export function quoted(found: string | number | boolean): string {
  return `"${onOneLine(String(found))}"`;
}

/** Text from a file, fit to stand in a message: no line breaks or control characters, and at most 60 letters. */
export function onOneLine(text: string): string {
  const plain = text.replace(/\s/g, " ").replace(/\p{C}/gu, "?");
  return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}

/** Text without the control characters that neither XML nor HTML may hold. Tabs and ends of lines stay. */
export function printable(text: string): string {
  // Half of a pair that stands for one letter is no letter.
  return text.replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, "");
}

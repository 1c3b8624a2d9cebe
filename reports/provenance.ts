import { isMonth, monthInWords } from "./figureText.ts";

/** What results say of where they come from. */
interface Made {
  readonly program: string;
  readonly version: string;
  readonly seed: string;
  readonly incomplete?: string | null;
}

/** The line beneath a chart: what made the figures, and whether they are all that was asked for. */
export function sourceLine(asked: string | null, made: readonly Made[], how: string): string {
  const [first] = made;
  const said =
    first === undefined ? "" : `Simulated: ${first.program} ${first.version}, ${how}, seed ${first.seed}.`;
  const cut = made.find(({ incomplete }) => incomplete !== undefined && incomplete !== null)?.incomplete;
  return [asked ?? "", said, cut ?? ""].filter((part) => part !== "").join(" ");
}

/** "100 simulated periods", "200 draws of 5 simulated periods". */
export function effortInWords(replications: number, draws?: number): string {
  const periods = replications === 1 ? "1 simulated period" : `${replications} simulated periods`;
  return draws === undefined ? periods : `${draws} draws of ${periods}`;
}

/** "Aug 2022 to Jan 2023" of months in order. */
export function spanInWords(months: readonly string[]): string {
  const [first, last] = [months[0] ?? "", months.at(-1) ?? ""];
  if (!isMonth(first)) return first;
  return first === last ? monthInWords(first) : `${monthInWords(first)} to ${monthInWords(last)}`;
}

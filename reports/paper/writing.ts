import { decimalsOf, shown, type Writing } from "../document/cellText.ts";

/** Below this, shares are told to a hundredth of a percent. */
const SMALL_SHARE = 0.05;
/** Below this, times are told to a tenth of a second. */
const SHORT_TIME = 60;
/** No figure is told with more decimals than these. */
const MOST_DECIMALS = 4;

/**
 * How figures of a unit are written in sentences and tables alike.
 *
 * @param largest The largest of them, in the unit: small ones need more decimals.
 */
export function writingOf(unit: string, largest: number): Writing {
  switch (unit) {
    case "share":
      return { format: "share", decimals: largest < SMALL_SHARE ? 2 : 1 };
    case "seconds":
      return { format: "seconds", decimals: largest < SHORT_TIME ? 1 : 0 };
    case "contacts":
      return { format: "count" };
    case "people":
      return { format: "people" };
    default:
      return { format: "number" };
  }
}

/** How differences of such figures are written: with a sign, those of shares in points. */
export function ofDifferences(writing: Writing): Writing {
  return {
    format: writing.format === "share" ? "points" : writing.format,
    decimals: decimalsOf(writing),
    signed: true,
  };
}

/** With as many more decimals as it takes until nothing is hidden that must show, if a few can do it. */
export function widened(writing: Writing, hides: (writing: Writing) => boolean): Writing {
  const usual = decimalsOf(writing);
  for (let decimals = usual; decimals <= MOST_DECIMALS; decimals++) {
    const wider = { ...writing, decimals };
    if (!hides(wider)) return decimals === usual ? writing : wider;
  }
  return writing;
}

/**
 * Enough decimals that figures just beside a limit do not show as the limit: 10.04% against 10%.
 *
 * @param meets Whether a figure meets the limit.
 */
export function beside(
  writing: Writing,
  figures: readonly number[],
  meets: (figure: number) => boolean,
): Writing {
  return widened(writing, (wider) => figures.some((figure) => meets(figure) !== meets(shown(figure, wider))));
}

/** What a column of a number without a format of its own must say besides. */
export function unitIn({ format }: Writing, unit: string): string {
  return format === "number" && unit !== "number" ? `, ${unit}` : "";
}

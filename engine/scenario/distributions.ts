import type { Distribution } from "../random/times/distribution.ts";
import type { DistributionText } from "./distributionText.ts";
import type { Reading } from "./reading.ts";
import type { Path } from "./tree.ts";
import { quoted } from "./words.ts";

/** A distribution as written, with its file of observed times read. Undefined, and reported, if that fails. */
export function distributionOf(
  text: DistributionText,
  path: Path,
  reading: Reading,
): Distribution | undefined {
  if (text.kind === "empirical") return observed(text, [...path, "empirical"], reading);
  if (text.kind !== "mixture") return text;
  const parts = text.parts.flatMap(({ share, of: written }, i) => {
    const of = distributionOf(written, [...path, "mixture", i], reading);
    return of === undefined ? [] : [{ share, of }];
  });
  return parts.length === text.parts.length ? { kind: "mixture", parts } : undefined;
}

function observed(
  text: Extract<DistributionText, { kind: "empirical" }>,
  path: Path,
  reading: Reading,
): Distribution | undefined {
  if (!("file" in text.values)) return { kind: "empirical", values: text.values };
  const column = reading.tables.column(text.values, path);
  if (column === undefined) return undefined;
  const values = reading.tables.numbers(column, {
    problem: (value) =>
      value >= 0 ? null : `${quoted(value)} is below zero. Write seconds of zero or more.`,
  });
  if (values === undefined) return undefined;
  if (values.some((value) => value > 0)) return { kind: "empirical", values };
  reading.report.value(
    [...path, "column"],
    "all times of this column are zero. There must be one above zero.",
  );
  return undefined;
}

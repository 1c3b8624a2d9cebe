import { plainTable } from "../plainTable.ts";
import { bulleted, WIDTH, wrapped } from "../table.ts";
import {
  type CalibrationReport,
  figureTable,
  refusedInWords,
  keptInWords,
  verdictOf,
  warningsOf,
} from "./words.ts";

/** For the terminal: what was found, and where it lies. */
export function calibrationSummary(report: CalibrationReport, folder: string): string {
  const { calibration, results } = report;
  const lines: string[] = [...wrapped(calibration.about, WIDTH), ""];
  for (const result of results) {
    lines.push(...wrapped(`${result.structure.name}: ${result.structure.about}`, WIDTH));
    for (const sentence of keptInWords(report, result)) lines.push(...bulleted(sentence, WIDTH));
    if (result.refused.length > 0) {
      lines.push(
        ...bulleted(
          `stopped: ${result.refused.length} emulators would not do. ${refusedInWords(result)[0] ?? ""}`,
          WIDTH,
        ),
        "",
      );
      continue;
    }
    for (const found of result.readings) {
      lines.push(...bulleted(`waits of ${found.reading}: ${verdictOf(result, found)}`, WIDTH));
      if (!found.fit) continue;
      for (const warning of warningsOf(found.posterior)) lines.push(...bulleted(warning, WIDTH));
      lines.push(`  ${folder}/${report.names(result.structure, found.reading)}`);
    }
    lines.push("");
    const fitted = result.readings.find((found) => found.fit);
    if (fitted?.fit === true) lines.push(...plainTable(...figureTable(result, fitted.posterior)), "");
  }
  lines.push(
    `${folder}/report.md tells more: what was ruled out and why, what trades off, what to measure.`,
    "",
  );
  return lines.join("\n");
}

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { posteriorLearnt } from "../../engine/calibration/posteriorLearnt.ts";
import { POSTERIOR_FORMAT } from "../../engine/scenario/posteriorFile.ts";
import { MOST_TABLE_BYTES } from "../../engine/scenario/textFiles.ts";
import { type CalibrationFound, ChartFault, readResult } from "../../reports/results.ts";
import { UserError } from "../exit.ts";
import { textFiles } from "../files.ts";

/** What published months have taught. */
export interface CalibrationOpened {
  readonly file: string;
  readonly found: CalibrationFound;
  /** As `fcrsim calibrate` writes it to results.json, as far as charts need it. */
  readonly text: string;
  /** Hash of the posterior, if it is one file. */
  readonly posterior?: string;
}

/**
 * Opens a posterior file, results.json of `fcrsim calibrate`, or the folder that it has written.
 *
 * @throws UserError saying what it is instead.
 */
export function openCalibration(path: string): CalibrationOpened {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const file = isFolder ? join(path, "results.json") : path;
  const opened = textFiles().read(file, MOST_TABLE_BYTES);
  if ("problem" in opened) {
    throw new UserError(
      isFolder
        ? `the folder "${path}" holds no results.json of fcrsim calibrate. Name a posterior file in it.`
        : opened.problem,
    );
  }
  const hash = posteriorHashIn(opened.text);
  if (hash === null) return { file, found: foundIn(file, opened.text), text: opened.text };
  const read = posteriorLearnt(opened.text);
  if ("problem" in read) throw new UserError(`${file}: ${read.problem}.`);
  const text = `${JSON.stringify(read.learnt, null, 1)}\n`;
  return { file, found: foundIn(file, text), text, posterior: hash };
}

/** The hash that a posterior file states; null if the text is of something else. */
function posteriorHashIn(text: string): string | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof found !== "object" || found === null || !("format" in found)) return null;
  if (found.format !== POSTERIOR_FORMAT) return null;
  return "hash" in found ? String(found.hash) : "";
}

function foundIn(file: string, text: string): CalibrationFound {
  let result;
  try {
    result = readResult(file, text);
  } catch (error) {
    if (error instanceof ChartFault) throw new UserError(error.message);
    throw error;
  }
  if (result.kind === "calibrate") return result.calibration;
  throw new UserError(
    `${file} is not of a calibration. Name a posterior file, or results.json of fcrsim calibrate.`,
  );
}

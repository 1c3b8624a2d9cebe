import { type DesignFile, readDesign } from "../engine/calibration/designFile.ts";
import { MOST_TABLE_BYTES } from "../engine/scenario/textFiles.ts";
import { UserError } from "./exit.ts";
import { textFiles } from "./files.ts";

/** A design that a calibration has written. @throws UserError if the file cannot be read, or is no design. */
export function openDesign(file: string): DesignFile {
  const opened = textFiles().read(file, MOST_TABLE_BYTES);
  if ("problem" in opened) throw new UserError(opened.problem);
  const read = readDesign(opened.text, file);
  if ("problem" in read) throw new UserError(read.problem);
  return read.design;
}

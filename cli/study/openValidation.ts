import { MOST_TABLE_BYTES } from "../../engine/scenario/textFiles.ts";
import { openSuite } from "../commands/validate.ts";
import { UserError } from "../exit.ts";
import { textFiles } from "../files.ts";
import { readValidation, type ValidationFile } from "./validationFound.ts";

/** A validation: what one has found, or a suite that is still to be run. */
export type ValidationOpened =
  | { readonly kind: "stored"; readonly file: string; readonly text: string; readonly found: ValidationFile }
  | ({ readonly kind: "suite"; readonly file: string } & ReturnType<typeof openSuite>);

/**
 * Opens a suite (YAML), or validation.json of `fcrsim validate --out`.
 *
 * @throws UserError with what is wrong with it.
 */
export function openValidation(file: string): ValidationOpened {
  if (!file.toLowerCase().endsWith(".json")) return { kind: "suite", file, ...openSuite(file) };
  const opened = textFiles().read(file, MOST_TABLE_BYTES);
  if ("problem" in opened) throw new UserError(opened.problem);
  const read = readValidation(opened.text);
  if ("problem" in read) throw new UserError(`${file}: ${read.problem}`);
  return { kind: "stored", file, text: opened.text, found: read.validation };
}

import { MOST_TABLE_BYTES } from "../../engine/scenario/textFiles.ts";
import { openSuite } from "../commands/validate.ts";
import { UserError } from "../exit.ts";
import { textFiles } from "../files.ts";
import type { Study } from "./readStudy.ts";
import { readValidation, type ValidationFile } from "./validationFound.ts";

/** A validation: what one has found, or a suite that is still to be run. */
export type ValidationOpened =
  | { readonly kind: "stored"; readonly text: string; readonly found: ValidationFile }
  | ({ readonly kind: "suite" } & ReturnType<typeof openSuite>);

/**
 * Opens what `fcrsim validate --out` has found, if it is named, and otherwise the suite that is to be run.
 *
 * @throws UserError with what is wrong with it.
 */
export function openValidation({
  suite,
  found: file,
}: NonNullable<Study["validation"]>): ValidationOpened | null {
  if (file === undefined) return suite === undefined ? null : { kind: "suite", ...openSuite(suite) };
  const opened = textFiles().read(file, MOST_TABLE_BYTES);
  if ("problem" in opened) throw new UserError(opened.problem);
  const read = readValidation(opened.text);
  if ("problem" in read) throw new UserError(`${file}: ${read.problem}`);
  return { kind: "stored", text: opened.text, found: read.validation };
}

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "./exit.ts";

/**
 * Makes sure, before any work is done, that a folder can be written later.
 *
 * @throws UserError if it exists and may not be replaced, or if its parent is no folder.
 */
export function requireNewFolder(folder: string, overwrite: boolean): void {
  const parent = dirname(resolve(folder));
  if (!existsSync(parent) || !statSync(parent).isDirectory()) {
    throw new UserError(
      `--out ${folder}: there is no folder ${parent} to put it in. Make that folder first.`,
    );
  }
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new UserError(`--out ${folder}: a file of that name exists. Name another folder.`);
  }
  if (!overwrite) {
    throw new UserError(
      `--out ${folder}: that folder exists already. Name a new one, or add --overwrite to replace it.`,
    );
  }
}

/** Writes a folder of text files whole or not at all: beside its place first, then moved there in one step. */
export function writeFolder(folder: string, overwrite: boolean, files: ReadonlyMap<string, string>): void {
  requireNewFolder(folder, overwrite);
  const parent = dirname(resolve(folder));
  const draft = mkdtempSync(join(parent, `.${basename(folder)}-`));
  try {
    for (const [name, text] of files) writeFileSync(join(draft, name), text);
    if (existsSync(folder)) {
      const old = mkdtempSync(join(parent, `.${basename(folder)}-old-`));
      renameSync(folder, join(old, basename(folder)));
      renameSync(draft, folder);
      rmSync(old, { recursive: true });
    } else {
      renameSync(draft, folder);
    }
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`--out ${folder} could not be written: ${why}`);
  }
}

/** Writes a text file that must not exist yet. @throws UserError if it does, or cannot be written. */
export function writeNewFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === "EEXIST"
        ? `${file} exists already, and is left as it was. Name a new file.`
        : `${file} could not be written: ${message}`,
    );
  }
}

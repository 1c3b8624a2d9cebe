import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { UserError } from "./exit.ts";

/**
 * Makes sure, before any work is done, that a folder can be written later.
 *
 * @param own Names of the files it would hold, or what tells them: an existing folder is only replaced if it holds
 *            nothing else. Files of folders within it are named "charts/months.svg".
 * @throws UserError if it exists and may not be replaced, or if its parent is no folder that can be written.
 */
export function requireNewFolder(
  folder: string,
  overwrite: boolean,
  own: readonly string[] | ((name: string) => boolean),
): void {
  const parent = dirname(resolve(folder));
  if (!existsSync(parent) || !statSync(parent).isDirectory()) {
    throw new UserError(
      `--out ${folder}: there is no folder ${parent} to put it in. Make that folder first.`,
    );
  }
  try {
    accessSync(parent, constants.W_OK);
  } catch {
    throw new UserError(`--out ${folder}: nothing can be written in ${parent}. Name a folder elsewhere.`);
  }
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new UserError(`--out ${folder}: a file of that name exists. Name another folder.`);
  }
  if (`${process.cwd()}${sep}`.startsWith(`${resolve(folder)}${sep}`)) {
    throw new UserError(`--out ${folder}: you are in that folder. Name a new one inside it.`);
  }
  if (!overwrite) {
    throw new UserError(
      `--out ${folder}: that folder exists already. Name a new one, or add --overwrite to replace it.`,
    );
  }
  const isOwn = typeof own === "function" ? own : (name: string): boolean => own.includes(name);
  const others = filesIn(folder).filter((name) => !isOwn(name));
  if (others.length > 0) {
    throw new UserError(
      `--out ${folder}: that folder holds other things than results (${others.slice(0, 3).join(", ")}), and is left as it was. ` +
        "Name another folder.",
    );
  }
}

/** Files and empty folders, wherever in the folder they are. */
function filesIn(folder: string, within = ""): readonly string[] {
  return readdirSync(join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const name = `${within}${entry.name}`;
    if (!entry.isDirectory()) return [name];
    const inside = filesIn(folder, `${name}/`);
    return inside.length === 0 ? [name] : inside;
  });
}

/** Writes a folder of files whole or not at all: beside its place first, then moved there in one step. */
export function writeFolder(
  folder: string,
  overwrite: boolean,
  files: ReadonlyMap<string, string | Uint8Array>,
  isOwn: (name: string) => boolean = (name) => files.has(name),
): void {
  requireNewFolder(folder, overwrite, isOwn);
  const parent = dirname(resolve(folder));
  let draft: string | null = null;
  try {
    draft = mkdtempSync(join(parent, `.${basename(folder)}-`));
    // Temporary folders are made for their owner's eyes only; results are to be shared.
    chmodSync(draft, 0o755);
    for (const [name, text] of files) {
      mkdirSync(dirname(join(draft, name)), { recursive: true });
      writeFileSync(join(draft, name), text);
    }
    if (existsSync(folder)) {
      const old = mkdtempSync(join(parent, `.${basename(folder)}-old-`));
      renameSync(folder, join(old, basename(folder)));
      renameSync(draft, folder);
      rmSync(old, { recursive: true });
    } else {
      renameSync(draft, folder);
    }
  } catch (error) {
    if (draft !== null) rmSync(draft, { recursive: true, force: true });
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

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "./exit.ts";

/** Everything that decides the results of the work that a folder holds, as it is kept beside them. */
export interface ResumableInputs {
  readonly format: string;
  readonly version: string;
  /** Fingerprint of the files that the work rests on. */
  readonly inputs: string;
}

/** What a folder is for, in the words of its faults. */
export interface ResumableKind {
  /** "sweep" */
  readonly work: string;
  /** Of the file of inputs: "sweep.json". */
  readonly inputsFile: string;
  /** Of the folder in it that holds what is done: "points". */
  readonly parts: string;
  /** "the scenario file": whose fingerprint the inputs state. */
  readonly file: string;
}

/** A folder in which each part of long work is kept as soon as it is done, so that work that was cut short can go on. */
export class ResumableFolder {
  private readonly folder: string;
  private readonly kind: ResumableKind;

  /**
   * Makes the folder, or opens it to go on.
   *
   * @throws UserError if it holds other work or something else, or cannot be written.
   */
  constructor(folder: string, kind: ResumableKind, inputs: ResumableInputs) {
    this.folder = folder;
    this.kind = kind;
    const parent = dirname(resolve(folder));
    if (!existsSync(parent) || !statSync(parent).isDirectory()) {
      throw new UserError(
        `--out ${folder}: there is no folder ${parent} to put it in. Make that folder first.`,
      );
    }
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      throw new UserError(`--out ${folder}: a file of that name exists. Name another folder.`);
    }
    const there = existsSync(folder) ? readdirSync(folder) : [];
    if (there.includes(kind.inputsFile)) {
      this.refuseOther(inputs);
      return;
    }
    if (there.length > 0) {
      throw new UserError(
        `--out ${folder}: that folder holds other things than a ${kind.work} (${there.slice(0, 3).join(", ")}), and is left as it was. ` +
          "Name another folder.",
      );
    }
    this.write(kind.inputsFile, `${JSON.stringify(inputs, null, 2)}\n`);
  }

  /** What was kept under a name, or undefined if nothing was. */
  recall(name: string): unknown {
    const file = join(this.folder, this.kind.parts, fileOf(name));
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, "utf8")) as unknown;
    } catch {
      // A file that cannot be read counts as not there: what it held is done again.
      return undefined;
    }
  }

  keep(name: string, value: unknown): void {
    this.write(join(this.kind.parts, fileOf(name)), JSON.stringify(value));
  }

  /** Writes a file whole or not at all: beside its place first, then moved there in one step. */
  write(name: string, text: string): void {
    const file = join(this.folder, name);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.part`, text);
      renameSync(`${file}.part`, file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UserError(`--out ${this.folder} could not be written: ${why}`);
    }
  }

  private refuseOther(inputs: ResumableInputs): void {
    const { work, inputsFile, file } = this.kind;
    let kept: Readonly<Record<string, unknown>>;
    try {
      kept = JSON.parse(readFileSync(join(this.folder, inputsFile), "utf8")) as typeof kept;
    } catch {
      throw new UserError(`--out ${this.folder}: its ${inputsFile} cannot be read. Name another folder.`);
    }
    const differences = Object.entries(inputs).filter(([word, value]) => said(kept[word]) !== said(value));
    if (differences.length === 0) return;
    // The fingerprint differs whenever anything else does; alone, it means that a file was changed.
    const telling = differences.filter(([word]) => word !== "inputs" || differences.length === 1);
    const lines = telling.map(([word, value]) =>
      word === "inputs"
        ? `  ${file}, or a file that it names, has changed since`
        : `  ${word}: there ${said(kept[word])}, here ${said(value)}`,
    );
    throw new UserError(
      `--out ${this.folder} holds another ${work}, and is left as it was. Name a new folder, or ask for the same again.\n${lines.join("\n")}`,
    );
  }
}

function said(value: unknown): string {
  return Array.isArray(value) ? (value.length === 0 ? "none" : value.join("; ")) : String(value);
}

/** Letters and digits as they are, all else by its code, so that two names never share a file. */
function fileOf(name: string): string {
  return `${name.replaceAll(/[^a-zA-Z0-9-]/g, (found) => (found === " " ? "_" : `%${found.codePointAt(0)!.toString(16)}`))}.json`;
}

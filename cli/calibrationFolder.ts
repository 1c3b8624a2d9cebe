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
import type { Memory } from "../engine/calibration/memory.ts";
import { UserError } from "./exit.ts";

/** Everything that decides the results of a calibration, as it is kept beside them. */
export interface CalibrationInputs {
  readonly format: "fcrsim-calibration/1";
  readonly version: string;
  readonly calibration: string;
  readonly structures: readonly string[];
  readonly seed: string;
  readonly points: number;
  readonly waves: number;
  readonly replications: number;
  readonly chance: number;
  readonly steps: number;
  readonly draws: number;
  /** Fingerprint of the calibration file and all that it names. */
  readonly inputs: string;
}

const INPUTS_FILE = "calibration.json";
const SIMULATED = "simulated";

/** A folder in which simulated months are kept as soon as they are there, so that a calibration can go on. */
export class CalibrationFolder implements Memory {
  private readonly folder: string;

  /**
   * Makes the folder, or opens it to go on.
   *
   * @throws UserError if it holds another calibration or something else, or cannot be written.
   */
  constructor(folder: string, inputs: CalibrationInputs) {
    this.folder = folder;
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
    if (there.includes(INPUTS_FILE)) {
      refuseOther(folder, readFileSync(join(folder, INPUTS_FILE), "utf8"), inputs);
      return;
    }
    if (there.length > 0) {
      throw new UserError(
        `--out ${folder}: that folder holds other things than a calibration (${there.slice(0, 3).join(", ")}), and is left as it was. ` +
          "Name another folder.",
      );
    }
    this.write(INPUTS_FILE, `${JSON.stringify(inputs, null, 2)}\n`);
  }

  recall(name: string): unknown {
    const file = join(this.folder, SIMULATED, fileOf(name));
    if (!existsSync(file)) return undefined;
    try {
      return JSON.parse(readFileSync(file, "utf8")) as unknown;
    } catch {
      // A file that cannot be read counts as not there: what it held is simulated again.
      return undefined;
    }
  }

  keep(name: string, value: unknown): void {
    this.write(join(SIMULATED, fileOf(name)), JSON.stringify(value));
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
}

/** Letters and digits as they are, all else by its code, so that two names never share a file. */
function fileOf(name: string): string {
  return `${name.replaceAll(/[^a-zA-Z0-9-]/g, (found) => (found === " " ? "_" : `%${found.codePointAt(0)!.toString(16)}`))}.json`;
}

function refuseOther(folder: string, text: string, inputs: CalibrationInputs): void {
  let kept: Readonly<Record<string, unknown>>;
  try {
    kept = JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw new UserError(`--out ${folder}: its ${INPUTS_FILE} cannot be read. Name another folder.`);
  }
  const say = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));
  const differences = Object.entries(inputs).filter(([word, value]) => say(kept[word]) !== say(value));
  if (differences.length === 0) return;
  // The fingerprint differs whenever anything else in the file does; alone, it means that a file was changed.
  const telling = differences.filter(([word]) => word !== "inputs" || differences.length === 1);
  const lines = telling.map(([word, value]) =>
    word === "inputs"
      ? "  the calibration file, or a file that it names, has changed since"
      : `  ${word}: there ${say(kept[word])}, here ${say(value)}`,
  );
  throw new UserError(
    `--out ${folder} holds another calibration, and is left as it was. Name a new folder, or ask for the same again.\n${lines.join("\n")}`,
  );
}

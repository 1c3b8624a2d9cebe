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

/** Everything that decides the results of a sweep, as it is kept beside them. */
export interface SweepInputs {
  readonly format: "fcrsim-sweep/1";
  readonly version: string;
  readonly scenario: string;
  readonly vary: readonly string[];
  readonly set: readonly string[];
  readonly design: string;
  readonly points: number;
  readonly replications: number;
  readonly seed: string;
  /** Fingerprint of the scenarios of all points, data files included. */
  readonly inputs: string;
}

const INPUTS_FILE = "sweep.json";
const POINTS_FOLDER = "points";

/** A folder in which each point is kept as soon as it is complete, so that a sweep that was cut short can go on. */
export class SweepFolder {
  private readonly folder: string;

  /**
   * Makes the folder, or opens it to go on.
   *
   * @throws UserError if it holds another sweep or something else, or cannot be written.
   */
  constructor(folder: string, inputs: SweepInputs) {
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
    const written = existsSync(folder) ? readdirSync(folder) : [];
    if (written.includes(INPUTS_FILE)) {
      refuseOther(folder, textOf(join(folder, INPUTS_FILE)), inputs);
      return;
    }
    if (written.some((name) => name !== POINTS_FOLDER)) {
      throw new UserError(
        `--out ${folder}: that folder holds other things than a sweep (${written.slice(0, 3).join(", ")}), and is left as it was. ` +
          "Name another folder.",
      );
    }
    this.write(INPUTS_FILE, `${JSON.stringify(inputs, null, 2)}\n`);
  }

  /** What was kept of a point, or null if it is not complete. */
  point(number: number): unknown {
    const file = join(this.folder, POINTS_FOLDER, nameOf(number));
    if (!existsSync(file)) return null;
    try {
      return JSON.parse(textOf(file)) as unknown;
    } catch {
      return null;
    }
  }

  keepPoint(number: number, point: unknown): void {
    this.write(join(POINTS_FOLDER, nameOf(number)), `${JSON.stringify(point)}\n`);
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

function nameOf(point: number): string {
  return `${String(point).padStart(5, "0")}.json`;
}

function textOf(file: string): string {
  return readFileSync(file, "utf8");
}

function refuseOther(folder: string, text: string, inputs: SweepInputs): void {
  let kept: Readonly<Record<string, unknown>>;
  try {
    kept = JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw new UserError(`--out ${folder}: its ${INPUTS_FILE} cannot be read. Name another folder.`);
  }
  const say = (value: unknown): string =>
    Array.isArray(value) ? (value.length === 0 ? "none" : value.join("; ")) : String(value);
  const differences = Object.entries(inputs).filter(([word, value]) => say(kept[word]) !== say(value));
  if (differences.length === 0) return;
  // The fingerprint differs whenever anything else does; alone, it means that a file was changed.
  const telling = differences.filter(([word]) => word !== "inputs" || differences.length === 1);
  const lines = telling.map(([word, value]) =>
    word === "inputs"
      ? "  the scenario file, or a file that it names, has changed since"
      : `  ${word}: there ${say(kept[word])}, here ${say(value)}`,
  );
  throw new UserError(
    `--out ${folder} holds another sweep, and is left as it was. Name a new folder, or ask for the same again.\n${lines.join("\n")}`,
  );
}

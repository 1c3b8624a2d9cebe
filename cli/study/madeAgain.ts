import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { type Effort, USUAL_EFFORT } from "../../engine/calibration/effort.ts";
import { EffortText } from "../../engine/calibration/effortText.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import { POSTERIOR_FORMAT } from "../../engine/scenario/posteriorFile.ts";
import { textFiles } from "../files.ts";
import { filesHash } from "../hash.ts";
import { openDesign } from "../openDesign.ts";
import { programVersion } from "../version.ts";

/** How a file of `fcrsim calibrate` is made again. */
export interface MadeAgain {
  readonly file: string;
  /** Words after `fcrsim`, and the file that comes out. Null if the file does not say enough of its making. */
  readonly again: { readonly words: readonly string[]; readonly file: string } | null;
  /** Why what comes out may be another file; empty if it is the same, byte for byte. */
  readonly but: readonly string[];
}

const From = z.object({ design: z.string(), hash: z.string() }).optional();

const Posterior = z.object({
  format: z.literal(POSTERIOR_FORMAT),
  version: z.string(),
  structure: z.string(),
  madeFrom: z.object({ calibration: z.string(), inputs: z.string(), effort: EffortText, from: From }),
});

const Results = z.object({
  version: z.string(),
  inputs: z.string(),
  calibration: z.string(),
  effort: EffortText,
  from: From,
  structures: z.array(z.object({ name: z.string() })).min(1),
});

/** Only what the command can be told; all else must be as usual. */
const ASKED = ["points", "waves", "replications", "steps", "draws"] as const;

/**
 * The command that makes a posterior file, or results of a calibration, again.
 *
 * It writes to a folder beside that of the file: files are named in it from where it lies, so that from there the same
 * bytes come.
 *
 * @returns null if the text is of something else.
 */
export function madeAgain(file: string, text: string): MadeAgain | null {
  const content = asJson(text);
  const isPosterior = content["format"] === POSTERIOR_FORMAT;
  if (!isPosterior && !("structures" in content && "effort" in content)) return null;
  const made = isPosterior ? ofPosterior(content) : ofResults(content);
  const flags = made && effortFlags(made.effort, made.from !== undefined);
  if (made === null || flags === null) return { file, again: null, but: [] };
  const folder = dirname(file);
  const from = made.from && { ...made.from, design: join(folder, made.from.design) };
  const calibration = join(folder, made.calibration);
  const other = `${folder}-again`;
  return {
    file,
    again: {
      words: [
        "calibrate",
        calibration,
        ...made.structures.flatMap((name) => ["--structure", name]),
        ...(from === undefined ? [] : ["--from", from.design]),
        ...flags,
        "--out",
        other,
      ],
      file: join(other, basename(file)),
    },
    but: [
      ...(made.version === programVersion() ? [] : [`it was made by version ${made.version}`]),
      ...(inputsOf(calibration) === made.inputs
        ? []
        : ["the calibration file, or a file that it names, has changed since"]),
      ...(from === undefined || designHash(from.design) === from.hash
        ? []
        : [`${from.design}, from which it went on, has changed since or is gone`]),
    ],
  };
}

interface Made {
  readonly from?: { readonly design: string; readonly hash: string } | undefined;
  readonly version: string;
  readonly inputs: string;
  readonly calibration: string;
  readonly effort: Effort;
  readonly structures: readonly string[];
}

function ofPosterior(content: object): Made | null {
  const read = Posterior.safeParse(content);
  if (!read.success) return null;
  const { version, structure, madeFrom } = read.data;
  return { version, ...madeFrom, structures: [structure] };
}

function ofResults(content: object): Made | null {
  const read = Results.safeParse(content);
  return read.success ? { ...read.data, structures: read.data.structures.map(({ name }) => name) } : null;
}

/**
 * Null if the command cannot be asked for as much.
 *
 * @param all Says all of it: what is not said is then not as usual, but as in the design that was gone on from.
 */
function effortFlags(made: Effort, all: boolean): readonly string[] | null {
  const { doublings, chance } = made;
  // Who says how many steps to take gets as many, and no more.
  const isAsked = doublings === 0;
  if (chance !== USUAL_EFFORT.chance || (!isAsked && doublings !== USUAL_EFFORT.doublings)) return null;
  if (!isAsked && made.steps !== USUAL_EFFORT.steps) return null;
  return ASKED.flatMap((word) =>
    (all ? word === "steps" : made[word] === USUAL_EFFORT[word]) && !(word === "steps" && isAsked)
      ? []
      : [`--${word}`, String(made[word])],
  );
}

/** Null if there is no such design any more. */
function designHash(file: string): string | null {
  try {
    return openDesign(file).hash;
  } catch {
    return null;
  }
}

/** Fingerprint of a calibration file and all that it names; null if it cannot be read as one any more. */
function inputsOf(file: string): string | null {
  const read = readCalibration(file, textFiles());
  return "faults" in read ? null : filesHash(read.files);
}

function asJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

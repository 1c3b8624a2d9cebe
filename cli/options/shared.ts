import { atLeastOne, optional } from "../wholeNumbers.ts";

/*
 * Options that several commands have, so that they are the same word for word wherever they are.
 */

/** A figure in place of what the file says; may be given many times. */
export const SET = {
  type: "string",
  array: true,
  nargs: 1,
  requiresArg: true,
  default: [] as string[],
  defaultDescription: "none",
  describe:
    'A figure instead of the file\'s: "queues.101.message.duration=60 seconds". Give it once for each',
} as const;

export const SEED = {
  type: "string",
  requiresArg: true,
  describe: "Root of all chance, instead of the file's seed",
} as const;

export const FORMAT = {
  choices: ["table", "json", "csv", "markdown"],
  default: "table",
  requiresArg: true,
  describe: "How results are written to standard output",
} as const;

export const OUT = {
  type: "string",
  requiresArg: true,
  describe: "Also write results to this new folder",
} as const;

export const OVERWRITE = {
  type: "boolean",
  default: false,
  describe: "Let --out replace a folder that exists",
} as const;

export const WORKERS = {
  type: "number",
  requiresArg: true,
  coerce: optional(atLeastOne("workers")),
  describe: "Threads to run on [default: the cores there are]; results are the same on any number",
} as const;

export const PROGRESS = {
  choices: ["auto", "bar", "lines", "off"],
  default: "auto",
  requiresArg: true,
  describe: "How to show progress on standard error",
} as const;

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** `<!-- output of: fcrsim run x.yaml -->`, and the fenced block that follows it. */
const BLOCK = /(<!-- output of: fcrsim ([^>]*?) -->\n+```[a-z]*\n)([\s\S]*?)(```)/g;

/** One command of the README, and the output that stands beneath it. */
export interface ShownOutput {
  readonly command: string;
  readonly output: string;
}

/** The commands whose output a text shows. */
export function shownOutputs(text: string): readonly ShownOutput[] {
  return [...text.matchAll(BLOCK)].map(([, , command, output]) => ({ command: command!, output: output! }));
}

/** The same text with every output made anew. */
export function withOutputs(text: string, root: string): string {
  return text.replace(
    BLOCK,
    (_, start: string, command: string, __: string, end: string) => start + outputOf(command, root) + end,
  );
}

/** What the built program prints for a command line as a README writes it. */
export function outputOf(command: string, root: string): string {
  return execFileSync(process.execPath, [`${root}dist/bundle/main.js`, ...wordsOf(command)], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Splits at spaces, but not within quotes. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}

/** `<!-- file: scenarios/room.yaml -->`, and the fenced block that follows it. */
const FILE = /(<!-- file: ([^>]*?) -->\n+```[a-z]*\n)[\s\S]*?(```)/g;

/** The same text with every file that it shows put in anew, without the line for editors at its top. */
export function withFiles(text: string, root: string): string {
  return text.replace(FILE, (_, start: string, file: string, end: string) => {
    const content = readFileSync(`${root}${file}`, "utf8").replace(/^# yaml-language-server: .*\n/, "");
    return start + content + end;
  });
}

import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { TextFiles } from "../engine/scenario/textFiles.ts";
import { numberInWords } from "../engine/scenario/words.ts";

/** Files on disk, opened with care: never more than asked for, and never a device that has no end. */
export function textFiles(): TextFiles {
  return {
    read: readText,
    resolve: (from, relative) => (isAbsolute(relative) ? normalize(relative) : join(dirname(from), relative)),
  };
}

function readText(path: string, mostBytes: number): { readonly text: string } | { readonly problem: string } {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { problem: `"${path}" is a folder, not a file. Name a file in it.` };
    if (!stats.isFile()) return { problem: `"${path}" is not a file that can be read from start to end.` };
    return readAtMost(path, mostBytes);
  } catch (thrown) {
    return { problem: whyNot(path, thrown) };
  }
}

/** Reads what is there, up to one byte more than allowed: a file may have grown since its size was asked. */
function readAtMost(
  path: string,
  mostBytes: number,
): { readonly text: string } | { readonly problem: string } {
  const handle = openSync(path, "r");
  try {
    const { size } = fstatSync(handle);
    if (size > mostBytes) return { problem: tooLarge(path, size, mostBytes) };
    const bytes = Buffer.allocUnsafe(mostBytes < size + 1 ? mostBytes + 1 : size + 1);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(handle, bytes, length, bytes.length - length, null);
      if (read === 0) break;
      length += read;
    }
    if (length > size) return { problem: `"${path}" is being written to. Try again when it is finished.` };
    return textOf(path, bytes.subarray(0, length));
  } finally {
    closeSync(handle);
  }
}

function textOf(path: string, bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  const save = 'Save it as plain text in UTF-8 (in Excel: "CSV UTF-8").';
  if (bytes.includes(0)) return { problem: `"${path}" is not plain text. ${save}` };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { problem: `"${path}" has letters in another encoding than UTF-8. ${save}` };
  }
}

function tooLarge(path: string, size: number, mostBytes: number): string {
  const megabytes = (bytes: number): string => `${numberInWords(Math.ceil(bytes / 10_000) / 100)} MB`;
  return `"${path}" is too large: ${megabytes(size)}. At most ${megabytes(mostBytes)} are read.`;
}

const WHY_NOT: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: noSuchFile,
  ENOTDIR: noSuchFile,
  EACCES: (path) => `"${path}" may not be read. Ask for the right to read it.`,
  EPERM: (path) => `"${path}" may not be read. Ask for the right to read it.`,
  ELOOP: (path) => `"${path}" is a link that leads back to itself.`,
  ENAMETOOLONG: () => "this is too long for the name of a file.",
};

function noSuchFile(path: string): string {
  return `there is no file "${path}". Check its name and folder.`;
}

function whyNot(path: string, thrown: unknown): string {
  const { code = "", message } = thrown as NodeJS.ErrnoException;
  return WHY_NOT[code]?.(path) ?? `"${path}" cannot be read: ${message}.`;
}

import { inflateRawSync } from "node:zlib";

/** The parts of a zip file by their names, as text; and the times that stand beside them, in the format's own numbers. */
export interface Unzipped {
  readonly parts: ReadonlyMap<string, string>;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly times: readonly number[];
}

/** Reads a zip file by its directory at the end, as spreadsheets and word processors do. */
export function unzip(file: Uint8Array): Unzipped {
  const buffer = Buffer.from(file);
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const bytes = new Map<string, Uint8Array>();
  const times: number[] = [];
  let at = buffer.readUInt32LE(end + 16);
  for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => buffer.readUInt16LE(at + offset));
    const name = buffer.toString("utf8", at + 46, at + 46 + nameLength!);
    const local = buffer.readUInt32LE(at + 42);
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const packed = buffer.subarray(start, start + buffer.readUInt32LE(at + 20));
    const method = buffer.readUInt16LE(at + 10);
    bytes.set(name, method === 0 ? packed : inflateRawSync(packed));
    times.push(buffer.readUInt32LE(at + 12), buffer.readUInt32LE(local + 10));
    at += 46 + nameLength! + extra! + comment!;
  }
  const parts = new Map([...bytes].map(([name, each]) => [name, Buffer.from(each).toString("utf8")]));
  return { parts, bytes, times };
}

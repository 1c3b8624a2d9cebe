/*
 * Word documents and workbooks are zip files, and the libraries that write them put the time of writing beside each part.
 * Format of zip: PKWARE's application note (APPNOTE.TXT), sections 4.3.7, 4.3.12 and 4.3.16.
 */

const END_OF_DIRECTORY = 0x06054b50;
const IN_DIRECTORY = 0x02014b50;
const END_BYTES = 22;
/** 1 January 1980, the first day that the format knows: year, month and day in seven, four and five bits. */
const FIRST_DAY = (1 << 5) | 1;

/**
 * A zip file whose parts bear the first day of the format instead of the time of writing, so that the same parts give the
 * same bytes on any day.
 *
 * @throws Error for what is not a zip file as the libraries write it: without a comment, and of less than 4 GB.
 */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const fixed = Uint8Array.from(zip);
  const view = new DataView(fixed.buffer);
  const end = fixed.length - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) throw new Error("this is not a zip file");
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== IN_DIRECTORY) throw new Error("the directory of the zip file is broken");
    const local = view.getUint32(at + 42, true);
    for (const time of [at + 12, local + 10]) {
      view.setUint16(time, 0, true);
      view.setUint16(time + 2, FIRST_DAY, true);
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return fixed;
}

import { ImageRun } from "docx";
import type { Chart } from "../../chart.ts";
import { pngOf } from "../pictures.ts";
import { printable } from "../printable.ts";

/** A picture is at most so large, in pixels of 96 an inch: the width of the text, and a page less its caption. */
const MOST = { width: 627, height: 800 };

/** The picture of a chart with its text alternative. @param number Of all that is drawn in the document, its own. */
export async function wordPicture(chart: Chart, label: string, number: number): Promise<ImageRun> {
  const png = await pngOf(chart);
  const { width, height } = sizeOf(png);
  const scale = Math.min(MOST.width / width, MOST.height / height);
  return new ImageRun({
    type: "png",
    data: png,
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: {
      id: String(number),
      name: label,
      title: label,
      description: printable(chart.spec.description ?? ""),
    },
  });
}

/** Width and height of a PNG in points of its own; they stand at the start of its first part (PNG, 11.2.1). */
function sizeOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

import type { Chart } from "../chart.ts";
import { type Picture, render } from "../render.ts";
import type { PanelPaper } from "./document.ts";

/** Pixels of a PNG for each unit of a chart: enough for print at the width of a page. */
const SCALE = 2;

/** Drawing takes most of the time of a paper, and three files want the same picture. */
const drawn = new WeakMap<Chart, Promise<Picture>>();

/** The picture of a chart, which is drawn once. */
export function pictureOf(chart: Chart): Promise<Picture> {
  const found = drawn.get(chart) ?? render(chart.spec, SCALE);
  drawn.set(chart, found);
  return found;
}

/** The pictures of a paper by the names of their files, which its Markdown refers to: "attrition.svg", "attrition.png". */
export async function paperPictures(paper: PanelPaper): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const block of paper.blocks) {
    if (block.kind !== "figure") continue;
    const { svg, png } = await pictureOf(block.figure.chart);
    files.set(`${block.figure.id}.svg`, svg);
    files.set(`${block.figure.id}.png`, png);
  }
  return files;
}

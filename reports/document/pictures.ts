import type { Chart } from "../chart.ts";
import { type Drawing, drawing } from "../render.ts";
import type { PanelPaper } from "./document.ts";

/** Pixels of a PNG for each unit of a chart: enough for print at the width of a page. */
const SCALE = 2;

interface Drawn {
  readonly drawing: Drawing;
  svg: Promise<string> | null;
  png: Promise<Uint8Array> | null;
}

/** Drawing takes most of the time of a paper, and several files want the same pictures. */
const DRAWN = new WeakMap<Chart, Drawn>();

/** The picture of a chart as SVG, which is drawn once. */
export function svgOf(chart: Chart): Promise<string> {
  const drawn = drawnOf(chart);
  return (drawn.svg ??= drawn.drawing.svg());
}

/** The picture of a chart as PNG, which is drawn once. */
export function pngOf(chart: Chart): Promise<Uint8Array> {
  const drawn = drawnOf(chart);
  return (drawn.png ??= drawn.drawing.png(SCALE));
}

function drawnOf(chart: Chart): Drawn {
  const drawn = DRAWN.get(chart) ?? { drawing: drawing(chart.spec), svg: null, png: null };
  DRAWN.set(chart, drawn);
  return drawn;
}

/** The pictures of a paper by the names of their files, which its Markdown refers to: "attrition.svg", "attrition.png". */
export async function paperPictures({
  blocks,
}: PanelPaper): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const block of blocks) {
    if (block.kind !== "figure") continue;
    const { id, chart } = block.figure;
    files.set(`${id}.svg`, await svgOf(chart));
    files.set(`${id}.png`, await pngOf(chart));
  }
  return files;
}

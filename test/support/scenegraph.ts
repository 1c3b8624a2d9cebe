import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { registerFonts } from "../../reports/render.ts";

/** A piece of text as it is drawn, in units of the chart from the top left of the picture. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Item {
  readonly x?: number;
  readonly y?: number;
  readonly text?: string | number | readonly string[];
  readonly opacity?: number;
  readonly bounds: { readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number };
  readonly items?: readonly Mark[];
}

interface Mark {
  readonly marktype: string;
  readonly items: readonly Item[];
}

/** All text on a chart, and how large the picture is. */
export async function textOn(
  spec: TopLevelSpec,
): Promise<{ readonly boxes: readonly TextBox[]; readonly width: number; readonly height: number }> {
  registerFonts();
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  try {
    const svg = await view.toSVG();
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!;
    const [, x, y] = /<g[^>]*transform="translate\(([-\d.]+),([-\d.]+)\)"/.exec(svg)!;
    const root = (view.scenegraph() as unknown as { readonly root: Mark }).root;
    return { boxes: boxesOf(root, Number(x), Number(y)), width: Number(width), height: Number(height) };
  } finally {
    view.finalize();
  }
}

function boxesOf({ marktype, items }: Mark, x: number, y: number): readonly TextBox[] {
  return items.flatMap((item): readonly TextBox[] => {
    if (marktype === "group") {
      return (item.items ?? []).flatMap((mark) => boxesOf(mark, x + (item.x ?? 0), y + (item.y ?? 0)));
    }
    const text = typeof item.text === "object" ? item.text.join("\n") : String(item.text ?? "");
    if (marktype !== "text" || text.trim() === "" || item.opacity === 0) return [];
    const { x1, x2, y1, y2 } = item.bounds;
    return [{ text, left: x + x1, right: x + x2, top: y + y1, bottom: y + y2 }];
  });
}

/** How far two texts must lie on each other to be told: letters have some room about them in their boxes. */
const TOUCH = 1.5;

/** Pairs of texts that lie on each other, as "this | that". */
export function overlaps(boxes: readonly TextBox[]): readonly string[] {
  return boxes.flatMap((one, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOUCH &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOUCH,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

/** Texts that leave the picture. */
export function cutOff(found: Awaited<ReturnType<typeof textOn>>): readonly string[] {
  return found.boxes
    .filter(
      ({ left, right, top, bottom }) => left < 0 || top < 0 || right > found.width || bottom > found.height,
    )
    .map(({ text }) => text);
}

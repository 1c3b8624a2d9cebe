import { createRequire } from "node:module";
import { GlobalFonts } from "canvas";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

const require = createRequire(import.meta.url);
const FONTS = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];

/** A chart as a picture. No browser and no network: fonts come from a package, as a machine may have none. */
export interface Picture {
  readonly svg: string;
  readonly png: Uint8Array;
}

/** A chart that is drawn as far as somebody asks for it: a PNG takes longer than all else. */
export interface Drawing {
  readonly svg: () => Promise<string>;
  /** @param scale Pixels for each unit of the chart. */
  readonly png: (scale: number) => Promise<Uint8Array>;
}

/**
 * Draws a Vega-Lite chart.
 *
 * @param scale Pixels of the PNG for each unit of the chart.
 * @throws Error on any warning of the compiler or the renderer: a chart that warns shows something else than it says.
 */
export async function render(spec: TopLevelSpec, scale = 2): Promise<Picture> {
  const { svg, png } = drawing(spec);
  return { svg: await svg(), png: await png(scale) };
}

/** @throws Error as `render` does, now or when it is drawn. */
export function drawing(spec: TopLevelSpec): Drawing {
  registerFonts();
  const view = new vega.View(vega.parse(compiled(spec)), { renderer: "none" });
  view.logger(strictLogger());
  return {
    svg: async () => described(await view.toSVG(), spec.description ?? ""),
    png: async (scale) => {
      const canvas = (await view.toCanvas(scale)) as unknown as { toBuffer(type: "image/png"): Uint8Array };
      return canvas.toBuffer("image/png");
    },
  };
}

/**
 * A Vega-Lite chart as Vega, which a browser can draw without the compiler.
 *
 * @throws Error on any warning of the compiler.
 */
export function compiled(spec: TopLevelSpec): vega.Spec {
  return compile(spec, { logger: strictLogger() }).spec;
}

/** The picture as one image with its alternative text: its parts alone would tell a screen reader of numbered rows. */
function described(svg: string, text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return svg.replace("<svg ", () => `<svg role="img" aria-label="${escaped}" `);
}

/** Makes the fonts of all charts known, so that text is measured as it will be drawn. */
export function registerFonts(): void {
  for (const font of FONTS)
    GlobalFonts.registerFromPath(require.resolve(`dejavu-fonts-ttf/ttf/${font}`), "DejaVu Sans");
}

function strictLogger(): vega.LoggerInterface {
  const fail = (...what: readonly unknown[]): never => {
    throw new Error(`the chart is not what it says: ${what.map(String).join(" ")}`);
  };
  const logger: vega.LoggerInterface = {
    level: (level?: number) => (level === undefined ? vega.Warn : logger),
    error: fail,
    warn: fail,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

import type { Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { compiled } from "../render.ts";

/** Fonts of the page: widths of the first two are nearly the same, so that text fits where it was measured to fit. */
const FONTS = '"DejaVu Sans", Verdana, "Bitstream Vera Sans", Arial, sans-serif';

/** What fields of the charts' data are called to readers, where the name alone would not do. */
const NAMES: Readonly<Record<string, string>> = {
  row: "for",
  what: "which",
  low: "from",
  high: "to",
  unknownLow: "not known from",
  unknownHigh: "not known to",
  figure: "figure",
};

/** Marks that stand for figures one by one. Lines and areas are told of by the points on them. */
const TOLD = new Set(["bar", "point", "rect", "rule"]);

type Plain = Readonly<Record<string, unknown>>;

/**
 * A chart as Vega that a page draws: figures under the mouse are told in words.
 *
 * @throws Error on any warning of the compiler.
 */
export function interactive(spec: TopLevelSpec): Spec {
  const live = { ...(withTooltips(spec as unknown as Plain, {}, "") as unknown as TopLevelSpec) };
  return compiled({ ...live, config: { ...spec.config, font: FONTS, aria: false } });
}

/** @param outer Encodings of the views around this one, which hold for it as well. @param panel Title of its panel. */
function withTooltips(view: Plain, outer: Plain, panel: string): Plain {
  const encoding = { ...outer, ...asPlain(view["encoding"]) };
  const title = titleOf(view) ?? panel;
  const parts = ["vconcat", "hconcat", "layer"].flatMap((name) => {
    const views = view[name];
    if (!Array.isArray(views)) return [];
    const inner = name === "layer" ? encoding : {};
    return [[name, views.map((each: Plain) => withTooltips(each, inner, title))] as const];
  });
  if (parts.length > 0) return { ...view, ...Object.fromEntries(parts) };
  const { mark } = view;
  const type = typeof mark === "string" ? mark : asPlain(mark)["type"];
  if (typeof type !== "string" || !TOLD.has(type)) return view;
  const tooltip = tooltipOf(encoding, title);
  return tooltip.length === 0 ? view : { ...view, encoding: { ...asPlain(view["encoding"]), tooltip } };
}

/** The fields that a mark is drawn from, once each, written as the axes write them. */
function tooltipOf(encoding: Plain, panel: string): readonly Plain[] {
  const found = new Map<string, Plain>();
  for (const [channel, each] of Object.entries(encoding)) {
    const { field, type, title, axis } = asPlain(each);
    if (typeof field !== "string" || found.has(field)) continue;
    const main = asPlain(encoding[channel.replace(/2$/, "")]);
    const format = asPlain(axis ?? main["axis"])["format"];
    const isFigure = (type ?? main["type"]) === "quantitative";
    const usual =
      isFigure && ["y", "mean", "difference", "count", "figure"].includes(field) && panel !== ""
        ? panel
        : field;
    found.set(field, {
      field,
      type: isFigure ? "quantitative" : "nominal",
      title: NAMES[field] ?? (typeof title === "string" ? title : usual),
      ...(typeof format === "string" ? { format } : {}),
    });
  }
  return [...found.values()];
}

function titleOf({ title }: Plain): string | undefined {
  const { text } = asPlain(title);
  if (Array.isArray(text)) return text.join(" ");
  return typeof text === "string" ? text : undefined;
}

const asPlain = (value: unknown): Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : {};

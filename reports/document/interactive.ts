import type { Spec } from "vega";
import type { TopLevelSpec } from "vega-lite";
import { compiled } from "../render.ts";

/** Fonts of the page: widths of the first two are nearly the same, so that text fits where it was measured to fit. */
const FONTS = '"DejaVu Sans", Verdana, "Bitstream Vera Sans", Arial, sans-serif';

/** A chart as a page draws it. */
export interface Interactive {
  readonly spec: Spec;
  /** Rows or kinds of figures that a reader may hide, by setting the signal `hidden` to those not wanted. */
  readonly choices: readonly string[];
}

/** What fields of the charts' data are called to readers, where the name alone would not do. */
const NAMES: Readonly<Record<string, string>> = {
  what: "which",
  x: "at",
  low: "from",
  high: "to",
  unknownLow: "not known from",
  unknownHigh: "not known to",
};
/** Fields that hold the figure a panel is about: they are called what the panel is called. */
const FIGURES = new Set(["figure", "y", "mean", "difference", "count", "median", "said"]);
/** Lines that stand for one figure throughout a panel, which is told beside it. */
const MARKERS = new Set(["base", "nothing", "mark", "central"]);
/** Marks that stand for figures one by one. Lines and areas are told of by the points on them. */
const TOLD = new Set(["bar", "point", "rect", "rule"]);

type Plain = Readonly<Record<string, unknown>>;

/** What holds for a view because of those around it. */
interface Around {
  readonly encoding: Plain;
  /** Title of its panel. */
  readonly panel: string;
  /** Names of its numbered rows. */
  readonly rows: readonly string[];
}

/**
 * A chart for a page: figures under the mouse are told in words, and rows and kinds of figures can be hidden.
 *
 * @throws Error on any warning of the compiler.
 */
export function interactive(spec: TopLevelSpec): Interactive {
  const choices = new Set<string>();
  const live = liveView(spec as unknown as Plain, { encoding: {}, panel: "", rows: [] }, choices);
  const whole = {
    ...live,
    params: [{ name: "hidden", value: [] }],
    config: { ...spec.config, font: FONTS, aria: false },
  } as unknown as TopLevelSpec;
  return { spec: compiled(whole), choices: [...choices] };
}

function liveView(view: Plain, around: Around, choices: Set<string>): Plain {
  const encoding = { ...around.encoding, ...plainIn(view["encoding"]) };
  const panel = titleOf(view) ?? around.panel;
  const rows = rowNames(view) ?? around.rows;
  const parts = ["vconcat", "hconcat", "layer"].flatMap((name) => {
    const views = view[name];
    if (!Array.isArray(views)) return [];
    const inner = { encoding: name === "layer" ? encoding : {}, panel, rows };
    return [[name, views.map((each: Plain) => liveView(each, inner, choices))] as const];
  });
  if (parts.length > 0) return { ...view, ...Object.fromEntries(parts) };
  const name = nameOf(encoding, rows);
  for (const each of namesUnder(name, view, rows)) choices.add(each);
  return {
    ...view,
    ...(name === null
      ? {}
      : {
          transform: [
            ...(Array.isArray(view["transform"]) ? (view["transform"] as readonly unknown[]) : []),
            { calculate: name, as: "nameOfMark" },
            { filter: "indexof(hidden, datum.nameOfMark) < 0" },
          ],
        }),
    encoding: { ...plainIn(view["encoding"]), ...tooltip(view, encoding, panel) },
  };
}

/** An expression for the name under which a mark can be hidden; null if it cannot be. */
function nameOf(encoding: Plain, rows: readonly string[]): string | null {
  const fields = Object.values(encoding).map((each) => plainIn(each)["field"]);
  if (fields.includes("row") && rows.length > 0) return `${JSON.stringify(rows)}[datum.row]`;
  return fields.includes("what") ? "datum.what" : null;
}

function namesUnder(name: string | null, view: Plain, rows: readonly string[]): readonly string[] {
  if (name === null) return [];
  if (name !== "datum.what") return rows;
  const values = plainIn(view["data"])["values"];
  return Array.isArray(values) ? values.map((each) => String(plainIn(each)["what"])) : [];
}

/** The figures that a mark stands for, written as the axes write them; nothing for marks that stand for none. */
function tooltip(view: Plain, encoding: Plain, panel: string): Plain {
  const { mark } = view;
  const type = typeof mark === "string" ? mark : plainIn(mark)["type"];
  if (typeof type !== "string" || !TOLD.has(type)) return {};
  const found = new Map<string, Plain>();
  for (const [channel, each] of Object.entries(encoding)) {
    const { field, title, axis, ...own } = plainIn(each);
    if (typeof field !== "string") continue;
    if (MARKERS.has(field)) return {};
    const main = plainIn(encoding[channel.replace(/2$/, "")]);
    // A figure on an axis that is not drawn is on a scale that nobody is told of.
    if (main["axis"] === null) return {};
    const shown = field === "row" ? "nameOfMark" : field === "shade" ? "said" : field;
    const format = plainIn(axis ?? main["axis"])["format"];
    const isFigure = (own["type"] ?? main["type"]) === "quantitative";
    const usual = FIGURES.has(shown) && panel !== "" ? panel : (NAMES[shown] ?? shown);
    found.set(shown, {
      field: shown,
      type: isFigure ? "quantitative" : "nominal",
      title: field === "row" ? "of" : typeof title === "string" ? title : usual,
      // An axis writes round figures only; others would be told with all their digits.
      ...(typeof format === "string" ? { format: format === "~f" ? ",.2~f" : format } : {}),
    });
  }
  return found.size === 0 ? {} : { tooltip: [...found.values()] };
}

/** What a panel is called: its title without what explains its marks, or says its last figure. */
function titleOf({ title }: Plain): string | undefined {
  const { text } = plainIn(title);
  const whole = Array.isArray(text) ? text.join(" ") : text;
  return typeof whole === "string" ? whole.replace(/(?:;| line:| dashed:|: [\d.,]+ in ).*$/, "") : undefined;
}

/** Names of numbered rows, from the axis that names them in this view or in those within it. */
function rowNames(view: Plain): readonly string[] | null {
  const { labelExpr } = plainIn(plainIn(plainIn(view["encoding"])["y"])["axis"]);
  const list =
    typeof labelExpr === "string" ? /^split\((\[.*\])\[datum\.value\], "\\n"\)$/.exec(labelExpr)?.[1] : null;
  if (typeof list === "string")
    return (JSON.parse(list) as string[]).map((name) => name.replaceAll("\n", " "));
  const within = ["vconcat", "hconcat", "layer"].flatMap((name) => {
    const views = view[name];
    return Array.isArray(views) ? (views as readonly Plain[]) : [];
  });
  for (const each of within) {
    const found = rowNames(each);
    if (found !== null) return found;
  }
  return null;
}

const plainIn = (value: unknown): Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : {};

import type { Config } from "vega-lite";

/** Colours in the order of use, from the Government Analysis Function's guidance on charts. */
export const PALETTE = {
  darkBlue: "#12436D",
  turquoise: "#28A197",
  darkPink: "#801650",
  orange: "#F46A25",
  darkGrey: "#3D3D3D",
  lightPurple: "#A285D1",
} as const;

const IN_ORDER: readonly string[] = Object.values(PALETTE);

/** How one of several series is told from the others: by colour, and by dashes and shape for whoever sees no colours. */
export interface SeriesStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly shape: string;
}

const DASHES = [
  [1, 0],
  [7, 4],
  [2, 3],
  [10, 3, 2, 3],
] as const;
const SHAPES = ["circle", "diamond", "square", "triangle-up"] as const;
/** More lines than this in one panel cannot be followed. */
export const MOST_LINES = 4;

/** Styles of this many series: dark blue and orange for two, the palette in its order otherwise. */
export function seriesStyles(count: number): readonly SeriesStyle[] {
  const colours = count === 2 ? [PALETTE.darkBlue, PALETTE.orange] : IN_ORDER;
  return Array.from({ length: count }, (_, i) => ({
    colour: colours[i % colours.length]!,
    dash: DASHES[i % DASHES.length]!,
    shape: SHAPES[i % SHAPES.length]!,
  }));
}

/** Height of 12-point text with the space that it needs to the next line, in units of the chart. */
export const LINE = 16;
/** Width of the panels of a chart: with an axis and margins it fills the text width of an A4 page. */
export const PANEL_WIDTH = 620;

/** What all charts share: 12-point sans-serif text, horizontal, a light grid, white paper. */
export const HOUSE_STYLE: Config = {
  background: "white",
  font: "DejaVu Sans",
  padding: 16,
  view: { stroke: null },
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: PALETTE.darkGrey,
    titleColor: PALETTE.darkGrey,
    gridColor: "#E0E0E0",
    domainColor: PALETTE.darkGrey,
    tickColor: PALETTE.darkGrey,
    labelAngle: 0,
    labelLimit: 0,
    titleLimit: 0,
  },
  legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 0, symbolOpacity: 1 },
  title: {
    anchor: "start",
    fontSize: 16,
    subtitleFontSize: 12,
    subtitlePadding: 6,
    offset: 14,
    limit: 0,
    color: PALETTE.darkGrey,
    subtitleColor: PALETTE.darkGrey,
  },
  text: { fontSize: 12, color: PALETTE.darkGrey },
};

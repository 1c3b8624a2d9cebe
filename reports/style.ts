import type { Config } from "vega-lite";

/** Colours in the order of use, from the Government Analysis Function's guidance on charts. */
export const PALETTE = {
  darkBlue: "#12436D",
  turquoise: "#28A197",
  darkPink: "#801650",
  orange: "#F46A25",
  darkGrey: "#3D3D3D",
} as const;

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

import { panelTitle, type View } from "./chart.ts";
import { PALETTE } from "./style.ts";

/** One cell: an hour of the week. */
export interface Cell {
  /** "Mon 14:00". */
  readonly when: string;
  readonly value: number | null;
}

export interface HeatMap {
  readonly title: string;
  readonly cells: readonly Cell[];
  /** What stands in a cell: at most three letters, so that it fits. */
  readonly said: (value: number) => string;
}

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** The share of the most from which white letters are easier to read than black ones: contrast 4.6 to 1 at least. */
const DARK = 0.69;
const CELL = { width: 27, height: 22 };

/**
 * Hours from left to right, days from top to bottom. The figure stands in each cell, so that nothing hangs on colour; the
 * darker, the more.
 */
export function heatMapView({ title, cells, said }: HeatMap): View {
  const known = cells.filter(({ value }) => value !== null);
  const most = Math.max(0, ...known.map(({ value }) => value!));
  const values = known.map(({ when, value }) => {
    const [day = "", hour = ""] = when.split(" ");
    return {
      day,
      hour: hour.slice(0, 2),
      value: value!,
      said: said(value!),
      shade: shadeOf(most > 0 ? value! / most : 0),
      // Dark paper wants white letters.
      letters: value! > DARK * most ? "white" : "black",
    };
  });
  return {
    width: { step: CELL.width },
    height: { step: CELL.height },
    title: panelTitle(title),
    data: { values },
    encoding: {
      x: {
        field: "hour",
        type: "ordinal",
        title: null,
        scale: { domain: HOURS, paddingInner: 0.04 },
        axis: { ticks: false, domain: false },
      },
      y: {
        field: "day",
        type: "ordinal",
        title: null,
        scale: { domain: DAYS, paddingInner: 0.04 },
        axis: { ticks: false, domain: false },
      },
    },
    layer: [
      {
        mark: { type: "rect" },
        encoding: {
          color: { field: "shade", type: "nominal", scale: null },
        },
      },
      {
        mark: { type: "text", baseline: "middle" },
        encoding: {
          text: { field: "said", type: "nominal" },
          color: { field: "letters", type: "nominal", scale: null },
        },
      },
    ],
  };
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

const PALE = "#F3F6F9";

/** From pale to dark blue. @param share From 0 to 1. */
function shadeOf(share: number): string {
  const part = (colour: string, i: number): number => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) =>
    Math.round(part(PALE, i) + share * (part(PALETTE.darkBlue, i) - part(PALE, i)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${mixed.join("")}`;
}

import type { Asked } from "../chart.ts";
import { chartOf } from "../charts.ts";
import type { Block } from "../document/document.ts";
import { ChartFault, type Result } from "../results.ts";
import { paragraph } from "./blocks.ts";

/** What a figure of the paper is drawn from. */
export interface Drawing {
  readonly id: string;
  /** Name of the chart among all charts. */
  readonly chart: string;
  readonly results: readonly Result[];
  /** What stands beneath it: place, lost-call rule, clock. */
  readonly source: string;
  /** Headline; the chart's own if left out. */
  readonly title?: string;
  readonly queue?: string;
  readonly measure?: string;
}

/** A chart as a block of the paper. Where the results do not hold what it needs, the paper says so in its place. */
export function figure({ id, chart, results, source, title, queue, measure }: Drawing): Block {
  const asked: Asked = { title: title ?? null, source, queue: queue ?? null, measure: measure ?? null };
  try {
    return { kind: "figure", figure: { id, chart: chartOf(chart, results, asked) } };
  } catch (error) {
    if (!(error instanceof ChartFault)) throw error;
    return paragraph(`There is no chart here: ${error.message}`);
  }
}

import type { TopLevelSpec } from "vega-lite";
import { brokenLines, evenLines } from "./lines.ts";
import { HOUSE_STYLE, LINE, PANEL_WIDTH } from "./style.ts";
import type { DataTable } from "./dataTable.ts";

/** A chart with all that must stand beside it. */
export interface Chart {
  readonly spec: TopLevelSpec;
  /** The figures that are drawn, for whoever would rather read them. */
  readonly table: DataTable;
  /** What the chart shows, in sentences with the key figures. */
  readonly text: readonly string[];
}

/** What whoever asks for a chart may say of it. */
export interface Asked {
  /** Headline in place of the one that follows from the figures. */
  readonly title: string | null;
  /** Where the figures come from, in place of what the results say of themselves. */
  readonly source: string | null;
  /** Name of the queue that is shown; null for the usual one. */
  readonly queue: string | null;
  /** Measure of queues that is shown, where there is a choice; null for the usual one. */
  readonly measure: string | null;
}

/** One panel of a chart, or several beside each other. */
export type View = Extract<TopLevelSpec, { vconcat: unknown }>["vconcat"][number];

/** What the words on a chart are. */
export interface Words {
  /** The finding in one sentence. */
  readonly title: string;
  /** Measure, place and period; how to read the marks. One sentence each. */
  readonly subtitle: readonly string[];
  readonly source: string;
  /** Alternative text: what sort of chart, and the finding. */
  readonly description: string;
}

const TITLE_LETTERS = 62;
const TEXT_LETTERS = 96;
const MOST_TITLE_LINES = 4;
const SPACING = 26;

/**
 * Panels one above the other, with the headline above and the source beneath.
 *
 * @param indent How far the source is moved to the left of the panels, where names stand at their left.
 */
export function composed(
  { title, subtitle, source, description }: Words,
  views: readonly View[],
  indent = 0,
): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    title: {
      text: [...evenLines(title, TITLE_LETTERS, MOST_TITLE_LINES)],
      subtitle: [...brokenLines(subtitle.join(" "), TEXT_LETTERS)],
    },
    config: HOUSE_STYLE,
    spacing: SPACING,
    vconcat: [...views, sourceView(source, indent)],
    resolve: { scale: { color: "shared", shape: "shared" } },
  };
}

/** What stands beneath a chart that was made by `composed`. */
export function sourceOf(spec: TopLevelSpec): string {
  const views = "vconcat" in spec ? spec.vconcat : [];
  const { data } = views.at(-1) ?? {};
  const values = data !== undefined && data !== null && "values" in data ? data.values : [];
  const [first] = Array.isArray(values) ? (values as readonly { readonly source?: string }[]) : [];
  return (first?.source ?? "").replaceAll("\n", " ");
}

function sourceView(source: string, indent: number): View {
  const lines = brokenLines(source, TEXT_LETTERS);
  return {
    width: PANEL_WIDTH - indent,
    height: LINE * lines.length,
    data: { values: [{ source: lines.join("\n") }] },
    mark: { type: "text", align: "left", baseline: "top", lineBreak: "\n", lineHeight: LINE },
    encoding: { text: { field: "source", type: "nominal" }, x: { value: -indent }, y: { value: 0 } },
  };
}

/** The small heading of one panel. */
export function panelTitle(text: string, letters = TEXT_LETTERS - 14) {
  return {
    text: [...evenLines(text, letters, 3)],
    fontSize: 12,
    fontWeight: "bold" as const,
    offset: 8,
    frame: "group" as const,
  };
}

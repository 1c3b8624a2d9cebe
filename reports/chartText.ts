import { type Chart, sourceOf } from "./chart.ts";
import { escaped, tableMarkdown } from "./dataTable.ts";

/** What a chart shows, for whoever cannot see it: its words, the finding in sentences, and its table. */
export function chartMarkdown({ spec, text, table }: Chart): string {
  const { title, subtitle } = wordsOf(spec);
  return [
    `# ${escaped(title)}`,
    "",
    escaped(subtitle),
    "",
    ...text.map((sentence) => `- ${escaped(sentence)}`),
    "",
    tableMarkdown(table),
    `_${escaped(sourceOf(spec))}_`,
    "",
  ].join("\n");
}

interface Titled {
  readonly text: string | readonly string[];
  readonly subtitle?: string | readonly string[];
}

/** Headline and subtitle of a chart, each in one line. */
export function wordsOf({ title }: Chart["spec"]): { readonly title: string; readonly subtitle: string } {
  const { text, subtitle = "" } = title as Titled;
  const whole = (lines: string | readonly string[]): string =>
    typeof lines === "string" ? lines : lines.join(" ");
  return { title: whole(text), subtitle: whole(subtitle) };
}

import type { Block, PanelPaper } from "./document.ts";
import { html } from "./html/escape.ts";
import { htmlFigure } from "./html/figure.ts";
import { liveCharts } from "./html/live.ts";
import { STYLE } from "./html/style.ts";
import { htmlTable } from "./html/table.ts";
import { htmlText } from "./html/text.ts";
import { type Labels, labelsOf } from "./labels.ts";
import { ANSWER_HEADING, CONTENTS_HEADING } from "./words.ts";

/** The page may run what is written in it and show pictures that are in it; it may ask for nothing. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * A paper as one HTML file that asks for nothing else. Charts answer to the mouse if scripts may run, and are static
 * pictures if not.
 *
 * @throws Error for a chart that cannot be drawn as it says, and for a paper that was put together wrongly (see `labelsOf`).
 */
export async function paperHtml(paper: PanelPaper): Promise<string> {
  const labels = labelsOf(paper);
  const blocks: string[] = [];
  for (const block of paper.blocks) blocks.push(await htmlBlock(block, labels));
  const figures = paper.blocks.flatMap((block) => (block.kind === "figure" ? [block.figure] : []));
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${html(paper.madeBy)}">
<title>${html(paper.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main_text">Skip to the text</a>
<div class="page">
<header>
<h1>${html(paper.title)}</h1>
<p class="subtitle">${html(paper.subtitle)}</p>
<dl>
${paper.titlePage.map(({ label, value }) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`).join("\n")}
</dl>
</header>
<div class="columns">
${contents(paper.blocks)}
<main id="main_text" tabindex="-1">
<section class="answer" aria-labelledby="answer_heading">
<h2 id="answer_heading">${ANSWER_HEADING}</h2>
<p>${htmlText(paper.answer)}</p>
</section>
${blocks.join("\n")}
</main>
</div>
<footer><p>${html(paper.madeBy)}</p></footer>
</div>
${liveCharts(figures, labels)}
</body>
</html>
`;
}

async function htmlBlock(block: Block, labels: Labels): Promise<string> {
  switch (block.kind) {
    case "heading":
      return `<h${block.level} id="${block.id}">${html(block.text)}</h${block.level}>`;
    case "paragraph":
      return `<p>${htmlText(block.text)}</p>`;
    case "inset":
      return `<div class="inset"><p>${htmlText(block.text)}</p></div>`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag}>\n${block.items.map((item) => `<li>${htmlText(item)}</li>`).join("\n")}\n</${tag}>`;
    }
    case "commands":
      return `<pre><code>${block.lines.map(html).join("\n")}</code></pre>`;
    case "table":
      return htmlTable(block.table, labels.get(block.table.id)!);
    case "figure":
      return htmlFigure(block.figure, labels.get(block.figure.id)!);
  }
}

/** Links to the headings of the first two levels, those of the second within those of the first. */
function contents(blocks: readonly Block[]): string {
  const items: { readonly link: string; readonly within: string[] }[] = [
    { link: `<a href="#answer_heading">${ANSWER_HEADING}</a>`, within: [] },
  ];
  for (const block of blocks) {
    if (block.kind !== "heading" || block.level > 3) continue;
    const link = `<a href="#${block.id}">${html(block.text)}</a>`;
    if (block.level === 2) items.push({ link, within: [] });
    else items.at(-1)!.within.push(`<li>${link}</li>`);
  }
  const list = items.map(
    ({ link, within }) => `<li>${link}${within.length === 0 ? "" : `<ol>${within.join("")}</ol>`}</li>`,
  );
  return `<nav aria-labelledby="contents_heading">
<h2 id="contents_heading">${CONTENTS_HEADING}</h2>
<ol>
${list.join("\n")}
</ol>
</nav>`;
}

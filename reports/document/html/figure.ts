import type { Chart } from "../../chart.ts";
import { sourceOf } from "../../chart.ts";
import { wordsOf } from "../../chartText.ts";
import { tableCsv } from "../../dataTable.ts";
import type { Figure } from "../document.ts";
import { svgOf } from "../pictures.ts";
import { dataCaption, inWordsAndNumbers } from "../words.ts";
import { html } from "./escape.ts";
import { withIds } from "./pictureIds.ts";
import { htmlDataTable } from "./table.ts";

/** A chart with its caption, and beneath what it shows in sentences and figures. */
export async function htmlFigure({ id, chart }: Figure, label: string): Promise<string> {
  const svg = await svgOf(chart);
  return `<figure id="${id}">
<div class="scroll" role="group" aria-labelledby="${id}_caption" tabindex="0">
<div class="picture" id="${id}_picture">${withIds(svg, id)}</div>
</div>
<figcaption id="${id}_caption"><b>${label}:</b> ${html(wordsOf(chart.spec).title)}</figcaption>
${beneath(chart, id, label)}
</figure>`;
}

function beneath(chart: Chart, id: string, label: string): string {
  const csv = Buffer.from(tableCsv(chart.table)).toString("base64");
  const sentences = [...chart.text, sourceOf(chart.spec)].filter((sentence) => sentence !== "");
  return `<details>
<summary>${inWordsAndNumbers(label)}</summary>
<ul>${sentences.map((sentence) => `<li>${html(sentence)}</li>`).join("")}</ul>
${htmlDataTable(chart.table, `${id}_data`, "", dataCaption(label))}
<p class="download"><a download="${id}.csv" href="data:text/csv;charset=utf-8;base64,${csv}">Download the figures of ${label} (CSV)</a></p>
</details>`;
}

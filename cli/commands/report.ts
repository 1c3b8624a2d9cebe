import type { PanelPaper } from "../../reports/document/document.ts";
import { executorFor } from "../executor.ts";
import { EXIT } from "../exit.ts";
import { textFiles } from "../files.ts";
import { interruptible } from "../interrupt.ts";
import { refuseFaults } from "../load.ts";
import { requireNewFolder, writeFolder } from "../outputs.ts";
import type { ProgressStyle } from "../progress.ts";
import { type Gathered, gather } from "../study/gather.ts";
import { prepareStudy } from "../study/prepareStudy.ts";
import { readStudy, type StudyRead } from "../study/readStudy.ts";

export interface ReportOptions {
  readonly study: string;
  readonly out: string;
  readonly overwrite: boolean;
  readonly quick: boolean;
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

const CHARTS = "charts";

/** Whether a file of an existing folder is one that a paper would have: nothing else is ever replaced. */
const isOwn = (name: string): boolean =>
  /^(?:report\.(?:html|md|docx)|tables\.xlsx|evidence\.json)$/.test(name) ||
  /^results\/[\w-]+\.json$/.test(name) ||
  /^charts\/[\w-]+\.(?:svg|png|vl\.json|csv|md)$/.test(name);

/** `fcrsim report`: a paper of a study, whole or not at all. */
export async function report(options: ReportOptions): Promise<number> {
  const { out, overwrite, quick, progress } = options;
  requireNewFolder(out, overwrite, isOwn);
  const prepared = prepareStudy(opened(options.study), { quick, progress });
  const executor = await executorFor(options.workers, { kind: "precision" });
  const { signal, done } = interruptible();
  let gathered: Gathered | null;
  try {
    gathered = await gather(prepared, executor, progress, signal);
  } finally {
    done();
    await executor.close();
  }
  if (gathered === null) {
    process.stderr.write("fcrsim: interrupted; nothing was written.\n");
    return EXIT.interrupted;
  }
  const { panelPaper } = await import("../../reports/paper/panelPaper.ts");
  const paper = panelPaper(gathered.evidence);
  writeFolder(out, overwrite, await filesOf(paper, gathered), isOwn);
  process.stdout.write(`${summary(out, paper)}\n`);
  return EXIT.done;
}

function opened(path: string): StudyRead {
  const read = readStudy(path, textFiles());
  if ("study" in read) return read;
  refuseFaults(read.faults);
  throw new Error(`${path} holds no study, and nothing is wrong with it`);
}

/** Libraries that write files are heavy, and are loaded when there is something to write. */
async function filesOf(
  paper: PanelPaper,
  { evidence, results }: Gathered,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { paperHtml } = await import("../../reports/document/html.ts");
  const { paperMarkdown } = await import("../../reports/document/markdown.ts");
  const { paperWord } = await import("../../reports/document/word.ts");
  const { paperWorkbook } = await import("../../reports/document/workbook.ts");
  return new Map<string, string | Uint8Array>([
    ["report.html", await paperHtml(paper)],
    ["report.md", paperMarkdown(paper, CHARTS)],
    ["report.docx", await paperWord(paper)],
    ["tables.xlsx", await paperWorkbook(paper)],
    ...(await chartFiles(paper)),
    ...[...results].map(([name, text]): [string, string] => [`results/${name}`, text]),
    ["evidence.json", `${JSON.stringify(evidence, null, 1)}\n`],
  ]);
}

async function chartFiles(paper: PanelPaper): Promise<readonly (readonly [string, string | Uint8Array])[]> {
  const { paperPictures } = await import("../../reports/document/pictures.ts");
  const { chartMarkdown } = await import("../../reports/chartText.ts");
  const { tableCsv } = await import("../../reports/dataTable.ts");
  const texts = paper.blocks.flatMap((block): readonly (readonly [string, string])[] => {
    if (block.kind !== "figure") return [];
    const { id, chart } = block.figure;
    return [
      [`${id}.vl.json`, `${JSON.stringify(chart.spec, null, 2)}\n`],
      [`${id}.csv`, tableCsv(chart.table)],
      [`${id}.md`, chartMarkdown(chart)],
    ];
  });
  return [...(await paperPictures(paper)), ...texts].map(
    ([name, content]) => [`${CHARTS}/${name}`, content] as const,
  );
}

function summary(out: string, { blocks }: PanelPaper): string {
  const count = (kind: string): number => blocks.filter((block) => block.kind === kind).length;
  return (
    `${out}/report.html, report.docx and report.md: ${count("table")} tables, ${count("figure")} charts. ` +
    "Tables by themselves: tables.xlsx. Charts: charts/. What they rest on: results/ and evidence.json."
  );
}

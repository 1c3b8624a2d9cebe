import type { Block, PanelPaper, TitleLine } from "../document/document.ts";
import { assumptionsAnnex, reproductionAnnex, sourcesAnnex, stressAnnex } from "./annexes.ts";
import { answer } from "./answer.ts";
import { section } from "./blocks.ts";
import { differencesByMonth, differencesSection } from "./differences.ts";
import type { Evidence } from "./evidence.ts";
import { expectedByMonth, expectedSection } from "./expected.ts";
import { keptTogether } from "./keptTogether.ts";
import { questionsSection } from "./questions.ts";
import { roomSection } from "./room.ts";
import { trustSection } from "./trust.ts";

/**
 * The paper that some evidence makes: its answer, sentences, tables, charts and annexes in reading order.
 *
 * Every sentence with a figure is decided by the figure as the table beside it shows it, so that the two cannot differ.
 */
export function panelPaper(evidence: Evidence): PanelPaper {
  const { title, subtitle, reproduction } = evidence;
  const { program, version, seed, draws, replications } = reproduction;
  return keptTogether({
    title,
    subtitle,
    titlePage: titlePage(evidence),
    answer: answer(evidence),
    blocks: [
      ...questionsSection(evidence),
      ...expectedSection(evidence),
      ...differencesSection(evidence),
      ...roomSection(evidence),
      ...trustSection(evidence),
      ...tablesByMonth(evidence),
      ...assumptionsAnnex(evidence),
      ...sourcesAnnex(evidence),
      ...stressAnnex(evidence),
      ...reproductionAnnex(evidence),
    ],
    madeBy: `Made by ${program} ${version}, seed ${seed}, ${draws === null ? "" : `${draws} draws of `}${replications} simulated ${replications === 1 ? "period" : "periods"}.`,
  });
}

/** The long tables stand behind what there is to read, before the annexes. */
function tablesByMonth(evidence: Evidence): readonly Block[] {
  const tables = [...expectedByMonth(evidence), ...differencesByMonth(evidence)];
  return tables.length === 0 ? [] : [section("tables", "Tables month by month"), ...tables];
}

function titlePage({
  titlePage: { author, commissioner, approver, date, status },
}: Evidence): readonly TitleLine[] {
  return [
    { label: "Author", value: author },
    { label: "Commissioned by", value: commissioner },
    { label: "Approved by", value: approver },
    { label: "Date", value: date },
    { label: "Status", value: status },
  ].map(({ label, value }) => ({ label, value: value ?? "not stated" }));
}

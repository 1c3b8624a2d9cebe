import type { Block } from "../document/document.ts";
import { paragraph, part, section, sentences, table } from "./blocks.ts";
import type { Evidence } from "./evidence.ts";
import { counted } from "./names.ts";
import { stressTables } from "./stressDes.ts";

const text = (head: string) => ({ head, format: "text" as const });

/** Annex A: every figure that is not a measurement of the place's own. */
export function assumptionsAnnex({ assumptions, assumptionsNote, place }: Evidence): readonly Block[] {
  return [
    section("annex-a", "Annex A: assumptions log"),
    paragraph(
      assumptions.length === 0
        ? "No assumption is logged. That does not mean that nothing was assumed: the scenario files named in annex D hold every figure."
        : `${counted(assumptions.length, "figure")} that ${assumptions.length === 1 ? "is" : "are"} no measurement of the place itself. Low and high are the range that was thought possible.`,
    ),
    ...table({
      id: "assumptions",
      caption: `Assumptions log: ${place}`,
      columns: "figure,unit,low,central,high,kind,basis,source,quality,impact".split(",").map(text),
      rows: assumptions.map((each) => [
        each.figure,
        each.unit,
        each.low,
        each.central,
        each.high,
        each.kind,
        each.basis,
        orNotStated(each.source),
        orNotStated(each.quality),
        each.impact === "" ? "not looked at" : each.impact,
      ]),
      notes: [
        "Quality: how far the basis can be trusted. Impact: what the measure is with the figure alone moved from its 5% to its 95% point, in the room of “What moves the answer”.",
        ...(assumptionsNote === "" ? [] : [assumptionsNote]),
      ],
    }),
  ];
}

/** Annex B: published sources, where they disagree, and what was chosen. */
export function sourcesAnnex({ sources, conflicts, place }: Evidence): readonly Block[] {
  return [
    section("annex-b", "Annex B: source ledger"),
    ...sentences(
      sources.length === 0 ? "No published source is named." : null,
      conflicts.length === 0 ? "No conflict between sources is recorded." : null,
    ),
    ...table({
      id: "sources",
      caption: `Published sources: ${place}`,
      columns: "key,title,publisher,date,address,used for".split(",").map(text),
      rows: sources.map(({ key, title, publisher, date, address, used }) => [
        key,
        title,
        publisher,
        orNotStated(date),
        orNotStated(address),
        orNotStated(used),
      ]),
      notes: [],
    }),
    ...table({
      id: "conflicts",
      caption: `Where sources disagree, and what was chosen: ${place}`,
      columns: "figure,one says,another says,chosen,why".split(",").map(text),
      rows: conflicts.map(({ figure, one, other, chosen, why }) => [figure, one, other, chosen, why]),
      notes: [],
    }),
  ];
}

/** Annex C: the STRESS-DES checklist. */
export function stressAnnex(evidence: Evidence): readonly Block[] {
  return [
    section("annex-c", "Annex C: STRESS-DES checklist"),
    paragraph(
      "What a reader needs to judge a discrete-event simulation and to make it again, item by item, after Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), “Strengthening the reporting of empirical simulation studies: Introducing the STRESS guidelines”, Journal of Simulation 13(1), 55–67.",
    ),
    ...stressTables(evidence),
  ];
}

/** Annex D: how to make every figure again. */
export function reproductionAnnex({ reproduction }: Evidence): readonly Block[] {
  const { program, version, seed, replications, draws, files, commands } = reproduction;
  return [
    section("annex-d", "Annex D: how to make every figure again"),
    ...sentences(
      `${program} ${version}, seed “${seed}”, ${draws === null ? "" : `${counted(draws, "draw")} of the figures that are not known, with `}${counted(replications, "simulated period")}${draws === null ? "" : " of each"}.`,
      "The same files, version and seed give the same figures, on any machine and with any number of threads.",
    ),
    ...table({
      id: "files",
      caption: "Files that the figures were made from",
      columns: [text("file"), text("SHA-256, first 16 digits")],
      rows: files.map(({ file, hash }) => [file, hash]),
      notes: [],
    }),
    ...(commands.length === 0
      ? [paragraph("No command is recorded.")]
      : [
          part("commands", "Commands"),
          ...commands.flatMap(({ what, command }): readonly Block[] => [
            paragraph(what),
            ...(command === null ? [] : [{ kind: "commands", lines: command.split("\n") } as const]),
          ]),
        ]),
  ];
}

const orNotStated = (given: string): string => (given === "" ? "not stated" : given);

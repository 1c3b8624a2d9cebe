import type { Block, Table } from "../document/document.ts";
import { table } from "./blocks.ts";
import type { Evidence } from "./evidence.ts";
import { counted, joined, namesInWords } from "./names.ts";
import { monthsOf, periodInWords } from "./period.ts";
import { measuresTold } from "./told.ts";

/*
 * The items of STRESS-DES in its own order and numbering: Monks et al. (2019), Journal of Simulation 13(1), 55–67.
 */

interface Item {
  readonly item: string;
  readonly told: string;
}

interface Section {
  readonly name: string;
  readonly items: readonly Item[];
}

const NOT_STATED = "Not stated.";

/** A table for each section of the checklist. */
export function stressTables(evidence: Evidence): readonly Block[] {
  return sectionsOf(evidence).flatMap(({ name, items }, i) =>
    table({
      id: `stress-${i + 1}`,
      caption: `STRESS-DES ${i + 1}: ${name}`,
      columns: [
        { head: "item", format: "text" },
        { head: "what is said of it", format: "text" },
      ],
      rows: items.map(({ item, told }): Table["rows"][number] => [item, told]),
      notes: [],
    }),
  );
}

function sectionsOf(evidence: Evidence): readonly Section[] {
  return [
    { name: "objectives", items: objectives(evidence) },
    { name: "logic", items: logic(evidence) },
    { name: "data", items: data(evidence) },
    { name: "experimentation", items: experimentation(evidence) },
    { name: "implementation", items: implementation(evidence) },
    { name: "code access", items: codeAccess(evidence) },
  ];
}

function objectives(evidence: Evidence): readonly Item[] {
  const { questions, place, plans, base, staffing, message, sensitivity } = evidence;
  const aims = [
    ...(plans.length === 0 ? [] : [`${counted(plans.length, "plan")} compared with “${base.plan}”`]),
    ...(questions.some(({ target }) => target !== null) ? ["targets judged month by month"] : []),
    ...(staffing === null ? [] : ["handlers on duty varied"]),
    ...(message === null ? [] : ["the length of the message varied"]),
    ...(sensitivity === null ? [] : ["each figure that is not known varied"]),
  ];
  return [
    {
      item: "1.1 Purpose of the model",
      told: `To say what would become of calls under the plans of this paper. Place: ${place}.${questions.length === 0 ? "" : ` Questions: ${questions.map(({ question }) => question).join(" ")}`}`,
    },
    {
      item: "1.2 Model outputs",
      told: `${listed(measuresTold(evidence).map(({ name }) => name))}. Definitions, clocks and the lost-call rule stand beneath each table.`,
    },
    {
      item: "1.3 Experimentation aims",
      told:
        aims.length === 0 ? "One plan, described with its ranges; nothing is varied." : `${listed(aims)}.`,
    },
  ];
}

function logic({ base, plans, queues }: Evidence): readonly Item[] {
  return [
    {
      item: "2.1 Base model overview diagram",
      told: "Dialled, (recorded message), reached the line, (waits), answered, talk, wrap-up, gone. Ways out: hangs up in the message; leaves the line unanswered (lost). The diagram is in docs/model.md of the program.",
    },
    {
      item: "2.2 Base model logic",
      told: `${base.about === "" ? NOT_STATED : sentence(base.about)} First come, first served within a queue; strict priority between queues; a call in progress is never broken off. All rules are in docs/model.md.`,
    },
    {
      item: "2.3 Scenario logic",
      told:
        plans.length === 0
          ? "Not applicable: there is one plan."
          : plans.length <= 12
            ? plans.map(({ plan, about }) => `“${plan}”: ${about === "" ? "not stated" : about}`).join("; ")
            : `${counted(plans.length, "plan")}: ${namesInWords(plans.map(({ plan }) => plan))}. Their files are in annex D.`,
    },
    {
      item: "2.4 Algorithms",
      told: "Arrivals: Poisson with rates that change by the hour of the week, or what the scenario files say instead. Talk, wrap-up and patience: drawn by inversion from the distributions in the scenario files when a contact is created.",
    },
    {
      item: "2.5 Components: entities",
      told: `Contacts of the queues ${joined(queues)}, with others where the scenario files name them.`,
    },
    {
      item: "2.5 Components: activities",
      told: "Listening to the message, waiting, talk, wrap-up. Their times are in the scenario files.",
    },
    {
      item: "2.5 Components: resources",
      told: [base, ...plans].some(({ people }) => people !== null)
        ? "Handlers, by pool; who is there follows from people in post, intakes, training and leavers."
        : "Handlers, by pool, on duty by the roster of the scenario files.",
    },
    { item: "2.5 Components: queues", told: `${joined(queues)}; no limit to their length.` },
    {
      item: "2.5 Components: entry and exit points",
      told: "Contacts enter when they dial and leave when their wrap-up ends, when they hang up, or when they leave the line.",
    },
  ];
}

function data({ sources, conflicts, assumptions, calibration }: Evidence): readonly Item[] {
  return [
    {
      item: "3.1 Data sources",
      told: sources.length === 0 ? NOT_STATED : `${counted(sources.length, "published source")}, in annex B.`,
    },
    {
      item: "3.2 Pre-processing",
      told: `${conflicts.length === 0 ? "No conflict between sources is recorded." : `${counted(conflicts.length, "conflict")} between sources; annex B says what was chosen and why.`}${calibration === null ? "" : " Figures that nobody published were learnt from published months: see “What the published months taught”."}`,
    },
    { item: "3.3 Input parameters", told: "All in the scenario files named in annex D." },
    {
      item: "3.4 Assumptions",
      told:
        assumptions.length === 0
          ? NOT_STATED
          : `${counted(assumptions.length, "assumption")}, with range, basis and source, in annex A.`,
    },
  ];
}

function experimentation({ base: { run }, reproduction }: Evidence): readonly Item[] {
  const { draws, replications } = reproduction;
  const months = monthsOf(run).length;
  return [
    {
      item: "4.1 Initialisation",
      told: "The room starts empty; a warm-up, one day unless a scenario file says otherwise, is simulated and not counted.",
    },
    {
      item: "4.2 Run length",
      told: `${periodInWords(run)}${months > 1 ? `, ${months} months one after the other, queues carried over` : ""}.`,
    },
    {
      item: "4.3 Estimation approach",
      told:
        draws === null
          ? `${counted(replications, "independent replication")}, the same callers for all plans. Intervals of 95% by Student's t; of comparisons, all together (Bonferroni).`
          : `${counted(draws, "draw")} of the figures that are not known, ${counted(replications, "independent replication")} of each, the same draws and callers for all plans. The spread is divided into what is not known and chance by analysis of variance. Intervals of 95% by Student's t; of comparisons, all together (Bonferroni).`,
    },
  ];
}

function implementation({ reproduction: { program, version, seed } }: Evidence): readonly Item[] {
  return [
    { item: "5.1 Software or programming language", told: `${program} ${version}, TypeScript on Node.js.` },
    {
      item: "5.2 Random sampling",
      told: `Named streams from the seed “${seed}”, one for each purpose, queue and replication, so that plans meet the same callers.`,
    },
    {
      item: "5.3 Model execution",
      told: "Discrete events, next event first. The same figures on one thread or many.",
    },
    { item: "5.4 System specification", told: "Not stated: figures do not depend on the machine." },
  ];
}

function codeAccess({ reproduction: { program, version, commands } }: Evidence): readonly Item[] {
  return [
    {
      item: "6.1 Computer model sharing statement",
      told: `${program} ${version} is open source under the MIT licence.${commands.length === 0 ? "" : " Annex D has the files and the commands that make every figure again."}`,
    },
  ];
}

/** "a; b; c" of some, as their names hold commas; "None" of none. */
const listed = (parts: readonly string[]): string => (parts.length === 0 ? "None" : parts.join("; "));

/** With a full stop, if it has no end of its own. */
const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

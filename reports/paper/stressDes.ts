import type { Block, Table } from "../document/document.ts";
import { table } from "./blocks.ts";
import type { ScenarioTold } from "../../engine/scenario/describe.ts";
import type { Evidence, Simulated } from "./evidence.ts";
import { counted, joined, namesInWords } from "./names.ts";
import { baseTold, byUse, hasMessage, ofQueue, ofQueues, otherThan, topicsOtherThan } from "./simulated.ts";
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
/** Of more plans than this only names are told: their files say the rest. */
const MOST_PLANS_TOLD = 12;

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

function logic(evidence: Evidence): readonly Item[] {
  const { plans, simulated } = evidence;
  const base = baseTold(evidence);
  return [
    {
      item: "2.1 Base model overview diagram",
      told: `Contacts come in, ${hasMessage(base) ? "hear the recorded message, " : ""}wait in the queue, and are answered by a handler of a pool: talk, then wrap-up. Ways out stand in 2.5.5. The diagram is in docs/model.md of the program.`,
    },
    {
      item: "2.2 Base model logic",
      told: [
        `“${base.name}”: ${base.about === "" ? NOT_STATED : sentence(base.about)}`,
        ...ofQueues(base, "who answers"),
        ...base.switches,
        "Within a queue the longest wait goes first. A call once answered is never broken off. All rules are in docs/model.md of the program.",
      ].join(" "),
    },
    ...(plans.length === 0
      ? [{ item: "2.3 Scenario logic", told: "Not applicable: there is one plan." }]
      : plans.length > MOST_PLANS_TOLD
        ? [
            {
              item: "2.3 Scenario logic",
              told: `${counted(plans.length, "plan")}: ${namesInWords(plans.map(({ plan }) => plan))}. Their files are in annex D.`,
            },
          ]
        : simulated
            .filter(({ use }) => use === "plan")
            .map(({ told }) => ({
              item: `2.3 Scenario logic: plan “${told.name}”`,
              told: `${told.about === "" ? NOT_STATED : sentence(told.about)} ${otherThan(base, told)}`,
            }))),
    ...byUse(
      simulated.filter(({ use }) => use !== "base" && use !== "plan"),
      ({ told }) => topicsOtherThan(base, told),
    ).map(({ uses, words }) => ({ item: `2.3 Scenario logic: ${uses}`, told: words })),
    { item: "2.4 Algorithms", told: algorithms(base) },
    ...base.queues.map((queue) => ({
      item: `2.5.1 Components, entities: contacts of ${queue.name}`,
      told: ofQueue(queue, "who comes"),
    })),
    ...base.queues.map((queue) => ({
      item: `2.5.2 Components, activities: ${queue.name}`,
      told: ofQueue(queue, "what is done"),
    })),
    { item: "2.5.3 Components, resources: handlers by pool", told: base.pools.join(" ") },
    {
      item: "2.5.3 Components, resources: who staffs the pools",
      told:
        base.peopleInShort.length === 0
          ? "The number of handlers is as the scenario says; nothing is said of people in post, training or leavers."
          : base.peopleInShort.join(" "),
    },
    ...base.queues.map((queue) => ({
      item: `2.5.4 Components, queues: ${queue.name}`,
      told: `${ofQueue(queue, "how they wait")} There is no limit to its length.`,
    })),
    {
      item: "2.5.5 Components, entry and exit points",
      told: base.queues.map(({ name, waysOut }) => `Queue ${name}: ${waysOut}`).join(" "),
    },
  ];
}

const algorithms = ({ queues, period, run }: ScenarioTold): string =>
  [
    queues.some(({ arrivals }) => arrivals === "Poisson")
      ? `Contacts of ${joined(queues.filter(({ arrivals }) => arrivals === "Poisson").map(({ name }) => name))} come from outside as a Poisson process whose rate may change by the hour.`
      : "",
    queues.some(({ arrivals }) => arrivals === "recorded")
      ? `Contacts of ${joined(queues.filter(({ arrivals }) => arrivals === "recorded").map(({ name }) => name))} come at recorded times.`
      : "",
    "Talk, wrap-up and patience are settled when a contact comes.",
    ...period.slice(1),
    ...run.filter((each) => /^(Busy and quiet days|Days differ|Times are drawn)/.test(each)),
  ]
    .filter((each) => each !== "")
    .join(" ");

function data(evidence: Evidence): readonly Item[] {
  const { sources, conflicts, assumptions, calibration, reproduction } = evidence;
  const { unknowns } = baseTold(evidence);
  const learnt = unknowns.filter(({ learntFrom }) => learntFrom !== null);
  const stated = unknowns.length - learnt.length;
  const files = [...new Set(learnt.map(({ learntFrom }) => learntFrom!.split("/").at(-1)!))].join(", ");
  return [
    {
      item: "3.1 Data sources",
      told: sources.length === 0 ? NOT_STATED : `${counted(sources.length, "published source")}, in annex B.`,
    },
    {
      item: "3.2 Pre-processing",
      told: `${conflicts.length === 0 ? "No conflict between sources is recorded." : `${counted(conflicts.length, "conflict")} between sources; annex B says what was chosen and why.`}${calibration === null ? "" : " Figures that nobody published were learnt from published months: see “What the published months taught”."}`,
    },
    {
      item: "3.3 Input parameters",
      told: `${counted(reproduction.files.length, "file")}, with fingerprints in annex D; the figures of the base stand in 2.5. ${
        unknowns.length === 0
          ? "Every figure of the base is taken as known."
          : `${counted(unknowns.length, "figure")} of the base ${unknowns.length === 1 ? "is" : "are"} not known${reproduction.draws === null ? " and held at the central value" : " and drawn anew in each draw; 2.5 has the central value"}: ${stated} from ${stated === 1 ? "a range" : "ranges"} stated in the scenario, ${learnt.length} as learnt.`
      }`,
    },
    ...(learnt.length === 0
      ? []
      : [
          {
            item: "3.3 Input parameters: as learnt from published months",
            told: `Drawn together, from ${files} (annex D). The middle 90% of each: ${learnt.map(({ figure, range }) => `${figure} ${range.replace(/^.*: 90% /, "")}`).join("; ")}.`,
          },
        ]),
    {
      item: "3.4 Assumptions",
      told:
        assumptions.length === 0
          ? NOT_STATED
          : `${counted(assumptions.length, "assumption")}, with range, basis and source, in annex A.`,
    },
  ];
}

function experimentation({ simulated, plans, reproduction }: Evidence): readonly Item[] {
  const told = (what: string, words: (each: Simulated) => string): readonly Item[] =>
    byUse(simulated, words).map(({ uses, words: said }) => ({ item: `${what}: ${uses}`, told: said }));
  return [
    ...told(
      "4.1 Initialisation",
      ({ told: { run } }) =>
        `Nobody is in the room when a run begins. ${run.find((each) => each.includes("warm-up")) ?? ""}`,
    ),
    ...told("4.2 Run length", ({ told: { period } }) => period[0] ?? ""),
    ...told(
      "4.2 Run length, end of the run",
      ({ told: { run } }) => run.find((each) => each.startsWith("At the end of the period")) ?? "",
    ),
    ...told("4.3 Estimation approach", ({ effort }) => `${effort}.`),
    {
      item: "4.3 Estimation approach: intervals",
      told: [
        ...(plans.length === 0 ? [] : ["All plans meet the same draws and callers."]),
        ...(reproduction.draws === null
          ? []
          : [
              "The spread over draws and replications is divided into what is not known and chance by analysis of variance.",
            ]),
        `Intervals of 95% by Student's t${plans.length === 0 ? "" : "; of comparisons, all together (Bonferroni)"}.`,
      ].join(" "),
    },
  ];
}

function implementation({ simulated, reproduction: { program, version } }: Evidence): readonly Item[] {
  return [
    { item: "5.1 Software or programming language", told: `${program} ${version}, TypeScript on Node.js.` },
    {
      item: "5.2 Random sampling",
      told: `${byUse(simulated, ({ seed }) => `seed “${seed}”`)
        .map(({ uses, words }) => `${uses}: ${words}`)
        .join(
          "; ",
        )}. From a seed come named streams, one for each purpose, queue and replication (generator Alea; Threefry for what is settled one contact or person at a time).`,
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

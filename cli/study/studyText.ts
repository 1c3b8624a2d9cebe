import { z } from "zod";
import { group, name, refuseRepeats, text, wanted, whole } from "../../engine/scenario/fields.ts";
import { quoted } from "../../engine/scenario/words.ts";

/*
 * The format of a study file, word by word: what a panel paper is asked to be made of.
 */

const sentence = (what: string, write: string) => text(what, write);

/** A file is named from where the study file lies. */
const file = (noun: string, example: string) =>
  text(`the name of ${noun}`, `Write the name of ${noun}, such as ${example}.`);

const fileList = (noun: string, example: string) => {
  const write = `Write the names of ${noun} in brackets, such as [${example}].`;
  return z
    .array(text("the name of a file", write), wanted("a list of files", write))
    .min(1, { error: `the list is empty. ${write}` })
    .superRefine(refuseRepeats((item) => `${quoted(item)} is named twice. Leave one out.`));
};

const replications = (least: number) =>
  whole(
    least,
    10_000,
    "a number of simulated periods",
    `Write a whole number from ${least} to 10,000, such as 20.`,
  );

const WRITE_QUESTION =
  'Write { question: When is 101 attrition under 10%?, target: "101.attrition <= 10%" }, or a question alone.';

const TitlePage = group(
  {
    author: sentence("a name", "Write who has written the paper.").optional(),
    commissioner: sentence("a name", "Write who has asked for the paper.").optional(),
    approver: sentence("a name", "Write who has approved the paper.").optional(),
    date: text(
      "a date in quotes",
      'Write the date as it is to be printed, in quotes: "17 October 2023".',
    ).optional(),
    status: sentence("a status", "Write a status, such as draft.").optional(),
  },
  "a title page",
  "Write author, commissioner, approver, date and status below it, as far as there are any.",
);

const WRITE_ABOUT = "Write about: message or about: staffing, and describe that study below.";

const Question = group(
  {
    question: sentence("a question", WRITE_QUESTION),
    target: text("a target", 'Write a target in quotes, such as "101.attrition <= 10%".').optional().meta({
      description: 'What answers it: a figure, <= or >=, and a value: "101.attrition <= 10%".',
    }),
    about: z.enum(["message", "staffing"], wanted("message or staffing", WRITE_ABOUT)).optional().meta({
      description: "The study of the room that answers it, where no target does: message or staffing.",
    }),
  },
  "a question",
  WRITE_QUESTION,
);

const WRITE_VALIDATION = "Write the name of a suite, or { suite: validation.yaml, found: validation.json }.";

const WRITE_QUESTIONS = "Write a list of questions, each with a dash before it.";

const Effort = group(
  {
    draws: whole(10, 10_000, "a number of draws", "Write a whole number from 10 to 10,000, such as 100.")
      .optional()
      .meta({ description: "Draws of the figures that are not known; 100 if left out." }),
    replications: replications(2).optional().meta({
      description:
        "Simulated periods: of each draw (2 if left out) or, where every figure is known, in all (100).",
    }),
  },
  "an effort",
  "Write { draws: 100, replications: 2 }.",
);

const VARY = text("figures to vary", 'Write a figure and its values, such as "pools.desk.handlers=8..12".');

const Sweep = group(
  {
    scenario: file("a scenario file", "october.yaml"),
    vary: VARY.meta({
      description: 'The figure that is varied, and its values: "pools.desk.handlers=8..12".',
    }),
    replications: replications(2)
      .default(20)
      .meta({ description: "Simulated periods at each value; 20 if left out." }),
  },
  "a figure that is varied",
  'Write { scenario: october.yaml, vary: "pools.desk.handlers=8..12" }.',
);

/** What a study file may say. */
export const StudyText = group(
  {
    title: sentence("a title", "Write what the paper is about in a few words.").meta({
      description: "Title of the paper.",
    }),
    subtitle: sentence("a subtitle", "Write what stands beneath the title.")
      .optional()
      .meta({ description: "What stands beneath the title." }),
    titlePage: TitlePage.optional().meta({
      description: "Who has written, asked for and approved the paper, its date and status.",
    }),
    place: sentence("a place", "Write whose control room it is, such as Kent Police's control room.")
      .optional()
      .meta({ description: "Whose control room it is, as sentences name it." }),
    seed: z
      .union([z.string(), z.number()], wanted("a seed", "Write any number or text."))
      .transform(String)
      .optional()
      .meta({
        type: ["string", "number"],
        description: "Root of all chance, instead of the seeds of the scenarios.",
      }),
    base: file("a scenario file", "do-nothing.yaml").meta({
      description: "The scenario that plans are compared with. Files are named from where this one lies.",
    }),
    plans: fileList("scenario files", "over-recruit.yaml, redeploy.yaml")
      .max(50, { error: "these are too many: at most 50 plans. Leave some out." })
      .default([])
      .meta({ description: "Scenarios of the plans, at most 50." }),
    queues: z
      .array(
        name("the name of a queue", 'Write the name of a queue, such as "101".'),
        wanted("a list of queues", 'Write names of queues in brackets, such as ["101", "999"].'),
      )
      .min(1, { error: 'the list is empty. Write names of queues in brackets, such as ["101", "999"].' })
      .superRefine(refuseRepeats((item) => `${quoted(item)} is named twice. Leave one out.`))
      .optional()
      .meta({ description: "Queues that the paper is about, the most asked about first; all if left out." }),
    questions: z
      .array(Question, wanted("a list of questions", WRITE_QUESTIONS))
      .default([])
      .meta({ description: "What the panel asks." }),
    effort: Effort.prefault({}).meta({ description: "How much is simulated of the base and of each plan." }),
    published: fileList("scenario files of published months", "2022-10.yaml, 2022-11.yaml")
      .optional()
      .meta({ description: "Scenarios of published months, to set what was reported beside them." }),
    hours: group(
      {
        scenario: file("a scenario file", "october.yaml"),
        replications: replications(2).default(20).meta({ description: "Simulated periods; 20 if left out." }),
      },
      "a scenario to look at by hour",
      "Write { scenario: october.yaml }.",
    )
      .optional()
      .meta({ description: "A room that is shown hour by hour of the week." }),
    sensitivity: group(
      {
        scenario: file("a scenario file", "october.yaml"),
        measure: text("a measure", 'Write a measure of a queue, such as "101.attrition".').meta({
          description: 'What moves: "101.attrition".',
        }),
        samples: whole(
          10,
          100_000,
          "a number of samples",
          "Write a whole number from 10 to 100,000, such as 200.",
        )
          .default(200)
          .meta({ description: "Rows of drawn figures; 200 if left out." }),
        ends: replications(2).default(50).meta({
          description: "Simulated periods with each figure moved alone; 50 if left out.",
        }),
      },
      "what to study",
      'Write { scenario: october.yaml, measure: "101.attrition" }.',
    )
      .optional()
      .meta({ description: "Which of the figures that are not known moves an answer most." }),
    staffing: Sweep.optional().meta({ description: "Attrition against handlers on duty." }),
    message: Sweep.optional().meta({ description: "Both clocks against the length of the message." }),
    calibration: file("a posterior file, or of what fcrsim calibrate has written", "posterior.json")
      .optional()
      .meta({
        description:
          "What published months have taught: a posterior file, or results.json of fcrsim calibrate.",
      }),
    validation: z
      .union(
        [
          file("a validation suite, or of what fcrsim validate has written", "validation.yaml"),
          group(
            {
              suite: file("a validation suite", "validation.yaml"),
              found: file("what fcrsim validate has written", "validation.json"),
            },
            "a validation",
            WRITE_VALIDATION,
          ),
        ],
        wanted("a validation", WRITE_VALIDATION),
      )
      .optional()
      .meta({
        description:
          "How the model does against published months: a suite that is run, or validation.json of fcrsim validate, or both: { suite: ..., found: ... }, of which what was found is taken.",
      }),
    assumptions: fileList("tables (CSV) of assumptions", "assumptions.csv")
      .default([])
      .meta({ description: "Tables of figures that are not measurements of this force's." }),
    assumptionsNote: sentence("a sentence", "Write what readers must know of the tables of assumptions.")
      .optional()
      .meta({ description: "What stands beneath the assumptions, such as what the words for quality mean." }),
    sources: file("a table (CSV) of sources", "sources.csv")
      .optional()
      .meta({ description: "Table of published papers: key, title, publisher, date, address, used." }),
    conflicts: file("a table (CSV) of conflicts", "conflicts.csv")
      .optional()
      .meta({ description: "Table of where papers disagree: figure, one, other, chosen, why." }),
    limits: z
      .array(
        sentence("a sentence", "Write a limit in one sentence."),
        wanted("a list of sentences", "Write a list of sentences, each with a dash before it."),
      )
      .default([])
      .meta({ description: "What must not be concluded, in the author's own words." }),
  },
  "a study",
  "Write title and base at least.",
);

export type StudyWords = z.output<typeof StudyText>;

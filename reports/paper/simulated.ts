import type { ScenarioTold } from "../../engine/scenario/describe.ts";
import type { QueueTopic } from "../../engine/scenario/describeQueue.ts";
import type { Evidence, Simulated } from "./evidence.ts";
import { counted, joined, sentenceCase } from "./names.ts";

/*
 * What the simulated scenarios say of themselves, and what is different in one from another.
 */

/** The base as it was read. @throws RangeError if the evidence has none. */
export function baseTold({ simulated }: Evidence): ScenarioTold {
  const base = simulated.find(({ use }) => use === "base");
  if (base === undefined) throw new RangeError("no base was simulated");
  return base.told;
}

/** What a scenario says of one of its queues on a topic, as sentences of their own. */
export const ofQueue = ({ sentences }: ScenarioTold["queues"][number], topic: QueueTopic): string =>
  sentences
    .filter((each) => each.topic === topic)
    .map(({ words }) => sentenceCase(words))
    .join(" ");

/** What a scenario says on a topic, of all of its queues. */
export const ofQueues = ({ queues }: ScenarioTold, topic: QueueTopic): readonly string[] =>
  queues.flatMap(({ name, sentences }) =>
    sentences.filter((each) => each.topic === topic).map(({ words }) => `Queue ${name}: ${words}`),
  );

/** Whether a recorded message stands in front of some queue. */
export const hasMessage = (told: ScenarioTold): boolean =>
  ofQueues(told, "what is done").some((words) => words.includes(": a recorded message comes first"));

/** Sentences of the room itself: all but names, seeds, sources and what is not known. */
const roomSentences = (told: ScenarioTold): readonly string[] => [
  ...told.period,
  ...told.run.filter((words) => !words.startsWith("The seed is ")),
  ...told.queues.flatMap(({ name, sentences }) => sentences.map(({ words }) => `Queue ${name}: ${words}`)),
  ...told.pools,
  ...told.switches,
  ...told.peopleInShort,
];

/** What one scenario says otherwise than another, in its own sentences. */
export function otherThan(base: ScenarioTold, other: ScenarioTold): string {
  const said = new Set(roomSentences(base));
  const now = new Set(roomSentences(other));
  const news = [...now].filter((words) => !said.has(words));
  const gone = [...said].filter((words) => !now.has(words)).length;
  if (news.length === 0 && gone === 0) {
    return other.people.join("\n") === base.people.join("\n")
      ? "Its figures are those of the base."
      : "Courses and other details of its people differ from the base; all else is as there.";
  }
  return `Otherwise than in the base: ${news.length === 0 ? "some of its rules are left out." : news.join(" ")} All else is as there.`;
}

/** Which parts of one scenario are otherwise than in another: "people, pools and arrivals". */
export function topicsOtherThan(base: ScenarioTold, other: ScenarioTold): string {
  const topics: readonly (readonly [string, (told: ScenarioTold) => readonly string[]])[] = [
    ["period", ({ period }) => period],
    ["who comes", (told) => ofQueues(told, "who comes")],
    ["message, talk and wrap-up", (told) => ofQueues(told, "what is done")],
    ["order of queues and patience", (told) => ofQueues(told, "how they wait")],
    ["handlers by pool", (told) => [...told.pools, ...ofQueues(told, "who answers")]],
    ["switches", ({ switches }) => switches],
    ["people", ({ people }) => people],
    [
      "warm-up, busy days and drawing of times",
      (told) => told.run.filter((words) => !words.startsWith("The seed is ")),
    ],
  ];
  const found = topics.filter(([, of]) => of(base).join("\n") !== of(other).join("\n"));
  return found.length === 0
    ? "As the base."
    : `Otherwise than in the base: ${found.map(([name]) => name).join("; ")}. The files are in annex D.`;
}

/** Scenarios of which the same is to be said, together: "base and 4 plans", "6 published months". */
export function byUse(
  simulated: readonly Simulated[],
  wordsOf: (each: Simulated) => string,
): readonly { readonly uses: string; readonly words: string }[] {
  const found = new Map<string, Simulated[]>();
  for (const each of simulated) {
    const words = wordsOf(each);
    found.set(words, [...(found.get(words) ?? []), each]);
  }
  return [...found].map(([words, alike]) => ({ uses: usesInWords(alike, simulated), words }));
}

function usesInWords(alike: readonly Simulated[], all: readonly Simulated[]): string {
  const uses = [...new Set(alike.map(({ use }) => use))];
  return joined(
    uses.map((use) => {
      const these = alike.filter((each) => each.use === use);
      const isSome = these.length < all.filter((each) => each.use === use).length;
      if (use !== "plan" && use !== "published month") return use;
      if (isSome && these.length <= 2) return `${use} ${joined(these.map(({ told }) => `“${told.name}”`))}`;
      return counted(these.length, use);
    }),
  );
}

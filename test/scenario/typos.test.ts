import fc from "fast-check";
import { distance } from "fastest-levenshtein";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { faultsOf } from "./memoryFiles.ts";

const ONES = new Array<number>(24).fill(1);
const DISTRIBUTIONS = {
  deterministic: "1 minute",
  exponential: { mean: "1 minute" },
  erlang: { mean: "1 minute", phases: 2 },
  gamma: { mean: "1 minute", spread: "80%" },
  lognormal: { mean: "1 minute", sd: "50 seconds" },
  weibull: { scale: "1 minute", shape: 0.8 },
  uniform: { low: "1 minute", high: "2 minutes" },
  triangular: { low: "1 minute", mode: "1 minute", high: "2 minutes" },
  hyperexponential: { mean: "1 minute", spread: "180%" },
  empirical: { values: ["1 minute"] },
  mixture: [{ share: "100%", exponential: { mean: "1 minute" } }],
};
const TABLE = { file: "x.csv", column: "n", where: { channel: "999" } };

const withWrapUp = (wrapUp: object) => ({
  priority: 1,
  arrivals: "1 an hour",
  talk: "1 minute",
  wrapUp,
  patience: "never",
});
const withArrivals = (arrivals: object) => ({
  ...withWrapUp({ exponential: { mean: "1 minute" } }),
  arrivals,
});

/** A scenario with every word of the format in it; tables need not exist, for words are told of in any case. */
const EVERY_WORD = {
  about: "x",
  seed: 1,
  month: "2022-10",
  timeZone: "Europe/London",
  bankHolidays: { dates: ["2022-12-26"], like: "Sunday" },
  warmUp: "1 day",
  atEnd: "follow",
  interval: "1 hour",
  busyDays: { spread: "8%", correlation: "50%" },
  draws: "tables",
  queues: {
    a: {
      ...withArrivals({ profile: ONES }),
      volume: "100 a month",
      volumeCounts: "first attempts",
      patienceRuns: "from offer",
      balking: "1%",
      message: {
        duration: "1 minute",
        hangUp: "1%",
        moveToDigital: "1%",
        instead: [
          { while: "s", duration: "1 minute", hangUp: "1%", moveToDigital: "1%" },
          {
            during: { weekdays: "08:00 to 18:00", weekend: "all day", Monday: "none" },
            duration: "1 minute",
          },
        ],
      },
      redials: { first: "40%", later: "30%", afterMessage: "10%", delay: "1 minute", mostTries: 5 },
      clusters: { mean: 1.5, within: "5 minutes" },
      next: [{ after: "answered", share: "1%", goesTo: "a", delay: "1 day", mostTries: 2 }],
      partner: { takesAfter: "1 minute" },
      accidental: { share: "1%", clearsAfter: "8 seconds", talk: "20 seconds" },
      mayInterruptWrapUp: true,
      tries: ["p", "q"],
      targets: ["10 seconds"],
    },
    b: withArrivals({ hourly: TABLE }),
    c: withArrivals({ rates: { every: "1 hour", perHour: [1], afterwards: "stop" } }),
    d: withArrivals({ replay: { file: "x.csv", column: "n" } }),
    ...Object.fromEntries(
      Object.entries(DISTRIBUTIONS).map(([word, figures]) => [`of ${word}`, withWrapUp({ [word]: figures })]),
    ),
  },
  pools: {
    p: {
      answers: ["a"],
      takes: "by priority",
      handlers: { average: 3, shape: ONES },
      holdBack: { file: "x.csv", column: "n" },
      onlyWhile: { a: "s" },
    },
    q: { answers: ["a"], handlers: { file: "x.csv", column: "n" } },
  },
  switches: {
    s: { waiting: ["a"], onAbove: 3, offAt: 1, atLeast: "1 minute", atMost: "2 minutes", rests: "1 minute" },
    t: { busy: ["p"], onAbove: "90%" },
  },
  actuals: { file: "x.csv", month: "2022-10" },
  notes: ["x"],
};

type Tree = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** Below these stand names that people choose. */
const NAMES = ["queues", "pools", "switches", "onlyWhile", "where"];

/** Paths to all words of the format. */
function pathsOf(tree: unknown, path: Path = []): Path[] {
  if (Array.isArray(tree)) return tree.flatMap((item: unknown, i) => pathsOf(item, [...path, i]));
  if (typeof tree !== "object" || tree === null) return [];
  const own = NAMES.includes(String(path.at(-1)));
  return Object.entries(tree).flatMap(([word, inside]) => [
    ...(own ? [] : [[...path, word]]),
    ...pathsOf(inside, [...path, word]),
  ]);
}

/** The same tree with the last word of a path written otherwise. */
function renamed(tree: unknown, path: Path, to: string): unknown {
  const [word, ...rest] = path;
  if (Array.isArray(tree))
    return tree.map((item: unknown, i) => (i === word ? renamed(item, rest, to) : item));
  return Object.fromEntries(
    Object.entries(tree as Tree).map(([key, inside]) => {
      if (key !== word) return [key, inside];
      return rest.length === 0 ? [to, inside] : [key, renamed(inside, rest, to)];
    }),
  );
}

/** The scenario without the queues that a path does not lead to. */
function around([top, name]: Path): Tree {
  const wanted = top === "queues" && typeof name === "string" ? name : "a";
  return { ...EVERY_WORD, queues: { [wanted]: (EVERY_WORD.queues as Tree)[wanted] } };
}

const WORDS = pathsOf(EVERY_WORD);
/** All words, with those that do not go together with the others. */
const OTHERS = [...WORDS.map((path) => String(path.at(-1))), "days"];
const letter = fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyzABCXYZ_-"));
const slip = fc.oneof(
  fc.record({ kind: fc.constant("put in" as const), letter }),
  fc.record({ kind: fc.constant("left out" as const), letter }),
  fc.record({ kind: fc.constant("changed" as const), letter }),
  fc.record({ kind: fc.constant("swapped" as const), letter }),
);

function misspelt(word: string, at: number, kind: string, letter: string): string {
  const [before, here, after] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)];
  if (kind === "put in") return before + letter + here + after;
  if (kind === "left out") return before + after;
  if (kind === "changed") return before + letter + after;
  return before + after.slice(0, 1) + here + after.slice(1);
}

describe("a slip of one letter in any word of the format", () => {
  it("is told of with the right word, and the word is not called missing as well", () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS), slip, fc.nat(), (path, { kind, letter: other }, place) => {
        const word = String(path.at(-1));
        const written = misspelt(word, place % word.length, kind, other);
        fc.pre(written !== word && written !== "");
        // "daws" may be meant for "draws" or for "days".
        fc.pre(
          !OTHERS.some((other) => other !== word && distance(other, written) <= distance(word, written)),
        );
        const parent = path
          .slice(0, -1)
          .reduce<unknown>((tree, part) => (tree as Tree)[part], EVERY_WORD) as Tree;
        fc.pre(!(written in parent));
        const told = faultsOf({ "w.yaml": stringify(renamed(around(path), path, written)) });
        const about = told.filter((fault) => fault.includes(`"${written}" is not a word used here.`));
        expect(about).toHaveLength(1);
        expect(about[0]).toContain(`Did you mean "${word}"?`);
        expect(told.filter((fault) => fault.includes(`"${word}" is missing`))).toEqual([]);
      }),
      { seed: 42, numRuns: 400 },
    );
  });
});

/** What no planner should ever read. */
const JARGON =
  /\b(?:expected|received|undefined|null|NaN|invalid|object|array|string|boolean|regex|pattern|zod|schema|parse)\b/i;

describe("whatever stands in place of whatever", () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e300,
      "",
      " ",
      "x",
      "5",
      "none",
      "never",
      "1 hour",
      [],
      {},
      [[]],
      [{}],
      [null],
      { x: 1 },
    ),
    fc.jsonValue({ maxDepth: 2 }).filter((value) => !JARGON.test(JSON.stringify(value))),
  );

  it("is told of in a planner's words, with a place in the file, or accepted", () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS), anything, (path, value) => {
        const text = stringify(replaced(around(path), path, value));
        for (const fault of faultsOf({ "w.yaml": text })) {
          expect(fault).toMatch(/^w\.yaml:\d+:\d+(?: .*)?: .*[.?]$/);
          expect(fault).not.toMatch(JARGON);
        }
      }),
      { seed: 42, numRuns: 400 },
    );
  });
});

function replaced(tree: unknown, path: Path, value: unknown): unknown {
  const [word, ...rest] = path;
  if (word === undefined) return value;
  if (Array.isArray(tree))
    return tree.map((item: unknown, i) => (i === word ? replaced(item, rest, value) : item));
  return Object.fromEntries(
    Object.entries(tree as Tree).map(([key, inside]) => [
      key,
      key === word ? replaced(inside, rest, value) : inside,
    ]),
  );
}

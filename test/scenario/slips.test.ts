import { describe, expect, it } from "vitest";
import { changed, faultsOf, GOOD } from "./memoryFiles.ts";
import { SLIPS } from "./slips.ts";

const list = (told: string | readonly string[]): readonly string[] =>
  typeof told === "string" ? [told] : told;

it("the good scenario has no faults", () => {
  expect(faultsOf({ "w.yaml": GOOD })).toEqual([]);
});

describe.each(SLIPS)("a slip about $about", ({ from, editorSees, checkerSees, withFiles }) => {
  const written = Object.entries({ ...editorSees, ...checkerSees });
  it.each(written)("%j", (to, told) => {
    expect(faultsOf({ "w.yaml": changed(from, to) })).toEqual(list(told));
  });
  it.each(withFiles ?? [])("$to beside other files", ({ to, files, told }) => {
    expect(faultsOf({ ...files, "w.yaml": changed(from, to) })).toEqual(list(told));
  });
});

describe("files that are no scenario", () => {
  const begin = 'Begin with "about: ..." and one sentence.';
  it.each([
    ["", `w.yaml: the file is empty. ${begin}`],
    ["# nothing but a comment\n", `w.yaml: the file is empty. ${begin}`],
    ["- a\n", `w.yaml:1:1: this is a list, not a scenario. ${begin}`],
    ["hello", `w.yaml:1:1: this is only "hello", not a scenario. ${begin}`],
  ])("%j", (text, told) => {
    expect(faultsOf({ "w.yaml": text })).toEqual([told]);
  });

  it("cannot be opened", () => {
    expect(faultsOf({})).toEqual(['w.yaml: there is no file "w.yaml". Check its name and folder.']);
  });
});

describe("rooms that do not hang together", () => {
  const rooms = (queues: string, pools: string): readonly string[] =>
    faultsOf({ "w.yaml": `about: x\ndays: 7\n${queues}\n${pools}\n` });
  const queue = "{ priority: 1, arrivals: 6 an hour, talk: 5 minutes, patience: never }";

  it("have no queues and no pools", () => {
    expect(rooms("queues: {}", "pools: []")).toEqual([
      "w.yaml:3:1 queues: there is no queue here. Write at least one: its name, a colon, and its figures below.",
      "w.yaml:4:1 pools: there is no pool here. Write at least one: its name, a colon, and its figures below.",
    ]);
    expect(rooms("quues: {}", "seed: 1")).toEqual([
      'w.yaml:1:1: "pools" is missing. Write desk: and its figures below.',
      'w.yaml:3:1 quues: "quues" is not a word used here. Did you mean "queues"?',
    ]);
  });

  it("name pools that a queue tries, but not all or not the right ones", () => {
    const tries = (list: string): string =>
      `queues:\n  a: { tries: ${list}, ${queue.slice(1)}\n  b: ${queue}`;
    const pools =
      "pools:\n  day: { answers: [a], handlers: 3 }\n  night: { answers: [a, b], handlers: 3 }\n  far: { answers: [b], handlers: 1 }";
    expect(rooms(tries("[day]"), pools)).toEqual([
      'w.yaml:4:8 queues › a › tries: the pool "night" answers this queue too. Add it to the list.',
    ]);
    expect(rooms(tries("[day, nigth, far]"), pools)).toEqual([
      'w.yaml:4:21 queues › a › tries › item 2: there is no pool "nigth". Did you mean "night"?',
      'w.yaml:4:28 queues › a › tries › item 3: the pool "far" does not answer this queue. Leave it out.',
    ]);
  });

  it("hold back all handlers of every pool that serves a queue, though not in the same hours", () => {
    const pool = (handlers: number, hold: number): string =>
      `{ answers: [a, b], handlers: ${handlers}, holdBack: ${hold}, takes: in the order listed }`;
    const queues = `queues:\n  a: ${queue}\n  b: ${queue}`;
    expect(rooms(queues, `pools: { p: ${pool(2, 2)}, q: ${pool(1, 4)} }`)).toEqual([
      'w.yaml:5:3 queues › b: nobody could ever be answered: holdBack keeps all handlers of "p" and "q" idle at every hour. Lower it, or add handlers.',
    ]);
    expect(rooms(queues, `pools: { p: ${pool(2, 2)}, q: ${pool(5, 4)} }`)).toEqual([]);
  });
});

describe("many faults at once", () => {
  it("are all told, the planner's own file first, sorted by line and column", () => {
    const told = faultsOf({
      "w.yaml": `abut: x
startsFrom: base.yaml
queues:
  "101": { patience: 3, tlak: 5 minutes, balking: 0.5 }
  web: { priority: 1 }
`,
      "base.yaml": changed("talk: 5 minutes", "talk: 5").replace(
        "30 an hour",
        "{ hourly: { file: h.csv, column: w } }",
      ),
      "h.csv": "w\n1\nx\n",
    });
    expect(told).toEqual([
      'w.yaml:1:1 abut: "abut" is not a word used here. Did you mean "about"?',
      'w.yaml:4:22 queues › 101 › patience: "3" has no unit. Write "3 minutes" or "180 seconds".',
      'w.yaml:4:25 queues › 101 › tlak: "tlak" is not a word used here. Did you mean "talk"?',
      'w.yaml:4:51 queues › 101 › balking: "0.5" has no unit. Write "50%".',
      'w.yaml:5:3 queues › web: "arrivals" is missing. Write a rate such as "46 an hour", or one of { profile: ... }, { hourly: ... }, { rates: ... }, { replay: ... }.',
      'w.yaml:5:3 queues › web: "talk" is missing. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }.',
      'w.yaml:5:3 queues › web: "patience" is missing. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }, or never.',
      'w.yaml:5:3 queues › web: no pool answers this queue. Add "web" to what a pool answers.',
      'base.yaml:4:52 queues › 999 › talk: "5" has no unit. Write "5 minutes" or "300 seconds".',
      'base.yaml:7:33 queues › 101 › arrivals › hourly › file: "h.csv" has 2 rows. A week needs 24 (every day alike, from midnight) or 168 (from Monday midnight).',
    ]);
  });

  it("are cut off after a hundred, with a count of the rest", () => {
    const words = Array.from({ length: 130 }, (_, i) => `w${i}: 1`).join("\n");
    const told = faultsOf({ "w.yaml": `${GOOD}${words}\n` });
    expect(told).toHaveLength(101);
    expect(told.at(-1)).toBe("w.yaml:112:1: 30 more faults follow.");
  });
});

describe("files made to exhaust the reader", () => {
  it("a bomb of aliases is refused", () => {
    const level = (i: number): string =>
      `l${i}: &l${i} [${new Array<string>(9).fill(`*l${i - 1}`).join(", ")}]`;
    const bomb = ["l0: &l0 [x]", ...Array.from({ length: 9 }, (_, i) => level(i + 1))].join("\n");
    expect(faultsOf({ "w.yaml": bomb })).toEqual([
      expect.stringMatching(/more than 100 aliases \(such as \*l\d\) are used\. Write the values out\.$/),
    ]);
  });

  it("one large list repeated by few aliases is refused too", () => {
    const large = `a: &a [${new Array<string>(5000).fill("1").join(",")}]\n`;
    expect(faultsOf({ "w.yaml": `${large}b: [${new Array<string>(60).fill("*a").join(",")}]\n` })).toEqual([
      expect.stringContaining("the file grows too large here. Write long lists as a CSV file."),
    ]);
  });

  it("brackets that go too deep are refused", () => {
    const told = ": brackets or indents go too deep. Check that all are closed.";
    expect(faultsOf({ "w.yaml": `about: ${"[".repeat(40)}${"]".repeat(40)}` })).toEqual([
      `w.yaml:1:38${told}`,
    ]);
    expect(faultsOf({ "w.yaml": "[".repeat(9000) })).toEqual([expect.stringContaining(told)]);
  });

  it("an alias used a few times is welcome", () => {
    const shared = changed(
      "talk: 5 minutes",
      "talk: &talk { gamma: { mean: 5 minutes, spread: 50% } }",
    ).replace("talk: { lognormal: { mean: 9 minutes, spread: 80% } }", "talk: *talk");
    expect(faultsOf({ "w.yaml": shared })).toEqual([]);
  });

  it("a chain of files without end is refused", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [i === 0 ? "w.yaml" : `${i}.yaml`, `startsFrom: ${i + 1}.yaml`]),
    );
    expect(faultsOf(chain)).toEqual([
      "20.yaml:1:13 startsFrom: more than 20 files start from one another. Write what they say into fewer files.",
    ]);
  });
});

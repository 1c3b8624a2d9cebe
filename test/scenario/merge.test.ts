import { describe, expect, it } from "vitest";
import { readScenario } from "../../engine/scenario/read.ts";
import { csv, faultsOf, listed, memoryFiles, scenarioOf } from "./memoryFiles.ts";

const ONES = listed(new Array<number>(24).fill(1));
const PARENT = `about: The parent
month: 2022-10
timeZone: Europe/Paris
bankHolidays: { dates: [2022-12-26] }
seed: 5
notes: [One.]
queues:
  "999": { priority: 1, arrivals: 6 an hour, talk: 5 minutes, patience: never }
  "101":
    priority: 2
    arrivals: { profile: ${ONES} }
    volume: 25,277 a month
    volumeCounts: dialled
    talk: { lognormal: { mean: 9 minutes, spread: 80% } }
    patience: { weibull: { mean: 15 minutes, spread: 120% } }
    message: { duration: { exponential: { mean: 95 seconds } }, hangUp: 3% }
    targets: [5 seconds]
pools:
  desk:
    answers: ["999", "101"]
    handlers: { average: 8, shape: ${ONES} }
    holdBack: { "101": 1 }
`;

const plainOf = (child: string, files: Readonly<Record<string, string>> = {}): unknown => {
  const result = readScenario(
    "w.yaml",
    memoryFiles({ ...files, "p.yaml": PARENT, "w.yaml": `startsFrom: p.yaml\n${child}` }),
  );
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.resolved;
};
const queue = (child: string): string => `queues: { "101": ${child} }`;
const in101 = (child: string, files: Readonly<Record<string, string>> = {}): unknown =>
  (plainOf(queue(child), files) as { queues: { "101": unknown } }).queues["101"];
const desk = (child: string, files: Readonly<Record<string, string>> = {}): unknown =>
  (plainOf(`pools: { desk: ${child} }`, files) as { pools: { desk: unknown } }).pools.desk;

describe("a scenario that starts from another", () => {
  it("is its parent if it says nothing itself", () => {
    const files = { "p.yaml": PARENT, "w.yaml": "startsFrom: p.yaml" };
    expect({ ...scenarioOf(files), name: "p" }).toStrictEqual({
      ...scenarioOf({ ...files, "w.yaml": PARENT }),
      name: "p",
    });
  });

  it("merges word by word, however deep", () => {
    expect(in101("{ talk: { lognormal: { mean: 318 seconds } } }")).toMatchObject({
      priority: 2,
      talk: { lognormal: { mean: "318 seconds", spread: "80%" } },
    });
    expect(plainOf("about: The child\nbankHolidays: { like: Monday }")).toMatchObject({
      about: "The child",
      seed: 5,
      bankHolidays: { dates: ["2022-12-26"], like: "Monday" },
    });
  });

  it("replaces lists and single values, but adds to the notes", () => {
    expect(in101("{ targets: [1m, 2m] }")).toMatchObject({ targets: ["1m", "2m"] });
    expect(desk("{ holdBack: 2 }")).toMatchObject({ holdBack: 2 });
    expect(plainOf("notes: [Two., Three.]")).toMatchObject({ notes: ["One.", "Two.", "Three."] });
  });

  it("takes away what it leaves empty", () => {
    expect(in101("{ message: null, targets: }")).toStrictEqual({
      priority: 2,
      arrivals: { profile: new Array<number>(24).fill(1) },
      volume: "25,277 a month",
      volumeCounts: "dialled",
      talk: { lognormal: { mean: "9 minutes", spread: "80%" } },
      patience: { weibull: { mean: "15 minutes", spread: "120%" } },
    });
    expect(plainOf("notes:")).not.toHaveProperty("notes");
    const without = plainOf(`queues: { "999": null }\npools: { desk: { answers: ["101"], holdBack: } }`) as {
      queues: object;
    };
    expect(Object.keys(without.queues)).toStrictEqual(["101"]);
  });

  it("keeps the parent's queues in their places and puts its own behind", () => {
    const files = {
      "p.yaml": PARENT,
      "w.yaml": `startsFrom: p.yaml
queues:
  a: { priority: 1, arrivals: 6 an hour, talk: 5 minutes, patience: never }
  "101": { balking: 1% }
pools: { new: { answers: [a], handlers: 1 }, desk: { handlers: 3 } }`,
    };
    const scenario = scenarioOf(files);
    expect(scenario.queues.map((found) => found.name)).toStrictEqual(["999", "101", "a"]);
    expect(scenario.pools.map((pool) => pool.name)).toStrictEqual(["desk", "new"]);
  });

  it("may start from one that starts from another", () => {
    const scenario = scenarioOf({
      "w.yaml": `startsFrom: plans/b.yaml\nseed: 9`,
      "plans/b.yaml": `startsFrom: ../p\nabout: Between\nseed: 8\nnotes: [Two.]`,
      "p.yaml": PARENT,
    });
    expect(scenario).toMatchObject({ about: "Between", seed: "9", notes: ["One.", "Two."] });
  });
});

describe("where the format offers a choice, the child's choice replaces the parent's", () => {
  it("of a distribution", () => {
    expect(in101("{ talk: { exponential: { mean: 3 minutes } } }")).toMatchObject({
      talk: { exponential: { mean: "3 minutes" } },
    });
    const { talk } = in101("{ talk: { exponential: { mean: 3 minutes } } }") as { talk: object };
    expect(Object.keys(talk)).toStrictEqual(["exponential"]);
    expect(in101("{ talk: 3 minutes, patience: never }")).toMatchObject({
      talk: "3 minutes",
      patience: "never",
    });
    expect(
      (in101("{ message: { duration: { gamma: { mean: 9s, sd: 3s } } } }") as { message: unknown }).message,
    ).toStrictEqual({
      duration: { gamma: { mean: "9s", sd: "3s" } },
      hangUp: "3%",
    });
  });

  it("of its figures", () => {
    const talk = (child: string): unknown =>
      (in101(`{ talk: { lognormal: ${child} } }`) as { talk: { lognormal: unknown } }).talk.lognormal;
    expect(talk("{ sd: 200 seconds }")).toStrictEqual({ mean: "9 minutes", sd: "200 seconds" });
    const patience = (child: string): unknown =>
      (in101(`{ patience: { weibull: ${child} } }`) as { patience: { weibull: unknown } }).patience.weibull;
    expect(patience("{ scale: 9m, shape: 2 }")).toStrictEqual({ scale: "9m", shape: 2 });
    expect(patience("{ sd: 9m }")).toStrictEqual({ mean: "15 minutes", sd: "9m" });
    expect(patience("{ mean: 9m }")).toStrictEqual({ mean: "9m", spread: "120%" });
  });

  it("of arrivals, and the volume goes with the profile", () => {
    expect(in101("{ arrivals: 5 an hour }")).not.toHaveProperty("volume");
    expect(in101(`{ arrivals: { hourly: ${ONES} } }`)).not.toHaveProperty("volumeCounts");
    expect((in101(`{ arrivals: { hourly: ${ONES} } }`) as { arrivals: object }).arrivals).not.toHaveProperty(
      "profile",
    );
    const files = { "h.csv": csv("n", new Array<string>(24).fill("2")) };
    expect(in101("{ arrivals: { profile: { file: h.csv, column: n } } }", files)).toMatchObject({
      arrivals: { profile: { file: "h.csv", column: "n" } },
      volume: "25,277 a month",
    });
  });

  it("of the period", () => {
    const days = plainOf(`days: 3\n${queue("{ arrivals: 5 an hour }")}`);
    for (const word of ["month", "timeZone", "bankHolidays"]) expect(days).not.toHaveProperty(word);
    const files = {
      "p.yaml": PARENT,
      "m.yaml": `startsFrom: p.yaml\ndays: 3\nfirstDay: Friday\n${queue("{ arrivals: 5 an hour }")}`,
    };
    expect(scenarioOf({ ...files, "w.yaml": "startsFrom: m.yaml\nmonth: 2023-02" }).period).toMatchObject({
      kind: "month",
      month: 2,
      timeZone: "Europe/London",
    });
  });

  it("of handlers", () => {
    const files = { "h.csv": csv("n", new Array<string>(24).fill("4")) };
    const handlers = (child: string): unknown =>
      (desk(`{ handlers: ${child} }`, files) as { handlers: unknown }).handlers;
    expect(handlers("4")).toBe(4);
    expect(handlers("{ average: 9 }")).toStrictEqual({ average: 9, shape: new Array<number>(24).fill(1) });
    expect(handlers("{ file: h.csv, column: n }")).toStrictEqual({ file: "h.csv", column: "n" });
  });

  it("of what is held back", () => {
    const files = {
      "h.csv": csv("n,m", new Array<string>(24).fill("1,2")),
      "p.yaml": PARENT,
      "file.yaml": "startsFrom: p.yaml\npools: { desk: { holdBack: { file: h.csv, column: n } } }",
    };
    const heldFor101 = (text: string): number | undefined =>
      scenarioOf({ ...files, "w.yaml": text }).pools[0]?.holdBack[1]?.[0];
    expect(heldFor101("startsFrom: file.yaml")).toBe(1);
    expect(heldFor101("startsFrom: file.yaml\npools: { desk: { holdBack: { column: m } } }")).toBe(2);
    expect(heldFor101('startsFrom: file.yaml\npools: { desk: { holdBack: { "101": 3 } } }')).toBe(3);
  });
});

describe("faults in a scenario that starts from another", () => {
  it("are told where the figure stands, in the parent or in the child", () => {
    const files = {
      "base/p.yaml": PARENT.replace("9 minutes, spread: 80%", "9, spread: 80%"),
      "w.yaml": `startsFrom: base/p.yaml\n${queue("{ talk: { lognormal: { spread: 0.8 } } }")}`,
    };
    expect(faultsOf(files)).toEqual([
      'w.yaml:2:49 queues › 101 › talk › spread: "0.8" has no unit. Write "80%".',
      'base/p.yaml:14:32 queues › 101 › talk › mean: "9" has no unit. Write "9 minutes" or "540 seconds".',
    ]);
  });

  it("are told in the parent if its words do not go with the child's", () => {
    const files = { "p.yaml": PARENT, "w.yaml": "startsFrom: p.yaml\ndays: 3" };
    expect(faultsOf(files)).toEqual([
      'p.yaml:12:13 queues › 101 › volume: "a month" needs a calendar, but this scenario counts days. Write "25,277 in all".',
    ]);
  });

  it("are told in the child for a word that takes nothing away", () => {
    const files = {
      "p.yaml": PARENT,
      "w.yaml": `startsFrom: p.yaml\n${queue("{ balking: null, balkin: null }")}`,
    };
    expect(faultsOf(files)).toEqual([
      'w.yaml:2:29 queues › 101 › balking: nothing is written here. Write a share from 0% to 100%, such as "8%".',
      'w.yaml:2:35 queues › 101 › balkin: "balkin" is not a word used here. Did you mean "balking"?',
    ]);
  });

  it("are told once if both choose, in one file, what excludes each other", () => {
    const files = { "p.yaml": PARENT, "w.yaml": "startsFrom: p.yaml\nmonth: 2022-11\ndays: 3" };
    expect(faultsOf(files)[0]).toBe('w.yaml:3:1 days: "month" and "days" do not go together. Keep one.');
  });

  it("are told for what the child took away though it is needed", () => {
    const files = { "p.yaml": PARENT, "w.yaml": `startsFrom: p.yaml\nabout:\n${queue("{ talk: null }")}` };
    expect(faultsOf(files)).toEqual([
      'w.yaml:1:1: "about" is missing. Write one sentence that says what this scenario is.',
      'w.yaml:3:11 queues › 101: "talk" is missing. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }.',
    ]);
  });

  it("name a file from the folder of the file that names it", () => {
    const parent = PARENT.replace(`{ profile: ${ONES} }`, "{ profile: { file: p.csv, column: w } }");
    const files = { "base/p.yaml": parent, "p.csv": csv("w", ["1"]), "w.yaml": "startsFrom: base/p.yaml" };
    expect(faultsOf(files)).toEqual([
      'base/p.yaml:11:34 queues › 101 › arrivals › profile › file: there is no file "base/p.csv". Check its name and folder.',
    ]);
  });
});

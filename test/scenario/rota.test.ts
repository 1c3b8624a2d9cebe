import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { mostHeads } from "../../engine/scenario/rota.ts";
import { rota } from "../support/rotas.ts";
import { changed, faultsOf, scenarioOf } from "./memoryFiles.ts";

const EARLY = '{ name: early, start: "07:00", length: 10 hours, heads: 9 }';
const desk = (handlers: string, more = ""): string => changed("handlers: 8", `${more}handlers: ${handlers}`);
const poolOf = (handlers: string, more = "") => scenarioOf({ "w.yaml": desk(handlers, more) }).pools[0]!;
const said = (handlers: string, more = ""): readonly string[] =>
  describeScenario(scenarioOf({ "w.yaml": desk(handlers, more) }))
    .filter((sentence) => sentence.startsWith("Pool desk"))
    .map((sentence) => sentence.replace("Pool desk: ", ""));

describe("shifts, as written", () => {
  it("are read with all their figures", () => {
    const full =
      '{ shifts: [{ name: early, start: "07:30", length: 10 hours, heads: 9, days: [Mon, Sun], ' +
      "breaks: [{ after: 4 hours, window: 1 hour, length: 45 minutes }, { after: 7 hours, length: 15 minutes }] }, " +
      "{ name: 2, start: 22:00, length: 9h, heads: [5, 5, 5, 5, 6, 6, 5] }], " +
      "shrinkage: 12%, noShow: 4%, mostOnBreak: 2 }";
    expect(poolOf(full).rota).toStrictEqual({
      shifts: [
        {
          name: "early",
          start: 27_000,
          length: 36_000,
          heads: [9, 0, 0, 0, 0, 0, 9],
          breaks: [
            { after: 14_400, window: 3600, length: 2700 },
            { after: 25_200, window: 0, length: 900 },
          ],
        },
        { name: "2", start: 79_200, length: 32_400, heads: [5, 5, 5, 5, 6, 6, 5], breaks: [] },
      ],
      shrinkage: 0.12,
      noShow: 0.04,
      mostOnBreak: 2,
    });
  });

  it("come every day, all of them, without breaks, unless it is said", () => {
    expect(poolOf(`{ shifts: [${EARLY}] }`).rota).toStrictEqual({
      shifts: [{ name: "early", start: 25_200, length: 36_000, heads: [9, 9, 9, 9, 9, 9, 9], breaks: [] }],
      shrinkage: 0,
      noShow: 0,
      mostOnBreak: null,
    });
    expect(poolOf("8").rota).toBeNull();
  });

  it("say how many are on duty at most in each hour of the week", () => {
    const shifts = [
      { start: 7.5, length: 2, heads: 3 },
      { start: 8.25, length: 0.5, heads: 2 },
      { start: 22, length: 9, heads: [0, 0, 0, 0, 0, 0, 4] },
    ];
    const week = mostHeads(rota({ shifts }));
    // Monday begins with those who came on Sunday at 22:00.
    expect(week.slice(0, 11)).toEqual([4, 4, 4, 4, 4, 4, 4, 3, 5, 3, 0]);
    expect(week.slice(24, 35)).toEqual([0, 0, 0, 0, 0, 0, 0, 3, 5, 3, 0]);
    expect(week.slice(166)).toEqual([4, 4]);
  });

  it("may have figures that are not known", () => {
    const text = desk(
      `{ shifts: [${EARLY.replace("heads: 9", "heads: { low: 8, central: 9, high: 12 }")}], noShow: { low: 2%, central: 4%, high: 8% } }`,
      "talkFactor: { low: 1.1, central: 1.25, high: 1.5 }, ",
    );
    const { pools, unknowns } = scenarioOf({ "w.yaml": text });
    expect(pools[0]!.rota).toMatchObject({ noShow: 0.04, shifts: [{ heads: [9, 9, 9, 9, 9, 9, 9] }] });
    expect(unknowns).toMatchObject([
      { figure: "pools.desk.talkFactor", unit: "number", whole: false, central: 1.25 },
      { figure: "pools.desk.handlers.shifts.1.heads", unit: "number", whole: true, central: 9 },
      { figure: "pools.desk.handlers.noShow", unit: "share", whole: false, central: 0.04 },
    ]);
  });

  it("give way to hourly numbers, and the other way round, in a file that starts from another", () => {
    const child = (handlers: string): string =>
      `startsFrom: parent.yaml\npools: { desk: { handlers: ${handlers} } }`;
    const files = (parent: string, handlers: string) => ({
      "parent.yaml": desk(parent),
      "w.yaml": child(handlers),
    });
    const rotaIn = (parent: string, handlers: string) => scenarioOf(files(parent, handlers)).pools[0]!.rota;
    expect(rotaIn(`{ shifts: [${EARLY}] }`, "8")).toBeNull();
    expect(
      rotaIn(
        "{ average: 8, shape: [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] }",
        `{ shifts: [${EARLY}] }`,
      ),
    ).toMatchObject({
      shifts: [{ name: "early" }],
    });
    expect(rotaIn(`{ shifts: [${EARLY}] }`, "{ noShow: 5% }")).toMatchObject({
      noShow: 0.05,
      shifts: [{ name: "early" }],
    });
  });

  it("are told in plain words", () => {
    const breaks = "breaks: [{ after: 4 hours, window: 1 hour, length: 45 minutes }]";
    expect(
      said(
        `{ shifts: [${EARLY.replace(" }", `, days: [Mon, Tue], ${breaks} }`)}], shrinkage: 12%, noShow: 4%, mostOnBreak: 2 }`,
        "talkFactor: 1.25, ",
      ),
    ).toEqual([
      "answers the queues 999 and 101; a handler who comes free takes the best priority first.",
      "the shift early starts at 07:00 and lasts 10 hours, with 9 on Mon and Tue and 0 on Wed, Thu, Fri, Sat and Sun " +
        "rostered, with a break of 45 minutes due between 4 hours and 5 hours after the start.",
      "12% of the heads rostered are away by plan; part of a head is made up by chance, shift by shift.",
      "each of the others fails to come with a chance of 4%, shift by shift.",
      "at most 2 may be on a break at once.",
      "talk takes 1.25 and wrap-up 1 times as long as the queue says.",
      "no handlers are held back.",
    ]);
    expect(said(`{ shifts: [${EARLY}] }`).slice(1, 4)).toEqual([
      "the shift early starts at 07:00 and lasts 10 hours, with 9 heads rostered every day, without a break.",
      "nobody rostered is away by plan.",
      "all who are to come do.",
    ]);
  });

  it.each([
    ["{ shifts: [] }", /handlers › shifts: the list is empty\. Write { name: early/],
    ["{ shift: [] }", /handlers › shift: "shift" is not a word used here\. Did you mean "shifts"\?/],
    [`{ shifts: [${EARLY}], noShow: 140% }`, /noShow: "140%" is above 100%/],
    [`{ shifts: [${EARLY}], mostOnBreak: 0 }`, /mostOnBreak: "0" is not a number of handlers/],
    [`{ shifts: [${EARLY}, ${EARLY}] }`, /item 2 › name: "early" is the name of another shift too/],
    [`{ shifts: [${EARLY.replace("07:00", "24:00")}] }`, /start: "24:00" is not a time of day\. Write hours/],
    [`{ shifts: [${EARLY.replace("10 hours", "26 hours")}] }`, /length: 1 day 2 hours is longer than a day/],
    [`{ shifts: [${EARLY.replace("heads: 9", "heads: 9.5")}] }`, /heads: "9.5" is not a number of heads/],
    [`{ shifts: [${EARLY.replace("heads: 9", "heads: [9, 9]")}] }`, /heads: the list has 2 figures/],
    [`{ shifts: [${EARLY.replace("heads: 9", "heads: 0")}] }`, /nobody is on duty at any hour/],
    [
      `{ shifts: [${EARLY.replace("heads: 9", "heads: [9, 9, 9, 9, 9, 9, 9], days: [Mon]")}] }`,
      /days: heads by weekday say the days already\. Leave days out/,
    ],
    [
      `{ shifts: [${EARLY.replace("heads: 9", "heads: 9, days: [Monday]")}] }`,
      /"Monday" has no meaning here/,
    ],
    [
      `{ shifts: [${EARLY.replace("heads: 9", "heads: 9, breaks: [{ after: 9 hours, window: 1 hour, length: 30 minutes }]")}] }`,
      /breaks › item 1: taken as late as it may be, this break ends 10 hours 30 minutes into a shift of 10 hours/,
    ],
    [
      `{ shifts: [${EARLY.replace("heads: 9", "heads: 9, breaks: [{ after: 4, length: 30 minutes }]")}] }`,
      /breaks › item 1 › after: "4" has no unit/,
    ],
  ])("are refused in plain words: %s", (handlers, fault) => {
    const faults = faultsOf({ "w.yaml": desk(handlers) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it("have all their faults told of at once", () => {
    const faults = faultsOf({
      "w.yaml": desk(`{ shifts: [${EARLY.replace("07:00", "7").replace("heads", "hedas")}], noShow: 4 }`),
    });
    expect(faults).toHaveLength(3);
  });
});

describe("proficiency, as written", () => {
  it("is two factors, 1 if left out", () => {
    expect(poolOf("8", "talkFactor: 1.25, wrapUpFactor: 1.5, ").proficiency).toEqual({
      talk: 1.25,
      wrapUp: 1.5,
    });
    expect(poolOf("8", "wrapUpFactor: 1.5, ").proficiency).toEqual({ talk: 1, wrapUp: 1.5 });
    expect(poolOf("8", "talkFactor: 1, ").proficiency).toBeNull();
  });

  it.each(["0", "-1", "25%", "fast", "1000"])("is not %s", (factor) => {
    const faults = faultsOf({ "w.yaml": desk("8", `talkFactor: ${factor}, `) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain("pools › desk › talkFactor");
  });
});

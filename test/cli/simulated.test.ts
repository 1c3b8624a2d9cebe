import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { textFiles } from "../../cli/files.ts";
import { prepareStudy } from "../../cli/study/prepareStudy.ts";
import { readStudy } from "../../cli/study/readStudy.ts";
import { simulatedOf } from "../../cli/study/simulated.ts";
import { emptyFolder, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const at = (name: string): string => join(folder.path(), name);
const STUDY = `
title: A small study
base: room.yaml
plans: [third.yaml]
effort: { draws: 12, replications: 3 }
published: [known.yaml]
hours: { scenario: known.yaml, replications: 4 }
sensitivity: { scenario: room.yaml, measure: 101.attrition, samples: 14, ends: 5 }
staffing: { scenario: known.yaml, vary: "pools.general.handlers=2..4", replications: 6 }
`;

beforeAll(() => {
  const unknown = "arrivals: { low: 7 an hour, central: 8 an hour, high: 9 an hour, basis: judgement }";
  writeFileSync(at("room.yaml"), SMALL_ROOM.replace("arrivals: 8 an hour", unknown));
  writeFileSync(at("known.yaml"), `${SMALL_ROOM}seed: known\n`);
  writeFileSync(at("third.yaml"), "startsFrom: room.yaml\npools: { general: { handlers: 3 } }\n");
});

const found = (study: string) => {
  writeFileSync(at("study.yaml"), study);
  const read = readStudy(at("study.yaml"), textFiles());
  if ("faults" in read) throw new Error("the study has faults");
  return simulatedOf(prepareStudy(read, { quick: false, progress: "off" }));
};

describe("what a study simulates", () => {
  it("is told of every scenario: what for, from which seed, how often", () => {
    const told = found(STUDY).map(({ use, seed, effort, told: { name } }) => [use, name, seed, effort]);
    const ofPlans = "12 draws of the figures that are not known, 3 replications of each";
    expect(told.map((each) => each.slice(0, 3))).toEqual([
      ["base", "room", "1"],
      ["plan", "third", "1"],
      ["published month", "known", "known"],
      ["hours of the week", "known", "known"],
      ["what moves the answer", "room", "1"],
      ["handlers on duty", "known", "known"],
    ]);
    const efforts = told.map((each) => each[3]);
    expect(efforts.slice(0, 4)).toEqual([ofPlans, ofPlans, "20 replications", "4 replications"]);
    expect(efforts[4]).toContain("14 samples");
    expect(efforts[4]).toContain("5 replications at each");
    expect(efforts[5]).toBe("3 values of pools.general.handlers, 6 replications of each");
  });

  it("counts replications alone where every figure is known", () => {
    const [base] = found("title: Little\nbase: known.yaml\neffort: { replications: 7 }\n");
    expect(base!.effort).toBe("7 replications");
    expect(base!.told.pools).toContain("Pool general: 2 handlers on duty at all hours.");
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../cli/exit.ts";
import { textFiles } from "../../cli/files.ts";
import { prepareStudy } from "../../cli/study/prepareStudy.ts";
import { readStudy } from "../../cli/study/readStudy.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { emptyFolder, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const at = (name: string): string => join(folder.path(), name);

const STUDY = `
title: A small study
base: room.yaml
plans: [third.yaml]
queues: ["101", "999"]
questions:
  - { question: Is 101 attrition under ten per cent?, target: "101.attrition <= 10%" }
effort: { draws: 10, replications: 2 }
assumptions: [assumptions.csv]
`;

/** What is wrong with a study, by lines, with the folder left out. */
function faultsOf(text: string): readonly string[] {
  writeFileSync(at("study.yaml"), text);
  const said = (message: string): readonly string[] =>
    message.replaceAll(`${folder.path()}/`, "").split("\n");
  const read = readStudy(at("study.yaml"), textFiles());
  if ("faults" in read) return read.faults.flatMap((fault) => said(describeFault(fault)));
  try {
    prepareStudy(read, { quick: false, progress: "off" });
    return [];
  } catch (error) {
    if (error instanceof UserError) return said(error.message);
    throw error;
  }
}

beforeAll(() => {
  const unknown =
    "arrivals: { low: 7 an hour, central: 8 an hour, high: 9 an hour, basis: calls (judgement) }";
  writeFileSync(at("room.yaml"), SMALL_ROOM.replace("arrivals: 8 an hour", unknown));
  writeFileSync(at("known.yaml"), SMALL_ROOM);
  writeFileSync(at("third.yaml"), "startsFrom: room.yaml\npools: { general: { handlers: 3 } }\n");
  writeFileSync(at("assumptions.csv"), "figure,low,central,high,unit,basis\ncalls,7,8,9,an hour,JUDGEMENT\n");
  writeFileSync(at("sources.csv"), "key,titel,publisher,date,used\n");
});

describe("a study file", () => {
  it("may say little", () => {
    expect(faultsOf("title: Little\nbase: room.yaml\n")).toEqual([]);
    expect(faultsOf(STUDY)).toEqual([]);
  });

  it("is told of all its faults at once, each with its place", () => {
    const found = faultsOf(`
title: A study with faults
base: room.yaml
plans: [third.yaml, missing.yaml]
queues: ["101", "102"]
questions: [{ question: Really?, target: "101.attriton <= 10%" }]
hours: { scenario: nowhere.yaml }
sensitivity: { scenario: known.yaml, measure: 101.attrition }
staffing: { scenario: known.yaml, vary: "pools.generl.handlers=2..3" }
assumptions: [room.yaml]
sources: sources.csv
`);
    const begins = [
      "8 faults to put right:",
      'study.yaml:4:21 plans › item 2: there is no file "',
      'study.yaml:5:17 queues › item 2: the base has no queue "102". Its queues are "999", "101".',
      'study.yaml:6:42 questions › item 1 › target: "attriton" is not a measure. Did you mean "attrition"?',
      'study.yaml:7:20 hours › scenario: there is no file "',
      "study.yaml:8:26 sensitivity › scenario: known.yaml: every figure of this scenario is known",
      'study.yaml:9:41 staffing › vary: --vary pools.generl.handlers=2: there is no pool "generl" here.',
      "study.yaml:10:15 assumptions › item 1: room.yaml cannot be read as a table (CSV)",
      'study.yaml:11:10 sources: sources.csv:1: "titel" is not a column used here. Did you mean "title"?',
    ];
    begins.forEach((start, i) => {
      expect(found[i]).toContain(start);
    });
  });

  it.each([
    [
      "plans: [third.yaml]",
      "plans: [third.yaml]\nplan: x",
      '"plan" is not a word used here. Did you mean "plans"?',
    ],
    ["101.attrition <= 10%", "101.attrition", 'there is no <= or >= in "101.attrition".'],
    ["<= 10%", "<= 10 s", "questions › item 1 › target:"],
    ["[third.yaml]", "[room.yaml]", "this is the base too."],
    ["draws: 10", "draws: 9", "effort › draws:"],
    ["base: room.yaml", "", '"base" is missing.'],
    ["room.yaml\nplans: [third.yaml]", "known.yaml", "so there is nothing to draw. Leave draws out."],
    ["title: A small study", "title:", "title:"],
    ["[third.yaml]", "[third.yaml, third.yaml]", "is named twice. Leave one out."],
    ['<= 10%" }', '<= 10%", about: message }', "has a target or is about a study of the room, not both."],
    ["101.attrition <= 10%", "", "questions › item 1 › target:"],
    ['target: "101.attrition <= 10%"', "about: message", "this study has no message. Describe it below"],
    ['target: "101.attrition <= 10%"', "about: chats", "Write about: message or about: staffing"],
  ])("refuses %j written as %j", (from, to, said) => {
    expect(STUDY).toContain(from);
    const found = faultsOf(STUDY.replace(from, to)).join("\n");
    expect(found).toContain(said);
    expect(found).toContain("study.yaml:");
  });
});

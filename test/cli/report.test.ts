import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const at = (...parts: readonly string[]): string => join(folder.path(), ...parts);
const textOf = (...parts: readonly string[]): string => readFileSync(at(...parts), "utf8");
const filesIn = (out: string): readonly string[] =>
  readdirSync(at(out), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at(out).length + 1))
    .toSorted();

/** The small room with a figure that is not known. */
const UNKNOWN_ROOM = SMALL_ROOM.replace(
  "arrivals: 8 an hour",
  "arrivals: { low: 7 an hour, central: 8 an hour, high: 9 an hour, basis: calls (judgement) }",
);
const EVIL = `<script>alert("x")</script> & 'plan' | **b** <img src=x onerror=alert(1)>`;

const STUDY = `
title: A small study
base: room.yaml
plans: [third.yaml]
queues: ["101", "999"]
questions:
  - { question: Is 101 attrition under ten per cent?, target: "101.attrition <= 10%" }
effort: { draws: 10, replications: 2 }
published: [room.yaml, known.yaml]
hours: { scenario: known.yaml, replications: 2 }
sensitivity: { scenario: room.yaml, measure: 101.attrition, samples: 10, ends: 2 }
staffing: { scenario: known.yaml, vary: "pools.general.handlers=2..3", replications: 2 }
assumptions: [assumptions.csv]
assumptionsNote: Nobody has counted anything here.
limits: ["A limit of the author's."]
`;

beforeAll(() => {
  writeFileSync(at("room.yaml"), UNKNOWN_ROOM);
  writeFileSync(at("known.yaml"), SMALL_ROOM);
  writeFileSync(
    at("third.yaml"),
    `about: ${JSON.stringify(EVIL)}\nstartsFrom: room.yaml\npools: { general: { handlers: 3 } }\n`,
  );
  writeFileSync(
    at("assumptions.csv"),
    "figure,low,central,high,unit,basis\ncalls,7,8,9,an hour,JUDGEMENT: nobody has counted\n",
  );
  writeFileSync(at("study.yaml"), STUDY);
});

describe("fcrsim report", () => {
  it("writes the paper in all its forms, charts and results, the same bytes on one and two workers", () => {
    const one = fcrsim(["report", "study.yaml", "--out", "one", "--workers", "1"], folder.path());
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(one.out).toContain("one/report.html");
    const two = fcrsim(["report", "study.yaml", "--out", "two", "--workers", "2"], folder.path());
    expect(two.code).toBe(0);
    const files = filesIn("one");
    expect(files).toEqual(filesIn("two"));
    for (const name of ["report.html", "report.md", "report.docx", "tables.xlsx", "evidence.json"]) {
      expect(files).toContain(name);
    }
    for (const name of ["comparison", "hours", "run-room", "run-third", "sensitivity", "staffing"]) {
      expect(files).toContain(`results/${name}.json`);
    }
    const charts = files.filter((name) => name.startsWith("charts/") && name.endsWith(".svg"));
    expect(charts.length).toBeGreaterThan(4);
    for (const chart of charts) {
      for (const ending of [".png", ".vl.json", ".csv", ".md"]) {
        expect(files).toContain(chart.replace(".svg", ending));
      }
    }
    for (const name of files) {
      expect(readFileSync(at("one", name)).equals(readFileSync(at("two", name))), name).toBe(true);
    }
  });

  it("has in results/ what the commands that it names write", () => {
    const commands: readonly (readonly [string, string])[] = [
      ["run-room.json", "run room.yaml --uncertain 10 --replications 2"],
      [
        "comparison.json",
        "compare room.yaml third.yaml --uncertain 10 --replications 2 --measure attrition:101 --measure meanWaitAnswered:101 --measure attrition:999 --measure meanWaitAnswered:999",
      ],
      ["published.json", "run known.yaml --replications 20"],
      ["published-uncertain.json", "run room.yaml --uncertain 50 --replications 2"],
      ["hours.json", "run known.yaml --by hour-of-week --replications 2"],
      ["sensitivity.json", "sensitivity room.yaml --measure attrition:101 --samples 10 --ends 2"],
      ["staffing.json", "sweep known.yaml --vary pools.general.handlers=2..3 --replications 2"],
    ];
    const said = textOf("one", "report.md").replaceAll("\\", "");
    for (const [file, command] of commands) {
      expect(said, command).toContain(`fcrsim ${command}`);
      const { out, code } = fcrsim([...command.split(" "), "--format", "json"], folder.path());
      expect(code).toBe(0);
      expect(textOf("one", "results", file)).toBe(out);
    }
  });

  it("says what an assumption moves, whose page it is, and the author's limits", () => {
    const paper = textOf("one", "report.md");
    expect(paper).toContain("A limit of the author's.");
    expect(paper).toContain("Nobody has counted anything here.");
    expect(paper).toMatch(
      /\| calls \| an hour \| 7 \| 8 \| 9 \| judgement \| nobody has counted .*attrition from/,
    );
    expect(paper).toContain("- **Author:** not stated");
  });

  it("shows names that try to be markup as text", () => {
    const html = textOf("one", "report.html");
    expect(html).toContain("&lt;script&gt;alert(");
    for (const word of ['<script>alert("x")', "<img src=x"]) expect(html).not.toContain(word);
    expect(textOf("one", "report.md")).not.toContain("<script>");
  });

  it("says that a quick look is one", () => {
    writeFileSync(at("little.yaml"), "title: Little\nbase: room.yaml\n");
    const { code } = fcrsim(["report", "little.yaml", "--quick", "--out", "quick"], folder.path());
    expect(code).toBe(0);
    expect(textOf("quick", "report.md")).toContain("made for a quick look");
  });

  it("replaces a paper only if asked to, and nothing but a paper", () => {
    const again = fcrsim(["report", "study.yaml", "--out", "two"], folder.path());
    expect(again).toMatchObject({ code: 2, out: "" });
    expect(again.err).toContain("--out two: that folder exists already.");
    mkdirSync(at("mine", "charts"), { recursive: true });
    writeFileSync(at("mine", "charts", "holiday.jpg"), "a picture");
    const mine = fcrsim(["report", "study.yaml", "--out", "mine", "--overwrite"], folder.path());
    expect(mine.code).toBe(2);
    expect(mine.err).toContain("that folder holds other things than results (charts/holiday.jpg)");
    expect(textOf("mine", "charts", "holiday.jpg")).toBe("a picture");
  });

  it("makes a paper of known figures, and of fifty plans, that still reads", () => {
    const plans = Array.from({ length: 50 }, (_, i) => `plan-${i + 1}.yaml`);
    plans.forEach((name, i) => {
      writeFileSync(
        at(name),
        `about: Plan ${i + 1}\nstartsFrom: known.yaml\nqueues: { "101": { arrivals: ${8 - i / 20} an hour } }\n`,
      );
    });
    writeFileSync(
      at("many.yaml"),
      `title: Fifty plans\nbase: known.yaml\nplans: [${plans.join(", ")}]\nqueues: ["101"]\neffort: { replications: 4 }\n` +
        `questions: [{ question: Is it met?, target: "101.attrition <= 10%" }]\n`,
    );
    const { code, err } = fcrsim(["report", "many.yaml", "--out", "many"], folder.path());
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const paper = textOf("many", "report.md");
    for (const name of ["plan-1", "plan-50"]) expect(paper).toContain(name);
    const [, answer = ""] = /## In short\n\n([^\n]+)/.exec(paper) ?? [];
    expect(answer.length).toBeGreaterThan(200);
    expect(answer.length).toBeLessThan(3000);
    expect(readFileSync(at("many", "report.html")).length).toBeLessThan(5_000_000);
  });
});

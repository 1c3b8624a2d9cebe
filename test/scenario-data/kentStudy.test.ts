import { describe, expect, it } from "vitest";
import { textFiles } from "../../cli/files.ts";
import { prepareStudy, type StudyPrepared } from "../../cli/study/prepareStudy.ts";
import { readStudy } from "../../cli/study/readStudy.ts";
import { rowsOf, textOf } from "./files.ts";

const LEDGER = textOf("kent/sources.md");

/** The cells of the rows of the ledger's tables, without the marks of Markdown. */
const ledgerRows = LEDGER.split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", "")),
  );

type Row = Readonly<Record<string, string>>;

describe("Kent's tables of sources", () => {
  it("say of each paper what the ledger says, and leave none out", () => {
    const papers = rowsOf<Row>("kent/sources.csv");
    const inLedger = ledgerRows.filter(([key, , , , used]) => used !== undefined && /^[a-z]+-/.test(key!));
    expect(papers.map(({ key }) => key)).toEqual(inLedger.map(([key]) => key));
    papers.forEach(({ title, publisher, date, used }, i) => {
      const [, paper, body, when, holds] = inLedger[i]!;
      expect({ title, date, used }).toEqual({ title: paper, date: when, used: holds });
      if (!body!.startsWith("the same")) expect(publisher).toBe(body);
    });
  });

  it("have every conflict of figures that the ledger has, with the same numbers", () => {
    const conflicts = rowsOf<Row>("kent/conflicts.csv");
    const inLedger = ledgerRows.filter(
      ([month, , one, other]) => /^[A-Z][a-z]+ 2022$/.test(month!) && one !== "" && other !== "",
    );
    expect(inLedger.length).toBe(5);
    for (const [month, figure, one, other] of inLedger) {
      const row = conflicts.find((each) => each["figure"] === `${figure!}, ${month!}`);
      expect(row?.["one"]).toBe(`board-2022-11: ${one!}`);
      expect(row?.["other"]).toBe(`board-2023-03: ${other!}`);
    }
    for (const { one, other } of conflicts) {
      for (const key of `${one!} ${other!}`.match(/\b(?:board|panel|bbc)-\d{4}-\d{2}\b/g) ?? []) {
        expect(LEDGER).toContain(key);
      }
    }
  });
});

describe("Kent's panel study", () => {
  const read = readStudy("scenarios/kent/panel-study.yaml", textFiles());
  if ("faults" in read) throw new Error(read.faults.map(({ message }) => message).join("\n"));
  const prepared: StudyPrepared = prepareStudy(read, { quick: true, progress: "off" });

  it("is ready to be run, with five plans and what is not known of each", () => {
    expect(prepared.plans.map(({ name }) => name)).toEqual([
      "do-nothing",
      "replace-leavers",
      "over-recruit",
      "redeploy-officers",
      "recruit-and-redeploy",
    ]);
    expect(prepared.draws).toBe(10);
  });

  it("rests on the validation of the posterior that its plans are drawn from", () => {
    const { validation, calibration, plans } = prepared;
    expect(validation?.kind).toBe("stored");
    const hash = validation?.kind === "stored" ? validation.found.posterior : "";
    expect(calibration?.posterior).toBe(hash);
    for (const { stated } of plans) expect(stated.learnt?.hash).toBe(hash);
  });

  it("says of whom it is not", () => {
    expect(prepared.study.titlePage?.status).toContain("not a paper of Kent Police");
    expect(prepared.study.limits.join(" ")).toContain("no number of handlers here is a headcount");
  });
});

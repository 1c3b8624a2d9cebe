import { describe, expect, it } from "vitest";
import { posteriorLearnt } from "../../engine/calibration/posteriorLearnt.ts";
import { textOf } from "../scenario-data/files.ts";

const POSTERIOR = textOf("kent/posterior/posterior-rising-answered-calls.json");
/** What the calibration itself said of the same draws, before they were written to a file. */
const REPORT = textOf("kent/posterior/report-rising.md");

describe("what a posterior file says was learnt", () => {
  const read = posteriorLearnt(POSTERIOR);
  if ("problem" in read) throw new Error(read.problem);
  const [structure] = read.learnt.structures;
  const { learnt, predictions } = structure!.readings[0]!;

  it("is what the calibration reported, figure by figure", () => {
    const [, section = ""] = REPORT.split("## Reported waits read as those of answered calls");
    for (const { name, words } of learnt.figures) {
      const line = (section === "" ? REPORT : section)
        .split("\n")
        .find((each) => each.startsWith(`| ${name} |`));
      expect(line, name).toContain(`| ${words} |`);
    }
    expect(learnt.figures).toHaveLength(9 + 6);
  });

  it("has the published figures beside those of the model", () => {
    expect(predictions).toHaveLength(24);
    expect(predictions.filter(({ inside }) => inside)).toHaveLength(23);
  });

  it("is refused of a file that was changed, and of anything else", () => {
    const changed = posteriorLearnt(POSTERIOR.replace('"inside": true', '"inside": false'));
    expect(changed).toEqual({
      problem: "this posterior file has been changed since it was written. Put it back as it was",
    });
    expect(posteriorLearnt("{}")).toHaveProperty("problem");
    expect(posteriorLearnt("no JSON")).toHaveProperty("problem");
  });
});

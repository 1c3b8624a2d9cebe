import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { textFiles } from "../../cli/files.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { evaluate } from "../../engine/experiment/evaluate.ts";
import { readScenario } from "../../engine/scenario/read.ts";

const FOLDER = resolve(import.meta.dirname, "../../scenarios/kent/fitted");
const MONTHS = ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01"];

/*
 * What scenarios/kent/calibration.md says of the one set: 101 attrition within 1.5 points, 101 waits within 10%, 999 waits
 * within 4 s or 20%, 999 attrition within half a point. With 60 months each (there) the largest miss is three quarters of
 * what is allowed; 20 months, as here, have a standard error of about a fifth of a point of attrition and 1.2% of a wait,
 * so what is left of the allowance is two standard errors or more.
 */
describe("one set of figures for all six months", () => {
  it.each(MONTHS)("meets every published figure of %s", async (month) => {
    const read = readScenario(`${FOLDER}/${month}.yaml`, textFiles());
    if ("faults" in read) throw new Error(read.faults.map(({ message }) => message).join("\n"));
    const { scenario } = read;
    const found = await evaluate(inProcess(), scenario, { kind: "fixed", replications: 20 });
    const simulated = (queue: string, measure: string): number =>
      found!.rows.find((row) => row.name === queue && row.measure === measure)!.mean;
    const published = (queue: string, measure: string): number =>
      scenario.actuals.find((actual) => actual.queue === queue && actual.measure === measure)!.value;
    const off = (queue: string): { readonly attrition: number; readonly wait: number } => ({
      attrition: Math.abs(simulated(queue, "attrition") - published(queue, "not_answered_pct") / 100),
      wait: Math.abs(simulated(queue, "meanWaitAnswered") - published(queue, "mean_queue_s")),
    });
    const [above, below] = [off("999"), off("101")];
    expect(below.attrition).toBeLessThan(0.015);
    expect(below.wait).toBeLessThan(0.1 * published("101", "mean_queue_s"));
    expect(above.attrition).toBeLessThan(0.005);
    expect(above.wait).toBeLessThan(Math.max(4, 0.2 * published("999", "mean_queue_s")));
  });
});

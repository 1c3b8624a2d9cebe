import { posix } from "node:path";
import { describeFault } from "../../engine/scenario/faults.ts";
import { readScenario } from "../../engine/scenario/read.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import type { TextFiles } from "../../engine/scenario/textFiles.ts";

/** Files in memory, by their paths. */
export function memoryFiles(files: Readonly<Record<string, string>>): TextFiles {
  const byPath = new Map(Object.entries(files));
  return {
    read: (path) => {
      const text = byPath.get(path);
      return text === undefined
        ? { problem: `there is no file "${path}". Check its name and folder.` }
        : { text };
    },
    resolve: (from, relative) => posix.join(posix.dirname(from), relative),
  };
}

/** A small scenario that is as it should be; tests change one thing in it. */
export const GOOD = `about: A test room
days: 7
queues:
  "999": { priority: 1, arrivals: 6 an hour, talk: 5 minutes, patience: 2 minutes }
  "101":
    priority: 2
    arrivals: 30 an hour
    talk: { lognormal: { mean: 9 minutes, spread: 80% } }
    wrapUp: none
    patience: { exponential: { mean: 15 minutes } }
pools:
  desk: { answers: ["999", "101"], handlers: 8 }
`;

/** The faults of w.yaml as a planner sees them; none if it is as it should be. */
export function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const result = readScenario("w.yaml", memoryFiles(files));
  return "faults" in result ? result.faults.map(describeFault) : [];
}

/** The scenario in w.yaml, which must have no faults. */
export function scenarioOf(files: Readonly<Record<string, string>>): Scenario {
  const result = readScenario("w.yaml", memoryFiles(files));
  if ("faults" in result) throw new Error(result.faults.map(describeFault).join("\n"));
  return result.scenario;
}

/** The good scenario with `from` replaced. */
export function changed(from: string, to: string): string {
  if (!GOOD.includes(from)) throw new Error(`the good scenario does not say ${from}`);
  return GOOD.replace(from, to);
}

/** A list of 24 or 168 figures as it stands in a file. */
export function listed(figures: readonly (number | string)[]): string {
  return `[${figures.join(", ")}]`;
}

/** A CSV file with these headings and rows. */
export function csv(headings: string, rows: readonly string[]): string {
  return [headings, ...rows, ""].join("\n");
}

import { describeFault, type Fault, sortFaults } from "../../engine/scenario/faults.ts";
import type { Report } from "../../engine/scenario/report.ts";
import type { Path } from "../../engine/scenario/tree.ts";
import { UserError } from "../exit.ts";

const SEVERAL = /^\d+ faults? to put right(?:, of the file with these values in it)?:\n/;

/** Collects what is wrong with all that a study names, so that it is told of at once. */
export class StudyFaults {
  private readonly report: Report;
  private readonly path: string;
  /** Faults of other files, which say their own place. */
  private readonly others: string[] = [];

  constructor(report: Report, path: string) {
    this.report = report;
    this.path = path;
  }

  /** Does some of the work; null, and kept for later, if it finds that something is wrong. @param at What asked for it. */
  attempt<Found>(at: Path, work: () => Found): Found | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message } = error;
      if (SEVERAL.test(message)) this.others.push(...message.replace(SEVERAL, "").split("\n"));
      else for (const line of message.split("\n")) this.report.value(at, line);
      return null;
    }
  }

  /** Something is wrong with the value at a path of the study file. */
  value(at: Path, message: string): void {
    this.report.value(at, message);
  }

  /** @throws UserError with everything that was found. */
  refuse(): void {
    const own = sortFaults([...this.report.faults], [this.path]).map((fault: Fault) => describeFault(fault));
    const lines = [...new Set([...own, ...this.others])];
    if (lines.length === 0) return;
    const count = lines.length === 1 ? "1 fault" : `${lines.length} faults`;
    throw new UserError(`${count} to put right:\n${lines.join("\n")}`);
  }
}

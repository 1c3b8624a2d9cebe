import { existsSync } from "node:fs";
import { describeFault, type Fault, sortFaults } from "../../engine/scenario/faults.ts";
import type { Report } from "../../engine/scenario/report.ts";
import type { Path } from "../../engine/scenario/tree.ts";
import { quoted } from "../../engine/scenario/words.ts";
import { UserError } from "../exit.ts";

const SEVERAL = /^\d+ faults? to put right(?:, of the file with these values in it)?:\n/;

/** Collects what is wrong with all that a study names, so that it is told of at once. */
export class StudyFaults {
  private readonly report: Report;
  private readonly path: string;
  /** Faults of other files, which say their own place. */
  private readonly others: string[] = [];
  private readonly missing: string[] = [];

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
      const lines = message.replace(SEVERAL, "").split("\n");
      for (const line of lines) {
        // What files say of themselves has its own place; what is said of values asked for has that of the study.
        if (SEVERAL.test(message) && !line.startsWith("--")) this.others.push(line);
        else this.report.value(at, line);
      }
      return null;
    }
  }

  /** A file that the study names must be there. @param at What names it. */
  named(at: Path, file: string | undefined): void {
    if (file === undefined || existsSync(file)) return;
    this.missing.push(file);
    this.report.value(at, `there is no file ${quoted(file)}. Check its name and folder.`);
  }

  /** Something is wrong with the value at a path of the study file. */
  value(at: Path, message: string): void {
    this.report.value(at, message);
  }

  /** @throws UserError with everything that was found. */
  refuse(): void {
    const own = sortFaults([...this.report.faults], [this.path]).map((fault: Fault) => describeFault(fault));
    const isTold = (line: string): boolean =>
      this.missing.some((file) => line.includes(`there is no file "${file}"`));
    const lines = [...new Set([...own, ...this.others.filter((line) => !isTold(line))])];
    if (lines.length === 0) return;
    const count = lines.length === 1 ? "1 fault" : `${lines.length} faults`;
    throw new UserError(`${count} to put right:\n${lines.join("\n")}`);
  }
}

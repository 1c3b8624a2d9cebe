import type { Scenario } from "../../engine/scenario/scenario.ts";
import { EXIT, UserError } from "../exit.ts";
import { loadScenario } from "../load.ts";

/** `fcrsim check`: every fault of every file to standard error, a line for each file without one to standard output. */
export function check({ files }: { readonly files: readonly string[] }): Promise<number> {
  const problems: string[] = [];
  for (const file of files) {
    try {
      process.stdout.write(`${file}: no faults${learntIn(loadScenario(file))}\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return Promise.resolve(EXIT.done);
}

/** What of it was learnt from published months. */
function learntIn({ learnt }: Scenario): string {
  if (learnt === undefined) return "";
  const { taken, over, file, hash, month } = learnt;
  const ofMonth = month === null ? "" : `, figures of ${month}`;
  const others = over.length === 0 ? "" : `; not as learnt: ${over.join(", ")}`;
  return `; learnt from ${file} (hash ${hash}${ofMonth}): ${taken.join(", ")}${others}`;
}

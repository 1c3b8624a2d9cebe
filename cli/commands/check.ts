import { planOf } from "../../engine/centre/plan.ts";
import { EXIT, UserError } from "../exit.ts";
import { loadScenarios } from "../load.ts";

/** `fcrsim check`: every fault of every file, or one line a file. */
export function check({ files }: { readonly files: readonly string[] }): Promise<number> {
  for (const [i, scenario] of loadScenarios(files).entries()) {
    try {
      planOf(scenario);
    } catch (error) {
      if (error instanceof RangeError) throw new UserError(`${files[i]!}: ${error.message}`);
      throw error;
    }
    process.stdout.write(`${files[i]!}: no faults\n`);
  }
  return Promise.resolve(EXIT.done);
}

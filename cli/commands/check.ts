import { EXIT, UserError } from "../exit.ts";
import { loadScenario } from "../load.ts";

/** `fcrsim check`: every fault of every file to standard error, a line for each file without one to standard output. */
export function check({ files }: { readonly files: readonly string[] }): Promise<number> {
  const problems: string[] = [];
  for (const file of files) {
    try {
      loadScenario(file);
      process.stdout.write(`${file}: no faults\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return Promise.resolve(EXIT.done);
}

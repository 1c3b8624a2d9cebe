import { STARTER_SCENARIO } from "../../engine/scenario/starter.ts";
import { EXIT } from "../exit.ts";
import { writeNewFile } from "../outputs.ts";

/** `fcrsim new`: the starter scenario, printed or written to a file that does not exist yet. */
export function newScenario({ file }: { readonly file: string | undefined }): Promise<number> {
  if (file === undefined) {
    process.stdout.write(STARTER_SCENARIO);
  } else {
    writeNewFile(file, STARTER_SCENARIO);
    process.stderr.write(`Wrote ${file}. Next: fcrsim describe ${file}, then fcrsim run ${file}\n`);
  }
  return Promise.resolve(EXIT.done);
}

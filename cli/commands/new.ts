import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { STARTER_SCENARIO } from "../../engine/scenario/starter.ts";
import { EXIT } from "../exit.ts";
import { writeNewFile } from "../outputs.ts";
import { packageFile } from "../version.ts";

/** `fcrsim new`: the starter scenario, printed or written to a file that does not exist yet. */
export function newScenario({ file }: { readonly file: string | undefined }): Promise<number> {
  if (file === undefined) {
    process.stdout.write(starterFor(process.cwd()));
  } else {
    writeNewFile(file, starterFor(dirname(resolve(file))));
    process.stderr.write(`Wrote ${file}. Next: fcrsim describe ${file}, then fcrsim run ${file}\n`);
  }
  return Promise.resolve(EXIT.done);
}

/** The starter with a first line that lets editors check and complete it, as seen from the folder it will be in. */
function starterFor(folder: string): string {
  const schema = relative(folder, fileURLToPath(packageFile("scenarios/scenario.schema.json")));
  return `# yaml-language-server: $schema=${schema.split(sep).join("/")}\n${STARTER_SCENARIO}`;
}

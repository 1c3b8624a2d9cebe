import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll } from "vitest";

export const ROOT = resolve(import.meta.dirname, "../..");
const MAIN = join(ROOT, "dist/bundle/main.js");

/** What one call of the built program did. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program as a user does, in `folder` (the project's own by default). */
export function fcrsim(args: readonly string[], folder = ROOT, env: NodeJS.ProcessEnv = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Path of the built program, for tests that start it themselves. */
export const PROGRAM = MAIN;

/** An empty folder for the tests of one file. */
export function emptyFolder(): { readonly path: () => string } {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "fcrsim-test-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return { path: () => folder };
}

/** A room so small that a run takes no time. */
export const SMALL_ROOM = `
about: A small room for tests
days: 2
warmUp: 0
queues:
  "999": { priority: 1, arrivals: 6 an hour, talk: { exponential: { mean: 5 minutes } }, patience: never }
  "101":
    priority: 2
    arrivals: 8 an hour
    talk: { exponential: { mean: 9 minutes } }
    patience: { exponential: { mean: 20 minutes } }
pools:
  general: { answers: ["999", "101"], handlers: 2 }
`;

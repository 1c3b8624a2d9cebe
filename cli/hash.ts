import { createHash } from "node:crypto";
import type { Scenario } from "../engine/scenario/scenario.ts";

/**
 * Fingerprint of everything that decides a run's figures, the number of replications apart: the scenario with every
 * default, every data file and the seed filled in. First 16 hexadecimal digits of SHA-256.
 */
export function inputsHash(scenario: Scenario): string {
  return createHash("sha256").update(canonical(scenario)).digest("hex").slice(0, 16);
}

/**
 * Fingerprint of a file that says its own: of everything else in it. First 16 hexadecimal digits of SHA-256.
 *
 * @param content The file as plain data; its word `hash`, if there is one, does not count.
 */
export function contentHash(content: object): string {
  const rest = Object.fromEntries(Object.entries(content).filter(([word]) => word !== "hash"));
  return createHash("sha256").update(canonical(rest)).digest("hex").slice(0, 16);
}

/** JSON with the keys in order, so that the order of the lines in a file makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Fingerprint of all files that were read, whatever their place. */
export function filesHash(files: readonly { readonly path: string; readonly text: string }[]): string {
  const hash = createHash("sha256");
  for (const { text } of files) hash.update(`${text.length}\n${text}`);
  return hash.digest("hex").slice(0, 16);
}

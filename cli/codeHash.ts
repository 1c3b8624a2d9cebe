import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { packageFile } from "./version.ts";

/**
 * Fingerprint of the code that decides figures: the compiled files of the engine, and which packages they rest on. The same
 * build has the same wherever it lies. First 16 hexadecimal digits of SHA-256.
 */
export function codeHash(): string {
  const hash = createHash("sha256");
  const folder = packageFile("dist/engine/");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".js"))
    .sort();
  for (const name of names) {
    const text = readFileSync(new URL(name, folder));
    hash.update(`${name}\n${text.length}\n`).update(text);
  }
  const { dependencies } = JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const [name, version] of Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}@${version}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

import { readFileSync } from "node:fs";

/** A file of this package: its top is one folder up from these sources and two from what is built of them. */
export function packageFile(path: string): URL {
  return new URL(`${import.meta.url.includes("/dist/") ? "../../" : "../"}${path}`, import.meta.url);
}

/** Version of this program, from its package.json. */
export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string };
  return version;
}

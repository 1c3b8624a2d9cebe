import { readFileSync } from "node:fs";

/** Version of this program, from its package.json, which is one folder up from the sources and two from what is built. */
export function programVersion(): string {
  const levels = import.meta.url.includes("/dist/") ? "../../package.json" : "../package.json";
  const text = readFileSync(new URL(levels, import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version;
}

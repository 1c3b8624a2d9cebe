import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Where Chromium is: as FCRSIM_CHROMIUM says, or where programs usually are; null if it is nowhere. */
export function chromiumPath(): string | null {
  const named = process.env["FCRSIM_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const paths = [...folders, "/usr/bin", "/snap/bin"].flatMap((folder) =>
    NAMES.map((name) => join(folder, name)),
  );
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return [...paths, mac].find((path) => existsSync(path)) ?? null;
}

/** Whether it is a fault that there is no browser, as it is where changes are checked. */
export const isBrowserRequired = (): boolean => process.env["FCRSIM_BROWSER"] === "required";

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outputOf, shownOutputs, withFiles, wordsOf } from "../docs/outputs.ts";
import { CHART_NAMES } from "../cli/chartNames.ts";
import { fcrsim, ROOT } from "./cli/fcrsim.ts";

describe.each(["calibrate", "experiments", "forecast", "report"])("the page on %s", (name) => {
  const page = readFileSync(join(ROOT, `docs/${name}.md`), "utf8");

  it("shows files as they are", () => {
    expect(page).toBe(withFiles(page, `${ROOT}/`));
  });

  it.each(shownOutputs(page))("shows what `fcrsim $command` prints", ({ command, output }) => {
    expect(output).toBe(outputOf(command, `${ROOT}/`));
  });

  it("names only options and commands that exist", () => {
    const commands = [...page.matchAll(/`fcrsim ([^`]+)`/g), ...page.matchAll(/^fcrsim ([^#\n]+)/gm)];
    expect(commands.length).toBeGreaterThan(0);
    for (const [, line] of commands) {
      const [command, ...rest] = wordsOf(line!);
      const { code, out } = fcrsim([command!, "--help"]);
      expect(code).toBe(0);
      for (const option of rest.filter((word) => word.startsWith("--"))) expect(out).toContain(option);
    }
  });

  it("links to files that exist", () => {
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
    const missing = links.filter(
      (target) => !/^https?:/.test(target) && !existsSync(join(ROOT, "docs", target)),
    );
    expect(missing).toEqual([]);
  });
});

describe("the page on charts", () => {
  const page = readFileSync(join(ROOT, "docs/charts.md"), "utf8");

  it("tells of every chart", () => {
    const headings = page.split("\n").filter((line) => line.startsWith("## "));
    expect(CHART_NAMES.filter((name) => !headings.some((line) => line.includes(`\`${name}\``)))).toEqual([]);
  });

  it("shows pictures that exist, each with words for whoever cannot see it", () => {
    const pictures = [...page.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    expect(pictures.length).toBeGreaterThanOrEqual(9);
    for (const [, words, target] of pictures) {
      expect(words!.length).toBeGreaterThan(40);
      expect(existsSync(join(ROOT, "docs", target!))).toBe(true);
    }
  });

  it("names only options that exist", () => {
    const { out } = fcrsim(["chart", "--help"]);
    for (const [, option] of page.matchAll(/^\| `(--[a-z]+)`/gm)) expect(out).toContain(option);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath } from "../support/browser.ts";
import { fcrsim } from "./fcrsim.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const path = chromiumPath();

describe("the paper of the invented force", () => {
  const folder = mkdtempSync(join(tmpdir(), "fcrsim-paper-"));
  const out = join(folder, "paper");

  beforeAll(() => {
    const made = fcrsim(["report", "scenarios/examples/study/study.yaml", "--quick", "--out", out]);
    expect(made).toMatchObject({ code: 0, err: "" });
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("answers its questions, and has a chart of everything that the study asks for", () => {
    const paper = readFileSync(join(out, "report.md"), "utf8");
    for (const question of [
      "When does 101 attrition come under ten per cent?",
      "Are nine in ten 999 calls answered within ten seconds?",
      "What would a shorter message change?",
    ]) {
      expect(paper).toContain(`### ${question}`);
    }
    const charts = readdirSync(join(out, "charts")).join(" ");
    for (const chart of ["months", "plans", "people", "hours", "waits", "staffing", "message", "tornado"]) {
      expect(charts).toContain(`chart-${chart}`);
    }
  });

  it.runIf(path !== null)(
    "opens in a browser: nothing asked for, nothing complained of, readable by all",
    async () => {
      const browser = await chromium.launch({
        executablePath: path!,
        args: ["--no-sandbox", "--disable-gpu"],
      });
      try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
        const [said, asked]: [string[], string[]] = [[], []];
        page.on("console", (message) => said.push(message.text()));
        page.on("pageerror", (error) => said.push(error.message));
        page.on("request", (request) => asked.push(request.url()));
        const url = pathToFileURL(join(out, "report.html")).href;
        await page.goto(url);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(1280);
        await page.evaluate(AXE);
        const violations = await page.evaluate(
          `axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations.map(({ id }) => id))`,
        );
        expect(violations).toEqual([]);
        expect(said).toEqual([]);
        expect(asked).toEqual([url]);
      } finally {
        await browser.close();
      }
    },
  );
});

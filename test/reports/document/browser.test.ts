import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paperHtml } from "../../../reports/document/html.ts";
import { chromiumPath, isBrowserRequired } from "../../support/browser.ts";
import { ODD_PAPER, PAPER } from "../../support/papers.ts";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true";
const PAPERS = { usual: PAPER, "odd names": ODD_PAPER };

const path = chromiumPath();

describe("a browser for the pages", () => {
  it("is on this machine, or nobody requires it", () => {
    if (path === null && !isBrowserRequired()) {
      console.warn("No Chromium was found: pages are NOT tested. Install it, or name it in FCRSIM_CHROMIUM.");
    }
    expect(path !== null || !isBrowserRequired(), "FCRSIM_BROWSER=required, and there is no Chromium").toBe(
      true,
    );
  });
});

describe.runIf(path !== null)("a page in a browser", () => {
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fcrsim-pages-"));
    for (const [name, paper] of Object.entries(PAPERS))
      writeFileSync(join(folder, `${name}.html`), await paperHtml(paper));
    browser = await chromium.launch({ executablePath: path!, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a page; all that it says on the console or asks for is in the lists. */
  async function open(name: string, { width = 1280, javaScriptEnabled = true } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
    const page = await context.newPage();
    const [said, asked]: [string[], string[]] = [[], []];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("dialog", (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("request", (request) => asked.push(request.url()));
    const url = pathToFileURL(join(folder, `${name}.html`)).href;
    await page.goto(url);
    return { page, said, asked, url, close: () => context.close() };
  }

  describe.each(Object.keys(PAPERS))("%s", (name) => {
    it("says nothing on the console, asks for nothing, draws its charts anew, and is no wider than the window", async () => {
      const { page, said, asked, url, close } = await open(name);
      await drawAll(page);
      expect(await page.locator("figure [data-live] svg").count()).toBe(2);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      }
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
      expect(said).toEqual([]);
      expect(asked).toEqual([url]);
      await close();
    });

    it("keeps its charts as pictures where scripts may not run", async () => {
      const { page, close } = await open(name, { javaScriptEnabled: false });
      const pictures = page.locator("figure svg[role=img]");
      expect(await pictures.count()).toBe(2);
      for (const picture of await pictures.all()) {
        expect((await picture.boundingBox())!.height).toBeGreaterThan(150);
        expect((await picture.getAttribute("aria-label"))!.length).toBeGreaterThan(40);
      }
      await close();
    });
  });

  it.each([
    ["usual", 1280],
    ["usual", 320],
    ["odd names", 320],
  ])("passes the accessibility check: %s, %i wide", async (name, width) => {
    const { page, close } = await open(name, { width });
    await drawAll(page);
    await page.evaluate(OPEN_ALL);
    const { violations, passes } = await check(page);
    expect(violations).toEqual([]);
    expect(passes).toBeGreaterThan(20);
    await close();
  });

  it("would be caught with a fault in it", async () => {
    const { page, said, asked, close } = await open("usual");
    await page.evaluate(
      "document.querySelector('nav').insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x.png\">')",
    );
    await expect.poll(() => said.join(" ")).toContain("Content Security Policy");
    const { violations } = await check(page);
    expect(violations.join()).toContain("image-alt");
    expect(asked.at(-1)).toBe("https://example.org/x.png");
    await close();
  });

  it("tells a figure under the mouse in words", async () => {
    const { page, close } = await open("usual");
    await drawAll(page);
    await page.locator("#months_picture .mark-symbol path").first().hover();
    const tip = page.locator("#vg-tooltip-element");
    await expect.poll(() => tip.textContent()).toMatch(/month.*Oct 2022.*50%/s);
    await close();
  });

  it("hides a plan that is not wanted, by keyboard, and keeps the whole chart in view", async () => {
    const { page, said, close } = await open("usual");
    await drawAll(page);
    const figure = page.locator("#plans");
    const texts = () => figure.locator("svg text").allTextContents();
    expect(await texts()).toContain("more handlers");
    await figure.locator(".choose summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.parentElement.textContent")).toBe(" more handlers");
    const height = async () => (await figure.locator("svg").boundingBox())!.height;
    const before = await height();
    await page.keyboard.press("Space");
    await expect.poll(texts).not.toContain("more handlers");
    expect(await texts()).toContain("both");
    await expect.poll(height).toBeLessThan(before);
    await page.keyboard.press("Space");
    await expect.poll(texts).toContain("more handlers");
    expect(said).toEqual([]);
    await close();
  });

  it("is read by keyboard: to the text, through the links, and into what scrolls", async () => {
    const { page, close } = await open("usual", { width: 320 });
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the text");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main_text");
    const reached = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(
          "document.activeElement.getAttribute('aria-labelledby') ?? document.activeElement.textContent",
        ),
      );
    }
    expect(reached).toEqual(["How far this can be trusted", "plans-table_caption", "a paper"]);
    await close();
  });

  it("offers the figures of a chart as a file", async () => {
    const { page, close } = await open("usual");
    await page.locator("details:not(.choose) summary").first().click();
    const waiting = page.waitForEvent("download");
    await page.locator("a[download]").first().click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe("months.csv");
    expect(readFileSync(await download.path(), "utf8")).toMatch(/^month,queue,measure/);
    await close();
  });

  it("prints on A4", async () => {
    const { page, close } = await open("usual");
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf).toMatch(/^%PDF/);
    const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sizes.length).toBeGreaterThan(2);
    for (const [, width, height] of sizes) {
      expect(Number(width)).toBeCloseTo(595, 0);
      expect(Number(height)).toBeCloseTo(842, 0);
    }
    await close();
  });
});

/** Goes to every chart, and waits until it is there. */
async function drawAll(page: Page): Promise<void> {
  for (const figure of await page.locator("figure").all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.locator("[data-live] svg").waitFor();
  }
}

interface Checked {
  /** What breaks a rule: the rule, and the first place. */
  readonly violations: readonly string[];
  readonly passes: number;
}

async function check(page: Page): Promise<Checked> {
  await page.evaluate(AXE);
  return page.evaluate<Checked>(`axe
    .run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ["violations"] })
    .then(({ violations, passes }) => ({
      violations: violations.map(({ id, nodes }) => id + ": " + nodes[0].html),
      passes: passes.length,
    }))`);
}

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import type { LoggerInterface } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { describe, expect, it } from "vitest";
import { CHARTS } from "../../reports/charts.ts";
import { chartMarkdown } from "../../reports/chartText.ts";
import { render } from "../../reports/render.ts";
import { waitsRun } from "../support/chartResults.ts";
import { CASES, drawn } from "../support/chartCases.ts";
import { cutOff, overlaps, textOn } from "../support/scenegraph.ts";

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve("vega-lite/vega-lite-schema.json"), "utf8")) as Record<
  string,
  unknown
>;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** What the compiler warns of. */
function warningsOf(spec: TopLevelSpec): readonly string[] {
  const warnings: string[] = [];
  const logger: LoggerInterface = {
    level: (level?: number) => (level === undefined ? 0 : logger),
    error: (...what) => {
      warnings.push(what.map(String).join(" "));
      return logger;
    },
    warn: (...what) => logger.error(...what),
    info: () => logger,
    debug: () => logger,
  };
  compile(spec, { logger });
  return warnings;
}

/** A specification with long lists of data cut short, for snapshots that can be read. */
function short(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length > 24
      ? [...items.slice(0, 2).map(short), `and ${items.length - 2} more`]
      : items.map(short);
  }
  if (typeof value === "number") return Number(value.toPrecision(10));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, short(each)]));
}

describe.each(CASES)("the chart $name ($what)", ({ name, what, texts, asked }) => {
  const chart = drawn(name, texts, asked);

  it("is a valid specification that compiles without a warning", () => {
    expect(validate(chart.spec), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(warningsOf(chart.spec)).toEqual([]);
  });

  it("says what it is: headline, alternative text, source, sentences and a table of what is drawn", () => {
    const { description, title } = chart.spec as {
      description: string;
      title: { text: string[]; subtitle: string[] };
    };
    expect(title.text.join(" ")).not.toMatch(/NaN|undefined|null|Infinity|–/);
    expect(description.length).toBeGreaterThan(40);
    expect(title.subtitle.length).toBeGreaterThan(0);
    expect(JSON.stringify(chart.spec)).toContain("fcrsim 1.2.3");
    expect(chart.text.join(" ")).not.toMatch(/NaN|undefined|Infinity/);
    expect(chart.table.rows.length).toBeGreaterThan(0);
    for (const row of chart.table.rows) expect(row).toHaveLength(chart.table.heads.length);
  });

  it("is as it was", () => {
    expect(short(chart.spec)).toMatchSnapshot(`${name}, ${what}: specification`);
    expect(chartMarkdown(chart).slice(0, 4000)).toMatchSnapshot(`${name}, ${what}: text`);
  });
});

describe("charts", () => {
  it("are all drawn above", () => {
    expect([...new Set(CASES.map(({ name }) => name))].toSorted()).toEqual(Object.keys(CHARTS).toSorted());
  });

  it("would be caught with text on text, cut off, or against the schema", async () => {
    const words = (x: number) => ({
      mark: { type: "text" as const },
      encoding: { text: { value: "overlapping words" }, x: { value: x }, y: { value: 20 } },
    });
    const planted = { data: { values: [{}] }, width: 200, height: 40, layer: [words(90), words(110)] };
    const found = await textOn(planted);
    expect(overlaps(found.boxes)).toHaveLength(1);
    expect(cutOff({ ...found, width: 100 })).toHaveLength(2);
    expect(validate({ ...planted, layer: [{ mark: "blob" }] })).toBe(false);
  });

  it("take the headline and the source that are asked for", async () => {
    const { spec } = drawn("waits", [waitsRun()], {
      title: "A headline <b> & more",
      source: "A paper of 2023",
    });
    const { boxes } = await textOn(spec);
    const texts = boxes.map(({ text }) => text.replaceAll("\n", " "));
    expect(texts).toContain("A headline <b> & more");
    expect(texts.some((text) => text.startsWith("A paper of 2023 Simulated: fcrsim 1.2.3"))).toBe(true);
  });

  it("refuse to be drawn if they do not mean what they say", async () => {
    // One panel wants a legend and the other none, though they share it: the compiler would choose for us.
    const panel = (legend: null | object) => ({
      data: { values: [{ what: "one" }] },
      mark: "point",
      encoding: { color: { field: "what", type: "nominal", legend } },
    });
    const broken = {
      vconcat: [panel({ orient: "top" }), panel(null)],
      resolve: { scale: { color: "shared" } },
    };
    await expect(render(broken as unknown as TopLevelSpec)).rejects.toThrow("the chart is not what it says");
  });
});

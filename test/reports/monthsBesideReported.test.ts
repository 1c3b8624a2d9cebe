import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { createCanvas, loadImage } from "canvas";
import { describe, expect, it } from "vitest";
import type { Row } from "../../engine/experiment/rows.ts";
import { monthsBesideReported } from "../../reports/charts/monthsBesideReported.ts";
import { render } from "../../reports/render.ts";
import { PALETTE } from "../../reports/style.ts";

function row(when: string, mean: number, reported: number | null): Row {
  return {
    scenario: when,
    scope: "period",
    when,
    of: "queue",
    name: "101",
    measure: "attrition",
    title: "attrition",
    unit: "share",
    definition: "abandoned ÷ offered",
    mean,
    halfWidth: 0.01,
    n: 100,
    controlGain: null,
    single: { low: mean - 0.02, high: mean + 0.02, lowBetween: null, highBetween: null },
    reported: reported === null ? null : { value: reported, source: "invented" },
  };
}

const ROWS = [row("2022-12", 0.3, 0.31), row("2023-01", 0.5, 0.48), row("2023-02", 0.2, null)];
const PANEL = { queue: "101", measure: "attrition", title: "Not answered", format: ".0%", divisor: 1 };
const TEXT = { title: "A title <b>", subtitle: ["below"], source: "invented", description: "three months" };
const spec = monthsBesideReported(ROWS, [PANEL], TEXT);

describe("the chart of months beside reported figures", () => {
  it("is a valid Vega-Lite specification", () => {
    const require = createRequire(import.meta.url);
    const schema = JSON.parse(
      readFileSync(require.resolve("vega-lite/vega-lite-schema.json"), "utf8"),
    ) as Record<string, unknown>;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(spec), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate({ ...spec, vconcat: [{ mark: "blob" }] })).toBe(false);
  });

  it("draws every month in the order given, with the reported figure where there is one", async () => {
    const { svg } = await render(spec);
    const months = [...svg.matchAll(/>((?:Dec|Jan|Feb) \d{4})</g)].map(([, month]) => month);
    expect(months).toEqual(["Dec 2022", "Jan 2023", "Feb 2023"]);
    expect(svg.match(new RegExp(`fill="${PALETTE.orange}"`, "g"))).toHaveLength(2 + 1); // two months and the legend
    expect(svg).toContain("A title &lt;b&gt;");
  });

  it("is not blank as a PNG, and no text is cut off at its edge", async () => {
    const { png } = await render(spec, 1);
    const image = await loadImage(Buffer.from(png));
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const isWhite = (x: number, y: number): boolean => {
      const at = 4 * (y * image.width + x);
      return data[at] === 255 && data[at + 1] === 255 && data[at + 2] === 255;
    };
    let inked = 0;
    let inkedAtEdge = 0;
    for (let y = 0; y < image.height; y++) {
      for (let x = 0; x < image.width; x++) {
        if (isWhite(x, y)) continue;
        inked++;
        if (x === 0 || y === 0 || x === image.width - 1 || y === image.height - 1) inkedAtEdge++;
      }
    }
    expect(inked).toBeGreaterThan(2000);
    expect(inkedAtEdge).toBe(0);
  });

  it("refuses to draw what does not mean what it says", async () => {
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
    await expect(render(broken as unknown as typeof spec)).rejects.toThrow("the chart is not what it says");
  });
});

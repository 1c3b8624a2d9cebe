import { createCanvas, loadImage } from "canvas";
import { describe, expect, it } from "vitest";
import { render } from "../../reports/render.ts";
import { CASES, drawn } from "../support/chartCases.ts";
import { cutOff, overlaps, textOn } from "../support/scenegraph.ts";

describe.each(CASES)("the picture of the chart $name ($what)", ({ name, texts, asked }) => {
  const chart = drawn(name, texts, asked);

  it("has no text that is cut off or lies on other text", async () => {
    const found = await textOn(chart.spec);
    expect(found.boxes.length).toBeGreaterThan(8);
    expect(cutOff(found)).toEqual([]);
    expect(overlaps(found.boxes)).toEqual([]);
    // Wider than this its text would be too small to read on a page of A4.
    expect(found.width).toBeLessThan(1000);
  });

  it("is not blank as a PNG", async () => {
    const { svg, png } = await render(chart.spec, 0.5);
    expect(await inked(png)).toBeGreaterThan(1000);
    expect(svg).toMatch(/^<svg role="img" aria-label="[^"<>]*(?:[Cc]hart|tables) of [^"<]{30,}"/);
    expect(svg).not.toContain("<script");
  });
});

/** How many points of a picture are not white. */
async function inked(png: Uint8Array): Promise<number> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! < 3 * 250) count++;
  return count;
}

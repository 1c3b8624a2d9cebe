import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { calibrationJsonSchema } from "../../engine/calibration/calibrationJsonSchema.ts";
import { yamlOf } from "../scenario-data/files.ts";
import { SMALL_FORCE } from "./smallForce.ts";

const schema = calibrationJsonSchema();
const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
const GOOD = SMALL_FORCE["c/calibration.yaml"]!;

describe("the JSON Schema of calibration files", () => {
  // After a change to the format: npx vitest run test/calibration/calibrationJsonSchema.test.ts -u
  it("is the one in scenarios/", async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      "../../scenarios/calibration.schema.json",
    );
  });

  it("accepts what the checker accepts", () => {
    expect(accepts(parse(GOOD))).toBe(true);
    for (const path of ["kent/calibration.yaml", "examples/calibration/calibration.yaml"]) {
      expect(accepts(yamlOf(path)), path).toBe(true);
    }
  });

  it.each([
    ["scenarios:", "scenarois:"],
    ["about: Everybody", "abuot: Everybody"],
    ["figure: attrition", "figure: attrtion"],
    ["0.5 points", "half"],
    ["match:", "readings: [all]\nmatch:"],
  ])("refuses %j written as %j", (from, to) => {
    expect(GOOD).toContain(from);
    expect(accepts(parse(GOOD.replace(from, to)))).toBe(false);
  });

  it("describes every word", () => {
    const words = schema["properties"] as Readonly<Record<string, { readonly description?: string }>>;
    const undescribed = Object.entries(words).filter(([, { description }]) => description === undefined);
    expect(undescribed).toEqual([]);
  });
});

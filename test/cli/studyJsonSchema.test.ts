import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { studyJsonSchema } from "../../cli/study/studyJsonSchema.ts";
import { textOf } from "../scenario-data/files.ts";

const schema = studyJsonSchema();
const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
const GOOD = textOf("examples/study/study.yaml");

describe("the JSON Schema of study files", () => {
  // After a change to the format: npx vitest run test/cli/studyJsonSchema.test.ts -u
  it("is the one in scenarios/", async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      "../../scenarios/study.schema.json",
    );
  });

  it("accepts what the checker accepts", () => {
    for (const path of ["examples/study/study.yaml", "kent/panel-study.yaml"]) {
      expect(accepts(parse(textOf(path))), path).toBe(true);
    }
  });

  it.each([
    ["title:", "titel:"],
    ["author:", "auther:"],
    ["draws: 10", "draws: ten"],
    ["base: as-planned.yaml", "base: [as-planned.yaml]"],
    ["samples: 10", "samples: 9"],
    ["question: What", "questoin: What"],
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

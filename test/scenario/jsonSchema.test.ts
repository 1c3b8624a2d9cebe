import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { scenarioJsonSchema } from "../../engine/scenario/jsonSchema.ts";
import { STARTER_SCENARIO } from "../../engine/scenario/starter.ts";
import { changed, faultsOf, GOOD } from "./memoryFiles.ts";
import { SLIPS } from "./slips.ts";

const schema = scenarioJsonSchema();
// Strict: an unknown keyword would be a slip of ours. The two exceptions are about style.
const accepts = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
const editorAccepts = (yaml: string): boolean => accepts(parse(yaml, { logLevel: "error" }));

describe("the JSON Schema for editors", () => {
  // After a change to the format: npx vitest run test/scenario/jsonSchema.test.ts -u
  it("is the one in scenarios/", async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      "../../scenarios/scenario.schema.json",
    );
  });

  it("describes every word of the format", () => {
    const undescribed = wordsOf(schema).filter(({ inside }) => !isDescribed(inside));
    expect(undescribed.map(({ word }) => word)).toEqual([]);
    expect(wordsOf(schema).length).toBeGreaterThan(60);
  });

  it.each([
    ["the good scenario", GOOD],
    ["the starter", STARTER_SCENARIO],
    ["bare names and zeros", changed('["999", "101"]', "[999, 101]").replace("wrapUp: none", "wrapUp: 0")],
    [
      "a distribution in words and a mixture",
      changed("wrapUp: none", "wrapUp: { mixture: [{ share: 100%, gamma: { mean: 3m, sd: 2m } }] }"),
    ],
    ["a month", changed("days: 7", "month: 2022-10\nbankHolidays: { dates: [2022-12-26] }")],
    ["yes and no", changed("wrapUp: none", "mayInterruptWrapUp: yes")],
  ])("accepts %s, as the checker does", (_, text) => {
    expect(faultsOf({ "w.yaml": text })).toEqual([]);
    expect(editorAccepts(text)).toBe(true);
  });

  it("accepts a file that says only what is different, and refuses slips in it", () => {
    const child = `startsFrom: base.yaml
days: 3
queues: { "101": { talk: { lognormal: { sd: 3 minutes } }, message: null, volume: } }
pools: { desk: { handlers: { average: 9 } }, night: null }`;
    expect(editorAccepts(child)).toBe(true);
    expect(editorAccepts(child.replace("sd: 3 minutes", "sd: 3"))).toBe(false);
    expect(editorAccepts(child.replace("average", "avrage"))).toBe(false);
    // The same without a parent lacks nearly everything.
    expect(editorAccepts(child.replace("startsFrom: base.yaml\n", ""))).toBe(false);
  });
});

describe.each(SLIPS)("a slip about $about", ({ from, editorSees, checkerSees }) => {
  it.each(Object.keys(editorSees ?? {}))("%j is refused", (to) => {
    expect(editorAccepts(changed(from, to))).toBe(false);
  });

  it.each(Object.keys(checkerSees ?? {}).filter((to) => parses(changed(from, to))))(
    "%j is left to the checker",
    (to) => {
      expect(editorAccepts(changed(from, to))).toBe(true);
    },
  );
});

function parses(yaml: string): boolean {
  try {
    parse(yaml, { logLevel: "error" });
    return true;
  } catch {
    return false;
  }
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All words that may be written, at any depth. */
function wordsOf(part: unknown): { readonly word: string; readonly inside: Json }[] {
  if (Array.isArray(part)) return part.flatMap(wordsOf);
  if (!isJson(part)) return [];
  const own = isJson(part["properties"]) ? Object.entries(part["properties"]) : [];
  return [
    ...own.map(([word, inside]) => ({ word, inside: inside as Json })),
    ...Object.values(part).flatMap(wordsOf),
  ];
}

/** By a description of its own, or by that of the definition it refers to (where it is not simply taken away). */
function isDescribed(part: Json): boolean {
  if (typeof part["description"] === "string") return true;
  const inner = part["allOf"] ?? part["anyOf"];
  if (Array.isArray(inner)) return isDescribed(inner[0] as Json);
  const name = String(part["$ref"]).replace("#/definitions/", "");
  const definition = (schema["definitions"] as Readonly<Record<string, Json>>)[name];
  return typeof definition?.["description"] === "string";
}

import { z } from "zod";
import { ScenarioText } from "./file.ts";

type Json = Readonly<Record<string, unknown>>;

/** Keywords that ask for something to be there. A file that starts from another need not repeat it. */
const ASKS_FOR_WORDS = ["required", "minProperties", "maxProperties", "oneOf"];

/**
 * The file format as JSON Schema (draft 7), for editors that complete and check while typing, made from the schema
 * that the checker uses. It sees less than the checker: no CSV files, and nothing that compares one figure with another.
 *
 * A file with `startsFrom` may leave everything out and may write `null` to take something away, so there are two
 * forms of each definition.
 */
export function scenarioJsonSchema(): Json {
  const made: Json = z.toJSONSchema(ScenarioText, { io: "input", target: "draft-7" });
  const { $schema, definitions, ...scenario } = made;
  const named = { ...(definitions as Readonly<Record<string, Json>>), scenario: periodOnce(scenario) };
  const parts = Object.entries<Json>(named);
  return {
    $schema,
    title: "fcrsim scenario",
    if: { required: ["startsFrom"] },
    then: { $ref: "#/definitions/scenarioDifferences" },
    else: { $ref: "#/definitions/scenario" },
    definitions: Object.fromEntries([
      ...parts.map(([name, part]) => [name, besideRefs(part)]),
      ...parts.map(([name, part]) => [`${name}Differences`, besideRefs(differences(part))]),
    ]),
  };
}

const A_CALENDAR = { anyOf: [{ required: ["month"] }, { required: ["months"] }] };

/** A scenario counts either a month or a number of days, and only what belongs to it may be written. */
function periodOnce(scenario: Json): Json {
  return {
    ...scenario,
    oneOf: [{ required: ["month"] }, { required: ["months"] }, { required: ["days"] }],
    dependencies: {
      timeZone: A_CALENDAR,
      bankHolidays: A_CALENDAR,
      firstDay: ["days"],
    },
  };
}

/** The same, for a file that says only what is different: nothing is asked for, and any word may be taken away. */
function differences(schema: Json): Json {
  const kept = Object.entries(schema).filter(
    ([word]) => !(ASKS_FOR_WORDS.includes(word) && "properties" in schema),
  );
  return Object.fromEntries(
    kept.flatMap(([word, value]): [string, unknown][] => {
      if (word === "dependencies") return [];
      if (word === "$ref") return [[word, `${String(value)}Differences`]];
      if (word === "properties")
        return [[word, mapValues(value as Json, (inside) => orNothing(differences(inside as Json)))]];
      if (word === "additionalProperties" && isJson(value)) return [[word, orNothing(differences(value))]];
      if (Array.isArray(value))
        return [[word, value.map((item: unknown) => (isJson(item) ? differences(item) : item))]];
      return [[word, isJson(value) ? differences(value) : value]];
    }),
  );
}

function orNothing({ description, ...schema }: Json): Json {
  const either = { anyOf: [schema, { type: "null" }] };
  return description === undefined ? either : { description, ...either };
}

/** In draft 7 nothing beside a `$ref` counts, so descriptions there would be lost on editors. */
function besideRefs(schema: Json): Json {
  const inside = mapValues(schema, (value) => {
    if (Array.isArray(value)) return value.map((item: unknown) => (isJson(item) ? besideRefs(item) : item));
    return isJson(value) ? besideRefs(value) : value;
  });
  const { $ref, ...rest } = inside;
  return $ref === undefined || Object.keys(rest).length === 0 ? inside : { ...rest, allOf: [{ $ref }] };
}

function mapValues(record: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(record).map(([word, value]) => [word, change(value)]));
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { z } from "zod";
import { StudyText } from "./studyText.ts";

/** The study file as JSON Schema (draft 7), for editors that complete and check while typing. */
export function studyJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(StudyText, { io: "input", target: "draft-7" }), title: "fcrsim study" };
}

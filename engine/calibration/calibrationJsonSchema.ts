import { z } from "zod";
import { CalibrationText, StructureText } from "./calibrationText.ts";

/**
 * The calibration file as JSON Schema (draft 7), for editors that complete and check while typing. Figures and words of
 * scenarios are left to the checker.
 */
export function calibrationJsonSchema(): Readonly<Record<string, unknown>> {
  const structures = z
    .record(z.string(), StructureText)
    .meta({ description: "Kinds of room to try, by name." });
  const made = z.toJSONSchema(CalibrationText.extend({ structures }), { io: "input", target: "draft-7" });
  return { ...made, title: "fcrsim calibration" };
}

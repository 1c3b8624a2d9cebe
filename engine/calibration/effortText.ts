import { z } from "zod";
import type { Effort } from "./effort.ts";

const count = z.number().int().nonnegative();

/** An effort as files of a calibration state it. */
export const EffortText = z.object({
  points: count,
  waves: count,
  replications: count,
  chance: count,
  steps: count,
  doublings: count,
  draws: count,
} satisfies Record<keyof Effort, typeof count>);

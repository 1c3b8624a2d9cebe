import { z } from "zod";
import { quoted } from "../scenario/words.ts";
import { normalQuantile } from "../stats/quantiles.ts";
import { ENDS, type Fit, type Fitted } from "./checkFit.ts";
import type { Output } from "./outputs.ts";

const HOLDS_FORMAT = "fcrsim-holds/1";

const HoldsText = z.object({
  format: z.literal(HOLDS_FORMAT),
  posterior: z.string(),
  figures: z.array(
    z.object({
      month: z.string(),
      queue: z.string(),
      figure: z.string(),
      inside: z.boolean(),
      z: z.number(),
    }),
  ),
});

/** Which published figures lay in their intervals when that was last accepted. */
export type Holds = z.output<typeof HoldsText>;

/** How seldom a figure may fail by the luck of the draws, over all figures of a suite. */
const LUCK = 0.01;

export function holdsText(
  { figures }: Fit,
  outputs: readonly Output[],
  figureOf: (output: number) => string,
  posterior: string,
): string {
  const held: Holds = {
    format: HOLDS_FORMAT,
    posterior,
    figures: figures.map(({ month, output, inside, z: found }) => ({
      month,
      queue: outputs[output]!.queue,
      figure: figureOf(output),
      inside,
      z: Number(found.toFixed(2)),
    })),
  };
  const lines = held.figures.map((each) => `  ${JSON.stringify(each)}`).join(",\n");
  return `{\n "format": "${HOLDS_FORMAT}",\n "posterior": ${JSON.stringify(posterior)},\n "figures": [\n${lines}\n ]\n}\n`;
}

export function readHolds(
  text: string,
  name: string,
): { readonly holds: Holds } | { readonly problem: string } {
  const problem = `${quoted(name)} is not a file of what held (${HOLDS_FORMAT}). Write it with fcrsim validate --accept.`;
  try {
    const parsed = HoldsText.safeParse(JSON.parse(text));
    return parsed.success ? { holds: parsed.data } : { problem };
  } catch {
    return { problem };
  }
}

/** How far outside its interval a figure that held may lie before it counts as lost, in standard deviations. */
export function marginOf({ endError }: Pick<Fitted, "endError">, figures: number): number {
  return normalQuantile(1 - LUCK / figures) * endError;
}

/** Figures that held and do not any more, by more than the luck of the draws. */
export function lostOf(
  { figures }: Fit,
  { figures: before }: Holds,
  outputs: readonly Output[],
  figureOf: (output: number) => string,
): readonly Fitted[] {
  return figures.filter((found) => {
    const held = before.find(
      ({ month, queue, figure }) =>
        month === found.month && queue === outputs[found.output]!.queue && figure === figureOf(found.output),
    );
    return held?.inside === true && Math.abs(found.z) > ENDS + marginOf(found, figures.length);
  });
}

import type { Change } from "../engine/scenario/change.ts";
import { changeTo } from "../engine/scenario/draws.ts";
import type { OpenedScenario } from "../engine/scenario/read.ts";
import type { Scenario, Unknown } from "../engine/scenario/scenario.ts";
import { UserError } from "./exit.ts";
import { changesOf, openOne, requireFirstAttempts, scenarioOf } from "./load.ts";

/** A scenario in which some figures are not known, ready to be drawn. */
export interface Drawable {
  readonly scenario: Scenario;
  readonly unknowns: readonly Unknown[];
  /** The scenario with these values for the unknown figures, in their order. @throws UserError if they do not go together. */
  readonly at: (values: readonly number[], why: string) => Scenario;
}

/** Opens a scenario file to draw what is not known in it, if anything. @throws UserError with its faults. */
export function openDrawable(file: string, seed: string | undefined, sets: readonly string[]): Drawable {
  const changes = changesOf(sets);
  const opened = openOne(file);
  const scenario = scenarioOf(opened.read(changes), file, seed);
  requireFirstAttempts(scenario, file);
  const { unknowns = [] } = scenario;
  return {
    scenario,
    unknowns,
    at: (values, why) =>
      unknowns.length === 0 ? scenario : settled(opened, changes, unknowns, values, why, seed),
  };
}

/** Opens a scenario file in which something is not known. @throws UserError with its faults, or if all is known. */
export function openUnknown(file: string, seed: string | undefined, sets: readonly string[]): Drawable {
  const drawable = openDrawable(file, seed, sets);
  if (drawable.unknowns.length === 0) {
    throw new UserError(
      `${file}: every figure of this scenario is known, so there is nothing to draw. ` +
        "Write a range in place of a figure, such as mean: { low: 5m, central: 5m 18s, high: 5m 40s }.",
    );
  }
  return drawable;
}

function settled(
  opened: OpenedScenario,
  changes: readonly Change[],
  unknowns: readonly Unknown[],
  values: readonly number[],
  why: string,
  seed: string | undefined,
): Scenario {
  const result = opened.read([
    ...changes,
    ...unknowns.map((unknown, i) => changeTo(unknown, values[i]!, "")),
  ]);
  if ("scenario" in result) return seed === undefined ? result.scenario : { ...result.scenario, seed };
  const [fault] = result.faults;
  const drawn = unknowns.map((unknown, i) => changeTo(unknown, values[i]!, "").asked);
  throw new UserError(
    `${why}: what was drawn does not go together: ${drawn.join("; ")}. ` +
      `${fault === undefined ? "" : `${fault.path.join(" › ")}: ${fault.message} `}Narrow the ranges.`,
  );
}

import { tellScenario } from "../../engine/scenario/describe.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { listInWords, plural } from "../../engine/scenario/words.ts";
import type { Simulated, SimulatedFor } from "../../reports/paper/evidence.ts";
import type { StudyPrepared, SweepPrepared } from "./prepareStudy.ts";

/** All that a study simulates, told from the scenarios as they were read. */
export function simulatedOf(prepared: StudyPrepared): readonly Simulated[] {
  const { plans, draws, replications, published, hours, sensitivity } = prepared;
  const ofPlans = draws === null ? runs(replications) : drawn({ draws, replications });
  return [
    ...plans.map(({ stated }, i) => simulated(i === 0 ? "base" : "plan", stated, ofPlans)),
    ...(published?.known.scenarios ?? []).map((month) =>
      simulated("published month", month, runs(published!.known.replications)),
    ),
    ...(published?.unknown.drawables ?? []).map(({ scenario }) =>
      simulated("published month", scenario, drawn(published!.unknown)),
    ),
    ...(hours === null ? [] : [simulated("hours of the week", hours.scenario, runs(hours.replications))]),
    ...(sensitivity === null
      ? []
      : [
          simulated(
            "what moves the answer",
            sensitivity.prepared.drawable.scenario,
            `${plural(sensitivity.prepared.samples, "sample")} of the figures that are not known, ${runs(sensitivity.prepared.replications)} of each of the rooms made from them; each figure moved alone to its ends, ${runs(sensitivity.prepared.ends)} at each`,
          ),
        ]),
    ...swept("handlers on duty", prepared.staffing),
    ...swept("length of the message", prepared.message),
  ];
}

function simulated(use: SimulatedFor, scenario: Scenario, effort: string): Simulated {
  return { use, seed: scenario.seed, effort, told: tellScenario(scenario) };
}

function swept(use: SimulatedFor, sweep: SweepPrepared | null): readonly Simulated[] {
  if (sweep === null) return [];
  const { prepared, options } = sweep;
  const varied = listInWords(options.vary.map((each) => each.split("=")[0] ?? each));
  return [
    simulated(
      use,
      prepared.base,
      `${plural(prepared.points.length, "value")} of ${varied}, ${runs(options.replications)} of each`,
    ),
  ];
}

function drawn({ draws, replications }: { readonly draws: number; readonly replications: number }): string {
  return `${plural(draws, "draw")} of the figures that are not known, ${runs(replications)} of each`;
}

const runs = (count: number): string => plural(count, "replication");

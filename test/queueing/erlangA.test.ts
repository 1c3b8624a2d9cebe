import { describe, it } from "vitest";
import type { Distribution } from "../../engine/random/times/distribution.ts";
import { seconds } from "../../engine/units.ts";
import { exponential, measured, occupancy, replicate, room } from "../support/rooms.ts";
import type { SimulatedCase } from "./simulatedCase.ts";
import { simulatedCase } from "./simulatedCase.ts";

/** The busy hour of a case, all day long, with this patience. */
function expectCase(example: SimulatedCase, patience: Distribution, draws: "exact" | "tables"): void {
  const scenario = room({
    days: 20,
    warmUp: 86_400,
    draws,
    handlers: example.number("servers"),
    queues: [
      {
        callsPerHour: example.number("arrivals_per_hour"),
        talk: exponential(example.time("mean_service_s")),
        patience,
        targets: [example.number("sl_threshold_s")],
      },
    ],
  });
  const runs = replicate(scenario, 20);
  const queue = measured(runs);
  example.expect({
    p_wait: queue.shareWaiting,
    p_abandon: queue.abandonedShare,
    mean_wait_all_s: queue.meanWaitAll,
    mean_wait_answered_s: queue.meanWaitAnswered,
    mean_wait_abandoned_s: queue.meanWaitAbandoned,
    mean_queue: queue.meanQueue,
    utilisation: occupancy(runs),
    sl_of_offered: queue.withinOfOffered(0),
    sl_of_answered: queue.withinOfAnswered(0),
    sl_excl_short_abandons: queue.withinWithoutShortHangUps(0),
  });
}

describe.each(["exact", "tables"] as const)("callers who lose patience, drawn from %s", (draws) => {
  it("wait and hang up as Erlang A says if patience is exponential (M/M/n+M)", () => {
    const example = simulatedCase("D-EA-1");
    expectCase(example, exponential(example.time("mean_patience_s")), draws);
  });

  it("wait and hang up as the M/M/n+G integrals say if patience is Weibull", () => {
    const example = simulatedCase("D-MG-1");
    const { scale_s: scale, shape } = example.table("patience");
    const patience = { kind: "weibull", scale: seconds(Number(scale)), shape: Number(shape) } as const;
    expectCase(example, patience, draws);
  });
});

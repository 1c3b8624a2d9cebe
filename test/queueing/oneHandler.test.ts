import { describe, it } from "vitest";
import { seconds } from "../../engine/units.ts";
import { measured, occupancy, replicate, room } from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

describe("999 ahead of 101 at a single handler, talks of any distribution (M/G/1)", () => {
  it("makes each wait as long as the Pollaczek–Khinchine and Cobham formulas say", () => {
    const example = simulatedCase("D-PK-1");
    const rates = example.list("arrivals_per_hour");
    const means = example.list("mean_service_s");
    const spreads = example.list("service_cv");
    const scenario = room({
      // A single handler this busy forgets slowly: over a day.
      days: 200,
      warmUp: 14 * 86_400,
      handlers: 1,
      queues: [0, 1].map((q) => ({
        callsPerHour: rates[q]!,
        talk: { kind: "lognormal", mean: seconds(means[q]!), spread: spreads[q]! },
      })),
    });
    const runs = replicate(scenario, 55);
    example.expect({
      utilisation: occupancy(runs),
      mean_wait_class1_s: measured(runs, 0).meanWaitAnswered,
      mean_wait_class2_s: measured(runs, 1).meanWaitAnswered,
    });
  });
});

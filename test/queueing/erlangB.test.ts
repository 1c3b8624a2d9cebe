import { describe, it } from "vitest";
import type { Distribution } from "../../engine/random/times/distribution.ts";
import { seconds } from "../../engine/units.ts";
import { exponential, fixed, measured, occupancy, replicate, room } from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

const example = simulatedCase("D-EB-1");
const mean = example.time("mean_service_s");

/** Erlang's loss formula depends on the mean of the service time alone. */
const SERVICES: readonly (readonly [string, Distribution, Distribution])[] = [
  ["exponential", exponential(mean), fixed(0)],
  ["always the same", fixed(mean), fixed(0)],
  ["lognormal with spread 1.5", { kind: "lognormal", mean, spread: 1.5 }, fixed(0)],
  ["hyperexponential with spread 2", { kind: "hyperexponential", mean, spread: 2 }, fixed(0)],
  ["uniform", { kind: "uniform", low: seconds(0), high: seconds(2 * mean) }, fixed(0)],
  ["talk and then wrap-up", exponential(0.7 * mean), fixed(0.3 * mean)],
];

describe("callers who leave at once when nobody is free (Erlang B, M/G/n/n)", () => {
  it.each(SERVICES)("are lost as often as the loss formula says: service %s", (_, talk, wrapUp) => {
    const scenario = room({
      days: 10,
      warmUp: 86_400,
      handlers: example.number("servers"),
      queues: [{ callsPerHour: example.number("arrivals_per_hour"), talk, wrapUp, balking: 1 }],
    });
    const runs = replicate(scenario, 20);
    const { abandonedShare, carriedPerHour } = measured(runs);
    const utilisation = occupancy(runs);
    const handlers = example.number("servers");
    example.expect({
      p_blocked: abandonedShare,
      utilisation,
      mean_busy: {
        value: handlers * utilisation.value,
        standardError: handlers * utilisation.standardError,
      },
      carried_per_hour: carriedPerHour,
    });
  });
});

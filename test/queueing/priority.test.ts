import { describe, it } from "vitest";
import { exponential, measured, occupancy, ratio, replicate, room, total } from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

describe("999 ahead of 101, no call interrupted, nobody hangs up", () => {
  it("makes each wait as long as Cobham's formula says (M/M/n)", () => {
    const example = simulatedCase("D-NP-1");
    const [first, second] = example.list("arrivals_per_hour");
    const [within1, within2] = example.list("sl_threshold_s");
    const talk = exponential(example.time("mean_service_s"));
    const scenario = room({
      days: 30,
      warmUp: 2 * 86_400,
      handlers: example.number("servers"),
      queues: [
        { callsPerHour: first!, talk, targets: [within1!] },
        { callsPerHour: second!, talk, targets: [within2!] },
      ],
    });
    const runs = replicate(scenario, 20);
    const both =
      (column: "offered" | "delayed" | "waitOfAnswered" | "answered") => (run: (typeof runs)[number]) =>
        total(run, 0, column) + total(run, 1, column);
    const [one, two] = [measured(runs, 0), measured(runs, 1)];
    example.expect({
      p_wait: ratio(runs, both("delayed"), both("offered")),
      utilisation: occupancy(runs),
      mean_wait_class1_s: one.meanWaitAnswered,
      mean_wait_class2_s: two.meanWaitAnswered,
      mean_wait_overall_s: ratio(runs, both("waitOfAnswered"), both("answered")),
      sl_class1: one.withinOfOffered(0),
      sl_class2: two.withinOfOffered(0),
    });
  });
});

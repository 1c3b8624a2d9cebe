import { describe, it } from "vitest";
import { WaitHistogram } from "../../engine/stats/histogram.ts";
import { exponential, measured, occupancy, ratio, replicate, room } from "../support/rooms.ts";
import { simulatedCase } from "./simulatedCase.ts";

const example = simulatedCase("D-EC-1");

describe("callers who never hang up (Erlang C, M/M/n)", () => {
  it("wait as long and as often as Erlang C says", () => {
    const scenario = room({
      days: 20,
      warmUp: 86_400,
      handlers: example.number("servers"),
      queues: [
        {
          callsPerHour: example.number("arrivals_per_hour"),
          talk: exponential(example.time("mean_service_s")),
          targets: [example.number("sl_threshold_s")],
        },
      ],
    });
    const runs = replicate(scenario, 20);
    const queue = measured(runs);
    example.expect({
      p_wait: queue.shareWaiting,
      mean_wait_s: queue.meanWaitAnswered,
      mean_wait_if_waited_s: queue.meanWaitIfWaited,
      mean_queue: queue.meanQueue,
      utilisation: occupancy(runs),
      service_level: queue.withinOfOffered(0),
      // A run's own percentile, over 30,000 calls: its bias is far below its chance.
      wait_percentile_s: ratio(runs, ({ waits }) =>
        new WaitHistogram(waits).quantile(example.number("percentile")),
      ),
    });
  });
});

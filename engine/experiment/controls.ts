import type { QueueColumn, QueueExtra } from "../centre/ledger.ts";
import type { Plan } from "../centre/plan.ts";
import { expectedDialled } from "../centre/demand.ts";
import { talkFactors } from "../centre/monthlyTalk.ts";
import { expectedInClusters } from "../random/arrivals/clusters.ts";
import { timesOf } from "../random/times/index.ts";
import type { Observation, ObservationForm } from "./observation.ts";

/** A figure of one replication whose true mean is known. */
interface Control {
  readonly queue: number;
  readonly figure: (sum: (column: QueueColumn | QueueExtra) => number) => number;
  readonly mean: number;
}

/** Talk and wrap-up of those expected to dial, in seconds, where talk may differ by month. */
function expectedWork(
  { scenario, timetable, rates }: Plan,
  queue: number,
  expected: number,
  talk: number,
  wrapUp: number,
): number {
  const { clusters } = scenario.queues[queue]!;
  const factors = talkFactors(scenario.queues[queue]!);
  if (factors === null) return expected * (talk + wrapUp);
  const { before, intervalSeconds, months } = timetable;
  const startOf = (interval: number): number => (interval - before) * intervalSeconds;
  return months.reduce((sum, { firstInterval, intervals }, month) => {
    const [from, to] = [startOf(firstInterval), startOf(firstInterval + intervals)];
    const dial = expectedInClusters(rates[queue]!, clusters, from, to);
    return sum + dial * (talk * factors[month]! + wrapUp);
  }, 0);
}

/**
 * What is known of the callers of a period before it is simulated: how many dial, on average, and how much talk and
 * wrap-up they bring. A replication in which more came than expected says so by as much, and its figures can be
 * corrected for it.
 */
export class Controls {
  private readonly plan: Plan;
  private readonly list: readonly Control[];

  constructor(plan: Plan) {
    this.plan = plan;
    this.list = plan.scenario.queues.flatMap(({ talk, wrapUp, isLedTo, clusters }, queue): Control[] => {
      const rates = plan.rates[queue] ?? null;
      // Replayed callers are the same in every replication: nothing to correct.
      if (rates === null) return [];
      // Where demand follows the room, how many dial has no known mean.
      if (plan.scenario.queues[queue]!.demandFollows !== undefined) return [];
      const expected = expectedDialled(rates, plan.timetable, clusters);
      // Nobody comes from outside: nothing to correct either.
      if (expected === 0) return [];
      const [talks, wrapUps] = [timesOf(talk), timesOf(wrapUp)];
      const varies = talks.variance + wrapUps.variance > 0;
      return [
        // How many dial again or come from other queues depends on the room, how many dial for the first time does not.
        {
          queue,
          figure: (sum) => sum("dialled") - sum("redialled") - (isLedTo ? sum("cameFromQueues") : 0),
          mean: expected,
        },
        // Where every call is as long as the next, the work says what the count says.
        ...(varies
          ? [
              {
                queue,
                figure: (sum: (column: QueueColumn) => number) => sum("workDialled"),
                mean: expectedWork(plan, queue, expected, talks.mean, wrapUps.mean),
              },
            ]
          : []),
      ];
    });
  }

  /** How many there are. */
  get count(): number {
    return this.list.length;
  }

  /**
   * Each figure of this replication less its true mean.
   *
   * @throws RangeError if the whole period was not observed.
   */
  fromMeans(form: ObservationForm, seen: Observation): readonly number[] {
    const period = form.stretches.findIndex(({ scope }) => scope === "period");
    if (period < 0) throw new RangeError("control variates need the whole period");
    const figures = this.plan.scenario.queues.map((_, queue) => form.queueFigures(seen, period, queue));
    return this.list.map(({ queue, figure, mean }) => figure(figures[queue]!.sum) - mean);
  }
}

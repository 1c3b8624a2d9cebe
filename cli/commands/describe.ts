import { asFirstAttempts, countsAttempts } from "../../engine/centre/attempts.ts";
import { expectedDialled, expectedOffered } from "../../engine/centre/demand.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { EXIT } from "../exit.ts";
import { loadScenario } from "../load.ts";
import { grouped } from "../output/numbers.ts";
import { bulleted } from "../output/table.ts";

/** `fcrsim describe`: the file in plain sentences, and what its calendar makes of it. */
export function describe(options: {
  readonly file: string;
  readonly set: readonly string[];
}): Promise<number> {
  const scenario = loadScenario(options.file, undefined, options.set);
  const plan = planOf(asFirstAttempts(scenario));
  const { timetable, rates } = plan;
  const counted = timetable.days.filter(
    (day) =>
      day.firstInterval >= timetable.before && day.firstInterval < timetable.before + timetable.counted,
  );
  const hours = (timetable.counted * timetable.intervalSeconds) / 3600;
  const odd = counted.filter((day) => day.intervals * timetable.intervalSeconds !== 86_400);
  const calendar = [
    `The counted period has ${counted.length} days and ${grouped(hours)} hours` +
      (odd.length === 0
        ? "."
        : `; ${odd.map((day) => `${day.label} has ${(day.intervals * timetable.intervalSeconds) / 3600}`).join(", ")}, as the clocks change.`),
    ...scenario.queues.map((queue, q) => {
      const rate = rates[q] ?? null;
      if (rate === null) {
        const times = queue.arrivals.kind === "replay" ? queue.arrivals.times : [];
        const inPeriod = times.filter((time) => time < timetable.counted * timetable.intervalSeconds).length;
        return `Queue ${queue.name}: ${grouped(inPeriod)} of the ${grouped(times.length)} recorded times lie within the period.`;
      }
      if (countsAttempts(queue)) {
        return `Queue ${queue.name}: redials or contacts from other queues are in the volume; how many dial for the first time is found by trial when it is run.`;
      }
      const dialled = expectedDialled(rate, timetable, queue.clusters);
      const offered = expectedOffered(rate, queue, timetable);
      return `Queue ${queue.name}: ${grouped(dialled)} are expected to dial in the period and ${grouped(offered)} to reach the line.`;
    }),
  ];
  const lines = [...describeScenario(scenario), ...calendar].flatMap((sentence) => bulleted(sentence, 100));
  process.stdout.write(`${lines.join("\n")}\n`);
  return Promise.resolve(EXIT.done);
}

import type { Scenario, Switch } from "./scenario.ts";
import { durationInWords, listInWords, numberInWords, shareInWords } from "./words.ts";

/** When a switch goes on and off, in one sentence. */
export function switchInWords(one: Switch, { queues, pools }: Scenario): string {
  const { name, watches, onAbove, offAt, atLeast, atMost, rests } = one;
  const [what, level] =
    watches.kind === "waiting"
      ? [
          `contacts wait in ${listInWords(watches.queues.map((queue) => queues[queue]!.name))}`,
          (value: number): string => numberInWords(value),
        ]
      : [
          `of the handlers of ${listInWords(watches.pools.map((pool) => pools[pool]!.name))} are busy`,
          (value: number): string => shareInWords(value),
        ];
  const parts = [
    `goes on when more than ${level(onAbove)} ${what}`,
    `may go off at ${level(offAt)} or less`,
    ...(atLeast > 0 ? [`stays on for at least ${durationInWords(atLeast)}`] : []),
    ...(atMost === null ? [] : [`goes off after ${durationInWords(atMost)} whatever it sees`]),
    ...(rests > 0 ? [`then stays off for at least ${durationInWords(rests)}`] : []),
  ];
  return `Switch ${name}: ${listInWords(parts)}.`;
}

import { ChartFault } from "./results.ts";

interface Named {
  readonly of: string;
  readonly name: string;
  readonly measure: string;
}

/** More panels than this are too small to read on one page. */
const MOST_QUEUES = 2;

/**
 * The queues that a chart shows: the one asked for, or the last two in the file, the last first, which has the least
 * priority and so the longest waits.
 *
 * @throws ChartFault if the one asked for is not there, or none is.
 */
export function queuesShown(
  rows: readonly Named[],
  measure: string,
  asked: string | null,
): readonly string[] {
  const there = [
    ...new Set(rows.filter((row) => row.of === "queue" && row.measure === measure).map(({ name }) => name)),
  ];
  if (asked !== null) {
    if (there.includes(asked)) return [asked];
    throw new ChartFault(
      there.length === 0
        ? `there is no queue with ${measure} in these results.`
        : `there is no queue "${asked}" with ${measure} in these results. Ask for ${there.map((name) => `"${name}"`).join(" or ")}.`,
    );
  }
  if (there.length === 0) throw new ChartFault(`there is no queue with ${measure} in these results.`);
  return there.slice(-MOST_QUEUES).reverse();
}

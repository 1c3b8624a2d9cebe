import { openStream } from "../random/streams.ts";
import { Threefry } from "../random/threefry.ts";
import { drawOf } from "../random/times/index.ts";
import type { After, Onward, Queue } from "../scenario/scenario.ts";
import type { Plan } from "./plan.ts";
import { RedialFates } from "./redialFates.ts";
import { linksOf, triesOf } from "./visits.ts";

/** The ways in which a contact's part in a queue may end, each with a place of its own among the numbers. */
export const AFTER_PLACE: Readonly<Record<After, number>> = {
  "not answered": 8,
  "hung up in message": 9,
  "moved to digital": 10,
  answered: 11,
  refused: 12,
};

/** Nobody goes on to another queue more often than this, so that no story lasts for ever. */
export const MOST_LINKS = 100;

/** One of the queues that people may go on to. */
interface Way {
  readonly to: number;
  readonly share: number;
  readonly delay: (u: number) => number;
  readonly mostTries: number;
}

/**
 * Who goes on from one queue: whether they do after each way their contact can end, where to and after how long. Every
 * number has a place of its own, by who the person is and how far they have come, so that two plans that share a seed
 * meet the same people going the same ways, whoever else does.
 */
class OnwardFates {
  /** Of the last one asked about who goes on: the queue, and the time until they reach it in seconds. */
  to = 0;
  delay = 0;

  private readonly queue: number;
  private readonly numbers: Threefry;
  /** By the place of the ending; empty where nobody goes on. */
  private readonly ways: readonly (readonly Way[])[];

  constructor(queue: number, rules: readonly Onward[], draws: "tables" | "exact", numbers: Threefry) {
    this.queue = queue;
    this.numbers = numbers;
    this.ways = Array.from({ length: 1 + Math.max(...Object.values(AFTER_PLACE)) }, (_, place) =>
      rules.flatMap(({ after, to, share, delay, mostTries }): Way[] =>
        AFTER_PLACE[after] === place ? [{ to, share, delay: drawOf(delay, draws), mostTries }] : [],
      ),
    );
  }

  /** Whether anybody goes on whose contact ends in this way. */
  hasWay(after: number): boolean {
    return this.ways[after]!.length > 0;
  }

  /**
   * @param attempt Which attempt of this visit it is, from 1: 2 after a redial.
   * @param after One of `AFTER_PLACE`.
   * @returns whether they go on; then `to` and `delay` say where and when.
   */
  goesOn(person: number, attempt: number, visit: number, after: number): boolean {
    const ways = this.ways[after]!;
    if (ways.length === 0 || linksOf(visit) >= MOST_LINKS) return false;
    this.numbers.turnTo(person, attempt, after, visit);
    let left = this.numbers.at(0);
    for (const { to, share, delay, mostTries } of ways) {
      left -= share;
      if (left >= 0) continue;
      if (to === this.queue && triesOf(visit) >= mostTries) return false;
      this.to = to;
      this.delay = delay(this.numbers.at(1));
      return true;
    }
    return false;
  }
}

/** What is settled about those who go on in one replication: on leaving each queue, and on reaching it. */
export interface FatesOnward {
  /** By queue; null where nobody goes on. */
  readonly leaving: readonly (OnwardFates | null)[];
  readonly arriving: readonly RedialFates[];
}

export function fatesOnward({ scenario }: Plan, replication: number): FatesOnward {
  const { seed, draws, queues } = scenario;
  const keyOf = ({ name }: Queue) => openStream({ seed, replication, purpose: "onward", queue: name });
  return {
    leaving: queues.map((queue, q) =>
      queue.onward === null ? null : new OnwardFates(q, queue.onward, draws, new Threefry(keyOf(queue))),
    ),
    arriving: queues.map((queue) => new RedialFates(queue, null, draws, keyOf(queue))),
  };
}

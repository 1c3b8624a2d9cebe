import type { Queue } from "../scenario/scenario.ts";

/** Whether something may become of a queue's contacts besides an answer, a hang-up and a redial. */
export function hasSequel({ onward, partnerAfter, accidental }: Queue): boolean {
  return onward !== null || partnerAfter !== null || accidental !== null;
}

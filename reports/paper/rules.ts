/*
 * What every figure of calls must have beside it: which clock its waits run by, and what counts as lost.
 */

/** What counts as lost. */
export const LOST_RULE =
  "Lost calls (attrition): those that reached the line, after any recorded message, and that nobody answered, of all that reached it. Who hangs up in the message is not among them.";

/** The same in a few words, for sources beneath charts. */
const LOST_SHORTLY =
  "Attrition: calls that reach the line after any message and are not answered, of all that reach it; who hangs up in the message is not among them.";

/** The clock of a wait. @param hasMessage Whether the queue has a recorded message in front of it. */
export function clockRule(queue: string, measure: string, hasMessage: boolean): string {
  if (measure.endsWith("FromDialling")) {
    return `Waits on ${queue} here run from dialling, the recorded message included, and are of answered calls.`;
  }
  return hasMessage
    ? `Waits on ${queue} here run from the end of the recorded message; callers have then already heard it out.`
    : `Waits on ${queue} run from the moment a call reaches the line: in the model no recorded message stands in front of it, so that both clocks are one.`;
}

/** Whether the clock matters to a measure. */
export const isTimed = (measure: string): boolean => /[wW]ait|Within/.test(measure);

/** What belongs beneath the tables of a measure. */
export function rulesOf(queue: string, measure: string, hasMessage: boolean): readonly string[] {
  const isOfReceived = /^answeredWithin[\d.]+s$/.test(measure);
  return [
    ...(isTimed(measure) ? [clockRule(queue, measure, hasMessage)] : []),
    ...(isTimed(measure) && !isOfReceived
      ? ["Lost calls are not among the answered, so their waits are not counted here."]
      : []),
    ...(isOfReceived ? ["Lost calls count as not answered in time."] : []),
    ...(isTimed(measure) ? [] : [LOST_RULE]),
  ];
}

/** The line beneath a chart of the study. */
export function sourceWith(place: string, clock: string): string {
  return `${place}. ${LOST_SHORTLY} ${clock}`;
}

export const BOTH_CLOCKS = "Waits run from the end of any message unless they are said to run from dialling.";

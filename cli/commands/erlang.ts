import { parsePositiveDuration, parseShare } from "../../engine/scenario/quantity.ts";
import type { Parsed } from "../../engine/scenario/quantity.ts";
import { erlangA } from "../../engine/theory/erlangA.ts";
import { erlangB } from "../../engine/theory/erlangB.ts";
import { erlangC } from "../../engine/theory/erlangC.ts";
import { handlersErlangA, handlersErlangC } from "../../engine/theory/staffing.ts";
import type { Seconds } from "../../engine/units.ts";
import { EXIT, UserError } from "../exit.ts";
import { duration } from "../output/numbers.ts";

/** More handlers than any room has; the sums are exact far beyond it. */
const MOST_HANDLERS = 100_000;

export interface ErlangOptions {
  readonly calls: number;
  readonly handling: string;
  readonly handlers: number | undefined;
  readonly patience: string | undefined;
  readonly within: string;
  readonly target: string | undefined;
}

/** `fcrsim erlang`: one steady hour by closed form, in one line a figure. */
export function erlang(options: ErlangOptions): Promise<number> {
  const { calls: callsPerHour } = options;
  if (!(callsPerHour > 0))
    throw new UserError("--calls must be above zero: calls an hour, such as --calls 64.");
  const meanHandling = understood("handling", parsePositiveDuration(options.handling));
  const within = understood("within", parsePositiveDuration(options.within));
  const meanPatience =
    options.patience === undefined ? null : understood("patience", parsePositiveDuration(options.patience));
  const load = (callsPerHour * meanHandling) / 3600;
  const lines = [`offered load ${load.toFixed(2)} erlangs`];
  if (options.handlers !== undefined) {
    lines.push(
      ...answersFor({ callsPerHour, meanHandling, handlers: heads(options.handlers) }, meanPatience, within),
    );
  }
  if (options.target !== undefined) {
    const answered = understood("target", parseShare(options.target));
    if (!(answered > 0 && answered < 1)) {
      throw new UserError('--target must lie between 0% and 100%, such as --target "90%".');
    }
    const target = { answered, within };
    const calls = { callsPerHour, meanHandling };
    const least =
      meanPatience === null
        ? handlersErlangC(calls, target)
        : handlersErlangA({ ...calls, meanPatience }, target);
    lines.push(
      `least handlers that answer ${percent(answered)} within ${duration(within)}: ${least} ` +
        `(${meanPatience === null ? "Erlang C" : "Erlang A"})`,
    );
  }
  if (lines.length === 1) {
    throw new UserError(
      'Say how many --handlers there are, or which --target to reach, such as --target "90%".',
    );
  }
  process.stdout.write(`${lines.join("\n")}\n`);
  return Promise.resolve(EXIT.done);
}

function answersFor(
  room: { readonly callsPerHour: number; readonly meanHandling: Seconds; readonly handlers: number },
  meanPatience: Seconds | null,
  within: Seconds,
): readonly string[] {
  const loss = `Erlang B (nobody waits): ${percent(erlangB(room).blockedShare)} blocked`;
  if (meanPatience !== null) {
    const a = erlangA({ ...room, meanPatience });
    return [
      loss,
      `Erlang A (patience ${duration(meanPatience)}): attrition ${percent(a.abandonedShare)}, ` +
        `${percent(a.pWait)} wait, mean wait of the answered ${duration(a.meanWaitAnswered)}, ` +
        `of all ${duration(a.meanWaitAll)}, 90% of the answered wait at most ` +
        `${duration(a.answeredWaitPercentile(0.9))}, ${percent(a.serviceLevel(within))} of all answered within ` +
        `${duration(within)}, occupancy ${percent(a.occupancy)}`,
    ];
  }
  const load = (room.callsPerHour * room.meanHandling) / 3600;
  if (load >= room.handlers) {
    return [
      loss,
      `Erlang C (nobody hangs up): the queue grows without end, as ${room.handlers} handlers cannot carry ` +
        `${load.toFixed(2)} erlangs. At least ${Math.floor(load) + 1} are needed, or a --patience.`,
    ];
  }
  const c = erlangC(room);
  return [
    loss,
    `Erlang C (nobody hangs up): ${percent(c.pWait)} wait, mean wait ${duration(c.meanWait)}, 90% wait at most ` +
      `${duration(c.waitPercentile(0.9))}, ${percent(c.serviceLevel(within))} answered within ${duration(within)}, ` +
      `occupancy ${percent(c.occupancy)}`,
  ];
}

function heads(handlers: number): number {
  if (Number.isSafeInteger(handlers) && handlers >= 1 && handlers <= MOST_HANDLERS) return handlers;
  throw new UserError(`--handlers must be a whole number from 1 to ${MOST_HANDLERS}, such as --handlers 9.`);
}

function understood<Value>(option: string, parsed: Parsed<Value>): Value {
  if ("problem" in parsed) throw new UserError(`--${option}: ${parsed.problem}`);
  return parsed.value;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

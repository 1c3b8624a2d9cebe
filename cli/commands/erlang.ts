import { parsePositiveDuration, parseShare, parseSpread } from "../../engine/scenario/quantity.ts";
import type { Parsed } from "../../engine/scenario/quantity.ts";
import { weibullFit } from "../../engine/scenario/weibullFit.ts";
import {
  erlangA,
  erlangB,
  erlangC,
  exponentialSurvival,
  handlersErlangA,
  handlersErlangC,
  type ImpatientWaits,
  mmng,
  offeredLoad,
  priorityWaits,
  weibullSurvival,
} from "../../engine/theory/index.ts";
import { hours, type Seconds, seconds } from "../../engine/units.ts";
import { EXIT, UserError } from "../exit.ts";
import { duration } from "../output/numbers.ts";

/** More handlers than any room has; the sums are exact far beyond it. */
const MOST_HANDLERS = 100_000;

export interface ErlangOptions {
  readonly calls: string | undefined;
  readonly callsByHour: string | undefined;
  readonly handling: string;
  readonly handlers: number | undefined;
  readonly patience: string | undefined;
  readonly patienceSpread: string | undefined;
  readonly within: string;
  readonly target: string | undefined;
}

/** What was asked, understood. */
interface Question {
  readonly meanHandling: Seconds;
  readonly within: Seconds;
  /** null if nobody gives up. */
  readonly meanPatience: Seconds | null;
  /** Standard deviation ÷ mean of patience; 1 is exponential. */
  readonly patienceSpread: number;
}

/** `fcrsim erlang`: steady hours by closed form, in one line a figure. */
export function erlang(options: ErlangOptions): Promise<number> {
  const question: Question = {
    meanHandling: understood("handling", parsePositiveDuration(options.handling)),
    within: understood("within", parsePositiveDuration(options.within)),
    meanPatience:
      options.patience === undefined ? null : understood("patience", parsePositiveDuration(options.patience)),
    patienceSpread:
      options.patienceSpread === undefined
        ? 1
        : understood("patience-spread", parseSpread(options.patienceSpread)),
  };
  if (options.patienceSpread !== undefined && question.meanPatience === null) {
    throw new UserError('--patience-spread needs a --patience, such as --patience "20 minutes".');
  }
  const lines = options.callsByHour === undefined ? steady(options, question) : changing(options, question);
  process.stdout.write(`${lines.join("\n")}\n`);
  return Promise.resolve(EXIT.done);
}

function steady(options: ErlangOptions, question: Question): readonly string[] {
  if (options.calls === undefined) throw new UserError("Say how many --calls an hour, or --calls-by-hour.");
  const classes = rates("calls", options.calls);
  const [callsPerHour] = classes;
  const all = classes.reduce((sum, calls) => sum + calls, 0);
  const lines = [`offered load ${((all * question.meanHandling) / 3600).toFixed(2)} erlangs`];
  if (classes.length > 1) {
    if (options.handlers === undefined || options.target !== undefined || question.meanPatience !== null) {
      throw new UserError(
        "Several --calls (the first goes first) need --handlers, and know no --patience or --target.",
      );
    }
    return [...lines, ...withPriority(classes, heads(options.handlers), question)];
  }
  if (options.handlers !== undefined)
    lines.push(...answersFor(callsPerHour!, heads(options.handlers), question));
  if (options.target !== undefined) {
    const { least, model } = leastHandlers(callsPerHour!, targetOf(options.target), question);
    lines.push(
      `least handlers that answer ${options.target} within ${duration(question.within)}: ${least} (${model})`,
    );
  }
  if (lines.length === 1) {
    throw new UserError(
      'Say how many --handlers there are, or which --target to reach, such as --target "90%".',
    );
  }
  return lines;
}

/** Hour by hour, the load that lags behind the calls, and the handlers it asks for. */
function changing(options: ErlangOptions, question: Question): readonly string[] {
  if (options.calls !== undefined || options.handlers !== undefined) {
    throw new UserError("--calls-by-hour goes with --handling, --patience, --within and --target only.");
  }
  if (question.meanPatience !== null && options.target === undefined) {
    throw new UserError(
      '--patience changes nothing here without a --target: the load is that of all who call. Add --target "90%".',
    );
  }
  const callsPerHour = hourly("calls-by-hour", options.callsByHour!);
  const loads = offeredLoad({
    callsPerHour,
    interval: hours(1),
    before: "repeat",
    handling: exponentialSurvival(question.meanHandling),
  });
  const target = options.target === undefined ? null : targetOf(options.target);
  return [
    "offered load of each hour, the same hours coming again and again (exponential handling)",
    ...loads.map((load, hour) => {
      const line = `hour ${hour + 1}: ${callsPerHour[hour]!} calls, ${load.toFixed(2)} erlangs`;
      if (target === null || load === 0) return line;
      // The load that the hour really meets, as if it were steady.
      const { least, model } = leastHandlers((load * 3600) / question.meanHandling, target, question);
      return `${line}, ${least} ${least === 1 ? "handler" : "handlers"} (${model})`;
    }),
  ];
}

function answersFor(callsPerHour: number, handlers: number, question: Question): readonly string[] {
  const { meanHandling, meanPatience, within } = question;
  const room = { callsPerHour, meanHandling, handlers };
  const loss = `Erlang B (nobody waits): ${percent(erlangB(room).blockedShare)} blocked`;
  if (meanPatience !== null) {
    const { waits, model } = impatient(room, meanPatience, question.patienceSpread);
    return [
      loss,
      `${model} (patience ${duration(meanPatience)}): attrition ${percent(waits.abandonedShare)}, ` +
        `${percent(waits.pWait)} wait, mean wait of the answered ${duration(waits.meanWaitAnswered)}, ` +
        `of all ${duration(waits.meanWaitAll)}, 90% of the answered wait at most ` +
        `${duration(waits.answeredWaitPercentile(0.9))}, ${percent(waits.serviceLevel(within))} of all answered within ` +
        `${duration(within)}, occupancy ${percent(waits.occupancy)}`,
    ];
  }
  const load = (callsPerHour * meanHandling) / 3600;
  if (load >= handlers) {
    return [
      loss,
      `Erlang C (nobody hangs up): the queue grows without end, as ${handlers} handlers cannot carry ` +
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

function impatient(
  room: { readonly callsPerHour: number; readonly meanHandling: Seconds; readonly handlers: number },
  meanPatience: Seconds,
  spread: number,
): { readonly waits: ImpatientWaits; readonly model: string } {
  if (spread === 1) return { waits: erlangA({ ...room, meanPatience }), model: "Erlang A" };
  const { scale, shape } = weibullFit(meanPatience, spread);
  const patience = weibullSurvival(seconds(scale), shape);
  return {
    waits: mmng({ ...room, patience }),
    model: `M/M/n+G, Weibull patience with spread ${percent(spread)}`,
  };
}

function withPriority(
  callsPerHour: readonly number[],
  handlers: number,
  { meanHandling, within }: Question,
): readonly string[] {
  const load = (callsPerHour.reduce((sum, calls) => sum + calls, 0) * meanHandling) / 3600;
  if (load >= handlers) {
    throw new UserError(
      `--handlers: ${handlers} cannot carry ${load.toFixed(2)} erlangs when nobody hangs up. ` +
        `At least ${Math.floor(load) + 1} are needed.`,
    );
  }
  const waits = priorityWaits({ callsPerHour, meanHandling, handlers });
  return callsPerHour.map(
    (calls, rank) =>
      `priority ${rank + 1}, ${calls} calls an hour (Cobham, nobody hangs up): mean wait ` +
      `${duration(waits.meanWait[rank]!)}, ${percent(waits.serviceLevel(rank, within))} answered within ${duration(within)}`,
  );
}

function leastHandlers(
  callsPerHour: number,
  answered: ReturnType<typeof targetOf>,
  { meanHandling, meanPatience, patienceSpread, within }: Question,
): { readonly least: number; readonly model: string } {
  const calls = { callsPerHour, meanHandling };
  const target = { answered, within };
  if (meanPatience === null) return { least: handlersErlangC(calls, target), model: "Erlang C" };
  if (patienceSpread !== 1)
    throw new UserError("--target knows exponential patience only: leave out --patience-spread.");
  return { least: handlersErlangA({ ...calls, meanPatience }, target), model: "Erlang A" };
}

function targetOf(text: string) {
  const answered = understood("target", parseShare(text));
  if (answered > 0 && answered < 1) return answered;
  throw new UserError('--target must lie between 0% and 100%, such as --target "90%".');
}

/** "46" or "46,37": calls an hour, all above zero. */
function rates(option: string, text: string): readonly number[] {
  const found = numbers(text);
  if (found.every((calls) => calls > 0)) return found;
  throw new UserError(
    `--${option} must be calls an hour, all above zero, such as --${option} 64 or --${option} 46,37.`,
  );
}

/** Calls of one hour after the other. An hour may bring none, but not all of them. */
function hourly(option: string, text: string): readonly number[] {
  const found = numbers(text);
  if (found.every((calls) => calls >= 0) && found.some((calls) => calls > 0)) return found;
  throw new UserError(
    `--${option} must be the calls of each hour, not all of them zero, such as --${option} 0,12,46,37.`,
  );
}

function numbers(text: string): readonly number[] {
  return text.split(",").map((part) => {
    const number = part.trim() === "" ? NaN : Number(part);
    return Number.isFinite(number) ? number : NaN;
  });
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

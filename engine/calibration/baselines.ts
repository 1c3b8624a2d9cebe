import { meanOf } from "../random/times/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { normalQuantile } from "../stats/quantiles.ts";
import { seconds } from "../units.ts";
import type { Calibration, MonthRoom, Reading, Structure } from "./calibration.ts";
import { type ErlangTraffic, fitErlangRule, predictErlang } from "./erlangRule.ts";
import { type Scored, scored } from "./foretold.ts";
import type { Form } from "./forms.ts";
import { lastMonthAgain, neighbourAgain } from "./lastMonth.ts";
import { fromScale, type Output, toScale } from "./outputs.ts";

/** Values that stand for a normal prediction. */
const VALUES = 199;

/** From two months, the range that the Erlang rule gives is one of Student's t with one degree of freedom: no range at all. */
const FEWEST = 3;

/** What the two baselines say of one figure of one month; null where they say nothing. */
export interface Baselines {
  readonly lastMonth: Scored | null;
  readonly erlang: Scored | null;
}

/**
 * The baselines for one figure of a month, from the published figures of other months.
 *
 * @param known Months whose figures are known, in order; `month` is not among them.
 */
export function baselinesOf(
  { match }: Calibration,
  { months }: Structure,
  reading: Reading,
  outputs: readonly Output[],
  { given, wanted }: Pick<Form, "given" | "wanted">,
  month: number,
  known: readonly number[],
): Baselines {
  const { scale, queue, match: m } = outputs[wanted]!;
  const truth = months[month]!.reported[m]!;
  const valueOf = (k: number): number => toScale(scale, months[k]!.reported[m]!);
  const before = known.every((k) => k < month);
  const again = before
    ? lastMonthAgain(known.map(valueOf), month - known.at(-1)!)
    : neighbourAgain(
        known.map((k) => ({ month: k, value: valueOf(k) })),
        month,
      );
  const values = Float64Array.from({ length: VALUES }, (_, i) =>
    Math.max(0, fromScale(scale, again.mean + again.sd * normalQuantile((i + 0.5) / VALUES))),
  );
  const figureOf = (room: MonthRoom, figure: "attrition" | "mean wait"): number | null => {
    const at = match.findIndex((each) => each.queue === queue && each.figure === figure);
    return at < 0 ? null : room.reported[at]!;
  };
  const other = given.find((o) => outputs[o]!.queue === queue);
  return {
    lastMonth: scored(values, truth),
    erlang: erlangSays(
      known.map((k) => months[k]!),
      months[month]!,
      queue,
      reading === "all calls" ? "all" : "answered",
      match[m]!.figure,
      other === undefined ? null : match[outputs[other]!.match]!.figure,
      figureOf,
    ),
  };
}

function erlangSays(
  known: readonly MonthRoom[],
  room: MonthRoom,
  queue: string,
  reading: "answered" | "all",
  wanted: "attrition" | "mean wait",
  given: "attrition" | "mean wait" | null,
  figureOf: (room: MonthRoom, figure: "attrition" | "mean wait") => number | null,
): Scored | null {
  const fitted = known.flatMap((each) => {
    const traffic = trafficOf(each.scenario, queue);
    const [attrition, wait] = [figureOf(each, "attrition"), figureOf(each, "mean wait")];
    const usable = attrition !== null && wait !== null && attrition > 0 && attrition < 1 && wait > 0;
    return traffic === null || !usable ? [] : [{ ...traffic, attrition, wait: seconds(wait) }];
  });
  const traffic = trafficOf(room.scenario, queue);
  if (traffic === null || fitted.length < Math.max(FEWEST, known.length)) return null;
  const value = given === null ? null : figureOf(room, given)!;
  if (value !== null && !(value > 0)) return null;
  const rule = fitErlangRule(fitted, reading);
  const found = predictErlang(
    rule,
    traffic,
    value === null ? null : given === "attrition" ? { attrition: value } : { wait: value },
  );
  return scored(wanted === "attrition" ? found.attrition : found.wait, figureOf(room, wanted)!);
}

/** The published volume and talk time of a month, with its wrap-up as the scenario has it; null if not published. */
function trafficOf({ actuals, queues, period }: Scenario, name: string): ErlangTraffic | null {
  const published = (measure: string): number | undefined =>
    actuals.find((each) => each.queue === name && each.measure === measure)?.value;
  const queue = queues.find((each) => each.name === name);
  const [received, talk] = [published("received"), published("mean_talk_s")];
  if (received === undefined || talk === undefined || queue === undefined || period.kind !== "month")
    return null;
  const days = new Date(Date.UTC(period.year, period.month, 0)).getUTCDate();
  return { callsPerHour: received / (24 * days), meanHandling: seconds(talk + meanOf(queue.wrapUp)) };
}

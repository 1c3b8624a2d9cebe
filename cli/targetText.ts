import type { Unit } from "../engine/experiment/measure.ts";
import { planOf } from "../engine/centre/plan.ts";
import { type Chosen, chooseMeasures } from "../engine/experiment/choice.ts";
import { type PeriodMeasure, PeriodMeasures } from "../engine/experiment/periodMeasures.ts";
import type { ScreenedBy } from "../engine/experiment/screen.ts";
import type { Target } from "../engine/experiment/targets.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { parseDuration, parseShare } from "../engine/scenario/quantity.ts";
import { UserError } from "./exit.ts";

const WRITE_TARGET =
  'Write, for example, --target "attrition:101 <= 10%" or --target "waitP90Answered:999 <= 10 seconds".';

/** "attrition:101 <= 10%": a measure of a queue or pool, a relation, a value. @throws UserError */
export function parseTarget(text: string, scenario: Scenario): Target {
  const parts = /^\s*(.+?)\s*(<=|>=)\s*(\S.*?)\s*$/.exec(text);
  if (parts === null) throw new UserError(`--target "${text}": there is no <= or >= in it. ${WRITE_TARGET}`);
  const { of, name, measure, unit } = oneMeasure("--target", parts[1]!, scenario);
  const value = parseFigure(parts[3]!, unit);
  if ("problem" in value) throw new UserError(`--target "${text}": ${value.problem}`);
  return { of, name, measure, unit, relation: parts[2] as "<=" | ">=", value: value.value };
}

/** What `--screen attrition:101 --worth "1%"` asks. @throws UserError */
export function parseWorth(screen: string, worth: string, scenario: Scenario): ScreenedBy {
  const { of, name, measure, unit, better } = oneMeasure("--screen", screen, scenario);
  if (better === null) {
    throw new UserError(
      `--screen ${screen}: neither more nor less of ${measure} is better in itself. Screen by attrition or a wait, say.`,
    );
  }
  const value = parseFigure(worth, unit);
  if ("problem" in value) throw new UserError(`--worth "${worth}": ${value.problem}`);
  if (!(value.value > 0)) throw new UserError(`--worth "${worth}" must be above zero.`);
  return { of, name, measure, better, worthHaving: value.value };
}

/** The measure that a screening looks at, with its words and unit. */
export function measuredAs(by: Chosen, scenario: Scenario): PeriodMeasure {
  const { list } = new PeriodMeasures(planOf(scenario));
  return list.find(({ of, name, measure }) => of === by.of && name === by.name && measure === by.measure)!;
}

/** "attrition:101": one measure of one queue or pool. */
function oneMeasure(option: string, text: string, scenario: Scenario): PeriodMeasure {
  const chosen = chooseMeasures(text, scenario);
  if ("problem" in chosen) throw new UserError(`${option}: ${chosen.problem}`);
  const [first, second] = chosen.value;
  if (first === undefined || second !== undefined) {
    const ways = chosen.value.map(({ name, measure }) => `${measure}:${name}`).join(" or ");
    throw new UserError(`${option} "${text}" could mean several. Write ${ways}.`);
  }
  return measuredAs(first, scenario);
}

type Figure = { readonly value: number } | { readonly problem: string };

function parseFigure(text: string, unit: Unit): Figure {
  switch (unit) {
    case "share":
      return parseShare(text);
    case "seconds":
      return parseDuration(text);
    case "hours": {
      const time = parseDuration(text);
      return "problem" in time ? time : { value: time.value / 3600 };
    }
    case "contacts":
    case "breaks":
    case "people":
    case "attempts":
    case "times":
    case "months of work":
    case "money": {
      const value = Number(text.replaceAll(",", ""));
      if (Number.isFinite(value) && value >= 0 && text.trim() !== "") return { value };
      return { problem: `"${text}" is not a number. Write a number such as 1,200.` };
    }
  }
}

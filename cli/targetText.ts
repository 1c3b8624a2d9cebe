import type { Unit } from "../engine/experiment/measures.ts";
import type { PeriodMeasure } from "../engine/experiment/periodMeasures.ts";
import type { ScreenedBy } from "../engine/experiment/screen.ts";
import type { Target } from "../engine/experiment/targets.ts";
import { suggestion } from "../engine/scenario/faults.ts";
import { parseDuration, parseShare } from "../engine/scenario/quantity.ts";
import { UserError } from "./exit.ts";

const WRITE_TARGET =
  'Write, for example, --target "101 attrition <= 10%" or --target "999 waitP90Answered <= 10 seconds".';

/** "101 attrition <= 10%": name of a queue or pool, measure, relation, value. @throws UserError */
export function parseTarget(text: string, known: readonly PeriodMeasure[]): Target {
  const parts = /^\s*(.+?)\s*(<=|>=)\s*(\S.*?)\s*$/.exec(text);
  if (parts === null) throw new UserError(`--target "${text}": there is no <= or >= in it. ${WRITE_TARGET}`);
  const { of, name, measure, unit } = measureNamed("--target", parts[1]!, known);
  const value = parseFigure(parts[3]!, unit);
  if ("problem" in value) throw new UserError(`--target "${text}": ${value.problem}`);
  return { of, name, measure, unit, relation: parts[2] as "<=" | ">=", value: value.value };
}

/** What `--screen "101 attrition" --worth "1%"` asks. @throws UserError */
export function parseWorth(screen: string, worth: string, known: readonly PeriodMeasure[]): ScreenedBy {
  const { of, name, measure, unit, better } = measureNamed("--screen", screen, known);
  if (better === null) {
    throw new UserError(
      `--screen "${screen}": neither more nor less of ${measure} is better in itself. Screen by attrition or a wait, say.`,
    );
  }
  const value = parseFigure(worth, unit);
  if ("problem" in value) throw new UserError(`--worth "${worth}": ${value.problem}`);
  if (!(value.value > 0)) throw new UserError(`--worth "${worth}" must be above zero.`);
  return { of, name, measure, better, worthHaving: value.value };
}

/** The measure that a screening looked at. */
export function measuredAs(by: ScreenedBy, known: readonly PeriodMeasure[]): PeriodMeasure {
  return known.find(({ of, name, measure }) => of === by.of && name === by.name && measure === by.measure)!;
}

/** "101 attrition": a queue or pool and one of its measures. */
function measureNamed(option: string, text: string, known: readonly PeriodMeasure[]): PeriodMeasure {
  const found = known.find(({ name, measure }) => `${name} ${measure}` === text.trim().replace(/\s+/g, " "));
  if (found !== undefined) return found;
  const names = [...new Set(known.map(({ name }) => name))];
  const owner = names.find((name) => text.trim().startsWith(`${name} `));
  if (owner === undefined) {
    throw new UserError(
      `${option} "${text}" does not begin with the name of a queue or pool. There are: ${names.join(", ")}. ` +
        `Write, for example, "${names[0] ?? "101"} attrition".`,
    );
  }
  const measures = known.filter(({ name }) => name === owner).map(({ measure }) => measure);
  const word = text.trim().slice(owner.length).trim();
  throw new UserError(`${option}: "${word}" is not a measure of ${owner}. ${suggestion(word, measures)}`);
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
    case "people":
    case "attempts": {
      const value = Number(text.replaceAll(",", ""));
      if (Number.isFinite(value) && value >= 0 && text.trim() !== "") return { value };
      return { problem: `"${text}" is not a number. Write a number such as 1,200.` };
    }
  }
}

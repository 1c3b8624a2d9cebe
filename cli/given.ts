import { chooseMeasures } from "../engine/experiment/choice.ts";
import type { Unit } from "../engine/experiment/measure.ts";
import type { Given } from "../engine/experiment/uncertainty/conditional.ts";
import { parseDuration, parseShare } from "../engine/scenario/quantity.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { quoted } from "../engine/scenario/words.ts";
import { UserError } from "./exit.ts";
import { measuredAs } from "./targetText.ts";

/** A figure that is given, as it was written and as it is. */
export interface GivenText extends Given {
  /** "12%". */
  readonly text: string;
  readonly unit: Unit;
  readonly title: string;
}

const WRITE = 'Write, for example, --given "101.attrition=12%" or --given "101.meanWaitAnswered=150s".';
const LAST_PART = /(\d[\d,]*)(?:\.(\d+))?\s*(%|[a-z]*)\s*$/;
const SECONDS_IN: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * "101.attrition=12%": a figure of a queue that is known, as precise as it is printed.
 *
 * @throws UserError saying what is wrong with it.
 */
export function parseGiven(asked: string, scenario: Scenario): GivenText {
  const parts = /^\s*(.+)\.([^.=]+?)\s*=\s*(\S.*?)\s*$/.exec(asked);
  if (parts === null) throw new UserError(`--given "${asked}": this is not queue.measure=value. ${WRITE}`);
  const [, name, measure, text] = parts as unknown as [string, string, string, string];
  const chosen = chooseMeasures(`${measure}:${name}`, scenario);
  if ("problem" in chosen) throw new UserError(`--given "${asked}": ${chosen.problem}`);
  const one = chosen.value.find(({ of }) => of === "queue");
  if (one === undefined) throw new UserError(`--given "${asked}": only figures of queues may be given.`);
  const { unit, title } = measuredAs(one, scenario);
  const value = parseValue(text, unit);
  if ("problem" in value) throw new UserError(`--given "${asked}": ${value.problem}`);
  return { ...one, text, unit, title, value: value.value, halfStep: halfStepOf(text, unit) };
}

function parseValue(text: string, unit: Unit): { readonly value: number } | { readonly problem: string } {
  switch (unit) {
    case "share":
      return parseShare(text);
    case "seconds":
      return parseDuration(text);
    case "contacts": {
      const value = /^\d[\d,]*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : NaN;
      return Number.isFinite(value)
        ? { value }
        : { problem: `${quoted(text)} is not a number. Write a number such as 1,200.` };
    }
    case "hours":
    case "breaks":
    case "people":
    case "attempts":
    case "times":
    case "months of work":
    case "money":
      return { problem: "a share, a wait or a number of contacts may be given, and this is none of them." };
  }
}

/** Half of what one more in the last printed digit would be. */
function halfStepOf(text: string, unit: Unit): number {
  const [, , decimals = "", word = ""] = LAST_PART.exec(text.toLowerCase()) ?? [];
  const half = 0.5 * 10 ** -decimals.length;
  if (unit === "share") return half / 100;
  return unit === "seconds" ? half * (SECONDS_IN[word[0] ?? "s"] ?? 1) : half;
}

import { group, quantity } from "./fields.ts";
import { duration, names, time } from "./figures.ts";
import type { Parsed } from "./quantity.ts";
import { notThat, parseShare, PERCENT_PATTERN } from "./quantity.ts";
import { quoted } from "./words.ts";

/** A level as it is written: contacts, or a share of handlers. */
export interface LevelText {
  readonly kind: "contacts" | "share";
  readonly value: number;
}

const WRITE_LEVEL = "Write contacts waiting, such as 3, or with busy a share of handlers, such as 90%.";

function parseLevel(found: unknown): Parsed<LevelText> {
  if (typeof found === "string" && found.includes("%")) {
    const share = parseShare(found);
    return "problem" in share ? share : { value: { kind: "share", value: share.value } };
  }
  if (typeof found !== "number") return { problem: `${notThat(found, "a level")} ${WRITE_LEVEL}` };
  if (!Number.isInteger(found) || found < 0) {
    return { problem: `${quoted(String(found))} is not a whole number of contacts. ${WRITE_LEVEL}` };
  }
  return { value: { kind: "contacts", value: found } };
}

const level = quantity(parseLevel, {
  anyOf: [
    { type: "integer", minimum: 0 },
    { type: "string", pattern: PERCENT_PATTERN },
  ],
});

const WRITE_SWITCH = 'Write what it watches and its levels: { waiting: ["999"], onAbove: 3, offAt: 1 }.';

/** One switch as it may be written. */
export const SwitchText = group(
  {
    waiting: names("queues")
      .optional()
      .meta({ description: "Watches how many contacts wait in these queues together." }),
    busy: names("pools")
      .optional()
      .meta({ description: "Watches which share of the handlers of these pools is busy." }),
    onAbove: level.meta({ description: "It goes on when that is above this: 3 contacts, or 90%." }),
    offAt: level
      .optional()
      .meta({ description: "It may go off when that is at or below this. Default: the level of onAbove." }),
    atLeast: duration.prefault(0).meta({ description: "Once on, it stays on at least as long." }),
    atMost: time
      .optional()
      .meta({ description: "It goes off after so long, whatever it sees. Default: it may stay on." }),
    rests: duration
      .optional()
      .meta({ description: "Once off, it stays off as long. Needed with atMost. Default: 0." }),
  },
  "a switch",
  WRITE_SWITCH,
);

/** A switch as a test writes it, with defaults for whatever the test is not about. */
import type { Switch } from "../../engine/scenario/scenario.ts";
import { seconds } from "../../engine/units.ts";

interface WantedSwitch extends Pick<Switch, "watches" | "onAbove"> {
  readonly offAt?: number;
  /** In seconds. */
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly rests?: number;
}

export function pressed({ watches, onAbove, offAt = onAbove, ...times }: WantedSwitch): Switch {
  return {
    name: "pressed",
    watches,
    onAbove,
    offAt,
    atLeast: seconds(times.atLeast ?? 0),
    atMost: times.atMost === undefined ? null : seconds(times.atMost),
    rests: seconds(times.rests ?? 0),
  };
}

import type { EmulatorVerdict } from "./emulatorCheck.ts";
import { judgeEmulator } from "./emulatorCheck.ts";
import { type Emulator, emulatorOf } from "./emulator.ts";
import type { OutputSeen } from "./emulateOutput.ts";
import { type LeaveOneOutSummary, summarise } from "./leaveOneOut.ts";
import type { Output } from "./outputs.ts";
import type { RoomSeen } from "./simulateRooms.ts";
import type { Tasks } from "./tasks.ts";

/** Points at which a month was simulated, and what was seen there. */
export interface MonthSeen {
  readonly month: string;
  /** points × dimensions, in the unit cube: common figures, then monthly ones. */
  readonly points: Float64Array;
  readonly seen: readonly RoomSeen[];
  /** Points of the last wave, which stand behind the others. */
  readonly lastWave: number;
}

/** Emulators of one month, one for each output. */
export interface EmulatedMonth {
  readonly month: string;
  readonly emulators: readonly Emulator[];
  /** By output, of all points: value at each. */
  readonly values: readonly Float64Array[];
}

/** How far an emulator was off at points near what was published, and whether it will do. */
export interface EmulatorQuality {
  readonly month: string;
  readonly output: number;
  readonly nearby: LeaveOneOutSummary;
  readonly verdict: EmulatorVerdict;
}

/** Fewer points than this near what was published do not show how good an emulator is there. */
const FEWEST_NEARBY = 20;
/** Nearby: no further from what was published than this, on the scale of the output: a factor of about two and a half. */
const NEARBY = 0.9;
/** At this share of the error of what was published an emulator's own error adds an eighth to it. */
const MOST_SHARE = 0.5;

/** Points of the first wave that an emulator of a later one is told of. */
const OF_FIRST_WAVE = 64;

/**
 * What emulators of a wave are fitted to: the points of that wave, which lie where the answer is, and some of the first,
 * which lie everywhere. With all of the first, the surface far off would decide how smooth it is taken to be; with none,
 * an emulator would be sure of itself where it has seen nothing.
 */
export function pointsOfWave(first: MonthSeen, last: MonthSeen): MonthSeen {
  if (first === last) return first;
  const count = Math.min(OF_FIRST_WAVE, first.seen.length);
  const width = first.points.length / first.seen.length;
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * first.seen.length) / count));
  const some = rows.flatMap((row) => Array.from(first.points.subarray(row * width, (row + 1) * width)));
  return {
    month: first.month,
    points: Float64Array.from([...some, ...last.points]),
    seen: [...rows.map((row) => first.seen[row]!), ...last.seen],
    lastWave: last.seen.length,
  };
}

/**
 * Emulators of all outputs of all months, those of one output by themselves.
 *
 * @param like  A month whose emulators are known: what they found is where the search starts. Null without one.
 * @param onFit Called with the number that are fitted.
 * @returns null if it was interrupted.
 */
export async function emulateMonths(
  months: readonly MonthSeen[],
  outputs: readonly Output[],
  seed: string,
  tasks: Tasks,
  like: EmulatedMonth | null,
  onFit?: (done: number) => void,
  signal?: AbortSignal,
): Promise<readonly EmulatedMonth[] | null> {
  const asked = outputs.map((_, output): OutputSeen => ({
    output,
    seed,
    start: like?.emulators[output]!.hyperparameters ?? null,
    months: months.map(({ month, points, seen }) => ({
      month,
      points,
      values: Float64Array.from(seen, ({ together }) => together[output]!),
    })),
  }));
  const found = await tasks.run("emulate an output", asked, onFit, signal);
  if (found === null) return null;
  return months.map(({ month }, m) => ({
    month,
    emulators: found.map((ofMonths) => emulatorOf(ofMonths[m]!)),
    values: asked.map((one) => one.months[m]!.values),
  }));
}

/**
 * Judges each emulator where it will be asked: by the points of the last wave that lie near what was published. What a
 * point has by its own chance is no error of the emulator, which stands for the mean of many, and is left out of how far
 * it is off; the covariance of what was published has it.
 *
 * @param lastWaves Of each month, the number of points of the last wave, which stand behind the others.
 */
export function judgeEmulators(
  months: readonly EmulatedMonth[],
  outputs: readonly Output[],
  observed: readonly (readonly number[])[],
  lastWaves: readonly number[],
  observationSd: (month: number, output: number) => number,
): readonly EmulatorQuality[] {
  return months.flatMap(({ month, emulators, values }, m) =>
    emulators.map((emulator, output): EmulatorQuality => {
      const first = values[output]!.length - lastWaves[m]!;
      const near = (point: number): boolean =>
        point >= first && Math.abs(values[output]![point]! - observed[m]![output]!) <= NEARBY;
      const nearby = summarise(emulator.leaveOneOut, values[output]!, near);
      const whole = nearby.points < FEWEST_NEARBY ? emulator.leaveOneOut.summary : nearby;
      const own = Math.sqrt(Math.max(0, whole.rmse ** 2 - emulator.hyperparameters.nugget));
      const summary = { ...whole, rmse: own };
      const { queue, measure } = outputs[output]!;
      const verdict = judgeEmulator(
        {
          place: `${month} › ${queue} ${measure}`,
          leaveOneOut: summary,
          observationSd: observationSd(m, output),
        },
        { share: MOST_SHARE, together: months.length * outputs.length },
      );
      return { month, output, nearby: summary, verdict };
    }),
  );
}

import type { Calibration, Reading, Structure } from "./calibration.ts";
import {
  type DesignFile,
  emulatedAgain,
  middleInFile,
  placesOf,
  priorsHash,
  requireSameFigures,
} from "./designFile.ts";
import type { EmulatedMonth, MonthSeen } from "./emulated.ts";
import { type Output, outputsIn, outputsOf } from "./outputs.ts";

/** What an earlier calibration knows of its months, so that a new month does not mean simulating the old ones again. */
export interface KeptMonths {
  /** On the scales of then, whatever was published since. */
  readonly outputs: readonly Output[];
  readonly months: ReadonlyMap<string, KeptMonth>;
}

export interface KeptMonth {
  /** What was seen of single replications is not kept. */
  readonly seen: MonthSeen;
  readonly emulated: EmulatedMonth;
  /** Chance of a single month, for the outputs of each reading. */
  readonly chances: ReadonlyMap<Reading, Float64Array>;
  /** What it gave with all figures in the middle of their ranges, as it stands in a file. */
  readonly middle: readonly number[];
}

/** Nothing that was kept holds any more. */
export class NothingKept extends RangeError {
  constructor() {
    super(
      "none of its months gives today what it gave then: their volumes, talk times or seeds have changed, or what all of them " +
        `share. ${AFRESH}`,
    );
  }
}

const AFRESH = "Calibrate all months afresh, without --from";

/**
 * What a design holds of the months of a calibration, the emulators built again from it.
 *
 * @throws RangeError saying in what the design does not go with the calibration.
 */
export function keptMonths(file: DesignFile, calibration: Calibration, structure: Structure): KeptMonths {
  requireSameFigures(file, structure);
  if (file.figures.priors === undefined) {
    throw new RangeError(
      `it was written by an earlier fcrsim, which kept too little to go on from. ${AFRESH}`,
    );
  }
  if (file.figures.priors !== priorsHash(structure)) {
    throw new RangeError(`the ranges of its figures are not those of the calibration. ${AFRESH}`);
  }
  const outputs = outputsOf(
    calibration,
    structure.months.map(({ reported }) => reported),
  );
  const columns = outputs.map(({ match, queue, measure, reading }) => {
    const { figure } = calibration.match[match]!;
    const column = file.outputs.findIndex((each) => each.queue === queue && each.measure === measure);
    if (column >= 0) return column;
    const whose = reading === null ? "" : ` of ${reading}`;
    throw new RangeError(`it holds nothing of the ${figure}${whose} of ${queue}. ${AFRESH}`);
  });
  const scaled = outputs.map((output, o) => ({ ...output, scale: file.outputs[columns[o]!]!.scale }));
  const known = calibration.months.filter((month) => month in file.months);
  if (known.length === 0) {
    throw new RangeError(`it holds none of the months of the calibration. ${AFRESH}`);
  }
  return {
    outputs: scaled,
    months: new Map(known.map((month) => [month, keptMonth(file, month, columns, calibration, scaled)])),
  };
}

function keptMonth(
  file: DesignFile,
  month: string,
  columns: readonly number[],
  { readings }: Calibration,
  outputs: readonly Output[],
): KeptMonth {
  const { outputs: rows, chance, middle = [], lastWave = rows.length } = file.months[month]!;
  return {
    seen: {
      month,
      points: placesOf(file, month),
      seen: rows.map((row) => ({ together: columns.map((column) => row[column]!), each: [] })),
      lastWave,
    },
    emulated: emulatedAgain(file, month, columns),
    chances: new Map(
      readings.map((reading) => {
        const there = file.outputs.flatMap((each, o) =>
          each.reading === null || each.reading === reading ? [o] : [],
        );
        const wanted = outputsIn(outputs, reading).map((o) => there.indexOf(columns[o]!));
        const cells = wanted.flatMap((a) => wanted.map((b) => chance[reading]![a * there.length + b]!));
        return [reading, Float64Array.from(cells)];
      }),
    ),
    middle: columns.map((column) => middle[column]!),
  };
}

/** Whether a month gives what it gave then, so that what is kept of it still tells of it. */
export function isAsKept({ middle }: KeptMonth, now: readonly number[]): boolean {
  const there = middleInFile(now);
  return middle.length === there.length && middle.every((value, o) => value === there[o]);
}

import { type CalibrationFound, ChartFault } from "./results.ts";

type Structure = CalibrationFound["structures"][number];
type Reading = Extract<Structure["readings"][number], { fit: true }>;

/** One structure of a calibration under one reading of the waits, as it fits. */
export interface Fitted {
  readonly calibration: CalibrationFound;
  readonly structure: Structure;
  readonly reading: Reading;
  /** Others that fit as well and are not shown. */
  readonly others: number;
}

/** The first structure and reading that fit. @throws ChartFault unless there is one calibration, and something in it fits. */
export function fitted(calibrations: readonly CalibrationFound[]): Fitted {
  const [calibration] = calibrations;
  if (calibration === undefined || calibrations.length > 1) {
    throw new ChartFault("this chart shows one calibration. Name one.");
  }
  const all = calibration.structures.flatMap((structure) =>
    structure.readings.flatMap((reading) => (reading.fit ? [{ structure, reading }] : [])),
  );
  const [first] = all;
  if (first === undefined) {
    throw new ChartFault(
      "nothing in that calibration fits the published months, so nothing was learnt. Its report.md says why.",
    );
  }
  return { calibration, ...first, others: all.length - 1 };
}

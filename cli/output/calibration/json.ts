import type { Movable } from "../../../engine/calibration/calibration.ts";
import type { CalibrationReport } from "./words.ts";

/** Everything in figures, for programs. */
export function calibrationJson(report: CalibrationReport): string {
  const { results, calibration, file, effort, from, version, inputs, program, names } = report;
  const figure = ({ figure: path, unit, prior, central, basis }: Movable) => ({
    figure: path,
    unit,
    prior,
    central,
    basis,
  });
  return `${JSON.stringify(
    {
      program,
      version,
      inputs,
      calibration: file,
      about: calibration.about,
      seed: calibration.seed,
      months: calibration.months,
      match: calibration.match,
      effort,
      ...(from === null ? {} : { from }),
      structures: results.map(
        ({ structure, outputs, priorPredictive, waves, refused, readings, kept, changed }) => ({
          name: structure.name,
          about: structure.about,
          ...(from === null ? {} : { kept, changed }),
          common: structure.common.map(figure),
          monthly: structure.monthly.map(figure),
          priorPredictive: priorPredictive.map(({ output, ...rest }) => ({
            queue: outputs[output]!.queue,
            measure: outputs[output]!.measure,
            ...rest,
          })),
          waves: waves.map(({ points, replications, ruledOut, emulators }) => ({
            points,
            replications,
            ruledOut: ruledOut.map(({ reading, found }) => ({
              reading,
              fitExists: found.fitExists,
              left: found.share,
              limit: found.limit,
              least: found.least,
              months: found.months,
            })),
            emulators: emulators.map(({ month, output, nearby, verdict }) => ({
              month,
              queue: outputs[output]!.queue,
              measure: outputs[output]!.measure,
              scale: outputs[output]!.scale,
              ...nearby,
              sound: verdict.sound,
            })),
          })),
          refused: refused.flatMap(({ verdict }) => verdict.faults),
          readings: readings.map((found) =>
            found.fit
              ? {
                  reading: found.reading,
                  fit: true,
                  file: names(structure, found.reading),
                  effectiveDraws: found.posterior.reweighted.effective,
                  kHat: Number.isFinite(found.posterior.reweighted.kHat)
                    ? found.posterior.reweighted.kHat
                    : null,
                  convergence: found.posterior.convergence,
                  predictions: found.posterior.predictions.map(({ match, ...rest }) => ({
                    queue: calibration.match[match]!.queue,
                    figure: calibration.match[match]!.figure,
                    ...rest,
                  })),
                  closest: found.posterior.closest,
                  learnt: found.posterior.learnt,
                  emulationError: found.posterior.emulationError,
                }
              : {
                  reading: found.reading,
                  fit: false,
                  least: found.ruledOut.least,
                  limit: found.ruledOut.limit,
                  without: found.without,
                },
          ),
        }),
      ),
    },
    null,
    1,
  )}\n`;
}

import { existsSync } from "node:fs";
import { evaluateForecast, FORECAST_LEVELS } from "../../engine/experiment/uncertainty/forecast.ts";
import type { ForecastFigure, Spread } from "../../engine/experiment/uncertainty/forecast.ts";
import { parseDate } from "../../engine/scenario/calendarText.ts";
import { drawUnknowns } from "../../engine/scenario/draws.ts";
import { codeHash } from "../codeHash.ts";
import { type Drawable, openDrawable } from "../drawable.ts";
import { executorFor } from "../executor.ts";
import { EXIT, UserError } from "../exit.ts";
import { type Forecast, type ForecastPlan, forecastText, readForecast } from "../forecastFile.ts";
import { inputsHash } from "../hash.ts";
import { interruptible } from "../interrupt.ts";
import { changeNotes } from "../notes.ts";
import { checkText, forecastCsv, forecastTable, type Remade } from "../output/forecast.ts";
import { periodName } from "../output/period.ts";
import { writeNewFile } from "../outputs.ts";
import { progressOf, type ProgressStyle } from "../progress.ts";
import { programVersion } from "../version.ts";

const USUAL_DRAWS = 200;
const USUAL_REPLICATIONS = 2;
const MOST_DRAWS = 10_000;
/** Digits of a figure that are kept: more than anybody can tell, few enough to be read. */
const DIGITS = 6;

export interface ForecastOptions {
  readonly files: readonly string[] | undefined;
  readonly draws: number | undefined;
  readonly replications: number | undefined;
  readonly out: string | undefined;
  readonly made: string | undefined;
  readonly check: string | undefined;
  readonly seed: string | undefined;
  readonly set: readonly string[];
  readonly format: "table" | "csv" | "json";
  readonly workers: number | undefined;
  readonly progress: ProgressStyle;
}

/** What is to be simulated: as asked, or as a forecast says that it was made. */
interface Asked {
  readonly draws: number;
  readonly replications: number;
  readonly set: readonly string[];
  readonly plans: readonly { readonly file: string; readonly drawable: Drawable }[];
}

/** `fcrsim forecast`: what is expected of months that are not seen yet, to be kept as it is. */
export async function forecast(options: ForecastOptions): Promise<number> {
  return options.check === undefined ? makeForecast(options) : checkForecast(options, options.check);
}

async function makeForecast(options: ForecastOptions): Promise<number> {
  const { files = [], out } = options;
  if (files.length === 0) {
    throw new UserError("forecast needs a scenario file, such as: fcrsim forecast my-plan.yaml");
  }
  const made = dayOf(options.made);
  if (out !== undefined && existsSync(out)) {
    throw new UserError(
      `--out ${out} exists already, and is left as it was: a forecast is never changed. Name a new file.`,
    );
  }
  const asked = prepared({
    draws: options.draws ?? USUAL_DRAWS,
    replications: options.replications ?? USUAL_REPLICATIONS,
    set: options.set,
    plans: files.map((file) => ({ file, drawable: openDrawable(file, options.seed, options.set) })),
  });
  const plans = await simulated(asked, options);
  if (plans === null) return interrupted();
  const whole: Omit<Forecast, "format" | "hash"> = {
    program: "fcrsim",
    version: programVersion(),
    code: codeHash(),
    made,
    draws: asked.draws,
    replications: asked.replications,
    set: [...asked.set],
    levels: [...FORECAST_LEVELS],
    plans: [...plans],
  };
  const text = forecastText(whole);
  if (out !== undefined) writeNewFile(out, text);
  switch (options.format) {
    case "table":
      process.stdout.write(forecastTable(JSON.parse(text) as Forecast));
      break;
    case "csv":
      process.stdout.write(forecastCsv(JSON.parse(text) as Forecast));
      break;
    case "json":
      process.stdout.write(text);
      break;
  }
  return EXIT.done;
}

async function checkForecast(options: ForecastOptions, file: string): Promise<number> {
  const { files = [] } = options;
  const { draws, replications, out, made, seed, set } = options;
  if ([draws, replications, out, made, seed].some((given) => given !== undefined) || set.length > 0) {
    throw new UserError(
      "--check makes a forecast again as it was made, so --draws, --replications, --seed, --set, --made and --out do not go with it.",
    );
  }
  const { forecast: kept, hash } = readForecast(file);
  if (files.length > 0 && files.length !== kept.plans.length) {
    throw new UserError(
      `${file} has ${kept.plans.length} plans and ${files.length} files are named. Name one for each, in its order, or none.`,
    );
  }
  const asked = prepared({
    draws: kept.draws,
    replications: kept.replications,
    set: kept.set,
    plans: kept.plans.map((plan, i) => {
      const path = files[i] ?? plan.file;
      return { file: path, drawable: openDrawable(path, plan.seed, kept.set) };
    }),
  });
  const plans = await simulated(asked, options);
  if (plans === null) return interrupted();
  const remade: Remade = { kept, isAsMade: hash === kept.hash, code: codeHash(), plans };
  const { text, same } = checkText(remade);
  process.stdout.write(text);
  return same ? EXIT.done : EXIT.failed;
}

function interrupted(): number {
  process.stderr.write("fcrsim: interrupted; a forecast is made whole or not at all.\n");
  return EXIT.interrupted;
}

/** The clock is looked at only if that is asked for. */
function dayOf(made: string | undefined): string | null {
  if (made === undefined) return null;
  if (made === "today") return new Date().toISOString().slice(0, 10);
  const parsed = parseDate(made);
  if ("problem" in parsed) throw new UserError(`--made: ${parsed.problem}`);
  return parsed.value;
}

/** Everything that can be wrong is found before the first second is simulated, every draw included. */
function prepared(asked: Asked): Asked {
  if (asked.draws > MOST_DRAWS) throw new UserError("--draws must be at most 10,000.");
  for (const { drawable } of asked.plans) {
    if (drawable.unknowns.length === 0) continue;
    for (let draw = 0; draw < asked.draws; draw++) drawnFrom(drawable, draw);
  }
  return asked;
}

function drawnFrom({ scenario, unknowns, at }: Drawable, draw: number) {
  return at(drawUnknowns(unknowns, scenario.seed, draw), `${scenario.name}, draw ${draw + 1}`);
}

/** @returns null if it was interrupted. */
async function simulated(
  { draws, replications, plans, set }: Asked,
  { workers, progress: style }: ForecastOptions,
): Promise<readonly ForecastPlan[] | null> {
  const executor = await executorFor(workers, { kind: "fixed", replications: draws * replications });
  const { signal, done } = interruptible();
  const found: ForecastPlan[] = [];
  try {
    for (const { file, drawable } of plans) {
      const progress = progressOf(style, drawable.scenario.name);
      const forecast = await evaluateForecast(
        executor,
        (draw) => drawnFrom(drawable, draw),
        { draws, replications, isUncertain: drawable.unknowns.length > 0 },
        { signal, progress: progress.update },
      );
      progress.finish();
      if (forecast === null || forecast.interrupted) return null;
      // Two files of the same name in two folders: their paths tell them apart.
      const isTwice =
        plans.filter((plan) => plan.drawable.scenario.name === drawable.scenario.name).length > 1;
      const name = isTwice ? file.replace(/\.(?:ya?ml|json)$/i, "") : drawable.scenario.name;
      found.push(planOf(name, file, drawable, forecast.figures, set));
    }
  } finally {
    done();
    await executor.close();
  }
  return found;
}

function planOf(
  name: string,
  file: string,
  { scenario, unknowns }: Drawable,
  figures: readonly ForecastFigure[],
  set: readonly string[],
): ForecastPlan {
  const { learnt } = scenario;
  return {
    scenario: name,
    file,
    about: scenario.about,
    period: periodName(scenario.period),
    seed: scenario.seed,
    inputs: inputsHash(scenario),
    posterior:
      learnt === undefined
        ? null
        : {
            file: learnt.file,
            hash: learnt.hash,
            structure: learnt.structure,
            reading: learnt.reading,
            month: learnt.month,
          },
    unknown: unknowns.map(({ figure }) => figure),
    notes: [...changeNotes(set), ...scenario.notes],
    figures: figures.map(({ single, expected, ...figure }) => ({
      ...figure,
      single: shortened(single),
      expected: shortened(expected),
    })),
  };
}

function shortened(spread: Spread | null): ForecastPlan["figures"][number]["single"] {
  if (spread === null) return null;
  const short = (value: number): number => Number(value.toPrecision(DIGITS));
  return { mean: short(spread.mean), quantiles: spread.quantiles.map(short) };
}

import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { textFiles } from "../../cli/files.ts";
import { plainTable } from "../../cli/output/plainTable.ts";
import type { Effort } from "../../engine/calibration/effort.ts";
import { readCalibration } from "../../engine/calibration/readCalibration.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import { openStream } from "../../engine/random/streams.ts";
import { calibrateBlind, publishedBy, roomFromPrior } from "./knownRoom.ts";
import { beyondChance, type FigureRanks, type Ranks, ranksOf, tally } from "./ranks.ts";

/*
 * npm run calibration-check [-- --rooms 100] [-- --structure "held back"] [-- --keep calibration-check.jsonl]
 *
 * Simulation-based calibration: rooms drawn from the priors of the invented force publish their months and are calibrated
 * blind. A right calibration has the truth anywhere among its draws. Exit code 1 beyond known chance. What each room came
 * to is kept in a file as soon as it is there, and the same command goes on from it.
 */

const FILE = fileURLToPath(
  new URL("../../../scenarios/examples/calibration/calibration.yaml", import.meta.url),
);
const EFFORT: Effort = {
  points: 96,
  waves: 4,
  replications: 6,
  chance: 64,
  steps: 300,
  doublings: 3,
  draws: 200,
};
const MINUTE = 60_000;

/** What is kept of one room. */
interface Kept {
  readonly structure: string;
  readonly room: number;
  readonly effort: Effort;
  readonly outcome: "fits" | "no fit" | "emulators refused";
  readonly effective: number;
  readonly ranks: Ranks;
}

const { values: options } = parseArgs({
  options: {
    rooms: { type: "string", default: "100" },
    structure: { type: "string", default: "held back" },
    keep: { type: "string", default: "calibration-check.jsonl" },
  },
});

const read = readCalibration(FILE, textFiles());
if ("faults" in read) throw new Error(`${FILE} has faults: see fcrsim calibrate`);
const { calibration } = read;
const structure = calibration.structures.find(({ name }) => name === options.structure);
if (structure === undefined) throw new Error(`there is no structure ${options.structure}`);
const wanted = Number(options.rooms);
if (!Number.isInteger(wanted) || wanted < 1) throw new Error("--rooms must be a whole number of at least 1");

const executor = inProcess();

async function check(room: number): Promise<Kept> {
  const own = { ...calibration, seed: `${calibration.seed} ${room}` };
  const truth = roomFromPrior(own, structure!, room);
  const published = await publishedBy(executor, own, structure!, truth, room);
  const { refused, readings } = await calibrateBlind(executor, own, structure!, published, EFFORT);
  const kept = { structure: structure!.name, room, effort: EFFORT };
  if (refused.length > 0) return { ...kept, outcome: "emulators refused", effective: 0, ranks: {} };
  const [found] = readings;
  if (found?.fit !== true) return { ...kept, outcome: "no fit", effective: 0, ranks: {} };
  const uniform = openStream({ seed: "ranks", replication: room, purpose: "design", queue: "" });
  const { posterior } = found;
  return {
    ...kept,
    outcome: "fits",
    effective: posterior.reweighted.effective,
    ranks: ranksOf(structure!, posterior, truth, uniform),
  };
}

const known = existsSync(options.keep)
  ? readFileSync(options.keep, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Kept)
      .filter(
        (one) => one.structure === structure.name && JSON.stringify(one.effort) === JSON.stringify(EFFORT),
      )
  : [];
const rooms: Kept[] = [];
const started = performance.now();
let worked = 0;
for (let room = 1; room <= wanted; room++) {
  const before = known.find((one) => one.room === room);
  if (before !== undefined) {
    rooms.push(before);
    continue;
  }
  const found = await check(room);
  appendFileSync(options.keep, `${JSON.stringify(found)}\n`);
  rooms.push(found);
  worked++;
  const left = ((performance.now() - started) / worked) * (wanted - room);
  process.stderr.write(
    `calibration-check: room ${room} of ${wanted}: ${found.outcome}, ${found.effective.toFixed(0)} effective draws; about ${Math.ceil(left / MINUTE)} min left\n`,
  );
}
await executor.close();

const fitted = rooms.filter(({ outcome }) => outcome === "fits");
const count = (outcome: Kept["outcome"]): number => rooms.filter((one) => one.outcome === outcome).length;
const judged = tally(fitted.map(({ ranks }) => ranks));
const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
const row = ({ figure, covered, coverageChance, histogram, evenChance }: FigureRanks): readonly string[] => [
  figure,
  `${percent(covered.share)} (${percent(covered.low)} to ${percent(covered.high)})`,
  coverageChance.toFixed(3),
  histogram.join(" "),
  evenChance.toFixed(3),
];
process.stdout.write(
  `${rooms.length} rooms, ${structure.name}: ${fitted.length} calibrated, ${count("emulators refused")} refused for their emulators, ` +
    `${count("no fit")} without a fit\n\n`,
);
process.stdout.write(
  `${plainTable(["figure", "inside 90%", "chance", "ranks", "chance"], judged.map(row)).join("\n")}\n\n`,
);
const faults = beyondChance(judged, rooms.length, count("no fit"));
process.stdout.write(
  faults.length === 0
    ? "All within known chance.\n"
    : `Beyond known chance:\n${faults.map((fault) => `- ${fault}\n`).join("")}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

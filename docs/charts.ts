import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A picture of docs/charts.md: what makes its results, and what else is asked of the chart. */
interface Figure {
  readonly chart: string;
  /** Commands without `fcrsim` and `--out`; the chart is drawn from what all of them write. */
  readonly from: readonly (readonly string[])[];
}

const OCTOBER = "scenarios/kent/2022-10.yaml";
const PEOPLE = "scenarios/examples/people.yaml";
const CHAT = "scenarios/examples/chat.yaml";

const FIGURES: readonly Figure[] = [
  { chart: "months", from: [["run", PEOPLE, "--uncertain", "40"]] },
  {
    chart: "plans",
    from: [
      [
        "compare",
        OCTOBER,
        "scenarios/kent/what-if/two-more-handlers.yaml",
        "scenarios/kent/what-if/three-held-back.yaml",
        "--replications",
        "20",
      ],
    ],
  },
  { chart: "hours", from: [["run", OCTOBER, "--by", "hour-of-week", "--replications", "20"]] },
  { chart: "waits", from: [["run", OCTOBER, "--replications", "20"]] },
  {
    chart: "people",
    from: [
      ["people", PEOPLE],
      ["run", PEOPLE, "--replications", "20"],
    ],
  },
  {
    chart: "staffing",
    from: [["sweep", OCTOBER, "--vary", "pools.general.handlers.average=8..14", "--replications", "10"]],
  },
  {
    chart: "tornado",
    from: [
      ["sensitivity", "scenarios/examples/unknown.yaml", "--measure", "attrition:101", "--samples", "40"],
    ],
  },
  {
    chart: "message",
    from: [
      ["sweep", OCTOBER, "--vary", "queues.101.message.duration=0s,30s,60s,95s,120s", "--replications", "10"],
    ],
  },
  { chart: "chats", from: [["run", CHAT, "--by", "hour-of-week", "--replications", "20"]] },
];

/** Draws the pictures of docs/charts.md anew, by the built program. */
export function drawFigures(root: string): void {
  const folder = mkdtempSync(join(tmpdir(), "fcrsim-figures-"));
  const fcrsim = (words: readonly string[]): void => {
    execFileSync(process.execPath, [`${root}dist/bundle/main.js`, ...words], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      maxBuffer: 1 << 28,
    });
  };
  try {
    for (const { chart, from } of FIGURES) {
      const results = from.map((words, i) => {
        const out = join(folder, `${chart}-${i}`);
        fcrsim([...words, "--out", out]);
        return out;
      });
      fcrsim([
        "chart",
        chart,
        ...results,
        "--scale",
        "1",
        "--overwrite",
        "--out",
        `docs/figures/chart-${chart}.png`,
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

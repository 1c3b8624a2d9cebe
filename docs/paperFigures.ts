import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const STUDY = "scenarios/kent/panel-study.yaml";

/** Charts of the Kent paper, and what they are called in docs/figures. */
const FIGURES = { "chart-published-1": "kent-months", "chart-plans-1": "kent-plans" } as const;

/** Makes the Kent paper with the built program, and takes the pictures of README and docs/report.md from it. */
export function drawPaperFigures(root: string): void {
  const folder = mkdtempSync(join(tmpdir(), "fcrsim-paper-"));
  try {
    const out = join(folder, "paper");
    execFileSync(process.execPath, [`${root}dist/bundle/main.js`, "report", STUDY, "--out", out], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (const [chart, name] of Object.entries(FIGURES)) {
      for (const ending of [".svg", ".png"]) {
        copyFileSync(join(out, "charts", `${chart}${ending}`), `${root}docs/figures/${name}${ending}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes again what the README and the pages of docs/ show: outputs of commands, files, and pictures. Run it with
 * `npm run readme`; tests check that the outputs are what the commands print today.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadScenarios } from "../cli/load.ts";
import { drawFigures } from "./charts.ts";
import { drawPaperFigures } from "./paperFigures.ts";
import { planRows, withPlanTables } from "./planTables.ts";
import { withFiles, withOutputs } from "./outputs.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const PLANS = ["do-nothing", "replace-leavers", "over-recruit", "redeploy-officers", "recruit-and-redeploy"];
const PLAN_MONTHS = ["2023-02", "2023-04", "2023-06", "2023-08", "2023-09", "2023-11", "2024-03"];

for (const name of ["README", "docs/calibrate", "docs/experiments", "docs/forecast"]) {
  const page = `${root}${name}.md`;
  writeFileSync(page, withOutputs(readFileSync(page, "utf8"), root));
}

const reportPage = `${root}docs/report.md`;
writeFileSync(reportPage, withFiles(readFileSync(reportPage, "utf8"), root));

const plans = [];
for (const scenario of loadScenarios(PLANS.map((plan) => `${root}scenarios/kent/plans/${plan}.yaml`))) {
  plans.push(await planRows(scenario.name, scenario));
}
const plansPage = `${root}scenarios/kent/plans/README.md`;
writeFileSync(plansPage, withPlanTables(readFileSync(plansPage, "utf8"), PLAN_MONTHS, plans));

drawPaperFigures(root);
drawFigures(root);

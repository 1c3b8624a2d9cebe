/**
 * Makes again what the README and the pages of docs/ show: outputs of commands, and a picture. Run it with
 * `npm run readme`; tests check that the outputs are what the commands print today.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadScenarios } from "../cli/load.ts";
import { evaluate } from "../engine/experiment/evaluate.ts";
import type { Row } from "../engine/experiment/rows.ts";
import { inProcess } from "../engine/execution/inProcess.ts";
import { composed } from "../reports/chart.ts";
import { monthsView } from "../reports/monthsPanel.ts";
import { render } from "../reports/render.ts";
import { drawFigures } from "./charts.ts";
import { planRows, withPlanTables } from "./planTables.ts";
import { withOutputs } from "./outputs.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const MONTHS = ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01"];
const PLANS = ["do-nothing", "replace-leavers", "over-recruit", "redeploy-officers", "recruit-and-redeploy"];
const PLAN_MONTHS = ["2023-02", "2023-04", "2023-06", "2023-08", "2023-09", "2023-11", "2024-03"];
const REPLICATIONS = 100;

for (const name of ["README", "docs/calibrate", "docs/experiments", "docs/forecast"]) {
  const page = `${root}${name}.md`;
  writeFileSync(page, withOutputs(readFileSync(page, "utf8"), root));
}

const plans = [];
for (const scenario of loadScenarios(PLANS.map((plan) => `${root}scenarios/kent/plans/${plan}.yaml`))) {
  plans.push(await planRows(scenario.name, scenario));
}
const plansPage = `${root}scenarios/kent/plans/README.md`;
writeFileSync(plansPage, withPlanTables(readFileSync(plansPage, "utf8"), PLAN_MONTHS, plans));

const rows: Row[] = [];
for (const scenario of loadScenarios(MONTHS.map((month) => `${root}scenarios/kent/${month}.yaml`))) {
  const found = await evaluate(inProcess(), scenario, { kind: "fixed", replications: REPLICATIONS });
  if (found !== null) rows.push(...found.rows);
}
const PANELS = [
  { queue: "101", measure: "attrition", title: "101 calls not answered", unit: "share" },
  {
    queue: "101",
    measure: "meanWaitAnswered",
    title: "Mean wait of 101 calls (simulated: of answered calls)",
    unit: "seconds",
  },
  { queue: "999", measure: "attrition", title: "999 calls not answered", unit: "share" },
  {
    queue: "999",
    measure: "meanWaitAnswered",
    title: "Mean wait of 999 calls (simulated: of answered calls)",
    unit: "seconds",
  },
];
const spec = composed(
  {
    title: "Half of 101 calls were not answered in October 2022; one in six by January",
    subtitle: [
      "Kent Police, August 2022 to January 2023. Bar: range of 95% of single simulated months, by chance alone.",
      "Staffing, hold-back and patience are provisional: chosen to come near these months, not recorded.",
    ],
    source: "Reported: Kent Police board paper, March 2023. Simulated: fcrsim, 100 replications a month.",
    description:
      "Reported and simulated 101 attrition and mean wait in six months. Attrition rises from 32% in August to 53% in " +
      "October 2022 and falls to 16% in January 2023; the mean wait rises from 6 to 15 minutes and falls to 3. 999 is met less well: simulated waits are up to 5 seconds from the reported 10 to 27.",
  },
  PANELS.map(({ queue, measure, title, unit }) =>
    monthsView({
      title,
      unit,
      points: rows
        .filter((row) => row.scope === "period" && row.name === queue && row.measure === measure)
        .map(({ when, mean, single, reported }) => ({
          month: when,
          simulated: mean,
          unknown: null,
          single,
          reported: reported?.value ?? null,
        })),
    }),
  ),
);
const { svg, png } = await render(spec);
writeFileSync(`${root}docs/figures/kent-months.svg`, svg);
writeFileSync(`${root}docs/figures/kent-months.png`, png);

drawFigures(root);

/**
 * fcrsim as a library: read a scenario, run it, read the rows.
 *
 * Nothing here touches files, the network or the clock on the wall; only `engine/execution` knows of threads.
 */
export { BrokenInvariant } from "./centre/brokenInvariant.ts";
export type { Ledger } from "./centre/ledger.ts";
export { type Plan, planOf } from "./centre/plan.ts";
export { runTrial } from "./centre/run.ts";
export { inProcess } from "./execution/inProcess.ts";
export { evaluate, type Evaluation, type Progress, type Stopping } from "./experiment/evaluate.ts";
export {
  compare,
  type Comparison,
  type ComparisonOptions,
  type ComparisonStopping,
  type Difference,
} from "./experiment/compare.ts";
export { matchAttempts, type Matched } from "./experiment/matchAttempts.ts";
export { type Row, type Scope, SCOPES } from "./experiment/rows.ts";
export { screen, type ScreenedBy, type Screening } from "./experiment/screen.ts";
export type { Observation } from "./experiment/observation.ts";
export { Summary } from "./experiment/summary.ts";
export type { Feasibility, Target } from "./experiment/targets.ts";
export type { Executor, Trial } from "./experiment/trial.ts";
export { evaluateSensitivity } from "./experiment/uncertainty/sensitivity.ts";
export { compareUnknown } from "./experiment/uncertainty/compareUnknown.ts";
export { evaluateUnknown } from "./experiment/uncertainty/unknownRows.ts";
export type { Distribution } from "./random/times/distribution.ts";
export { ScenarioFaults, scenarioFromText } from "./scenario/fromText.ts";
export { describeScenario } from "./scenario/describe.ts";
export { type Change, parseChange } from "./scenario/change.ts";
export { changeTo, drawUnknowns } from "./scenario/draws.ts";
export {
  type OpenedScenario,
  openScenario,
  readScenario,
  type ReadResult,
  type TextFiles,
} from "./scenario/read.ts";
export type { Scenario, Unknown } from "./scenario/scenario.ts";
export * as theory from "./theory/index.ts";
export { hours, minutes, seconds, type Seconds, share, type Share } from "./units.ts";

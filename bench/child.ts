import { readFileSync } from "node:fs";
import { type Ledger, queueFigure } from "../engine/centre/ledger.ts";
import { planOf } from "../engine/centre/plan.ts";
import { type Loop, runTrial } from "../engine/centre/run.ts";
import { Summary } from "../engine/experiment/summary.ts";
import type { Scenario } from "../engine/scenario/scenario.ts";
import { bareMonth } from "./bareLoop.ts";
import type { Answer, Task } from "./tasks.ts";

/*
 * A measuring process: reads one task from standard input, does it, and writes the answer to standard output. It loads
 * what runs a scenario and nothing that reads one, so its start and its memory are the engine's own.
 */

/** Something that can be run month after month and tells how many calls each brought. */
type Months = (replication: number) => number;

function bareMonths(): Months {
  return (replication) => {
    const { offered } = bareMonth(replication);
    return offered[0] + offered[1];
  };
}

/** As `fcrsim run` does it: every replication simulated with all its statistics and folded into the results. */
function engineMonths(scenario: Scenario, through?: Loop): Months {
  const plan = planOf(scenario);
  const summary = new Summary(plan);
  return (replication) => {
    const ledger = runTrial(plan, replication, null, through === undefined ? {} : { loop: through });
    summary.add(summary.form.observe(ledger));
    return offeredIn(ledger);
  };
}

function offeredIn(ledger: Ledger): number {
  let offered = 0;
  for (let queue = 0; queue < ledger.queues; queue++) {
    for (let bin = 0; bin < ledger.bins; bin++) offered += queueFigure(ledger, queue, bin, "offered");
  }
  return offered;
}

function speed({ of, warmUp, measure }: Extract<Task, { kind: "speed" }>): Answer {
  const month = of.loop === "bare" ? bareMonths() : engineMonths(of.scenario, of.through);
  let replication = 0;
  for (const start = performance.now(); performance.now() - start < warmUp;) month(replication++);
  let calls = 0;
  const before = process.cpuUsage();
  for (const start = performance.now(); performance.now() - start < measure;) calls += month(replication++);
  const { user, system } = process.cpuUsage(before);
  return { nanosecondsACall: (1000 * (user + system)) / calls };
}

async function throughput({
  scenario,
  workers,
  months,
}: Extract<Task, { kind: "throughput" }>): Promise<Answer> {
  const { threads } = await import("../engine/execution/threads.ts");
  const executor = threads(workers);
  const summary = new Summary(planOf(scenario));
  const run = (from: number, count: number): Promise<number> =>
    executor.run(
      Array.from({ length: count }, (_, i) => ({ scenario, replication: from + i })),
      (seen) => {
        summary.add(seen);
      },
    );
  const warmUp = Math.ceil(months / 2);
  await run(0, warmUp);
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await run(warmUp, months);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  await executor.close();
  return { monthsASecond: months / seconds, coresUsed: (user + system) / 1e6 / seconds };
}

async function poolStart({ scenario, workers }: Extract<Task, { kind: "pool start" }>): Promise<Answer> {
  const start = performance.now();
  const { threads } = await import("../engine/execution/threads.ts");
  const executor = threads(workers);
  const trials = Array.from({ length: workers }, (_, replication) => ({ scenario, replication }));
  await executor.run(trials, () => undefined);
  const poolStartMilliseconds = performance.now() - start;
  await executor.close();
  return { poolStartMilliseconds };
}

async function memory(task: Extract<Task, { kind: "memory" }>): Promise<Answer> {
  const { scenario, replications, workers } = task;
  if (workers > 0) {
    await throughput({ kind: "throughput", scenario, workers, months: Math.ceil(replications / 1.5) });
  } else {
    const month = engineMonths(scenario);
    for (let replication = 0; replication < replications; replication++) month(replication);
  }
  return { peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

async function firstResult({ scenario, through }: Extract<Task, { kind: "first result" }>): Promise<Answer> {
  // The library as published also holds the reader of scenario files, which takes longer to load than all the rest.
  if (through === "library") await import("../engine/index.ts");
  engineMonths(scenario)(0);
  const { user, system } = process.cpuUsage();
  return { cpuMilliseconds: (user + system) / 1000 };
}

async function answerTo(task: Task): Promise<Answer> {
  switch (task.kind) {
    case "speed":
      return speed(task);
    case "throughput":
      return throughput(task);
    case "pool start":
      return poolStart(task);
    case "memory":
      return memory(task);
    case "first result":
      return firstResult(task);
  }
}

const task = JSON.parse(readFileSync(0, "utf8")) as Task;
process.stdout.write(JSON.stringify(await answerTo(task)));

#!/usr/bin/env node
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { EXIT, UserError } from "./exit.ts";
import { chartOptions } from "./options/chart.ts";
import { calibrateOptions } from "./options/calibrate.ts";
import { compareOptions } from "./options/compare.ts";
import { forecastOptions, inferOptions, scoreOptions } from "./options/forecast.ts";
import { peopleOptions } from "./options/people.ts";
import { reportOptions } from "./options/report.ts";
import { runOptions } from "./options/run.ts";
import { SEED, SET } from "./options/shared.ts";
import { sensitivityOptions, sweepOptions } from "./options/studies.ts";
import { validateOptions } from "./options/validate.ts";
import { programVersion } from "./version.ts";
import { atLeastOne, atLeastZero, optional } from "./wholeNumbers.ts";

/*
 * The command line: what can be asked, in which words. Each command loads its own code only when it is called, so that
 * help and completion answer at once.
 */

const program = yargs(hideBin(process.argv))
  .scriptName("fcrsim")
  .usage(
    "$0 <command>\n\nSays what a force control room will do: 999 before 101, staffing, message, patience.",
  )
  .locale("en")
  .strict()
  .strictCommands()
  .recommendCommands()
  .demandCommand(1, "Say what to do, such as: fcrsim run scenarios/kent/2022-10.yaml")
  .parserConfiguration({ "parse-positional-numbers": false })
  .middleware(refuseRepeated)
  .command(
    "run <files..>",
    "Simulate scenario files and print what was found beside what was reported",
    runOptions,
    async ({ uncertain, ...args }) =>
      finishWith(
        uncertain === undefined
          ? (await import("./commands/run.ts")).run(args)
          : (await import("./commands/uncertain.ts")).runUncertain({ ...args, uncertain }),
      ),
  )
  .command(
    "compare <base> [plans..]",
    "Compare plans with a base: the same callers, paired differences, a verdict for each",
    compareOptions,
    async ({ uncertain, ...args }) =>
      finishWith(
        uncertain === undefined
          ? (await import("./commands/compare.ts")).runCompare(args)
          : (await import("./commands/compareUncertain.ts")).compareUncertain({ ...args, uncertain }),
      ),
  )
  .command(
    "sweep <file>",
    "Simulate a scenario at many values of some figures, all with the same callers",
    sweepOptions,
    async (args) => finishWith((await import("./commands/sweep.ts")).sweep(args)),
  )
  .command(
    "sensitivity <file>",
    "Tell which of the figures that are not known moves an answer most",
    sensitivityOptions,
    async (args) => finishWith((await import("./commands/sensitivity.ts")).sensitivity(args)),
  )
  .command(
    "calibrate <file>",
    "Find what published months say of figures that were not published",
    calibrateOptions,
    async (args) => finishWith((await import("./commands/calibrate.ts")).calibrate(args)),
  )
  .command(
    "infer <file>",
    "Tell the figures of a period that were not published from those that were",
    inferOptions,
    async (args) => finishWith((await import("./commands/infer.ts")).infer(args)),
  )
  .command(
    "forecast [files..]",
    "Write down what is expected of months not yet seen, to be scored when they are",
    forecastOptions,
    async (args) => finishWith((await import("./commands/forecast.ts")).forecast(args)),
  )
  .command(
    "score <forecast> <actuals>",
    "Score a forecast against what happened",
    scoreOptions,
    async (args) => finishWith((await import("./commands/score.ts")).score(args)),
  )
  .command(
    "validate [suite]",
    "Hold what was learnt against the published months: fit, months left out, months ahead, misprints",
    validateOptions,
    async (args) => finishWith((await import("./commands/validate.ts")).validate(args)),
  )
  .command(
    "people <file>",
    "Tell month by month who is in post, in training and live, without simulating calls",
    peopleOptions,
    async (args) => finishWith((await import("./commands/people.ts")).people(args)),
  )
  .command(
    "report <study>",
    "Make a paper of a study: HTML, Word, Markdown, spreadsheet, charts and the results behind them",
    reportOptions,
    async (args) => finishWith((await import("./commands/report.ts")).report(args)),
  )
  .command(
    "chart <name> <results..>",
    "Draw a chart from what the other commands have written",
    chartOptions,
    async (args) => finishWith((await import("./commands/chart.ts")).chart(args)),
  )
  .command(
    "check <files..>",
    "Check scenario files and list every fault with its place",
    (args) =>
      args
        .positional("files", { type: "string", array: true, demandOption: true, describe: "Scenario files" })
        .example("$0 check scenarios/kent/20*.yaml", "checks the six months"),
    async (args) => finishWith((await import("./commands/check.ts")).check(args)),
  )
  .command(
    "new [file]",
    "Print a commented starter scenario, or write it to a new file",
    (args) =>
      args
        .positional("file", { type: "string", describe: "File to write; must not exist" })
        .example("$0 new my-room.yaml", "writes the starter scenario")
        .example("$0 new", "prints it"),
    async (args) => finishWith((await import("./commands/new.ts")).newScenario(args)),
  )
  .command(
    "describe <file>",
    "Say in plain sentences what a scenario file means, every default included",
    (args) =>
      args
        .positional("file", { type: "string", demandOption: true, describe: "Scenario file" })
        .option("set", SET)
        .example("$0 describe scenarios/kent/2022-10.yaml", "what October 2022 assumes"),
    async (args) => finishWith((await import("./commands/describe.ts")).describe(args)),
  )
  .command(
    "trace <file>",
    "Tell one caller's story from dialling to the end, and who else was waiting",
    (args) =>
      args
        .positional("file", { type: "string", demandOption: true, describe: "Scenario file" })
        .option("contact", {
          type: "number",
          requiresArg: true,
          coerce: optional(atLeastOne("contact")),
          describe: "Which contact of its queue, in the order of dialling, the warm-up included",
        })
        .option("at", {
          type: "string",
          requiresArg: true,
          describe:
            'The first contact to dial from this time on: "2022-10-17 14:30", or "3 days 2 hours" into the period',
        })
        .option("queue", {
          type: "string",
          requiresArg: true,
          describe: "Queue [default: the last in the file]",
        })
        .option("replication", {
          type: "number",
          requiresArg: true,
          coerce: atLeastZero("replication"),
          describe: "Which simulated period, from 0 [default: 0]",
        })
        .option("seed", SEED)
        .example(
          "$0 trace scenarios/kent/2022-10.yaml --queue 101 --contact 5000",
          "the 5,000th caller to 101",
        )
        .example(
          '$0 trace scenarios/kent/2022-10.yaml --at "2022-10-17 14:30"',
          "whoever dialled 101 first after that",
        ),
    async (args) => finishWith((await import("./commands/trace.ts")).trace(args)),
  )
  .command(
    "erlang",
    "Closed-form answers for one steady hour: Erlang B, C and A",
    (args) =>
      args
        .option("calls", {
          type: "string",
          requiresArg: true,
          describe: "Calls an hour; several with commas between are classes, the first going first",
        })
        .option("calls-by-hour", {
          type: "string",
          requiresArg: true,
          describe: "Calls of hour after hour, commas between: gives the offered load of each hour",
        })
        .option("handling", {
          type: "string",
          requiresArg: true,
          demandOption: true,
          describe: 'Talk and wrap-up of one call: "6 minutes 40 seconds"',
        })
        .option("handlers", { type: "number", requiresArg: true, describe: "Handlers on duty" })
        .option("patience", {
          type: "string",
          requiresArg: true,
          describe: "Mean time callers would wait; leave it out if nobody hangs up",
        })
        .option("patience-spread", {
          type: "string",
          requiresArg: true,
          describe: 'Standard deviation ÷ mean of patience, if not exponential: "150%"',
        })
        .option("within", {
          type: "string",
          requiresArg: true,
          default: "10 seconds",
          describe: "Target wait for the service level",
        })
        .option("target", {
          type: "string",
          requiresArg: true,
          describe: 'Find the least handlers that answer this share within the target: "90%"',
        })
        .example('$0 erlang --calls 64 --handling "400 seconds" --handlers 9', "waits when nobody hangs up")
        .example(
          '$0 erlang --calls 48 --handling "700 seconds" --patience "1000 seconds" --target "90%"',
          "heads needed",
        ),
    async (args) => finishWith((await import("./commands/erlang.ts")).erlang(args)),
  )
  .completion("completion", "Print a script that completes commands in your shell")
  .version(programVersion())
  .help()
  .alias({ help: "h", version: "v" })
  .epilogue("Exit codes: 0 done, 1 a check or target failed, 2 bad input, 130 interrupted.")
  .wrap(Math.min(110, process.stdout.isTTY ? process.stdout.columns : 110))
  .showHelpOnFail(false)
  .exitProcess(false)
  // A fault in the words of the call is the user's to put right; anything else is thrown and told below.
  .fail((message, error: Error | undefined) => {
    if (error !== undefined && error.name !== "YError") throw error;
    throw new UserError(inOurWords(message));
  });

/** What the argument parser found wrong, as a planner would be told. */
function inOurWords(message: string): string {
  const [command] = hideBin(process.argv);
  if (message.startsWith("Not enough non-option arguments")) {
    if (command === "score") {
      return "score needs a forecast and a table of what happened: fcrsim score forecast.json actuals.csv\nTry: fcrsim score --help";
    }
    if (command === "report") {
      return "report needs a study file, such as: fcrsim report scenarios/kent/panel-study.yaml --out paper\nTry: fcrsim report --help";
    }
    if (command === "chart") {
      return "chart needs the name of a chart and a file of results, such as: fcrsim chart months runs/results.json --out months.png\nTry: fcrsim chart --help";
    }
    return (
      `${command ?? "fcrsim"} needs a scenario file, such as: fcrsim ${command ?? "run"} scenarios/kent/2022-10.yaml\n` +
      `Try: fcrsim ${command ?? ""} --help`
    );
  }
  const meant = /^Did you mean (\S+)\?$/.exec(message)?.[1];
  if (meant !== undefined)
    return `there is no command "${command}". Did you mean ${meant}?\nTry: fcrsim --help`;
  return `${message}\nTry: fcrsim --help`;
}

/** Words and options that are lists by their nature. */
const MAY_REPEAT: ReadonlySet<string> = new Set([
  "_",
  "files",
  "given",
  "measure",
  "plans",
  "results",
  "set",
  "structure",
  "target",
  "vary",
]);

/** An option given twice would otherwise arrive as a list that nothing expects. */
function refuseRepeated(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (Array.isArray(value) && !MAY_REPEAT.has(name)) {
      throw new UserError(`--${name} is given more than once. Give it once.`);
    }
  }
}

async function finishWith(code: Promise<number>): Promise<void> {
  process.exitCode = await code;
}

// `fcrsim run … | head` closes the pipe early; that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.done);
  process.stderr.write(`fcrsim: the results could not be written: ${error.message}\n`);
  process.exit(EXIT.badInput);
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof UserError) {
    process.stderr.write(`fcrsim: ${error.message}\n`);
    process.exitCode = EXIT.badInput;
  } else {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`fcrsim: something went wrong inside the program. Please report this.\n${fault}\n`);
    process.exitCode = EXIT.failed;
  }
}

#!/usr/bin/env node
import yargs, { type Argv } from "yargs";
import { hideBin } from "yargs/helpers";
import { compareOptions } from "./compareOptions.ts";
import { EXIT, UserError } from "./exit.ts";
import { programVersion } from "./version.ts";
import { atLeastOne, atLeastZero } from "./wholeNumbers.ts";

/*
 * The command line: what can be asked, in which words. Each command loads its own code only when it is called, so that
 * help and completion answer at once.
 */

/** A figure in place of what the file says; may be given many times. */
const SET = {
  type: "string",
  array: true,
  nargs: 1,
  requiresArg: true,
  default: [] as string[],
  defaultDescription: "none",
  describe:
    'A figure instead of the file\'s: "queues.101.message.duration=60 seconds". Give it once for each',
} as const;

function runOptions(args: Argv) {
  return args
    .positional("files", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "Scenario files (YAML or JSON)",
    })
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("replications")(value)),
      describe:
        "Simulated periods [default: 100; with --precision, the most to run: 10000; with --uncertain, of each draw: 5]",
    })
    .option("precision", {
      type: "string",
      requiresArg: true,
      describe: 'Run until half-width ÷ mean of --measures is at most this: "2%"',
    })
    .option("measures", {
      type: "string",
      requiresArg: true,
      describe: "Measures that --precision is for, comma between [default: attrition,meanWaitAnswered]",
    })
    .option("seed", {
      type: "string",
      requiresArg: true,
      describe: "Root of all chance, instead of the file's seed",
    })
    .option("set", SET)
    .option("uncertain", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("uncertain")(value)),
      describe:
        "Draw the figures that are not known this many times, and tell what follows from them apart from chance",
    })
    .option("format", {
      choices: ["table", "json", "csv", "markdown"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output",
    })
    .option("by", {
      choices: ["day", "hour-of-week", "interval"] as const,
      requiresArg: true,
      describe: "Also give results for each of these",
    })
    .option("controls", {
      type: "boolean",
      default: false,
      describe:
        "Correct means for the callers who happened to come (control variates): surer with as few runs",
    })
    .option("all", {
      type: "boolean",
      default: false,
      describe: "Print every measure in tables, not the main ones",
    })
    .option("out", { type: "string", requiresArg: true, describe: "Also write results to this new folder" })
    .option("overwrite", {
      type: "boolean",
      default: false,
      describe: "Let --out replace a folder that exists",
    })
    .option("workers", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("workers")(value)),
      describe: "Threads to run on [default: the cores there are]; results are the same on any number",
    })
    .option("progress", {
      choices: ["auto", "bar", "lines", "off"] as const,
      default: "auto" as const,
      requiresArg: true,
      describe: "How to show progress on standard error",
    })
    .example("$0 run scenarios/kent/2022-10.yaml", "October 2022 beside what was reported")
    .example('$0 run october.yaml --precision "1%"', "as many replications as 1% takes")
    .example(
      '$0 run october.yaml --set "pools.general.handlers.average=11"',
      "with other figures than the file's",
    )
    .example(
      "$0 run october.yaml --by day --format csv > days.csv",
      "every measure of every day, for a spreadsheet",
    );
}

/** Options that studies of one file share. */
function studyOptions(args: Argv, says: { readonly replications: string; readonly measures: string }) {
  return args
    .positional("file", { type: "string", demandOption: true, describe: "Scenario file (YAML or JSON)" })
    .option("set", SET)
    .option("replications", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("replications")(value)),
      describe: says.replications,
    })
    .option("measure", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      defaultDescription: says.measures,
      describe: 'Measure to show: "attrition:101", or "attrition" for every queue. Give it once for each',
    })
    .option("seed", {
      type: "string",
      requiresArg: true,
      describe: "Root of all chance, instead of the file's seed",
    })
    .option("workers", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("workers")(value)),
      describe: "Threads to run on [default: the cores there are]; results are the same on any number",
    })
    .option("progress", {
      choices: ["auto", "bar", "lines", "off"] as const,
      default: "auto" as const,
      requiresArg: true,
      describe: "How to show progress on standard error",
    });
}

function sweepOptions(args: Argv) {
  return studyOptions(args, {
    replications: "Simulated periods at each point [default: 20]",
    measures: "attrition, meanWaitAnswered and occupancy of all",
  })
    .option("vary", {
      type: "string",
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe:
        'A figure and its values: "pools.general.handlers=8..16", "queues.101.message.duration=30s,60s,95s". ' +
        "Give it once for each figure",
    })
    .option("design", {
      choices: ["factorial", "lhs", "sobol"] as const,
      default: "factorial" as const,
      requiresArg: true,
      describe: "Every combination of values, or --points that fill the space between them",
    })
    .option("points", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("points")(value)),
      describe: "Points of a design other than factorial",
    })
    .option("format", {
      choices: ["table", "csv", "wide", "json", "markdown"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output: csv is tidy, wide is for charts",
    })
    .option("out", {
      type: "string",
      requiresArg: true,
      describe: "Folder for results; each point is kept there, and the same command goes on where it stopped",
    })
    .example(
      '$0 sweep october.yaml --vary "pools.general.handlers.average=9..12"',
      "attrition and waits for four averages",
    )
    .example(
      '$0 sweep october.yaml --vary "pools.general.holdBack=0..4" --vary "queues.101.message.duration=30s,60s,95s"',
      "all 15 combinations",
    )
    .example(
      '$0 sweep october.yaml --vary "queues.101.talk.mean=9m..12m" --design sobol --points 64',
      "64 points over a range",
    );
}

function sensitivityOptions(args: Argv) {
  return studyOptions(args, {
    replications: "Simulated periods behind each answer, an even number [default: 2]",
    measures: "attrition of every queue",
  })
    .option("samples", {
      type: "number",
      requiresArg: true,
      coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("samples")(value)),
      describe:
        "Rows of drawn figures; each is simulated once for every unknown figure and twice more [default: 200]",
    })
    .option("format", {
      choices: ["table", "csv", "json", "markdown"] as const,
      default: "table" as const,
      requiresArg: true,
      describe: "How results are written to standard output: csv is ready for a tornado chart",
    })
    .option("out", { type: "string", requiresArg: true, describe: "Also write results to this new folder" })
    .option("overwrite", {
      type: "boolean",
      default: false,
      describe: "Let --out replace a folder that exists",
    })
    .example("$0 sensitivity october.yaml --measure attrition:101", "what 101 attrition hangs on")
    .example(
      "$0 sensitivity october.yaml --measure meanWaitAnswered --format csv > tornado.csv",
      "for a tornado chart",
    );
}

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
    async (args) => finishWith((await import("./commands/compare.ts")).runCompare(args)),
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
          coerce: (value: unknown) => (value === undefined ? undefined : atLeastOne("contact")(value)),
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
        .option("seed", {
          type: "string",
          requiresArg: true,
          describe: "Root of all chance, instead of the file's",
        })
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
const MAY_REPEAT: ReadonlySet<string> = new Set(["_", "files", "measure", "plans", "set", "target", "vary"]);

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

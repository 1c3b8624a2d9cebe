import { csv } from "./memoryFiles.ts";

type Told = string | readonly string[];

/** Slips of the pen in one place of the good scenario, each with all that the planner is told of it. */
export interface Slips {
  readonly about: string;
  /** What stands in the good scenario. */
  readonly from: string;
  /** What somebody wrote instead, where the JSON Schema sees it too. */
  readonly editorSees?: Readonly<Record<string, Told>>;
  /** The same, where only the checker sees it. */
  readonly checkerSees?: Readonly<Record<string, Told>>;
  /** The same, with other files beside the scenario. */
  readonly withFiles?: readonly {
    readonly to: string;
    readonly files: Readonly<Record<string, string>>;
    readonly told: Told;
  }[];
}

const repeated = (count: number, row: string): string[] => new Array<string>(count).fill(row);
const ONES_OF_23 = repeated(23, "1").join(", ");
const ONES = repeated(24, "1").join(", ");
const ZEROS = repeated(24, "0").join(", ");

export const SLIPS: readonly Slips[] = [
  {
    about: "lengths of time",
    from: "mean: 15 minutes",
    editorSees: {
      "mean: 3":
        'w.yaml:10:38 queues › 101 › patience › mean: "3" has no unit. Write "3 minutes" or "180 seconds".',
      "mean: 95":
        'w.yaml:10:38 queues › 101 › patience › mean: "95" has no unit. Write "95 seconds" or "95 minutes".',
      "mean: 0.5":
        'w.yaml:10:38 queues › 101 › patience › mean: "0.5" has no unit. Write "0.5 minutes" or "30 seconds".',
      "mean: 0":
        'w.yaml:10:38 queues › 101 › patience › mean: "0" is no time at all. Write a time above zero, such as "3 minutes".',
      "mean: -3 minutes":
        'w.yaml:10:38 queues › 101 › patience › mean: "-3 minutes" is negative. Write a time above zero, such as "3 minutes".',
      'mean: "3"':
        'w.yaml:10:38 queues › 101 › patience › mean: "3" has no unit. Write "3 minutes" or "180 seconds".',
      "mean: 3 minuts":
        'w.yaml:10:38 queues › 101 › patience › mean: "3 minuts" is not a length of time. Did you mean "3 minutes"?',
      "mean: soon":
        'w.yaml:10:38 queues › 101 › patience › mean: "soon" is not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
      "mean: 1,20 seconds": [
        'w.yaml:10:38 queues › 101 › patience › mean: "1" has no unit. Write "1 minute" or "60 seconds".',
        'w.yaml:10:40 queues › 101 › patience › 20 seconds: "20 seconds" is not a word used here. Inside { } a comma ends a value: put figures with a comma in quotes.',
      ],
      "mean:":
        'w.yaml:10:38 queues › 101 › patience › mean: nothing is written here. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
      "mean: [1]":
        'w.yaml:10:32 queues › 101 › patience › mean: this is a list, not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
      "mean: { a: 1 }":
        'w.yaml:10:32 queues › 101 › patience › mean: this is a group of words, not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
      "mean: true":
        'w.yaml:10:38 queues › 101 › patience › mean: "true" is not a length of time. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
    },
    checkerSees: {
      "mean: 0 seconds":
        'w.yaml:10:38 queues › 101 › patience › mean: "0 seconds" is no time at all. Write a time above zero, such as "3 minutes".',
      "mean: 49s 5m":
        'w.yaml:10:38 queues › 101 › patience › mean: "49s 5m" names its units out of order. Write "5 minutes 49 seconds".',
      "mean: 36526 days":
        'w.yaml:10:38 queues › 101 › patience › mean: "36526 days" is longer than a century. Write a shorter time, such as "3 minutes".',
    },
  },
  {
    about: "distributions",
    from: "{ exponential: { mean: 15 minutes } }",
    editorSees: {
      nevr: 'w.yaml:10:15 queues › 101 › patience: "nevr" has no meaning here. Did you mean "never"?',
      none: 'w.yaml:10:15 queues › 101 › patience: "none" is not a time or a distribution. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }, or never.',
      "0": 'w.yaml:10:15 queues › 101 › patience: "0" is no time at all. Write a time above zero, such as "3 minutes".',
      exponential:
        'w.yaml:10:15 queues › 101 › patience: "exponential" needs its figures. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }, or never.',
      "[]": 'w.yaml:10:5 queues › 101 › patience: this is a list, not a time or a distribution. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }, or never.',
      "{}": 'w.yaml:10:5 queues › 101 › patience: a word is missing: one of exponential, erlang, gamma, lognormal, weibull, uniform, triangular, hyperexponential, empirical, deterministic or mixture. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }, or never.',
      "{ mean: 3 minutes }":
        'w.yaml:10:17 queues › 101 › patience › mean: "mean" is not a word used here. Use one of: exponential, erlang, gamma, lognormal, weibull, uniform, triangular, hyperexponential, empirical, deterministic, mixture.',
      "{ exponental: { mean: 3 minutes } }":
        'w.yaml:10:17 queues › 101 › patience › exponental: "exponental" is not a word used here. Did you mean "exponential"?',
      "{ exponential: { maen: 3 minutes } }":
        'w.yaml:10:32 queues › 101 › patience › maen: "maen" is not a word used here. Did you mean "mean"?',
      "{ exponential: {} }":
        'w.yaml:10:17 queues › 101 › patience › exponential: "mean" is missing. Write a number and a unit, such as "90 seconds" or "5 minutes 49 seconds".',
      "{ exponential: 3 minutes }":
        'w.yaml:10:30 queues › 101 › patience › exponential: "3 minutes" is not a mean. Write { mean: 3 minutes }.',
      "{ exponential: { mean: 3 minutes, spread: 80% } }":
        'w.yaml:10:49 queues › 101 › patience › spread: "spread" is not a word used here. Use one of: mean.',
      "{ exponential: { mean: 3 minutes }, gamma: { mean: 4 minutes, spread: 50% } }":
        'w.yaml:10:5 queues › 101 › patience: "exponential" and "gamma" do not go together. Keep one.',
      "{ lognormal: { mean: 3 minutes } }":
        'w.yaml:10:17 queues › 101 › patience › lognormal: "spread" or "sd" is missing. Write spread: 80%, or sd: 300 seconds.',
      "{ lognormal: { mean: 3 minutes, spread: 80%, sd: 50 seconds } }":
        'w.yaml:10:17 queues › 101 › patience › lognormal: "spread" and "sd" do not go together. Keep one.',
      "{ lognormal: { mean: 3, spread: 0.8 } }": [
        'w.yaml:10:36 queues › 101 › patience › mean: "3" has no unit. Write "3 minutes" or "180 seconds".',
        'w.yaml:10:47 queues › 101 › patience › spread: "0.8" has no unit. Write "80%".',
      ],
      "{ erlang: { mean: 3 minutes, phases: 2.5 } }":
        'w.yaml:10:52 queues › 101 › patience › phases: "2.5" is not a whole number from 1 to 1,000. Write the number of phases, such as 3.',
      "{ weibull: { mean: 3 minutes } }":
        "w.yaml:10:17 queues › 101 › patience › weibull: two figures that belong together are asked for here. Write { mean: 12 minutes, spread: 140% }, or { scale: 10 minutes, shape: 0.8 }.",
      "{ weibull: { mean: 3 minutes, scale: 3 minutes } }":
        "w.yaml:10:17 queues › 101 › patience › weibull: two figures that belong together are asked for here. Write { mean: 12 minutes, spread: 140% }, or { scale: 10 minutes, shape: 0.8 }.",
      "{ weibull: { mean: 3 minutes, spred: 80% } }":
        'w.yaml:10:45 queues › 101 › patience › spred: "spred" is not a word used here. Did you mean "spread"?',
      "{ weibull: { scale: 3 minutes, shape: 0 } }":
        'w.yaml:10:53 queues › 101 › patience › shape: "0" is not a number above zero. Write a number without a unit, such as 0.8.',
      "{ deterministic: 0 }":
        'w.yaml:10:32 queues › 101 › patience › deterministic: "0" is no time at all. Write a time above zero, such as "3 minutes".',
      "{ mixture: { share: 12% } }":
        "w.yaml:10:17 queues › 101 › patience › mixture: this is a group of words, not a list of parts. Write parts such as { share: 12%, exponential: { mean: 40 seconds } }.",
      "{ mixture: [] }":
        "w.yaml:10:17 queues › 101 › patience › mixture: the list is empty. Write parts such as { share: 12%, exponential: { mean: 40 seconds } }.",
      "{ mixture: [{ share: 12 }, { exponental: { mean: 4 minutes } }] }": [
        "w.yaml:10:27 queues › 101 › patience › mixture › item 1: a word is missing: one of exponential, erlang, gamma, lognormal, weibull, uniform, triangular, hyperexponential, empirical or deterministic. Write parts such as { share: 12%, exponential: { mean: 40 seconds } }.",
        'w.yaml:10:36 queues › 101 › patience › mixture › item 1 › share: "12" has no unit. Write "12%".',
        'w.yaml:10:42 queues › 101 › patience › mixture › item 2: "share" is missing. Write a share from 0% to 100%, such as "8%".',
        'w.yaml:10:44 queues › 101 › patience › mixture › item 2 › exponental: "exponental" is not a word used here. Did you mean "exponential"?',
      ],
      "{ empirical: { values: [] } }":
        'w.yaml:10:30 queues › 101 › patience › values: the list is empty. Write a list of times, such as ["40 seconds", "3 minutes"], or { file: times.csv, column: seconds }.',
      "{ empirical: { values: [3, 5 seconds] } }":
        'w.yaml:10:39 queues › 101 › patience › values › item 1: "3" has no unit. Write "3 minutes" or "180 seconds".',
      "{ empirical: { values: 5 seconds } }":
        'w.yaml:10:38 queues › 101 › patience › values: "5 seconds" is not a list of times. Write a list of times, such as ["40 seconds", "3 minutes"], or { file: times.csv, column: seconds }.',
    },
    checkerSees: {
      "{ lognormal: { mean: 3 minutes, spread: 0% } }":
        'w.yaml:10:55 queues › 101 › patience › spread: "0%" is hardly any spread. Write at least 1%, or a bare time such as "90 seconds" if all are alike.',
      "{ lognormal: { mean: 3 minutes, spread: 10001% } }":
        'w.yaml:10:55 queues › 101 › patience › spread: "10001%" is a spread above 10,000%. Write a smaller one, such as 80%.',
      "{ gamma: { mean: 3 minutes, sd: 1 second } }":
        'w.yaml:10:47 queues › 101 › patience › sd: an sd of 0.556% of the mean is hardly any spread. Write at least 1%, or a bare time such as "90 seconds" if all are alike.',
      "{ hyperexponential: { mean: 3 minutes, spread: 80% } }":
        'w.yaml:10:62 queues › 101 › patience › spread: "80%" is not above 100%. Write a spread above 100%, or use gamma or lognormal.',
      "{ hyperexponential: { mean: 3 minutes, sd: 90 seconds } }":
        "w.yaml:10:58 queues › 101 › patience › sd: an sd of 50% of the mean is not above 100%. Write a spread above 100%, or use gamma or lognormal.",
      "{ weibull: { mean: 3 minutes, spread: 0.1% } }":
        'w.yaml:10:53 queues › 101 › patience › spread: "0.1%" is hardly any spread. Write at least 1%, or a bare time such as "90 seconds" if all are alike.',
      "{ uniform: { low: 3 minutes, high: 2 minutes } }":
        "w.yaml:10:50 queues › 101 › patience › high: this is not above low. Write a longer time.",
      "{ triangular: { low: 1 minute, mode: 5 minutes, high: 2 minutes } }":
        "w.yaml:10:52 queues › 101 › patience › mode: this is not between low and high. Write a time between them.",
      "{ triangular: { low: 3 minutes, mode: 3 minutes, high: 2 minutes } }":
        "w.yaml:10:70 queues › 101 › patience › high: this is not above low. Write a longer time.",
      "{ mixture: [{ share: 12%, exponential: { mean: 3 minutes } }, { share: 80%, gamma: { mean: 4 minutes, spread: 50% } }] }":
        'w.yaml:10:17 queues › 101 › patience › mixture: the shares add to 92%. Change them so that they add to 100%, or write "rest" for one of them.',
      "{ empirical: { values: [0, 0 seconds] } }":
        "w.yaml:10:30 queues › 101 › patience › values: all times are zero. Write at least one above zero.",
    },
    withFiles: [
      {
        to: "{ empirical: { file: t.csv, column: s } }",
        files: { "t.csv": csv("s", ["5", "-1"]) },
        told: 't.csv:3 row 3 › column s: "-1" is below zero. Write seconds of zero or more.',
      },
      {
        to: "{ empirical: { file: t.csv, column: s } }",
        files: { "t.csv": csv("s", ["0", "0"]) },
        told: "w.yaml:10:51 queues › 101 › patience › column: all times of this column are zero. There must be one above zero.",
      },
    ],
  },
  {
    about: "arrivals",
    from: "30 an hour",
    editorSees: {
      "30": 'w.yaml:7:15 queues › 101 › arrivals: "30" has no unit. Write "30 an hour" or "30 a day".',
      '"30"': 'w.yaml:7:15 queues › 101 › arrivals: "30" has no unit. Write "30 an hour" or "30 a day".',
      "-3 an hour":
        'w.yaml:7:15 queues › 101 › arrivals: "-3 an hour" is negative. Write a rate such as "46 an hour" or "120 a day".',
      "thirty an hour":
        'w.yaml:7:15 queues › 101 › arrivals: "thirty an hour" is not a rate of contacts. Write a rate such as "46 an hour" or "120 a day".',
      "[30]":
        'w.yaml:7:5 queues › 101 › arrivals: this is a list, not a description of arrivals. Write a rate such as "46 an hour", or one of { profile: ... }, { hourly: ... }, { rates: ... }, { replay: ... }.',
      "{ profil: 3 }":
        'w.yaml:7:17 queues › 101 › arrivals › profil: "profil" is not a word used here. Did you mean "profile"?',
      "{ hourly: [1, 2, 3] }":
        "w.yaml:7:17 queues › 101 › arrivals › hourly: the list has 3 figures. Write 24 (every day alike, from midnight) or 168 (the week, from Monday midnight).",
      [`{ hourly: [x, ${ONES_OF_23}] }`]:
        'w.yaml:7:26 queues › 101 › arrivals › hourly › item 1: "x" is not a number of at least zero. Write a number of at least zero, such as 0.6.',
      [`{ hourly: [${ONES_OF_23}, -2] }`]:
        'w.yaml:7:95 queues › 101 › arrivals › hourly › item 24: "-2" is not a number of at least zero. Write a number of at least zero, such as 0.6.',
      [`{ hourly: [${ONES}], profile: [${ONES}] }`]:
        'w.yaml:7:5 queues › 101 › arrivals: "profile" and "hourly" do not go together. Keep one.',
      "{ rates: { every: 1, perHour: [] } }": [
        'w.yaml:7:33 queues › 101 › arrivals › rates › every: "1" has no unit. Write "1 minute" or "60 seconds".',
        "w.yaml:7:36 queues › 101 › arrivals › rates › perHour: the list is empty. Write contacts an hour, such as [30, 46, 52].",
      ],
      "{ rates: { every: 1 hour, perHour: [0, 0], afterwards: repeats } }": [
        "w.yaml:7:41 queues › 101 › arrivals › rates › perHour: all rates are zero, so nobody would ever call. Write at least one above zero.",
        'w.yaml:7:70 queues › 101 › arrivals › rates › afterwards: "repeats" has no meaning here. Did you mean "repeat"?',
      ],
      "{ replay: calls.csv }":
        'w.yaml:7:25 queues › 101 › arrivals › replay: "calls.csv" is not a file and a column. Write { file: profile.csv, column: weight }.',
      "{ replay: { file: calls.csv } }":
        'w.yaml:7:17 queues › 101 › arrivals › replay: "column" is missing. Write the heading of the column, such as weight.',
    },
    checkerSees: {
      "0 an hour":
        'w.yaml:7:15 queues › 101 › arrivals: "0 an hour" brings no contacts. Write a rate above zero, such as "46 an hour".',
      [`{ hourly: [${ZEROS}] }`]:
        "w.yaml:7:17 queues › 101 › arrivals › hourly: all figures are zero, so nobody would ever call. Write at least one above zero.",
    },
    withFiles: [
      {
        to: "{ replay: { file: calls.csv, column: seconds } }",
        files: { "calls.csv": csv("seconds", ["1", "5", "3", "-2", "x"]) },
        told: [
          'calls.csv:4 row 4 › column seconds: "3" is earlier than the row above it. Sort the rows by time.',
          'calls.csv:5 row 5 › column seconds: "-2" is below zero. Write seconds from the start of the counted period.',
          'calls.csv:6 row 6 › column seconds: "x" is not a number. Write digits, such as 0.6.',
        ],
      },
    ],
  },
  {
    about: "volumes",
    from: "arrivals: 30 an hour",
    editorSees: {
      [`arrivals: { profile: [${ONES}] }\n    volume: 864`]:
        'w.yaml:8:13 queues › 101 › volume: "864" has no unit. Write "864 a month", or "864 in all" for a period in days.',
      [`arrivals: { profile: [${ONES}] }\n    volume: -5 in all`]:
        'w.yaml:8:13 queues › 101 › volume: "-5 in all" is negative. Write a volume such as "25,277 a month", or "864 in all" for a period in days.',
      [`arrivals: { profile: [${ONES}] }\n    volume: many`]:
        'w.yaml:8:13 queues › 101 › volume: "many" is not a volume. Write a volume such as "25,277 a month", or "864 in all" for a period in days.',
      [`arrivals: { profile: [${ONES}] }\n    volume: 864 in all\n    volumeCounts: dialed`]:
        'w.yaml:9:19 queues › 101 › volumeCounts: "dialed" has no meaning here. Did you mean "dialled"?',
      "arrivals: { profile: { file: p.csv, column: w }, volume: 25,277 a month }": [
        'w.yaml:7:54 queues › 101 › arrivals › volume: "volume" is not a word used here. Use one of: profile, hourly, rates, replay.',
        'w.yaml:7:65 queues › 101 › arrivals › 277 a month: "277 a month" is not a word used here. Inside { } a comma ends a value: put figures with a comma in quotes.',
      ],
    },
    checkerSees: {
      [`arrivals: { profile: [${ONES}] }`]:
        'w.yaml:5:3 queues › 101: "volume" is missing. A profile only says when; write how many: volume: 864 in all.',
      [`arrivals: { profile: [${ONES}] }\n    volume: 0 in all`]:
        'w.yaml:8:13 queues › 101 › volume: "0 in all" brings no contacts. Write a volume above zero, such as "25,277 a month".',
      [`arrivals: { profile: [${ONES}] }\n    volume: 25,277 a month`]:
        'w.yaml:8:13 queues › 101 › volume: "a month" needs a calendar, but this scenario counts days. Write "25,277 in all".',
      [`arrivals: { profile: [${ONES}] }\n    volume: 864 in all\n    message: { duration: 9 seconds, hangUp: 60%, moveToDigital: 40% }`]:
        "w.yaml:8:13 queues › 101 › volume: everybody leaves during the message, so no volume can be offered. Lower its shares.",
      "arrivals: 30 an hour\n    volume: 864 in all\n    volumeCounts: dialled": [
        'w.yaml:8:5 queues › 101 › volume: "volume" goes only with arrivals: { profile: ... }. Leave it out.',
        'w.yaml:9:5 queues › 101 › volumeCounts: "volumeCounts" goes only with arrivals: { profile: ... }. Leave it out.',
      ],
    },
  },
  {
    about: "CSV files",
    from: "30 an hour",
    editorSees: {
      "{ hourly: { fil: c.csv, column: w } }":
        'w.yaml:7:27 queues › 101 › arrivals › hourly › fil: "fil" is not a word used here. Did you mean "file"?',
      "{ hourly: { file: c.csv, column: w, where: 999 } }":
        'w.yaml:7:58 queues › 101 › arrivals › hourly › where: "999" is not headings with a text each. Write the rows to keep, such as { channel: "999" }.',
    },
    checkerSees: {
      "{ hourly: { file: c.csv, column: w } }":
        'w.yaml:7:33 queues › 101 › arrivals › hourly › file: there is no file "c.csv". Check its name and folder.',
    },
    withFiles: [
      {
        to: "{ hourly: { file: c.csv, column: wieght } }",
        files: { "c.csv": csv("channel,weight", [...repeated(24, "101,1")]) },
        told: 'w.yaml:7:48 queues › 101 › arrivals › hourly › column: "c.csv" has no column "wieght". Did you mean "weight"?',
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("w,w", [...repeated(24, "1,1")]) },
        told: 'w.yaml:7:48 queues › 101 › arrivals › hourly › column: "c.csv" has two columns "w". Give one another heading.',
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("channel,w", [...repeated(23, "101,1")]) },
        told: 'w.yaml:7:33 queues › 101 › arrivals › hourly › file: "c.csv" has 23 rows. A week needs 24 (every day alike, from midnight) or 168 (from Monday midnight).',
      },
      {
        to: "{ hourly: { file: c.csv, column: w, where: { channel: 999 } } }",
        files: { "c.csv": csv("channel,w", [...repeated(24, "101,1")]) },
        told: 'w.yaml:7:51 queues › 101 › arrivals › hourly › where: no row of "c.csv" has channel "999".',
      },
      {
        to: "{ hourly: { file: c.csv, column: w, where: { channel: 101 } } }",
        files: { "c.csv": csv("channel,w", [...repeated(25, "101,1")]) },
        told: 'w.yaml:7:33 queues › 101 › arrivals › hourly › file: "c.csv" has 25 rows with channel "101". A week needs 24 (every day alike, from midnight) or 168 (from Monday midnight).',
      },
      {
        to: "{ hourly: { file: c.csv, column: w, where: { chanel: 101 } } }",
        files: { "c.csv": csv("channel,w", [...repeated(24, "101,1")]) },
        told: 'w.yaml:7:68 queues › 101 › arrivals › hourly › where › chanel: "c.csv" has no column "chanel". Did you mean "channel"?',
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("w", [...repeated(22, "1"), "12%", "-1"]) },
        told: [
          'c.csv:24 row 24 › column w: "12%" is not a number. Write "12".',
          'c.csv:25 row 25 › column w: "-1" is below zero. Write zero or a number above it.',
        ],
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("w", [...repeated(24, "0")]) },
        told: "w.yaml:7:48 queues › 101 › arrivals › hourly › column: all figures of this column are zero, so nobody would ever call.",
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("w", [...repeated(24, "many")]) },
        told: [
          'c.csv:2 row 2 › column w: "many" is not a number. Write digits, such as 0.6.',
          'c.csv:3 row 3 › column w: "many" is not a number. Write digits, such as 0.6.',
          'c.csv:4 row 4 › column w: "many" is not a number. Write digits, such as 0.6.',
          'c.csv:5 row 5 › column w: "many" is not a number. Write digits, such as 0.6.',
          'c.csv:6 row 6 › column w: "many" is not a number. Write digits, such as 0.6.',
          "c.csv:25 row 25 › column w: 19 cells more of this column are at fault, the last one here.",
        ],
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("a,w", ["1,2", "1,200,3"]) },
        told: "c.csv:3: row 3 has 3 cells, but there are 2 headings. Put a text with commas in quotes, and leave commas out of numbers.",
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("a,w", ['"1,2']) },
        told: "c.csv:2: a quotation mark stands alone here. Put quotation marks on both sides of a text, or leave both out.",
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": csv("a,w", []) },
        told: 'w.yaml:7:33 queues › 101 › arrivals › hourly › file: "c.csv" has no rows below its headings.',
      },
      {
        to: "{ hourly: { file: c.csv, column: w } }",
        files: { "c.csv": "" },
        told: "c.csv: the file is empty. Write a line of headings, then the rows.",
      },
    ],
  },
  {
    about: "handlers",
    from: "handlers: 8",
    editorSees: {
      "handlers: 8.5":
        'w.yaml:12:46 pools › desk › handlers: "8.5" is not a number of handlers. Write a whole number, a list of 24 or 168 of them, { file: staff.csv, column: handlers }, or { average: 21.4, shape: [...] }.',
      'handlers: "8"':
        'w.yaml:12:46 pools › desk › handlers: "8" is a text, for its quotation marks. Write the number without them.',
      "handlers: -1":
        'w.yaml:12:46 pools › desk › handlers: "-1" is not a whole number of handlers. Write a whole number, such as 12.',
      "handlers: eight":
        'w.yaml:12:46 pools › desk › handlers: "eight" is not a number of handlers. Write a whole number, a list of 24 or 168 of them, { file: staff.csv, column: handlers }, or { average: 21.4, shape: [...] }.',
      [`handlers: [1.5, ${ONES_OF_23}]`]:
        'w.yaml:12:47 pools › desk › handlers › item 1: "1.5" is not a whole number of handlers. Write a whole number, such as 12.',
      "handlers: [1]":
        "w.yaml:12:36 pools › desk › handlers: the list has 1 figure. Write 24 (every day alike, from midnight) or 168 (the week, from Monday midnight).",
      "handlers: { average: 0, shape: [1] }": [
        'w.yaml:12:57 pools › desk › handlers › average: "0" is not a number above zero. Write the handlers on duty on average, such as 21.4.',
        "w.yaml:12:60 pools › desk › handlers › shape: the list has 1 figure. Write 24 (every day alike, from midnight) or 168 (the week, from Monday midnight).",
      ],
      [`handlers: { avrage: 3, shape: [${ONES}] }`]:
        'w.yaml:12:48 pools › desk › handlers › avrage: "avrage" is not a word used here. Did you mean "average"?',
      "handlers: {}": [
        'w.yaml:12:36 pools › desk › handlers: "file" is missing. Write the name of a CSV file, such as profile.csv.',
        'w.yaml:12:36 pools › desk › handlers: "column" is missing. Write the heading of the column, such as weight.',
      ],
      "handlers: 8, holdBack: two":
        'w.yaml:12:59 pools › desk › holdBack: "two" is not a number of handlers. Write a whole number, a list of 24 or 168 of them, { average: 1.5 }, or { "101": 2 } for one queue.',
      "handlers: 8, holdBack: -1":
        'w.yaml:12:59 pools › desk › holdBack: "-1" is not a whole number of handlers. Write a whole number, a list of 24 or 168 of them, { average: 1.5 }, or { "101": 2 } for one queue.',
      "handlers: 8, holdBack: [1, 2]":
        "w.yaml:12:49 pools › desk › holdBack: the list has 2 figures. Write 24 (every day alike, from midnight) or 168 (the week, from Monday midnight).",
      'handlers: 8, holdBack: { "101": 1.5 }':
        'w.yaml:12:68 pools › desk › holdBack › 101: "1.5" is not a number of handlers. Write a whole number, a list of 24 or 168 of them, { average: 1.5 }, or { "101": 2 } for one queue.',
      "handlers: 8, holdBack: { fle: h.csv, column: n }":
        'w.yaml:12:61 pools › desk › holdBack › fle: "fle" is not a word used here. Did you mean "file"?',
      "handlers: 8, holdback: 2":
        'w.yaml:12:49 pools › desk › holdback: "holdback" is not a word used here. Did you mean "holdBack"?',
      "handlers: 8, takes: by prioriy":
        'w.yaml:12:56 pools › desk › takes: "by prioriy" has no meaning here. Did you mean "by priority"?',
    },
    checkerSees: {
      "handlers: 0":
        "w.yaml:12:46 pools › desk › handlers: nobody is on duty at any hour. Write at least one handler in some hour.",
      [`handlers: [${ZEROS}]`]:
        "w.yaml:12:36 pools › desk › handlers: nobody is on duty at any hour. Write at least one handler in some hour.",
      "handlers: 8, holdBack: 8":
        'w.yaml:5:3 queues › 101: nobody could ever be answered: holdBack keeps all handlers of "desk" idle at every hour. Lower it, or add handlers.',
      'handlers: 8, holdBack: { "101": [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9] }':
        'w.yaml:5:3 queues › 101: nobody could ever be answered: holdBack keeps all handlers of "desk" idle at every hour. Lower it, or add handlers.',
      'handlers: 8, holdBack: { "999": 2 }':
        'w.yaml:12:61 pools › desk › holdBack › 999: "999" is answered first here, so no handlers can be held back from it. Leave it out.',
      'handlers: 8, holdBack: { "11": 2 }':
        'w.yaml:12:61 pools › desk › holdBack › 11: this pool does not answer a queue "11". Did you mean "101"?',
    },
    withFiles: [
      {
        to: "handlers: { file: h.csv, column: n }",
        files: { "h.csv": csv("n", [...repeated(23, "2"), "2.5"]) },
        told: 'h.csv:25 row 25 › column n: "2.5" is not a whole number of handlers. Write a whole number, such as 12.',
      },
    ],
  },
  {
    about: "who serves whom",
    from: '["999", "101"]',
    editorSees: {
      "[]": 'w.yaml:12:11 pools › desk › answers: the list is empty. Write a list of names in brackets, such as ["999", "101"].',
      "999":
        'w.yaml:12:20 pools › desk › answers: "999" is not a list of queues. Write a list of names in brackets, such as ["999", "101"].',
    },
    checkerSees: {
      '["999", "10l"]':
        'w.yaml:12:28 pools › desk › answers › item 2: there is no queue "10l". Did you mean "101"?',
      '["999"]': 'w.yaml:5:3 queues › 101: no pool answers this queue. Add "101" to what a pool answers.',
      '["999", "101", "101"]':
        'w.yaml:12:35 pools › desk › answers › item 3: "101" is named twice. Leave one out.',
    },
  },
  {
    about: "tries",
    from: "wrapUp: none",
    editorSees: {
      "wrapUp: none\n    tries: []":
        'w.yaml:10:5 queues › 101 › tries: the list is empty. Write a list of names in brackets, such as ["999", "101"].',
    },
    checkerSees: {
      "wrapUp: none\n    tries: [desks]":
        'w.yaml:10:13 queues › 101 › tries › item 1: there is no pool "desks". Did you mean "desk"?',
    },
  },
  {
    about: "pools",
    from: '  desk: { answers: ["999", "101"], handlers: 8 }',
    editorSees: {
      "  desk: 8":
        'w.yaml:12:9 pools › desk: "8" is not a pool. Write which queues it answers and how many handlers it has.',
      "  desk: { handlers: 8 }":
        'w.yaml:12:3 pools › desk: "answers" is missing. Write a list of names in brackets, such as ["999", "101"].',
      "  desk:":
        "w.yaml:12:8 pools › desk: nothing is written here. Write which queues it answers and how many handlers it has.",
    },
  },
  {
    about: "queues",
    from: "wrapUp: none",
    editorSees: {
      "wrapUp: non": 'w.yaml:9:13 queues › 101 › wrapUp: "non" has no meaning here. Did you mean "none"?',
      "wrapUp: none\n    wrap-up: 3 minutes":
        'w.yaml:10:5 queues › 101 › wrap-up: "wrap-up" is not a word used here. Did you mean "wrapUp"?',
      "wrapUp: none\n    balking: 0.08":
        'w.yaml:10:14 queues › 101 › balking: "0.08" has no unit. Write "8%".',
      "wrapUp: none\n    balking: 8": 'w.yaml:10:14 queues › 101 › balking: "8" has no unit. Write "8%".',
      "wrapUp: none\n    balking: 1":
        'w.yaml:10:14 queues › 101 › balking: "1" has no unit. Write "1%" or "100%".',
      "wrapUp: none\n    balking: -1%":
        'w.yaml:10:14 queues › 101 › balking: "-1%" is below 0%. Write a share from 0% to 100%, such as "8%".',
      "wrapUp: none\n    balking: some":
        'w.yaml:10:14 queues › 101 › balking: "some" is not a share. Write a share from 0% to 100%, such as "8%".',
      "wrapUp: none\n    message: 95 seconds":
        'w.yaml:10:14 queues › 101 › message: "95 seconds" is not a message. Write { duration: 95 seconds, hangUp: 3% }, or none.',
      "wrapUp: none\n    message: { hangUp: 3% }":
        'w.yaml:10:5 queues › 101 › message: "duration" is missing. Write a time such as "3 minutes", or a distribution such as { exponential: { mean: 3 minutes } }, or none.',
      "wrapUp: none\n    targets: [0, 4]": [
        'w.yaml:10:15 queues › 101 › targets › item 1: "0" is no time at all. Write a time above zero, such as "3 minutes".',
        'w.yaml:10:18 queues › 101 › targets › item 2: "4" has no unit. Write "4 minutes" or "240 seconds".',
      ],
      "wrapUp: none\n    targets: 10 seconds":
        'w.yaml:10:14 queues › 101 › targets: "10 seconds" is not a list of times. Write up to four times, such as [10 seconds, 90 seconds].',
      "wrapUp: none\n    targets: [1s, 2s, 3s, 4s, 5s]":
        "w.yaml:10:5 queues › 101 › targets: there are more than four. Write up to four times, such as [10 seconds, 90 seconds].",
      "wrapUp: none\n    mayInterruptWrapUp: maybe":
        'w.yaml:10:25 queues › 101 › mayInterruptWrapUp: "maybe" is not yes or no. Write yes or no.',
      "wrapUp: none\n    patienceRuns: from ofer":
        'w.yaml:10:19 queues › 101 › patienceRuns: "from ofer" has no meaning here. Did you mean "from offer"?',
    },
    checkerSees: {
      "wrapUp: none\n    priority: 1":
        'w.yaml:10:5 queues › 101 › priority: "priority" is written twice, first in line 6. Leave one out.',
      "wrapUp: none\n    balking: 120%":
        'w.yaml:10:14 queues › 101 › balking: "120%" is above 100%. Write a share from 0% to 100%, such as "8%".',
      "wrapUp: none\n    message: { duration: 95 seconds, hangUp: 60%, moveToDigital: 50% }":
        "w.yaml:10:5 queues › 101 › message: hangUp and moveToDigital together are above 100%. Write smaller shares.",
      "wrapUp: none\n    targets: [10 seconds, 10s]":
        "w.yaml:10:27 queues › 101 › targets › item 2: the same time is written twice. Leave one out.",
    },
  },
  {
    about: "priority",
    from: "priority: 2",
    editorSees: {
      "priority: 0":
        'w.yaml:6:15 queues › 101 › priority: "0" is not a whole number of at least 1. Write 1 for the queue answered first.',
      "priority: 1.5":
        'w.yaml:6:15 queues › 101 › priority: "1.5" is not a whole number of at least 1. Write 1 for the queue answered first.',
      "priority: high":
        'w.yaml:6:15 queues › 101 › priority: "high" is not a whole number of at least 1. Write 1 for the queue answered first.',
      "priority:":
        "w.yaml:6:14 queues › 101 › priority: nothing is written here. Write 1 for the queue answered first.",
      "prority: 2":
        'w.yaml:6:5 queues › 101 › prority: "prority" is not a word used here. Did you mean "priority"?',
    },
  },
  {
    about: "the period",
    from: "days: 7",
    editorSees: {
      "seed: 7":
        'w.yaml:1:1: "month" is missing. Write "month: 2022-10", or "days: 30" for a period without a calendar.',
      "days: 0": 'w.yaml:2:7 days: "0" is not a whole number of days. Write a whole number, such as 30.',
      "days: 7.5": 'w.yaml:2:7 days: "7.5" is not a whole number of days. Write a whole number, such as 30.',
      "days: 40000":
        'w.yaml:2:7 days: "40000" is not a whole number of days. Write a whole number, such as 30.',
      "days: 7\nmonth: 2022-10": 'w.yaml:2:1 days: "month" and "days" do not go together. Keep one.',
      "month: 2022-13": 'w.yaml:2:8 month: "2022-13" is not a month. Write year and month, such as 2022-10.',
      "month: October": 'w.yaml:2:8 month: "October" is not a month. Write year and month, such as 2022-10.',
      "month: 202210": 'w.yaml:2:8 month: "202210" is not a month. Write year and month, such as 2022-10.',
      "month: 2022-10\nfirstDay: Monday":
        'w.yaml:3:1 firstDay: "firstDay" goes only with "days". Leave it out.',
      "days: 7\ntimeZone: Europe/London":
        'w.yaml:3:1 timeZone: "timeZone" goes only with "month". Leave it out.',
      "days: 7\nfirstDay: Mon":
        'w.yaml:3:11 firstDay: "Mon" has no meaning here. Use one of: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday.',
      "days: 7\nbankHolidays: { dates: [2022-12-26] }":
        'w.yaml:3:1 bankHolidays: "bankHolidays" goes only with "month". Leave it out.',
      "month: 2022-10\nbankHolidays: [2022-12-26]":
        "w.yaml:3:1 bankHolidays: this is a list, not bank holidays. Write { dates: [2022-12-26], like: Sunday }.",
      "month: 2022-10\nbankHolidays: { dates: [2022-02-30, 26/12/2022], like: sunday }": [
        'w.yaml:3:25 bankHolidays › dates › item 1: there is no day "2022-02-30". Write year, month and day, such as 2022-12-26.',
        'w.yaml:3:37 bankHolidays › dates › item 2: "26/12/2022" is not a date. Write year, month and day, such as 2022-12-26.',
        'w.yaml:3:56 bankHolidays › like: "sunday" has no meaning here. Did you mean "Sunday"?',
      ],
      "days: 7\ninterval: 2 hours":
        'w.yaml:3:11 interval: "2 hours" is not an interval. Write 15 minutes, 30 minutes or 1 hour.',
      "days: 7\natEnd: follw": 'w.yaml:3:8 atEnd: "follw" has no meaning here. Did you mean "follow"?',
      'days: 7\nseed: ""': "w.yaml:3:7 seed: nothing is written here. Write any number or text, such as 1.",
      "days: 7\nbusyDays: 8%":
        'w.yaml:3:11 busyDays: "8%" is not busy days. Write { spread: 8%, correlation: 50% }.',
      "days: 7\nbusyDays: { spread: 0.08, correlation: 120% }": [
        'w.yaml:3:21 busyDays › spread: "0.08" has no unit. Write "8%".',
        'w.yaml:3:40 busyDays › correlation: "120%" is above 100%. Write a share from 0% to 100%, such as "8%".',
      ],
      "days: 7\ndraws: fast": 'w.yaml:3:8 draws: "fast" has no meaning here. Use one of: tables, exact.',
      "days: 7\nnotes: hello":
        'w.yaml:3:8 notes: "hello" is not a list of sentences. Write each after a dash.',
      'days: 7\nnotes: [""]': "w.yaml:3:9 notes › item 1: nothing is written here. Write a sentence.",
      "days: 7\nabut: x": 'w.yaml:3:1 abut: "abut" is not a word used here. Did you mean "about"?',
    },
    checkerSees: {
      "month: 2022-10\ntimeZone: Europe/Londn":
        'w.yaml:3:11 timeZone: "Europe/Londn" is not a time zone known here. Write a name such as Europe/London.',
      "month: 2022-10\nbankHolidays: { dates: [2022-12-26, 2022-12-26] }":
        "w.yaml:3:37 bankHolidays › dates › item 2: 2022-12-26 is written twice. Leave one out.",
      "days: 7\nwarmUp: 90 minutes":
        "w.yaml:3:9 warmUp: the warm-up of 1 hour 30 minutes is not a whole number of intervals of 1 hour. Write a multiple of 1 hour.",
    },
  },
  {
    about: "actuals",
    from: "days: 7",
    editorSees: {
      "days: 7\nactuals: a.csv":
        'w.yaml:3:10 actuals: "a.csv" is not published figures. Write { file: actuals.csv }.',
    },
    checkerSees: {
      "days: 7\nactuals: { file: a.csv }":
        'w.yaml:3:1 actuals: "month" is missing. Write the month to read, such as month: 2022-10.',
    },
    withFiles: [
      {
        to: "days: 7\nactuals: { file: a.csv, month: 2022-10 }",
        files: {
          "a.csv": csv("month,channel,metric,value,unit,source,chosen", [
            "2022-10,101,received,25277,calls,x,no",
          ]),
        },
        told: 'w.yaml:3:18 actuals › file: "a.csv" has no chosen row for 2022-10 and a queue of this scenario. Mark rows with "yes" in the column chosen, or leave actuals out.',
      },
      {
        to: "days: 7\nactuals: { file: a.csv, month: 2022-10 }",
        files: {
          "a.csv": csv("month,channel,metric,value,unit,source,picked", [
            "2022-10,101,received,25277,calls,x,yes",
          ]),
        },
        told: 'w.yaml:3:18 actuals › file: "a.csv" has no column "chosen". Use one of: month, channel, metric, value, unit, source, picked.',
      },
      {
        to: "month: 2022-10\nactuals: { file: a.csv }",
        files: {
          "a.csv": csv("month,channel,metric,value,unit,source,chosen", [
            '2022-10,101,received,"25,277",calls,x,yes',
            "2022-10,101,received,-1,calls,x,yes",
            "2022-10,104,received,y,calls,x,yes",
          ]),
        },
        told: [
          'a.csv:2 row 2 › column value: "25,277" is not a number. Write "25277".',
          'a.csv:3 row 3 › column value: "-1" is below zero. Write zero or a number above it.',
          'a.csv:3 row 3 › column chosen: 101 received was chosen in row 2 already. Mark only one of them with "yes".',
        ],
      },
    ],
  },
  {
    about: "the whole",
    from: "about: A test room",
    editorSees: {
      "about:":
        "w.yaml:1:7 about: nothing is written here. Write one sentence that says what this scenario is.",
      "about: 3":
        'w.yaml:1:8 about: "3" is not a sentence. Write one sentence that says what this scenario is.',
      'about: "  "':
        "w.yaml:1:8 about: nothing is written here. Write one sentence that says what this scenario is.",
      "about: &x [*x]": "w.yaml:1:12 about › item 1: nothing before this is marked &x.",
      "? [x]\n: y": "w.yaml:1:3: a word must stand before the colon.",
      "about: x\n__proto__: y": 'w.yaml:2:1: "__proto__" cannot be used as a name. Choose another.',
    },
    checkerSees: {
      "about: x: y":
        "w.yaml:1:8: there are two colons in one line. Put the value in quotes, or write a group in { }.",
      'about: "x': 'w.yaml:1:10: a " is missing: what was opened before is not closed. Add it.',
      "about: [x": "w.yaml:2:1: a ] is missing: what was opened before is not closed. Add it.",
      "about: {x": "w.yaml:2:1: a } is missing: what was opened before is not closed. Add it.",
      "about: !x y":
        "w.yaml:1:8: a word that begins with ! has no meaning here. Put it in quotes, or leave it out.",
      "about: *x": "w.yaml:1:8 about: nothing before this is marked &x.",
      "\tabout: x": "w.yaml:1:1: a tab stands where spaces belong. Use spaces to indent.",
      "about: x\nabout: y": 'w.yaml:2:1 about: "about" is written twice, first in line 1. Leave one out.',
      "about: x\n---\nabout: y":
        "w.yaml:2:1: there are two files in one, divided by ---. Leave the second out.",
      "about: x\nabout y":
        "w.yaml:2:1: a colon is missing here, or a word and its colon stand in different lines.",
    },
  },
  {
    about: "names",
    from: '  "999": {',
    editorSees: {
      '  "": {': "w.yaml:4:3 queues: a word must stand before the colon.",
      '  " 999": {': [
        'w.yaml:4:3 queues ›  999: " 999" is not a name. Write up to 40 letters and digits, without a space at either end.',
        'w.yaml:12:21 pools › desk › answers › item 1: there is no queue "999". Did you mean " 999"?',
      ],
      '  "99\\n9": {': [
        'w.yaml:4:3 queues › 99 9: "99 9" is not a name. Write up to 40 letters and digits, without a space at either end.',
        'w.yaml:12:21 pools › desk › answers › item 1: there is no queue "999". Did you mean "99 9"?',
      ],
    },
  },
  {
    about: "files",
    from: "days: 7",
    editorSees: {
      "days: 7\nstartsFrom: [w]":
        "w.yaml:3:13 startsFrom: this is not the name of a file. Write the scenario file to start from, such as baseline.yaml.",
    },
    checkerSees: {
      "days: 7\nstartsFrom: no.yaml":
        'w.yaml:3:13 startsFrom: there is no file "no.yaml". Check its name and folder.',
      "days: 7\nstartsFrom: w":
        "w.yaml:3:13 startsFrom: the files start from each other in a circle: w.yaml → w.yaml. Leave one startsFrom out.",
    },
    withFiles: [
      {
        to: "days: 7\nstartsFrom: b.yaml",
        files: { "b.yaml": "startsFrom: sub/c.yaml", "sub/c.yaml": "startsFrom: ../w.yaml" },
        told: "sub/c.yaml:1:13 startsFrom: the files start from each other in a circle: w.yaml → b.yaml → sub/c.yaml → w.yaml. Leave one startsFrom out.",
      },
      {
        to: "days: 7\nstartsFrom: b.yaml",
        files: { "b.yaml": "seed: [1" },
        told: "b.yaml:1:9: a ] is missing: what was opened before is not closed. Add it.",
      },
    ],
  },
];

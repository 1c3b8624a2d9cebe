import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, ROOT, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
});

describe("fcrsim", () => {
  it("says its version", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(fcrsim(["--version"])).toMatchObject({ code: 0, out: `${version}\n` });
  });

  it("lists its commands and exit codes, in English whatever the locale", () => {
    const { code, out } = fcrsim(["--help"], ROOT, { LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" });
    expect(code).toBe(0);
    for (const command of [
      "run",
      "sweep",
      "sensitivity",
      "check",
      "new",
      "describe",
      "trace",
      "erlang",
      "completion",
    ]) {
      expect(out).toContain(`fcrsim ${command}`);
    }
    expect(out).toContain("Exit codes: 0 done, 1 a check or target failed, 2 bad input, 130 interrupted.");
  });

  it.each(["run", "sweep", "sensitivity", "check", "new", "describe", "trace", "erlang"])(
    "shows examples for %s",
    (command) => {
      const { code, out } = fcrsim([command, "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n +fcrsim /);
    },
  );

  it("corrects a mistyped command", () => {
    const { code, err } = fcrsim(["rnu", "room.yaml"]);
    expect(code).toBe(2);
    expect(err).toContain("Did you mean run?");
  });

  it.each(["run", "check", "describe", "trace"])("says that %s needs a file, and shows one", (command) => {
    const { code, out, err } = fcrsim([command]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(
      `${command} needs a scenario file, such as: fcrsim ${command} scenarios/kent/2022-10.yaml`,
    );
  });

  it("asks for a command when there is none", () => {
    expect(fcrsim([])).toMatchObject({ code: 2, out: "" });
  });

  it("completes commands", () => {
    expect(fcrsim(["completion"]).out).toContain("complete");
    expect(fcrsim(["--get-yargs-completions", "fcrsim", "des"]).out).toContain("describe");
  });
});

describe("fcrsim check", () => {
  it("passes every scenario file of the project", () => {
    const files = [
      "kent/2022-08",
      "kent/2022-10",
      "kent/2023-01",
      "benchmarks/b1",
      "benchmarks/b2",
      "benchmarks/b3",
    ].map((name) => `scenarios/${name}.yaml`);
    const { code, out } = fcrsim(["check", ...files]);
    expect(code).toBe(0);
    expect(out).toBe(files.map((name) => `${name}: no faults\n`).join(""));
  });

  it("names a file that is not there", () => {
    const { code, err } = fcrsim(["check", "no-such.yaml"]);
    expect(code).toBe(2);
    expect(err).toContain("no-such.yaml");
  });
});

describe("fcrsim new", () => {
  it("prints a scenario that checks, describes and runs as it is", () => {
    const { out } = fcrsim(["new"]);
    writeFileSync(file("new.yaml"), out);
    expect(fcrsim(["check", file("new.yaml")]).code).toBe(0);
    expect(fcrsim(["describe", file("new.yaml")]).code).toBe(0);
    expect(fcrsim(["run", file("new.yaml"), "--replications", "2"]).code).toBe(0);
  });

  it("never writes over a file, and names the schema for editors in the one it writes", () => {
    expect(fcrsim(["new", "mine.yaml"], folder.path()).code).toBe(0);
    const [, schema] = /^# yaml-language-server: \$schema=(.+)\n/.exec(
      readFileSync(file("mine.yaml"), "utf8"),
    )!;
    expect(existsSync(join(folder.path(), schema!))).toBe(true);
    writeFileSync(file("mine.yaml"), "precious");
    const { code, err } = fcrsim(["new", "mine.yaml"], folder.path());
    expect(code).toBe(2);
    expect(err).toContain("mine.yaml exists already, and is left as it was");
    expect(readFileSync(file("mine.yaml"), "utf8")).toBe("precious");
    expect(existsSync(file("new.yaml"))).toBe(true);
  });
});

describe("fcrsim describe", () => {
  it("says what October 2022 means, clock change included", () => {
    const { code, out } = fcrsim(["describe", "scenarios/kent/2022-10.yaml"]);
    expect(code).toBe(0);
    const text = out.replaceAll("\n  ", " ");
    expect(text).toContain(
      "The counted period has 31 days and 745 hours; 2022-10-30 has 25, as the clocks change.",
    );
    // 8% of those who dial hang up in the message: 25,277 ÷ 0.92.
    expect(text).toContain(
      "Queue 101: 27,475 are expected to dial in the period and 25,277 to reach the line.",
    );
  });
});

describe("fcrsim trace", () => {
  it("tells a caller's story from dialling to the end", () => {
    const { code, out } = fcrsim(["trace", file("room.yaml"), "--queue", "101", "--contact", "40"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^room, replication 0, seed 1\n/);
    expect(out).toContain("dials 101, as contact 40 of that queue");
    expect(out).toMatch(/reaches the line\. general: \d of 2 handlers idle/);
    expect(out).toMatch(/is answered by handler|gives up after waiting|finds nobody free/);
  });

  it("marks the second of the two hours from 01:00 when clocks go back", () => {
    const dialled = (contact: number): string => {
      const words = ["trace", "scenarios/kent/2022-10.yaml", "--queue", "999", "--contact", String(contact)];
      return fcrsim(words).out.split("\n")[1]!;
    };
    // 999 rings some 40 times an hour then: of the 130 callers from midnight on, half dial in those two hours.
    const lines = [0, 20, 40, 60].map((later) => dialled(33_497 + later));
    expect(lines[0]).toMatch(/^2022-10-30 01:31:\d\d {2}dials/);
    expect(lines.filter((line) => / 01:\d\d:\d\d again {2}dials/.test(line)).length).toBeGreaterThan(0);
    expect(lines[3]).toMatch(/^2022-10-30 0[12]:/);
  });

  it("finds a caller by the clock on the wall", () => {
    const { code, out } = fcrsim([
      "trace",
      "scenarios/kent/2022-10.yaml",
      "--queue",
      "101",
      "--at",
      "2022-10-17 14:30",
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/2022-10-17 14:3\d:\d\d {2}dials 101/);
  });

  it.each([
    [["--contact", "999999"], "queue 101 has no contact 999999 in replication 0"],
    [["--queue", "110", "--contact", "1"], 'there is no queue "110" here. Did you mean "101"?'],
    [["--at", "yesterday"], '"yesterday" is not a time'],
    [["--at", "2022-10-17 14:30"], "is not a time of this run, which begins on day 1"],
    [[], "Say whom to follow"],
    [["--contact", "1", "--at", "1 hour"], "not both"],
  ])("refuses %j in one plain sentence", (args, message) => {
    const { code, err } = fcrsim(["trace", file("room.yaml"), ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("fcrsim erlang", () => {
  it("gives the Erlang C figures of the verification case D-EC-1", () => {
    const { code, out } = fcrsim(["erlang", "--calls", "64", "--handling", "400 seconds", "--handlers", "9"]);
    expect(code).toBe(0);
    expect(out).toContain(
      "41.08% wait, mean wait 87.0 s, 90% wait at most 4m 59s, 60.81% answered within 10.0 s",
    );
  });

  it("gives the Erlang A figures of the verification case D-EA-1", () => {
    const args = [
      "--calls",
      "48",
      "--handling",
      "700 seconds",
      "--handlers",
      "8",
      "--patience",
      "1000 seconds",
    ];
    const { out } = fcrsim(["erlang", ...args, "--within", "90 seconds"]);
    expect(out).toContain("attrition 19.89%, 76.18% wait, mean wait of the answered 3m 16s, of all 3m 19s");
    expect(out).toContain("34.87% of all answered within 90.0 s, occupancy 93.47%");
  });

  it("gives the priority waits of the verification case D-NP-1", () => {
    const args = ["--calls", "40,30", "--handling", "480 seconds", "--handlers", "11"];
    const { out } = fcrsim(["erlang", ...args]);
    expect(out).toContain(
      "priority 1, 40 calls an hour (Cobham, nobody hangs up): mean wait 42.9 s, 54.95% answered",
    );
    expect(out).toContain("priority 2, 30 calls an hour (Cobham, nobody hangs up): mean wait 4m 43s");
  });

  it("gives patience that is not exponential, near the verification case D-MG-1", () => {
    // A Weibull with shape 0.75 and scale 600 s has mean 714.4 s and spread 135.3%: the case up to that rounding.
    const args = [
      "--calls",
      "80",
      "--handling",
      "450 seconds",
      "--handlers",
      "9",
      "--patience",
      "714.4 seconds",
    ];
    const { out } = fcrsim(["erlang", ...args, "--patience-spread", "135.3%", "--within", "90 seconds"]);
    expect(out).toContain("attrition 18.20%, 65.59% wait, mean wait of the answered 77.8 s, of all 78.7 s");
  });

  it("gives the offered load hour by hour, which lags behind the calls and adds up to them", () => {
    const { out } = fcrsim([
      "erlang",
      "--calls-by-hour",
      "30,60,30",
      "--handling",
      "30 minutes",
      "--target",
      "90%",
    ]);
    const loads = [...out.matchAll(/hour \d: \d+ calls, ([\d.]+) erlangs, \d+ handlers \(Erlang C\)/g)].map(
      ([, load]) => Number(load),
    );
    expect(loads).toHaveLength(3);
    // 120 calls of half an hour in three hours: 20 erlangs on the mean, to the rounding of three printed loads.
    expect(Math.abs(loads.reduce((sum, load) => sum + load, 0) - 60)).toBeLessThanOrEqual(0.015);
    expect(loads[2]!).toBeGreaterThan(loads[0]!); // the hour after the peak still carries some of it
  });

  it("takes hours without calls, and refuses what would change nothing", () => {
    const hourly = (...more: readonly string[]) => fcrsim(["erlang", "--handling", "6 minutes", ...more]);
    const { code, out } = hourly("--calls-by-hour", "0,0,10");
    expect(code).toBe(0);
    expect(out).toMatch(/hour 2: 0 calls, 0\.00 erlangs\n/);
    expect(hourly("--calls-by-hour", "0,0").err).toContain("not all of them zero");
    expect(hourly("--calls-by-hour", "5,10", "--patience", "3 minutes").err).toContain(
      "--patience changes nothing here without a --target",
    );
  });

  it("finds the least handlers: one fewer misses the target", () => {
    const base = ["erlang", "--calls", "64", "--handling", "400 seconds"];
    expect(fcrsim([...base, "--target", "90%"]).out).toContain(
      "least handlers that answer 90% within 10.0 s: 12",
    );
    const level = (handlers: number): number =>
      Number(/([\d.]+)% answered within/.exec(fcrsim([...base, "--handlers", String(handlers)]).out)?.[1]);
    expect(level(11)).toBeLessThan(90);
    expect(level(12)).toBeGreaterThanOrEqual(90);
  });

  it("says why there is no answer when the load is too high", () => {
    const { code, out } = fcrsim(["erlang", "--calls", "64", "--handling", "400 seconds", "--handlers", "7"]);
    expect(code).toBe(0);
    expect(out).toContain("7 handlers cannot carry 7.11 erlangs. At least 8 are needed");
  });

  it.each([
    [
      ["--calls", "0", "--handling", "1 minute", "--handlers", "2"],
      "--calls must be calls an hour, all above zero",
    ],
    [
      ["--calls", "6,,7", "--handling", "1 minute", "--handlers", "2"],
      "--calls must be calls an hour, all above zero",
    ],
    [["--calls", "60,60", "--handling", "1 minute", "--handlers", "2"], "2 cannot carry 2.00 erlangs"],
    [["--handling", "1 minute", "--handlers", "2"], "Say how many --calls an hour"],
    [
      ["--calls", "6", "--handling", "1 minute", "--handlers", "2", "--patience-spread", "50%"],
      "needs a --patience",
    ],
    [["--calls", "6", "--handling", "60", "--handlers", "2"], '--handling: "60" has no unit'],
    [["--calls", "6", "--handling", "1 minute", "--handlers", "2.5"], "--handlers must be a whole number"],
    [["--calls", "6", "--handling", "1 minute"], "Say how many --handlers there are"],
    [["--calls", "6", "--handling", "1 minute", "--target", "100%"], "--target must lie between 0% and 100%"],
  ])("refuses %j in one plain sentence", (args, message) => {
    const { code, err } = fcrsim(["erlang", ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

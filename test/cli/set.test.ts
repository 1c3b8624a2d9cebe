import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, fcrsim, SMALL_ROOM } from "./fcrsim.ts";

const folder = emptyFolder();
const file = (name: string): string => join(folder.path(), name);
const run = (...args: readonly string[]) =>
  fcrsim(["run", "room.yaml", "--replications", "2", ...args], folder.path());

beforeAll(() => {
  writeFileSync(file("room.yaml"), SMALL_ROOM);
  writeFileSync(file("three.yaml"), SMALL_ROOM.replace("handlers: 2", "handlers: 3"));
});

describe("--set", () => {
  it("gives the figures of a file that says so itself, and says what was changed", () => {
    const json = (out: string) =>
      (JSON.parse(out) as { reports: readonly { rows: unknown; notes: unknown }[] }).reports[0]!;
    const set = json(run("--set", "pools.general.handlers=3", "--format", "json").out);
    const written = fcrsim(["run", "three.yaml", "--replications", "2", "--format", "json"], folder.path());
    const rename = (rows: unknown) =>
      JSON.stringify(rows).replaceAll('"scenario":"three"', '"scenario":"room"');
    expect(rename(set.rows)).toBe(rename(json(written.out).rows));
    expect(set.notes).toEqual(["Changed by --set, and not as the file says: pools.general.handlers=3."]);
  });

  it("may be given many times, before or after the file", () => {
    const { code, out } = fcrsim(
      ["describe", "--set", "queues.101.balking=5%", "room.yaml", "--set", "pools.general.handlers=4"],
      folder.path(),
    );
    expect(code).toBe(0);
    expect(out).toContain("5% leave at once");
    expect(out).toContain("4 handlers on duty");
  });

  it.each([
    [
      ["pools.general.handlers=many"],
      '--set pools.general.handlers=many: "many" is not a number of handlers.',
    ],
    [["pools.genral.handlers=3"], 'there is no pool "genral" here. Did you mean "general"?'],
    [["queues.101.talk.meen=3m"], '"meen" is not a word used here. Did you mean "mean"?'],
    [["queues.101.talk.mean"], "--set queues.101.talk.mean: there is no = in it."],
    [["queues.101.balking=3", "queues.101.talk.mean=3"], "2 faults to put right:"],
  ])("refuses %j with exit code 2 and no results", (sets, message) => {
    const { code, out, err } = run(...sets.flatMap((set) => ["--set", set]));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  it("tells of figures that are not known, which a plain run takes at their central value", () => {
    const { code, out } = run("--set", "queues.101.balking={ low: 1%, central: 2%, high: 5% }");
    expect(code).toBe(0);
    expect(out.replaceAll("\n  ", " ")).toContain(
      "1 figure of this scenario is not known (queues.101.balking): its central value is taken, so the ranges leave that out.",
    );
  });
});

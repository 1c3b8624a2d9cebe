import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { posteriorHash } from "../../engine/scenario/posteriorFile.ts";
import { actualsText, calibrateForce, inventForce, type Published, SUITE } from "../support/inventedForce.ts";
import { emptyFolder, fcrsim } from "./fcrsim.ts";

const folder = emptyFolder();
const force = (): string => join(folder.path(), "force");
const call = (...args: readonly string[]) => fcrsim(["validate", "suite.yaml", ...args], force());
const joined = (out: string): string => out.replaceAll(/\s+/g, " ");
let published: Published = [];
let accepted = { code: null as number | null, out: "", err: "" };

/** A copy of the force with something changed. */
function changed(name: string, change: (at: (file: string) => string) => void): string {
  const copy = join(folder.path(), name);
  cpSync(force(), copy, { recursive: true });
  change((file) => join(copy, file));
  return copy;
}

beforeAll(async () => {
  published = await inventForce(force());
  await calibrateForce(force());
  accepted = call("--accept", "--workers", "1", "--format", "json");
}, 120_000);

interface Found {
  readonly fit: { readonly figures: readonly { inside: boolean; z: number; margin: number }[] };
  readonly oneMonthLeftOut: {
    readonly cases: readonly { form: string; inside: boolean; reported: number; month: string }[];
    readonly scores: readonly { form: string; model: { crps: number }; lastMonth: { crps: number } }[];
  };
  readonly oneMonthAhead: { readonly cases: readonly { month: string }[] };
  readonly extremeMonth: string;
  readonly checkDigits: readonly { month: string; queue: string; figure: string; z: number }[];
  readonly disagreements: readonly { says: string }[];
}

describe("a force whose published months the simulator itself has made", () => {
  it("holds, in and out of sample, with nothing to flag", () => {
    expect(accepted.err).toBe("");
    expect(accepted.code).toBe(0);
    const found = JSON.parse(accepted.out) as Found;
    expect(found.fit.figures.length).toBe(12);
    // Of 12 right 95% intervals 4 or more fail by chance once in 450 times (1 − binomial(3; 12, 0.05) = 0.2%).
    expect(found.fit.figures.filter(({ inside }) => !inside).length).toBeLessThan(4);
    const { cases, scores } = found.oneMonthLeftOut;
    expect(cases.length).toBe(3 * 10);
    // The cases of a month hang together, so that the months are the trials: two or more of three fail, at 5% each,
    // once in 140 times.
    const bad = new Set(cases.filter(({ inside }) => !inside).map(({ month }) => month));
    expect(bad.size).toBeLessThan(2);
    // What is given helps: the wait foretold from attrition beats the month before repeated.
    const score = scores.find(({ form }) => form === "101 mean wait given its attrition")!;
    expect(score.model.crps).toBeLessThan(score.lastMonth.crps);
    expect(new Set(found.oneMonthAhead.cases.map(({ month }) => month))).toEqual(new Set(["2021-05"]));
    // The month with the fewest handlers.
    expect(found.extremeMonth).toBe("2021-04");
    expect(found.checkDigits).toEqual([]);
    expect(found.disagreements).toEqual([]);
  });

  it("gives the same bytes on two threads, and passes what it has accepted", () => {
    const again = call("--workers", "2", "--format", "json");
    expect(again.code).toBe(0);
    expect(again.out.replace('"accepted": false', '"accepted": true')).toBe(accepted.out);
  });

  it("fails, and says which figures, when the room is no longer the one that was accepted", () => {
    const copy = changed("shifted", (at) => {
      const file = at("found/posterior-pooled-answered-calls.json");
      const posterior = JSON.parse(readFileSync(file, "utf8")) as {
        draws: { monthly: Record<string, number[]> }[];
      };
      for (const { monthly } of posterior.draws) monthly["2021-05"]![0]! *= 0.75;
      writeFileSync(file, JSON.stringify({ ...posterior, hash: posteriorHash(posterior) }));
    });
    const { code, out } = fcrsim(["validate", "suite.yaml"], copy);
    expect(code).toBe(1);
    expect(joined(out)).toContain("FAILED: 4 of 12 figures that held no longer do: 101 attrition of 2021-05");
    expect(out).toMatch(/^ 2021-05 101 attrition .* LOST +inside$/m);
    expect(out).not.toMatch(/^ 2021-04 .* LOST/m);
  });

  it("flags two digits that changed places, by the model where the arithmetic still holds", () => {
    const copy = changed("misprint", (at) => {
      const rows = published.map(([month, channel, metric, value]) => {
        const digits = String(value);
        const swapped = `${digits[1]!}${digits[0]!}${digits.slice(2)}`;
        const wrong = month === "2021-03" && channel === "999" && metric === "mean_queue_s";
        return [month, channel, metric, wrong ? Number(swapped) : value] as const;
      });
      writeFileSync(at("actuals.csv"), actualsText(rows));
    });
    const { out } = fcrsim(["validate", "suite.yaml", "--format", "json"], copy);
    const { checkDigits, disagreements } = JSON.parse(out) as Found;
    expect(checkDigits[0]).toMatchObject({ month: "2021-03", queue: "999", figure: "mean wait" });
    expect(disagreements).toEqual([]);
  });
});

describe("a suite that is not as it should be", () => {
  const refused = (text: string): string => {
    writeFileSync(join(force(), "bad.yaml"), text);
    const { code, err } = fcrsim(["validate", "bad.yaml"], force());
    expect(code).toBe(2);
    return err;
  };

  it("is refused with every fault and what to write", () => {
    const err = refused(
      SUITE.replace("reading: answered calls", "reading: answerd calls").replace("draws: 12", "draws: 2"),
    );
    expect(err).toContain(
      'bad.yaml:5:10 reading: "answerd calls" has no meaning here. Did you mean "answered calls"?',
    );
    expect(err).toContain("Write a whole number from 10 to 1000, such as 40.");
    expect(refused("about: Nothing\n")).toContain('"calibration" is missing.');
  });

  it("is refused when its files do not go together", () => {
    expect(refused(SUITE.replace("pooled", "desk"))).toContain(
      'bad.yaml › structure: calibration.yaml has no structure "desk". It has "pooled".',
    );
    expect(refused(SUITE.replace("found/design-pooled.json", "holds.json"))).toContain(
      '"holds.json" is not a design file (fcrsim-design/1)',
    );
    expect(refused(SUITE.replace("holds: holds.json", "holds: none.json"))).toContain(
      'there is no file "none.json" yet. Run fcrsim validate bad.yaml --accept to write it.',
    );
  });

  it("does not put what holds now in the place of what held, unless asked twice", () => {
    const { code, err } = call("--accept");
    expect(code).toBe(2);
    expect(err).toContain("--accept: holds.json exists already. Add --overwrite");
  });
});

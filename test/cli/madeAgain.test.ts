import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { madeAgain } from "../../cli/study/madeAgain.ts";
import { USUAL_EFFORT } from "../../engine/calibration/effort.ts";
import { SMALL_FORCE } from "../calibration/smallForce.ts";
import { emptyFolder, ROOT } from "./fcrsim.ts";

const folder = emptyFolder();
const at = (name: string): string => join(folder.path(), name);
const KENT = join(ROOT, "scenarios/kent");
const kept = (name: string) => madeAgain(join(KENT, name), readFileSync(join(KENT, name), "utf8"));

beforeAll(() => {
  mkdirSync(at("c"));
  for (const [path, text] of Object.entries(SMALL_FORCE)) writeFileSync(at(path), text);
});

/** A posterior file as far as it says how it was made, by default one of the usual effort and of other inputs. */
const posterior = (effort: object | undefined, rest: object = {}): string =>
  JSON.stringify({
    format: "fcrsim-posterior/1",
    version: "0.1.0",
    structure: "spare desk",
    madeFrom: { calibration: "../c/calibration.yaml", inputs: "0123456789abcdef", effort },
    ...rest,
  });
const flagsOf = (text: string): readonly string[] | undefined =>
  madeAgain(at("out/p.json"), text)?.again?.words.slice(4, -2);

describe("how what was learnt is made again", () => {
  it("is told of Kent's posterior that the panel paper rests on, and its inputs are as they were", () => {
    const file = "posterior-full/posterior-rising-answered-calls.json";
    expect(kept(file)).toEqual({
      file: join(KENT, file),
      again: {
        words: [
          "calibrate",
          join(KENT, "calibration.yaml"),
          "--structure",
          "rising",
          "--out",
          join(KENT, "posterior-full-again"),
        ],
        file: join(KENT, "posterior-full-again/posterior-rising-answered-calls.json"),
      },
      but: [],
    });
  });

  it("is not told of files that do not say it, nor of files of something else", () => {
    const frozen = "posterior/posterior-rising-answered-calls.json";
    expect(kept(frozen)).toEqual({ file: join(KENT, frozen), again: null, but: [] });
    expect(kept("posterior/one-set-rising.json")?.again).toBeNull();
    expect(kept("posterior-full/validation.json")).toBeNull();
    expect(kept("calibration.yaml")).toBeNull();
  });

  it("asks for no more than differs from the usual effort", () => {
    expect(flagsOf(posterior(USUAL_EFFORT))).toEqual([]);
    expect(flagsOf(posterior({ ...USUAL_EFFORT, points: 64, draws: 100 }))).toEqual([
      "--points",
      "64",
      "--draws",
      "100",
    ]);
    // Who asked for steps, be it for as many as usual, got no doubling.
    expect(flagsOf(posterior({ ...USUAL_EFFORT, doublings: 0 }))).toEqual(["--steps", "600"]);
  });

  it("has no command for an effort that cannot be asked for", () => {
    for (const effort of [{ chance: 8 }, { doublings: 5 }, { steps: 700 }]) {
      expect(madeAgain(at("out/p.json"), posterior({ ...USUAL_EFFORT, ...effort }))?.again).toBeNull();
    }
    expect(madeAgain(at("out/p.json"), posterior(undefined))?.again).toBeNull();
  });

  it("says what has changed since", () => {
    expect(madeAgain(at("out/p.json"), posterior(USUAL_EFFORT, { version: "0.0.9" }))?.but).toEqual([
      "it was made by version 0.0.9",
      "the calibration file, or a file that it names, has changed since",
    ]);
  });
});

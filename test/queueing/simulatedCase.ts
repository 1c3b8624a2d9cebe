/** The analytic verification cases of test/data, judged by the rule they give for simulations. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { AnalyticCase } from "../support/analyticCases.ts";
import { analyticCase } from "../support/analyticCases.ts";
import type { Estimated } from "../support/rooms.ts";
import { expectExact } from "../support/rooms.ts";

interface Written {
  readonly id: string;
  readonly expected: Readonly<Record<string, number | readonly number[]>>;
  readonly tolerance: { readonly des_rel: number };
}

const FILE = new URL("../data/analytic-cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { readonly cases: readonly Written[] };

export interface SimulatedCase extends Omit<AnalyticCase, "expect"> {
  /** The figures that must come out, by name. */
  readonly expected: Written["expected"];
  /**
   * Expects exactly the figures of the case: each within four standard errors, from runs so long that one standard
   * error is at most the share `des_rel` of the figure (of 0.002 for smaller ones).
   */
  expect(estimates: Readonly<Record<string, Estimated | readonly Estimated[]>>): void;
  /** The same for one figure, or one entry of a list. */
  expectOne(name: string, estimate: Estimated, entry?: number): void;
}

export function simulatedCase(id: string): SimulatedCase {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no analytic case ${id}`);
  const { expected, tolerance } = found;
  const expectOne = (name: string, estimate: Estimated, entry = 0): void => {
    const exact = [expected[name]!].flat()[entry];
    if (exact === undefined) throw new Error(`${id} has no figure ${name} ${entry}`);
    expectExact(`${id} ${name} ${entry}`, estimate, exact, tolerance.des_rel);
  };
  return {
    ...analyticCase(id),
    expected,
    expectOne,
    expect(estimates) {
      expect(Object.keys(estimates).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, estimate] of Object.entries(estimates)) {
        const list = [estimate].flat();
        expect(list).toHaveLength([expected[name]!].flat().length);
        list.forEach((one, entry) => {
          expectOne(name, one, entry);
        });
      }
    },
  };
}

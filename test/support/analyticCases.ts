/** The analytic verification cases of test/data, with the checks that every figure asked for is there. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { seconds } from "../../engine/units.ts";
import type { Seconds } from "../../engine/units.ts";

type Json = number | string | readonly Json[] | { readonly [name: string]: Json };
type Table = Readonly<Record<string, Json>>;

interface Case {
  readonly id: string;
  readonly params: Table;
  readonly expected: Table;
  readonly tolerance: { readonly analytic_rel: number };
}

const FILE = new URL("../data/analytic-cases.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { readonly cases: readonly Case[] };

/** Figures a case is run with, and the figures that must come out. */
export interface AnalyticCase {
  number(name: string): number;
  time(name: string): Seconds;
  list(name: string): readonly number[];
  table(name: string): Table;
  /** Expects exactly the figures of the case, each within the relative tolerance the case gives for exact methods. */
  expect(actual: Readonly<Record<string, number | readonly number[]>>): void;
}

export function analyticCase(id: string): AnalyticCase {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no analytic case ${id}`);
  const { params, expected, tolerance } = found;
  const param = (name: string): Json => {
    const value = params[name];
    if (value === undefined) throw new Error(`${id} has no ${name}`);
    return value;
  };
  const number = (name: string): number => asNumber(param(name), name);
  return {
    number,
    time: (name) => seconds(number(name)),
    list: (name) => asList(param(name), name),
    table(name) {
      const value = param(name);
      if (typeof value === "object" && !isList(value)) return value;
      throw new Error(`${name} is not a table`);
    },
    expect(actual) {
      expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, wanted] of Object.entries(expected)) {
        const want = isList(wanted) ? asList(wanted, name) : [asNumber(wanted, name)];
        const got = [actual[name]!].flat();
        expect(got).toHaveLength(want.length);
        want.forEach((value, i) => {
          const error = Math.abs(got[i]! / value - 1);
          expect(error, `${id} ${name}: ${got[i]!} for ${value}`).toBeLessThan(tolerance.analytic_rel);
        });
      }
    },
  };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function asNumber(value: Json, name: string): number {
  if (typeof value === "number") return value;
  throw new Error(`${name} is not a number`);
}

function asList(value: Json, name: string): readonly number[] {
  if (isList(value)) return value.map((item) => asNumber(item, name));
  throw new Error(`${name} is not a list of numbers`);
}

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textOf, yamlOf } from "./files.ts";

type Numbers = number | readonly number[];
interface Case {
  readonly id: string;
  readonly params: {
    readonly servers?: number;
    readonly arrivals_per_hour?: Numbers;
    readonly arrivals_per_hour_by_period?: readonly number[];
    readonly mean_service_s: Numbers;
    readonly service_cv?: Numbers;
    readonly mean_patience_s?: Numbers;
    readonly patience?: { readonly shape: number; readonly scale_s: number };
    readonly sl_threshold_s?: Numbers;
  };
}
interface VerificationFile {
  readonly draws: string;
  readonly queues: Readonly<Record<string, unknown>>;
  readonly pools: { readonly desk: { readonly answers: readonly string[]; readonly handlers: number } };
}

const CASES = JSON.parse(readFileSync(new URL("../data/analytic-cases.json", import.meta.url), "utf8")) as {
  readonly cases: readonly Case[];
};
/** Chat and calling again are no part of these files. */
const phones = CASES.cases.filter(({ id }) => id !== "D-CH-1" && id !== "D-RD-1");

/** A case gives one number for all classes, or one for each. */
const forClass = (numbers: Numbers | undefined, index: number): number | undefined =>
  typeof numbers === "object" ? numbers[index] : numbers;

function queueOf({ params }: Case, index: number): object {
  const mean = `${forClass(params.mean_service_s, index)} seconds`;
  const spread = forClass(params.service_cv, index);
  const patience = forClass(params.mean_patience_s, index);
  const target = forClass(params.sl_threshold_s, index);
  const rate = forClass(params.arrivals_per_hour, index);
  return {
    priority: index + 1,
    arrivals:
      rate === undefined ? { rates: { perHour: params.arrivals_per_hour_by_period } } : `${rate} an hour`,
    talk: spread === undefined ? { exponential: { mean } } : { gamma: { mean, spread: `${100 * spread}%` } },
    patience: params.patience
      ? { weibull: { scale: `${params.patience.scale_s} seconds`, shape: params.patience.shape } }
      : patience === undefined
        ? "never"
        : { exponential: { mean: `${patience} seconds` } },
    ...(target === undefined ? {} : { targets: [`${target} seconds`] }),
  };
}

describe("the verification scenarios", () => {
  it("are eight", () => {
    expect(phones).toHaveLength(8);
  });

  it.each(phones)("$id has the figures of its case", (published) => {
    const file = yamlOf(`verification/${published.id}.yaml`) as VerificationFile;
    const names = file.pools.desk.answers;
    expect(file.draws).toBe("exact");
    expect(Object.keys(file.queues)).toEqual(names);
    expect(names).toHaveLength(Array.isArray(published.params.arrivals_per_hour) ? 2 : 1);
    expect(file.pools.desk.handlers).toBe(published.params.servers ?? 1);
    for (const [index, name] of names.entries()) {
      expect(file.queues[name]).toMatchObject(queueOf(published, index));
    }
  });

  it("turn away, in the Erlang B case alone, whoever finds nobody free", () => {
    for (const { id } of phones) {
      expect(textOf(`verification/${id}.yaml`).includes("balking: 100%")).toBe(id === "D-EB-1");
    }
  });
});

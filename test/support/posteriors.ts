import { posteriorHash } from "../../engine/scenario/posteriorFile.ts";

export interface PosteriorFigure {
  readonly figure: string;
  readonly unit: string;
  readonly whole?: boolean;
  readonly scope?: "common" | "monthly";
  readonly basis?: string | null;
}

export interface PosteriorParts {
  readonly set?: readonly string[];
  readonly months?: readonly string[];
  readonly figures: readonly PosteriorFigure[];
  readonly draws: readonly {
    readonly weight: number;
    readonly common: readonly number[];
    readonly monthly?: Readonly<Record<string, readonly number[]>>;
  }[];
  readonly central: {
    readonly common: readonly number[];
    readonly monthly?: Readonly<Record<string, readonly number[]>>;
  };
}

/** The text of a posterior file with all that its writer adds. */
export function posteriorText(parts: PosteriorParts): string {
  const whole = {
    format: "fcrsim-posterior/1",
    program: "fcrsim",
    version: "0.1.0",
    about: "A posterior made up for tests",
    seed: "1",
    madeFrom: { "scenario.yaml": "0123456789abcdef" },
    structure: "pooled",
    reading: "answered calls",
    set: [],
    months: [],
    ...parts,
    figures: parts.figures.map((figure) => ({
      whole: false,
      scope: "common",
      prior: { kind: "uniform", low: 0, high: 1 },
      central: 0,
      basis: null,
      ...figure,
    })),
  };
  return JSON.stringify({ ...whole, hash: posteriorHash(whole) }, null, 1);
}

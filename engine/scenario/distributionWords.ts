import type { Distribution } from "../random/times/distribution.ts";
import { timesOf } from "../random/times/index.ts";
import {
  durationInWords,
  listInWords,
  numberInWords,
  plural,
  roundShareInWords,
  shareInWords,
} from "./words.ts";

/** Whether it is always zero. */
export function isNone(distribution: Distribution): boolean {
  return distribution.kind === "deterministic" && distribution.value === 0;
}

/** A distribution in words, as the end of "lasts ...". */
export function distributionInWords(distribution: Distribution): string {
  const { mean, variance } = timesOf(distribution);
  const average = `${durationInWords(mean)} on average`;
  const spread = `spread ${roundShareInWords(Math.sqrt(variance) / mean)}`;
  switch (distribution.kind) {
    case "deterministic":
      return distribution.value === 0 ? "no time at all" : `exactly ${durationInWords(distribution.value)}`;
    case "never":
      return "for ever";
    case "exponential":
    case "gamma":
    case "lognormal":
    case "hyperexponential":
      return `${average} (${distribution.kind}, ${spread})`;
    case "erlang":
      return `${average} (erlang, ${plural(distribution.phases, "phase")}, ${spread})`;
    case "weibull": {
      const { scale, shape } = distribution;
      return `${average} (weibull, scale ${durationInWords(scale)}, shape ${numberInWords(shape)}, ${spread})`;
    }
    case "uniform":
      return `${durationInWords(distribution.low)} to ${durationInWords(distribution.high)}, all equally likely, ${average} (${spread})`;
    case "triangular": {
      const { low, mode, high } = distribution;
      return (
        `${durationInWords(low)} to ${durationInWords(high)}, most likely ${durationInWords(mode)}, ` +
        `${average} (triangular, ${spread})`
      );
    }
    case "empirical":
      return `one of ${plural(distribution.values.length, "observed time")}, ${average} (${spread})`;
    case "mixture": {
      const parts = distribution.parts.map(
        (part) => `for ${shareInWords(part.share)} of contacts ${distributionInWords(part.of)}`,
      );
      return `${listInWords(parts)}; together ${average} (${spread})`;
    }
  }
}

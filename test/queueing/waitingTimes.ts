/**
 * The offered wait of M/M/n + G: how long a caller of endless patience would wait who changes nothing for others. Its
 * density above 0 is arrival · p(n − 1) · exp(arrival · ∫ survival − n·x ÷ service), from 0 to x.
 *
 * Source: Zeltyn and Mandelbaum (2005), "Call centers with impatient customers", Queueing Systems 51, section 3.
 */

export interface Line {
  readonly arrival: number;
  readonly meanService: number;
  readonly handlers: number;
  /** Share of callers who are still there after waiting so long. */
  readonly survival: (time: number) => number;
  /** Everybody has left after this time. */
  readonly end: number;
}

export interface OfferedWait {
  /** Mean of a function of the offered wait over all callers, for a function that stays as it is above `end`. */
  mean(of: (wait: number) => number): number;
}

/** By Simpson's rule with steps of a 4,000th of `end`, which is exact to ten digits for waits as smooth as these. */
export function offeredWait({ arrival, meanService, handlers, survival, end }: Line): OfferedWait {
  const steps = 4000;
  const step = end / steps;
  const load = arrival * meanService;
  // p(0) … p(n − 1), relative to p(n − 1).
  let relative = 1;
  let idle = 0;
  for (let k = handlers - 1; k >= 0; k--) {
    idle += relative;
    relative *= k / load;
  }
  const density = [arrival];
  let lasted = 0;
  for (let i = 1; i <= steps; i++) {
    const from = (i - 1) * step;
    lasted += (step / 6) * (survival(from) + 4 * survival(from + step / 2) + survival(from + step - 1e-9));
    density.push(arrival * Math.exp(arrival * lasted - (handlers * i * step) / meanService));
  }
  const simpson = (of: (wait: number) => number): number => {
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      // Just below the end, where a step in what is asked for may be.
      sum += weight * density[i]! * of(i === steps ? end - 1e-9 : i * step);
    }
    return (sum * step) / 3;
  };
  // Above the end nobody joins whom these callers would wait for, so the wait runs off at the rate of the handlers.
  const beyond = (density[steps]! * meanService) / handlers;
  const all = idle + simpson(() => 1) + beyond;
  return { mean: (of) => (idle * of(0) + simpson(of) + beyond * of(end)) / all };
}

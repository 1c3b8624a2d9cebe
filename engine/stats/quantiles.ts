import jstat from "jstat";

/**
 * Quantile and distribution functions, in one place so that the rest of the engine does not depend on whose they are.
 * All by jstat, which agrees with printed tables to every digit they print. (`probit` of simple-statistics is wrong
 * in the third decimal, and there is no Student quantile in it.)
 */

/** The value a standard normal stays below with probability `p`, for `p` strictly between 0 and 1. */
export const normalQuantile = (p: number): number => jstat.normal.inv(p, 0, 1);

/** Probability that a standard normal stays below `x`. */
export const normalCdf = (x: number): number => jstat.normal.cdf(x, 0, 1);

/** The value a Student variable with `degrees` degrees of freedom stays below with probability `p`, 0 < p < 1. */
export const studentQuantile = (p: number, degrees: number): number => jstat.studentt.inv(p, degrees);

/** Probability that a Student variable with `degrees` degrees of freedom stays below `x`. */
export const studentCdf = (x: number, degrees: number): number => jstat.studentt.cdf(x, degrees);

/** The value a beta variable stays below with probability `p`, 0 < p < 1. */
export const betaQuantile = (p: number, alpha: number, beta: number): number =>
  jstat.beta.inv(p, alpha, beta);

/** Probability that at most `successes` of `n` independent trials succeed, each with probability `p`. */
export const binomialCdf = (successes: number, n: number, p: number): number =>
  jstat.binomial.cdf(successes, n, p);

/** The value an F variable with these degrees of freedom (above and below the line) stays below with probability `p`. */
export const fQuantile = (p: number, top: number, bottom: number): number =>
  jstat.centralF.inv(p, top, bottom);

/** The value a gamma variable with this shape and scale 1 stays below with probability `p`, 0 < p < 1. */
export const gammaQuantile = (p: number, shape: number): number => jstat.gammapinv(p, shape);

/** Probability that a gamma variable with this shape and scale 1 stays below `x`, for `x` of at least 0. */
export const gammaCdf = (x: number, shape: number): number => jstat.lowRegGamma(shape, x);

/** The gamma function, Γ(x), for `x` above 0. Through its logarithm, which jstat computes more exactly. */
export const gammaFunction = (x: number): number => Math.exp(jstat.gammaln(x));

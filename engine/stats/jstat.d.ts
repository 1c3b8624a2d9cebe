/** jstat ships no types; these are the functions used here, each over plain numbers. */
declare module "jstat" {
  const jstat: {
    readonly normal: {
      cdf(x: number, mean: number, sd: number): number;
      inv(p: number, mean: number, sd: number): number;
    };
    readonly studentt: {
      cdf(x: number, degrees: number): number;
      inv(p: number, degrees: number): number;
    };
    readonly binomial: { cdf(successes: number, n: number, p: number): number };
    readonly beta: { inv(p: number, alpha: number, beta: number): number };
    readonly centralF: { inv(p: number, top: number, bottom: number): number };
    lowRegGamma(shape: number, x: number): number;
    gammapinv(p: number, shape: number): number;
    gammaln(x: number): number;
  };
  export default jstat;
}

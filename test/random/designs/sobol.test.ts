import { describe, expect, it } from "vitest";
import { digitalShift, MOST_SOBOL_DIMENSIONS, sobolPoints } from "../../../engine/random/designs/sobol.ts";

describe("the Sobol sequence", () => {
  it("begins as published by Joe and Kuo for three dimensions", () => {
    // The ten points that their program sobol.cc prints for N = 10, D = 3.
    expect(sobolPoints(3, 10)).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
      [0.1875, 0.3125, 0.9375],
      [0.6875, 0.8125, 0.4375],
    ]);
  });

  it.each([
    undefined,
    digitalShift(
      Array.from({ length: 21 }, (_, d) => `x${d}`),
      "s",
    ),
  ])("has one of 256 points in each 256th of every axis, shifted or not", (shift) => {
    const points = sobolPoints(MOST_SOBOL_DIMENSIONS, 256, shift);
    for (let d = 0; d < MOST_SOBOL_DIMENSIONS; d++) {
      const cells = points.map((point) => Math.floor(256 * point[d]!)).toSorted((a, b) => a - b);
      expect(cells).toEqual(Array.from({ length: 256 }, (_, i) => i));
    }
  });

  it("is that of SciPy in all dimensions, whose table of direction numbers is the published file", () => {
    // scipy.stats.qmc.Sobol(21, scramble=False, bits=32), SciPy 1.17.1: points 1, 2, 4, ... 512 times 1,024. Between them
    // they show the first ten direction numbers of every dimension, and so everything that the table here holds.
    const published = [
      [
        512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512,
        512,
      ],
      [
        768, 256, 256, 256, 768, 768, 256, 768, 768, 768, 768, 768, 256, 256, 768, 256, 768, 256, 768, 256,
        256,
      ],
      [
        384, 384, 640, 896, 384, 128, 384, 896, 896, 640, 896, 384, 384, 640, 384, 896, 384, 896, 896, 128,
        128,
      ],
      [
        192, 320, 960, 448, 576, 320, 448, 960, 960, 320, 704, 64, 960, 960, 832, 960, 832, 832, 960, 320,
        192,
      ],
      [96, 480, 480, 672, 288, 992, 544, 864, 480, 160, 96, 416, 672, 672, 352, 32, 800, 608, 800, 32, 736],
      [
        48, 272, 720, 560, 144, 944, 816, 688, 1008, 48, 400, 976, 464, 1008, 1008, 112, 176, 48, 432, 528,
        336,
      ],
      [
        24, 408, 840, 856, 664, 456, 680, 216, 760, 120, 968, 232, 440, 536, 824, 520, 904, 328, 360, 968,
        728,
      ],
      [12, 340, 300, 196, 924, 692, 884, 252, 108, 836, 756, 756, 836, 900, 28, 780, 580, 364, 84, 572, 876],
      [
        6, 510, 694, 302, 798, 110, 374, 366, 294, 418, 466, 1022, 242, 330, 526, 130, 930, 178, 370, 386,
        994,
      ],
      [
        3, 257, 977, 1015, 469, 579, 629, 931, 387, 937, 1001, 887, 187, 367, 265, 845, 895, 647, 457, 449,
        465,
      ],
    ];
    const points = sobolPoints(21, 513);
    expect(published.map((_, k) => points[2 ** k]!.map((x) => 1024 * x))).toEqual(published);
  });

  // Property A of Sobol, which these direction numbers have: of the first 2^d points, each of the 2^d halves-in-every-
  // dimension holds one. A single wrong bit in the table of dimensions 2 to 16 would break it for some d.
  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])("has Property A in %d dimensions", (d) => {
    const seen = new Set(
      sobolPoints(d, 2 ** d).map((point) => point.reduce((sum, x, k) => sum + (x < 0.5 ? 0 : 2 ** k), 0)),
    );
    expect(seen.size).toBe(2 ** d);
  });

  it("fills every pair of axes evenly: of 512 points, 32 in each of 16 boxes", () => {
    const points = sobolPoints(MOST_SOBOL_DIMENSIONS, 512);
    for (let a = 0; a < MOST_SOBOL_DIMENSIONS; a++) {
      for (let b = a + 1; b < MOST_SOBOL_DIMENSIONS; b++) {
        const boxes = new Array<number>(16).fill(0);
        for (const point of points) boxes[4 * Math.floor(4 * point[a]!) + Math.floor(4 * point[b]!)]!++;
        expect(boxes).toEqual(new Array<number>(16).fill(32));
      }
    }
  });

  it("integrates a product far better than chance: 4,096 points in 6 dimensions", () => {
    // The mean of ∏ (1 + (x − ½)) is 1; its variance by chance is (1 + 1/12)^6 − 1 = 0.62, so 4,096 random points err by 0.012.
    const values = sobolPoints(6, 4096).map((point) => point.reduce((product, x) => product * (0.5 + x), 1));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.002);
  });

  it("stays strictly inside the cube when shifted, and differs from seed to seed", () => {
    const names = ["a", "b"];
    const points = sobolPoints(2, 1000, digitalShift(names, "s"));
    expect(points.flat().every((x) => x > 0 && x < 1)).toBe(true);
    expect(sobolPoints(2, 4, digitalShift(names, "t"))).not.toEqual(points.slice(0, 4));
  });

  it("refuses more dimensions than are tabled", () => {
    expect(() => sobolPoints(22, 1)).toThrow("dimensions must be at most 21, but is 22");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Workforce } from "../../engine/scenario/people.ts";
import { share } from "../../engine/units.ts";
import type { PeopleMonth } from "../../engine/workforce/figures.ts";
import { course, force, intake, months, redeployed, role, stage } from "./forces.ts";

const draw = (replication: number) => ({ seed: "people", replication });

/** Three months of recruits, leavers by service and officers for a time. */
const busy: Workforce = force({
  roles: [
    role({
      people: 60,
      leavers: [
        { upTo: 120, aYear: 0.6, source: null },
        { upTo: null, aYear: 0.2, source: null },
      ],
    }),
  ],
  courses: [course(stage("classroom", 40, 0.15), stage("mentored", 50, 0.1))],
  intakes: [intake(14, 5, { filled: share(0.8) }), intake(10, 70)],
  redeployed: [redeployed(9, 30, 150)],
});

/** Workforces of all kinds, small. */
const anyForce = fc
  .record({
    people: fc.nat(30),
    aYear: fc.double({ min: 0, max: 1, noNaN: true }),
    stages: fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 6,
    }),
    intakes: fc.array(fc.tuple(fc.nat(12), fc.nat(150), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 4,
    }),
    lent: fc.tuple(fc.nat(10), fc.nat(60), fc.integer({ min: 1, max: 90 })),
    mayExceed: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })),
  })
  .map(({ people, aYear, stages, intakes, lent, mayExceed }) =>
    force({
      roles: [role({ people, aYear, establishment: 30, mayExceed })],
      courses: [course(...stages.map(([days, dropOut], i) => stage(`stage ${i}`, days, dropOut)))],
      intakes: intakes.map(([places, starts, filled], i) =>
        intake(places, starts, { name: `intake ${i}`, filled: share(filled) }),
      ),
      redeployed: [redeployed(lent[0], lent[1], lent[1] + lent[2])],
    }),
  );

describe("people by chance", () => {
  it("are on average as many as expected", () => {
    const runs = 400;
    const expected = months(busy, 8);
    const all = Array.from({ length: runs }, (_, replication) => months(busy, 8, draw(replication)));
    let largest = 0;
    expected.forEach((month, m) => {
      const figures = (of: typeof month): readonly number[] => {
        const { atEnd, soFar } = of.roles[0]!;
        return [atEnd.live, ...atEnd.inStage, soFar.droppedOut, soFar.left, soFar.notFilled];
      };
      figures(month).forEach((mean, i) => {
        const seen = all.map((run) => figures(run[m]!)[i]!);
        const average = seen.reduce((sum, each) => sum + each, 0) / runs;
        const variance = seen.reduce((sum, each) => sum + (each - average) ** 2, 0) / (runs - 1);
        // 48 figures, each within 4 standard errors (chance of a false alarm 0.3% in all); a figure that never moves
        // must be right.
        const error = Math.sqrt(variance / runs);
        expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * error + 1e-9);
        largest = Math.max(largest, error);
      });
    });
    // A person at most a tenth: the heads of 60 people who leave by chance have a variance below 60 / 4, so an error below
    // 0.2.
    expect(largest).toBeLessThan(0.2);
  });

  it("who leave are binomial: as many differ from run to run as chance has it", () => {
    // Of 200 people exp(−0.3 × 58 / 365.25) are there on the last day of March.
    const workforce = force({ roles: [role({ people: 200, aYear: 0.3 })] });
    const runs = 600;
    const left = Array.from(
      { length: runs },
      (_, r) => months(workforce, 2, draw(r))[1]!.roles[0]!.soFar.left,
    );
    const stays = Math.exp((-0.3 * 58) / 365.25);
    const average = left.reduce((sum, each) => sum + each, 0) / runs;
    const variance = left.reduce((sum, each) => sum + (each - average) ** 2, 0) / (runs - 1);
    const exact = 200 * stays * (1 - stays);
    // The variance of a sample variance of nearly normal figures is 2σ⁴ / (n − 1): four of its roots are 23%.
    expect(variance / exact).toBeGreaterThan(1 - 4 * Math.sqrt(2 / (runs - 1)));
    expect(variance / exact).toBeLessThan(1 + 4 * Math.sqrt(2 / (runs - 1)));
  });

  it("drop out of each stage by a chance of its own, in its last hours too", () => {
    // Six stages of a day each with a chance of a half: of 6,400 people 100 go live, with a standard deviation of
    // sqrt(6400 × (1/64) × (63/64)) = 9.9. Four of them are 40.
    const workforce = force({
      roles: [role({ people: 0 })],
      courses: [course(...Array.from({ length: 6 }, (_, i) => stage(`stage ${i}`, 1, 0.5)))],
      intakes: [intake(6400, 0)],
    });
    const [{ roles }] = months(workforce, 1, draw(0)) as readonly [PeopleMonth];
    expect(Math.abs(roles[0]!.atEnd.live - 100)).toBeLessThan(40);
    expect(roles[0]!.soFar.droppedOut).toBe(6400 - roles[0]!.atEnd.live);
  });

  it("are whole, and each is at every month's end in one place or gone", () => {
    fc.assert(
      fc.property(anyForce, fc.nat(1000), fc.boolean(), (workforce, replication, expected) => {
        for (const { roles, firstDay, days } of months(workforce, 9, expected ? null : draw(replication))) {
          const { atEnd, soFar } = roles[0]!;
          const here = atEnd.live + atEnd.redeployed + atEnd.inStage.reduce((sum, each) => sum + each, 0);
          const gone = soFar.droppedOut + soFar.left + soFar.wentBack;
          const begun = [...workforce.intakes, { places: 0, starts: 0 }]
            .filter(({ starts }) => starts < firstDay + days)
            .reduce((sum, { places }) => sum + places, 0);
          const lent = workforce.redeployed[0]!;
          const all =
            workforce.roles[0]!.inPost[0]!.people + begun + (lent.from < firstDay + days ? lent.people : 0);
          const figures = [here + gone - soFar.began, soFar.began + soFar.notFilled + soFar.cut - all];
          if (expected) for (const figure of figures) expect(Math.abs(figure)).toBeLessThan(1e-9);
          else {
            expect(figures).toStrictEqual([0, 0]);
            expect([here, gone, soFar.cut].every(Number.isInteger)).toBe(true);
          }
          expect(
            Math.min(here, gone, ...atEnd.inStage, soFar.cut, soFar.notFilled + 1e-9),
          ).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("are never fewer with twice the places", () => {
    fc.assert(
      fc.property(anyForce, fc.nat(1000), (found, replication) => {
        const workforce = { ...found, roles: found.roles.map((each) => ({ ...each, mayExceed: null })) };
        const twice = {
          ...workforce,
          intakes: workforce.intakes.map((each) => ({ ...each, places: 2 * each.places })),
        };
        const [few, many] = [workforce, twice].map((each) => months(each, 9, draw(replication)));
        few!.forEach((month, m) => {
          const [a, b] = [month, many![m]!].map(({ roles }) => roles[0]!);
          expect(b!.average.live).toBeGreaterThanOrEqual(a!.average.live);
          expect(b!.atEnd.inPost).toBeGreaterThanOrEqual(a!.atEnd.inPost);
        });
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it("do as they would have done whoever else is hired, and whatever stands before them in the file", () => {
    const more = { ...busy, intakes: [intake(30, 1, { name: "others" }), ...busy.intakes] };
    const [without, beside] = [busy, more].map((workforce) => months(workforce, 8, draw(3)));
    const others = months(
      {
        ...busy,
        roles: [role({ people: 0, leavers: busy.roles[0]!.leavers })],
        intakes: [more.intakes[0]!],
        redeployed: [],
      },
      8,
      draw(3),
    );
    without!.forEach((month, m) => {
      const live = month.roles[0]!.atEnd.live + others[m]!.roles[0]!.atEnd.live;
      expect(beside![m]!.roles[0]!.atEnd.live).toBe(live);
    });
  });

  it("differ from replication to replication, and not from one reading to the next", () => {
    const ends = [0, 1, 2, 0].map((r) => months(busy, 8, draw(r)).at(-1)!);
    expect(ends[3]).toStrictEqual(ends[0]);
    expect(new Set(ends.map(({ roles }) => JSON.stringify(roles))).size).toBe(3);
  });
});

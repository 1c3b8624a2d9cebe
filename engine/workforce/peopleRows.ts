import { estimate, type Range, singleMonthRange } from "../stats/estimate.ts";
import type { PeopleDraw } from "./heads.ts";
import { type PeopleHorizon, peopleOver, type WithPeople } from "./horizon.ts";
import { monthLabel } from "./months.ts";
import { weekOf } from "./deskWeek.ts";
import { staffingOf } from "./staffing.ts";

/** One figure of people, of a month or of the whole horizon. */
export interface PeopleRow {
  /** "2024-04", or "horizon". */
  readonly when: string;
  readonly of: "role" | "pool";
  readonly name: string;
  /** A word without spaces: `live`, `stage:classroom`. */
  readonly measure: string;
  readonly title: string;
  readonly unit: "people" | "handlers" | "factor" | "months" | "money";
  /** What is expected. */
  readonly expected: number;
  /** What chance makes of it; null if nothing was drawn. */
  readonly drawn: { readonly mean: number; readonly halfWidth: number; readonly single: Range } | null;
}

type Figure = Omit<PeopleRow, "expected" | "drawn"> & { readonly value: number };

/**
 * The people of a scenario by month, as rows.
 *
 * @param count    Months, the first being that of the workforce's first day.
 * @param drawn    Times that chance is asked; 0 for what is expected alone.
 * @param variant  The scenario of each of them: one with other figures, where some are not known.
 */
export function peopleRows(
  scenario: WithPeople,
  count: number,
  drawn: number,
  variant: (replication: number) => WithPeople = () => scenario,
): readonly PeopleRow[] {
  const expected = figuresOf(scenario, count, null);
  const all = Array.from({ length: drawn }, (_, replication) =>
    figuresOf(variant(replication), count, { seed: scenario.seed, replication }).map(({ value }) => value),
  );
  return expected.map(({ value, ...row }, i) => {
    if (all.length === 0) return { ...row, expected: value, drawn: null };
    const values = all.map((figures) => figures[i]!);
    const { mean, halfWidth } = estimate(values);
    return { ...row, expected: value, drawn: { mean, halfWidth, single: singleMonthRange(values) } };
  });
}

function figuresOf(scenario: WithPeople, count: number, draw: PeopleDraw | null): readonly Figure[] {
  const horizon = peopleOver(scenario, count, draw);
  return [...roleFigures(scenario, horizon), ...poolFigures(scenario, horizon)];
}

function roleFigures({ workforce }: WithPeople, { months, stages, sums }: PeopleHorizon): readonly Figure[] {
  return workforce.roles.flatMap(({ name }, r) => {
    const figure = (
      when: string,
      measure: string,
      title: string,
      value: number,
      unit: PeopleRow["unit"] = "people",
    ): Figure => ({ when, of: "role", name, measure, title, unit, value });
    const byMonth = months.flatMap((month) => {
      const { average, atEnd, soFar, effective, mentoring, mentorsShort, paid, training, cost } =
        month.roles[r]!;
      const at = monthLabel(month);
      return [
        figure(at, "inPost", "in post", average.inPost),
        ...stages.map((stage, i) => figure(at, `stage:${stage}`, stage, average.inStage[i]!)),
        figure(at, "live", "live", average.live),
        figure(at, "redeployed", "redeployed", average.redeployed),
        figure(at, "effective", "effective", effective),
        figure(at, "mentoring", "mentoring", mentoring),
        figure(at, "mentorsShort", "mentors wanting", mentorsShort),
        figure(at, "paid", "paid, full-time", paid),
        figure(at, "training", "in paid training, full-time", training),
        figure(at, "inPostAtEnd", "in post at the end", atEnd.inPost),
        figure(at, "liveAtEnd", "live at the end", atEnd.live),
        figure(at, "leftSoFar", "left so far", soFar.left),
        figure(at, "droppedOutSoFar", "dropped out so far", soFar.droppedOut),
        figure(at, "wentBackSoFar", "went back so far", soFar.wentBack),
        figure(at, "notFilledSoFar", "places not filled so far", soFar.notFilled),
        figure(at, "cutSoFar", "not taken on so far, the role being full", soFar.cut),
        ...(cost === null ? [] : [figure(at, "cost", "cost", cost, "money")]),
      ];
    });
    const { paid, effective, training, cost } = sums[r]!;
    return [
      ...byMonth,
      figure("horizon", "paidMonths", "months of full-time work paid", paid, "months"),
      figure("horizon", "effectiveMonths", "months of full-time work at the calls", effective, "months"),
      figure("horizon", "trainingMonths", "months of paid training", training, "months"),
      ...(cost === null ? [] : [figure("horizon", "totalCost", "cost", cost, "money")]),
    ];
  });
}

function poolFigures(scenario: WithPeople, { months, firstDay }: PeopleHorizon): readonly Figure[] {
  return scenario.pools.flatMap((pool, p) => {
    const first = firstDay[p]!;
    if (first.effective === 0 && pool.fromPeople === undefined) return [];
    return months.flatMap((month) => {
      const figure = (measure: string, title: string, value: number, unit: PeopleRow["unit"]): Figure => ({
        when: monthLabel(month),
        of: "pool",
        name: pool.name,
        measure,
        title,
        unit,
        value,
      });
      const now = month.pools[p]!;
      const staffing = staffingOf(pool, first, now, scenario.workforce.weeklyHours);
      const { talkFactor, wrapUpFactor } = staffing;
      const { average, most, fewest } = weekOf(pool, staffing);
      return [
        figure("effective", "effective", now.effective, "people"),
        figure(
          "handlers",
          pool.rota === null
            ? "handlers on duty on average"
            : "heads rostered on average, before absence and breaks",
          average,
          "handlers",
        ),
        figure("most", "most in an hour of the week", most, "handlers"),
        figure("fewest", "fewest in an hour of the week", fewest, "handlers"),
        figure("talkFactor", "talk, times that of the first day", talkFactor, "factor"),
        figure("wrapUpFactor", "wrap-up, times that of the first day", wrapUpFactor, "factor"),
      ];
    });
  });
}

import type { Role } from "../scenario/people.ts";
import type { Measure } from "./measure.ts";
import type { RoleColumn } from "./roleColumns.ts";

/** Measures of a role, over a month or the whole horizon. */
export function roleMeasures(role: Role): readonly Measure[] {
  return role.pay === null ? MEASURES : [...MEASURES, COST];
}

const MEASURES: readonly Measure[] = [
  mean("inPost", "in post, mean", "paid by the role: live, or in a stage that is paid"),
  mean("inTraining", "in training, mean", "in any stage of a course, paid or not"),
  mean("live", "live, mean", "people of the role who answer by themselves"),
  mean("redeployed", "redeployed, mean", "people lent to the role who answer by themselves"),
  mean(
    "effective",
    "effective full-time people, mean",
    "(live × share of work + trainees × worksAt) × hours × (1 − shrinkage), with overtime, less the time of mentors",
  ),
  mean(
    "mentorsShort",
    "mentors wanting, mean",
    "full-time people's worth of mentors' time that trainees need and nobody has; they are trained all the same",
  ),
  months("paidMonths", "full-time months paid", "months of full-time work that are paid for"),
  months(
    "effectiveMonths",
    "full-time months at the work",
    "months of full-time work at the contacts: see effective",
  ),
  months(
    "trainingMonths",
    "full-time months in paid training",
    "months of full-time work paid for in training",
  ),
  count("left", "left", "people who were live and left"),
  count("droppedOut", "dropped out", "people who gave up a course"),
];

const COST: Measure = {
  name: "cost",
  title: "cost",
  unit: "money",
  definition: "pay of the days in it, trainees and overtime included",
  numerator: ({ sum }) => sum("cost"),
  denominator: () => 1,
};

function mean(name: RoleColumn, title: string, definition: string): Measure {
  return {
    name,
    title,
    unit: "people",
    definition: `${definition}; mean over the days`,
    numerator: ({ sum }) => sum(name),
    denominator: ({ sum }) => sum("peopleDays"),
  };
}

function months(name: RoleColumn, title: string, definition: string): Measure {
  return {
    name,
    title,
    unit: "months of work",
    definition,
    numerator: ({ sum }) => sum(name),
    denominator: () => 1,
  };
}

function count(name: RoleColumn, title: string, definition: string): Measure {
  return { name, title, unit: "people", definition, numerator: ({ sum }) => sum(name), denominator: () => 1 };
}

import type { Rota } from "../scenario/scenario.ts";
import type { Measure } from "./measure.ts";

const one = (): number => 1;

/** Measures of a pool whose handlers come in shifts. A break counts when it begins, or when its shift ends without it. */
export function shiftMeasures(rota: Rota): readonly Measure[] {
  const attendance: readonly Measure[] = [
    {
      name: "rostered",
      title: "handlers rostered, mean",
      unit: "people",
      definition: "handler-seconds of all heads rostered ÷ seconds of the clock",
      numerator: ({ sum }) => sum("rostered"),
      denominator: ({ seconds }) => seconds,
    },
    {
      name: "expected",
      title: "handlers expected, mean",
      unit: "people",
      definition: "handlers rostered × (1 − shrinkage) × (1 − no-show)",
      numerator: ({ sum }) => headsExpected(rota, sum("rostered")),
      denominator: ({ seconds }) => seconds,
    },
    {
      name: "present",
      title: "handlers present, mean",
      unit: "people",
      definition: "handler-seconds of those who came, on duty or on a break ÷ seconds of the clock",
      numerator: ({ sum }) => sum("onDuty") + sum("onBreak"),
      denominator: ({ seconds }) => seconds,
    },
  ];
  return rota.shifts.some(({ breaks }) => breaks.length > 0) ? [...attendance, ...BREAKS] : attendance;
}

const BREAKS: readonly Measure[] = [
  {
    name: "breakHours",
    title: "on a break",
    unit: "hours",
    definition: "handler-hours on a break",
    numerator: ({ sum }) => sum("onBreak") / 3600,
    denominator: one,
  },
  {
    name: "breaksTaken",
    title: "breaks taken",
    unit: "breaks",
    definition: "breaks begun",
    numerator: ({ sum }) => sum("breaksBegun"),
    denominator: one,
  },
  {
    name: "breaksMissed",
    title: "breaks not taken, of all",
    unit: "share",
    definition: "breaks whose shift ended before they could begin ÷ (breaks begun + those)",
    numerator: ({ sum }) => sum("breaksMissed"),
    denominator: ({ sum }) => sum("breaksBegun") + sum("breaksMissed"),
    better: "lower",
  },
  {
    name: "breaksLate",
    title: "breaks more than 5 min late",
    unit: "share",
    definition: "breaks begun more than 5 minutes after they were due ÷ breaks begun",
    numerator: ({ sum }) => sum("breaksLate"),
    denominator: ({ sum }) => sum("breaksBegun"),
    better: "lower",
  },
  {
    name: "breakLateness",
    title: "mean lateness of a break",
    unit: "seconds",
    definition: "time from when a break was due to when it began (0 if it began before) ÷ breaks begun",
    numerator: ({ sum }) => sum("breakLateness"),
    denominator: ({ sum }) => sum("breaksBegun"),
    better: "lower",
  },
];

/** Heads of a shift that can be counted on, in the mean. */
function headsExpected({ shrinkage, noShow }: Pick<Rota, "shrinkage" | "noShow">, heads: number): number {
  return heads * (1 - shrinkage) * (1 - noShow);
}

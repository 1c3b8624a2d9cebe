/*
 * Results as the commands write them, made up and small: what charts are drawn from in tests. Everything is a plain
 * function of its place, so that snapshots stay as they are.
 */

const MADE = {
  program: "fcrsim",
  version: "1.2.3",
  seed: "tests",
  inputs: "0123456789abcdef",
  incomplete: null,
};
const REPORT = { ...MADE, about: "A room for tests", period: "October 2022", replications: 20, notes: [] };

interface Figure {
  readonly of: string;
  readonly name: string;
  readonly measure: string;
  readonly unit: string;
  readonly mean: number;
}

/** How far the range of single periods goes to both sides, relative to the mean. */
const SPREAD = 0.1;

function row(scope: string, when: string, { of, name, measure, unit, mean }: Figure, more: object = {}) {
  return {
    scenario: "room",
    scope,
    when,
    of,
    name,
    measure,
    title: TITLES[measure] ?? measure,
    unit,
    definition: "",
    mean,
    halfWidth: 0.02 * mean,
    n: 20,
    controlGain: null,
    single: { low: (1 - SPREAD) * mean, high: (1 + SPREAD) * mean, lowBetween: null, highBetween: null },
    reported: null,
    ...more,
  };
}

const TITLES: Readonly<Record<string, string>> = {
  attrition: "attrition",
  answeredWithin10s: "answered within 10 s, of received",
};

const queue = (name: string, measure: string, unit: string, mean: number): Figure => ({
  of: "queue",
  name,
  measure,
  unit,
  mean,
});
const pool = (name: string, measure: string, unit: string, mean: number): Figure => ({
  of: "pool",
  name,
  measure,
  unit,
  mean,
});

const asText = (value: unknown): string => JSON.stringify(value);

/** A run of months from October 2022 on. @param options Names of its queues; whether what is not known has a band. */
export function monthsRun(
  count: number,
  { queues = ["999", "101"], uncertain = false, reported = true } = {},
): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const when = `${2022 + Math.floor((9 + i) / 12)}-${String(((9 + i) % 12) + 1).padStart(2, "0")}`;
    return queues.flatMap((name, q) => {
      const share = (q === 0 ? 0.02 : 0.5) / (1 + 0.2 * i);
      const wait = (q === 0 ? 20 : 900) / (1 + 0.2 * i);
      const more = (mean: number, unit: string) => ({
        ...(uncertain ? { expected: { low: 0.95 * mean, high: 1.05 * mean } } : {}),
        reported: reported
          ? { value: unit === "share" ? mean + 0.01 : mean + 5, source: "a board paper" }
          : null,
      });
      return [
        row("month", when, queue(name, "attrition", "share", share), more(share, "share")),
        row("month", when, queue(name, "meanWaitAnswered", "seconds", wait), more(wait, "seconds")),
      ];
    });
  }).flat();
  return asText({
    format: uncertain ? "fcrsim-uncertain/1" : "fcrsim-run/1",
    reports: [{ ...REPORT, scenario: "room", ...(uncertain ? { draws: 50 } : {}), rows }],
  });
}

/** A run of one month by hour of the week, with chats if asked for. */
export function hoursRun({ chats = false } = {}): string {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const hours = days
    .flatMap((day, d) =>
      Array.from({ length: 24 }, (_, hour) => {
        const when = `${day} ${String(hour).padStart(2, "0")}:00`;
        const busy = 1 + Math.sin(((hour - 9) / 24) * 2 * Math.PI) + d / 10;
        const figures = [
          queue("999", "offered", "contacts", 40 * busy),
          queue("999", "attrition", "share", 0.02 * busy),
          queue("101", "offered", "contacts", 60 * busy),
          queue("101", "attrition", "share", Math.min(0.9, 0.3 * busy)),
          pool("general", "onDuty", "people", hour < 8 ? 6 : 14),
          ...(chats
            ? [
                queue("chat", "timeClosed", "seconds", hour < 8 ? 4 * 3600 : 0),
                queue("chat", "attrition", "share", 0.1),
                pool("general", "chatsHeld", "people", hour < 8 ? 0 : 0.3 * busy),
              ]
            : []),
        ];
        return figures.map((figure) => row("hour of week", when, figure));
      }),
    )
    .flat();
  const period = [
    queue("999", "meanTalk", "seconds", 300),
    queue("999", "meanWrapUp", "seconds", 60),
    queue("101", "meanTalk", "seconds", 600),
    queue("101", "meanWrapUp", "seconds", 120),
  ].map((figure) => row("period", "2022-10", figure));
  return asText({
    format: "fcrsim-run/1",
    reports: [{ ...REPORT, scenario: "room", rows: [...period, ...hours] }],
  });
}

/** The waits of a run of one month. */
export function waitsRun(): string {
  const rows = [
    queue("999", "offered", "contacts", 30_000),
    queue("999", "answered", "contacts", 29_500),
    queue("999", "delayed", "share", 0.4),
    queue("999", "waitP50Answered", "seconds", 0),
    queue("999", "waitP90Answered", "seconds", 70),
    queue("999", "waitP95Answered", "seconds", 130),
    queue("999", "answeredWithin10sOfAnswered", "share", 0.7),
    queue("101", "offered", "contacts", 25_000),
    queue("101", "answered", "contacts", 12_000),
    queue("101", "delayed", "share", 0.96),
    queue("101", "waitP50Answered", "seconds", 840),
    queue("101", "waitP90Answered", "seconds", 1714),
    queue("101", "waitP95Answered", "seconds", 2000),
    queue("101", "answeredWithin90sOfAnswered", "share", 0.12),
    queue("101", "answeredWithin600sOfAnswered", "share", 0.36),
  ].map((figure) => row("period", "2022-10", figure));
  return asText({ format: "fcrsim-run/1", reports: [{ ...REPORT, scenario: "room", rows }] });
}

const COMPARED = [
  { name: "999", measure: "attrition", title: "attrition", unit: "share", baseMean: 0.02, most: 0.002 },
  { name: "101", measure: "attrition", title: "attrition", unit: "share", baseMean: 0.53, most: 0.1 },
  {
    name: "101",
    measure: "meanWaitAnswered",
    title: "mean wait of the answered",
    unit: "seconds",
    baseMean: 900,
    most: 240,
  },
];

/** A comparison of plans of these names; the first is better by ten points, each next less so, the last cannot be told apart. */
export function comparison(plans: readonly string[], { uncertain = false } = {}): string {
  const differences = plans.flatMap((plan, i) =>
    COMPARED.map(({ name, measure, title, unit, baseMean, most }) => {
      const difference = -most * (1 - (1.2 * i) / plans.length);
      const isLast = i === plans.length - 1;
      return {
        of: "queue",
        name,
        measure,
        title,
        unit,
        definition: "",
        better: "lower",
        verdict: isLast ? "cannot be told apart" : difference < 0 ? "better" : "worse",
        difference,
        halfWidth: Math.abs(difference) * (isLast ? 1.5 : 0.3),
        p: 0.01,
        pairingGain: 4,
        plan,
        scope: "period",
        when: "2022-10",
        baseMean,
        planMean: baseMean + difference,
        ...(uncertain ? { expected: { low: 1.5 * difference, high: 0.5 * difference } } : { n: 20 }),
      };
    }),
  );
  const found = {
    base: "do nothing",
    plans,
    replications: 20,
    ...(uncertain ? { draws: 50 } : {}),
    differences,
  };
  const head = { ...MADE, period: "October 2022", inputs: [], notes: [] };
  return asText(
    uncertain
      ? { format: "fcrsim-compare-uncertain/1", report: { ...head, found } }
      : {
          format: "fcrsim-compare/1",
          reports: [{ ...head, found: { kind: "differences", comparison: found } }],
        },
  );
}

/** A screening, of which no chart is drawn. */
export function screening(): string {
  const head = { ...MADE, period: "October 2022", inputs: [], notes: [] };
  return asText({
    format: "fcrsim-compare/1",
    reports: [{ ...head, found: { kind: "screening", screening: {} } }],
  });
}

/** A sweep of one figure over these values. */
export function sweep(figure: string, values: readonly number[], texts = values.map(String)): string {
  const points = values.map((value, i) => {
    const less = 1 - i / (values.length + 1);
    return {
      point: i + 1,
      texts: [texts[i]!],
      values: [value],
      rows: [
        queue("999", "dialled", "contacts", 30_000),
        queue("999", "attrition", "share", 0.05 * less),
        queue("999", "answeredWithin10s", "share", 1 - 0.4 * less),
        queue("101", "dialled", "contacts", 27_000),
        queue("101", "hungUpInMessage", "contacts", 2000 + 100 * i),
        queue("101", "attrition", "share", 0.7 * less),
        queue("101", "meanWaitAnswered", "seconds", 900),
        queue("101", "meanWaitAnsweredFromDialling", "seconds", 900 + value),
        queue("101", "answeredWithin90s", "share", 0.1),
      ].map((each) => row("period", "2022-10", each)),
    };
  });
  return asText({
    format: "fcrsim-sweep/1",
    ...REPORT,
    scenario: "room",
    design: "factorial",
    replications: 5,
    figures: [figure],
    measures: [],
    points,
  });
}

/** A sensitivity study of these figures, each moving the answer by less than the one before. */
export function sensitivity(figures: readonly string[]): string {
  const unknowns = figures.map((figure) => ({
    figure,
    unit: "seconds",
    whole: false,
    central: 600,
    basis: null,
  }));
  const causes = figures.map((figure, i) => ({
    figure,
    first: 0.2,
    total: 0.4 / (i + 1),
    ends: {
      low: 540,
      high: 720,
      answerAtLow: 0.5 - 0.1 / (i + 1),
      answerAtHigh: 0.5 + 0.15 / (i + 1),
      halfWidth: 0.002,
    },
  }));
  const measure = { of: "queue", name: "101", measure: "attrition", title: "attrition", unit: "share" };
  return asText({
    format: "fcrsim-sensitivity/1",
    ...REPORT,
    scenario: "room",
    samples: 200,
    unknowns,
    sensitivities: [{ measure, central: 0.5, causes }],
  });
}

/** People of one role in stages of these names, over two years. */
export function people(stages: readonly string[]): string {
  const months = Array.from(
    { length: 24 },
    (_, i) => `${2022 + Math.floor((9 + i) / 12)}-${String(((9 + i) % 12) + 1).padStart(2, "0")}`,
  );
  const rows = months.flatMap((when, i) => {
    const figure = (measure: string, expected: number) => ({
      when,
      of: "role",
      name: "handler",
      measure,
      title: measure,
      unit: "people",
      expected,
      drawn: null,
    });
    return [
      figure("inPost", 80),
      figure("live", 60 + i / 2),
      ...stages.map((stage, s) => figure(`stage:${stage}`, (i + s) % 6 < 3 ? 4 : 0)),
    ];
  });
  return asText({
    format: "fcrsim-people/1",
    ...MADE,
    scenario: "room",
    about: "",
    from: "2022-10-01",
    months,
    replications: 0,
    uncertain: false,
    notes: [],
    rows,
  });
}

/** A calibration of six months in which one structure fits under one reading; or none, if asked for. */
export function calibration({ fits = true } = {}): string {
  const months = ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01"];
  const match = [
    { queue: "101", figure: "attrition", value: 0.4 },
    { queue: "101", figure: "mean wait", value: 600 },
    { queue: "999", figure: "attrition", value: 0.015 },
    { queue: "999", figure: "mean wait", value: 20 },
  ];
  const predictions = months.flatMap((month, i) =>
    match.map(({ queue: name, figure, value }) => ({
      queue: name,
      figure,
      month,
      reported: value * (1 + i / 10),
      median: value * (1 + i / 11),
      between: { low: value * (0.9 + i / 11), high: value * (1.1 + i / 11) },
      inside: true,
      nearest: value,
    })),
  );
  const figures = [
    {
      name: "queues.101.patience.mixture.1.share",
      prior: [0.05, 0.25],
      range: [0.08, 0.16],
      words: "narrowed by about half",
    },
    {
      name: "queues.101.patience.mixture.2.mean",
      prior: [900, 2400],
      range: [1300, 1900],
      words: "narrowed by about half",
    },
    { name: "queues.999.wrapUp.mean", prior: [60, 180], range: [62, 176], words: "learnt nothing" },
    {
      name: "pools.general.handlers.average 2022-10",
      prior: [7, 20],
      range: [9.1, 10.9],
      words: "narrowed to a tenth",
    },
  ].map(({ prior, range, ...rest }) => ({
    ...rest,
    median: (range[0]! + range[1]!) / 2,
    range: { low: range[0], high: range[1] },
    prior: { low: prior[0], high: prior[1] },
    widthRatio: (range[1]! - range[0]!) / (prior[1]! - prior[0]!),
    bits: 1,
  }));
  const reading = fits
    ? { reading: "answered calls", fit: true, predictions, learnt: { figures } }
    : { reading: "answered calls", fit: false, limit: 3, least: {}, without: [] };
  return asText({
    ...MADE,
    about: "Six months of a room for tests",
    months,
    match,
    structures: [
      {
        name: "held back",
        about: "",
        common: [
          { figure: "queues.101.patience.mixture.1.share", unit: "share" },
          { figure: "queues.101.patience.mixture.2.mean", unit: "seconds" },
          { figure: "queues.999.wrapUp.mean", unit: "seconds" },
        ],
        monthly: [{ figure: "pools.general.handlers.average", unit: "number" }],
        readings: [reading],
      },
    ],
  });
}

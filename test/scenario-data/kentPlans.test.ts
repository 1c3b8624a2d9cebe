import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../cli/load.ts";
import { isDirect } from "../../engine/centre/direct/applies.ts";
import { planOf } from "../../engine/centre/plan.ts";
import type { Workforce } from "../../engine/scenario/people.ts";
import type { Scenario } from "../../engine/scenario/scenario.ts";
import { share } from "../../engine/units.ts";
import { peopleOver, type PeopleHorizon, type WithPeople } from "../../engine/workforce/horizon.ts";
import type { PeopleDraw } from "../../engine/workforce/heads.ts";
import { monthLabel } from "../../engine/workforce/months.ts";
import { staffingOf } from "../../engine/workforce/staffing.ts";
import { rowsOf, textOf, yamlOf } from "./files.ts";

const PLANS = [
  "do-nothing",
  "replace-leavers",
  "over-recruit",
  "redeploy-officers",
  "recruit-and-redeploy",
] as const;
type Plan = (typeof PLANS)[number];
/** February 2023 to March 2024. */
const MONTHS = 14;
const DAYS_A_YEAR = 365.25;

type AssumptionRow = Readonly<Record<"parameter" | "low" | "central" | "high", string>>;
type ActualsRow = Readonly<Record<"channel" | "metric" | "value" | "chosen", string>>;
const assumptions = rowsOf<AssumptionRow>("kent/assumptions.csv");
const page = textOf("kent/plans/README.md");
const ledger = textOf("kent/sources.md");
const ROOT = new URL("../../", import.meta.url);

const textOfPlan = (plan: string): string => textOf(`kent/plans/${plan}.yaml`);

const pathOf = (plan: Plan): string => fileURLToPath(new URL(`scenarios/kent/plans/${plan}.yaml`, ROOT));

function withPeople(scenario: Scenario): WithPeople {
  if (scenario.workforce === null) throw new Error(`${scenario.name} says nothing of people`);
  return { ...scenario, workforce: scenario.workforce };
}

/** Throws with every fault of the file. */
const read = (plan: Plan): WithPeople => withPeople(loadScenario(pathOf(plan), undefined, []));

const scenarios = new Map(PLANS.map((plan) => [plan, read(plan)]));
const scenarioOf = (plan: Plan): WithPeople => scenarios.get(plan)!;
const horizons = new Map(PLANS.map((plan) => [plan, peopleOver(scenarioOf(plan), MONTHS, null)]));
const expected = (plan: Plan): PeopleHorizon => horizons.get(plan)!;

/** A figure of the control room month by month, by "2023-02" and so on. */
function byMonth(plan: Plan, figure: "live" | "redeployed" | "effective"): ReadonlyMap<string, number> {
  return new Map(
    expected(plan).months.map((month) => {
      const { average, effective } = month.roles[0]!;
      return [monthLabel(month), figure === "effective" ? effective : average[figure]];
    }),
  );
}

/** Handlers on duty on average, month by month. */
function handlersOf(scenario: WithPeople): ReadonlyMap<string, number> {
  const { months, firstDay } = peopleOver(scenario, MONTHS, null);
  return new Map(
    months.map((month) => {
      const { handlers } = staffingOf(scenario.pools[0]!, firstDay[0]!, month.pools[0]!, 37);
      return [monthLabel(month), handlers.reduce((sum, count) => sum + count, 0) / handlers.length];
    }),
  );
}

/** The rows of the page's table whose first heading this is, cell by cell. */
function tableOf(heading: string): readonly (readonly string[])[] {
  const lines = page.slice(page.indexOf(`| ${heading} |`)).split("\n");
  return lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith("|")),
    )
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function assumption(parameter: string): readonly [low: number, central: number, high: number] {
  const row = assumptions.find((candidate) => candidate.parameter === parameter);
  if (row === undefined) throw new Error(`assumptions.csv has no row ${parameter}`);
  return [Number(row.low), Number(row.central), Number(row.high)];
}

const central = (parameter: string): number => assumption(parameter)[1];

describe("the recruitment plans for Kent", () => {
  it.each(PLANS)("%s counts February 2023 to March 2024 in the phone-only room", (plan) => {
    const scenario = scenarioOf(plan);
    expect(scenario.period).toMatchObject({ kind: "month", year: 2023, month: 2, months: MONTHS });
    expect(scenario.actuals).toEqual([]);
    expect(scenario.queues.map(({ name }) => name)).toEqual(["999", "101"]);
    // The quick loop runs it; who staffs the room is another matter.
    expect(isDirect(planOf({ ...scenario, workforce: null }))).toBe(true);
  });

  it.each(PLANS)("%s says only what is different", (plan) => {
    const written = yamlOf(`kent/plans/${plan}.yaml`) as Readonly<Record<string, unknown>>;
    expect(written).toMatchObject({ startsFrom: "common.yaml" });
    for (const word of Object.keys(written))
      expect(["about", "startsFrom", "workforce", "notes"]).toContain(word);
    const ours = { name: "", about: "", notes: [], unknowns: null, workforce: null };
    expect({ ...scenarioOf(plan), ...ours }).toEqual({ ...scenarioOf("do-nothing"), ...ours });
    const { roles, ...rest } = scenarioOf(plan).workforce;
    const base = scenarioOf("do-nothing").workforce;
    const people = { roles: [], intakes: [], redeployed: [] };
    expect({ ...rest, ...people }).toEqual({ ...base, ...people });
    const { mayExceed: now, ...role } = roles[0]!;
    const { mayExceed: then, ...sameRole } = base.roles[0]!;
    expect(role).toEqual(sameRole);
    expect(then).toBeNull();
    expect(now).toBe(
      { "replace-leavers": 0, "over-recruit": 0.1, "recruit-and-redeploy": 0.1 }[plan as string] ?? null,
    );
  });

  it("share what the pages say they share", () => {
    const of = (plan: Plan): Workforce => scenarioOf(plan).workforce;
    expect(of("recruit-and-redeploy").intakes).toEqual(of("over-recruit").intakes);
    expect(of("recruit-and-redeploy").redeployed).toEqual(of("redeploy-officers").redeployed);
    expect(of("over-recruit").redeployed).toEqual(of("do-nothing").redeployed);
    expect(of("redeploy-officers").intakes).toEqual(of("do-nothing").intakes);
    const large = ["February", "March"];
    expect(of("over-recruit").intakes.filter(({ name }) => !large.includes(name))).toEqual(
      of("replace-leavers").intakes,
    );
    expect(of("do-nothing").intakes.map(({ name, places }) => [name, places])).toEqual([
      ["recruits of December", 32],
    ]);
    // 35 in all, never 29 and 35.
    expect(of("redeploy-officers").redeployed.map(({ people }) => people)).toEqual([29, 6]);
  });
});

describe("the figures of the plans", () => {
  const files = ["common", ...PLANS];

  it("have sources that sources.md explains, or are judgement", () => {
    const keys = [...ledger.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]!);
    const named = [...files.map(textOfPlan), page]
      .flatMap((text) => [...text.matchAll(/\b(?:board|panel|bbc|pcc)-(?:\d{4}-\d{2}|peel)\b/g)])
      .map(([key]) => key);
    expect(named.length).toBeGreaterThan(20);
    for (const key of named) expect(keys).toContain(key);
    for (const plan of PLANS) {
      const { roles, courses, intakes, redeployed } = scenarioOf(plan).workforce;
      const parts = [
        ...roles.flatMap((role) => [role, ...role.leavers, ...role.proficiency]),
        ...courses.flatMap(({ stages }) => stages),
        ...intakes,
        ...redeployed.flatMap((group) => [group, ...group.proficiency]),
      ];
      for (const { source } of parts) {
        expect(source).not.toBeNull();
        const isOurs = source === "judgement" || keys.some((key) => source!.includes(key));
        expect(isOurs, source!).toBe(true);
      }
    }
  });

  it.each(PLANS)("have in %s the range of the assumption that their basis names", (plan) => {
    const { unknowns } = scenarioOf(plan);
    expect(unknowns!.length).toBeGreaterThan(20);
    for (const { figure, distribution, basis } of unknowns!) {
      const name = /^(\w+) \((?:judgement|derived|sourced .*)\)$/.exec(basis ?? "")?.[1];
      if (name === undefined || distribution.kind !== "triangular") throw new Error(`${figure}: ${basis}`);
      // Volumes and times are drawn in calls and seconds, shares as parts of one: the units of the rows.
      const { low, mode, high } = distribution;
      assumption(name).forEach((figureOfRow, i) => {
        expect([low, mode, high][i], figure).toBeCloseTo(figureOfRow, 9);
      });
      expect(page, "a row of its own in the page's table").toContain(`| \`${name}\` |`);
    }
  });

  it("stand in the page's table as in assumptions.csv", () => {
    const rows = tableOf("row").slice(2);
    expect(rows.length).toBeGreaterThan(25);
    for (const [label, ...cells] of rows) {
      const name = /^`(\w+)`( \*)?$/.exec(label!)![1]!;
      const figures = cells
        .slice(0, 3)
        .map((cell) => Number(cell.replaceAll(/[,%]/g, "")) / (cell.endsWith("%") ? 100 : 1));
      assumption(name).forEach((figure, i) => {
        expect(figures[i], name).toBeCloseTo(figure, 9);
      });
    }
  });

  it("that are known as one figure only are those of their rows", () => {
    const { weeklyHours, shrinkage, roles, courses, intakes } = scenarioOf("do-nothing").workforce;
    expect(weeklyHours).toBe(central("fte_hours_per_week"));
    expect(shrinkage.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(central("shrinkage"), 12);
    expect(roles[0]!.establishment).toBe(central("control_room_establishment"));
    const weeks = ["recruit_lead_time_weeks", "training_weeks", "mentored_weeks"].map(central);
    expect(courses[0]!.stages.map(({ days }) => days / 7)).toEqual(weeks);
    expect(courses[1]!.stages.map(({ days }) => days / 7)).toEqual([central("officer_training_weeks")]);
    expect(intakes[0]!.places).toBe(central("recruits_december_2022"));
    const officers = scenarioOf("redeploy-officers").workforce.redeployed;
    expect(officers.reduce((sum, { people }) => sum + people, 0)).toBe(central("officers_drafted_in"));
    const bands = roles[0]!.proficiency.map(({ from }) => Math.round((12 * from) / DAYS_A_YEAR));
    expect(bands).toEqual([0, central("ramp_up_months") / 2, central("ramp_up_months")]);
  });

  it("that are worked out from others agree with them", () => {
    const range = (parameter: string) => assumption(parameter);
    const [fewest, people, most] = range("control_room_in_post");
    const posts = central("control_room_establishment");
    const [low, middle, high] = range("vacancy_rate");
    expect([most, people, fewest]).toEqual([low, middle, high].map((part) => Math.round(posts * (1 - part))));
    expect(90 / people).toBeCloseTo(central("leavers_a_year_of_people"), 3);
    const [slow, , fast] = range("leavers_per_month");
    const ends = [slow, fast].map((aMonth) => (12 * aMonth) / (1 - middle));
    const [lowest, , highest] = range("leavers_a_year_of_people");
    expect(ends[0]).toBeCloseTo(lowest, 9);
    expect(ends[1]).toBeCloseTo(highest, 9);
    const [worst, usual, best] = range("new_starter_productivity");
    const talk = central("novice_talk_multiplier");
    [worst, usual, best].forEach((output, i) => {
      expect(range("newcomer_share_of_work")[i]).toBeCloseTo(output * talk, 9);
      expect(range("midway_share_of_work")[i]).toBeCloseTo(((1 + output) / 2) * (1 + (talk - 1) / 2), 9);
      expect(range("midway_talk_multiplier")[i]).toBeCloseTo(
        1 + (range("novice_talk_multiplier")[i]! - 1) / 2,
        9,
      );
    });
    // 12.7 handlers on average: so many people's 37 hours less shrinkage. What officers do not give, the room does.
    const january = /average: ([\d.]+)/.exec(textOf("kent/2023-01.yaml"))![1]!;
    const wanted = (Number(january) * 168) / (central("fte_hours_per_week") * (1 - central("shrinkage")));
    const part = (wanted - 29 * usual) / people;
    expect(scenarioOf("do-nothing").workforce.roles[0]!.staffs).toEqual([{ pool: 0, share: share(0.28) }]);
    expect(part).toBeCloseTo(0.28, 2);
  });

  it("of volumes are mean, ends and spread of the six published months", () => {
    const common = yamlOf("kent/plans/common.yaml") as {
      queues: Record<string, { volume: { forecast: { spread: string; level: { central: string } } } }>;
    };
    for (const line of ["999", "101"]) {
      const received = rowsOf<ActualsRow>("kent/actuals.csv")
        .filter(
          ({ channel, metric, chosen }) => channel === line && metric === "received" && chosen === "yes",
        )
        .map(({ value }) => Number(value));
      expect(received).toHaveLength(6);
      const mean = received.reduce((sum, each) => sum + each, 0) / 6;
      const variance = received.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 5;
      expect(assumption(`monthly_volume_${line}`)).toEqual([
        Math.min(...received),
        Math.round(mean),
        Math.max(...received),
      ]);
      const { spread, level } = common.queues[line]!.volume.forecast;
      expect(spread).toBe(`${Math.round((100 * Math.sqrt(variance)) / mean)}%`);
      expect(level.central).toBe(`${Math.round(mean)} a month`);
    }
  });
});

describe("the people of the plans", () => {
  /** Everybody who began is live, in training, gone or back at work elsewhere; everybody planned began or did not. */
  function checkHeads(scenario: WithPeople, draw: PeopleDraw | null): void {
    const { roles, intakes, redeployed } = scenario.workforce;
    for (const { firstDay, days, roles: figures } of peopleOver(scenario, MONTHS, draw).months) {
      const { atEnd, soFar } = figures[0]!;
      const inStages = atEnd.inStage.reduce((sum, heads) => sum + heads, 0);
      const here = atEnd.live + atEnd.redeployed + inStages;
      expect(here + soFar.left + soFar.droppedOut + soFar.wentBack).toBeCloseTo(soFar.began, 9);
      const last = firstDay + days - 1;
      const planned = [
        ...roles[0]!.inPost.map(({ people }) => people),
        ...intakes.filter(({ starts }) => starts <= last).map(({ places }) => places),
        ...redeployed.filter(({ from }) => from <= last).map(({ people }) => people),
      ].reduce((sum, people) => sum + people, 0);
      expect(soFar.began + soFar.notFilled + soFar.cut).toBeCloseTo(planned, 9);
    }
  }

  it.each(PLANS)("of %s are never lost, neither as expected nor by chance", (plan) => {
    checkHeads(scenarioOf(plan), null);
    for (const replication of [0, 1, 2]) checkHeads(scenarioOf(plan), { seed: "kent plans", replication });
  });

  it("fall by the leavers' rate if nothing is done, once December's recruits are live", () => {
    // Of the classroom's 56 days 49 are behind them. Of those who began, 10% × 7 / 56 drop out in the rest, and
    // 1 − 10% × 49 / 56 are still there.
    const dropOut = (0.1 * 7) / 56 / (1 - (0.1 * 49) / 56);
    const liveFrom = 7 + 56;
    for (const { firstDay, days, roles } of expected("do-nothing").months) {
      const day = firstDay + days - 1;
      const stays = (since: number): number => Math.exp((-0.35 * (day - since)) / DAYS_A_YEAR);
      const recruits = day < liveFrom ? 0 : 32 * (1 - dropOut) * stays(liveFrom);
      expect(roles[0]!.atEnd.live).toBeCloseTo(257 * stays(0) + recruits, 9);
    }
  });

  it("are more in autumn 2023 the more are hired", () => {
    const [nothing, replace, over] = (["do-nothing", "replace-leavers", "over-recruit"] as const).map(
      (plan) => byMonth(plan, "live"),
    );
    for (const month of ["2023-09", "2023-10", "2023-11", "2023-12", "2024-03"]) {
      expect(replace!.get(month), month).toBeGreaterThan(nothing!.get(month)!);
      expect(over!.get(month), month).toBeGreaterThan(replace!.get(month)!);
    }
    // Vetting, classroom and mentored weeks take 224 days from 1 February: nobody new is live before 13 September.
    expect(over!.get("2023-08")).toBeCloseTo(nothing!.get("2023-08")!, 9);
  });

  it("of the replacements keep the room from shrinking further once they are live", () => {
    const live = byMonth("replace-leavers", "live");
    // 8 places, 90% of whom get through, every 30 days, against 35% a year: intake rate ÷ rate of leaving is 250 people
    // in the long run, and the room comes to that from below.
    const longRun = (8 * 0.9 * DAYS_A_YEAR) / 30 / 0.35;
    expect(live.get("2024-03")!).toBeGreaterThan(live.get("2023-10")!);
    expect(live.get("2024-03")!).toBeLessThan(longRun);
  });

  it("are helped by officers while those are there, and not afterwards", () => {
    const [without, withThem] = [
      byMonth("do-nothing", "effective"),
      byMonth("redeploy-officers", "effective"),
    ];
    const officers = byMonth("redeploy-officers", "redeployed");
    expect(withThem.get("2023-02")).toBe(without.get("2023-02"));
    for (const month of ["2023-03", "2023-04", "2023-05", "2023-06", "2023-07", "2023-08"])
      expect(withThem.get(month), month).toBeGreaterThan(without.get(month)!);
    for (const month of ["2023-06", "2023-07", "2023-08"]) expect(officers.get(month)).toBe(35);
    for (const month of ["2023-09", "2023-12", "2024-03"]) {
      expect(officers.get(month)).toBe(0);
      expect(withThem.get(month)).toBe(without.get(month));
    }
    expect(byMonth("do-nothing", "redeployed").get("2023-04")).toBe(29);
    expect(byMonth("do-nothing", "redeployed").get("2023-06")).toBe(0);
  });

  it("give the handlers that the page tells of", () => {
    const [heading, , ...rows] = tableOf("month");
    expect(heading!.slice(1)).toEqual(PLANS);
    expect(rows.length).toBeGreaterThan(5);
    const handlers = PLANS.map((plan) => handlersOf(scenarioOf(plan)));
    for (const [month, ...cells] of rows) {
      expect(cells, month).toEqual(handlers.map((of) => of.get(month!)!.toFixed(1)));
    }
  });

  it("give the handlers that the page tells of under other assumptions", () => {
    const [heading, , asInTheFile, ...rows] = tableOf("assumption");
    const cellsOf = (settings: readonly string[]): readonly string[] => {
      const scenario = loadScenario(pathOf("over-recruit"), undefined, settings);
      const handlers = handlersOf(withPeople(scenario));
      return heading!.slice(1).map((month) => handlers.get(month)!.toFixed(1));
    };
    expect(asInTheFile!.slice(1)).toEqual(cellsOf([]));
    expect(rows).toHaveLength(3);
    for (const [label, ...cells] of rows) {
      const setting = /\(`(.+)`\)$/.exec(label!)![1]!;
      expect(cells, setting).toEqual(cellsOf([setting]));
    }
  });
});

describe("the page on the plans", () => {
  it("links to files that exist, and runs files that exist", () => {
    const folder = new URL("scenarios/kent/plans/", ROOT);
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, target]) => new URL(target!, folder));
    const commands = [...page.matchAll(/scenarios\/\S+\.yaml/g)].map(([path]) => new URL(path, ROOT));
    expect(links.length).toBeGreaterThan(3);
    expect(new Set(commands.map(({ href }) => href)).size).toBe(PLANS.length);
    for (const target of [...links, ...commands]) expect(existsSync(target), target.href).toBe(true);
    for (const plan of PLANS) expect(page).toContain(`| \`${plan}.yaml\` |`);
  });
});

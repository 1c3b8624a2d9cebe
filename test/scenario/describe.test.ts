import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { STARTER_SCENARIO } from "../../engine/scenario/starter.ts";
import { changed, csv, GOOD, listed, scenarioOf } from "./memoryFiles.ts";

const sentences = (text: string, files: Readonly<Record<string, string>> = {}): readonly string[] =>
  describeScenario(scenarioOf({ ...files, "w.yaml": text }));

/** What is said of the one thing that was changed. */
function said(from: string, to: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const before = sentences(GOOD);
  return sentences(changed(from, to), files).filter((sentence) => !before.includes(sentence));
}

describe("a scenario in sentences", () => {
  it("says everything aloud, defaults included", () => {
    expect(sentences(GOOD)).toStrictEqual([
      "w: A test room",
      "The counted period is 7 days, the first a Monday; there is no calendar.",
      "1 day before the count starts is simulated as a warm-up and not counted.",
      "At the end of the period, time goes on until the story of every caller offered in it is finished, for seven days at most.",
      "Results are kept by intervals of 1 hour.",
      "Days differ by weekday pattern and chance only; there are no busy and quiet days beyond that.",
      "Times are drawn from fine tables of each distribution (fast).",
      "The seed is 1: scenarios that share it meet the same callers.",
      "Queue 999: priority 1; nobody goes ahead of it.",
      "Queue 999: contacts dial at a steady 6 an hour.",
      "Queue 999: there is no recorded message in front of it.",
      "Queue 999: talk lasts exactly 5 minutes.",
      "Queue 999: there is no wrap-up.",
      "Queue 999: patience lasts exactly 2 minutes, counted from reaching the line.",
      "Queue 999: nobody leaves at once on finding all handlers busy.",
      "Queue 999: nobody who is not answered dials again.",
      "Queue 999: wrap-up is not interrupted for it.",
      "Queue 999: it is answered by the pool desk.",
      "Queue 999: the share answered within 10 seconds and 90 seconds is counted.",
      "Queue 101: priority 2; 999 goes ahead of it.",
      "Queue 101: contacts dial at a steady 30 an hour.",
      "Queue 101: there is no recorded message in front of it.",
      "Queue 101: talk lasts 9 minutes on average (lognormal, spread 80%).",
      "Queue 101: there is no wrap-up.",
      "Queue 101: patience lasts 15 minutes on average (exponential, spread 100%), counted from reaching the line.",
      "Queue 101: nobody leaves at once on finding all handlers busy.",
      "Queue 101: nobody who is not answered dials again.",
      "Queue 101: wrap-up is not interrupted for it.",
      "Queue 101: it is answered by the pool desk.",
      "Queue 101: the share answered within 10 seconds and 90 seconds is counted.",
      "Pool desk: answers the queues 999 and 101; a handler who comes free takes the best priority first.",
      "Pool desk: 8 handlers on duty at all hours.",
      "Pool desk: no handlers are held back.",
      "No published figures are shown beside the results.",
    ]);
  });

  it("says what a month is", () => {
    expect(said("days: 7", "month: 2022-10")).toStrictEqual([
      "The counted period is October 2022, Europe/London.",
      "No bank holidays are listed.",
    ]);
    expect(said("days: 7", "month: 2022-12\nbankHolidays: { dates: [2022-12-26, 2022-12-27] }")[1]).toBe(
      "On 2022-12-26 and 2022-12-27 (bank holidays) contacts arrive as on a Sunday.",
    );
  });

  it("says how it is run", () => {
    expect(
      said(
        "days: 7",
        "days: 1\nfirstDay: Friday\nwarmUp: 0\natEnd: stop\ninterval: 15 minutes\nbusyDays: { spread: 8%, correlation: 50% }\ndraws: exact\nseed: x\nnotes: [Beware.]",
      ),
    ).toStrictEqual([
      "The counted period is 1 day, the first a Friday; there is no calendar.",
      "There is no warm-up: the room is empty when the count starts.",
      "At the end of the period everything stops; callers still inside are counted as such.",
      "Results are kept by intervals of 15 minutes.",
      "Busy and quiet days: each day's arrivals are multiplied by a factor with mean 1 and spread 8%; the factors of two queues correlate by 50%.",
      "Times are drawn by exact inversion of each distribution (slow).",
      "The seed is x: scenarios that share it meet the same callers.",
      "Note: Beware.",
    ]);
  });

  it("says when contacts come", () => {
    const day = listed(Array.from({ length: 24 }, (_, hour) => hour + 1));
    const calls = { "calls.csv": csv("s", ["0", "5", "9"]) };
    // The mean of 1 to 24 is 12.5.
    expect(
      said("arrivals: 30 an hour", `arrivals: { profile: ${day} }\n    volume: 25,277 in all`),
    ).toStrictEqual([
      "Queue 101: 25,277 contacts are expected to reach the line in the period, spread over the week at 0.08 (Mon 00:00) to 1.92 (Mon 23:00) times the average.",
    ]);
    const month = sentences(
      changed("days: 7", "month: 2022-10").replace(
        "arrivals: 30 an hour",
        `arrivals: { profile: ${day} }\n    volumeCounts: dialled\n    volume: 25,277 a month`,
      ),
    );
    expect(month.find((sentence) => sentence.includes("25,277"))).toContain(
      "25,277 contacts are expected to dial in the month,",
    );
    expect(said("30 an hour", `{ hourly: ${day} }`)).toStrictEqual([
      "Queue 101: contacts dial at 1 (Mon 00:00) to 24 (Mon 23:00) an hour, by the hour of the week.",
    ]);
    expect(said("30 an hour", "{ rates: { every: 30 minutes, perHour: [3, 9, 0.5] } }")).toStrictEqual([
      "Queue 101: contacts dial at a rate for each 30 minutes: 3 rates from 0.5 to 9 an hour; then nobody calls any more.",
    ]);
    expect(said("30 an hour", "{ replay: { file: calls.csv, column: s } }", calls)).toStrictEqual([
      "Queue 101: 3 contacts dial at recorded times.",
    ]);
  });

  it.each([
    ["never", "callers wait for as long as it takes; nobody gives up."],
    [
      "{ erlang: { mean: 9m 6s, phases: 4 } }",
      "patience lasts 9 minutes 6 seconds on average (erlang, 4 phases, spread 50%), counted from reaching the line.",
    ],
    // Scale ½ × 4 minutes, since Γ(3) = 2; spread √(Γ(5) ÷ Γ(3)² − 1) = √5.
    [
      "{ weibull: { scale: 2 minutes, shape: 0.5 } }",
      "patience lasts 4 minutes on average (weibull, scale 2 minutes, shape 0.5, spread 224%), counted from reaching the line.",
    ],
    // Standard deviation 60 ÷ √12 = 17.3 s over a mean of 90 s.
    [
      "{ uniform: { low: 1 minute, high: 2 minutes } }",
      "patience lasts 1 minute to 2 minutes, all equally likely, 90 seconds on average (spread 19.2%), counted from reaching the line.",
    ],
    // Variance (3² + 3² − 3 × 3) ÷ 24 ... for 0, 30 s, 60 s: 60² ÷ 24 = 150, so 12.2 s over 30 s.
    [
      "{ triangular: { low: 0, mode: 30s, high: 1m } }",
      "patience lasts 0 seconds to 1 minute, most likely 30 seconds, 30 seconds on average (triangular, spread 40.8%), counted from reaching the line.",
    ],
    [
      "{ empirical: { values: [30s, 90s] } }",
      "patience lasts one of 2 observed times, 1 minute on average (spread 50%), counted from reaching the line.",
    ],
    // Mean 60 s; variance ½ × 0 + ½ × 0 + 30² = 900.
    [
      "{ mixture: [{ share: 50%, deterministic: 30s }, { share: 50%, deterministic: 90s }] }",
      "patience lasts for 50% of contacts exactly 30 seconds and for 50% of contacts exactly 90 seconds; together 1 minute on average (spread 50%), counted from reaching the line.",
    ],
  ])("says what %s is", (written, meant) => {
    expect(said("{ exponential: { mean: 15 minutes } }", written)).toStrictEqual([`Queue 101: ${meant}`]);
  });

  it("says what happens in and before a queue", () => {
    expect(
      said(
        "wrapUp: none",
        "wrapUp: 3 minutes\n    balking: 2%\n    mayInterruptWrapUp: yes\n    patienceRuns: from dialling\n    targets: []\n    message: { duration: 95 seconds, hangUp: 4%, moveToDigital: 6% }",
      ),
    ).toStrictEqual([
      "Queue 101: a recorded message comes first and lasts exactly 95 seconds; 4% hang up during it and 6% leave for a digital channel during it.",
      "Queue 101: wrap-up lasts exactly 3 minutes.",
      "Queue 101: patience lasts 15 minutes on average (exponential, spread 100%), counted from dialling, message included.",
      "Queue 101: 2% leave at once when no handler is free to take them.",
      "Queue 101: a contact that finds nobody free may take a handler out of wrap-up.",
      "Queue 101: no waits are set as targets.",
    ]);
    expect(said("priority: 2", "priority: 1")[0]).toBe(
      "Queue 999: priority 1; nobody goes ahead of it; with 101 the longest wait goes first.",
    );
  });

  it("says who answers, and what is held back", () => {
    const hours = listed([...new Array<number>(12).fill(2), ...new Array<number>(12).fill(3)]);
    const desk = '  desk: { answers: ["999", "101"], handlers: 8 }';
    expect(
      said(desk, desk.replace("8 }", `${hours}, holdBack: 1, takes: in the order listed }`)),
    ).toStrictEqual([
      "Pool desk: answers the queues 999 and 101; a handler who comes free takes in the order 999 and 101.",
      "Pool desk: 2.5 handlers on duty on average, 2 (Mon 00:00) to 3 (Mon 12:00).",
      "Pool desk: a contact of 101 starts only if more than 1 handler is idle.",
    ]);
    expect(
      said(
        desk,
        `${desk.replace("8 }", `20, holdBack: ${hours} }`)}\n  night: { answers: ["101"], handlers: 1 }`,
      ),
    ).toStrictEqual([
      "Queue 101: a contact tries the pools night and desk, in that order.",
      "Pool desk: 20 handlers on duty at all hours.",
      "Pool desk: a contact of 101 starts only if more than 2 to 3 handlers (by the hour) are idle.",
      "Pool night: answers the queue 101.",
      "Pool night: 1 handler on duty at all hours.",
      "Pool night: no handlers are held back.",
    ]);
  });

  it("says how many published figures there are", () => {
    const files = {
      "a.csv": csv("month,channel,metric,value,unit,source,chosen", [
        "2022-10,101,received,25277,calls,x,yes",
      ]),
    };
    expect(said("days: 7", "days: 7\nactuals: { file: a.csv, month: 2022-10 }", files)).toStrictEqual([
      "1 published figure for 101 is shown beside the results.",
    ]);
  });

  it("reads well for the starter: nothing undefined, every sentence ended", () => {
    for (const sentence of sentences(STARTER_SCENARIO).slice(1)) {
      expect(sentence).toMatch(/[.]$/);
      expect(sentence).not.toMatch(/undefined|NaN|null|Infinity/);
    }
  });
});

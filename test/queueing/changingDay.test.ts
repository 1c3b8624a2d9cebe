import { describe, it } from "vitest";
import { example, expectPeriods, repeated } from "./changingDay.ts";

describe("a day on which calls come and go, with the same staff, from an empty room (M(t)/M/n+M)", () => {
  it("has the busy hours, and the totals, it should have", () => {
    const runs = repeated(24, 72, 45);
    expectPeriods(runs, 8, 24);
    example.expectOne("total_expected_arrivals", runs.offeredADay);
    example.expectOne("total_expected_abandon_events", runs.hangUps);
    example.expectOne("p_abandon_of_all_arrivals", runs.ofDay.abandonedShare);
    example.expectOne("sl_of_offered_all", runs.ofDay.withinOfOffered(0));
    example.expectOne("mean_wait_answered_all_s", runs.ofDay.meanWaitAnswered);
    example.expectOne("mean_wait_all_s", runs.ofDay.meanWaitAll);
  });
});

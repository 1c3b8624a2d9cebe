import { describe, it } from "vitest";
import { expectPeriods, repeated } from "./changingDay.ts";

describe("a day on which calls come and go, with the same staff, from an empty room (M(t)/M/n+M)", () => {
  it("has the quiet hours it should have", () => {
    // The rarest hang-ups, 4.5 in a thousand, need most days; the first eight hours do not know what follows.
    expectPeriods(repeated(8, 121, 102), 0, 8);
  });
});

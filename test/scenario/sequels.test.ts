import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changed, faultsOf, scenarioOf } from "./memoryFiles.ts";

const with101 = (text: string): string => changed("wrapUp: none", text);
const of101 = (text: string) => scenarioOf({ "w.yaml": with101(text) }).queues[1]!;
const saidOf = (text: string): readonly string[] => {
  const before = describeScenario(scenarioOf({ "w.yaml": with101("wrapUp: none") }));
  return describeScenario(scenarioOf({ "w.yaml": with101(text) })).filter(
    (sentence) => !before.includes(sentence),
  );
};
const next = (rule: string): string => `next: [{ ${rule} }]`;
const ONLINE = `
  online: { priority: 3, arrivals: none, talk: 20 minutes, patience: never }
pools:`;
const withOnline = (text: string): string =>
  with101(text).replace("\npools:", ONLINE).replace('["999", "101"]', '["999", "101", online]');

describe("contacts that lead to others, as written", () => {
  const FULL = `next:
      - { after: not answered, share: 20%, goesTo: online, delay: { exponential: { mean: 30 minutes } } }
      - { after: not answered, share: 3%, goesTo: "999", delay: none }
      - { after: answered, share: 5%, goesTo: "101", delay: 1 day, mostTries: 3 }`;

  it("are read with all their figures", () => {
    const { queues } = scenarioOf({ "w.yaml": withOnline(FULL) });
    expect(queues[1]!.onward).toStrictEqual([
      {
        after: "not answered",
        share: 0.2,
        to: 2,
        delay: { kind: "exponential", mean: 1800 },
        mostTries: 100,
      },
      {
        after: "not answered",
        share: 0.03,
        to: 0,
        delay: { kind: "deterministic", value: 0 },
        mostTries: 100,
      },
      {
        after: "answered",
        share: 0.05,
        to: 1,
        delay: { kind: "deterministic", value: 86_400 },
        mostTries: 3,
      },
    ]);
    expect(queues.map(({ isLedTo }) => isLedTo)).toEqual([true, true, true]);
    expect(queues[2]!.arrivals).toEqual({ kind: "steady", perHour: 0 });
    expect(of101("wrapUp: none")).toMatchObject({ onward: null, isLedTo: false });
  });

  it("are told in plain words", () => {
    const said = describeScenario(scenarioOf({ "w.yaml": withOnline(FULL) }));
    expect(said).toEqual(
      expect.arrayContaining([
        "Queue 101: 20% of those not answered in the line go on to online, after 30 minutes on average (exponential, spread 100%).",
        "Queue 101: 3% of those not answered in the line go on to 999, at once.",
        "Queue 101: 5% of those who have been answered come to this queue again, after exactly 1 day. Nobody makes more than 3 such contacts in a row.",
        "Queue online: nobody comes from outside, only from other queues.",
      ]),
    );
  });

  it("may have shares and times that are not known", () => {
    const text = next(
      "after: answered, share: { low: 2%, central: 5%, high: 9% }, goesTo: 101, delay: { uniform: { low: 1 hour, high: 3 hours } }",
    );
    const scenario = scenarioOf({ "w.yaml": with101(text) });
    // A uniform delay is a distribution of times, not a time that is not known.
    expect(scenario.unknowns?.map(({ figure }) => figure)).toEqual(["queues.101.next.1.share"]);
    expect(scenario.queues[1]!.onward![0]).toMatchObject({ share: 0.05, delay: { kind: "uniform" } });
  });

  it.each([
    [
      next("after: answered, share: 5%, goesTo: 102, delay: none"),
      /goesTo: there is no queue "102". Did you mean "101"/,
    ],
    [
      next("after: answred, share: 5%, goesTo: 101, delay: none"),
      /after: "answred" has no meaning here. Did you mean "answered"/,
    ],
    [
      next("after: moved to digital, share: 5%, goesTo: 101, delay: none"),
      /after: there is no message in front/,
    ],
    [
      next("after: answered, share: 5%, goesTo: 999, delay: none, mostTries: 3"),
      /"mostTries" goes only with goesTo: 101/,
    ],
    [next("after: answered, share: 5%, goesTo: 101"), /"delay" is missing/],
    ["next: []", /the list is empty/],
    ["next: often", /next: "often" is not a list/],
    [
      "next: [{ after: answered, share: 60%, goesTo: 101, delay: none }, { after: answered, share: 50%, goesTo: 999, delay: none }]",
      /item 2 › share: with this the shares after "answered" add to 110%/,
    ],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": with101(text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });

  it("must lead to a queue to which nobody comes from outside", () => {
    expect(faultsOf({ "w.yaml": withOnline("wrapUp: none") })).toEqual([
      'w.yaml:11:36 queues › online › arrivals: nobody would ever come: no other queue goes to "online". Write a rate, or next: [{ ..., goesTo: online, ... }] in another queue.',
    ]);
  });
});

describe("a partner force, as written", () => {
  it("is read and told", () => {
    expect(of101("partner: { takesAfter: 60 seconds }").partnerAfter).toBe(60);
    expect(of101("wrapUp: none").partnerAfter).toBeNull();
    expect(saidOf("partner: { takesAfter: 60 seconds }")).toEqual([
      "Queue 101: a contact that has waited 1 minute is left to a partner force.",
    ]);
  });

  it.each([
    ["partner: { takesAfter: 0 }", /takesAfter: "0" is no time at all/],
    ["partner: { takesafter: 1 minute }", /Did you mean "takesAfter"/],
    ["partner: 60 seconds", /partner: "60 seconds" is not a description of a partner force/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": with101(text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });
});

describe("accidental calls, as written", () => {
  const TEXT = "accidental: { share: 20%, clearsAfter: { exponential: { mean: 8 seconds } }";

  it("are read and told", () => {
    expect(of101(`${TEXT} }`).accidental).toStrictEqual({
      share: 0.2,
      clearsAfter: { kind: "exponential", mean: 8 },
      talk: null,
    });
    expect(of101(`${TEXT}, talk: 20 seconds }`).accidental!.talk).toEqual({
      kind: "deterministic",
      value: 20,
    });
    expect(saidOf(`${TEXT}, talk: 20 seconds }`)).toEqual([
      "Queue 101: 20% of the calls from outside are accidental and clear by themselves unless answered before; that takes 8 seconds on average (exponential, spread 100%); if answered, the talk lasts exactly 20 seconds.",
    ]);
  });

  it.each([
    ["accidental: { share: 20% }", /"clearsAfter" is missing/],
    ["accidental: 20%", /accidental: "20%" is not a description of accidental calls/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": with101(text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });
});

describe("clusters, as written", () => {
  it("are read and told", () => {
    expect(of101("clusters: { mean: 1.6, within: 5 minutes }").clusters).toStrictEqual({
      calls: { kind: "geometric", mean: 1.6 },
      within: 300,
    });
    expect(of101("clusters: { sizes: [70%, 30%], within: 5 minutes }").clusters!.calls).toStrictEqual({
      kind: "shares",
      shares: [0.7, 0.3],
    });
    expect(of101("wrapUp: none").clusters).toBeNull();
    expect(saidOf("clusters: { sizes: [70%, 30%], within: 5 minutes }")).toEqual([
      "Queue 101: one incident may make several calls: 1 call for 70% of incidents and 2 calls for 30% of incidents; the first comes at once, the others within 5 minutes of it.",
    ]);
    expect(saidOf("clusters: { mean: 1.6, within: 5 minutes }")[0]).toMatch(
      /1.6 on average \(geometric\); the first/,
    );
  });

  it.each([
    ["clusters: { mean: 0.6, within: 5 minutes }", /mean: "0.6" is not a number of at least 1/],
    ["clusters: { within: 5 minutes }", /"mean" or "sizes" is missing/],
    ["clusters: { mean: 2, sizes: [100%], within: 5 minutes }", /do not go together/],
    ["clusters: { sizes: [70%, 20%], within: 5 minutes }", /the shares do not add to 100%/],
    ["clusters: { mean: 2 }", /"within" is missing/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": with101(text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });
});

import { describe, expect, it } from "vitest";
import { describeScenario } from "../../engine/scenario/describe.ts";
import { changed, faultsOf, GOOD, scenarioOf } from "./memoryFiles.ts";

/** The good scenario with a queue of chats, answered by a desk of its own. */
const withChat = (queue = "", pool = "chats: { most: 6, stretch: 15% }"): string =>
  GOOD.replace(
    "pools:\n",
    `  chat:\n    priority: 3\n    kind: chats\n    arrivals: 12 an hour\n    talk: 15 minutes\n` +
      `    patience: 5 minutes\n${queue === "" ? "" : `    ${queue}\n`}` +
      `pools:\n  chat desk: { answers: [chat], handlers: 4${pool === "" ? "" : `, ${pool}`} }\n`,
  );
const chatOf = (text: string) => scenarioOf({ "w.yaml": withChat(text) }).queues[2]!.chat!;
const chatsOf = (text: string) => scenarioOf({ "w.yaml": withChat("", text) }).pools[0]!.chats!;
const open = (text: string): string =>
  chatOf(`open: ${text}`)
    .open!.map((hour) => (hour ? "o" : "."))
    .join("");
const day = (from: number, to: number): string =>
  Array.from({ length: 24 }, (_, hour) => (hour >= from && hour < to ? "o" : ".")).join("");

describe("a queue of chats, as written", () => {
  it("is always open, and nobody leaves during a chat, unless it is said", () => {
    expect(chatOf("")).toStrictEqual({ patienceInside: { kind: "never" }, open: null });
    expect(scenarioOf({ "w.yaml": GOOD }).queues[0]!.chat).toBeNull();
    expect(chatOf("patienceInside: { lognormal: { mean: 20 minutes, spread: 80% } }").patienceInside).toEqual(
      {
        kind: "lognormal",
        mean: 1200,
        spread: 0.8,
      },
    );
  });

  it("has hours every day, or by the day", () => {
    expect(open('"08:00 to 22:00"')).toBe(day(8, 22).repeat(7));
    expect(open('"8:00 to 24:00"')).toBe(day(8, 24).repeat(7));
    expect(open('{ weekdays: "09:00 to 17:00", Friday: "09:00 to 12:00", Sunday: all day }')).toBe(
      day(9, 17).repeat(4) + day(9, 12) + day(0, 0) + day(0, 24),
    );
    expect(open('{ weekend: "10:00 to 16:00", Saturday: closed }')).toBe(day(0, 0).repeat(6) + day(10, 16));
  });

  it("may be open past midnight, from Sunday into Monday too", () => {
    expect(open('{ Sunday: "20:00 to 04:00" }')).toBe(day(0, 4) + day(0, 0).repeat(5) + day(20, 24));
  });

  it("is always open if its hours leave no gap", () => {
    expect(chatOf("open: all day").open).toBeNull();
  });

  it.each([
    ['open: "08:30 to 22:00"', /open: "08:30 to 22:00" is not hours of a day\. Write full hours/],
    ['open: "08:00 to 25:00"', /Write full hours/],
    ['open: "08:00 to 08:00"', /is no time at all/],
    ["open: closed", /this queue would never be open/],
    ['open: { Munday: "08:00 to 09:00" }', /Did you mean "Monday"/],
    ["open: 8", /open: "8" is not hours of a day/],
    ["mayInterruptWrapUp: yes", /a chat takes nobody out of wrap-up/],
    ["patienceInside: 0", /patienceInside: "0" is no time at all/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": withChat(text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });

  it.each(["open: all day", "patienceInside: 10 minutes"])("%s goes only with chats", (text) => {
    expect(faultsOf({ "w.yaml": changed("wrapUp: none", text) })).toEqual([
      expect.stringMatching(/goes only with kind: chats\. Leave it out\./),
    ]);
  });

  it("refuses a kind that there is not", () => {
    expect(faultsOf({ "w.yaml": changed("wrapUp: none", "kind: faxes") })).toEqual([
      expect.stringMatching(/kind: "faxes" has no meaning here/),
    ]);
  });
});

describe("a pool that answers chats, as written", () => {
  it("says how many a handler holds, and what each further one costs", () => {
    expect(chatsOf("chats: { most: 3, stretch: 25% }")).toStrictEqual({
      speeds: [1, 0.8, 1 / 1.5],
      calls: "wait",
    });
    expect(chatsOf("chats: { most: 2, stretch: 0 }").speeds).toStrictEqual([1, 1]);
    expect(chatsOf("chats: { most: 1 }").speeds).toStrictEqual([1]);
    expect(chatsOf("chats: { speeds: [1, 0.87, 0.77], calls: pause the chats }")).toStrictEqual({
      speeds: [1, 0.87, 0.77],
      calls: "pause the chats",
    });
    expect(scenarioOf({ "w.yaml": GOOD }).pools[0]!.chats).toBeNull();
  });

  it("may be uncertain of the stretch", () => {
    const scenario = scenarioOf({
      "w.yaml": withChat("", "chats: { most: 2, stretch: { low: 10%, central: 25%, high: 50% } }"),
    });
    expect(scenario.pools[0]!.chats!.speeds).toStrictEqual([1, 0.8]);
    expect(scenario.unknowns).toMatchObject([{ figure: 'pools."chat desk".chats.stretch', central: 0.25 }]);
  });

  it.each([
    ["", /"chats" is missing\. This pool answers chats of "chat": say how many a handler holds/],
    ["chats: { most: 6 }", /"stretch" is missing\. Write by how much/],
    ["chats: { most: 0, stretch: 10% }", /most: "0" is not a whole number of chats/],
    ["chats: { stretch: 10% }", /"most" or "speeds" is missing/],
    ["chats: { most: 1, speeds: [1, 0.5] }", /"most" and "speeds" do not go together/],
    ["chats: { speeds: [1, 0.5], stretch: 10% }", /"stretch" goes only with "most"/],
    ["chats: { speeds: [0.9, 0.5] }", /the first is the speed of a chat on its own/],
    ["chats: { speeds: [1, 0] }", /Write the speed of each chat/],
    ["chats: { speeds: [1, 1.2] }", /Write the speed of each chat/],
    ["chats: { speeds: [] }", /the list is empty/],
    ["chats: { most: 2, stretch: 10%, calls: hang up }", /calls: "hang up" has no meaning here/],
    ["chats: 6", /chats: "6" is not what is said of chats/],
  ])("%s is refused", (text, told) => {
    const faults = faultsOf({ "w.yaml": withChat("", text) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(told);
  });

  it("must answer some", () => {
    expect(faultsOf({ "w.yaml": changed("handlers: 8", "handlers: 8, chats: { most: 1 }") })).toEqual([
      expect.stringMatching(/this pool answers no queue of chats/),
    ]);
  });
});

describe("chats are told in plain words", () => {
  const said = (queue: string, pool?: string): readonly string[] =>
    describeScenario(scenarioOf({ "w.yaml": withChat(queue, pool) })).filter((sentence) =>
      sentence.replace(/^(Queue|Pool) [^:]*/, "").includes("chat"),
    );

  it("with every default", () => {
    expect(said("")).toEqual([
      "Queue chat: its contacts are chats: talk and wrap-up are the work of a chat that is its handler's only one.",
      "Queue chat: nobody leaves during a chat.",
      "Queue chat: it takes chats at all hours.",
      "Queue chat: it is answered by the pool chat desk.",
      "Pool chat desk: answers the queue chat.",
      "Pool chat desk: a handler holds up to 6 chats; the speed of each, when 1, 2 and so on are held, is 1, 0.87, " +
        "0.769, 0.69, 0.625 and 0.571 of that of one alone.",
    ]);
  });

  it("and with all that may be said", () => {
    const sentences = said(
      'patienceInside: 10 minutes\n    open: { weekdays: "08:00 to 22:00", Saturday: "22:00 to 02:00" }',
      "chats: { most: 1 }",
    );
    expect(sentences).toContain(
      "Queue chat: whoever is not done leaves the chat after exactly 10 minutes, and its handler is rid of it at once.",
    );
    expect(sentences).toContain(
      "Queue chat: it takes new chats on Monday to Friday 08:00 to 22:00, on Saturday 22:00 to 24:00 and on Sunday " +
        "00:00 to 02:00; whoever comes at another time is refused.",
    );
    expect(sentences.at(-1)).toBe("Pool chat desk: a handler holds one chat at a time.");
  });

  it.each([
    [
      "wait",
      "a handler with chats takes no call until they are over, and no new chat while somebody waits who goes before it.",
    ],
    [
      "pause the chats",
      "a handler with chats may take a call; the chats stand still until its wrap-up is done.",
    ],
    [
      "run beside the chats",
      "a handler with chats may take a call; the chats go on beside it as if it were one chat more.",
    ],
  ])("with what calls do where the pool answers some: %s", (calls, sentence) => {
    const both = withChat("", `chats: { most: 2, stretch: 10%, calls: ${calls} }`).replace(
      "answers: [chat]",
      'answers: ["101", chat]',
    );
    expect(describeScenario(scenarioOf({ "w.yaml": both }))).toContain(`Pool chat desk: ${sentence}`);
  });
});

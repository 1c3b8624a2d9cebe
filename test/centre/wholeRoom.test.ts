import { describe, expect, it } from "vitest";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { total } from "../support/rooms.ts";
import { scenarioOf } from "../scenario/memoryFiles.ts";

/** Everything that a room can have, at once. @param calls What becomes of calls beside chats. */
const everything = (seed: number, calls: string): string => `about: Everything at once
days: 2
warmUp: 6 hours
seed: ${seed}
busyDays: { spread: 10%, correlation: 50% }
switches:
  999 waits: { waiting: ["999"], onAbove: 0, atLeast: 5 minutes }
  101 is long: { waiting: ["101"], onAbove: 4, offAt: 2, atMost: 1 hour, rests: 20 minutes }
queues:
  "999":
    priority: 1
    arrivals: 14 an hour
    clusters: { mean: 1.5, within: 5 minutes }
    accidental: { share: 15%, clearsAfter: { exponential: { mean: 8 seconds } } }
    partner: { takesAfter: 2 minutes }
    talk: { lognormal: { mean: 5 minutes, spread: 100% } }
    wrapUp: 1 minute
    patience: { exponential: { mean: 10 minutes } }
    mayInterruptWrapUp: yes
    next:
      - { after: not answered, share: 100%, goesTo: call-backs, delay: 2 minutes }
  "101":
    priority: 2
    arrivals: 20 an hour
    message:
      duration: 60 seconds
      hangUp: 5%
      moveToDigital: 5%
      instead:
        - { while: 101 is long, duration: { exponential: { mean: 90 seconds } }, hangUp: 10%, moveToDigital: 15% }
    redials: { first: 40%, afterMessage: 10%, delay: { exponential: { mean: 20 minutes } }, mostTries: 4 }
    talk: { lognormal: { mean: 9 minutes, spread: 80% } }
    wrapUp: 2 minutes
    balking: 3%
    patience: { exponential: { mean: 8 minutes } }
    next:
      - { after: moved to digital, share: 50%, goesTo: online, delay: none }
      - { after: moved to digital, share: 50%, goesTo: chat, delay: 1 minute }
      - { after: not answered, share: 10%, goesTo: "999", delay: 5 minutes }
      - { after: answered, share: 5%, goesTo: "101", delay: 3 hours, mostTries: 3 }
  call-backs:
    priority: 2
    arrivals: none
    talk: 3 minutes
    patience: never
    next:
      - { after: answered, share: 30%, goesTo: call-backs, delay: 10 minutes, mostTries: 3 }
  chat:
    priority: 3
    kind: chats
    arrivals: 16 an hour
    talk: { lognormal: { mean: 12 minutes, spread: 80% } }
    patience: { exponential: { mean: 5 minutes } }
    patienceInside: { exponential: { mean: 1 hour } }
    open: "07:00 to 23:00"
    closedWhile: [101 is long]
    next:
      - { after: refused, share: 40%, goesTo: "101", delay: 2 minutes }
  online:
    priority: 9
    kind: work
    interruptible: yes
    arrivals: 5 an hour
    backlogAtStart: 6
    talk: { lognormal: { mean: 12 minutes, spread: 70% } }
pools:
  999 desk: { answers: ["999"], handlers: 1 }
  general:
    answers: ["999", "101", call-backs, online]
    holdBack: { online: 1 }
    handlers:
      shifts:
        - { name: early, start: "06:30", length: 9 hours, heads: 6, breaks: [{ after: 3 hours, window: 1 hour, length: 40 minutes }] }
        - { name: late, start: "14:45", length: 9 hours, heads: 6, breaks: [{ after: 4 hours, length: 30 minutes }] }
        - { name: night, start: "22:00", length: 9 hours, heads: 3 }
      noShow: 5%
      mostOnBreak: 2
    talkFactor: 1.1
  digital:
    answers: [chat, online, "999", "101"]
    onlyWhile: { "999": 999 waits }
    handlers: [2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 2, 2]
    chats: { most: 4, stretch: 15%, calls: ${calls} }
`;

describe("a room with everything at once", () => {
  it.each(["wait", "pause the chats", "run beside the chats"])(
    "keeps its books and lets nobody wait in vain: calls %s",
    (calls) => {
      const answered = new Map<string, number>();
      for (let seed = 0; seed < 12; seed++) {
        // Every run checks itself: what came in is where it ought to be, and nobody waits whom somebody might take.
        const scenario = scenarioOf({ "w.yaml": everything(seed, calls) });
        const ledger = runTrial(planOf(scenario), 0);
        scenario.queues.forEach(({ name }, queue) => {
          answered.set(name, (answered.get(name) ?? 0) + total(ledger, queue, "answered"));
        });
      }
      for (const [name, count] of answered) expect(count, name).toBeGreaterThan(20);
    },
  );
});

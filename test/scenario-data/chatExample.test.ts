import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extraCell, QUEUE_EXTRA } from "../../engine/centre/ledger.ts";
import { planOf } from "../../engine/centre/plan.ts";
import { runTrial } from "../../engine/centre/run.ts";
import { scenarioOf } from "../scenario/memoryFiles.ts";
import { textOf } from "./files.ts";

describe("the example of live chat", () => {
  const scenario = scenarioOf({ "w.yaml": textOf("examples/chat.yaml") });

  it("runs, and everything that the page tells of happens in it", () => {
    const ledger = runTrial(planOf(scenario), 0);
    const chat = scenario.queues.findIndex((queue) => queue.chat !== null);
    const sum = (column: keyof typeof QUEUE_EXTRA): number => {
      let all = 0;
      for (let bin = 0; bin < ledger.bins; bin++) {
        all += ledger.queueExtras[extraCell(ledger, chat, bin) + QUEUE_EXTRA[column]]!;
      }
      return all;
    };
    for (const column of ["refused", "chatsOver", "leftDuringChat"] as const) {
      expect(sum(column), column).toBeGreaterThan(100);
    }
    // Closed for 10 hours on weekdays, 16 on the other two days.
    expect(sum("secondsClosed")).toBe(3600 * (5 * 10 + 2 * 16));
  });
});

describe("the page on live chat", () => {
  const page = readFileSync(new URL("../../docs/chat.md", import.meta.url), "utf8");

  it("writes what the format knows", () => {
    const [, block] = /```yaml\n([\s\S]*?)```/.exec(page)!;
    const calls = ["999", "101"].map(
      (name, i) =>
        `  "${name}": { priority: ${i + 1}, arrivals: 9 an hour, talk: 5 minutes, patience: never }\n`,
    );
    const text = `about: The page\ndays: 7\n${block!.replace("queues:\n", `queues:\n${calls.join("")}`)}`;
    const { queues, pools } = scenarioOf({ "w.yaml": text });
    expect(queues[2]!.chat!.open!.filter((open) => open)).toHaveLength(5 * 14 + 8);
    expect(pools.map(({ chats }) => [chats!.speeds.length, chats!.calls])).toEqual([
      [6, "wait"],
      [2, "pause the chats"],
    ]);
    // The list that it gives as another way to write the stretch.
    const [, listed] = /speeds: \[([\d., ]+)\]/.exec(block!)!;
    pools[0]!.chats!.speeds.forEach((speed, i) => {
      expect(Math.abs(Number(listed!.split(",")[i]) - speed)).toBeLessThan(0.01);
    });
  });
});

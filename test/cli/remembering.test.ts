import { describe, expect, it } from "vitest";
import { remembering } from "../../cli/remembering.ts";
import { inProcess } from "../../engine/execution/inProcess.ts";
import type { Observation } from "../../engine/experiment/observation.ts";
import type { Executor, Trial } from "../../engine/experiment/trial.ts";
import { scenarioFromText } from "../../engine/scenario/fromText.ts";
import { SMALL_ROOM } from "./fcrsim.ts";

const room = scenarioFromText(SMALL_ROOM, "room.yaml");
const other = scenarioFromText(SMALL_ROOM.replace("handlers: 2", "handlers: 3"), "other.yaml");

/** An executor that counts what it is asked to run. */
function counted(): Executor & { readonly ran: Trial[] } {
  const inner = inProcess();
  const ran: Trial[] = [];
  return {
    ran,
    run: (trials, take, signal) => {
      ran.push(...trials);
      return inner.run(trials, take, signal);
    },
    close: () => inner.close(),
  };
}

async function seenOf(executor: Executor, trials: readonly Trial[], signal?: AbortSignal) {
  const seen: { readonly trial: Trial; readonly observation: Observation }[] = [];
  const handed = await executor.run(
    trials,
    (observation, trial) => seen.push({ trial, observation }),
    signal,
  );
  return { seen, handed };
}

const trial = (scenario: typeof room, replication: number): Trial => ({ scenario, replication });

describe("an executor that remembers", () => {
  it("hands over the same in the same order, whatever it knows already", async () => {
    const all = [0, 1, 2, 3].flatMap((r) => [trial(room, r), trial(other, r)]);
    const plain = await seenOf(inProcess(), all);
    const inner = counted();
    const executor = remembering(inner);
    await seenOf(executor, [trial(other, 1), trial(room, 3), trial(room, 0)]);
    const found = await seenOf(executor, all);
    expect(found.handed).toBe(all.length);
    expect(found.seen).toEqual(plain.seen);
    expect(inner.ran).toHaveLength(all.length);
  });

  it("simulates a trial once though it is asked for twice at once, or under another name", async () => {
    const inner = counted();
    const executor = remembering(inner);
    const { seen } = await seenOf(executor, [
      trial(room, 0),
      trial(room, 0),
      trial({ ...room, name: "elsewhere" }, 0),
    ]);
    expect(inner.ran).toHaveLength(1);
    expect(seen.map(({ trial: { scenario } }) => scenario.name)).toEqual(["room", "room", "elsewhere"]);
  });

  it("tells trials apart by anything that may change them", async () => {
    const inner = counted();
    await seenOf(remembering(inner), [
      trial(room, 0),
      trial(room, 1),
      trial({ ...room, seed: "another" }, 0),
      trial(other, 0),
      { ...trial(room, 0), scopes: ["period", "day"] },
    ]);
    expect(inner.ran).toHaveLength(5);
  });

  it("hands over nothing more once it is interrupted", async () => {
    const executor = remembering(inProcess());
    await seenOf(executor, [trial(room, 0)]);
    const { handed, seen } = await seenOf(executor, [trial(room, 0), trial(room, 1)], AbortSignal.abort());
    expect({ handed, seen }).toEqual({ handed: 0, seen: [] });
  });
});

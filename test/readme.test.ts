import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outputOf, shownOutputs, wordsOf } from "../docs/outputs.ts";
import { evaluate, inProcess, scenarioFromText } from "../engine/index.ts";
import { ROOT, fcrsim, SMALL_ROOM } from "./cli/fcrsim.ts";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");

describe("the README", () => {
  it("gives the two commands that do everything, and CI runs the same", () => {
    const ci = readFileSync(join(ROOT, ".ci/run"), "utf8");
    for (const command of [
      "npm ci && npm start --silent -- run scenarios/kent/2022-10.yaml",
      "npm ci && npm test",
    ]) {
      expect(readme).toContain(`\n${command}\n`);
      expect(ci).toContain(command);
    }
  });

  it("shows some outputs", () => {
    expect(shownOutputs(readme).length).toBeGreaterThanOrEqual(3);
  });

  it.each(shownOutputs(readme))("shows what `fcrsim $command` prints", ({ command, output }) => {
    expect(output).toBe(outputOf(command, `${ROOT}/`));
  });

  it("names only options and commands that exist", () => {
    const commands = [...readme.matchAll(/`fcrsim ([^`]+)`/g), ...readme.matchAll(/^fcrsim ([^#\n]+)/gm)];
    expect(commands.length).toBeGreaterThan(5);
    for (const [, line] of commands) {
      const [command, ...rest] = wordsOf(line!);
      const { code, out } = fcrsim([command!, "--help"]);
      expect(code).toBe(0);
      for (const option of rest.filter((word) => word.startsWith("--"))) expect(out).toContain(option);
    }
  });

  it("links to files that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
    expect(links.filter((target) => !/^https?:/.test(target) && !existsSync(join(ROOT, target)))).toEqual([]);
  });

  it("shows a library example whose calls exist and work", async () => {
    const example = /```ts\n([\s\S]*?)```/.exec(readme)![1]!;
    expect(example).toContain('import { evaluate, inProcess, scenarioFromText } from "fcrsim";');
    const scenario = scenarioFromText(SMALL_ROOM, "my-room.yaml");
    const result = await evaluate(inProcess(), scenario, { kind: "fixed", replications: 2 });
    expect(result?.rows.filter((row) => row.measure === "attrition").map((row) => row.name)).toEqual([
      "999",
      "101",
    ]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textFiles } from "../../cli/files.ts";
import { describeFault } from "../../engine/scenario/faults.ts";
import { readScenario } from "../../engine/scenario/read.ts";
import { MOST_SCENARIO_BYTES, MOST_TABLE_BYTES } from "../../engine/scenario/textFiles.ts";
import { changed, GOOD } from "./memoryFiles.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fcrsim-files-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const files = textFiles();
const place = (name: string): string => join(folder, name);
const write = (name: string, text: string | Uint8Array): string => {
  writeFileSync(place(name), text);
  return place(name);
};
/** A file of a size, with nothing in it: it takes no room on the disk. */
const sparse = (name: string, bytes: number): string => {
  const path = write(name, "");
  truncateSync(path, bytes);
  return path;
};
const faultsOf = (path: string): readonly string[] => {
  const result = readScenario(path, files);
  return "faults" in result ? result.faults.map(describeFault) : [];
};

describe("files on disk", () => {
  it("are read as they are, umlauts and all, without a byte order mark", () => {
    expect(files.read(write("a.txt", "Zürich ✓\r\n"), 100)).toStrictEqual({ text: "Zürich ✓\r\n" });
    expect(files.read(write("b.txt", "\uFEFFx"), 100)).toStrictEqual({ text: "x" });
    expect(files.read(write("c.txt", ""), 100)).toStrictEqual({ text: "" });
  });

  it("are read up to the limit, and not beyond", () => {
    expect(files.read(write("ten.txt", "0123456789"), 10)).toStrictEqual({ text: "0123456789" });
    expect(files.read(write("long.txt", "x".repeat(20_001)), 20_000)).toStrictEqual({
      problem: `"${place("long.txt")}" is too large: 0.03 MB. At most 0.02 MB are read.`,
    });
  });

  it("that cannot be read are told of in words", () => {
    mkdirSync(place("folder"));
    symlinkSync(place("loop"), place("loop"));
    const problem = (path: string): string => {
      const found = files.read(path, 100);
      return "problem" in found ? found.problem : "";
    };
    expect(problem(place("no.yaml"))).toBe(
      `there is no file "${place("no.yaml")}". Check its name and folder.`,
    );
    expect(problem(place("ten.txt/x"))).toBe(
      `there is no file "${place("ten.txt/x")}". Check its name and folder.`,
    );
    expect(problem(place("folder"))).toBe(`"${place("folder")}" is a folder, not a file. Name a file in it.`);
    expect(problem(place("loop"))).toBe(`"${place("loop")}" is a link that leads back to itself.`);
    expect(problem("x".repeat(5000))).toBe("this is too long for the name of a file.");
    expect(problem("/dev/zero")).toBe('"/dev/zero" is not a file that can be read from start to end.');
    expect(problem("a\0b")).toContain("cannot be read");
    const save = 'Save it as plain text in UTF-8 (in Excel: "CSV UTF-8").';
    expect(problem(write("latin.csv", Uint8Array.of(0x5a, 0xfc, 0x72)))).toBe(
      `"${place("latin.csv")}" has letters in another encoding than UTF-8. ${save}`,
    );
    expect(problem(write("utf16.csv", Uint8Array.of(0xff, 0xfe, 0x61, 0x00)))).toBe(
      `"${place("utf16.csv")}" is not plain text. ${save}`,
    );
  });

  it("have one path each, from the folder of the file that names them", () => {
    expect(files.resolve(join("plans", "w.yaml"), "../base/b.yaml")).toBe(join("base", "b.yaml"));
    expect(files.resolve("w.yaml", "./b.yaml")).toBe("b.yaml");
    expect(files.resolve("w.yaml", place("x/../b.yaml"))).toBe(place("b.yaml"));
  });
});

describe("scenarios on disk", () => {
  it("are read with the tables beside them", () => {
    mkdirSync(place("room"));
    write("room/h.csv", `calls\n${"5\n".repeat(24)}`);
    const path = write(
      "room/2022-10.yaml",
      changed("30 an hour", "{ hourly: { file: h.csv, column: calls } }"),
    );
    const result = readScenario(path, files);
    expect("scenario" in result && result.scenario.name).toBe("2022-10");
    expect("files" in result && result.files.map((file) => file.path)).toStrictEqual([
      path,
      place("room/h.csv"),
    ]);
  });

  it("that are too large are refused without being read: a buffer for 100 GB could not even be made", () => {
    for (const [bytes, size] of [
      [MOST_SCENARIO_BYTES + 1, "1.01"],
      [100e6, "100"],
      [100e9, "100,000"],
    ] as const) {
      const path = sparse("large.yaml", bytes);
      expect(faultsOf(path)).toEqual([`${path}: "${path}" is too large: ${size} MB. At most 1 MB are read.`]);
    }
    const table = sparse("large.csv", 100e9);
    const path = write("w.yaml", changed("30 an hour", "{ hourly: { file: large.csv, column: calls } }"));
    expect(faultsOf(path)).toEqual([
      `${path}:7:33 queues › 101 › arrivals › hourly › file: "${table}" is too large: 100,000 MB. At most 10 MB are read.`,
    ]);
    expect(MOST_TABLE_BYTES).toBe(10_000_000);
  });

  it("of just the largest size are read", () => {
    const comment = `#${"x".repeat(MOST_SCENARIO_BYTES - GOOD.length - 2)}\n`;
    expect(faultsOf(write("full.yaml", comment + GOOD))).toEqual([]);
  });
});

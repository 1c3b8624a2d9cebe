import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

/**
 * Which folders each folder may import from. Its own files and the two small files at the top of `engine` are always
 * allowed. This table is the drawing of the architecture; when the drawing changes, it changes here and nowhere else.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "engine/kernel": [],
  "engine/stats": [],
  "engine/theory": [],
  "engine/random": ["engine/stats"],
  "engine/scenario": ["engine/random"],
  "engine/centre": ["engine/kernel", "engine/random", "engine/scenario", "engine/stats"],
  "engine/experiment": [
    "engine/centre",
    "engine/random",
    "engine/scenario",
    "engine/stats",
    "engine/workforce",
  ],
  "engine/workforce": ["engine/random", "engine/scenario", "engine/stats"],
  "engine/calibration": [
    "engine/centre",
    "engine/experiment",
    "engine/random",
    "engine/scenario",
    "engine/stats",
    "engine/theory",
  ],
  "engine/execution": ["engine/calibration", "engine/centre", "engine/experiment", "engine/scenario"],
  engine: [
    "engine/centre",
    "engine/execution",
    "engine/experiment",
    "engine/random",
    "engine/scenario",
    "engine/theory",
  ],
  reports: ["engine/experiment", "engine/scenario"],
  cli: [
    "engine/calibration",
    "engine/centre",
    "engine/execution",
    "engine/experiment",
    "engine/scenario",
    "engine/theory",
    "engine/workforce",
    "reports",
  ],
};

/** The one folder of the engine that may touch Node. */
const TOUCHES_NODE = "engine/execution";

const FOLDERS = Object.keys(MAY_IMPORT);

/** The longest folder of the table that holds a path: "engine/random/times/gamma.ts" is in "engine/random". */
function folderOf(path: string): string {
  const holding = FOLDERS.filter((folder) => path.startsWith(`${folder}/`));
  return holding.toSorted((a, b) => b.length - a.length)[0] ?? path;
}

interface Import {
  readonly file: string;
  readonly target: string;
}

/** What a source text imports, as written: static, re-exported, dynamic and type-only alike. */
function specifiersIn(source: string): readonly string[] {
  const patterns = [
    /^\s*(?:import|export)\s[^;]*?from\s+["']([^"']+)["']/gm,
    /^\s*import\s+["']([^"']+)["']/gm,
    /\bimport\(\s*["']([^"']+)["']\s*\)/g,
  ];
  return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]!));
}

function importsUnder(folder: string): readonly Import[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .flatMap((file) =>
      specifiersIn(readFileSync(join(ROOT, file), "utf8")).map((specifier) => ({
        file,
        target: specifier.startsWith(".")
          ? relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll("\\", "/")
          : specifier,
      })),
    );
}

const isOwn = (target: string): boolean => /^(engine|cli|reports|scenarios|bench|test)\//.test(target);

function wrongImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ file, target }) => {
    const from = folderOf(file);
    if (target.startsWith("node:")) {
      const allowed = !from.startsWith("engine") || from === TOUCHES_NODE;
      return allowed ? [] : [`${file} imports ${target}: only ${TOUCHES_NODE} may touch Node`];
    }
    if (!isOwn(target)) return [];
    const to = folderOf(target);
    const allowed =
      to === from || to === "engine" ? to === from || isTop(target) : MAY_IMPORT[from]!.includes(to);
    return allowed ? [] : [`${file} imports ${target}: ${from} may not import ${to}`];
  });
}

/** Units and argument checks, which everything may use. */
function isTop(target: string): boolean {
  return target === "engine/units.ts" || target === "engine/check.ts";
}

describe("imports point from the particular to the general", () => {
  for (const top of ["engine", "reports", "cli"]) {
    it(top, () => {
      expect(wrongImports(importsUnder(top))).toEqual([]);
    });
  }

  it("every folder of the engine is in the table", () => {
    const folders = readdirSync(join(ROOT, "engine"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `engine/${entry.name}`);
    expect(folders.filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });

  it("would notice a planted fault", () => {
    const planted = [
      { file: "engine/kernel/calendar.ts", target: "engine/centre/centre.ts" },
      { file: "engine/centre/run.ts", target: "node:fs" },
      { file: "engine/experiment/rows.ts", target: "cli/main.ts" },
      { file: "engine/stats/tally.ts", target: "engine/index.ts" },
    ];
    expect(wrongImports(planted)).toHaveLength(planted.length);
  });

  it("there are no circles between files", () => {
    const graph = new Map<string, string[]>();
    for (const { file, target } of ["engine", "reports", "cli"].flatMap(importsUnder)) {
      if (isOwn(target)) graph.set(file, [...(graph.get(file) ?? []), target]);
    }
    expect(circlesIn(graph)).toEqual([]);
  });
});

/**
 * What a thread loads before its first replication: the reader of scenario files with its parsers takes longer to load
 * than all of these together, and once slipped in through a function that only shared a file with it.
 */
const PACKAGES_TO_RUN = ["jstat", "seedrandom", "simple-statistics", "temporal-polyfill"];

describe("what runs a scenario does not load what reads one", () => {
  it("a thread loads no other packages", () => {
    expect(
      packagesLoadedBy("engine/execution/worker.ts").filter((name) => !PACKAGES_TO_RUN.includes(name)),
    ).toEqual([]);
  });

  it("would notice a planted fault", () => {
    expect(packagesLoadedBy("engine/scenario/read.ts")).toContain("zod");
  });
});

/** The packages that a file and all it imports bring with them. What is imported only as types is not loaded. */
function packagesLoadedBy(first: string): readonly string[] {
  const seen = new Set([first]);
  const packages = new Set<string>();
  for (const file of seen) {
    const source = readFileSync(join(ROOT, file), "utf8").replaceAll(
      /^\s*(?:import|export) type\s[^;]*;/gm,
      "",
    );
    for (const specifier of specifiersIn(source)) {
      if (specifier.startsWith(".")) seen.add(relative(ROOT, resolve(ROOT, dirname(file), specifier)));
      else packages.add(specifier);
    }
  }
  return [...packages].toSorted();
}

function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      return;
    }
    if (finished.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return circles;
}

/** How files are opened: from disk by the command line, from memory in tests. Reading a scenario needs no more. */
export interface TextFiles {
  /**
   * The whole text of a file, or one sentence for the planner on why it cannot be had.
   * @param mostBytes A larger file is refused, without reading it.
   */
  read(path: string, mostBytes: number): { readonly text: string } | { readonly problem: string };
  /** The path of a file that the file `from` calls `relative`. The same file always gets the same path. */
  resolve(from: string, relative: string): string;
}

/** Scenario files hold words and a few figures; long lists of figures belong in a CSV file. */
export const MOST_SCENARIO_BYTES = 1_000_000;
export const MOST_TABLE_BYTES = 10_000_000;

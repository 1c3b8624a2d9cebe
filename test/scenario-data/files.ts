import { readFileSync } from "node:fs";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";

const SCENARIOS = new URL("../../scenarios/", import.meta.url);

/** The text of a file of the folder `scenarios`. */
export const textOf = (path: string): string => readFileSync(new URL(path, SCENARIOS), "utf8");

/** The rows of a CSV file of `scenarios` by column name. Throws where quoting or the number of cells is wrong. */
export const rowsOf = <Row>(path: string): Row[] => parseCsv<Row>(textOf(path), { columns: true });

/** A YAML file of `scenarios` as written, without its parents. */
export const yamlOf = (path: string): unknown => parseYaml(textOf(path));

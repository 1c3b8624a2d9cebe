import type { Row } from "../../engine/experiment/rows.ts";

const NOUNS: Readonly<Record<Row["of"], string>> = {
  queue: "Queue",
  pool: "Pool",
  switch: "Switch",
  role: "Role",
};

/** What stands above the rows of one queue, pool, switch or role: "Queue 999". */
export function headingOf({ of, name }: Pick<Row, "of" | "name">): string {
  return `${NOUNS[of]} ${name}`;
}

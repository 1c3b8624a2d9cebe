import type { Block, PanelPaper, Table } from "../../reports/document/document.ts";
import { CASES, drawn } from "./chartCases.ts";

/*
 * Papers made up for tests: the usual one, one whose names try to be something else than names, and a long one.
 */

const figure = (id: string, name: string, what: string): Block => {
  const { texts, asked } = CASES.find((each) => each.name === name && each.what === what)!;
  return { kind: "figure", figure: { id, chart: drawn(name, texts, asked) } };
};

const heading = (level: 2 | 3 | 4, id: string, text: string): Block => ({ kind: "heading", level, id, text });

/** A table with every sort of cell. */
const PLANS: Table = {
  id: "plans-table",
  caption: "Attrition and wait of 101 with each plan, a room for tests, October 2022",
  columns: [
    { head: "Plan", format: "text" },
    { head: "101 attrition", format: "share" },
    { head: "Single months", format: "share" },
    { head: "Difference", format: "points", signed: true },
    { head: "Mean wait", format: "seconds" },
    { head: "Calls answered", format: "count" },
    { head: "Handlers", format: "people" },
  ],
  rows: [
    ["Do nothing", 0.531, { low: 0.48, high: 0.58 }, null, 902, 12_345, 81],
    ["More handlers", 0.431, { low: 0.38, high: 0.48 }, -0.1, 95, 14_002, 90.5],
    ["A shorter message", 0.471, null, -0.06, 756.4, 13_008, 81],
  ],
  notes: ["Waits are from the end of the message.", "A single month falls in its range in 19 of 20 months."],
};

const TITLE_PAGE = [
  { label: "Author", value: "A. N. Analyst" },
  { label: "Commissioned by", value: "The panel" },
  { label: "Date", value: "3 March 2023" },
  { label: "Status", value: "Draft" },
];

/** A short paper with every sort of block. */
export const PAPER: PanelPaper = {
  title: "How many handlers does the control room need?",
  subtitle: "A room for tests, October 2022 to March 2023",
  titlePage: TITLE_PAGE,
  answer: [
    "With nine more handlers ",
    { strong: "101 attrition falls from 53% to 43%" },
    ", and to no less than 38% in 39 of 40 simulated months. ",
    { text: "How far this can be trusted", to: "#limits" },
    " is said below.",
  ],
  blocks: [
    heading(2, "expected", "What is expected"),
    {
      kind: "paragraph",
      text: "Calls that are not answered are counted as lost, whoever hung up. Waits are counted from the end of the message.",
    },
    { kind: "table", table: PLANS },
    heading(3, "by-month", "Month by month"),
    {
      kind: "list",
      ordered: false,
      items: [
        "999 is answered first.",
        ["Reported figures are from ", { text: "a paper", to: "https://example.org/a?b=1&c=2" }, "."],
      ],
    },
    figure("months", "months", "six months"),
    heading(2, "limits", "Limits, and what must not be concluded"),
    { kind: "inset", text: ["It ", { strong: "must not" }, " be concluded that one month proves a plan."] },
    { kind: "list", ordered: true, items: ["First this.", "Then that."] },
    figure("plans", "plans", "three plans"),
    heading(2, "annex", "Annex"),
    heading(3, "commands", "To make every figure again"),
    { kind: "paragraph", text: ["Run ", { code: "fcrsim report" }, "."] },
    { kind: "commands", lines: ["fcrsim run a.yaml --out runs", "fcrsim compare a.yaml b.yaml"] },
    heading(4, "hashes", "Files"),
    { kind: "list", ordered: true, items: ["One.", "Two."] },
  ],
  madeBy: "Made by fcrsim 1.2.3, seed tests.",
};

/** What tries to be markup, a formula, a link or a macro. */
export const ODD_TEXTS = [
  `<script>alert("1 & 2")</script>`,
  `</script><img src=x onerror=alert(1)>`,
  `it's a "plan" \\ with {braces}, \${more} and ]]>`,
  '=HYPERLINK("https://example.org","x")',
  "+1 | pipe | `code` *star* _line_ [link](https://example.org) <b>",
  "@SUM(A1)",
  "-2+3",
  "# no heading",
  "1. no list",
  "Averyveryverylongnamewithoutanyspacesinitatallwhichcannotbebrokenbetweenwordsandgoesonandon",
  "control\u0000\u0007\u001Bcharacters and \uD800 half a letter",
];

/** A paper of those texts everywhere. */
export const ODD_PAPER: PanelPaper = {
  title: ODD_TEXTS[0]!,
  subtitle: ODD_TEXTS[1]!,
  titlePage: ODD_TEXTS.map((text) => ({ label: text, value: text })),
  answer: ODD_TEXTS.flatMap((text) => [text, { strong: text }, { code: text }]),
  blocks: [
    ...ODD_TEXTS.flatMap((text, i): readonly Block[] => [
      heading(2, `odd-${i}`, text),
      { kind: "paragraph", text },
      { kind: "inset", text },
      { kind: "list", ordered: i % 2 === 0, items: [text, [{ text, to: "#odd-0" }]] },
      { kind: "commands", lines: [text, text] },
    ]),
    {
      kind: "table",
      table: {
        id: "odd-table",
        caption: ODD_TEXTS[0]!,
        columns: [
          { head: ODD_TEXTS[3]!, format: "text" },
          { head: ODD_TEXTS[0]!, format: "share" },
          { head: ODD_TEXTS[0]!, format: "seconds" },
        ],
        rows: ODD_TEXTS.map((text) => [text, text, 3]),
        notes: ODD_TEXTS,
      },
    },
    figure("odd-months", "months", "odd names"),
    figure("odd-plans", "plans", "odd names"),
  ],
  madeBy: ODD_TEXTS[4]!,
};

/** One chart of each kind, and those that hold most. */
const LONG_CASES = CASES.filter(
  ({ name, what }, i) =>
    CASES.findIndex((each) => each.name === name) === i || /fifty|two years|many/.test(what),
);

/** Every kind of chart, and tables of fifty plans. */
export const LONG_PAPER: PanelPaper = {
  ...PAPER,
  blocks: [
    heading(2, "tables", "Fifty tables"),
    ...Array.from({ length: 50 }, (_, t): Block => ({
      kind: "table",
      table: {
        id: `table-${t}`,
        caption: `Plan by plan, measure ${t + 1}, a room for tests, October 2022`,
        columns: PLANS.columns,
        rows: Array.from({ length: 50 }, (_row, i) => [
          `Plan ${i + 1} of fifty with some words`,
          i / 100,
          { low: i / 120, high: i / 80 },
          (i - 25) / 100,
          30 * i,
          1000 * i,
          i,
        ]),
        notes: [],
      },
    })),
    heading(2, "figures", "Charts"),
    ...LONG_CASES.map(({ name, what }, i) => figure(`chart-${i}`, name, what)),
    heading(2, "limits", "Limits"),
  ],
};

/*
 * How the page looks. Sizes are relative to the letters, so that it can be enlarged; nothing is wider than the window but
 * tables and charts, which scroll within a region of their own.
 */
export const STYLE = `
:root { color-scheme: light; --ink: #1d1d1d; --quiet: #4a4a4a; --line: #b1b4b6; --blue: #12436d; --focus: #ffdd00; }
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body { margin: 0; background: #fff; color: var(--ink); font-family: system-ui, -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; font-size: 1.1875rem; line-height: 1.5; overflow-wrap: break-word; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: block; padding: 0.5rem 1rem; }
a { color: #1d4f91; text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 0.15em; }
:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 0; box-shadow: 0 0 0 6px var(--focus); }
.page { max-width: 76rem; margin: 0 auto; padding: 0 1rem 3rem; }
header { border-bottom: 4px solid var(--blue); padding: 2rem 0 1rem; margin-bottom: 1.5rem; }
h1, h2, h3, h4 { line-height: 1.2; color: var(--blue); overflow-wrap: anywhere; }
h1 { font-size: 2.25rem; margin: 0 0 0.5rem; max-width: 26em; }
h2 { font-size: 1.6875rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.3125rem; margin: 2.25rem 0 0.75rem; }
h4 { font-size: 1.1875rem; margin: 1.75rem 0 0.5rem; }
p, ul, ol, dl { margin: 0 0 1rem; max-width: 44em; }
li { margin-bottom: 0.4rem; }
.subtitle { font-size: 1.3125rem; color: var(--quiet); }
dl { display: grid; grid-template-columns: fit-content(16em) minmax(0, 1fr); gap: 0.25rem 1.5rem; font-size: 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
dt, dd, p, li, a, summary, figcaption, caption { overflow-wrap: anywhere; }
nav { font-size: 1rem; margin-bottom: 2rem; }
nav h2 { font-size: 1.1875rem; margin: 0 0 0.5rem; padding: 0; border: 0; }
nav ol { list-style: none; padding: 0; margin: 0; }
nav ol ol { padding-left: 1rem; margin-top: 0.3rem; }
.answer { border-left: 8px solid var(--blue); background: #eef3f7; padding: 1.25rem 1.5rem 0.5rem; margin-bottom: 2rem; }
.answer h2 { margin: 0 0 0.5rem; padding: 0; border: 0; }
.answer p { font-size: 1.3125rem; }
.inset { border-left: 8px solid #6b7276; padding: 0.5rem 1.25rem; margin: 0 0 1.5rem; max-width: 44em; }
.inset p { margin: 0; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9em;
  overflow-wrap: anywhere; }
pre { background: #f3f2f1; padding: 0.75rem 1rem; margin: 0 0 1.5rem; white-space: pre-wrap; }
pre code { font-size: 0.85em; }
.table, figure { margin: 2rem 0; }
.scroll { overflow-x: auto; container-type: inline-size; }
table { border-collapse: collapse; font-size: 1rem; line-height: 1.35; font-variant-numeric: tabular-nums; min-width: 50%; }
caption { text-align: left; padding-bottom: 0.5rem; }
caption span { display: block; position: sticky; left: 0; max-width: 100cqi; }
.label { font-weight: bold; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1.25rem 0.4rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0.25rem; }
thead th { vertical-align: bottom; border-bottom: 2px solid var(--ink); }
tbody th { font-weight: normal; min-width: 8em; max-width: 24em; overflow-wrap: anywhere; }
td { max-width: 24em; }
.figures { text-align: right; }
td.figures { white-space: nowrap; }
td.words { min-width: 6em; overflow-wrap: anywhere; }
.notes { font-size: 1rem; color: var(--quiet); margin-top: 0.5rem; }
.notes p { margin: 0 0 0.25rem; }
figure .picture { min-width: 36rem; max-width: 54rem; }
figure svg { display: block; width: 100%; height: auto; }
figure svg text { font-family: "DejaVu Sans", Verdana, "Bitstream Vera Sans", Arial, sans-serif !important; }
figcaption { margin: 0.5rem 0; max-width: 44em; }
details { font-size: 1rem; margin-top: 0.5rem; }
summary { cursor: pointer; color: #1d4f91; text-decoration: underline; text-underline-offset: 0.15em;
  width: fit-content; }
fieldset { border: 0; margin: 0.5rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
legend { padding: 0 0 0.25rem; font-weight: bold; }
label { display: inline-flex; gap: 0.5rem; align-items: baseline; min-height: 1.75rem; overflow-wrap: anywhere; }
input { width: 1.1rem; height: 1.1rem; accent-color: var(--blue); flex: none; align-self: center; }
details ul { margin-top: 0.75rem; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; font-size: 1rem; color: var(--quiet); }
#vg-tooltip-element.vg-tooltip { font-family: inherit; font-size: 0.9375rem; color: var(--ink); border-color: var(--ink); }
#vg-tooltip-element.vg-tooltip table { min-width: 0; }
#vg-tooltip-element.vg-tooltip table tr td { border: 0; padding: 0.1rem 0.5rem 0.1rem 0; max-width: 22rem; text-align: left; }
#vg-tooltip-element.vg-tooltip table tr td.key { color: var(--quiet); max-width: 16rem; }
@media (min-width: 70rem) {
  .columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 3rem; align-items: start; }
  nav { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; padding: 0.25rem 0.5rem; }
}
@media (max-width: 69.99rem) { nav ol ol { display: none; } }
@media (max-width: 40rem) {
  body { font-size: 1rem; }
  h1 { font-size: 1.75rem; }
  h2 { font-size: 1.375rem; }
  h3 { font-size: 1.1875rem; }
  h4 { font-size: 1.0625rem; }
  .answer { padding: 1rem 1rem 0.25rem; }
  .answer p, .subtitle { font-size: 1.125rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 0.5rem; }
}
@page { size: A4; margin: 20mm 18mm;
  @bottom-right { content: counter(page) " of " counter(pages); font-family: Arial, sans-serif; font-size: 9pt; color: #4a4a4a; } }
@media print {
  body { font-size: 11pt; font-family: Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
  .page { max-width: none; padding: 0; }
  nav, .skip, details:not([open]), .choose, .download { display: none !important; }
  header { padding-top: 0; }
  h1 { font-size: 22pt; }
  h2 { font-size: 16pt; margin-top: 18pt; }
  h3 { font-size: 13pt; }
  h4 { font-size: 11.5pt; }
  .answer p, .subtitle { font-size: 12.5pt; }
  dl, table, details, .notes, footer { font-size: 9.5pt; }
  p, li { orphans: 3; widows: 3; }
  h1, h2, h3, h4, caption, summary { break-after: avoid; }
  .scroll { overflow: visible; container-type: normal; }
  caption span { max-width: none; }
  .table.short, figure .picture, .answer, .inset, tr, caption { break-inside: avoid; }
  figure .picture { min-width: 0; max-width: 100%; break-after: avoid; }
  figure svg { max-height: 235mm; }
  thead { display: table-header-group; }
  th, td { padding: 2.5pt 8pt 2.5pt 0; max-width: none; }
  tbody th { min-width: 6em; }
  td.words { min-width: 4em; }
  td.figures { white-space: normal; }
  table.wide thead th { overflow-wrap: anywhere; min-width: 5em; }
  table.wide { font-size: 8pt; }
  table.wide th, table.wide td { padding-right: 5pt; hyphens: auto; }
  thead, tbody tr:nth-child(-n + 3) { break-after: avoid; }
  tbody tr:nth-last-child(-n + 2) { break-before: avoid; }
  a { color: inherit; }
  a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
  .answer { background: none; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;

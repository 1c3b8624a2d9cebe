import { printable } from "./printable.ts";

/** Text as XML or HTML that shows it as it is, in an element or in a quoted attribute. */
export function xml(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

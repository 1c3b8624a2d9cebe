import { spansOf, type Span, type Text } from "../document.ts";
import { html } from "./escape.ts";

/** A text with what is strong, code or a link in it. */
export function htmlText(text: Text): string {
  return spansOf(text).map(span).join("");
}

function span(each: Span): string {
  if (typeof each === "string") return html(each);
  if ("strong" in each) return `<strong>${html(each.strong)}</strong>`;
  if ("code" in each) return `<code>${html(each.code)}</code>`;
  return `<a href="${html(each.to)}">${html(each.text)}</a>`;
}

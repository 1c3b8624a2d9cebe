/*
 * A reader of markup that is strict on purpose: every tag is closed, in order, with quoted attributes. It reads XML, and
 * HTML as this project writes it.
 */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** Elements of HTML that hold nothing and are not closed. */
const VOID = new Set(["meta", "link", "br", "hr", "img", "input"]);
/** Elements whose text is no markup, whatever is in it. */
const RAW = new Set(["script", "style"]);
const TOKEN =
  /<!--.*?-->|<[?!][^>]*>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:.-]+(?:="[^"<]*")?)*)\s*(\/?)>|[^<]+/gsy;

/** @throws Error at the first place that is not well formed. */
export function readMarkup(text: string): Element {
  const root = { name: "", attributes: {}, children: [] as (Element | string)[] };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`no markup: ${text.slice(start, start + 80)}`);
    const [whole, closed, opened, attributes = "", isEmpty] = found;
    if (closed !== undefined) {
      const last = open.pop()!;
      if (last.name !== closed)
        throw new Error(`</${closed}> closes <${last.name}>: ${text.slice(start - 60, start)}`);
    } else if (opened !== undefined) {
      const element = {
        name: opened,
        attributes: attributesIn(attributes),
        children: [] as (Element | string)[],
      };
      open.at(-1)!.children.push(element);
      if (RAW.has(opened) && isEmpty === "") {
        const end = text.indexOf(`</${opened}>`, TOKEN.lastIndex);
        element.children.push(text.slice(TOKEN.lastIndex, end));
        TOKEN.lastIndex = end + opened.length + 3;
      } else if (isEmpty === "" && !VOID.has(opened)) open.push(element);
    } else if (!whole.startsWith("<")) {
      if (/&(?!(?:amp|lt|gt|quot|#\d+|apos);)/.test(whole))
        throw new Error(`a bare &: ${whole.slice(0, 80)}`);
      open.at(-1)!.children.push(plain(whole));
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  return root;
}

/** All elements of a name, in order. */
export function elements(within: Element, name: string): readonly Element[] {
  return within.children.flatMap((each) =>
    typeof each === "string" ? [] : [...(each.name === name ? [each] : []), ...elements(each, name)],
  );
}

export function textOf({ children }: Element): string {
  return children.map((each) => (typeof each === "string" ? each : textOf(each))).join("");
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)(?:="([^"]*)")?/g)].map(([, name, value = ""]) => [name!, plain(value)]),
  );
}

function plain(text: string): string {
  return text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

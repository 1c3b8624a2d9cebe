export { xml as html } from "../xml.ts";

/** A value as JSON that cannot end the script element it stands in. */
export function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", String.raw`\u003c`);
}

/** A program as it may stand in a script element. */
export function script(program: string): string {
  return program
    .replaceAll(/^\/\/# sourceMappingURL=.*$/gm, "")
    .replaceAll(/<(?=\/script|script|!--)/gi, String.raw`\x3C`)
    .trim();
}

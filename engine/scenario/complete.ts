type Complete<Parts> = { readonly [Word in keyof Parts]: Exclude<Parts[Word], undefined> };

/** All parts, if none of them is undefined: what is left to do once every part has been read on its own. */
export function complete<Parts extends object>(parts: Parts): Complete<Parts> | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as Complete<Parts>);
}

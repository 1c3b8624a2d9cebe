/** A table as texts. */
export interface WordRows {
  readonly heads: readonly { readonly text: string; readonly isFigures: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

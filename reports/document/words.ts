/*
 * The words that the files add to a paper, so that all of them use the same.
 */

/** Heading of the paragraph that answers the paper's question. */
export const ANSWER_HEADING = "In short";

/** Heading of the list of what is in the paper. */
export const CONTENTS_HEADING = "Contents";

/** What a text alternative and the figures behind a chart stand under: "Figure 2 in words and numbers". */
export const inWordsAndNumbers = (label: string): string => `${label} in words and numbers`;

/** Caption of the figures behind a chart. */
export const dataCaption = (label: string): string => `What ${label} is drawn from`;

/** Heading of the text alternatives and of what charts are drawn from, where they do not stand beneath the charts. */
export const DATA_HEADING = "The figures in words and numbers";

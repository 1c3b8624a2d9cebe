import type { Block, PanelPaper, Text } from "../document/document.ts";

/** A figure and its unit, which no end of a line may part. */
const FIGURE_AND_UNIT = /(\d) (?=(?:s|min|h|points)\b)/g;

/** The same paper, with unbreakable spaces between the figures and the units of its sentences. */
export function keptTogether(paper: PanelPaper): PanelPaper {
  return { ...paper, answer: ofText(paper.answer), blocks: paper.blocks.map(ofBlock) };
}

function ofBlock(block: Block): Block {
  if (block.kind === "paragraph" || block.kind === "inset") return { ...block, text: ofText(block.text) };
  return block.kind === "list" ? { ...block, items: block.items.map(ofText) } : block;
}

function ofText(text: Text): Text {
  if (typeof text === "string") return ofString(text);
  return text.map((span) => (typeof span === "string" ? ofString(span) : span));
}

const ofString = (text: string): string => text.replaceAll(FIGURE_AND_UNIT, "$1\u00a0");

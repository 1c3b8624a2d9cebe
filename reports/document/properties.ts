import type { PanelPaper } from "./document.ts";
import { xml } from "./xml.ts";

/**
 * What a Word document or a workbook says of itself: title and language, which screen readers tell first. It states no
 * time, so that the same paper is the same file on any day.
 *
 * Format: ECMA-376, part 2, "Core Properties".
 */
export function coreProperties({ title, subtitle }: PanelPaper): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${xml(title)}</dc:title><dc:subject>${xml(subtitle)}</dc:subject><dc:language>en-GB</dc:language>`,
    "</cp:coreProperties>",
  ].join("");
}

/** A picture whose parts are named for the figure: all pictures call their first clipping path the same. */
export function withIds(svg: string, id: string): string {
  return svg
    .replaceAll(/(<(?:clipPath|linearGradient|radialGradient)[^<>]*? id=")/g, `$1${id}_`)
    .replaceAll(/( (?:clip-path|fill|stroke)="url\()#/g, `$1#${id}_`);
}

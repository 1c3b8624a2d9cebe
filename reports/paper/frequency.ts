import { counted } from "./names.ts";

/** With so few of them the count itself is as plain as a rounded frequency. */
const FEW = 12;

/**
 * How often something happened, as a frequency: "in about 9 of 10 simulated months (71 of 80)". Rounded to the nearest
 * twentieth, said as tenths or quarters where it is one, and never to all or none of them: that is said of all and of none alone.
 *
 * @param noun In the singular: "simulated month".
 */
export function frequency(count: number, of: number, noun: string): string {
  if (of === 0) return `in no ${noun}, as there is none`;
  if (count === of) return of === 1 ? `in the one ${noun}` : `in all ${counted(of, noun)}`;
  if (count === 0) return of === 1 ? `not in the one ${noun}` : `in none of the ${counted(of, noun)}`;
  if (of <= FEW) return `in ${count} of the ${counted(of, noun)}`;
  const exactly = `(${count.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")})`;
  const twentieths = Math.round((20 * count) / of);
  if (twentieths === 0) return `in fewer than 1 of 20 ${noun}s ${exactly}`;
  if (twentieths === 20) return `in more than 19 of 20 ${noun}s ${exactly}`;
  const [top, bottom] =
    twentieths % 5 === 0 && twentieths !== 10
      ? [twentieths / 5, 4]
      : twentieths % 2 === 0
        ? [twentieths / 2, 10]
        : [twentieths, 20];
  const isExact = count * bottom === top * of;
  return `in ${isExact ? "" : "about "}${top} of ${bottom} ${noun}s ${exactly}`;
}

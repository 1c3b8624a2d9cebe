import type { Centre } from "./centre.ts";

/** Puts an entry on the agenda. */
export function comeBackTo(centre: Centre, time: number, kind: number, about: number): void {
  const { agenda, calendar, agendaSlot } = centre;
  agenda!.add(time, kind, about);
  if (time < calendar.timeOf(agendaSlot)) calendar.schedule(agendaSlot, time);
}

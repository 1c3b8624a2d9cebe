import { aboutOf, AGENDA_KIND, kindOf } from "./agenda.ts";
import type { Centre } from "./centre.ts";
import { breakEnds, breakOpens, shiftsChange } from "./dutyEvents.ts";
import { forgetLapsed, onwardDue, redialDue } from "./events.ts";

/** The first entry of the agenda is due. */
export function agendaDue(centre: Centre): void {
  const agenda = centre.agenda!;
  const entry = agenda.takeNext();
  centre.calendar.schedule(centre.agendaSlot, agenda.nextMoment);
  const about = aboutOf(entry);
  switch (kindOf(entry)) {
    case AGENDA_KIND.lineMatters:
      forgetLapsed(centre, about);
      return;
    case AGENDA_KIND.switchDue:
      return;
    case AGENDA_KIND.shiftsChange:
      shiftsChange(centre, about);
      return;
    case AGENDA_KIND.breakOpens:
      breakOpens(centre, about);
      return;
    case AGENDA_KIND.breakEnds:
      breakEnds(centre, about);
      return;
    case AGENDA_KIND.goesOn:
      onwardDue(centre, about);
      return;
    case AGENDA_KIND.dialsAgain:
      redialDue(centre, about);
      return;
    default:
      throw new RangeError(`the agenda knows no kind ${kindOf(entry)}`);
  }
}

/**
 * Someone who watches one run, to tell a contact's story or to check every moment. A run without one pays a test
 * against null for each event and nothing else. A hang-up is reported when the run finds out, which may be after the
 * moment it happened: `time` is that moment.
 */
export interface Observer<Room> {
  /** A month begins (for the first one, the run with its warm-up does), and with it its roster. */
  monthBegan?(room: Room): void;
  dialled?(room: Room, contact: number): void;
  leftInMessage?(room: Room, contact: number, time: number, fate: "hung up" | "moved to digital"): void;
  /** A chat that came while its queue was closed. */
  refused?(room: Room, contact: number): void;
  offered?(room: Room, contact: number): void;
  joinedLine?(room: Room, contact: number): void;
  balked?(room: Room, contact: number): void;
  /** Whoever made this attempt has gone unanswered, and dials again at `time`. */
  dialsAgain?(room: Room, contact: number, time: number): void;
  /**
   * This contact has gone unanswered (or, if that is how it leads on, was answered), and whoever made it will be in the
   * queue `to` at `time`.
   */
  goesOn?(room: Room, contact: number, to: number, time: number): void;
  answered?(room: Room, contact: number, handler: number): void;
  /** A handler puts an item of work aside unfinished, or goes on with it (or with somebody else's). */
  workPutAside?(room: Room, contact: number, handler: number): void;
  workResumed?(room: Room, contact: number, handler: number): void;
  wrapUpInterrupted?(room: Room, handler: number): void;
  abandoned?(room: Room, contact: number, time: number): void;
  takenByPartner?(room: Room, contact: number, time: number): void;
  handlingEnded?(room: Room, contact: number, handler: number): void;
  switchTurned?(room: Room, number: number, isOn: boolean): void;
  /** A handler of this pool who was idle, or has just finished, begins a break; and one is over. */
  breakBegan?(room: Room, pool: number, late: number): void;
  breakEnded?(room: Room, pool: number): void;
  /** Shifts of this pool have started or ended. */
  shiftsChanged?(room: Room, pool: number): void;
  /** The chatter has gone: the talk is done, or they left before it was. */
  chatOver?(room: Room, contact: number, handler: number, left: boolean): void;
  wentHome?(room: Room, handler: number): void;
  /** After every event, when the room is at rest again. */
  eventDone?(room: Room): void;
}

import type { Fates } from "../callers.ts";

/**
 * What rooms with chats do where other rooms do something else, or nothing. The event routines of calls reach it
 * through the room, so that they need not know of chats.
 */
export interface ChatRoutines<Room> {
  /** Somebody wants to chat. */
  comes(room: Room, contact: number, fates: Fates): void;
  /** A chat reaches the line. */
  offered(room: Room, contact: number): void;
  /** Takes a handler for a call that found too few idle, or gives NOBODY. */
  handlerForCall(room: Room, queue: number): number;
  /**
   * A handler begins with a contact that is a chat, or comes beside chats. Returns whether it is a chat, of which
   * nothing remains to be booked.
   */
  taken(room: Room, contact: number, handler: number): boolean;
  /** The call of a handler is over, who goes back to chats that they still hold. */
  backToChats(room: Room, handler: number): void;
  /** An interval begins, before anybody starts. */
  intervalStarts(room: Room): void;
  /** The next chat to change does so. */
  due(room: Room): void;
  /** Everyone who may start now does: called whenever something has happened. */
  settle(room: Room): void;
}

/** Closed forms of queueing theory: for tests of the simulator, and for first guesses in planning. */

export { erlangB, erlangBlocking } from "./erlangB.ts";
export { erlangC } from "./erlangC.ts";
export { erlangA } from "./erlangA.ts";
export { mmng } from "./mmng.ts";
export { priorityWaits, priorityWaitsOneHandler } from "./priority.ts";
export { offeredLoad } from "./offeredLoad.ts";
export { handlersErlangA, handlersErlangC } from "./staffing.ts";
export { exponentialSurvival, weibullSurvival } from "./survival.ts";
export type { BusyHour } from "./busyHour.ts";
export type { Loss } from "./erlangB.ts";
export type { PatientWaits } from "./erlangC.ts";
export type { ImpatientBusyHour } from "./erlangA.ts";
export type { ImpatientWaits } from "./abandonment.ts";
export type { AnyPatienceBusyHour } from "./mmng.ts";
export type { HandledCalls, PriorityRoom, PriorityWaits } from "./priority.ts";
export type { ChangingDay } from "./offeredLoad.ts";
export type { AbandonTarget, AnswerTarget } from "./staffing.ts";
export type { Survival } from "./survival.ts";

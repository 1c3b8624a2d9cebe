/** Rooms whose exact figures come from a Markov chain: what the simulator is tested against. */

export { changingRoom } from "./changingRoom.ts";
export { twoClassRoom } from "./twoClassRoom.ts";
export type { ClassOfCalls, TwoClassRoom } from "./twoClassRoom.ts";

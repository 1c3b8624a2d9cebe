import type { Uniform } from "../random/streams.ts";
import { Threefry } from "../random/threefry.ts";
import type { DrawMode } from "../random/times/index.ts";
import { drawOf } from "../random/times/index.ts";
import type { Queue, Redials } from "../scenario/scenario.ts";
import type { Fates } from "./callers.ts";

type Draw = (u: number) => number;

/** Numbers come four at a time; these are the places in which they stand. */
const COMING_BACK = 0;
const WORK = 1;
const MESSAGE = 2;
const OTHER_MESSAGES = 3;
const INSIDE = 4;

/**
 * What is settled about the callers of one queue who dial again: whether they do after each attempt, after how long,
 * and all that is asked of the attempt that follows.
 *
 * Every number has a place of its own, by the caller's number, the attempt and what it is for. So two plans that share
 * a seed meet the same callers at each of their attempts, however different their lines are: whether somebody else
 * dials again changes nothing, and no first attempt depends on any of it.
 */
export class RedialFates implements Fates {
  talk = 0;
  wrapUp = 0;
  patience = 0;
  balking = 0;
  messageLength = 0;
  messageFate = 0;
  messageExit = 0;
  patienceInside = 0;
  /** From hanging up to dialling again, in seconds, for the caller asked about last. */
  delay = 0;

  private readonly numbers: Threefry;
  private readonly rule: Redials | null;
  private readonly delays: Draw | null;
  private readonly talks: Draw;
  private readonly wrapUps: Draw;
  private readonly patiences: Draw;
  private readonly messageLengths: Draw | null;
  private readonly otherMessages: readonly Draw[];
  private readonly otherLengths = new Float64Array(4);
  private readonly patiencesInside: Draw | null;

  /**
   * @param rule Who dials again; null if it is only asked what is settled about an attempt.
   * @param key Stream for all of it.
   */
  constructor(
    { talk, wrapUp, patience, message, chat }: Queue,
    rule: Redials | null,
    draws: DrawMode,
    key: Uniform,
  ) {
    this.numbers = new Threefry(key);
    this.rule = rule;
    this.delays = rule === null ? null : drawOf(rule.delay, draws);
    this.talks = drawOf(talk, draws);
    this.wrapUps = drawOf(wrapUp, draws);
    this.patiences = drawOf(patience, draws);
    this.messageLengths = message === null ? null : drawOf(message.duration, draws);
    this.otherMessages = (message?.instead ?? []).map(({ duration }) => drawOf(duration, draws));
    this.patiencesInside = chat === null ? null : drawOf(chat.patienceInside, draws);
  }

  /**
   * Whether a caller dials again after this attempt went unanswered; if so, `delay` says after how long.
   *
   * @param caller From 1, in the order in which the queue's callers first dialled.
   * @param attempt From 1.
   * @param visit 0, or for somebody who came from another queue the number of their visit; `caller` then counts in the
   *              queue to which they came first.
   */
  comesBack(caller: number, attempt: number, inMessage: boolean, visit = 0): boolean {
    const { rule, numbers } = this;
    if (rule === null || attempt >= rule.mostTries) return false;
    const chance = inMessage ? rule.afterMessage : attempt === 1 ? rule.first : rule.later;
    if (chance === 0) return false;
    numbers.turnTo(caller, attempt, COMING_BACK, visit);
    if (numbers.at(0) >= chance) return false;
    this.delay = this.delays!(numbers.at(1));
    return true;
  }

  /** Turns to a caller's attempt, the second or a later one of a visit from outside, which all the rest is about. */
  turnTo(caller: number, attempt: number, visit = 0): void {
    const { numbers, messageLengths, patiencesInside } = this;
    numbers.turnTo(caller, attempt, WORK, visit);
    this.talk = this.talks(numbers.at(0));
    this.wrapUp = this.wrapUps(numbers.at(1));
    this.patience = this.patiences(numbers.at(2));
    this.balking = numbers.at(3);
    if (patiencesInside !== null) {
      numbers.turnTo(caller, attempt, INSIDE, visit);
      this.patienceInside = patiencesInside(numbers.at(0));
    }
    if (messageLengths === null) return;
    numbers.turnTo(caller, attempt, MESSAGE, visit);
    this.messageLength = messageLengths(numbers.at(0));
    this.messageFate = numbers.at(1);
    this.messageExit = numbers.at(2);
    if (this.otherMessages.length === 0) return;
    numbers.turnTo(caller, attempt, OTHER_MESSAGES, visit);
    const [second, third, fourth] = this.otherMessages;
    this.otherLengths[0] = second?.(numbers.at(0)) ?? 0;
    this.otherLengths[1] = third?.(numbers.at(1)) ?? 0;
    this.otherLengths[2] = fourth?.(numbers.at(2)) ?? 0;
  }

  otherMessageLength(number: number): number {
    return this.otherLengths[number]!;
  }
}

import type { Rota } from "../scenario/scenario.ts";
import { Attendance } from "./attendance.ts";
import { NOBODY } from "./handlers.ts";
import type { Plan } from "./plan.ts";
import type { ShiftOnDay } from "./shifts.ts";

/**
 * Who is on duty by shifts in one replication. A desk's handlers are alike, so what is kept is how many: of each shift
 * on each day (a stint) how many came and are on a break, and of each of its breaks (a row) how many have yet to go.
 */
export class Duty {
  private readonly attendance: Attendance;
  private readonly stints: readonly ShiftOnDay[];
  private readonly runStarts: number;
  private readonly desks: readonly (Desk | null)[];
  /** By row of breaks. */
  readonly poolOfRow: Int32Array;
  readonly stintOfRow: Int32Array;
  /** From when it may be taken, by when it should have begun, and how long it lasts. */
  readonly opens: Float64Array;
  readonly due: Float64Array;
  readonly lengths: Float64Array;
  private readonly left: Int32Array;
  /** By stint. */
  readonly ends: Float64Array;
  readonly came: Int32Array;
  private readonly away: Int32Array;
  private readonly begun: Uint8Array;

  /** Breaks that those who came should have, of all stints that have begun; and those that ended before one could. */
  breaksOwed = 0;
  breaksMissed = 0;
  /** Lengths of the breaks begun, as far as the shift lasts; and the moments at which those under way end, summed. */
  secondsGiven = 0;
  private endsOfBreaks = 0;

  constructor(plan: Plan, replication: number) {
    const { scenario, shifts, timetable } = plan;
    const { pools } = scenario;
    this.attendance = new Attendance(scenario, replication);
    this.stints = shifts;
    this.came = Int32Array.from(shifts, (stint) => this.attendance.comeTo(stint, stint.heads));
    this.away = new Int32Array(shifts.length);
    this.begun = new Uint8Array(shifts.length);
    this.ends = Float64Array.from(shifts, ({ end }) => end);
    this.runStarts = -timetable.before * timetable.intervalSeconds;
    const rows = shifts.flatMap(({ pool, shift, start }, stint) =>
      pools[pool]!.rota!.shifts[shift]!.breaks.map(({ after, window, length }) => ({
        pool,
        stint,
        opens: start + after,
        due: start + after + window,
        length,
      })),
    );
    this.poolOfRow = Int32Array.from(rows, ({ pool }) => pool);
    this.stintOfRow = Int32Array.from(rows, ({ stint }) => stint);
    this.opens = Float64Array.from(rows, ({ opens }) => opens);
    this.due = Float64Array.from(rows, ({ due }) => due);
    this.lengths = Float64Array.from(rows, ({ length }) => length);
    // Breaks that could have been taken before the run began are taken to have been.
    this.left = Int32Array.from(rows, ({ stint, opens }) => this.breaksAhead(opens, stint));
    this.desks = pools.map(({ rota }, pool) => {
      if (rota === null) return null;
      const ofPool = shifts.flatMap((each, stint) => (each.pool === pool ? [{ ...each, stint }] : []));
      return {
        // Who goes and who comes at one moment count together.
        changes: ofPool
          .flatMap(({ start, end, stint }) => [
            { time: start, stint, starts: true },
            { time: end, stint, starts: false },
          ])
          .sort((a, b) => a.time - b.time),
        rowsOfStint: new Map(
          ofPool.map(({ stint }) => [stint, rows.flatMap((row, r) => (row.stint === stint ? [r] : []))]),
        ),
        heads: Int32Array.from(shifts, ({ heads }) => heads),
        mostOnBreak: rota.mostOnBreak ?? Infinity,
        next: 0,
        rostered: 0,
        present: 0,
        onBreak: 0,
        open: [],
      };
    });
  }

  /** How many of those who came to a stint have a break ahead of them that may be taken from then on. */
  private breaksAhead(opens: number, stint: number): number {
    return opens < this.runStarts ? 0 : this.came[stint]!;
  }

  /**
   * Rosters other heads for the shifts of a pool that start from one moment on and before another, neither of which have
   * begun. Those who came already stay as they are.
   *
   * @param rota As the pool's own, but for the heads.
   */
  roster(pool: number, rota: Rota, from: number, until: number): void {
    const { heads, rowsOfStint } = this.desk(pool);
    this.stints.forEach((stint, number) => {
      const { start, shift, weekday } = stint;
      if (stint.pool !== pool || start < from || start >= until) return;
      heads[number] = rota.shifts[shift]!.heads[weekday]!;
      this.came[number] = this.attendance.comeTo(stint, heads[number]);
      for (const row of rowsOfStint.get(number)!) this.left[row] = this.breaksAhead(this.opens[row]!, number);
    });
  }

  /** Whether a pool's handlers come in shifts. */
  has(pool: number): boolean {
    return this.desks[pool] !== null;
  }
  /** Heads rostered now. */
  rosteredIn(pool: number): number {
    return this.desk(pool).rostered;
  }
  /** Of them, those who came and are not on a break. */
  onDutyIn(pool: number): number {
    const { present, onBreak } = this.desk(pool);
    return present - onBreak;
  }
  onBreakIn(pool: number): number {
    return this.desks[pool]?.onBreak ?? 0;
  }
  /** When a shift of this pool next starts or ends, or Infinity. */
  nextChange(pool: number): number {
    const { changes, next } = this.desk(pool);
    return changes[next]?.time ?? Infinity;
  }

  /**
   * Lets the shifts start and end that do so by now.
   *
   * @returns rows of breaks of those who have just come, and how many breaks their shift did not last for.
   */
  passTo(pool: number, now: number): { readonly rows: readonly number[]; readonly missed: number } {
    const desk = this.desk(pool);
    const begun: number[] = [];
    let missed = 0;
    for (; desk.next < desk.changes.length && desk.changes[desk.next]!.time <= now; desk.next++) {
      const { stint, starts } = desk.changes[desk.next]!;
      const sign = starts ? 1 : -1;
      desk.rostered += sign * desk.heads[stint]!;
      desk.present += sign * this.came[stint]!;
      const rows = desk.rowsOfStint.get(stint)!;
      if (starts) {
        this.begun[stint] = 1;
        for (const row of rows) {
          this.breaksOwed += this.left[row]!;
          if (this.left[row]! > 0) begun.push(row);
        }
        continue;
      }
      // Those who are on a break go home from it.
      desk.onBreak -= this.away[stint]!;
      this.endsOfBreaks -= this.away[stint]! * this.ends[stint]!;
      this.away[stint] = 0;
      for (const row of rows) {
        missed += this.left[row]!;
        this.left[row] = 0;
      }
      desk.open = desk.open.filter((row) => this.stintOfRow[row] !== stint);
    }
    this.breaksMissed += missed;
    return { rows: begun, missed };
  }

  /** A break may be taken from now on. */
  open(row: number): void {
    const { due, left } = this;
    if (left[row] === 0) return;
    const desk = this.desk(this.poolOfRow[row]!);
    desk.open.push(row);
    desk.open.sort((a, b) => due[a]! - due[b]! || a - b);
  }

  /**
   * The break that somebody of this desk could begin now, that due first before others; NOBODY if there is none.
   *
   * @param onlyIfDue Whether breaks that can still be put off are left aside.
   */
  breakToBegin(pool: number, now: number, onlyIfDue: boolean): number {
    const desk = this.desk(pool);
    if (desk.onBreak >= desk.mostOnBreak) return NOBODY;
    for (const row of desk.open) {
      if (onlyIfDue && this.due[row]! > now) return NOBODY;
      const stint = this.stintOfRow[row]!;
      if (this.away[stint]! < this.came[stint]! && this.ends[stint]! > now) return row;
    }
    return NOBODY;
  }

  /** Somebody begins this break. */
  begin(row: number, now: number): void {
    const desk = this.desk(this.poolOfRow[row]!);
    const stint = this.stintOfRow[row]!;
    desk.onBreak++;
    this.away[stint] = this.away[stint]! + 1;
    this.left[row] = this.left[row]! - 1;
    if (this.left[row] === 0) desk.open = desk.open.filter((other) => other !== row);
    const until = Math.min(now + this.lengths[row]!, this.ends[stint]!);
    this.secondsGiven += until - now;
    this.endsOfBreaks += until;
  }

  /**
   * A break is over.
   *
   * @returns whether whoever had it is back; if not, their shift is over too.
   */
  end(row: number, now: number): boolean {
    const stint = this.stintOfRow[row]!;
    if (this.ends[stint]! <= now) return false;
    const desk = this.desk(this.poolOfRow[row]!);
    desk.onBreak--;
    this.away[stint] = this.away[stint]! - 1;
    this.endsOfBreaks -= now;
    return true;
  }

  /** What is left of the breaks under way, in handler-seconds. */
  breakSecondsLeft(now: number): number {
    return this.endsOfBreaks - now * this.desks.reduce((sum, desk) => sum + (desk?.onBreak ?? 0), 0);
  }
  /** Breaks of those on duty that have not begun yet. */
  breaksToCome(): number {
    return this.left.reduce((sum, count, row) => sum + this.begun[this.stintOfRow[row]!]! * count, 0);
  }

  private desk(pool: number): Desk {
    return this.desks[pool]!;
  }
}

/** What is kept of one pool. */
interface Desk {
  readonly changes: readonly { readonly time: number; readonly stint: number; readonly starts: boolean }[];
  readonly rowsOfStint: ReadonlyMap<number, readonly number[]>;
  /** Heads rostered, by stint. */
  readonly heads: Int32Array;
  readonly mostOnBreak: number;
  /** Index into `changes`. */
  next: number;
  rostered: number;
  present: number;
  onBreak: number;
  /** Rows of breaks that may be taken and somebody has yet to, that due first before others. */
  open: number[];
}

import {
  addUpBins,
  extraCell,
  type Ledger,
  POOL_COLUMN,
  POOL_EXTRA,
  POOL_EXTRAS,
  POOL_STRIDE,
  poolCell,
  poolExtraCell,
  QUEUE_COLUMN,
  QUEUE_EXTRA,
  QUEUE_EXTRAS,
  QUEUE_STRIDE,
  queueCell,
  SWITCH_COLUMN,
  SWITCH_STRIDE,
  switchCell,
} from "../centre/ledger.ts";
import { expectedContacts, type Plan } from "../centre/plan.ts";
import type { Column, Figures, Of } from "./measure.ts";
import type { PeopleMonth } from "../workforce/figures.ts";
import { addRoleMonth, ROLE_COLUMN, ROLE_COLUMNS } from "./roleColumns.ts";
import type { Scope } from "./rows.ts";
import { StretchWaits } from "./stretchWaits.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";
import { periodFigures, WAIT_FIGURES } from "./waitFigures.ts";

/**
 * What is kept of one replication: the columns of its ledger added up over the stretches of time for which results are
 * wanted, and percentiles of its waits. A plain array, hundreds of times smaller than the ledger, which is what
 * threads send each other. `ObservationForm` says what stands where.
 */
export type Observation = Float64Array;

/**
 * Percentiles of stretches shorter than the period need every single wait of a replication. Above so many contacts in
 * a period, which is a hundred times a busy force's month, they are left out: the waits would take over 100 MB.
 */
const MOST_WAITS_KEPT = 10_000_000;

const QUEUE_COLUMNS = Object.keys(QUEUE_COLUMN).length;
const POOL_COLUMNS = Object.keys(POOL_COLUMN).length;
const SWITCH_COLUMNS = Object.keys(SWITCH_COLUMN).length;

/** Where each column stands, from the first of its queue or pool. The further ones follow the others. */
const QUEUE_PLACES = { ...QUEUE_COLUMN, ...behind(QUEUE_EXTRA, QUEUE_COLUMNS) };
const POOL_PLACES = { ...POOL_COLUMN, ...behind(POOL_EXTRA, POOL_COLUMNS) };

/** What the people of a room did: the months of the period, and the one before them if there was one. */
interface PeopleSeen {
  readonly months: readonly PeopleMonth[];
  readonly before: PeopleMonth | null;
}

/** How the replications of one plan are observed, over which stretches of time. */
export class ObservationForm {
  readonly stretches: readonly Stretch[];
  /** Whether every single wait of a replication is needed to make an observation of it. */
  readonly keepsEachWait: boolean;
  private readonly queues: number;
  private readonly pools: number;
  private readonly switches: number;
  private readonly roles: number;
  /** By stretch: the months of the period that it is made of; none for parts of a month. */
  private readonly monthsIn: readonly (readonly number[])[];
  /** How many columns are kept of a queue and of a pool. */
  private readonly queueColumns: number;
  private readonly poolColumns: number;
  private readonly ofQueue: number;
  private readonly ofStretch: number;
  /** By scope, for the scopes that are parts of the period. */
  private readonly waits: readonly { readonly firstStretch: number; readonly read: StretchWaits }[];

  constructor(plan: Plan, scopes: readonly Scope[]) {
    const byScope = scopes.map((scope) => stretchesOf(plan, scope));
    this.stretches = byScope.flat();
    this.queues = plan.scenario.queues.length;
    this.pools = plan.scenario.pools.length;
    this.switches = plan.scenario.switches.length;
    this.roles = plan.scenario.workforce?.roles.length ?? 0;
    this.monthsIn = byScope.flatMap((stretches, i) => stretches.map((_, n) => monthsIn(plan, scopes[i]!, n)));
    this.queueColumns = QUEUE_COLUMNS + (plan.keepsQueueExtras ? Object.keys(QUEUE_EXTRA).length : 0);
    this.poolColumns = POOL_COLUMNS + (plan.keepsPoolExtras ? Object.keys(POOL_EXTRA).length : 0);
    this.ofQueue = this.queueColumns + WAIT_FIGURES.length;
    this.ofStretch =
      this.queues * this.ofQueue +
      this.pools * this.poolColumns +
      this.switches * SWITCH_COLUMNS +
      this.roles * ROLE_COLUMNS;
    this.keepsEachWait =
      scopes.some((scope) => scope !== "period") && expectedContacts(plan) <= MOST_WAITS_KEPT;
    let firstStretch = 0;
    this.waits = byScope.flatMap((stretches, i) => {
      const place = firstStretch;
      firstStretch += stretches.length;
      return scopes[i] === "period"
        ? []
        : [{ firstStretch: place, read: new StretchWaits(plan.bins, this.queues, stretches) }];
    });
  }

  /** Reads a ledger, and what its people did where the room has any. Nothing of them is kept. */
  observe(ledger: Ledger, people: PeopleSeen | null = null): Observation {
    const seen: Observation = new Float64Array(this.stretches.length * this.ofStretch);
    this.stretches.forEach(({ scope, bins }, stretch) => {
      for (let queue = 0; queue < this.queues; queue++) {
        const place = this.queuePlace(stretch, queue);
        const waits = place + this.queueColumns;
        addUpBins(
          seen.subarray(place, place + QUEUE_COLUMNS),
          ledger.queueCells,
          queueCell(ledger, queue, 0),
          QUEUE_STRIDE,
          bins,
        );
        addUpBins(
          seen.subarray(place + QUEUE_COLUMNS, waits),
          ledger.queueExtras,
          extraCell(ledger, queue, 0),
          QUEUE_EXTRAS,
          bins,
        );
        seen
          .subarray(waits, place + this.ofQueue)
          .set(scope === "period" ? periodFigures(ledger, queue) : NO_WAITS);
      }
      for (let pool = 0; pool < this.pools; pool++) {
        const place = this.poolPlace(stretch, pool);
        const end = place + this.poolColumns;
        addUpBins(
          seen.subarray(place, place + POOL_COLUMNS),
          ledger.poolCells,
          poolCell(ledger, pool, 0),
          POOL_STRIDE,
          bins,
        );
        addUpBins(
          seen.subarray(place + POOL_COLUMNS, end),
          ledger.poolExtras,
          poolExtraCell(ledger, pool, 0),
          POOL_EXTRAS,
          bins,
        );
      }
      for (let number = 0; number < this.switches; number++) {
        const place = this.switchPlace(stretch, number);
        addUpBins(
          seen.subarray(place, place + SWITCH_COLUMNS),
          ledger.switchCells,
          switchCell(ledger, number, 0),
          SWITCH_STRIDE,
          bins,
        );
      }
    });
    if (people !== null) this.observePeople(seen, people);
    if (ledger.eachWait !== null) {
      for (const { firstStretch, read } of this.waits) {
        read.each(ledger.eachWait, (stretch, queue, figure, value) => {
          seen[this.waitPlace(firstStretch + stretch, queue, figure)] = value;
        });
      }
    }
    return seen;
  }

  private observePeople(seen: Observation, { months, before }: PeopleSeen): void {
    this.monthsIn.forEach((within, stretch) => {
      for (let role = 0; role < this.roles; role++) {
        const place = this.rolePlace(stretch, role);
        for (const m of within) {
          const month = months[m]!;
          const last = months[m - 1] ?? before;
          addRoleMonth(seen.subarray(place), month, month.roles[role]!, last?.roles[role] ?? null);
        }
      }
    });
  }

  /** The figures of one queue, pool, switch or role over one stretch. */
  figures(seen: Observation, stretch: number, of: Of, index: number): Figures {
    switch (of) {
      case "queue":
        return this.queueFigures(seen, stretch, index);
      case "pool":
        return this.poolFigures(seen, stretch, index);
      case "switch":
        return this.switchFigures(seen, stretch, index);
      case "role":
        return this.roleFigures(seen, stretch, index);
    }
  }

  /** The figures of one queue over one stretch. */
  queueFigures(seen: Observation, stretch: number, queue: number): Figures {
    const columns = seen.subarray(this.queuePlace(stretch, queue)).subarray(0, this.queueColumns);
    return figuresIn(columns, QUEUE_PLACES, this.stretches[stretch]!.seconds);
  }

  /** The figures of one pool over one stretch. */
  poolFigures(seen: Observation, stretch: number, pool: number): Figures {
    const columns = seen.subarray(this.poolPlace(stretch, pool)).subarray(0, this.poolColumns);
    return figuresIn(columns, POOL_PLACES, this.stretches[stretch]!.seconds);
  }

  /** The figures of one switch over one stretch. */
  private switchFigures(seen: Observation, stretch: number, number: number): Figures {
    const columns = seen.subarray(this.switchPlace(stretch, number)).subarray(0, SWITCH_COLUMNS);
    return figuresIn(columns, SWITCH_COLUMN, this.stretches[stretch]!.seconds);
  }

  /** The figures of one role over one stretch. */
  private roleFigures(seen: Observation, stretch: number, role: number): Figures {
    const columns = seen.subarray(this.rolePlace(stretch, role)).subarray(0, ROLE_COLUMNS);
    return figuresIn(columns, ROLE_COLUMN, this.stretches[stretch]!.seconds);
  }

  /**
   * One of `WAIT_FIGURES`, in seconds; NaN for a percentile of no waits, and for any figure of a part of the period if
   * waits were too many to keep.
   */
  waitFigure(seen: Observation, stretch: number, queue: number, figure: number): number {
    return seen[this.waitPlace(stretch, queue, figure)]!;
  }

  private queuePlace(stretch: number, queue: number): number {
    return stretch * this.ofStretch + queue * this.ofQueue;
  }

  private waitPlace(stretch: number, queue: number, figure: number): number {
    return this.queuePlace(stretch, queue) + this.queueColumns + figure;
  }

  private poolPlace(stretch: number, pool: number): number {
    return stretch * this.ofStretch + this.queues * this.ofQueue + pool * this.poolColumns;
  }

  private switchPlace(stretch: number, number: number): number {
    return (
      (stretch + 1) * this.ofStretch - this.roles * ROLE_COLUMNS - (this.switches - number) * SWITCH_COLUMNS
    );
  }

  private rolePlace(stretch: number, role: number): number {
    return (stretch + 1) * this.ofStretch - (this.roles - role) * ROLE_COLUMNS;
  }
}

/** The months that a stretch is made of. @param n Which of its kind it is. */
function monthsIn({ timetable }: Plan, scope: Scope, n: number): readonly number[] {
  if (scope === "month") return [n];
  return scope === "period" ? timetable.months.map((_, month) => month) : [];
}

function behind<Name extends string>(
  columns: Readonly<Record<Name, number>>,
  others: number,
): Readonly<Record<Name, number>> {
  const moved = Object.entries<number>(columns).map(([name, place]) => [name, others + place] as const);
  return Object.fromEntries(moved) as Record<Name, number>;
}

const NO_WAITS = WAIT_FIGURES.map(() => NaN);

function figuresIn(
  columns: Float64Array,
  places: Readonly<Partial<Record<Column, number>>>,
  seconds: number,
): Figures {
  return {
    seconds,
    sum: (column) => {
      // Further columns that the plan does not keep have a place, but nothing stands there.
      const found = columns[places[column] ?? columns.length];
      if (found === undefined) throw new RangeError(`there is no column ${column} here`);
      return found;
    },
  };
}

const forms = new WeakMap<Plan, Map<string, ObservationForm>>();

/** The form for these scopes, made once for each plan. */
export function formOf(plan: Plan, scopes: readonly Scope[]): ObservationForm {
  const ofPlan = forms.get(plan) ?? new Map<string, ObservationForm>();
  forms.set(plan, ofPlan);
  const key = scopes.join();
  const form = ofPlan.get(key) ?? new ObservationForm(plan, scopes);
  ofPlan.set(key, form);
  return form;
}

import { poolChatsOf } from "./chats.ts";
import { complete } from "./complete.ts";
import { nearest, suggestion } from "./faults.ts";
import { figureFrom } from "./monthly.ts";
import { PoolText } from "./poolText.ts";
import type { WeekText } from "./weekText.ts";
import type { Reading } from "./reading.ts";
import type { Fields } from "./report.ts";
import { fieldsOf } from "./report.ts";
import { isRota, mostHeads, rotaOf } from "./rota.ts";
import type { Pool, Proficiency, Queue } from "./scenario.ts";
import { noSwitch } from "./switches.ts";
import type { QueueDraft } from "./queues.ts";
import type { Path, Tree } from "./tree.ts";
import { at } from "./tree.ts";
import { handlersOf, weightsOf, wholeWeekOf } from "./weeks.ts";
import { listInWords, quoted } from "./words.ts";

const HOURS_A_WEEK = 168;
const FILE_WORDS = ["file", "column", "where"];

type PoolFields = Fields<typeof PoolText.shape>;

/** A pool as far as it can be read; what is at fault is undefined. */
export interface PoolDraft {
  readonly name: string;
  /** Queues it answers, by name, those that do not exist left out. */
  readonly answers: readonly string[] | undefined;
  /** Names it answers that are not queues. */
  readonly unknown: readonly string[];
  readonly pool: Pool | undefined;
}

/** Reads one pool. Faults are reported. */
export function poolDraft(
  name: string,
  tree: Tree,
  queues: readonly QueueDraft[],
  switches: readonly string[],
  reading: Reading,
): PoolDraft {
  const path: Path = ["pools", name];
  const { report } = reading;
  const written = at(tree, ["handlers"])?.tree;
  const hasRota = isRota(written);
  const fields = fieldsOf(PoolText, tree, path, report, hasRota ? ["handlers"] : []);
  const names = queues.map((queue) => queue.name);
  const unknown = (fields.answers ?? []).filter((queue) => !names.includes(queue));
  fields.answers?.forEach((queue, i) => {
    if (names.includes(queue) || names.length === 0) return;
    report.value([...path, "answers", i], `there is no queue ${quoted(queue)}. ${suggestion(queue, names)}`);
  });
  const answers = fields.answers?.filter((queue) => names.includes(queue));
  const rota = hasRota ? rotaOf(written, [...path, "handlers"], reading) : null;
  const byMonth = handlersByMonth(fields, [...path, "handlers"], reading);
  const week = rota
    ? mostHeads(rota)
    : byMonth
      ? mostOf(byMonth)
      : hourlyHandlers(fields, [...path, "handlers"], reading);
  const areFromPeople = at(tree, ["handlers", "from"]) !== undefined;
  const handlers = areFromPeople ? week?.map(() => 0) : week;
  if (week?.every((count) => count === 0) === true) {
    report.value(
      [...path, "handlers"],
      "nobody is on duty at any hour. Write at least one handler in some hour.",
    );
  }
  const holdBack =
    answers === undefined || fields.takes === undefined || fields.holdBack === undefined
      ? undefined
      : holdBackOf(fields.holdBack, servedFirst(answers, fields.takes, queues), answers, path, reading);
  const holdMore =
    answers === undefined || fields.takes === undefined
      ? null
      : holdMoreOf(
          fields.holdMore,
          answers,
          servedFirst(answers, fields.takes, queues),
          switches,
          path,
          reading,
        );
  const chatQueues = queues.filter(({ isChat }) => isChat).map((queue) => queue.name);
  if (fields.chats !== undefined && rota?.shifts.some(({ breaks }) => breaks.length > 0) === true) {
    report.word(
      [...path, "chats"],
      "a pool whose handlers hold chats cannot have breaks: leave the breaks out of its shifts, and lower its heads instead.",
    );
  }
  const pool = complete({
    name,
    answers: answers?.map((queue) => names.indexOf(queue)),
    takes: fields.takes,
    handlers,
    ...(byMonth && byMonth.length > 1 && { handlersByMonth: byMonth }),
    ...(areFromPeople && week && { fromPeople: week }),
    rota,
    proficiency: proficiencyOf(fields),
    holdBack,
    ...(holdMore !== null && { holdMore }),
    onlyWhile: answers && onlyWhileOf(fields.onlyWhile, answers, switches, path, reading),
    chats: poolChatsOf(fields, answers, chatQueues, path, reading),
  });
  return { name, answers, unknown, pool };
}

/** Handlers in the 168 hours of the week; where they come from people, how they are spread. */
function hourlyHandlers({ handlers }: PoolFields, path: Path, reading: Reading) {
  if (handlers === undefined) return undefined;
  if (typeof handlers === "object" && ("shifts" in handlers || "byMonth" in handlers)) return undefined;
  if (typeof handlers === "object" && "from" in handlers)
    return weightsOf(handlers.shape, [...path, "shape"], reading);
  return handlersOf(handlers, path, reading);
}

/** Handlers in the 168 hours of the week, month by month; undefined if they are not written so, or are at fault. */
function handlersByMonth({ handlers }: PoolFields, path: Path, reading: Reading) {
  if (typeof handlers !== "object" || !("byMonth" in handlers)) return undefined;
  const weeks = Object.entries(handlers.byMonth).map(
    ([month, text]) => [month, handlersOf(text, [...path, month], reading)] as const,
  );
  const ofEach = figureFrom(Object.fromEntries(weeks), "number of handlers", path, reading);
  return ofEach?.every((week) => week !== undefined) === true ? ofEach : undefined;
}

/** The most of any month in each hour of the week. */
function mostOf(weeks: readonly (readonly number[])[]): readonly number[] {
  return weeks[0]!.map((_, hour) => Math.max(...weeks.map((week) => week[hour]!)));
}

/** Null if they take as long as others; undefined if a factor is at fault. */
function proficiencyOf({
  talkFactor: talk,
  wrapUpFactor: wrapUp,
}: PoolFields): Proficiency | null | undefined {
  return talk === 1 && wrapUp === 1 ? null : complete({ talk, wrapUp });
}

/** Queues for which handlers may be held back: none of these waits for idle ones. */
function servedFirst(
  answers: readonly string[],
  takes: Pool["takes"],
  queues: readonly QueueDraft[],
): readonly string[] {
  if (takes === "in the order listed") return answers.slice(0, 1);
  const priorityOf = (name: string): number =>
    queues.find((queue) => queue.name === name)?.priority ?? Number.POSITIVE_INFINITY;
  const best = Math.min(...answers.map(priorityOf));
  return answers.filter((name) => priorityOf(name) === best);
}

/** For each queue answered, the switch that must be on; null if there is none for any. */
function onlyWhileOf(
  written: PoolText["onlyWhile"],
  answers: readonly string[],
  switches: readonly string[],
  path: Path,
  { report }: Reading,
): Pool["onlyWhile"] {
  if (written === undefined) return null;
  for (const [queue, name] of Object.entries(written)) {
    const where = [...path, "onlyWhile", queue];
    if (!answers.includes(queue)) {
      report.word(where, `this pool does not answer a queue ${quoted(queue)}. ${suggestion(queue, answers)}`);
    }
    if (!switches.includes(name)) report.value(where, noSwitch(name, switches));
  }
  return answers.map((queue) => {
    const name = written[queue];
    return name === undefined ? null : switches.indexOf(name);
  });
}

/** What each switch adds to what is held back from the queues that are not served first; null if none does. */
function holdMoreOf(
  written: PoolText["holdMore"],
  answers: readonly string[],
  first: readonly string[],
  switches: readonly string[],
  path: Path,
  { report }: Reading,
): Pool["holdMore"] | null {
  if (written === undefined) return null;
  if (answers.every((name) => first.includes(name))) {
    report.word(
      [...path, "holdMore"],
      "all queues of this pool are served first, so no handlers can be held back from any. Leave it out.",
    );
  }
  return Object.entries(written).map(([name, handlers]) => {
    if (!switches.includes(name)) report.value([...path, "holdMore", name], noSwitch(name, switches));
    return {
      while: switches.indexOf(name),
      handlers: answers.map((queue) => (first.includes(queue) ? 0 : handlers)),
    };
  });
}

type HoldBackText = PoolText["holdBack"];
/** What is held back from one queue, or from all lower queues alike. */
type HeldBackText = number | WeekText | { readonly average: number; readonly shape?: WeekText | undefined };

function holdBackOf(
  text: HoldBackText,
  first: readonly string[],
  answers: readonly string[],
  poolPath: Path,
  reading: Reading,
): readonly (readonly number[])[] | undefined {
  const path = [...poolPath, "holdBack"];
  const nobody = new Array<number>(HOURS_A_WEEK).fill(0);
  if (!isByQueue(text)) {
    const week = heldBackWeek(text, path, reading);
    return week && answers.map((name) => (first.includes(name) ? nobody : week));
  }
  const weeks = new Map<string, readonly number[]>();
  const byQueue: ByQueue = text;
  for (const [name, written] of Object.entries(byQueue)) {
    const where = [...path, name];
    if (!answers.includes(name)) {
      const words = nearest(name, FILE_WORDS) === undefined ? answers : [...answers, ...FILE_WORDS];
      reading.report.word(
        where,
        `this pool does not answer a queue ${quoted(name)}. ${suggestion(name, words)}`,
      );
      continue;
    }
    const week = heldBackWeek(written, where, reading);
    if (week === undefined) continue;
    weeks.set(name, week);
    if (first.includes(name) && week.some((count) => count > 0)) {
      const message = `${quoted(name)} is answered first here, so no handlers can be held back from it. Leave it out.`;
      reading.report.word(where, message);
    }
  }
  return answers.map((name) => weeks.get(name) ?? nobody);
}

/** Those held back in the 168 hours of the week, an average in whole people as those on duty are. */
function heldBackWeek(text: HeldBackText, path: Path, reading: Reading): readonly number[] | undefined {
  if (typeof text === "number" || !("average" in text)) return wholeWeekOf(text, path, reading);
  return handlersOf(
    { average: text.average, shape: text.shape ?? new Array<number>(HOURS_A_WEEK).fill(1) },
    path,
    reading,
  );
}

type ByQueue = Readonly<Record<string, HeldBackText>>;

/** Whether handlers are held back queue by queue, not from all lower queues alike. */
function isByQueue(text: HoldBackText): text is Extract<HoldBackText, ByQueue> {
  return (
    typeof text === "object" &&
    !Array.isArray(text) &&
    !("file" in text && typeof text.file === "string") &&
    !("average" in text && typeof text.average === "number")
  );
}

/** What only shows when queues and pools are seen together: who serves whom, and whether anybody ever can. */
export function tiesOf(
  queues: readonly QueueDraft[],
  pools: readonly PoolDraft[],
  { report }: Reading,
): readonly (readonly number[])[] {
  const allAnswersKnown = pools.every((pool) => pool.answers !== undefined && pool.unknown.length === 0);
  return queues.map((queue) => {
    const serving = pools.filter((pool) => pool.answers?.includes(queue.name));
    const path: Path = ["queues", queue.name];
    if (serving.length === 0) {
      const meant = pools.some((pool) =>
        pool.unknown.some((name) => nearest(name, [queue.name]) !== undefined),
      );
      if (!meant && pools.length > 0 && pools.every((pool) => pool.answers !== undefined)) {
        report.word(path, `no pool answers this queue. Add ${quoted(queue.name)} to what a pool answers.`);
      }
      return [];
    }
    if (neverServed(queues.indexOf(queue), serving)) {
      const many = listInWords(serving.map((pool) => quoted(pool.name)));
      report.word(
        path,
        `nobody could ever be answered: holdBack keeps all handlers of ${many} idle at every hour. Lower it, or add handlers.`,
      );
    }
    const order = queue.tries ?? byHowFewTheyServe(serving);
    if (queue.tries !== undefined && allAnswersKnown) checkTries(queue, queue.tries, serving, pools, report);
    return order.map((name) => pools.findIndex((pool) => pool.name === name));
  });
}

function byHowFewTheyServe(serving: readonly PoolDraft[]): readonly string[] {
  return serving
    .toSorted((a, b) => (a.answers?.length ?? 0) - (b.answers?.length ?? 0))
    .map((pool) => pool.name);
}

function neverServed(queue: number, serving: readonly PoolDraft[]): boolean {
  return serving.every(({ pool }) => {
    if (pool === undefined || pool.handlers.every((count) => count === 0)) return false;
    const holdBack = pool.holdBack[pool.answers.indexOf(queue)];
    return holdBack !== undefined && pool.handlers.every((count, hour) => count <= holdBack[hour]!);
  });
}

function checkTries(
  queue: QueueDraft,
  tries: readonly string[],
  serving: readonly PoolDraft[],
  pools: readonly PoolDraft[],
  report: Reading["report"],
): void {
  const path: Path = ["queues", queue.name, "tries"];
  const names = pools.map((pool) => pool.name);
  tries.forEach((name, i) => {
    if (!names.includes(name)) {
      report.value([...path, i], `there is no pool ${quoted(name)}. ${suggestion(name, names)}`);
    } else if (!serving.some((pool) => pool.name === name)) {
      report.value([...path, i], `the pool ${quoted(name)} does not answer this queue. Leave it out.`);
    }
  });
  const unknown = tries.filter((name) => !names.includes(name));
  for (const { name } of serving) {
    if (tries.includes(name) || unknown.some((found) => nearest(found, [name]) !== undefined)) continue;
    report.value(path, `the pool ${quoted(name)} answers this queue too. Add it to the list.`);
  }
}

/** The queues of a scenario, complete. Undefined if one of them is at fault. */
export function withTries(
  drafts: readonly QueueDraft[],
  tries: readonly (readonly number[])[],
): readonly Queue[] | undefined {
  const queues = drafts.map(({ queue }, i) =>
    queue === undefined ? undefined : { ...queue, tries: tries[i] ?? [] },
  );
  return queues.every((queue) => queue !== undefined) ? queues : undefined;
}

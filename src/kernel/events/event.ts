/** A published event as a listener or a feed reader sees it. */
export interface Published<P = unknown> {
  id: string;
  seq: number;
  name: string;
  aggregateType: string;
  aggregateId: string;
  storeId: string | null;
  occurredAt: Date;
  correlationId: string;
  payload: P;
  sealed: Record<string, string> | null;
}

export interface EventType<P> {
  readonly name: string;
  readonly description: string;
  /** Nobody inside listens: it is for the feed, webhooks and reporting to come. */
  readonly outwardOnly: boolean;
  /** Carries the payload type only. */
  readonly payload?: P;
}

const declared = new Map<string, EventType<unknown>>();
export const allEvents = (): EventType<unknown>[] => [...declared.values()].sort((a, b) => a.name.localeCompare(b.name));

/** Declares an event in a contract: past tense, context prefix, kebab-case. A payload holds ids and facts, never an instruction. */
export function event<P>(name: `${string}.${string}`, description: string, options: { outwardOnly?: boolean } = {}): EventType<P> {
  if (declared.has(name)) throw new Error(`Event ${name} is declared twice`);
  const type: EventType<P> = { name, description, outwardOnly: options.outwardOnly ?? false };
  declared.set(name, type);
  return type;
}

export interface Listener {
  /** Stable for ever: deliveries are kept under it. Several events under one id are heard in the order in which their aggregate published them. */
  id: string;
  /** Null hears every event. */
  event: EventType<unknown> | null;
  handle: (published: Published<never>) => Promise<void>;
  /** Asked when an event is published: what surely does not concern it is not delivered. */
  concerned?: (event: NewEvent) => boolean;
}
/** An event as it is published. */
export type NewEvent = Pick<Published<Record<string, unknown>>, 'name' | 'aggregateId' | 'payload'>;

/** "When they did that, we do this": the handler runs in a transaction that commits with the done mark. */
export function on<P>(type: EventType<P>, id: string, handle: (published: Published<P>) => Promise<void>): Listener {
  return { id, event: type, handle: handle as Listener['handle'] };
}
/** For a context whose wishes are data (Workflow): hears every event that concerns it. */
export function onEvery(
  id: string,
  handle: (published: Published<Record<string, unknown>>) => Promise<void>,
  concerned: (event: NewEvent) => boolean,
): Listener {
  return { id, event: null, handle: handle as Listener['handle'], concerned };
}

/** Work that falls due row by row: the kernel claims due rows of this table, one transaction each. */
export interface DueTick {
  name: string;
  /** Schema-qualified table with an `id uuid` column. */
  table: string;
  /** Column (or SQL expression) that holds the due instant. */
  due: string;
  /** Which rows still wait, as SQL. The work must make the row leave this set or move its due instant. */
  where: string;
  run: (id: string, now: Date) => Promise<void>;
}
/** Work that is due once a day at a store's hour, for each day in order even after downtime. */
export interface DailyTick {
  name: string;
  daily: string;
  run: (date: string, now: Date) => Promise<void>;
}
export type Tick = DueTick | DailyTick;

/** Work outside the database (a message, a webhook, a file): enqueued in the transaction, run after it, retried. */
export interface Job {
  name: string;
  run: (payload: never) => Promise<void>;
}
export function job<P extends object>(name: string, run: (payload: P) => Promise<void>): Job {
  return { name, run: run as Job['run'] };
}

/** A context's reactions: everything it does because something happened or a time came, on one page. */
export abstract class Reactions {
  abstract readonly listeners: Listener[];
  readonly ticks: Tick[] = [];
  readonly jobs: Job[] = [];
}

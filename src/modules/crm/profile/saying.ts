import type { EventType, Published } from '../../../kernel/events/event.js';
import type { FactKind } from './profile.entity.js';
import type { TagKey } from './tags.js';

/** A fact before it has a place: what an event says besides whom, where and when. */
export interface Saying {
  what: FactKind;
  /** When it was so, if not when the event was published. */
  at?: string;
  key?: string;
  value?: string | null;
  amount?: number;
  document?: [type: string, id: string | null];
  data?: Record<string, string | null>;
}
export interface OfCustomer {
  customerId: string | null;
  storeId?: string | null;
}
/** What travelled sealed under the customer, opened: null of one who was erased. */
export type Opened = Record<string, string | null>;
export interface Says {
  event: EventType<unknown>;
  sayings: (published: Published<never>, opened: Opened) => Saying[];
}

/** What an event says about its customer. */
export function says<P extends OfCustomer>(event: EventType<P>, sayings: (payload: P, opened: Opened) => Saying[]): Says {
  return { event, sayings: (({ payload }: Published<P>, opened: Opened) => sayings(payload, opened)) as Says['sayings'] };
}
/** The tags that an event puts on its customer; undefined values are none. */
export function tags<P extends OfCustomer>(event: EventType<P>, of: (payload: P) => [TagKey, string | undefined][]): Says {
  return says(event, (payload) =>
    of(payload).flatMap(([key, value]) => (value === undefined ? [] : [{ what: 'TAG' as const, key, value }])),
  );
}

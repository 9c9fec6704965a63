import type { EventType, Published } from '../../../kernel/events/event.js';
import type { ProfileFact } from './profile.entity.js';
import { SAID } from './said.js';
import type { OfCustomer, Opened, Says } from './saying.js';
import { TAG_RULES } from './tag-rules.js';

const bySaying = new Map<string, Says[]>();
for (const says of [...SAID, ...TAG_RULES]) bySaying.set(says.event.name, [...(bySaying.get(says.event.name) ?? []), says]);

/** A fact as the event says it: whose it is now is found where it is kept. */
export type SaidFact = Omit<ProfileFact, 'customerId'>;

/** Every event the profile is made from. */
export const PROFILE_EVENTS: readonly EventType<unknown>[] = [...bySaying.values()].flatMap(([first]) => (first ? [first.event] : []));

/** The sealed members that a profile is made from. */
export const WORDS = ['reason', 'value'] as const;

/** What one event says about its customer: the same whenever it is asked. */
export function factsOf(published: Published<OfCustomer>, opened: Opened = {}): SaidFact[] {
  const { id, seq, name, storeId, occurredAt, payload } = published;
  const { customerId } = payload;
  if (customerId === null) return [];
  const sayings = (bySaying.get(name) ?? []).flatMap(({ sayings }) => sayings(published as Published<never>, opened));
  return sayings.map(({ what, at, key = null, value = null, amount = null, document = [null, null], data = null }, n) => ({
    eventId: id,
    n,
    seq,
    eventName: name,
    saidOfId: customerId,
    storeId: payload.storeId ?? storeId,
    at: at === undefined ? occurredAt : new Date(at),
    what,
    key,
    value,
    amount,
    documentType: document[0],
    documentId: document[1],
    data,
  }));
}

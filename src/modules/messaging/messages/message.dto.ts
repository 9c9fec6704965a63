import { Code, Id, OneOf, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { CHANNELS } from '../../crm/crm.contract.js';
import { MESSAGE_STATES } from './message.entity.js';

export class ListMessages extends ListQuery {
  @Repeated(MESSAGE_STATES)
  state?: string[];
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  campaignId?: string;
  /** The code of its template. */
  @Optional()
  @Code('MAINTENANCE_REMINDER')
  kind?: string;
  @Optional()
  @OneOf(CHANNELS, 'SMS')
  channel?: string;
}

/** A message to a customer: QUEUED, then SENT, FAILED or WITHHELD. */
export class MessageView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'MS-S01-2026-000123' */
  number: string;
  /** QUEUED, SENT, FAILED or WITHHELD. @example 'SENT' */
  state: string;
  /** Messages are moved by the system alone. @example [] */
  allowedMoves: string[];
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** The code of its template. @example 'MAINTENANCE_REMINDER' */
  kind: string;
  /** The consent it needs. @example 'SERVICE_REMINDER' */
  purpose: string;
  /** @example 'SMS' */
  channel: string;
  /** One message per key. @example 'vehicle:item:1:-30' */
  dedupeKey: string;
  /** The campaign it belongs to. @example null */
  campaignId: string | null;
  /** Where it went, masked; null until it was cleared. @example '138****8000' */
  address: string | null;
  /** What it says; null for those who do not see customers’ names. @example '【上海浦东店】王小明,您好!' */
  text: string | null;
  /** Not before: the end of the quiet hours (M-7). @example '2026-11-24T10:00:00.000Z' */
  dueAt: Date;
  /** @example '2026-11-24T10:00:01.000Z' */
  sentAt: Date | null;
  /** NO_CONSENT, NO_ADDRESS, COOLDOWN or CANCELLED. @example null */
  withheldReason: string | null;
  /** Why the channel did not take it. @example null */
  failure: string | null;
  /** @example 3 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

import { Id, Instant, Note, OneOf, Optional } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { type Channel, CHANNELS } from '../crm.contract.js';
import { type Direction, DIRECTIONS, type Outcome, OUTCOMES } from './interaction.entity.js';

/** One contact with a person. */
export class ContactMade {
  @OneOf(CHANNELS, 'PHONE') channel: Channel;
  @OneOf(DIRECTIONS, 'OUTBOUND') direction: Direction;
  @OneOf(OUTCOMES, 'REACHED') outcome: Outcome;
  @Optional()
  @Note('周六到店')
  note?: string;
  /** When they agreed to speak or meet again: it is in the work list of that day until the next contact or visit. */
  @Optional()
  @Instant('2026-11-28T10:00:00+08:00')
  agreedAt?: string;
}
export class RecordInteraction extends ContactMade {
  @Id() customerId: string;
  /** An opportunity of the customer: its next follow-up moves by the intent level (G-2). Left out, it is the only open one that the caller looks after. */
  @Optional()
  @Id()
  opportunityId?: string;
  /** When it was; now if left out. */
  @Optional()
  @Instant()
  at?: string;
  /** Where; the opportunity's store if there is one. */
  @Optional()
  @Id()
  storeId?: string;
}
export class ListInteractions extends ListQuery {
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Id()
  leadId?: string;
  @Optional()
  @Id()
  opportunityId?: string;
  @Optional()
  @Id()
  ownerEmployeeId?: string;
  @Optional()
  @Id()
  storeId?: string;
}

/** A contact (跟进记录) with a customer or a lead. */
export class InteractionView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string;
  /** Who spoke with them. @example '01938b4e-7c00-7000-8000-000000000001' */
  ownerEmployeeId: string;
  /** Null while the lead has no customer. @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string | null;
  /** @example null */
  leadId: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string | null;
  /** PHONE, SMS, WECHAT, EMAIL or VISIT. @example 'PHONE' */
  channel: string;
  /** INBOUND or OUTBOUND. @example 'OUTBOUND' */
  direction: string;
  /** @example 'REACHED' */
  outcome: string;
  /** @example '周六到店' */
  note: string | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** When they agreed to speak or meet again. @example null */
  agreedAt: Date | null;
  /** When that was kept, by the next contact or visit. @example null */
  settledAt: Date | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

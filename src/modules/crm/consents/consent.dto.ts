import { Code, Codes, Flag, OneOf, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { type Channel, CHANNELS, CONSENT_PURPOSES, type ConsentPurpose } from '../crm.contract.js';

export class RecordConsent {
  @OneOf(CONSENT_PURPOSES, 'SERVICE_REMINDER') purpose: ConsentPurpose;
  @OneOf(CHANNELS, 'SMS') channel: Channel;
  /** False withdraws it: as easy as giving it. */
  @Flag() granted: boolean;
  /** The version of the text they agreed to. */
  @Code('2026-01') textVersion: string;
  /** How it can be shown: a signed form, a recording. */
  @Optional()
  @Text(500, '展厅签字')
  evidence?: string;
  /** Which data it covers; CONTACT if left out. */
  @Optional()
  @Codes(20, ['CONTACT'])
  dataCategories?: string[];
  /** Who receives the data; required for DATA_SHARING. */
  @Optional()
  @Text(200, '示范汽车金融有限公司')
  recipient?: string;
}
export class ListConsents extends ListQuery {
  @Optional()
  @OneOf(CONSENT_PURPOSES, 'SERVICE_REMINDER')
  purpose?: string;
  @Optional()
  @OneOf(CHANNELS, 'SMS')
  channel?: string;
}

/** A line of the consent ledger (PR-3). */
export class ConsentView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** MARKETING, SERVICE_REMINDER, SATISFACTION_SURVEY or DATA_SHARING. @example 'SERVICE_REMINDER' */
  purpose: string;
  /** @example 'SMS' */
  channel: string;
  /** @example true */
  granted: boolean;
  /** It is the newest of its purpose and channel: the one that holds. @example true */
  inForce: boolean;
  /** @example '2026-01' */
  textVersion: string;
  /** @example '展厅签字' */
  evidence: string | null;
  /** @example ['CONTACT'] */
  dataCategories: string[];
  /** @example null */
  recipient: string | null;
  /** The employee who recorded it. @example '01938b4e-7c00-7000-8000-000000000001' */
  recordedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}

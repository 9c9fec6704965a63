import { Code, CodesOf, Flag, Instant, Note, OneOf, Optional, QueryFlag, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { type Channel, CHANNELS, CONSENT_PURPOSES, type ConsentPurpose } from '../crm.contract.js';
import { DATA_CATEGORIES } from './consent.entity.js';

export class RecordConsent {
  @OneOf(CONSENT_PURPOSES, 'SERVICE_REMINDER') purpose: ConsentPurpose;
  @OneOf(CHANNELS, 'SMS') channel: Channel;
  /** False withdraws it: as easy as giving it. */
  @Flag() granted: boolean;
  /** The version of the text they agreed to: the newest of GET /consent-texts. A withdrawal may leave it out. */
  @Optional()
  @Code('2026-01')
  textVersion?: string;
  /** How it can be shown: a signed form, a recording; required to agree. */
  @Optional()
  @Text(500, '展厅签字')
  evidence?: string;
  /** Which data it covers; those that the text names if left out. */
  @Optional()
  @CodesOf(DATA_CATEGORIES)
  dataCategories?: string[];
  /** Who receives the data; required for DATA_SHARING, each recipient is a consent of its own (PIPL 23). */
  @Optional()
  @Text(200, '示范汽车金融有限公司')
  recipient?: string;
  /** How the recipient is reached; required to agree to DATA_SHARING. */
  @Optional()
  @Text(200, '400-000-0000')
  recipientContact?: string;
  /** What the recipient does with the data; required to agree to DATA_SHARING. */
  @Optional()
  @Text(500, '贷款审批')
  sharingPurpose?: string;
}
export class ListConsents extends ListQuery {
  @Optional()
  @OneOf(CONSENT_PURPOSES, 'SERVICE_REMINDER')
  purpose?: string;
  @Optional()
  @OneOf(CHANNELS, 'SMS')
  channel?: string;
  /** Only the newest line of each purpose, channel and recipient. */
  @QueryFlag()
  inForce?: boolean;
}

/** A line of the consent ledger (PR-3). */
export class ConsentView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** MARKETING, SERVICE_REMINDER, SATISFACTION_SURVEY, DATA_SHARING or PROFILING. @example 'SERVICE_REMINDER' */
  purpose: string;
  /** @example 'SMS' */
  channel: string;
  /** @example true */
  granted: boolean;
  /** It is the newest of its purpose, channel and recipient. @example true */
  inForce: boolean;
  /** It allows contact now: given, in force, and no later text asks for a new consent. @example true */
  holds: boolean;
  /** @example '2026-01' */
  textVersion: string;
  /** @example '展厅签字' */
  evidence: string | null;
  /** @example ['CONTACT'] */
  dataCategories: string[];
  /** @example null */
  recipient: string | null;
  /** @example null */
  recipientContact: string | null;
  /** @example null */
  sharingPurpose: string | null;
  /** STAFF, or LINK when the customer did it on a link of theirs. @example 'STAFF' */
  source: string;
  /** The employee who recorded it. @example '01938b4e-7c00-7000-8000-000000000001' */
  recordedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}

export class AskForConsent {
  @OneOf(CONSENT_PURPOSES, 'MARKETING') purpose: ConsentPurpose;
  @OneOf(CHANNELS, 'SMS') channel: Channel;
}
/** That a customer is being asked for a consent, with the words to show. */
export class ConsentRequestView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** @example 'MARKETING' */
  purpose: string;
  /** @example 'SMS' */
  channel: string;
  /** @example '2026-01' */
  textVersion: string;
  /** The text to show, in the customer's language. @example '我同意门店通过短信发送优惠活动信息。' */
  text: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  askedBy: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}

export class PublishConsentText {
  @OneOf(CONSENT_PURPOSES, 'MARKETING') purpose: ConsentPurpose;
  /** Unique for its purpose. */
  @Code('2026-07') textVersion: string;
  @Note('我同意门店通过短信发送优惠活动信息。') textZh: string;
  @Note('I agree to receive offers of the store.') textEn: string;
  /** The categories of data it names. */
  @CodesOf(DATA_CATEGORIES) dataCategories: string[];
  /** It changes purpose, method or categories: earlier consents no longer hold once it is in force (PIPL 14). */
  @Flag(false) reconsentRequired: boolean;
  /** From when it is the one to show; now if left out, never in the past. */
  @Optional()
  @Instant('2027-01-01T00:00:00+08:00')
  validFrom?: string;
}
export class ListConsentTexts extends ListQuery {
  @Optional()
  @OneOf(CONSENT_PURPOSES, 'MARKETING')
  purpose?: string;
}
/** A version of the text of a consent (授权文本). */
export class ConsentTextView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'MARKETING' */
  purpose: string;
  /** @example '2026-01' */
  textVersion: string;
  /** @example '我同意门店通过短信发送优惠活动信息。' */
  textZh: string;
  /** @example 'I agree to receive offers of the store.' */
  textEn: string;
  /** @example ['CONTACT'] */
  dataCategories: string[];
  /** Consents to earlier versions no longer hold. @example false */
  reconsentRequired: boolean;
  /** @example '2026-01-01T00:00:00.000Z' */
  validFrom: Date;
  /** It belongs to the group. @example null */
  storeId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

/** What a customer sees on their own link: which consent it is and whether it holds. */
export class PublicConsentView {
  /** @example 'MARKETING' */
  purpose: string;
  /** @example 'SMS' */
  channel: string;
  /** The newest text of the purpose, in the customer's language. @example '我同意门店通过短信发送优惠活动信息。' */
  text: string;
  /** zh or en. @example 'zh' */
  language: string;
  /** Masked. @example '王*明' */
  customerName: string;
  /** Whether it is given now. @example true */
  granted: boolean;
}

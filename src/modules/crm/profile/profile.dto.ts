import { Code, Id, Optional, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { ValueGradeView } from '../value-grades/value-grade.dto.js';

export class TagCustomer {
  /** Which tag; `tag_key_unknown` lists them. */
  @Code('COLOUR') key: string;
  /** One of the tag's values, or words where it has no list. */
  @Text(100, '极光白') value: string;
  /** Where it was learnt; may be left out by those who work in one store. */
  @Optional()
  @Id()
  storeId?: string;
}
export class UntagCustomer {
  /** Which tag. */
  @Code('COLOUR') key: string;
  /** The value that does not hold. */
  @Text(100, '极光白') value: string;
}

class TagFacts {
  /** What it tells of. @example 'COLOUR' */
  key: string;
  /** @example '极光白' */
  value: string;
  /** PREFERENCE, FEEDBACK or FACT. @example 'PREFERENCE' */
  kind: string;
  /** The store where it was learnt. @example '01938b4e-7c00-7000-8000-000000000001' */
  storeId: string | null;
  /** Since when. @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}
/** A tag that was noted by hand; the profile shows it when its event is heard, at once as a rule. */
export class NotedTagView extends TagFacts {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
}
/** A tag, with the event that says so. */
export class TagView extends TagFacts {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  eventId: string;
  /** @example 'sales.order-confirmed' */
  eventName: string;
}

/** How soon they buy (G-1), as their latest open opportunity says. */
export class IntentView {
  /** @example 'H' */
  level: string;
  /** Why it was given; null when it was the first. @example '已看车,等家人意见' */
  reason: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** Since when. @example '2026-11-24T10:00:00.000Z' */
  at: Date;
  /** The event that says so. @example '01938b4e-7c00-7000-8000-000000000001' */
  eventId: string;
}
/** A car that is or was theirs. */
export class ProfileVehicleView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerVehicleId: string;
  /** @example 'LSVAA4182E2000001' */
  vin: string;
  /** Null for a model we do not sell. @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string | null;
  /** @example '示范 Model 1 长续航' */
  modelName: string;
  /** @example '2026-11-24' */
  deliveredOn: string | null;
  /** Somebody else's or back with us from then on; null while it is theirs. @example null */
  until: Date | null;
}
/** A consent whose newest word is yes, and that no later text asks for anew (PR-3). */
export class ConsentInForceView {
  /** @example 'SERVICE_REMINDER' */
  purpose: string;
  /** @example 'SMS' */
  channel: string;
  /** Who receives the data; null but for DATA_SHARING. @example null */
  recipient: string | null;
  /** @example '2026-01' */
  textVersion: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  at: Date;
}
/** On which ground a group of fields is kept, and whether it may be used for marketing (PR-4). */
export class BasisView {
  /** The fields. @example ['tags', 'valueGrades'] */
  fields: string[];
  /** CONTRACT, LEGAL_OBLIGATION or CONSENT. @example 'CONSENT' */
  basis: string;
  /** Whether offers may be made by these fields: only where the customer agreed to marketing and did not object to profiling. @example false */
  forMarketing: boolean;
}

/** A customer at a glance (客户画像), over all stores of the group, made from what happened. */
export class ProfileView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  customerId: string;
  /** The household they belong to. @example null */
  householdId: string | null;
  intent: IntentView | null;
  /** What they are worth to each of your stores (G-3, G-4). */
  valueGrades: ValueGradeView[];
  tags: TagView[];
  vehicles: ProfileVehicleView[];
  /** Fen, all time: cars delivered and repair orders settled, the customer's own share, without what is passed through, refunded or cancelled. @example 22600000 */
  lifetimeRevenue: number;
  /** Fen: of it by cars. @example 22600000 */
  salesRevenue: number;
  /** Fen: of it by service. @example 0 */
  serviceRevenue: number;
  /** Cars and repair orders they paid for. @example 1 */
  paidVisits: number;
  /** Car orders that stand. @example 1 */
  orders: number;
  /** Repair orders that stand. @example 0 */
  repairOrders: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  lastPaidVisitAt: Date | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  lastContactAt: Date | null;
  /** @example '2026-11-24T10:00:00.000Z' */
  lastDeliveredAt: Date | null;
  consents: ConsentInForceView[];
  bases: BasisView[];
}

export class ListProfileRebuilds extends ListQuery {}
/** All profiles made anew from the events. */
export class ProfileRebuildView extends GroupResourceView {
  /** Events read so far. @example 1200 */
  events: number;
  /** What they say of customers. @example 2400 */
  facts: number;
  /** Facts that were missing, wrong or of no event: none, if the profiles were right. @example 0 */
  corrected: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  finishedAt: Date | null;
}

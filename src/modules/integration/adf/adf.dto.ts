import { Id, Mobile, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import type { AdfMode } from './adf-document.js';
import { ADF_INTAKE_STATES } from './adf-intake.entity.js';

export class ReceiveAdf {
  /** strict: what the standard's practice requires must be there. lenient: whoever can be reached becomes a lead, with warnings. As the setting `integration.adf-strict` says if left out. */
  @Optional()
  @OneOf(['strict', 'lenient'], 'lenient')
  mode?: AdfMode;
}
export class ReleaseAdfIntake {
  /** The store it is for. */
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Text(100, '李示范')
  name?: string;
  /** The number to call, as found out. */
  @Optional()
  @Mobile()
  mobile?: string;
  /** The model that is meant. */
  @Optional()
  @Id()
  modelId?: string;
}
export class DiscardAdfIntake {
  @Text(500, '测试数据') reason: string;
}
export class RevealAdfIntake {
  /** Why it must be seen; kept in the audit (PR-16). */
  @Text(500, '核对电话号码') reason: string;
}
export class ListAdfIntakes extends ListQuery {
  @Repeated(ADF_INTAKE_STATES)
  state?: string[];
  @Optional()
  @Id()
  storeId?: string;
}

/** What is said of a part of a prospect. */
export class AdfRemarkView {
  /** Each code has a page under /problems. @example 'adf_vendor_unknown' */
  code: string;
  /** In the caller's language. @example '经销商不是您的任何门店' */
  message: string;
  /** The element or attribute of the prospect it speaks of. @example 'vendor' */
  path: string;
}
export class AdfVerdictView {
  /** Which prospect of the document, from 1. @example 1 */
  prospect: number;
  /** ACCEPTED: it is a lead. DUPLICATE: this sender handed it over before. QUARANTINED: it is kept, and the reason says why it is no lead yet. @example 'ACCEPTED' */
  verdict: 'ACCEPTED' | 'DUPLICATE' | 'QUARANTINED';
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  intakeId: string;
  /** The lead; of a DUPLICATE the one it became the first time. @example '01938b4e-7c00-7000-8000-000000000002' */
  leadId: string | null;
  /** The open lead of the same mobile that it was folded into (L-3). @example null */
  duplicateOfLeadId: string | null;
  /** Only when QUARANTINED. @example null */
  reason: AdfRemarkView | null;
  warnings: AdfRemarkView[];
}
/** The verdicts on a document, a prospect each, in its order. */
export class AdfReceiptView {
  items: AdfVerdictView[];
}

export class AdfVehicleView {
  /** buy, lease, sell, trade-in or test-drive. @example 'buy' */
  interest: string;
  /** @example 'new' */
  status: string | null;
  /** @example '2026' */
  year: string | null;
  /** @example '示范' */
  make: string | null;
  /** @example '示范轿车' */
  model: string | null;
  /** @example '豪华型' */
  trim: string | null;
  /** @example null */
  vin: string | null;
  /** @example '珍珠白' */
  colour: string | null;
  /** With its unit. @example '86000 kilometers' */
  odometer: string | null;
  /** @example null */
  comments: string | null;
}
export class AdfExtensionView {
  /** @example 'dealcode' */
  path: string;
  /** @example 'X1' */
  value: string;
}
/** The prospect as it was understood. */
export class AdfContentView {
  /** What they want. */
  wanted: AdfVehicleView | null;
  /** What they would give in part exchange. */
  tradeIn: AdfVehicleView | null;
  otherVehicles: AdfVehicleView[];
  /** @example '李*范' */
  name: string | null;
  /** @example '139****0001' */
  mobile: string | null;
  /** @example 'l***@example.com' */
  email: string | null;
  /** @example '一个月内' */
  timeframe: string | null;
  /** @example '想试驾' */
  comments: string | null;
  /** What ADF does not know, as it came: at most 100. */
  extensions: AdfExtensionView[];
}
/** A prospect that a sender handed over (L-8). */
export class AdfIntakeView extends GroupResourceView {
  /** @example '示范门户' */
  provider: string | null;
  /** The sender's own number of it. @example 'P-20261124-0001' */
  externalId: string | null;
  /** As the sender names the store. @example '上海浦东店' */
  vendor: string | null;
  /** When the enquirer asked, as the sender says. The response clock starts when it came in here (L-5). @example '2026-11-24T02:15:00.000Z' */
  requestedAt: Date | null;
  /** Why it is or was in quarantine. */
  reason: AdfRemarkView | null;
  warnings: AdfRemarkView[];
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  leadId: string | null;
  /** Why it was discarded. @example null */
  discardNote: string | null;
  /** Null after it was erased (90 days † after the decision). */
  content: AdfContentView | null;
}
/** The content in clear. */
export class RevealedAdfView {
  /** The prospect as XML. @example '<prospect><requestdate>2026-11-24</requestdate></prospect>' */
  content: string;
}

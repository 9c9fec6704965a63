import { Code, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { CONTRACT_TEMPLATE_STATES } from './contract-template.entity.js';

const EXAMPLE_ZH = '合同 {{contractNumber}}:买方 {{buyerName}},车型 {{modelName}},VIN {{vin}},总价 {{total}}';
const EXAMPLE_EN = 'Contract {{contractNumber}}: buyer {{buyerName}}, model {{modelName}}, VIN {{vin}}, total {{total}}';

export class CreateContractTemplate {
  /** What the template is called by; a code that exists gets its next revision. */
  @Code('VEHICLE_SALE') code: string;
  @Text(100, '汽车买卖合同') titleZh: string;
  @Text(100, 'Vehicle purchase contract') titleEn: string;
  /** Markdown with places such as `{{buyerName}}`. */
  @Text(50_000, EXAMPLE_ZH) bodyZh: string;
  /** The same in English. */
  @Text(50_000, EXAMPLE_EN) bodyEn: string;
}
export class EditContractTemplate {
  @Optional()
  @Text(100, '汽车买卖合同')
  titleZh?: string;
  @Optional()
  @Text(100, 'Vehicle purchase contract')
  titleEn?: string;
  @Optional()
  @Text(50_000, EXAMPLE_ZH)
  bodyZh?: string;
  @Optional()
  @Text(50_000, EXAMPLE_EN)
  bodyEn?: string;
}
export class ListContractTemplates extends ListQuery {
  @Repeated(CONTRACT_TEMPLATE_STATES)
  state?: string[];
  @Optional()
  @Code('VEHICLE_SALE')
  code?: string;
}
/** A revision of a contract's text (合同模板), the group's. */
export class ContractTemplateView extends GroupResourceView {
  /** @example 'VEHICLE_SALE' */
  code: string;
  /** @example 1 */
  revision: number;
  /** @example '汽车买卖合同' */
  titleZh: string;
  /** @example 'Vehicle purchase contract' */
  titleEn: string;
  /** @example '合同 {{contractNumber}}' */
  bodyZh: string;
  /** @example 'Contract {{contractNumber}}' */
  bodyEn: string;
  /** @example '2026-11-24T10:00:00.000Z' */
  publishedAt: Date | null;
}

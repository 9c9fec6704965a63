import { Code, Flag, ListOf, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { GroupResourceView } from '../../../kernel/http/resource.dto.js';
import { type Checklist, CHECKLISTS, INSPECTION_TEMPLATE_STATES, ITEM_KINDS, type ItemKind } from './inspection-template.entity.js';

export class InspectionItemBody {
  @Code('EXTERIOR') code: string;
  @Text(100, '外观与车身') titleZh: string;
  @Text(100, 'Exterior and body') titleEn: string;
  /** An inspection without it is incomplete. */
  @Flag() required: boolean;
  /** OK_DEFECT: fine or a defect; NUMBER: a figure; TEXT: words. */
  @OneOf(ITEM_KINDS) kind: ItemKind;
}
export class CreateInspectionTemplate {
  /** A: arrival, B: storage, C: before delivery (CADA guide, D-9). It becomes the checklist's next revision. */
  @OneOf(CHECKLISTS) code: Checklist;
  @Text(100, '到货检查') titleZh: string;
  @Text(100, 'Arrival inspection') titleEn: string;
  @ListOf(() => InspectionItemBody, 1, 200) items: InspectionItemBody[];
}
export class EditInspectionTemplate {
  @Optional()
  @Text(100, '到货检查')
  titleZh?: string;
  @Optional()
  @Text(100, 'Arrival inspection')
  titleEn?: string;
  /** All items; they take the place of those before. */
  @Optional()
  @ListOf(() => InspectionItemBody, 1, 200)
  items?: InspectionItemBody[];
}
export class ListInspectionTemplates extends ListQuery {
  @Repeated(INSPECTION_TEMPLATE_STATES)
  state?: string[];
  @Optional()
  @OneOf(CHECKLISTS)
  code?: string;
}

export class InspectionItemView {
  /** @example 'EXTERIOR' */
  code: string;
  /** @example '外观与车身' */
  titleZh: string;
  /** @example 'Exterior and body' */
  titleEn: string;
  /** @example true */
  required: boolean;
  /** OK_DEFECT, NUMBER or TEXT. @example 'OK_DEFECT' */
  kind: string;
}
/** A revision of a checklist that cars are inspected by (检查模板, D-9), the group's. */
export class InspectionTemplateView extends GroupResourceView {
  /** A: arrival, B: storage, C: before delivery. @example 'A' */
  code: string;
  /** @example 1 */
  revision: number;
  /** @example '到货检查' */
  titleZh: string;
  /** @example 'Arrival inspection' */
  titleEn: string;
  items: InspectionItemView[];
  /** @example '2026-11-24T10:00:00.000Z' */
  publishedAt: Date | null;
}

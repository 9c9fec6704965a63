import { ArrayMinSize } from 'class-validator';
import { Code, Codes, Flag, Optional, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';

export class EditPresentationItem {
  @Optional()
  @Text(100, '正前方:造型、灯组、品牌')
  titleZh?: string;
  @Optional()
  @Text(100, 'Front: styling, lamps, the brand')
  titleEn?: string;
  /** 1 is the first. */
  @Optional()
  @Whole(1, 100, 1)
  position?: number;
  /** The presentation is not complete without it. */
  @Optional()
  @Flag()
  mandatory?: boolean;
  /** False: it is presented no more. */
  @Optional()
  @Flag()
  active?: boolean;
}
/** A brand's own item; for a code that is delivered it goes before that. */
export class CreatePresentationItem {
  @Text(50, '示范') brand: string;
  @Code('BATTERY') code: string;
  @Text(100, '三电系统与充电') titleZh: string;
  @Text(100, 'Battery, motor and charging') titleEn: string;
  /** 1 is the first. */
  @Whole(1, 100, 7) position: number;
  /** The presentation is not complete without it. */
  @Flag() mandatory: boolean;
}
export class ListPresentationItems extends ListQuery {
  /** The items that hold for this brand: its own, else the delivered ones. */
  @Optional()
  @Text(50, '示范')
  brand?: string;
}
export class PresentOpportunity {
  /** Codes of the items that were presented; what was ticked before stays as it is. */
  @Codes(50, ['FRONT'])
  @ArrayMinSize(1)
  items: string[];
}

/** An item of the product presentation. */
export class PresentationItemView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** Null for an item that holds for every brand. @example null */
  brand: string | null;
  /** @example 'FRONT' */
  code: string;
  /** In the caller's language. @example '正前方:造型、灯组、品牌' */
  title: string;
  /** @example 1 */
  position: number;
  /** @example true */
  mandatory: boolean;
  /** @example true */
  active: boolean;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}
export class PresentedItemView {
  /** @example 'FRONT' */
  code: string;
  /** In the caller's language. @example '正前方:造型、灯组、品牌' */
  title: string;
  /** @example true */
  mandatory: boolean;
  /** Null while it was not presented. @example '2026-11-24T10:00:00.000Z' */
  doneAt: Date | null;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  doneBy: string | null;
}
/** How far the product presentation of an opportunity has come. */
export class PresentationView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  opportunityId: string;
  /** Every mandatory item was presented. @example false */
  complete: boolean;
  items: PresentedItemView[];
}

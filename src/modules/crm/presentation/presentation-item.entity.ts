import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** An item of the product presentation (六方位绕车介绍). A brand's own goes before the delivered one of its code. */
@Entity({ schema: 'crm', name: 'presentation_item' })
export class PresentationItem extends Aggregate {
  @Column('text', { nullable: true }) brand: string | null;
  @Column('text') code: string;
  @Column('int') position: number;
  @Column('text', { name: 'title_zh' }) titleZh: string;
  @Column('text', { name: 'title_en' }) titleEn: string;
  /** The presentation is not complete without it. */
  @Column('boolean') mandatory: boolean;
  @Column('boolean') active: boolean;
}

/** An item that was presented to a customer, once. */
@Entity({ schema: 'crm', name: 'presentation_tick' })
export class PresentationTick {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('text', { name: 'item_code' }) itemCode: string;
  @Column('uuid', { name: 'done_by' }) doneBy: string;
  @Column('timestamptz', { name: 'done_at' }) doneAt: Date;
}

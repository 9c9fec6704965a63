import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';

/** How soon they buy (G-1). A brand's own level goes before the delivered one, whose brand is null. */
@Entity({ schema: 'crm', name: 'intent_level' })
export class IntentLevel extends Aggregate {
  @Column('text') code: string;
  @Column('text', { nullable: true }) brand: string | null;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('int') rank: number;
  /** Null: nothing to follow up. */
  @Column('int', { name: 'follow_up_days', nullable: true }) followUpDays: number | null;
  /** A level that is not active is given to nobody any more; who has it keeps it. */
  @Column('boolean') active: boolean;
}

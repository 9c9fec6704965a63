import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import type { Proof, Stage } from '../opportunities/opportunity.entity.js';

/** What a stage of the sales process asks for and how long it may last (O-1, O-2). A brand's own goes before the delivered one. */
@Entity({ schema: 'crm', name: 'stage_standard' })
export class StageStandard extends Aggregate {
  @Column('text', { nullable: true }) brand: string | null;
  @Column('text') code: Stage;
  @Column('int') position: number;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  /** What must be there before it is entered by hand. */
  @Column('text', { array: true }) entry: Proof[];
  /** What must be there before it is left by hand. */
  @Column('text', { array: true }) exit: Proof[];
  /** Papers that the stage must have brought before it is left by hand. */
  @Column('text', { array: true }) artefacts: Proof[];
  @Column('int', { name: 'sla_hours', nullable: true }) slaHours: number | null;
  @Column('int', { name: 'probability_percent' }) probabilityPercent: number;
}

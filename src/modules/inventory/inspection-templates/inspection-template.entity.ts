import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const inspectionTemplateLifecycle = lifecycle({
  name: 'InspectionTemplate',
  states: ['DRAFT', 'PUBLISHED', 'RETIRED'],
  initial: 'DRAFT',
  moves: {
    publish: { from: ['DRAFT'], to: ['PUBLISHED'] },
    retire: { from: ['PUBLISHED'], to: ['RETIRED'], system: true },
  },
});
export const INSPECTION_TEMPLATE_STATES = inspectionTemplateLifecycle.states;

/** Checklists of the CADA guide: A arrival, B storage, C before delivery (D-9). */
export const CHECKLISTS = ['A', 'B', 'C'] as const;
export type Checklist = (typeof CHECKLISTS)[number];
/** What an item is answered with: fine or a defect, a figure, or words. */
export const ITEM_KINDS = ['OK_DEFECT', 'NUMBER', 'TEXT'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface InspectionItem {
  code: string;
  titleZh: string;
  titleEn: string;
  required: boolean;
  kind: ItemKind;
}

/** A revision of a checklist: of each one is published, and what was published never changes. */
@Entity({ schema: 'inventory', name: 'inspection_template' })
export class InspectionTemplate extends Aggregate {
  @Column('text') code: Checklist;
  @Column('int') revision: number;
  @Column('text') readonly state: (typeof INSPECTION_TEMPLATE_STATES)[number];
  @Column('text', { name: 'title_zh' }) titleZh: string;
  @Column('text', { name: 'title_en' }) titleEn: string;
  @Column('jsonb') items: InspectionItem[];
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
}

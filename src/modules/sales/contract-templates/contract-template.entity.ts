import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';

export const contractTemplateLifecycle = lifecycle({
  name: 'ContractTemplate',
  states: ['DRAFT', 'PUBLISHED', 'RETIRED'],
  initial: 'DRAFT',
  moves: {
    publish: { from: ['DRAFT'], to: ['PUBLISHED'] },
    retire: { from: ['PUBLISHED'], to: ['RETIRED'], system: true },
  },
});
export const CONTRACT_TEMPLATE_STATES = contractTemplateLifecycle.states;
export const CONTRACT_LANGUAGES = ['zh', 'en'] as const;
export type ContractLanguage = (typeof CONTRACT_LANGUAGES)[number];

/** A revision of a contract's text with named places: of each code one is published, and what was published never changes. */
@Entity({ schema: 'sales', name: 'contract_template' })
export class ContractTemplate extends Aggregate {
  @Column('text') code: string;
  @Column('int') revision: number;
  @Column('text') readonly state: (typeof CONTRACT_TEMPLATE_STATES)[number];
  @Column('text', { name: 'title_zh' }) titleZh: string;
  @Column('text', { name: 'title_en' }) titleEn: string;
  @Column('text', { name: 'body_zh' }) bodyZh: string;
  @Column('text', { name: 'body_en' }) bodyEn: string;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;

  bodyIn(language: ContractLanguage): string {
    return language === 'en' ? this.bodyEn : this.bodyZh;
  }
}

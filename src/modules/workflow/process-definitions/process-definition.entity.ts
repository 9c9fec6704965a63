import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import type { DefinitionContent } from './definition-content.js';

export const processDefinitionLifecycle = lifecycle({
  name: 'ProcessDefinition',
  states: ['DRAFT', 'PUBLISHED', 'RETIRED'],
  initial: 'DRAFT',
  moves: {
    publish: { from: ['DRAFT'], to: ['PUBLISHED'] },
    retire: { from: ['PUBLISHED'], to: ['RETIRED'] },
  },
});
export type ProcessDefinitionState = (typeof processDefinitionLifecycle)['states'][number];

/** One revision of a process; at most one revision of a code is published, and a running process finishes on its own. */
@Entity({ schema: 'workflow', name: 'process_definition' })
export class ProcessDefinition extends Aggregate {
  @Column('text') code: string;
  @Column('int') revision: number;
  @Column('text') readonly state: ProcessDefinitionState;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('jsonb') content: DefinitionContent;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
}

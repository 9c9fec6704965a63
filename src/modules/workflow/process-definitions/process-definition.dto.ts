import { ApiProperty } from '@nestjs/swagger';
import { Code, Nested, Optional, Repeated } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { BothLanguages, DefinitionContent } from './definition-content.js';
import { processDefinitionLifecycle } from './process-definition.entity.js';

export class CreateProcessDefinition {
  /** Revisions of one process share it. */
  @Code('order-fulfilment', 60) code: string;
  @Nested(() => BothLanguages) name: BothLanguages;
  @Nested(() => DefinitionContent) content: DefinitionContent;
}
export class EditProcessDefinition {
  @Optional()
  @Nested(() => BothLanguages)
  name?: BothLanguages;
  @Optional()
  @Nested(() => DefinitionContent)
  content?: DefinitionContent;
}
export class ListProcessDefinitions extends ListQuery {
  @Optional()
  @Code('order-fulfilment', 60)
  code?: string;
  @Repeated(processDefinitionLifecycle.states)
  state?: string[];
}

/** One revision of a process as data. */
export class ProcessDefinitionView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'order-fulfilment' */
  code: string;
  /** Counts the revisions of a code. @example 1 */
  revision: number;
  /** DRAFT, PUBLISHED or RETIRED. @example 'PUBLISHED' */
  state: string;
  /** What the caller may do now. @example ['retire'] */
  allowedMoves: string[];
  @ApiProperty({ type: () => BothLanguages })
  name: BothLanguages;
  @ApiProperty({ type: () => DefinitionContent })
  content: DefinitionContent;
  /** @example '2026-11-24T10:00:00.000Z' */
  publishedAt: Date | null;
  /** Group-scoped: no store. @example null */
  storeId: string | null;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

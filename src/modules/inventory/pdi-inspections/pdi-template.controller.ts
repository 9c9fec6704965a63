import { Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Resource } from '../../../kernel/http/operation.js';
import { ListPdiTemplates, PdiTemplateView } from './pdi-inspection.dto.js';
import { PdiInspectionReads } from './pdi-inspection.queries.js';

@Resource('pdi-templates', 'inventory')
export class PdiTemplateController {
  constructor(private readonly reads: PdiInspectionReads) {}

  @List('listPdiTemplates', PdiTemplateView, { summary: 'What a pre-delivery inspection must answer (D-9)' })
  list(@Query() query: ListPdiTemplates): Promise<Page<PdiTemplateView>> {
    return this.reads.templates(query.storeId);
  }
}

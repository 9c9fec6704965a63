import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Read, Resource } from '../../../kernel/http/operation.js';
import { PartNumberTaken } from '../parts.contract.js';
import { CreatePart, EditPart, ListParts, PartView } from './part.dto.js';
import { PartService } from './part.service.js';

@Resource('parts', 'parts')
export class PartController {
  constructor(private readonly parts: PartService) {}

  @Create('createPart', PartView, {
    summary: 'Add a part to the master',
    description: 'A part belongs to the group; stores keep stock of it.',
    refusals: [PartNumberTaken],
  })
  create(@Body() body: CreatePart): Promise<PartView> {
    return this.parts.listPart(body);
  }
  @List('listParts', PartView, { summary: 'Find parts', description: 'By whole number, or by any piece of number and name (`q`).' })
  list(@Query() query: ListParts): Promise<Page<PartView>> {
    return this.parts.list(query);
  }
  @Read('getPart', PartView, { summary: 'Read a part' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<PartView> {
    return this.parts.part(id);
  }
  @Edit('updatePart', PartView, { summary: 'Change a part', description: 'Number and unit stay: stock and ledger are kept in them.' })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditPart, @IfMatch() expected: number | '*'): Promise<PartView> {
    return this.parts.change(id, body, expected);
  }
}

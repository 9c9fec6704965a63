import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { CreateRebateProgramme, ListRebateClaims, ListRebateProgrammes, RebateClaimView, RebateProgrammeView } from './rebate.dto.js';
import { RebateCodeTaken, RebateProgrammeInvalid } from './rebate.rules.js';
import { RebateService } from './rebate.service.js';

@Resource('rebate-programmes', 'finance')
export class RebateProgrammeController {
  constructor(private readonly rebates: RebateService) {}

  @Create('createRebateProgramme', RebateProgrammeView, {
    summary: 'Record what the maker promises for delivered cars',
    description: 'Every delivery in its time makes a receivable from the maker by itself (厂家返利); it is never part of a price.',
    refusals: [RebateProgrammeInvalid, RebateCodeTaken],
  })
  create(@Body() body: CreateRebateProgramme): Promise<RebateProgrammeView> {
    return this.rebates.introduce(body);
  }
  @List('listRebateProgrammes', RebateProgrammeView, { summary: 'List rebate programmes by code' })
  list(@Query() query: ListRebateProgrammes): Promise<Page<RebateProgrammeView>> {
    return this.rebates.programmes(query);
  }
  @Read('getRebateProgramme', RebateProgrammeView, { summary: 'Read a rebate programme' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<RebateProgrammeView> {
    return this.rebates.programme(id);
  }
  @Move('closeRebateProgramme', 'close', RebateProgrammeView, {
    summary: 'End a rebate programme',
    description: 'What was earned already stays due.',
    refusals: [IllegalMove],
  })
  close(@Param('id', ParseUUIDPipe) id: string): Promise<RebateProgrammeView> {
    return this.rebates.close(id);
  }
}

@Resource('rebate-claims', 'finance')
export class RebateClaimController {
  constructor(private readonly rebates: RebateService) {}

  @List('listRebateClaims', RebateClaimView, {
    summary: 'List the rebates that deliveries earned',
    description:
      'Each has a receivable from the maker. A car that came back withdraws its own; what was paid for it goes back to the maker.',
  })
  list(@Query() query: ListRebateClaims): Promise<Page<RebateClaimView>> {
    return this.rebates.claims(query);
  }
}

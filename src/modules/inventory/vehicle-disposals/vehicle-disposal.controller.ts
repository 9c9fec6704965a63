import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { VehicleUnderRecall } from '../inventory.contract.js';
import {
  ApproveVehicleDisposal,
  CreateVehicleDisposal,
  ListVehicleDisposals,
  RejectVehicleDisposal,
  VehicleDisposalView,
} from './vehicle-disposal.dto.js';
import { VehicleDisposalReads } from './vehicle-disposal.queries.js';
import { DisposalApproverIsRequester, DisposalPending, WholesaleAmountMissing } from './vehicle-disposal.rules.js';
import { VehicleDisposalService } from './vehicle-disposal.service.js';

@Resource('vehicle-disposals', 'inventory')
export class VehicleDisposalController {
  constructor(
    private readonly disposals: VehicleDisposalService,
    private readonly reads: VehicleDisposalReads,
  ) {}

  @Create('createVehicleDisposal', VehicleDisposalView, {
    summary: 'Ask to sell a car to the trade, or to scrap it',
    description:
      'A second person has to agree before anything happens; until then the car is sold like any other, and whoever comes first has it. Scrapped is only what is damaged, held or returned (V-1); a car under an open recall is not sold (W-8).',
    refusals: [NotFound, IllegalMove, DisposalPending, WholesaleAmountMissing, VehicleUnderRecall],
    keyed: true,
  })
  create(@Body() body: CreateVehicleDisposal): Promise<VehicleDisposalView> {
    return this.disposals.request(body);
  }
  @List('listVehicleDisposals', VehicleDisposalView, { summary: 'List cars that are to be sold to the trade or scrapped' })
  list(@Query() query: ListVehicleDisposals): Promise<Page<VehicleDisposalView>> {
    return this.reads.list(query);
  }
  @Read('getVehicleDisposal', VehicleDisposalView, { summary: 'Read a disposal' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleDisposalView> {
    return this.reads.one(id);
  }
  @Move('approveVehicleDisposal', 'approve', VehicleDisposalView, {
    summary: 'Agree: the car leaves the group now',
    description:
      'Never by the one who asked. A car that was sold, reserved or moved on in the meantime stays where it is (409 with the legal moves of the car).',
    refusals: [IllegalMove, DisposalApproverIsRequester, VehicleUnderRecall],
    keyed: true,
  })
  approve(@Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveVehicleDisposal): Promise<VehicleDisposalView> {
    return this.disposals.approve(id, body);
  }
  @Move('rejectVehicleDisposal', 'reject', VehicleDisposalView, { summary: 'Refuse a disposal', refusals: [IllegalMove] })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: RejectVehicleDisposal): Promise<VehicleDisposalView> {
    return this.disposals.reject(id, body);
  }
  @Move('cancelVehicleDisposal', 'cancel', VehicleDisposalView, { summary: 'Withdraw a disposal', refusals: [IllegalMove] })
  cancel(@Param('id', ParseUUIDPipe) id: string): Promise<VehicleDisposalView> {
    return this.disposals.cancel(id);
  }
}

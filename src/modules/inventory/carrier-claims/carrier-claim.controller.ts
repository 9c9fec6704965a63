import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove } from '../../../kernel/problems.js';
import { CarrierClaimView, EndCarrierClaim, ListCarrierClaims, SettleCarrierClaim, SubmitCarrierClaim } from './carrier-claim.dto.js';
import { ClaimSettledAboveAmount, ClaimWindowOver } from './carrier-claim.rules.js';
import { CarrierClaimService } from './carrier-claim.service.js';

@Resource('carrier-claims', 'inventory')
export class CarrierClaimController {
  constructor(private readonly claims: CarrierClaimService) {}

  @List('listCarrierClaims', CarrierClaimView, {
    summary: 'List claims against carriers, the newest first (V-3)',
    description: 'Opened when a shipment notice is received, for each car that came damaged or did not come.',
  })
  list(@Query() query: ListCarrierClaims): Promise<Page<CarrierClaimView>> {
    return this.claims.list(query);
  }
  @Read('getCarrierClaim', CarrierClaimView, { summary: 'Read a claim against a carrier' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CarrierClaimView> {
    return this.claims.one(id);
  }
  @Move('submitCarrierClaim', 'submit', CarrierClaimView, {
    summary: 'Claim an amount from the carrier',
    description: 'Within the window after the arrival, 72 h †.',
    refusals: [IllegalMove, ClaimWindowOver],
    keyed: true,
  })
  submit(@Param('id', ParseUUIDPipe) id: string, @Body() body: SubmitCarrierClaim): Promise<CarrierClaimView> {
    return this.claims.submit(id, body);
  }
  @Move('settleCarrierClaim', 'settle', CarrierClaimView, {
    summary: 'The carrier pays',
    refusals: [IllegalMove, ClaimSettledAboveAmount],
    keyed: true,
  })
  settle(@Param('id', ParseUUIDPipe) id: string, @Body() body: SettleCarrierClaim): Promise<CarrierClaimView> {
    return this.claims.settle(id, body);
  }
  @Move('rejectCarrierClaim', 'reject', CarrierClaimView, { summary: 'The carrier refuses', refusals: [IllegalMove] })
  reject(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndCarrierClaim): Promise<CarrierClaimView> {
    return this.claims.reject(id, body.reason);
  }
  @Move('waiveCarrierClaim', 'waive', CarrierClaimView, { summary: 'Claim nothing', refusals: [IllegalMove] })
  waive(@Param('id', ParseUUIDPipe) id: string, @Body() body: EndCarrierClaim): Promise<CarrierClaimView> {
    return this.claims.waive(id, body.reason);
  }
}

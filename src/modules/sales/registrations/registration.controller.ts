import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { BuyerIsNotOwner } from '../../finance/finance.contract.js';
import {
  OrderNotLive,
  OrderWithoutCar,
  PlateInvalid,
  RegistrationDateInvalid,
  OrderNotPrepared,
  RegistrationDocumentsMissing,
  RegistrationExists,
} from '../deals.rules.js';
import {
  CompleteRegistration,
  CreateRegistration,
  IssueTemporaryPlateRegistration,
  ListRegistrations,
  RegistrationView,
} from './registration.dto.js';
import { RegistrationReads } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';
import {
  TemporaryPlateInvalid,
  TemporaryPlatesExhausted,
  TemporaryPlateTermInvalid,
  TemporaryPlateUninsured,
} from './temporary-plate.rules.js';
import { TemporaryPlates } from './temporary-plates.js';

@Resource('registrations', 'sales')
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly plates: TemporaryPlates,
    private readonly reads: RegistrationReads,
  ) {}

  @Create('createRegistration', RegistrationView, {
    summary: 'Begin the registration of a sold car',
    refusals: [NotFound, OrderNotLive, RegistrationExists],
  })
  create(@Body() body: CreateRegistration): Promise<RegistrationView> {
    return this.registrations.begin(body);
  }
  @List('listRegistrations', RegistrationView, { summary: 'List registrations' })
  list(@Query() query: ListRegistrations): Promise<Page<RegistrationView>> {
    return this.reads.list(query);
  }
  @Read('getRegistration', RegistrationView, { summary: 'Read a registration' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<RegistrationView> {
    return this.reads.one(id);
  }
  @Move('issueTemporaryPlateRegistration', 'issue-temporary-plate', RegistrationView, {
    summary: 'Record a temporary plate',
    description: 'At most 3 † of 30 days † each, one after the other, and never longer than the car is insured (RG-2).',
    refusals: [
      IllegalMove,
      OrderNotLive,
      OrderWithoutCar,
      TemporaryPlateInvalid,
      TemporaryPlateTermInvalid,
      TemporaryPlateUninsured,
      TemporaryPlatesExhausted,
    ],
  })
  issueTemporaryPlate(@Param('id', ParseUUIDPipe) id: string, @Body() body: IssueTemporaryPlateRegistration): Promise<RegistrationView> {
    return this.plates.issue(id, body);
  }
  @Move('completeRegistration', 'complete', RegistrationView, {
    summary: 'Record plates and purchase tax',
    description: 'Every document of RG-1 must be on file; the missing ones are named.',
    refusals: [
      IllegalMove,
      OrderNotLive,
      OrderNotPrepared,
      PlateInvalid,
      RegistrationDateInvalid,
      RegistrationDocumentsMissing,
      BuyerIsNotOwner,
    ],
  })
  complete(@Param('id', ParseUUIDPipe) id: string, @Body() body: CompleteRegistration): Promise<RegistrationView> {
    return this.registrations.complete(id, body);
  }
}

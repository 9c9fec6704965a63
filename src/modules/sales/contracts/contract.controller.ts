import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { ContractExists, ContractOutdated, OrderNotLive, OrderWithoutCar } from '../sales.contract.js';
import { ContractView, CreateContract, ListContracts, SignContract } from './contract.dto.js';
import { ContractReads } from './contract.queries.js';
import { ContractService } from './contract.service.js';

@Resource('contracts', 'sales')
export class ContractController {
  constructor(
    private readonly contracts: ContractService,
    private readonly reads: ContractReads,
  ) {}

  @Create('createContract', ContractView, {
    summary: 'Draw up the purchase contract',
    description: 'Buyer, car and price are frozen; the order needs a car.',
    refusals: [NotFound, OrderNotLive, OrderWithoutCar, ContractExists],
  })
  create(@Body() body: CreateContract): Promise<ContractView> {
    return this.contracts.draw(body);
  }
  @List('listContracts', ContractView, { summary: 'List contracts' })
  list(@Query() query: ListContracts): Promise<Page<ContractView>> {
    return this.reads.list(query);
  }
  @Read('getContract', ContractView, { summary: 'Read a contract' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<ContractView> {
    return this.reads.one(id);
  }
  @Move('signContract', 'sign', ContractView, { summary: 'The buyer signs', refusals: [IllegalMove, OrderNotLive, ContractOutdated] })
  sign(@Param('id', ParseUUIDPipe) id: string, @Body() body: SignContract): Promise<ContractView> {
    return this.contracts.sign(id, body);
  }
}

import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { ContractExists, ContractOutdated, OrderNotLive, OrderWithoutCar } from '../deals.rules.js';
import { ContractTemplateMissing } from '../contract-templates/contract-template.rules.js';
import { ContractView, CreateContract, ListContracts, RevealContract, RevealedContractView, SignContract } from './contract.dto.js';
import { ContractReads } from './contract.queries.js';
import { ContractHashDiffers, SignatureEvidenceRequired } from './contract.rules.js';
import { ContractService } from './contract.service.js';

@Resource('contracts', 'sales')
export class ContractController {
  constructor(
    private readonly contracts: ContractService,
    private readonly reads: ContractReads,
  ) {}

  @Create('createContract', ContractView, {
    summary: 'Draw up the purchase contract',
    description:
      'Buyer, car and price are frozen in the text of a published template; the order needs a car. A draft that the order has left behind gives way to the new one.',
    refusals: [NotFound, OrderNotLive, OrderWithoutCar, ContractExists, ContractTemplateMissing],
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
  @Move('signContract', 'sign', ContractView, {
    summary: 'The buyer signs',
    description:
      'What was signed is known by its hash. An order that says otherwise by now is 409 `contract_outdated`, with what `changed`.',
    refusals: [IllegalMove, OrderNotLive, ContractOutdated, ContractHashDiffers, SignatureEvidenceRequired],
  })
  sign(@Param('id', ParseUUIDPipe) id: string, @Body() body: SignContract): Promise<ContractView> {
    return this.contracts.sign(id, body);
  }
  @Move('revealContract', 'reveal', RevealedContractView, {
    summary: 'See the text of a contract in clear',
    description: 'With a reason; who saw it is kept in the audit (PR-16). The answer is never stored.',
    unkept: true,
  })
  reveal(@Param('id', ParseUUIDPipe) id: string, @Body() body: RevealContract): Promise<RevealedContractView> {
    return this.reads.reveal(id, body);
  }
}

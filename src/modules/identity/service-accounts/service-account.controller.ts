import { Body, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Resource } from '../../../kernel/http/operation.js';
import { Conflict } from '../../../kernel/problems.js';
import { CreateServiceAccount, ListServiceAccounts, NewServiceAccountView, ServiceAccountView } from './service-account.dto.js';
import { ServiceAccountService } from './service-account.service.js';

@Resource('service-accounts', 'identity')
export class ServiceAccountController {
  constructor(private readonly accounts: ServiceAccountService) {}

  @Create('createServiceAccount', NewServiceAccountView, {
    summary: 'Open a service account; its secret is shown this once',
    refusals: [Conflict],
    unkept: true,
  })
  create(@Body() body: CreateServiceAccount): Promise<NewServiceAccountView> {
    return this.accounts.open(body);
  }
  @List('listServiceAccounts', ServiceAccountView, { summary: 'List service accounts' })
  list(@Query() query: ListServiceAccounts): Promise<Page<ServiceAccountView>> {
    return this.accounts.list(query);
  }
}

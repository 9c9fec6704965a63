import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound } from '../../../kernel/problems.js';
import { CustomerMerged } from '../crm.contract.js';
import { CreateCustomerContact, CustomerContactView, EditCustomerContact, ListCustomerContacts } from './customer-contact.dto.js';
import { CustomerContactService } from './customer-contact.service.js';

@Resource('customer-contacts', 'crm')
export class CustomerContactController {
  constructor(private readonly contacts: CustomerContactService) {}

  @Create('createCustomerContact', CustomerContactView, {
    summary: 'Add one of a customer’s people',
    description: 'Who owns, drives, pays or decides, at a company or in a family.',
    refusals: [NotFound, CustomerMerged],
  })
  add(@Body() body: CreateCustomerContact): Promise<CustomerContactView> {
    return this.contacts.add(body);
  }
  @List('listCustomerContacts', CustomerContactView, { summary: 'List a customer’s people', refusals: [NotFound] })
  list(@Query() query: ListCustomerContacts): Promise<Page<CustomerContactView>> {
    return this.contacts.list(query);
  }
  @Read('getCustomerContact', CustomerContactView, { summary: 'Read a contact' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CustomerContactView> {
    return this.contacts.one(id);
  }
  @Edit('updateCustomerContact', CustomerContactView, { summary: 'Change a contact', refusals: [CustomerMerged] })
  edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: EditCustomerContact,
    @IfMatch() expected: number | '*',
  ): Promise<CustomerContactView> {
    return this.contacts.change(id, body, expected);
  }
  @Move('removeCustomerContact', 'remove', CustomerContactView, { summary: 'Remove a contact', refusals: [IllegalMove, CustomerMerged] })
  remove(@Param('id', ParseUUIDPipe) id: string): Promise<CustomerContactView> {
    return this.contacts.remove(id);
  }
}

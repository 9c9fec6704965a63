import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { IfMatch } from '../../../kernel/http/if-match.js';
import type { Page } from '../../../kernel/http/list.js';
import { Create, Edit, List, Move, Read, Resource } from '../../../kernel/http/operation.js';
import { IllegalMove, NotFound, StoreRequired } from '../../../kernel/problems.js';
import { CreditCodeInvalid, CustomerExists, CustomerMerged, ResidentIdInvalid } from '../crm.contract.js';
import { MergeCustomer } from '../customer-merges/customer-merge.dto.js';
import { MergeIntoItself, MergeOfUnlike, UnmergeSurvivorFirst, UnmergeTooLate } from '../customer-merges/customer-merge.rules.js';
import { CustomerMergeService } from '../customer-merges/customer-merge.service.js';
import { SearchTooShort } from '../search/search.rules.js';
import { DuplicatePairView, ListDuplicatesOfCustomer } from '../duplicate-pairs/duplicate-pair.dto.js';
import { DuplicatePairService } from '../duplicate-pairs/duplicate-pair.service.js';
import { ListTimeline, TimelineEntryView } from '../timeline/timeline.dto.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { CreateCustomer, CustomerView, EditCustomer, ListCustomers } from './customer.dto.js';
import { BirthDateInFuture, BirthDateMismatch, CustomerIdentityExists, PersonOnly } from './customer.rules.js';
import { CustomerReads } from './customer.queries.js';
import { CustomerService } from './customer.service.js';
import { RevealCustomer, RevealedCustomerView } from './reveal.dto.js';

/** How a customer file can be wrong. */
const FAULTS = [
  CustomerExists,
  CustomerIdentityExists,
  ResidentIdInvalid,
  CreditCodeInvalid,
  BirthDateInFuture,
  BirthDateMismatch,
  PersonOnly,
];

@Resource('customers', 'crm')
export class CustomerController {
  constructor(
    private readonly customers: CustomerService,
    private readonly reads: CustomerReads,
    private readonly timeline: TimelineService,
    private readonly merges: CustomerMergeService,
    private readonly pairs: DuplicatePairService,
  ) {}

  @Create('createCustomer', CustomerView, {
    summary: 'Open a customer file',
    description:
      'One customer of the group per mobile and per ID number (L-3): `customer_exists` and `customer_identity_exists` carry the `customerId` of the one on file.',
    refusals: [...FAULTS, StoreRequired, NotFound],
  })
  create(@Body() body: CreateCustomer): Promise<CustomerView> {
    return this.customers.enrol(body);
  }
  @List('listCustomers', CustomerView, {
    summary: 'List customers',
    description: 'Those your stores have dealt with; a whole mobile number as `q` finds any customer of the group.',
    refusals: [SearchTooShort],
  })
  list(@Query() query: ListCustomers): Promise<Page<CustomerView>> {
    return this.reads.list(query);
  }
  @Read('getCustomer', CustomerView, { summary: 'Read a customer' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<CustomerView> {
    return this.reads.one(id);
  }
  @Edit('updateCustomer', CustomerView, {
    summary: 'Change a customer',
    refusals: [...FAULTS, CustomerMerged],
  })
  edit(@Param('id', ParseUUIDPipe) id: string, @Body() body: EditCustomer, @IfMatch() expected: number | '*'): Promise<CustomerView> {
    return this.customers.change(id, body, expected);
  }
  @Move('revealCustomer', 'reveal', RevealedCustomerView, {
    summary: 'See personal data in clear',
    description: 'With a purpose; who saw which fields is kept in the audit (PR-16). The answer is never stored.',
    unkept: true,
  })
  reveal(@Param('id', ParseUUIDPipe) id: string, @Body() body: RevealCustomer): Promise<RevealedCustomerView> {
    return this.reads.reveal(id, body);
  }
  @Move('mergeCustomer', 'merge', CustomerView, {
    summary: 'Merge a customer into another',
    description:
      'Everything of this customer, in every context, becomes the other’s; what the other lacks it takes over. Can be undone for 30 days † (L-4).',
    refusals: [MergeIntoItself, CustomerMerged, MergeOfUnlike],
  })
  merge(@Param('id', ParseUUIDPipe) id: string, @Body() body: MergeCustomer): Promise<CustomerView> {
    return this.merges.merge(id, body);
  }
  @Move('unmergeCustomer', 'unmerge', CustomerView, {
    summary: 'Undo a merge',
    description:
      'Restores exactly what was merged; what came later stays with the survivor, and so does what was changed since. Of several merges in a chain the last is undone first (L-4).',
    refusals: [IllegalMove, UnmergeTooLate, UnmergeSurvivorFirst, CustomerIdentityExists],
  })
  unmerge(@Param('id', ParseUUIDPipe) id: string): Promise<CustomerView> {
    return this.merges.unmerge(id);
  }
  @List('listCustomerDuplicates', DuplicatePairView, {
    path: ':id/duplicates',
    summary: 'List files that may be this customer’s too',
    refusals: [NotFound],
  })
  duplicates(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListDuplicatesOfCustomer): Promise<Page<DuplicatePairView>> {
    return this.pairs.of(id, query);
  }
  @List('listCustomerTimeline', TimelineEntryView, {
    path: ':id/timeline',
    summary: 'Read a customer’s story',
    description:
      'Everything your stores did with the customer, newest first: enquiries, contacts, drives, offers, orders, deliveries, messages, visits.',
    refusals: [NotFound],
  })
  story(@Param('id', ParseUUIDPipe) id: string, @Query() query: ListTimeline): Promise<Page<TimelineEntryView>> {
    return this.timeline.of(id, query);
  }
}

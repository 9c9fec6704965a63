import { Injectable } from '@nestjs/common';
import type { Channel, ConsentPurpose, CustomerFacts, OpportunityFacts } from './crm.contract.js';

/** What Finance, Sales, After-sales and Messaging must know of a customer now. */
@Injectable()
export class CrmApi {
  /** 404 when there is none or it is not the caller's. */
  opportunity(opportunityId: string): Promise<OpportunityFacts> {
    throw new Error(opportunityId);
  }
  customer(customerId: string): Promise<CustomerFacts> {
    throw new Error(customerId);
  }
  /** Many at once, one statement: for lists. */
  customers(customerIds: string[]): Promise<Map<string, CustomerFacts>> {
    throw new Error(customerIds.join());
  }
  /** Name and ID number or credit code in clear, for an invoice or a contract; audited with the purpose. */
  identityFor(customerId: string, purpose: string): Promise<{ name: string; identityNumber: string | null; type: 'PERSON' | 'COMPANY' }> {
    throw new Error(customerId + purpose);
  }
  /** Whether the customer may be contacted for this purpose on this channel, and where; audited. The address is in clear. */
  reach(customerId: string, purpose: ConsentPurpose, channel: Channel): Promise<{ consent: boolean; address: string | null }> {
    throw new Error(customerId + purpose + channel);
  }
  /** Seals a personal value under the customer's key, so that erasing the customer erases it too. */
  seal(customerId: string, value: string): Promise<string> {
    throw new Error(customerId + value);
  }
}

import { Injectable } from '@nestjs/common';
import type { Lead } from '../leads/lead.entity.js';
import { type LeadContact, LeadResponses } from '../leads/lead-responses.js';
import type { Opportunity } from '../opportunities/opportunity.entity.js';
import { OpportunityService } from '../opportunities/opportunity.service.js';

/** A contact with somebody, and when they agreed to speak or meet again. */
export interface Contacted extends LeadContact {
  agreedAt?: Date | null;
}

/**
 * What one contact changes, whichever way it was recorded: the enquiry and the opportunity that the same consultant has open with the
 * customer (G-2, L-5, L-6). Leads are locked before the opportunity: nobody waits in a circle.
 */
@Injectable()
export class ContactEffects {
  constructor(
    private readonly responses: LeadResponses,
    private readonly opportunities: OpportunityService,
  ) {}

  /** The enquiries that can still be spoken about: one, or those of a customer that somebody holds. */
  leads(of: { id: string } | { customerId: string; ownerEmployeeId: string }): Promise<Lead[]> {
    return this.responses.held(of);
  }
  meant(customerId: string, employeeId: string, storeId?: string): Promise<Opportunity | null> {
    return this.opportunities.meant(customerId, employeeId, storeId);
  }

  async made(contact: Contacted, leads: readonly Lead[], opportunity: Opportunity | null): Promise<void> {
    for (const lead of leads) await this.responses.contacted(lead, contact);
    if (opportunity) await this.opportunities.contacted(opportunity, contact);
  }
}

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

  leadsOf(customerId: string, employeeId: string): Promise<Lead[]> {
    return this.responses.held({ customerId, ownerEmployeeId: employeeId });
  }
  openLead(leadId: string): Promise<Lead[]> {
    return this.responses.held({ id: leadId });
  }
  meant(customerId: string, employeeId: string, storeId?: string): Promise<Opportunity | null> {
    return this.opportunities.meant(customerId, employeeId, storeId);
  }

  onLead(lead: Lead, contact: Contacted): Promise<void> {
    return this.responses.contacted(lead, contact);
  }
  onOpportunity(opportunity: Opportunity, contact: Contacted): Promise<void> {
    return this.opportunities.contacted(opportunity, contact);
  }
}

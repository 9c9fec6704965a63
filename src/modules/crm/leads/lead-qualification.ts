import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { LeadQualified } from '../crm.contract.js';
import { CustomerRegister } from '../customers/customer-register.js';
import { InteractionService } from '../interactions/interaction.service.js';
import { OpportunityService } from '../opportunities/opportunity.service.js';
import type { LeadView, QualifyLead } from './lead.dto.js';
import { Lead, leadLifecycle } from './lead.entity.js';
import { factsOf } from './lead.facts.js';
import { LeadReads } from './lead.queries.js';

/** A lead that is meant seriously becomes a customer with an opportunity, all in one transaction. */
@Injectable()
export class LeadQualification {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly register: CustomerRegister,
    private readonly opportunities: OpportunityService,
    private readonly interactions: InteractionService,
    private readonly reads: LeadReads,
  ) {}

  qualify(id: string, { intentLevel, customer, modelId }: QualifyLead): Promise<LeadView> {
    return this.db.transaction(async () => {
      const lead = await this.db.lock(Lead, id);
      leadLifecycle.check(lead, 'qualify');
      const { storeId, ownerEmployeeId, lastContactAt } = lead;
      if (ownerEmployeeId === null || lastContactAt === null) throw leadLifecycle.refuse(lead.state, 'qualify');
      const customerId = await this.register.meet(customer);
      const wanted = modelId ?? lead.modelId;
      const opportunity = await this.opportunities.open({
        storeId,
        ownerEmployeeId,
        customerId,
        leadId: id,
        modelId: wanted,
        intentLevel,
        lastContactAt,
      });
      leadLifecycle.move(lead, 'qualify');
      lead.close();
      Object.assign(lead, { customerId, opportunityId: opportunity.id, intentLevel });
      await this.db.save(lead, 'qualify');
      await this.interactions.handOver(lead, customerId, opportunity.id);
      this.outbox.publish(LeadQualified, lead, {
        ...factsOf(lead),
        modelId: wanted,
        customerId,
        opportunityId: opportunity.id,
        intentLevel,
      });
      return this.reads.viewOf(lead);
    });
  }
}

import type { Lead } from './lead.entity.js';

/** What every event of a lead tells. */
export const factsOf = (lead: Lead) => ({
  leadId: lead.id,
  storeId: lead.storeId,
  source: lead.source,
  ownerEmployeeId: lead.ownerEmployeeId,
  modelId: lead.modelId,
  receivedAt: lead.receivedAt.toISOString(),
});

import type { Opportunity } from './opportunity.entity.js';

/** What every event of an opportunity tells. */
export const factsOf = ({ id, storeId, customerId, leadId, ownerEmployeeId, modelId, intentLevel }: Opportunity) => ({
  opportunityId: id,
  storeId,
  customerId,
  leadId,
  ownerEmployeeId,
  modelId,
  intentLevel,
});

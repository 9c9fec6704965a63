import type { ComplaintFacts } from '../crm.contract.js';
import type { Complaint } from './complaint.entity.js';

/** What events tell of a complaint: never its words. */
export const factsOf = (c: Complaint): ComplaintFacts => ({
  complaintId: c.id,
  number: c.number,
  customerId: c.customerId,
  storeId: c.storeId,
  ownerEmployeeId: c.ownerEmployeeId,
  kind: c.kind,
  source: c.source,
  severity: c.severity,
  department: c.department,
});

import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const VisitorPresent = refusal('conflict', 'visitor_present', '该客户已在店', 'They are in the showroom already');
export const VisitorNamedTwice = refusal(
  'wrong',
  'visitor_named_twice',
  '客户与线索只填其一',
  'Name the customer or the lead, and one of them when identifying',
);
export const VisitorKnown = refusal('conflict', 'visitor_known', '该到店记录已有客户或线索', 'The visit has its customer or lead already');
export const HostUnfit = refusal('wrong', 'host_unfit', '接待人不是本店员工', 'The host does not work in the store');

constraintRefusal('uq_visit_customer_present', VisitorPresent);
constraintRefusal('uq_visit_lead_present', VisitorPresent);

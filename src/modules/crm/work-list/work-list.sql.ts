const STORE_DAY = (instant: string): string => `timezone('Asia/Shanghai', ${instant})::date`;
/** Midnight that ends a store's day. */
const END_OF = (date: string): string => `timezone('Asia/Shanghai', (${date} + 1)::timestamp)`;

/**
 * Everything somebody has to do: of whichever kind, with the instant after which it is late (`late_at`).
 * Read through conditions on store, owner and `late_at`: PostgreSQL pushes them into each part, where an index waits.
 */
export const WORK = `
SELECT md5(u.kind || u.ref_id)::uuid AS id, u.* FROM (
  SELECT 'FOLLOW_UP' AS kind, o.id AS ref_id, o.store_id, o.owner_employee_id, o.follow_up_late_at AS late_at, o.next_follow_up_on AS due_on, NULL::timestamptz AS due_at,
    o.customer_id, NULL::uuid AS lead_id, o.id AS opportunity_id, NULL::uuid AS interaction_id, o.intent_level AS detail
  FROM crm.opportunity o WHERE o.state = 'OPEN' AND o.next_follow_up_on IS NOT NULL
  UNION ALL
  SELECT 'WIN_BACK', o.id, o.store_id, o.owner_employee_id, o.win_back_late_at, o.win_back_on, NULL, o.customer_id, NULL, o.id, NULL, o.lost_reason
  FROM crm.opportunity o WHERE o.win_back_on IS NOT NULL
  UNION ALL
  SELECT 'LOSS_REVIEW', o.id, o.store_id, NULL, ${END_OF('o.closed_on')}, o.closed_on, NULL, o.customer_id, NULL, o.id, NULL, o.lost_reason
  FROM crm.opportunity o WHERE o.state = 'LOST' AND o.loss_reviewed_at IS NULL
  UNION ALL
  SELECT 'LOSS_REVIEW', l.id, l.store_id, NULL, ${END_OF(STORE_DAY('l.updated_at'))}, ${STORE_DAY('l.updated_at')}, NULL, l.customer_id, l.id, NULL, NULL, l.lost_reason
  FROM crm.lead l WHERE l.state = 'LOST_PENDING_REVIEW'
  UNION ALL
  SELECT 'LEAD_RESPONSE', l.id, l.store_id, l.owner_employee_id, l.response_due_at, ${STORE_DAY('l.response_due_at')}, l.response_due_at, l.customer_id, l.id, NULL, NULL, l.source
  FROM crm.lead l WHERE l.first_responded_at IS NULL AND l.state IN ('ASSIGNED', 'CONTACTED')
  UNION ALL
  SELECT 'LEAD_UNASSIGNED', l.id, l.store_id, NULL, l.response_due_at, ${STORE_DAY('l.response_due_at')}, l.response_due_at, l.customer_id, l.id, NULL, NULL, l.source
  FROM crm.lead l WHERE l.state IN ('NEW', 'POOL')
  UNION ALL
  SELECT CASE WHEN l.follow_up_due_at < l.recall_at THEN 'LEAD_FOLLOW_UP' ELSE 'LEAD_RECALL' END, l.id, l.store_id, l.owner_employee_id,
    coalesce(l.follow_up_due_at, 'infinity'::timestamptz), ${STORE_DAY('l.follow_up_due_at')}, l.follow_up_due_at, l.customer_id, l.id, NULL, NULL, l.source
  FROM crm.lead l WHERE l.follow_up_due_at IS NOT NULL AND l.first_responded_at IS NOT NULL AND l.state IN ('ASSIGNED', 'CONTACTED')
  UNION ALL
  SELECT 'APPOINTMENT', i.id, i.store_id, coalesce(o.owner_employee_id, l.owner_employee_id, i.owner_employee_id), i.agreed_at, ${STORE_DAY('i.agreed_at')}, i.agreed_at,
    i.customer_id, i.lead_id, i.opportunity_id, i.id, i.outcome
  FROM crm.interaction i LEFT JOIN crm.opportunity o ON o.id = i.opportunity_id LEFT JOIN crm.lead l ON l.id = i.lead_id
  WHERE i.agreed_at IS NOT NULL AND i.settled_at IS NULL AND coalesce(o.state, 'OPEN') <> 'LOST' AND coalesce(l.state, 'NEW') NOT IN ('LOST', 'INVALID')
) u`;

/** What a view is made of, beside the work itself the name of whom it is about. */
export const WORK_COLUMNS = `w.id, w.kind, w.due_on AS "dueOn", w.due_at AS "dueAt", w.late_at AS "lateAt", coalesce(c.name, l.name) AS name, w.detail, w.store_id AS "storeId",
  w.owner_employee_id AS "ownerEmployeeId", w.customer_id AS "customerId", w.lead_id AS "leadId", w.opportunity_id AS "opportunityId", w.interaction_id AS "interactionId"`;
export const WHOSE = 'LEFT JOIN crm.customer c ON c.id = w.customer_id LEFT JOIN crm.lead l ON l.id = w.lead_id';

/** Sections in one statement, whole or for each whose work it is: counted whole, shown up to a limit, the most urgent first. */
const sections = (of: string): string => `
WITH due AS (
  SELECT w.*, CASE WHEN w.late_at <= $1 THEN 'OVERDUE' WHEN w.late_at <= $2 THEN 'TODAY' ELSE 'TOMORROW' END AS section FROM (${WORK}) w
  WHERE w.late_at <= $3 AND ($4::uuid IS NULL OR w.store_id = $4) AND ($5::uuid IS NULL OR w.owner_employee_id = $5) AND w.kind = ANY($6::text[])
    AND ($7 OR w.store_id = ANY($8::uuid[]) OR (w.store_id = ANY($9::uuid[]) AND w.owner_employee_id = $10))
), ranked AS (
  SELECT due.*, row_number() OVER (PARTITION BY ${of} ORDER BY late_at, id) AS place, count(*) OVER (PARTITION BY ${of}) AS total FROM due
)
SELECT w.section, w.total::int AS total, ${WORK_COLUMNS} FROM ranked w ${WHOSE} WHERE w.place <= $11 ORDER BY w.late_at, w.id`;
export const WORK_LIST = sections('section');
export const WORK_BY_OWNER = sections('section, owner_employee_id');

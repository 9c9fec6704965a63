/** A fact as JSON, one row each: the columns of `crm.profile_fact` under the names of its entity. */
export const FACTS_GIVEN = `jsonb_to_recordset($1::jsonb) AS g("eventId" uuid, n int, seq bigint, "eventName" text, "saidOfId" uuid, "storeId" uuid,
  at timestamptz, what text, key text, value text, amount bigint, "documentType" text, "documentId" uuid, data jsonb)`;
export const FACT_COLUMNS =
  'event_id, n, seq, event_name, customer_id, said_of_id, store_id, at, what, key, value, amount, document_type, document_id, data';
/** Whose a fact is that names somebody: the customer they were merged into, at the end of the chain. */
export const homeOf = (named: string): string =>
  `(WITH RECURSIVE home(id, depth) AS (SELECT ${named}, 0 UNION ALL SELECT c.merged_into_customer_id, h.depth + 1 FROM home h JOIN crm.customer c ON c.id = h.id
    WHERE c.merged_into_customer_id IS NOT NULL) SELECT id FROM home ORDER BY depth DESC LIMIT 1)`;
export const FACT_VALUES = `g."eventId", g.n, g.seq, g."eventName", ${homeOf('g."saidOfId"')} AS home, g."saidOfId", g."storeId", g.at, g.what, g.key, g.value, g.amount, g."documentType", g."documentId", g.data`;

/** Documents that money was made with or paid for: of each, whether it stands and what it brought. */
const DOCUMENTS = `SELECT customer_id, document_type, bool_or(what = 'ORDER') AS ordered, bool_or(what = 'REPAIR') AS repaired,
    CASE WHEN bool_or(what = 'PAID') AND sum(amount) FILTER (WHERE what = 'MONEY') > 0 THEN max(at) FILTER (WHERE what = 'PAID') END AS paid_at,
    coalesce(sum(amount) FILTER (WHERE what = 'REVENUE'), 0)::bigint AS revenue
  FROM crm.profile_fact WHERE customer_id = ANY($1::uuid[]) AND what IN ('ORDER', 'REPAIR', 'REVENUE', 'MONEY', 'PAID', 'VOID')
  GROUP BY customer_id, document_type, document_id HAVING NOT bool_or(what = 'VOID')`;

/** The wish of each customer that was spoken of last and is not over. */
const INTENT = `SELECT DISTINCT ON (customer_id) customer_id, value AS level, data ->> 'reason' AS reason, document_id, at, event_id
  FROM (SELECT DISTINCT ON (document_id) * FROM crm.profile_fact WHERE customer_id = ANY($1::uuid[]) AND what = 'INTENT' ORDER BY document_id, at DESC, seq DESC) AS wish
  WHERE value IS NOT NULL ORDER BY customer_id, at DESC, seq DESC`;

/** Everything of `crm.profile`, computed from the facts of these customers; who has none has no profile. */
export const PROFILES = `
WITH document AS (${DOCUMENTS}), intent AS (${INTENT}),
wanted AS (
  SELECT f.customer_id, i.level, i.reason, i.document_id, i.at, i.event_id,
    coalesce(d.sales, 0) AS sales, coalesce(d.service, 0) AS service, coalesce(d.paid, 0) AS paid, coalesce(d.orders, 0) AS orders, coalesce(d.repairs, 0) AS repairs,
    (SELECT count(*)::int FROM crm.profile_vehicle v WHERE v.customer_id = f.customer_id AND v.until IS NULL) AS vehicles, d.last_paid, f.last_contact, f.last_delivered
  FROM (SELECT customer_id, max(at) FILTER (WHERE what = 'CONTACT') AS last_contact, max(at) FILTER (WHERE what = 'DELIVERED') AS last_delivered
        FROM crm.profile_fact WHERE customer_id = ANY($1::uuid[]) GROUP BY customer_id) AS f
  LEFT JOIN intent i USING (customer_id)
  LEFT JOIN (SELECT customer_id, sum(revenue) FILTER (WHERE document_type = 'SalesOrder') AS sales, sum(revenue) FILTER (WHERE document_type = 'RepairOrder') AS service,
               count(paid_at)::int AS paid, count(*) FILTER (WHERE ordered)::int AS orders, count(*) FILTER (WHERE repaired)::int AS repairs, max(paid_at) AS last_paid
             FROM document GROUP BY customer_id) AS d USING (customer_id)
), gone AS (
  DELETE FROM crm.profile p WHERE p.customer_id = ANY($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.customer_id = p.customer_id)
)
INSERT INTO crm.profile AS p (customer_id, intent_level, intent_reason, intent_opportunity_id, intent_at, intent_event_id, sales_revenue, service_revenue,
  paid_visits, orders, repair_orders, vehicles, last_paid_visit_at, last_contact_at, last_delivered_at)
SELECT * FROM wanted
ON CONFLICT (customer_id) DO UPDATE SET (intent_level, intent_reason, intent_opportunity_id, intent_at, intent_event_id, sales_revenue, service_revenue,
  paid_visits, orders, repair_orders, vehicles, last_paid_visit_at, last_contact_at, last_delivered_at) =
  (excluded.intent_level, excluded.intent_reason, excluded.intent_opportunity_id, excluded.intent_at, excluded.intent_event_id, excluded.sales_revenue,
  excluded.service_revenue, excluded.paid_visits, excluded.orders, excluded.repair_orders, excluded.vehicles, excluded.last_paid_visit_at,
  excluded.last_contact_at, excluded.last_delivered_at)`;

/** The cars that are or were theirs: somebody's until somebody else registers the VIN, or it comes back to us. */
export const VEHICLES = `
WITH wanted AS (
  SELECT DISTINCT ON (f.customer_id, f.key) f.customer_id, f.key AS vin, f.document_id, (f.data ->> 'modelId')::uuid AS model_id, f.data ->> 'modelName' AS model_name,
    (f.data ->> 'deliveredOn')::date AS delivered_on, f.at AS since,
    (SELECT min(n.at) FROM crm.profile_fact n WHERE n.what IN ('OWNED', 'DISOWNED') AND n.key = f.key
      AND (n.what = 'DISOWNED' OR n.customer_id <> f.customer_id) AND (n.at, n.seq) > (f.at, f.seq)) AS until
  FROM crm.profile_fact f WHERE f.customer_id = ANY($1::uuid[]) AND f.what = 'OWNED' ORDER BY f.customer_id, f.key, f.at DESC, f.seq DESC
), gone AS (
  DELETE FROM crm.profile_vehicle v WHERE v.customer_id = ANY($1::uuid[])
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.customer_id = v.customer_id AND w.vin = v.vin)
)
INSERT INTO crm.profile_vehicle (customer_id, vin, customer_vehicle_id, model_id, model_name, delivered_on, since, until) SELECT * FROM wanted
ON CONFLICT (customer_id, vin) DO UPDATE SET (customer_vehicle_id, model_id, model_name, delivered_on, since, until) =
  (excluded.customer_vehicle_id, excluded.model_id, excluded.model_name, excluded.delivered_on, excluded.since, excluded.until)`;

/** Their tags: of each value, and of a key with a single value as a whole, the latest word holds. $2 the known tags, $3 the kind of each, $4 those with a single value. */
export const CUSTOMER_TAGS = `
WITH word AS (
  SELECT DISTINCT ON (f.customer_id, f.key, CASE WHEN f.key = ANY($4::text[]) THEN '' ELSE f.value END) f.*, t.kind
  FROM crm.profile_fact f JOIN unnest($2::text[], $3::text[]) AS t(key, kind) ON t.key = f.key
  WHERE f.customer_id = ANY($1::uuid[]) AND f.what IN ('TAG', 'UNTAG')
  ORDER BY f.customer_id, f.key, CASE WHEN f.key = ANY($4::text[]) THEN '' ELSE f.value END, f.at DESC, f.seq DESC, f.n DESC
), wanted AS (
  SELECT md5(concat_ws(':', customer_id, key, value))::uuid AS id, customer_id, store_id, key, value, kind, at, event_id, event_name FROM word WHERE what = 'TAG'
), gone AS (
  DELETE FROM crm.customer_tag t WHERE t.customer_id = ANY($1::uuid[])
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.customer_id = t.customer_id AND w.key = t.key AND w.value = t.value)
)
INSERT INTO crm.customer_tag (id, customer_id, store_id, key, value, kind, at, event_id, event_name) SELECT * FROM wanted
ON CONFLICT (customer_id, key, value) DO UPDATE SET (store_id, kind, at, event_id, event_name) =
  (excluded.store_id, excluded.kind, excluded.at, excluded.event_id, excluded.event_name)`;

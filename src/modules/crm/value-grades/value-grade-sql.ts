import { ZONE } from '../../../kernel/time/clock.js';

/** A document of a store counts as a paid visit once the customer paid it, unless it was cancelled or all was refunded (G-3). $1 is the instant up to which is looked. */
export const STORES_PAID_AT = `SELECT DISTINCT store_id AS "storeId" FROM crm.profile_fact WHERE what = 'PAID' AND at < $1 AND store_id IS NOT NULL ORDER BY 1`;

/**
 * Grades every customer of the stores in $3 as of the morning of $2, in one statement; $1 is the first instant of that day. The formulas are those of `rfm.ts`:
 * the ranks from the worst to the best, ties by customer id, the score ⌈5·rank/n⌉; who never paid for a repair has no after-sales activity (G-4). Answers whose grade or activity changed.
 */
export const GRADE = `
WITH rule AS (
  SELECT g.*, ($2::date - make_interval(months => "windowMonths"))::date AS window_from, ($2::date - make_interval(months => "dormantAfterMonths"))::date AS dormant_to,
    ($2::date - make_interval(months => "lostAfterMonths"))::date AS lost_before
  FROM jsonb_to_recordset($3::jsonb) AS g("storeId" uuid, "runId" uuid, "windowMonths" int, "importantFrom" int, "atRiskRecencyTo" int, "atRiskFrequencyFrom" int,
    "newWithinDays" int, "dormantAfterMonths" int, "lostAfterMonths" int)
), visit AS (
  SELECT store_id, customer_id, document_type, (max(at) FILTER (WHERE what = 'PAID') AT TIME ZONE '${ZONE}')::date AS paid_on, sum(amount) FILTER (WHERE what = 'MONEY') AS amount
  FROM crm.profile_fact WHERE what IN ('MONEY', 'PAID', 'VOID') AND at < $1 AND store_id IN (SELECT "storeId" FROM rule)
  GROUP BY store_id, customer_id, document_type, document_id
  HAVING bool_or(what = 'PAID') AND NOT bool_or(what = 'VOID') AND sum(amount) FILTER (WHERE what = 'MONEY') > 0
), customer AS (
  SELECT v.store_id, v.customer_id, max(v.paid_on) AS last_paid_on, max(v.paid_on) FILTER (WHERE v.document_type = 'RepairOrder') AS last_serviced_on, count(*)::int AS ever, (count(*) FILTER (WHERE v.paid_on >= r.window_from))::int AS visits,
    coalesce(sum(v.amount) FILTER (WHERE v.paid_on >= r.window_from), 0)::bigint AS amount
  FROM visit v JOIN rule r ON r."storeId" = v.store_id GROUP BY v.store_id, v.customer_id
), ranked AS (
  SELECT store_id, customer_id, $2::date - last_paid_on AS recency_days, (count(*) OVER of_store)::int AS n,
    (row_number() OVER (of_store ORDER BY last_paid_on, customer_id))::int AS r_rank,
    (row_number() OVER (of_store ORDER BY visits, customer_id))::int AS f_rank,
    (row_number() OVER (of_store ORDER BY amount, customer_id))::int AS m_rank
  FROM customer WHERE visits > 0 WINDOW of_store AS (PARTITION BY store_id)
), scored AS (
  SELECT *, (5 * r_rank + n - 1) / n AS r, (5 * f_rank + n - 1) / n AS f, (5 * m_rank + n - 1) / n AS m FROM ranked
), graded AS (
  SELECT c.*, s.recency_days, s.r_rank, s.f_rank, s.m_rank, s.r, s.f, s.m, r."runId" AS run_id,
    CASE WHEN s.customer_id IS NULL THEN NULL
      WHEN least(s.r, s.f, s.m) >= r."importantFrom" THEN 'IMPORTANT'
      WHEN s.r <= r."atRiskRecencyTo" AND s.f >= r."atRiskFrequencyFrom" THEN 'AT_RISK'
      WHEN c.ever = 1 AND s.recency_days <= r."newWithinDays" THEN 'NEW'
      ELSE 'GENERAL' END AS value_grade,
    CASE WHEN c.last_serviced_on < r.lost_before THEN 'LOST' WHEN c.last_serviced_on <= r.dormant_to THEN 'DORMANT' WHEN c.last_serviced_on IS NOT NULL THEN 'ACTIVE' END AS activity
  FROM customer c JOIN rule r ON r."storeId" = c.store_id LEFT JOIN scored s USING (store_id, customer_id)
), put AS (
  INSERT INTO crm.store_grade (customer_id, store_id, value_grade, r, f, m, activity, last_paid_on, last_serviced_on, recency_days, ever, visits, amount, r_rank, f_rank, m_rank, run_id, graded_on)
  SELECT customer_id, store_id, value_grade, r, f, m, activity, last_paid_on, last_serviced_on, recency_days, ever, visits, amount, r_rank, f_rank, m_rank, run_id, $2::date FROM graded
  ON CONFLICT (customer_id, store_id) DO UPDATE SET (value_grade, r, f, m, activity, last_paid_on, last_serviced_on, recency_days, ever, visits, amount, r_rank, f_rank, m_rank, run_id, graded_on) =
    (excluded.value_grade, excluded.r, excluded.f, excluded.m, excluded.activity, excluded.last_paid_on, excluded.last_serviced_on, excluded.recency_days, excluded.ever, excluded.visits,
    excluded.amount, excluded.r_rank, excluded.f_rank, excluded.m_rank, excluded.run_id, excluded.graded_on)
), gone AS (
  DELETE FROM crm.store_grade b WHERE b.store_id IN (SELECT "storeId" FROM rule) AND NOT EXISTS (SELECT 1 FROM graded g WHERE g.customer_id = b.customer_id AND g.store_id = b.store_id)
)
SELECT coalesce(g.customer_id, b.customer_id) AS "customerId", coalesce(g.store_id, b.store_id) AS "storeId", coalesce(g.run_id, r."runId") AS "runId",
  b.value_grade AS "gradeBefore", g.value_grade AS grade, b.activity AS "activityBefore", g.activity
FROM graded g FULL JOIN (SELECT * FROM crm.store_grade WHERE store_id IN (SELECT "storeId" FROM rule)) AS b ON b.customer_id = g.customer_id AND b.store_id = g.store_id
  LEFT JOIN rule r ON r."storeId" = b.store_id
WHERE g.value_grade IS DISTINCT FROM b.value_grade OR g.activity IS DISTINCT FROM b.activity
ORDER BY 2, 1`;

const cutOffs = (score: string, measure: string, least: string) =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object('score', score, 'customers', customers, 'from', least, 'to', most) ORDER BY score), '[]')
    FROM (SELECT ${score} AS score, count(*) AS customers, ${least}(${measure}) AS least, ${least === 'min' ? 'max' : 'min'}(${measure}) AS most
          FROM crm.store_grade c WHERE c.store_id = g."storeId" AND ${score} IS NOT NULL GROUP BY ${score}) AS by_score)`;
const counts = (column: string) =>
  `(SELECT coalesce(jsonb_object_agg(name, customers), '{}') FROM (SELECT ${column} AS name, count(*) AS customers FROM crm.store_grade c
    WHERE c.store_id = g."storeId" AND ${column} IS NOT NULL GROUP BY ${column}) AS by_name)`;

/** Keeps what the runs of $2 came to, with the cut-offs of every score: $1 the instant, $3 the stores with run, rule and number of changes. */
export const KEEP_RUNS = `
INSERT INTO crm.grade_run (id, store_id, run_on, window_from, at, customers, scored, changed, rule, cut_offs, grades, activities)
SELECT g."runId", g."storeId", $2::date, ($2::date - make_interval(months => g."windowMonths"))::date, $1,
  (SELECT count(*) FROM crm.store_grade c WHERE c.store_id = g."storeId"), (SELECT count(c.r) FROM crm.store_grade c WHERE c.store_id = g."storeId"),
  g.changed, g.rule, jsonb_build_object('r', ${cutOffs('r', 'recency_days', 'max')}, 'f', ${cutOffs('f', 'visits', 'min')}, 'm', ${cutOffs('m', 'amount', 'min')}),
  ${counts('value_grade')}, ${counts('activity')}
FROM jsonb_to_recordset($3::jsonb) AS g("storeId" uuid, "runId" uuid, "windowMonths" int, changed int, rule jsonb)`;

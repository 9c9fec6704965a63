import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import { consentInForce, PROFILING_REFUSED } from '../consents/consent-in-force.js';
import type { Channel } from '../crm.contract.js';
import { Office } from '../office.js';
import { conditionOf, type FilterShape, isPersonalised } from './segment-filter.js';
import type { SegmentPreviewView } from './segment.dto.js';
import { Segment } from './segment.entity.js';

const CUSTOMERS = `crm.customer_store s JOIN crm.customer c ON c.id = s.customer_id
  LEFT JOIN crm.profile p ON p.customer_id = c.id
  LEFT JOIN crm.store_grade g ON g.customer_id = c.id AND g.store_id = s.store_id`;
/** Who of the audience agreed to marketing, and on which channels. */
const AGREED = `SELECT DISTINCT n.customer_id, n.channel FROM crm.consent n JOIN audience a ON a.id = n.customer_id
  WHERE n.purpose = 'MARKETING' AND ${consentInForce('$3')}`;

interface Measured {
  count: number;
  sms: number;
  wechat: number;
  email: number;
  refused: number;
  examples: { customerId: string; number: string; name: string; type: string; valueGrade: string | null; activity: string | null }[];
}

/** Whom a filter finds among the customers of a store: one statement, whatever it asks and however many they are. */
@Injectable()
export class Audience {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
  ) {}

  /** The SELECT of all whom a filter finds, over the aliases of the fields, and its parameters. */
  select(columns: string, filter: FilterShape, storeId: string): { text: string; values: unknown[] } {
    const values: unknown[] = [storeId, this.office.today(), this.office.now()];
    // A parameter must be of a known type also where no field asks for the day or the instant.
    const known = '$2::date IS NOT NULL AND $3::timestamptz IS NOT NULL';
    const text = `SELECT ${columns} FROM ${CUSTOMERS} WHERE s.store_id = $1::uuid AND ${known} AND ${conditionOf(filter, values)}`;
    return { text, values };
  }

  async measure(filter: FilterShape, storeId: string): Promise<SegmentPreviewView> {
    const { text, values } = this.select('c.id, c.number, c.name, c.type, g.value_grade, g.activity', filter, storeId);
    const [found] = await this.#run<Measured>(
      `WITH audience AS MATERIALIZED (${text}), agreed AS MATERIALIZED (${AGREED})
       SELECT (SELECT count(*)::int FROM audience) AS count, w.*, (SELECT count(*)::int FROM audience c WHERE ${PROFILING_REFUSED}) AS refused,
         (SELECT coalesce(jsonb_agg(e), '[]') FROM (SELECT id AS "customerId", number, name, type, value_grade AS "valueGrade", activity FROM audience ORDER BY id DESC LIMIT 20) e) AS examples
       FROM (SELECT count(*) FILTER (WHERE channel = 'SMS')::int AS sms, count(*) FILTER (WHERE channel = 'WECHAT')::int AS wechat,
         count(*) FILTER (WHERE channel = 'EMAIL')::int AS email FROM agreed) w`,
      values,
    );
    const { count, sms, wechat, email, refused, examples } = found as Measured;
    return {
      storeId,
      count,
      consenting: { SMS: sms, WECHAT: wechat, EMAIL: email },
      personalisationRefused: refused,
      personalised: isPersonalised(filter),
      examples: examples.map((e) => ({ ...e, name: e.type === 'COMPANY' ? e.name : (maskName(e.name) ?? '') })),
    };
  }

  /** How many of them would be written to now: who agreed on the channel, and did not refuse to be chosen by profile where they are (PR-4, PR-10). */
  async reachable(filter: FilterShape, storeId: string, channel: Channel): Promise<number> {
    const { text, values } = this.select('c.id', filter, storeId);
    const agreed = `EXISTS (SELECT 1 FROM crm.consent n WHERE n.customer_id = c.id AND n.purpose = 'MARKETING' AND n.channel = $${values.push(channel)} AND ${consentInForce('$3')})`;
    const [found] = await this.#run<{ count: number }>(
      `WITH audience AS MATERIALIZED (${text}) SELECT count(*)::int AS count FROM audience c WHERE ${agreed}${isPersonalised(filter) ? ` AND NOT ${PROFILING_REFUSED}` : ''}`,
      values,
    );
    return found?.count ?? 0;
  }

  /** Whether a filter finds this customer. */
  async includes(filter: FilterShape, storeId: string, customerId: string): Promise<boolean> {
    const { text, values } = this.select('c.id', filter, storeId);
    return (await this.#run(`${text} AND c.id = $${values.push(customerId)}::uuid`, values)).length > 0;
  }

  /** Planned for its values and not kept: every filter is another statement. */
  #run<R>(text: string, values: unknown[]): Promise<R[]> {
    return this.db.repo(Segment).query<R[]>(text, values);
  }
}

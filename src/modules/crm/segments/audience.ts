import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import { Office } from '../office.js';
import { conditionOf, type FilterShape, isPersonalised } from './segment-filter.js';
import type { SegmentPreviewView } from './segment.dto.js';
import { Segment } from './segment.entity.js';

const CUSTOMERS = `crm.customer_store s JOIN crm.customer c ON c.id = s.customer_id
  LEFT JOIN crm.profile p ON p.customer_id = c.id
  LEFT JOIN crm.store_grade g ON g.customer_id = c.id AND g.store_id = s.store_id`;
/** The newest word of each on each channel, read backwards along the ledger's index. */
const NEWEST = `SELECT DISTINCT ON (n.customer_id, n.purpose, n.channel) n.customer_id, n.purpose, n.channel, n.granted
  FROM crm.consent n JOIN audience a ON a.id = n.customer_id WHERE n.purpose IN ('MARKETING', 'PROFILING')
  ORDER BY n.customer_id DESC, n.purpose DESC, n.channel DESC, n.at DESC, n.id DESC`;
/** A no to profiling counts whatever the channel (PR-10). */
export const REFUSED_PROFILING = `EXISTS (SELECT 1 FROM crm.consent n WHERE n.customer_id = c.id AND n.purpose = 'PROFILING' AND NOT n.granted
  AND NOT EXISTS (SELECT 1 FROM crm.consent l WHERE l.customer_id = c.id AND l.purpose = 'PROFILING' AND (l.at, l.id) > (n.at, n.id)))`;

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
    const values: unknown[] = [storeId, this.office.today()];
    // A parameter must be of a known type also where no field asks for the day.
    const text = `SELECT ${columns} FROM ${CUSTOMERS} WHERE s.store_id = $1::uuid AND $2::date IS NOT NULL AND ${conditionOf(filter, values)}`;
    return { text, values };
  }

  async measure(filter: FilterShape, storeId: string): Promise<SegmentPreviewView> {
    const { text, values } = this.select('c.id, c.number, c.name, c.type, g.value_grade, g.activity', filter, storeId);
    const [found] = await this.#run<Measured>(
      `WITH audience AS MATERIALIZED (${text}), newest AS MATERIALIZED (${NEWEST})
       SELECT (SELECT count(*)::int FROM audience) AS count, w.*,
         (SELECT coalesce(jsonb_agg(e), '[]') FROM (SELECT id AS "customerId", number, name, type, value_grade AS "valueGrade", activity FROM audience ORDER BY id DESC LIMIT 20) e) AS examples
       FROM (SELECT count(*) FILTER (WHERE purpose = 'MARKETING' AND channel = 'SMS' AND granted)::int AS sms,
         count(*) FILTER (WHERE purpose = 'MARKETING' AND channel = 'WECHAT' AND granted)::int AS wechat,
         count(*) FILTER (WHERE purpose = 'MARKETING' AND channel = 'EMAIL' AND granted)::int AS email,
         count(DISTINCT customer_id) FILTER (WHERE purpose = 'PROFILING' AND NOT granted)::int AS refused FROM newest) w`,
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

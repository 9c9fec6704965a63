import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import type { Published } from '../../../kernel/events/event.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { factsOf, type SaidFact, WORDS } from './profile-facts.js';
import { CUSTOMER_TAGS, FACT_COLUMNS, FACT_VALUES, FACTS_GIVEN, homeOf, PROFILES, VEHICLES } from './profile-sql.js';
import type { OfCustomer, Opened } from './saying.js';
import { TAG_KEYS, tagType } from './tags.js';

/** Held shared by who adds facts and alone by who rebuilds them. */
const REBUILD_LOCK = 7724;

/** The profiles of customers, made from facts of events: whatever the order in which they are heard, the same facts make the same profile. */
@Injectable()
export class ProfileProjection {
  constructor(
    private readonly db: Database,
    private readonly personal: PersonalData,
  ) {}

  async hear(published: Published<OfCustomer>): Promise<void> {
    const facts = await this.#factsOf(published);
    if (!facts.length) return;
    await this.db.sql(`SELECT pg_advisory_xact_lock_shared(${REBUILD_LOCK})`);
    const added = await this.db.sql<{ customerId: string }>(
      `INSERT INTO crm.profile_fact (${FACT_COLUMNS}) SELECT ${FACT_VALUES} FROM ${FACTS_GIVEN} ON CONFLICT (event_id, n) DO NOTHING RETURNING customer_id AS "customerId"`,
      [JSON.stringify(facts)],
    );
    await this.#refresh(added.map((fact) => fact.customerId));
  }

  /** Until the end of the transaction no fact is added: what it reads of the events is all there is of them. */
  async withhold(): Promise<void> {
    await this.db.sql(`SELECT pg_advisory_xact_lock(${REBUILD_LOCK})`);
  }

  /** Puts the facts of the events between two places in order: what is missing, wrong or of no event is corrected; how many were. */
  async replace(events: Published<OfCustomer>[], after: number, upTo: number): Promise<{ facts: number; corrected: number }> {
    const facts: SaidFact[] = [];
    for (const published of events) facts.push(...(await this.#factsOf(published)));
    const put = await this.db.sql<{ customerId: string; corrected: boolean }>(REPLACE, [JSON.stringify(facts), after, upTo]);
    await this.#refresh(put.map((fact) => fact.customerId));
    return { facts: facts.length, corrected: put.filter((fact) => fact.corrected).length };
  }

  /** Files were joined or parted: every fact belongs to whom its customer is now. */
  async follow(customerIds: string[]): Promise<void> {
    await this.db.sql(`SELECT pg_advisory_xact_lock_shared(${REBUILD_LOCK})`);
    await this.db.sql(FOLLOW, [customerIds]);
    await this.#refresh(customerIds);
  }

  async #factsOf(published: Published<OfCustomer>): Promise<SaidFact[]> {
    const { sealed, payload } = published;
    const opened: Opened = {};
    for (const member of WORDS) {
      const [hidden, plain] = [sealed?.[member], (payload as Opened & OfCustomer)[member]];
      if (hidden !== undefined && payload.customerId !== null) opened[member] = await this.personal.open(payload.customerId, hidden);
      // Events of before it was sealed.
      else if (typeof plain === 'string') opened[member] = plain;
    }
    return factsOf(published, opened);
  }

  /** Nobody's profile remains of whom no event speaks. */
  async forgetUnspoken(): Promise<void> {
    for (const table of ['crm.profile', 'crm.profile_vehicle', 'crm.customer_tag'])
      await this.db.sql(`DELETE FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM crm.profile_fact f WHERE f.customer_id = t.customer_id)`);
  }

  /** Computes profiles anew from their facts, those of the earlier owners of a car too; one at a time for each customer. */
  async #refresh(customerIds: string[]): Promise<void> {
    if (!customerIds.length) return;
    const [row] = await this.db.sql<{ ids: string[] }>(CONCERNED, [[...new Set(customerIds)]]);
    const ids = row?.ids ?? [];
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended(id::text, 240)) FROM unnest($1::uuid[]) AS c(id)', [ids]);
    await this.db.sql(VEHICLES, [ids]);
    await this.db.sql(PROFILES, [ids]);
    await this.db.sql(CUSTOMER_TAGS, [
      ids,
      TAG_KEYS,
      TAG_KEYS.map((key) => tagType(key)?.kind),
      TAG_KEYS.filter((key) => tagType(key)?.single),
    ]);
  }
}

const CONCERNED = `
SELECT array_agg(id ORDER BY id) AS ids FROM (
  SELECT unnest($1::uuid[]) AS id
  UNION SELECT o.customer_id FROM crm.profile_fact f JOIN crm.profile_fact o ON o.what = 'OWNED' AND o.key = f.key WHERE f.customer_id = ANY($1::uuid[]) AND f.what IN ('OWNED', 'DISOWNED')
) AS concerned`;

const REPLACE = `
WITH told AS (SELECT ${FACT_VALUES} FROM ${FACTS_GIVEN}),
gone AS (
  DELETE FROM crm.profile_fact f WHERE f.seq > $2 AND f.seq <= $3 AND NOT EXISTS (SELECT 1 FROM told t WHERE t."eventId" = f.event_id AND t.n = f.n) RETURNING f.customer_id
), put AS (
  INSERT INTO crm.profile_fact AS f (${FACT_COLUMNS}) SELECT * FROM told
  ON CONFLICT (event_id, n) DO UPDATE SET (seq, event_name, customer_id, said_of_id, store_id, at, what, key, value, amount, document_type, document_id, data) =
    (excluded.seq, excluded.event_name, excluded.customer_id, excluded.said_of_id, excluded.store_id, excluded.at, excluded.what, excluded.key, excluded.value,
    excluded.amount, excluded.document_type, excluded.document_id, excluded.data)
  WHERE f.* IS DISTINCT FROM excluded.* RETURNING f.customer_id
)
SELECT home AS "customerId", false AS corrected FROM told UNION ALL SELECT customer_id, true FROM gone UNION ALL SELECT customer_id, true FROM put`;

const FOLLOW = `
UPDATE crm.profile_fact f SET customer_id = h.home FROM (
  SELECT said_of_id, ${homeOf('said_of_id')} AS home FROM (SELECT DISTINCT said_of_id FROM crm.profile_fact WHERE customer_id = ANY($1::uuid[])) AS said
) AS h WHERE f.said_of_id = h.said_of_id AND f.customer_id <> h.home`;

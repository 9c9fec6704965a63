import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import type { FixedCondition } from '../../../kernel/http/list.js';
import { at } from '../../../kernel/problems.js';
import { PersonalData } from '../../../kernel/security/personal-data.js';
import { storesOfScope } from '../../../kernel/security/permissions.js';
import { SearchTooShort } from './search.rules.js';
import { learnReadings, type Blind, type Findable, questionOf, tokensOf, within } from './tokens.js';

/** Raise it when tokens are cut by other rules: what is there is cut anew in the background. */
export const TOKEN_VERSION = 1;
/** One in a hundred of the newest, or more: a walk in the list's own order soon fills a page. */
const [NEWEST, DENSE] = [1000, 10];
/** So many finds are sorted as they are; of more, a walk is shorter. */
const FEW = 2000;

export type Searched = 'customer' | 'lead';

/** Finds by index only, whatever is asked: tokens in one inverted index, personal ones blind (PR-16). */
@Injectable()
export class Finder {
  readonly #blind: Blind;

  constructor(
    private readonly db: Database,
    personal: PersonalData,
  ) {
    this.#blind = (field, value) => personal.blindIndex(field, value);
  }

  /**
   * The question as a condition on a list whose ids are `id`, for the stores of the caller. What is common is met on a walk along the
   * list (if it goes by time and is not counted), what is rare is collected from the index first; the newest tell which it is.
   */
  async where(searched: Searched, id: string, q: string, walkable: boolean): Promise<FixedCondition> {
    await learnReadings();
    const asked = questionOf(q, this.#blind);
    if (asked === null) throw SearchTooShort({ errors: [at('/q', SearchTooShort)] });
    const question = context.scope.group ? asked : within(asked, storesOfScope());
    const boundTo = ['q', question];
    const table = `crm.${searched}_search`;
    if (!walkable) return [`${id} = ANY(ARRAY(SELECT t.id FROM ${table} t WHERE t.tokens @@ ?::tsquery))`, question, boundTo];
    const [seen] = await this.db.sql<{ dense: boolean; ids: string[] }>(
      `WITH newest AS MATERIALIZED (SELECT tokens FROM ${table} ORDER BY id DESC LIMIT ${NEWEST}),
         dense AS MATERIALIZED (SELECT count(*) >= ${DENSE} AS yes FROM newest WHERE tokens @@ $1::tsquery),
         found AS MATERIALIZED (SELECT id FROM ${table} WHERE tokens @@ $1::tsquery AND NOT (SELECT yes FROM dense))
       SELECT (SELECT yes FROM dense) AS dense, ARRAY(SELECT id FROM found LIMIT ${FEW + 1}) AS ids`,
      [question],
    );
    if (!seen || seen.dense || seen.ids.length > FEW)
      return [`(SELECT t.tokens @@ ?::tsquery FROM ${table} t WHERE t.id = ${id})`, question, boundTo];
    return [`${id} = ANY(?::uuid[])`, seen.ids, boundTo];
  }

  /** Until the transaction ends nobody else changes what these are found by: what is read after it is what will be found. */
  async hold(searched: Searched, ids: string[]): Promise<void> {
    await this.db.sql(`SELECT id FROM crm.${searched}_search WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [ids]);
  }

  async write(searched: Searched, found: { id: string; by: Findable }[]): Promise<void> {
    await learnReadings();
    const tokens = found.map(({ id, by }) => ({ id, tokens: tokensOf(by, this.#blind) }));
    await this.db.sql(
      `INSERT INTO crm.${searched}_search (id, tokens, token_version)
       SELECT id, array_to_tsvector(tokens), $2 FROM jsonb_to_recordset($1::jsonb) AS f (id uuid, tokens text[])
       ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens, token_version = excluded.token_version`,
      [JSON.stringify(tokens), TOKEN_VERSION],
    );
  }

  /** Rows cut by older rules, this one and the next of them, held. */
  async outdated(searched: Searched, first: string): Promise<string[]> {
    const rows = await this.db.sql<{ id: string }>(
      `SELECT id FROM crm.${searched}_search WHERE token_version < $1 AND id >= $2 ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED`,
      [TOKEN_VERSION, first],
    );
    return rows.map((row) => row.id);
  }
}

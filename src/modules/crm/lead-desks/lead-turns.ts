import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { ClaimCap, LeadLoadFull } from '../leads/lead.rules.js';
import { Office } from '../office.js';
import { type Candidate, type Choice, nextInTurn } from './round-robin.js';

const OPEN_LEADS = `SELECT count(*)::int FROM crm.lead l WHERE l.store_id = $1 AND l.state IN ('ASSIGNED', 'CONTACTED') AND l.owner_employee_id =`;

/** The turns of a store: one transaction at a time gives a lead by rule or claims one, so nobody is given more than they may hold (L-7). */
@Injectable()
export class LeadTurns {
  constructor(
    private readonly db: Database,
    private readonly office: Office,
  ) {}

  /** Chooses whose turn it is and writes that down. */
  async take(storeId: string, skillsOfLead: readonly string[]): Promise<Choice> {
    const turns = await this.#hold(storeId);
    const sellers = await this.office.sellers(storeId);
    const desks = await this.db.sql<Omit<Candidate, 'sells'>>(
      `SELECT d.employee_id AS "employeeId", d.on_duty AS "onDuty", coalesce(d.load_cap, $2) AS "loadCap", d.skills, d.last_turn AS "lastTurn",
        (${OPEN_LEADS} d.employee_id) AS "openLeads" FROM crm.lead_desk d WHERE d.store_id = $1`,
      [storeId, await this.office.setting(ClaimCap, storeId)],
    );
    const choice = nextInTurn(
      desks.map((desk) => ({ ...desk, sells: sellers.has(desk.employeeId) })),
      skillsOfLead,
    );
    if (choice.employeeId !== null)
      await this.db.sql(
        `WITH turn AS (UPDATE crm.lead_rotation SET turns = $3 WHERE store_id = $1)
         UPDATE crm.lead_desk SET last_turn = $3, last_assigned_at = $4, version = version + 1, updated_at = $4 WHERE store_id = $1 AND employee_id = $2`,
        [storeId, choice.employeeId, turns + 1, this.office.now()],
      );
    return choice;
  }

  /** Refuses another lead to somebody who holds as many as they may; nobody of the store is given one until the transaction ends. */
  async requireRoom(storeId: string, employeeId: string): Promise<void> {
    await this.#hold(storeId);
    const [load] = await this.db.sql<{ open: number; cap: number | null }>(
      `SELECT (${OPEN_LEADS} $2) AS open, (SELECT load_cap FROM crm.lead_desk WHERE store_id = $1 AND employee_id = $2) AS cap`,
      [storeId, employeeId],
    );
    const cap = load?.cap ?? (await this.office.setting(ClaimCap, storeId));
    if (load && load.open >= cap) throw LeadLoadFull({ detail: `${load.open} / ${cap}` });
  }

  async #hold(storeId: string): Promise<number> {
    const [row] = await this.db.sql<{ turns: number }>(
      'INSERT INTO crm.lead_rotation (store_id, turns) VALUES ($1, 0) ON CONFLICT (store_id) DO UPDATE SET turns = crm.lead_rotation.turns RETURNING turns',
      [storeId],
    );
    return row?.turns ?? 0;
  }
}

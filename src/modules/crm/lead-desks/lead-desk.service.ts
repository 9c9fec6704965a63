import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { LeadOwnerUnfit } from '../leads/lead.rules.js';
import { Office } from '../office.js';
import type { CreateLeadDesk, EditLeadDesk, LeadDeskView, ListLeadDesks } from './lead-desk.dto.js';
import { LeadDesk } from './lead-desk.entity.js';

const DESKS: ListDefinition = {
  select: `d.id, d.store_id AS "storeId", d.employee_id AS "employeeId", d.on_duty AS "onDuty", d.load_cap AS "loadCap", d.skills, d.last_turn AS "lastTurn",
    d.last_assigned_at AS "lastAssignedAt", d.version, d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'crm.lead_desk d',
  id: 'd.id',
  sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' }, lastTurn: { by: 'd.last_turn', type: 'int' } },
  defaultSort: 'createdAt',
  filters: { storeId: 'd.store_id = ?::uuid', employeeId: 'd.employee_id = ?::uuid' },
  scope: { store: 'd.store_id' },
};

/** Who takes part in the rotation of a store, with which load and skills (L-7). */
@Injectable()
export class LeadDeskService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
  ) {}

  async open({ employeeId, storeId: named, onDuty, loadCap, skills }: CreateLeadDesk): Promise<LeadDeskView> {
    const { id: storeId } = await this.office.storeForNew(named);
    if (!(await this.office.sells(storeId, employeeId))) throw LeadOwnerUnfit({ errors: [at('/employeeId', LeadOwnerUnfit)] });
    return this.db.transaction(async () => {
      const desk = Object.assign(new LeadDesk(), { id: newId(), storeId, employeeId, onDuty, loadCap, skills, lastTurn: 0 });
      return viewOf(await this.db.save(desk, 'open'));
    });
  }

  change(id: string, body: EditLeadDesk, expected: number | '*'): Promise<LeadDeskView> {
    return this.db.transaction(async () => {
      const desk = await this.db.lock(LeadDesk, id);
      desk.expectVersion(expected);
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(desk, { [name]: value as unknown });
      return viewOf(await this.db.save(desk, 'change'));
    });
  }

  async one(id: string): Promise<LeadDeskView> {
    return viewOf(await this.db.find(LeadDesk, id));
  }
  list(query: ListLeadDesks): Promise<Page<LeadDeskView>> {
    return this.lists.page<LeadDeskView>(DESKS, query);
  }
}

const viewOf = (d: LeadDesk): LeadDeskView => ({
  id: d.id,
  storeId: d.storeId,
  employeeId: d.employeeId,
  onDuty: d.onDuty,
  loadCap: d.loadCap,
  skills: [...d.skills],
  lastTurn: d.lastTurn,
  lastAssignedAt: d.lastAssignedAt,
  version: d.version,
  createdAt: d.createdAt,
  updatedAt: d.updatedAt,
});

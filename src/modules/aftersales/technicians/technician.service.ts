import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ShiftInvalid, TechnicianNotEmployed } from '../aftersales.contract.js';
import type { CreateTechnician, ListTechnicians, TechnicianView } from './technician.dto.js';
import { Technician, type WeeklyShift } from './technician.entity.js';

const TECHNICIANS: ListDefinition = {
  select: `t.id, t.store_id AS "storeId", t.employee_id AS "employeeId", t.name, t.skills, t.shifts, t.version, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`,
  from: 'aftersales.technician t',
  id: 't.id',
  sorts: { name: { by: 't.name', type: 'text' }, createdAt: { by: 't.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  filters: { storeId: 't.store_id = ?::uuid', employeeId: 't.employee_id = ?::uuid', skill: 't.skills @> ARRAY[?::text]' },
  scope: { store: 't.store_id' },
};

@Injectable()
export class TechnicianService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly identity: IdentityApi,
  ) {}

  async register(body: CreateTechnician): Promise<TechnicianView> {
    const store = await this.identity.storeForNew(body.storeId);
    const employee = await this.identity.employeeOf(store.id, body.employeeId);
    if (!employee) throw TechnicianNotEmployed({ errors: [at('/employeeId', TechnicianNotEmployed)] });
    return this.db.transaction(async () =>
      viewOf(
        await this.db.save(
          Object.assign(new Technician(), {
            id: newId(),
            storeId: store.id,
            employeeId: body.employeeId,
            name: employee.name,
            skills: body.skills,
            shifts: checked(body.shifts),
          }),
          'register',
        ),
      ),
    );
  }

  async technician(id: string): Promise<TechnicianView> {
    return viewOf(await this.db.find(Technician, id));
  }
  list(query: ListTechnicians): Promise<Page<TechnicianView>> {
    return this.lists.page<TechnicianView>(TECHNICIANS, query);
  }
}

function checked(shifts: WeeklyShift[]): WeeklyShift[] {
  const sorted = shifts
    .map(({ weekday, from, to }) => ({ weekday, from, to }))
    .sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
  for (const [n, shift] of sorted.entries()) {
    const before = sorted[n - 1];
    if (shift.from >= shift.to || (before && before.weekday === shift.weekday && before.to > shift.from))
      throw ShiftInvalid({ errors: [at('/shifts', ShiftInvalid, `${shift.weekday}: ${shift.from}–${shift.to}`)] });
  }
  return sorted;
}

const viewOf = ({ id, storeId, employeeId, name, skills, shifts, version, createdAt, updatedAt }: Technician): TechnicianView => ({
  id,
  storeId,
  employeeId,
  name,
  skills,
  shifts,
  version,
  createdAt,
  updatedAt,
});

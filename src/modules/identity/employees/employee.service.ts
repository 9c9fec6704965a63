import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import type { Grant } from '../../../kernel/context.js';
import { Passwords } from '../../../kernel/security/passwords.js';
import { at, ReferenceUnknown } from '../../../kernel/problems.js';
import { AccountDirectory } from '../sign-in/account-directory.js';
import { EmployeeHired } from '../identity.contract.js';
import type { CreateEmployee, EditEmployee, EmployeeView, ListEmployees, RoleGrant } from './employee.dto.js';
import { Employee } from './employee.entity.js';

const EMPLOYEES: ListDefinition = {
  select: 'e.id, e.username, e.name, e.grants, e.active, e.version, e.created_at AS "createdAt", e.updated_at AS "updatedAt"',
  from: 'identity.employee e',
  id: 'e.id',
  sorts: { username: { by: 'e.username', type: 'text' } },
  defaultSort: 'username',
  filters: {
    role: `e.grants @> jsonb_build_array(jsonb_build_object('role', ?::text))`,
    storeId: `e.grants @> jsonb_build_array(jsonb_build_object('storeId', ?::text))`,
  },
};

@Injectable()
export class EmployeeService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
    private readonly directory: AccountDirectory,
  ) {}

  async hire(body: CreateEmployee): Promise<EmployeeView> {
    const passwordHash = await this.passwords.hash(body.password);
    return this.db.transaction(async () => {
      const employee = Object.assign(new Employee(), {
        id: newId(),
        username: body.username,
        name: body.name,
        passwordHash,
        grants: await this.#grants(body.grants),
        active: true,
      });
      await this.db.save(employee, 'hire');
      this.outbox.publish(EmployeeHired, employee, { employeeId: employee.id, name: employee.name, grants: employee.grants });
      return viewOf(employee);
    });
  }

  change(id: string, body: EditEmployee, expected: number | '*'): Promise<EmployeeView> {
    return this.db.transaction(async () => {
      const employee = await this.db.lock(Employee, id);
      employee.expectVersion(expected);
      if (body.name !== undefined) employee.name = body.name;
      if (body.grants !== undefined) employee.grants = await this.#grants(body.grants);
      if (body.active !== undefined) employee.active = body.active;
      await this.db.save(employee, 'change');
      this.db.afterCommit(() => this.directory.forget(id));
      return viewOf(employee);
    });
  }

  async employee(id: string): Promise<EmployeeView> {
    return viewOf(await this.db.find(Employee, id));
  }
  list(query: ListEmployees): Promise<Page<EmployeeView>> {
    return this.lists.page(EMPLOYEES, query);
  }

  async #grants(grants: RoleGrant[]): Promise<Grant[]> {
    const wanted = grants.map((g) => ({ role: g.role, storeId: g.storeId ?? null }));
    const stores = [...new Set(wanted.flatMap((g) => (g.storeId === null ? [] : [g.storeId])))];
    const known = await this.db.sql<{ id: string }>('SELECT id FROM identity.store WHERE id = ANY($1)', [stores]);
    if (known.length !== stores.length) throw ReferenceUnknown({ errors: [at('/grants', ReferenceUnknown)] });
    return wanted;
  }
}

const viewOf = ({ id, username, name, grants, active, version, createdAt, updatedAt }: Employee): EmployeeView => ({
  id,
  username,
  name,
  grants: [...grants],
  active,
  version,
  createdAt,
  updatedAt,
});

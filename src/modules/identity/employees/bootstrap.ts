import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { EmployeeService } from './employee.service.js';

const BOOTSTRAP_LOCK = 7703;

/** The first administrator of an empty system: someone has to open the other accounts. */
@Injectable()
export class Bootstrap {
  constructor(
    private readonly db: Database,
    private readonly employees: EmployeeService,
  ) {}

  /** True when there is an administrator; makes one when a password was given and nobody exists yet. */
  async firstAdministrator(password: string | undefined): Promise<boolean> {
    return this.db.transaction(async () => {
      await this.db.sql(`SELECT pg_advisory_xact_lock(${BOOTSTRAP_LOCK})`);
      const [row] = await this.db.sql<{ any: boolean }>('SELECT EXISTS (SELECT 1 FROM identity.employee) AS any');
      if (row?.any) return true;
      if (password === undefined) return false;
      await this.employees.hire({ username: 'admin', name: '系统管理员', password, grants: [{ role: 'admin' }] });
      return true;
    });
  }
}

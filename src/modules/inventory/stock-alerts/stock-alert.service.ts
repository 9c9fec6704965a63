import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import type { AcknowledgeStockAlert, AssignStockAlert } from './stock-alert.dto.js';
import { StockAlert, stockAlertLifecycle } from './stock-alert.entity.js';
import { StockAlertAssigneeUnknown } from './stock-alert.rules.js';

/** What people do with an alert; it is raised and closed by `StockWatch`. */
@Injectable()
export class StockAlertService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
  ) {}

  acknowledge(id: string, { note }: AcknowledgeStockAlert): Promise<void> {
    return this.db.transaction(async () => {
      const alert = await this.db.lock(StockAlert, id);
      stockAlertLifecycle.move(alert, 'acknowledge');
      Object.assign(alert, { acknowledgedBy: context.principal.id, acknowledgedAt: this.clock.now(), note: note ?? null });
      await this.db.save(alert, 'acknowledge');
    });
  }

  assign(id: string, { employeeId }: AssignStockAlert): Promise<void> {
    return this.db.transaction(async () => {
      const alert = await this.db.lock(StockAlert, id);
      stockAlertLifecycle.check(alert, 'assign');
      if (!(await this.identity.employeeOf(alert.storeId, employeeId)))
        throw StockAlertAssigneeUnknown({ errors: [at('/employeeId', StockAlertAssigneeUnknown)] });
      stockAlertLifecycle.move(alert, 'assign');
      Object.assign(alert, { assignedTo: employeeId, acknowledgedBy: null, acknowledgedAt: null });
      await this.db.save(alert, 'assign');
    });
  }
}

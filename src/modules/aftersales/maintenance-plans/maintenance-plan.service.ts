import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { MaintenancePlanInvalid } from '../aftersales.contract.js';
import { LabourOperationService } from '../labour-operations/labour-operation.service.js';
import type { CreateMaintenancePlan, ListMaintenancePlans, MaintenancePlanView } from './maintenance-plan.dto.js';
import { MaintenancePlan, type PlanItem } from './maintenance-plan.entity.js';

const PLANS: ListDefinition = {
  select:
    'p.id, p.code, p.name, p.model_id AS "modelId", p.powertrain, p.items, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"',
  from: 'aftersales.maintenance_plan p',
  id: 'p.id',
  sorts: { code: { by: 'p.code', type: 'text' } },
  defaultSort: 'code',
  filters: { modelId: 'p.model_id = ?::uuid', powertrain: 'p.powertrain = ?' },
};

@Injectable()
export class MaintenancePlanService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly operations: LabourOperationService,
  ) {}

  async define(body: CreateMaintenancePlan): Promise<MaintenancePlanView> {
    this.#check(body);
    await this.operations.byCodes(
      body.items.map((i) => i.operationCode),
      (n) => `/items/${n}/operationCode`,
    );
    const items: PlanItem[] = body.items.map(({ code, name, operationCode, intervalKm, intervalMonths, firstKm, firstMonths }) => ({
      code,
      name,
      operationCode,
      intervalKm: intervalKm ?? null,
      intervalMonths: intervalMonths ?? null,
      firstKm: firstKm ?? null,
      firstMonths: firstMonths ?? null,
    }));
    return this.db.transaction(async () =>
      viewOf(
        await this.db.save(
          Object.assign(new MaintenancePlan(), {
            id: newId(),
            code: body.code,
            name: body.name,
            modelId: body.modelId ?? null,
            powertrain: body.powertrain ?? null,
            items,
          }),
          'define',
        ),
      ),
    );
  }

  async plan(id: string): Promise<MaintenancePlanView> {
    return viewOf(await this.db.find(MaintenancePlan, id));
  }
  list(query: ListMaintenancePlans): Promise<Page<MaintenancePlanView>> {
    return this.lists.page<MaintenancePlanView>(PLANS, query);
  }

  /** The items of a car's plan: its model's, else its powertrain's; none when neither has one. */
  async itemsFor(car: { modelId: string | null; powertrain: string }): Promise<PlanItem[]> {
    const [plan] = await this.db.sql<{ items: PlanItem[] }>(
      'SELECT items FROM aftersales.maintenance_plan WHERE model_id = $1 OR powertrain = $2 ORDER BY model_id NULLS LAST LIMIT 1',
      [car.modelId, car.powertrain],
    );
    return plan?.items ?? [];
  }

  #check(body: CreateMaintenancePlan): void {
    if ((body.modelId === undefined) === (body.powertrain === undefined))
      throw MaintenancePlanInvalid({
        errors: [at('/modelId', MaintenancePlanInvalid, say('modelId 与 powertrain 二选一', 'give either modelId or powertrain'))],
      });
    const codes = new Set<string>();
    for (const [n, item] of body.items.entries()) {
      if (item.intervalKm === undefined && item.intervalMonths === undefined)
        throw MaintenancePlanInvalid({
          errors: [
            at(`/items/${n}`, MaintenancePlanInvalid, say('里程间隔与时间间隔至少填一个', 'an interval in km or in months is needed')),
          ],
        });
      if (codes.has(item.code))
        throw MaintenancePlanInvalid({
          errors: [at(`/items/${n}/code`, MaintenancePlanInvalid, say('项目代码重复', 'the code is there twice'))],
        });
      codes.add(item.code);
    }
  }
}

const viewOf = ({ id, code, name, modelId, powertrain, items, version, createdAt, updatedAt }: MaintenancePlan): MaintenancePlanView => ({
  id,
  code,
  name,
  modelId,
  powertrain,
  items,
  version,
  createdAt,
  updatedAt,
});

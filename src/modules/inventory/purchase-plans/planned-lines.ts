import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { type StockKey, StockLevelReads } from '../stock-levels/stock-level.queries.js';
import { policyFor } from '../stock-policies/policy-choice.js';
import { StockPolicyService } from '../stock-policies/stock-policy.service.js';
import { planQuantity } from './plan-quantity.js';
import type { PurchasePlanLine } from './purchase-plan.entity.js';
import { TargetDaysSupply } from './purchase-plan.rules.js';

type PlannedLine = Omit<PurchasePlanLine, 'id' | 'purchasePlanId' | 'lineNumber'>;
const idOf = ({ modelId, colour }: Pick<StockKey, 'modelId' | 'colour'>) => `${modelId} ${colour}`;

/** What a store lacks of which cars: the lines of a plan, each with its reasons (V-10). */
@Injectable()
export class PlannedLines {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly levels: StockLevelReads,
    private readonly policies: StockPolicyService,
  ) {}

  /** Kinds of cars of which something is needed, or of which a low alert is open. */
  async of(storeId: string, modelIds: string[] | null): Promise<PlannedLine[]> {
    const models = await this.db.sql<{ modelId: string; brand: string; series: string; colours: string[]; unitCost: number }>(
      `SELECT id AS "modelId", brand, series, colours, coalesce(transfer_price, standard_cost) AS "unitCost" FROM inventory.vehicle_model
       WHERE code NOT LIKE 'USED-%' AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY code`,
      [modelIds],
    );
    const policies = await this.policies.holding(storeId);
    const target = await this.identity.setting(TargetDaysSupply, storeId);
    const levels = new Map((await this.levels.projections(storeId)).map((level) => [idOf(level), level]));
    const sales = new Map((await this.levels.sales(storeId, this.clock.today())).map((s) => [idOf(s), s.sold]));
    const alerts = await this.db.sql<{ id: string; modelId: string; colour: string }>(
      `SELECT id, model_id AS "modelId", colour FROM inventory.stock_alert WHERE store_id = $1 AND kind = 'LOW' AND state <> 'CLOSED'`,
      [storeId],
    );
    const alertOf = new Map(alerts.map((alert) => [idOf(alert), alert.id]));
    return models.flatMap(({ modelId, brand, series, colours, unitCost }) =>
      colours.flatMap((colour): PlannedLine[] => {
        const key = idOf({ modelId, colour });
        const policy = policyFor(policies, { storeId, brand, series, modelId, colour });
        const { projected = 0, openDemand = 0 } = levels.get(key) ?? {};
        const inputs = {
          targetDaysSupply: policy?.targetDaysSupply ?? target,
          soldIn30Days: sales.get(key) ?? 0,
          openDemand,
          projected: projected + openDemand,
          pack: policy?.pack ?? 1,
          quota: policy?.quota ?? null,
        };
        const planned = planQuantity(inputs);
        const stockAlertId = alertOf.get(key) ?? null;
        if (planned.needed === 0 && stockAlertId === null) return [];
        const stockPolicyId = policy?.id ?? null;
        return [{ modelId, colour, ...inputs, ...planned, quantity: planned.suggested, unitCost, stockPolicyId, stockAlertId }];
      }),
    );
  }
}

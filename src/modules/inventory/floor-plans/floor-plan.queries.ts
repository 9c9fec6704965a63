import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { addDays, daysBetween } from '../../../kernel/time/clock.js';
import { interestOf } from './floor-plan-interest.js';
import type { FloorPlanAccrualView, FloorPlanView, ListFloorPlanAccruals, ListFloorPlans } from './floor-plan.dto.js';
import { FloorPlan, floorPlanLifecycle } from './floor-plan.entity.js';

const PLANS: ListDefinition = {
  select: `p.id, p.number, p.state, p.store_id AS "storeId", p.stock_vehicle_id AS "stockVehicleId", p.vin, p.lender, p.principal, p.annual_rate_percent AS "annualRatePercent",
    p.day_basis AS "dayBasis", p.free_days AS "freeDays", p.starts_on AS "startsOn", p.ends_on AS "endsOn", p.accrued_until AS "accruedUntil", p.ended_by AS "endedBy",
    p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`,
  from: 'inventory.floor_plan p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'p.state = ANY(?::text[])',
    storeId: 'p.store_id = ?::uuid',
    stockVehicleId: 'p.stock_vehicle_id = ?::uuid',
  },
  scope: { store: 'p.store_id' },
};
const ACCRUALS: ListDefinition = {
  select: `a.day, a.principal, a.annual_rate_percent AS "annualRatePercent", a.day_basis AS "dayBasis", a.interest, a.accrued_at AS "accruedAt"`,
  from: 'inventory.floor_plan_accrual a',
  id: 'a.floor_plan_id',
  sorts: { day: { by: 'a.day', type: 'date' } },
  defaultSort: '-day',
  filters: {},
};

@Injectable()
export class FloorPlanReads {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  async one(id: string): Promise<FloorPlanView> {
    return viewOf(await this.db.find(FloorPlan, id));
  }
  async list(query: ListFloorPlans): Promise<Page<FloorPlanView>> {
    const page = await this.lists.page<FloorPlan>(PLANS, query);
    return { ...page, items: page.items.map(viewOf) };
  }
  async accruals(id: string, query: ListFloorPlanAccruals): Promise<Page<FloorPlanAccrualView>> {
    const [plan] = await this.db.sql<{ storeId: string }>('SELECT store_id AS "storeId" FROM inventory.floor_plan WHERE id = $1', [id]);
    mustBeInScope(plan);
    return this.lists.page(ACCRUALS, query, [['a.floor_plan_id = ?::uuid', id]]);
  }
}

export function viewOf(p: FloorPlan): FloorPlanView {
  const bearsInterestFrom = addDays(p.startsOn, p.freeDays);
  const accruedDays = Math.max(0, daysBetween(bearsInterestFrom, p.accruedUntil) + 1);
  return {
    ...headOf(floorPlanLifecycle, p),
    stockVehicleId: p.stockVehicleId,
    vin: p.vin,
    lender: p.lender,
    principal: p.principal,
    annualRatePercent: Number(p.annualRatePercent),
    dayBasis: p.dayBasis,
    freeDays: p.freeDays,
    startsOn: p.startsOn,
    bearsInterestFrom,
    endsOn: p.endsOn,
    accruedDays,
    accruedInterest: interestOf(p, accruedDays),
    endedBy: p.endedBy,
  };
}

import { Injectable } from '@nestjs/common';
import { mustBeInScope } from '../../../kernel/database/aggregate.js';
import { Database } from '../../../kernel/database/database.js';
import { Clock } from '../../../kernel/time/clock.js';
import { FinanceApi } from '../../finance/finance.api.js';
import type { BalanceFacts, InvoiceFacts } from '../../finance/finance.contract.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { StockVehicleFacts } from '../../inventory/inventory.contract.js';
import { Deals } from '../deals.js';
import { CeremonyChecklist } from '../deals.rules.js';
import { fittedOn } from '../sales-orders/accessories.js';
import type { Fitting } from '../sales-orders/sales-order.entity.js';
import type { OrderedAccessory } from '../sales.contract.js';
import { type ChecklistItem, STATUTORY_CHECKLIST } from './delivery-checklist.js';
import { deliveryGates } from './delivery-gates.js';
import { type HeldWaiver, judge, type JudgedGate } from './gate-waivers.js';
import { WaivableGates } from './gate-waiver.rules.js';

interface Papers {
  storeId: string;
  ownerEmployeeId: string;
  total: number;
  passThroughTotal: number;
  stockVehicleId: string | null;
  waivers: HeldWaiver[];
  contractState: string | null;
  contractNumber: string | null;
  contractVin: string | null;
  contractTotal: number | null;
  policyNumber: string | null;
  insuredFrom: string | null;
  insuredUntil: string | null;
  registrationState: string | null;
  registeredVin: string | null;
  registeredOn: string | null;
  plateNumberSealed: string | null;
  taxPaidOn: string | null;
  committed: number;
  accessories: OrderedAccessory[];
  fittings: Fitting[];
}
export interface Verdict {
  gates: JudgedGate[];
  checklist: ChecklistItem[];
  outstanding: number;
  car: StockVehicleFacts | null;
  invoice: InvoiceFacts | null;
  balance: BalanceFacts | null;
  plateNumberSealed: string | null;
}

export const isReady = ({ gates }: Verdict): boolean => gates.every((g) => g.status !== 'SHUT');

const PAPERS = `
SELECT o.store_id AS "storeId", o.owner_employee_id AS "ownerEmployeeId", o.total, o.pass_through_total AS "passThroughTotal", o.stock_vehicle_id AS "stockVehicleId", o.accessories, o.fittings,
  c.state AS "contractState", c.number AS "contractNumber", c.vin AS "contractVin", c.total AS "contractTotal", p.policy_number AS "policyNumber", p.starts_on AS "insuredFrom", p.ends_on AS "insuredUntil",
  r.state AS "registrationState", r.vin AS "registeredVin", r.registered_on AS "registeredOn", r.plate_number_sealed AS "plateNumberSealed", r.tax_paid_on AS "taxPaidOn",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('gate', w.gate, 'reason', w.reason, 'waivedBy', w.waived_by, 'waivedAt', w.created_at, 'coveredAmount', w.covered_amount) ORDER BY w.created_at), '[]')
   FROM sales.gate_waiver w WHERE w.sales_order_id = o.id AND w.gate = ANY(o.waived_gates)) AS waivers,
  coalesce(f.approved_amount, 0)::bigint AS committed
FROM sales.sales_order o
LEFT JOIN sales.contract c ON c.sales_order_id = o.id AND c.state IN ('DRAFT', 'SIGNED')
LEFT JOIN sales.insurance_policy p ON p.sales_order_id = o.id AND p.kind = 'COMPULSORY' AND p.vin = o.vin AND p.renews_policy_id IS NULL
LEFT JOIN sales.registration r ON r.sales_order_id = o.id AND r.state <> 'WITHDRAWN'
LEFT JOIN sales.finance_application f ON f.sales_order_id = o.id AND f.state = 'APPROVED' AND f.commitment_letter IS NOT NULL AND f.decision_valid_until >= $2
WHERE o.id = $1`;

/** Asks everybody who owns a gate, now: stock, money and our own papers (D-7). */
@Injectable()
export class DeliveryReadiness {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly finance: FinanceApi,
  ) {}

  async of(salesOrderId: string): Promise<Verdict> {
    const [row] = await this.db.sql<Papers>(PAPERS, [salesOrderId, this.clock.today()]);
    const { storeId, stockVehicleId, plateNumberSealed, waivers, accessories, fittings, ...papers } = mustBeInScope(row);
    const unfitted = fittedOn(stockVehicleId, { accessories, fittings }).flatMap((a) => (a.fitted < a.quantity ? [a.description] : []));
    const car = stockVehicleId === null ? null : await this.inventory.soldCar(stockVehicleId);
    const undisclosedDefects = car?.undisclosedDefects ?? 0;
    const { balance, invoice } = await this.finance.standingOf(salesOrderId);
    const outstanding = balance?.customerOutstanding ?? papers.total;
    const gates = judge(
      deliveryGates({ today: this.clock.today(), outstanding, car, undisclosedDefects, invoice, unfitted, ...papers }),
      waivers,
      outstanding,
      await this.deals.setting(WaivableGates, storeId),
    );
    const checklist = [...STATUTORY_CHECKLIST, ...(await this.deals.setting(CeremonyChecklist, storeId))];
    return { gates, checklist, outstanding, car, invoice, balance, plateNumberSealed };
  }
}

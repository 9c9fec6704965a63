import { Id, Note, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { StoreResourceView } from '../../../kernel/http/resource.dto.js';
import { STOCK_ALERT_KINDS, STOCK_ALERT_STATES } from './stock-alert.entity.js';

export class AcknowledgeStockAlert {
  /** What is done about it. */
  @Optional()
  @Note('已向厂家追加订单')
  note?: string;
}
export class AssignStockAlert {
  /** An employee of the store. */
  @Id() employeeId: string;
}
export class ListStockAlerts extends ListQuery {
  @Repeated(STOCK_ALERT_STATES)
  state?: string[];
  @Optional()
  @OneOf(STOCK_ALERT_KINDS)
  kind?: string;
  @Optional()
  @Id()
  storeId?: string;
  @Optional()
  @Id()
  modelId?: string;
  @Optional()
  @Text(40, '珍珠白')
  colour?: string;
  @Optional()
  @Id()
  assignedTo?: string;
}

export class WaitingOrderView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  demandId: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  salesOrderId: string;
}
export class AlertPlanLineView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  purchasePlanId: string;
  /** @example 'PPL-S01-2026-000012' */
  number: string;
  /** @example 'SUBMITTED' */
  state: string;
  /** @example 1 */
  lineNumber: number;
  /** Cars. @example 4 */
  quantity: number;
}
/** Stock of a car crossed a bound of its policy (库存预警): raised once, closed by itself when the level is back by a unit (V-7). */
export class StockAlertView extends StoreResourceView {
  /** LOW or HIGH. @example 'LOW' */
  kind: string;
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  modelId: string;
  /** @example '示范 A6 2.0T 尊享型 2026 款' */
  modelName: string;
  /** @example '珍珠白' */
  colour: string;
  /** The policy that holds. @example '01938b4e-7c00-7000-8000-000000000001' */
  stockPolicyId: string;
  /** The bound that was crossed: safety stock, or the lower of ceiling and days' supply in units. @example 2 */
  threshold: number;
  /** The projection when it was raised (V-7). @example 1 */
  projected: number;
  /** Orders that waited for a car when it was raised. @example 1 */
  openDemand: number;
  /** @example 6 */
  soldIn30Days: number;
  /** Orders that wait for such a car now (D-3). */
  waitingOrders: WaitingOrderView[];
  /** Lines of purchase plans that answer it (V-10). */
  planLines: AlertPlanLineView[];
  /** @example 'inventory_clerk' */
  assignedRole: string;
  /** Null: whoever holds the role. @example null */
  assignedTo: string | null;
  /** @example null */
  acknowledgedBy: string | null;
  /** @example null */
  acknowledgedAt: Date | null;
  /** @example null */
  note: string | null;
  /** @example null */
  closedAt: Date | null;
  /** The projection that closed it. @example null */
  closedProjected: number | null;
}

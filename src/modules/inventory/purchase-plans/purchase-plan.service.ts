import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { Clock } from '../../../kernel/time/clock.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { PurchasePlanDecided } from '../inventory.contract.js';
import { VehiclePurchaseOrderService } from '../vehicle-purchase-orders/vehicle-purchase-order.service.js';
import { PlannedLines } from './planned-lines.js';
import type { CreatePurchasePlan, EditPurchasePlan, OrderPurchasePlan } from './purchase-plan.dto.js';
import { PurchasePlan, PurchasePlanLine, purchasePlanLifecycle } from './purchase-plan.entity.js';
import { PurchasePlanApproverIsRequester, PurchasePlanEmpty, PurchasePlanLineUnknown } from './purchase-plan.rules.js';

/** Plans what to buy, has it decided by somebody else, and makes the order of it (V-10). */
@Injectable()
export class PurchasePlanService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly identity: IdentityApi,
    private readonly lines: PlannedLines,
    private readonly orders: VehiclePurchaseOrderService,
    private readonly numbers: Numbers,
  ) {}

  /** Reckons the plan from what is to be expected now; answers its id. */
  async plan({ title, modelIds, storeId }: CreatePurchasePlan): Promise<string> {
    const store = await this.identity.storeForNew(storeId);
    return this.db.transaction(async () => {
      const plan = Object.assign(new PurchasePlan(), {
        ...{ id: newId(), number: await this.numbers.next('PPL', store.code), storeId: store.id, title },
        ...{ asOf: this.clock.today(), plannedBy: context.principal.id },
      });
      purchasePlanLifecycle.begin(plan);
      await this.db.save(plan, 'plan');
      const lines = await this.lines.of(store.id, modelIds ?? null);
      await this.db.insertAll(
        PurchasePlanLine,
        lines.map((line, n) => ({ id: newId(), purchasePlanId: plan.id, lineNumber: n + 1, ...line })),
      );
      return plan.id;
    });
  }

  change(id: string, { title, lines = [] }: EditPurchasePlan, expected: number | '*'): Promise<void> {
    return this.db.transaction(async () => {
      const plan = await this.db.lock(PurchasePlan, id);
      plan.expectVersion(expected);
      purchasePlanLifecycle.check(plan, 'submit');
      if (title !== undefined) plan.title = title;
      const touched = await this.db.sql<{ line_number: number }>(
        `UPDATE inventory.purchase_plan_line l SET quantity = w.quantity FROM unnest($2::int[], $3::int[]) AS w (line_number, quantity)
         WHERE l.purchase_plan_id = $1 AND l.line_number = w.line_number RETURNING l.line_number`,
        [id, lines.map((line) => line.lineNumber), lines.map((line) => line.quantity)],
      );
      const unknown = lines.findIndex(({ lineNumber }) => !touched.some((row) => row.line_number === lineNumber));
      if (unknown >= 0) throw PurchasePlanLineUnknown({ errors: [at(`/lines/${unknown}/lineNumber`, PurchasePlanLineUnknown)] });
      await this.db.save(plan, 'change');
    });
  }

  submit(id: string): Promise<void> {
    return this.#move(id, 'submit', async (plan) => {
      if (!(await this.#wanted(id)).length) throw PurchasePlanEmpty();
      plan.submittedBy = context.principal.id;
    });
  }
  approve(id: string, note: string | null): Promise<void> {
    return this.#move(id, 'approve', (plan) => this.#decide(plan, note));
  }
  reject(id: string, reason: string): Promise<void> {
    return this.#move(id, 'reject', (plan) => this.#decide(plan, reason));
  }

  /** The order to the maker: approved with the plan. */
  order(id: string, { maker }: OrderPurchasePlan): Promise<void> {
    return this.#move(id, 'order', async (plan) => {
      plan.vehiclePurchaseOrderId = await this.orders.fromPlan(plan, maker, await this.#wanted(id));
    });
  }

  #decide(plan: PurchasePlan, decisionNote: string | null): void {
    if (plan.submittedBy === context.principal.id) throw PurchasePlanApproverIsRequester();
    Object.assign(plan, { decidedBy: context.principal.id, decidedAt: this.clock.now(), decisionNote });
  }
  #wanted(id: string): Promise<{ modelId: string; colour: string; quantity: number; unitCost: number }[]> {
    return this.db.sql(
      `SELECT model_id AS "modelId", colour, quantity, unit_cost AS "unitCost" FROM inventory.purchase_plan_line
       WHERE purchase_plan_id = $1 AND quantity > 0 ORDER BY line_number`,
      [id],
    );
  }
  #move(id: string, move: 'submit' | 'approve' | 'reject' | 'order', work: (plan: PurchasePlan) => Promise<void> | void): Promise<void> {
    return this.db.transaction(async () => {
      const plan = await this.db.lock(PurchasePlan, id);
      purchasePlanLifecycle.check(plan, move);
      await work(plan);
      purchasePlanLifecycle.move(plan, move);
      await this.db.save(plan, move);
      const { storeId, state, submittedBy } = plan;
      if (move === 'approve' || move === 'reject')
        this.outbox.publish(PurchasePlanDecided, plan, { purchasePlanId: id, storeId, state, submittedBy });
    });
  }
}

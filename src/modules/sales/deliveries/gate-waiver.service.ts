import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { say } from '../../../kernel/problems.js';
import { dealOf, Deals } from '../deals.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { OrderWithoutCar } from '../deals.rules.js';
import { DeliveryReadiness } from './delivery-readiness.js';
import type { DeliveryReadinessView, WaiveGate } from './delivery.dto.js';
import { GateWaiver } from './gate-waiver.entity.js';
import { GateAlreadyOpen, GateNotWaivable, WaivableGates, WaiverApproverIsSeller, WaiverRoleTooLow } from './gate-waiver.rules.js';
import { waiversOf } from './gate-waivers.js';
import { readinessOf } from './delivery.queries.js';

/** Gates that an approver lets be shut (D-7): which, and who may, is data; what the law fixes is never waived. */
@Injectable()
export class GateWaiverService {
  constructor(
    private readonly db: Database,
    private readonly deals: Deals,
    private readonly verdicts: DeliveryReadiness,
  ) {}

  waive(salesOrderId: string, { gate, reason }: WaiveGate): Promise<DeliveryReadinessView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(SalesOrder, salesOrderId);
      order.requireOpen();
      await this.#requireApprover(order, gate);
      if (!order.vin) throw OrderWithoutCar();
      const verdict = await this.verdicts.of(salesOrderId);
      const judged = verdict.gates.find((g) => g.code === gate);
      if (judged?.status !== 'SHUT') throw GateAlreadyOpen();
      const waiver = Object.assign(new GateWaiver(), {
        id: newId(),
        ...dealOf(order),
        salesOrderId,
        gate,
        vin: order.vin,
        reason,
        waivedBy: context.principal.id,
        coveredAmount: gate === 'PAYMENT' ? verdict.outstanding : null,
      });
      await this.db.save(waiver, 'waive');
      order.waivedGates = [...new Set([...order.waivedGates, gate])].sort();
      await this.db.save(order, 'waive-gate');
      return readinessOf(await this.verdicts.of(salesOrderId));
    });
  }

  async #requireApprover({ storeId, ownerEmployeeId }: SalesOrder, gate: string): Promise<void> {
    const roles = waiversOf(gate, await this.deals.setting(WaivableGates, storeId));
    if (roles.length === 0) throw GateNotWaivable({ detail: say(`${gate} 不得豁免`, `${gate} is waived by nobody`) });
    if (context.principal.id === ownerEmployeeId) throw WaiverApproverIsSeller();
    if (!context.holds(roles, storeId))
      throw WaiverRoleTooLow({ detail: say(`须 ${roles.join('、')} 豁免`, `It is waived by ${roles.join(', ')}`) });
  }
}

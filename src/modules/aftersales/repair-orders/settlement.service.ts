import { Injectable } from '@nestjs/common';
import { Decimal } from 'decimal.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { yuan } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import { Clock, dateOf, daysBetween } from '../../../kernel/time/clock.js';
import { CrmApi } from '../../crm/crm.api.js';
import type { CouponUse } from '../../crm/crm.contract.js';
import { FinanceApi } from '../../finance/finance.api.js';
import { BalanceOpen, RepairOrderClosed, RepairOrderSettled } from '../aftersales.contract.js';
import { CustomerVehicle } from '../customer-vehicles/customer-vehicle.entity.js';
import { MaintenanceReminderService } from '../maintenance-reminders/maintenance-reminder.service.js';
import { isPaid } from './readiness.js';
import { amountOf, billsOf, labourOf, type RepairOrderLine } from './repair-order-line.entity.js';
import type { RepairOrderView, SettleRepairOrder } from './repair-order.dto.js';
import { jobOf, RepairOrder, repairOrderLifecycle } from './repair-order.entity.js';
import { linesOf, viewOf } from './repair-order.queries.js';

/** The bill, and the keys back. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly db: Database,
    private readonly finance: FinanceApi,
    private readonly reminders: MaintenanceReminderService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly crm: CrmApi,
  ) {}

  /** One bill for each payer; Finance makes the receivables from it. */
  settle(id: string, { couponCode }: SettleRepairOrder = {}): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.move(order, 'settle');
      const lines = await linesOf(this.db, id);
      const soldHours = labourOf(lines)
        .reduce((hours, l) => hours.add(l.quantity), new Decimal(0))
        .toNumber();
      const coupon = couponCode === undefined ? null : await this.crm.redeemCoupon(couponCode, couponUseOf(order, lines));
      const discount = coupon?.discount ?? 0;
      const facts = {
        bills: billsOf(lines).map((bill) => (bill.payer === 'CUSTOMER' ? { ...bill, amount: bill.amount - discount } : bill)),
        labourTotal: amountOf(lines, 'LABOUR'),
        partsTotal: amountOf(lines, 'PART'),
        soldHours,
        settledAt: this.clock.now().toISOString(),
      };
      order.settlement = { ...facts, coupon, total: amountOf(lines) - discount, subletTotal: amountOf(lines, 'SUBLET') };
      await this.db.save(order, 'settle');
      // Nobody owes nothing: a free job makes no bill.
      this.outbox.publish(RepairOrderSettled, order, { ...jobOf(order), ...facts, bills: facts.bills.filter((b) => b.amount > 0) });
      return viewOf(order, lines);
    });
  }

  /** The paid car goes back; its maintenance cycles move on from this service (M-5). */
  handOver(id: string, handedOverTo: string): Promise<RepairOrderView> {
    return this.db.transaction(async () => {
      const order = await this.db.lock(RepairOrder, id);
      repairOrderLifecycle.move(order, 'hand-over');
      const balance = await this.finance.balanceOf({ repairOrderId: id });
      if (!isPaid(order, balance))
        throw BalanceOpen(
          balance
            ? { detail: say(`尚有 ${yuan(balance.customerOutstanding)} 未结清`, `${yuan(balance.customerOutstanding)} is outstanding`) }
            : { detail: say('应收尚未建立,请稍后重试', 'The receivable is not there yet, try again shortly') },
        );
      const lines = await linesOf(this.db, id);
      const now = this.clock.now();
      const closedOn = dateOf(now);
      Object.assign(order, { handedOverTo, closedOn, closedAt: now });
      await this.db.save(order, 'hand-over');
      const { deliveredOn } = await this.#settleIn(order);
      const operationCodes = [...new Set(labourOf(lines).flatMap((l) => l.operationCode ?? []))];
      await this.reminders.serviceDone({
        customerVehicleId: order.customerVehicleId,
        storeId: order.storeId,
        operationCodes,
        on: closedOn,
        odometerKm: order.odometerKm,
      });
      this.outbox.publish(RepairOrderClosed, order, {
        ...jobOf(order),
        odometerKm: order.odometerKm,
        kmPerYear: deliveredOn === null ? null : kmPerYear(order.odometerKm, deliveredOn, closedOn),
        operationCodes,
        total: order.settlement?.total ?? amountOf(lines),
        closedOn,
        closedAt: now.toISOString(),
      });
      return viewOf(order, lines);
    });
  }

  /** The store that served a car last looks after it. */
  async #settleIn(order: RepairOrder): Promise<CustomerVehicle> {
    const vehicle = await this.db.lock(CustomerVehicle, order.customerVehicleId);
    if (vehicle.homeStoreId === order.storeId) return vehicle;
    vehicle.homeStoreId = order.storeId;
    return this.db.save(vehicle, 'change-home-store');
  }
}

/** What a new car is driven in its first days says nothing of a year. */
const SAYS_SOMETHING_AFTER_DAYS = 30;
function kmPerYear(odometerKm: number, deliveredOn: string, on: string): number | null {
  const days = daysBetween(deliveredOn, on);
  return days < SAYS_SOMETHING_AFTER_DAYS ? null : Math.round((odometerKm * 365) / days);
}
/** A coupon counts on what the customer pays, never on another payer's bill. */
function couponUseOf({ id, storeId, customerId }: RepairOrder, lines: readonly RepairOrderLine[]): CouponUse {
  const theirs = lines.filter((l) => l.payer === 'CUSTOMER');
  const operations = labourOf(theirs).flatMap(({ operationCode, amount }) =>
    operationCode === null ? [] : { code: operationCode, amount },
  );
  return { documentType: 'SERVICE_SETTLEMENT', documentId: id, storeId, customerId, amount: amountOf(theirs), operations };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { newId } from '../../../kernel/ids.js';
import { share } from '../../../kernel/money.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import type { StockVehicleFacts } from '../../inventory/inventory.contract.js';
import { type DealFacts, dealOf, Deals } from '../deals.js';
import { DepositAmount, DepositHold, UnpaidOrderExpiry } from '../deals.rules.js';
import { type AllocatedCar, OrderConfirmed } from '../sales.contract.js';
import type { FinanceAlternative } from '../quotations/finance-alternatives.js';
import type { PriceLine } from '../quotations/pricing.js';
import type { SoldHow } from '../quotations/sale-channel.js';
import { accessoriesOf } from './accessories.js';
import { type Fitting, SalesOrder, salesOrderLifecycle } from './sales-order.entity.js';

/** 民法典 586: a deposit beyond 20 % of the price has no effect as one (D-5). */
const LEGAL_DEPOSIT_SHARE = 0.2;

/** What an order takes over from the quotation that was accepted. */
export interface AcceptedOffer extends DealFacts, SoldHow {
  id: string;
  modelId: string;
  modelName: string;
  colour: string;
  total: number;
  passThroughTotal: number;
  lines: PriceLine[];
  /** How the customer chose to pay; null: not said. */
  paymentPlan: FinanceAlternative | null;
}

/** D-3: the order, the stock check and the reservation in the transaction of the acceptance; all else follows from the event. */
@Injectable()
export class OrderConfirmation {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
  ) {}

  async confirm(offer: AcceptedOffer): Promise<SalesOrder> {
    const { storeId, modelId, modelName, colour, total, passThroughTotal, paymentPlan, saleChannel, distanceReturnExcluded } = offer;
    const accessories = accessoriesOf(offer.lines);
    const confirmedAt = this.clock.now();
    const order = Object.assign(new SalesOrder(), {
      id: newId(),
      number: await this.deals.number('SO', storeId),
      ...dealOf(offer),
      quotationId: offer.id,
      modelId,
      modelName,
      colour,
      total,
      passThroughTotal,
      accessories,
      paymentPlan,
      saleChannel,
      distanceReturnExcluded,
      depositAmount: await this.#deposit(storeId, total),
      confirmedAt,
      expiresAt: plus(confirmedAt, await this.deals.setting(UnpaidOrderExpiry, storeId)),
      ...NOTHING_YET,
    });
    salesOrderLifecycle.begin(order);
    const holdUntil = plus(confirmedAt, await this.deals.setting(DepositHold, storeId));
    const reserved = await this.inventory.reserveForOrder({ salesOrderId: order.id, storeId, modelId, colour, holdUntil });
    if (reserved) order.takeCar(reserved);
    await this.db.save(order, 'confirm');
    this.outbox.publish(OrderConfirmed, order, {
      ...dealOf(order),
      salesOrderId: order.id,
      number: order.number,
      quotationId: offer.id,
      modelId,
      modelName,
      colour,
      total,
      passThroughTotal,
      depositAmount: order.depositAmount,
      financed: paymentPlan?.kind === 'LOAN',
      accessories,
      car: reserved && allocatedCar(reserved.vehicle),
      confirmedAt: confirmedAt.toISOString(),
    });
    return order;
  }

  /** Never more than the share of the price that the law lets a deposit be (D-5). */
  async #deposit(storeId: string, total: number): Promise<number> {
    return legalDeposit(await this.deals.setting(DepositAmount, storeId), total);
  }
}

export const legalDeposit = (wanted: number, total: number): number => Math.max(1, Math.min(wanted, share(total, LEGAL_DEPOSIT_SHARE)));

export const allocatedCar = (car: StockVehicleFacts): AllocatedCar => ({
  stockVehicleId: car.stockVehicleId,
  vin: car.vin,
  modelName: car.modelName,
  engineNumber: car.engineNumber,
  certificateNumber: car.certificateNumber,
  seats: car.seats,
  purchaseCost: car.purchaseCost,
});

const NOTHING_YET = {
  reservationId: null,
  stockVehicleId: null,
  vin: null,
  reservationExpiresAt: null,
  carDocuments: [] as string[],
  carProducedOn: null,
  paidAmount: 0,
  depositPaidAt: null,
  financing: 'NONE',
  contract: 'NONE',
  invoice: 'NONE',
  insurance: 'NONE',
  tax: 'NONE',
  registration: 'NONE',
  pdi: 'NONE',
  deliveryId: null,
  deliveredAt: null,
  completesAt: null,
  cancelledAt: null,
  cancelCause: null,
  cancelReason: null,
  returnedAt: null,
  refundedAmount: 0,
  overdueReceivables: [] as string[],
  fittings: [] as Fitting[],
  waivedGates: [] as string[],
} as const;

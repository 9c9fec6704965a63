import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { OrderNotLive } from '../deals.rules.js';
import type { ReservedVehicle } from '../../inventory/inventory.contract.js';
import type { FinanceAlternative } from '../quotations/finance-alternatives.js';
import type { SaleChannel } from '../quotations/sale-channel.js';
import type { OrderedAccessory } from '../sales.contract.js';

export const SALES_ORDER_STATES = [
  'PENDING_DEPOSIT',
  'PENDING_ALLOCATION',
  'PREPARING',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
  'RETURNED',
] as const;
export type SalesOrderState = (typeof SALES_ORDER_STATES)[number];
/** Before the keys went over: the order still needs its papers. */
export const OPEN_ORDER_STATES = ['PENDING_DEPOSIT', 'PENDING_ALLOCATION', 'PREPARING'] as const satisfies SalesOrderState[];

export const salesOrderLifecycle = lifecycle({
  name: 'SalesOrder',
  states: SALES_ORDER_STATES,
  initial: 'PENDING_DEPOSIT',
  moves: {
    'await-car': { from: ['PENDING_DEPOSIT'], to: ['PENDING_ALLOCATION'], system: true },
    prepare: { from: ['PENDING_DEPOSIT', 'PENDING_ALLOCATION'], to: ['PREPARING'], system: true },
    allocate: { from: OPEN_ORDER_STATES, to: ['PENDING_DEPOSIT', 'PREPARING'] },
    'release-car': { from: ['PENDING_DEPOSIT', 'PREPARING'], to: ['PENDING_DEPOSIT', 'PENDING_ALLOCATION'] },
    'lose-car': { from: ['PREPARING'], to: ['PENDING_ALLOCATION'], system: true },
    'hand-over-car': { from: ['PENDING_DEPOSIT', 'PREPARING'], to: ['PENDING_DEPOSIT', 'PENDING_ALLOCATION'] },
    amend: { from: OPEN_ORDER_STATES, to: OPEN_ORDER_STATES, system: true },
    deliver: { from: ['PREPARING'], to: ['DELIVERED'] },
    complete: { from: ['DELIVERED'], to: ['COMPLETED'], system: true },
    return: { from: ['DELIVERED', 'COMPLETED'], to: ['RETURNED'], system: true },
    cancel: { from: OPEN_ORDER_STATES, to: ['CANCELLED'] },
    lapse: { from: ['PENDING_DEPOSIT'], to: ['CANCELLED'], system: true },
  },
});

/** What one internal repair put on a car. */
export interface Fitting {
  internalRepairId: string;
  stockVehicleId: string | null;
  lines: { itemCode: string; quantity: number }[];
}

/**
 * A confirmed order. Its state is one line; money, invoice, insurance, tax, registration and PDI are facts beside it (D-2),
 * kept here as they were last heard so that a list needs no other context.
 */
@Entity({ schema: 'sales', name: 'sales_order' })
export class SalesOrder extends Aggregate {
  @Column('text') number: string;
  @Column('text') readonly state: SalesOrderState;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('uuid', { name: 'owner_employee_id' }) ownerEmployeeId: string;
  @Column('uuid', { name: 'opportunity_id' }) opportunityId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'quotation_id' }) quotationId: string;
  @Column('uuid', { name: 'model_id' }) modelId: string;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('text') colour: string;
  @Column('bigint') total: number;
  @Column('bigint', { name: 'pass_through_total' }) passThroughTotal: number;
  @Column('bigint', { name: 'deposit_amount' }) depositAmount: number;
  @Column('text', { name: 'sale_channel' }) saleChannel: SaleChannel;
  /** The customer confirmed that the seven days of a distance sale do not hold (D-11). */
  @Column('boolean', { name: 'distance_return_excluded' }) distanceReturnExcluded: boolean;
  @Column('timestamptz', { name: 'confirmed_at' }) confirmedAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;

  @Column('uuid', { name: 'reservation_id', nullable: true }) reservationId: string | null;
  @Column('uuid', { name: 'stock_vehicle_id', nullable: true }) stockVehicleId: string | null;
  @Column('text', { nullable: true }) vin: string | null;
  @Column('timestamptz', { name: 'reservation_expires_at', nullable: true }) reservationExpiresAt: Date | null;
  @Column('jsonb', { name: 'car_documents' }) carDocuments: string[];

  @Column('date', { name: 'car_produced_on', nullable: true }) carProducedOn: string | null;

  @Column('bigint', { name: 'paid_amount' }) paidAmount: number;
  @Column('timestamptz', { name: 'deposit_paid_at', nullable: true }) depositPaidAt: Date | null;
  @Column('text') financing: 'NONE' | 'APPLIED' | 'APPROVED' | 'DECLINED' | 'DISBURSED';
  @Column('text') contract: 'NONE' | 'DRAFT' | 'SIGNED';
  @Column('text') invoice: 'NONE' | 'ISSUED';
  @Column('text') insurance: 'NONE' | 'RECORDED';
  @Column('text') tax: 'NONE' | 'RECORDED';
  @Column('text') registration: 'NONE' | 'IN_PROGRESS' | 'COMPLETED';
  @Column('text') pdi: 'NONE' | 'PASSED';

  @Column('uuid', { name: 'delivery_id', nullable: true }) deliveryId: string | null;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
  @Column('timestamptz', { name: 'completes_at', nullable: true }) completesAt: Date | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt: Date | null;
  @Column('text', { name: 'cancel_cause', nullable: true }) cancelCause: string | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: string | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  /** Fen that finance paid back, as last heard. */
  @Column('bigint', { name: 'refunded_amount' }) refundedAmount: number;
  /** What the customer owes of it since before today, as last heard. */
  @Column('uuid', { name: 'overdue_receivables', array: true }) overdueReceivables: string[];
  /** Accessories of the price list that are to be fitted (精品加装). */
  @Column('jsonb') accessories: OrderedAccessory[];
  /** What the workshop fitted, car by car, as last heard. */
  @Column('jsonb') fittings: Fitting[];
  /** How the customer chose to pay; null: not said. */
  @Column('jsonb', { name: 'payment_plan', nullable: true }) paymentPlan: FinanceAlternative | null;
  /** Gates that an approver waived for the car it has now (D-7). */
  @Column('text', { name: 'waived_gates', array: true }) waivedGates: string[];

  get open(): boolean {
    return (OPEN_ORDER_STATES as readonly string[]).includes(this.state);
  }
  requireOpen(): void {
    if (!this.open) throw OrderNotLive();
  }

  /** Its car may get plates: before the keys go over, and after where the gate was waived (D-7). */
  requireRegistrable(): void {
    if (!this.open && !this.handedOver) throw OrderNotLive();
  }
  get handedOver(): boolean {
    return this.state === 'DELIVERED' || this.state === 'COMPLETED';
  }
  /** It came to nothing, or its car came back. */
  get ended(): boolean {
    return this.state === 'CANCELLED' || this.state === 'RETURNED';
  }

  takeCar({ reservationId, expiresAt, vehicle }: ReservedVehicle): void {
    this.reservationId = reservationId;
    this.reservationExpiresAt = expiresAt;
    this.stockVehicleId = vehicle.stockVehicleId;
    this.vin = vehicle.vin;
    this.carDocuments = vehicle.documents;
    this.carProducedOn = vehicle.producedOn;
    this.pdi = vehicle.pdiPassed ? 'PASSED' : 'NONE';
  }
  loseCar(): void {
    this.reservationId = null;
    this.reservationExpiresAt = null;
    this.stockVehicleId = null;
    this.vin = null;
    this.carDocuments = [];
    this.carProducedOn = null;
    this.pdi = 'NONE';
    this.contract = 'NONE';
    this.insurance = 'NONE';
    this.waivedGates = [];
  }
}

import { Decimal } from 'decimal.js';
import { Column, Entity } from 'typeorm';
import { Aggregate } from '../../../kernel/database/aggregate.js';
import { lifecycle } from '../../../kernel/lifecycle.js';
import { roundHalfUp } from '../../../kernel/money.js';

export const INVOICE_KINDS = ['VEHICLE'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const invoiceLifecycle = lifecycle({
  name: 'Invoice',
  states: ['DRAFT', 'ISSUED', 'RED_FLUSHED', 'VOID'],
  initial: 'DRAFT',
  moves: {
    issue: { from: ['DRAFT'], to: ['ISSUED'] },
    void: { from: ['DRAFT'], to: ['VOID'] },
    'red-flush': { from: ['ISSUED'], to: ['RED_FLUSHED'] },
  },
});
export const INVOICE_STATES = invoiceLifecycle.states;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** 机动车销售统一发票 (FP-1): one car each. What is printed is copied here and never follows its source. */
@Entity({ schema: 'finance', name: 'invoice' })
export class Invoice extends Aggregate {
  @Column('text') number: string;
  @Column('uuid', { name: 'store_id' }) storeId: string;
  @Column('text') readonly state: InvoiceState;
  @Column('text') kind: InvoiceKind;
  @Column('uuid', { name: 'sales_order_id' }) salesOrderId: string;
  @Column('text', { name: 'sales_order_number' }) salesOrderNumber: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text', { name: 'buyer_name' }) buyerName: string;
  /** ID number or credit code, sealed under the customer's key. */
  @Column('text', { name: 'buyer_identity_sealed' }) buyerIdentitySealed: string;
  @Column('text', { name: 'seller_name' }) sellerName: string;
  @Column('text', { name: 'model_name' }) modelName: string;
  @Column('text') vin: string;
  @Column('text', { name: 'engine_number', nullable: true }) engineNumber: string | null;
  @Column('text', { name: 'certificate_number', nullable: true }) certificateNumber: string | null;
  /** 03 (FP-1). */
  @Column('text', { name: 'type_code' }) typeCode: string;
  /** 车辆类型. */
  @Column('text', { name: 'vehicle_type', nullable: true }) vehicleType: string | null;
  /** 产地. */
  @Column('text', { nullable: true }) origin: string | null;
  /** 进口证明书号, of an imported car. */
  @Column('text', { name: 'import_certificate_number', nullable: true }) importCertificateNumber: string | null;
  /** 商检单号. */
  @Column('text', { name: 'inspection_number', nullable: true }) inspectionNumber: string | null;
  @Column('text', { name: 'tax_authority', nullable: true }) taxAuthority: string | null;
  /** 吨位, in kilograms: of vehicles that carry goods. */
  @Column('int', { name: 'tonnage_kg', nullable: true }) tonnageKg: number | null;
  /** 限乘人数. */
  @Column('int', { nullable: true }) seats: number | null;
  @Column('text', { name: 'seller_tax_number', nullable: true }) sellerTaxNumber: string | null;
  @Column('text') currency: string;
  @Column('bigint') total: number;
  @Column('numeric', { name: 'vat_rate_percent' }) vatRatePercent: number;
  @Column('bigint', { name: 'vat_amount' }) vatAmount: number;
  @Column('bigint', { name: 'ex_tax_amount' }) exTaxAmount: number;
  @Column('date', { name: 'issued_on', nullable: true }) issuedOn: string | null;
  @Column('date', { name: 'red_flushed_on', nullable: true }) redFlushedOn: string | null;
  @Column('text', { name: 'red_flush_reason', nullable: true }) redFlushReason: string | null;

  /** Price with tax, split so that the parts sum to it: the price without tax is rounded half-up to the fen, tax is the rest (FP-1). */
  price(total: number, vatRatePercent: number): void {
    this.total = total;
    this.vatRatePercent = vatRatePercent;
    this.exTaxAmount = roundHalfUp(new Decimal(total).mul(100).div(new Decimal(vatRatePercent).plus(100)));
    this.vatAmount = total - this.exTaxAmount;
  }
}

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

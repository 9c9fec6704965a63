import { Id, OneOf, Optional, Repeated, Text } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { INVOICE_KINDS, INVOICE_STATES, type InvoiceKind } from './invoice.entity.js';

export class DraftInvoice {
  @Id() salesOrderId: string;
  @OneOf(INVOICE_KINDS) kind: InvoiceKind;
}
export class RedFlushInvoice {
  /** Why the invoice is taken back. */
  @Text(500, '客户退车')
  reason: string;
}

export class ListInvoices extends ListQuery {
  @Optional()
  @Id()
  salesOrderId?: string;
  @Optional()
  @Id()
  customerId?: string;
  @Optional()
  @Text(17, 'LFV2A21K0P0000001')
  vin?: string;
  @Repeated(INVOICE_STATES)
  state?: string[];
}

/** A vehicle invoice (机动车销售统一发票, type code 03): one car each (FP-1). */
export class InvoiceView {
  /** @example '01938b4e-7c00-7000-8000-000000000001' */
  id: string;
  /** @example 'INV-S01-2026-000001' */
  number: string;
  /** DRAFT, ISSUED, RED_FLUSHED or VOID. @example 'DRAFT' */
  state: string;
  /** Moves that this caller may make now. @example ['issue', 'void'] */
  allowedMoves: string[];
  /** VEHICLE. @example 'VEHICLE' */
  kind: string;
  /** @example '01938b4e-7c00-7000-8000-000000000002' */
  salesOrderId: string;
  /** @example 'SO-S01-2026-000001' */
  salesOrderNumber: string;
  /** @example '01938b4e-7c00-7000-8000-000000000003' */
  customerId: string;
  /** @example '王小明' */
  buyerName: string;
  /** ID number or unified social credit code, masked; null when the person was erased. @example '1101**********002X' */
  buyerIdentityNumber: string | null;
  /** @example '上海浦东店' */
  sellerName: string;
  /** Brand and model. @example '示范 远航 1.5T 豪华型' */
  modelName: string;
  /** @example 'LFV2A21K0P0000001' */
  vin: string;
  /** @example 'EN00000001' */
  engineNumber: string | null;
  /** 合格证号. @example 'HGZ00000001' */
  certificateNumber: string | null;
  /** @example 'CNY' */
  currency: string;
  /** Price with tax, fen; what is only passed through (registration fee, insurance) is not in it. @example 14680000 */
  total: number;
  /** Percent. @example 13 */
  vatRatePercent: number;
  /** VAT, fen: total − exTaxAmount. @example 1688850 */
  vatAmount: number;
  /** Price without tax, fen, rounded half-up. @example 12991150 */
  exTaxAmount: number;
  /** @example null */
  issuedOn: string | null;
  /** @example null */
  redFlushedOn: string | null;
  /** @example null */
  redFlushReason: string | null;
  /** @example '01938b4e-7c00-7000-8000-000000000004' */
  storeId: string;
  /** @example 1 */
  version: number;
  /** @example '2026-11-24T10:00:00.000Z' */
  createdAt: Date;
  /** @example '2026-11-24T10:00:00.000Z' */
  updatedAt: Date;
}

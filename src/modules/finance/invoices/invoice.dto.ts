import { Id, OneOf, Optional, Repeated, Text, Whole } from '../../../kernel/http/fields.js';
import { ListQuery } from '../../../kernel/http/list.js';
import { INVOICE_KINDS, INVOICE_STATES, type InvoiceKind } from './invoice.entity.js';

export class DraftInvoice {
  @Id() salesOrderId: string;
  @OneOf(INVOICE_KINDS) kind: InvoiceKind;
  /** 车辆类型; the store's usual one if left out. */
  @Optional()
  @Text(50, '轿车')
  vehicleType?: string;
  /** 产地; 中国 if left out and the VIN is one of China. */
  @Optional()
  @Text(50, '中国')
  origin?: string;
  /** 进口证明书号: an imported car has it in place of the 合格证. */
  @Optional()
  @Text(50, 'JK2026000871')
  importCertificateNumber?: string;
  /** 商检单号 of an imported car. */
  @Optional()
  @Text(50, 'SJ2026000871')
  inspectionNumber?: string;
  /** 吨位, in kilograms: of vehicles that carry goods. */
  @Optional()
  @Whole(1, 100_000, 1_500)
  tonnageKg?: number;
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
  /** Of the form (FP-1). @example '03' */
  typeCode: string;
  /** 车辆类型. @example '轿车' */
  vehicleType: string | null;
  /** 产地. @example '中国' */
  origin: string | null;
  /** 进口证明书号 of an imported car. @example null */
  importCertificateNumber: string | null;
  /** 商检单号 of an imported car. @example null */
  inspectionNumber: string | null;
  /** 主管税务机关 of the seller. @example '国家税务总局上海市浦东新区税务局' */
  taxAuthority: string | null;
  /** 吨位, in kilograms. @example null */
  tonnageKg: number | null;
  /** 限乘人数. @example 5 */
  seats: number | null;
  /** 纳税人识别号 of the seller. @example '91310000MA1FL00XX1' */
  sellerTaxNumber: string | null;
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

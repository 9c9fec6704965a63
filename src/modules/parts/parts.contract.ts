import { event } from '../../kernel/events/event.js';

/** P-12: the source is declared to the customer. */
export const PART_SOURCES = ['OEM', 'EQUIVALENT', 'REMANUFACTURED', 'REUSED'] as const;
export type PartSource = (typeof PART_SOURCES)[number];
export interface PartFacts {
  partId: string;
  number: string;
  name: string;
  unit: string;
  /** Selling price of one unit, fen. */
  price: number;
  source: PartSource;
}
export const PartIssued = event<{ partIssueId: string; storeId: string; repairOrderId: string; lineId: string; partId: string; quantity: number; cost: number }>('parts.part-issued', 'Parts left the store for a repair order line.');
export const PartReceived = event<{ goodsReceiptId: string; storeId: string; partId: string; quantity: number; unitCost: number; partPurchaseOrderId: string }>('parts.part-received', 'Parts came in.', { outwardOnly: true });

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { sum } from '../../../kernel/money.js';
import { type BayType, PAYERS, type Payer, type Skill } from '../aftersales.contract.js';
import type { Bill } from './repair-order.entity.js';

export const LINE_TYPES = ['LABOUR', 'PART', 'SUBLET'] as const;
export type LineType = (typeof LINE_TYPES)[number];

/** Labour, a part or work of another company, with the one who pays for it. Prices are of the day the line was written. */
@Entity({ schema: 'aftersales', name: 'repair_order_line' })
export class RepairOrderLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'repair_order_id' }) repairOrderId: string;
  @Column('int') position: number;
  @Column('text') type: LineType;
  @Column('text') payer: Payer;
  @Column('text') description: string;
  @Column('text', { name: 'operation_code', nullable: true }) operationCode: string | null;
  @Column('text', { nullable: true }) skill: Skill | null;
  @Column('text', { name: 'bay_type', nullable: true }) bayType: BayType | null;
  @Column('uuid', { name: 'part_id', nullable: true }) partId: string | null;
  @Column('text', { name: 'part_number', nullable: true }) partNumber: string | null;
  /** Hours, pieces, or 1 for sublet work. */
  @Column('numeric', { precision: 14, scale: 3 }) quantity: number;
  @Column('bigint', { name: 'unit_price' }) unitPrice: number;
  @Column('bigint') amount: number;
  @Column('numeric', { name: 'issued_quantity', precision: 14, scale: 3 }) issuedQuantity: number;
  @Column('bigint') cost: number;
  @Column('uuid', { name: 'technician_id', nullable: true }) technicianId: string | null;
  @Column('uuid', { name: 'technician_employee_id', nullable: true }) technicianEmployeeId: string | null;
  @Column('uuid', { name: 'bay_id', nullable: true }) bayId: string | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt: Date | null;
}

export const amountOf = (lines: readonly RepairOrderLine[], type?: LineType): number =>
  sum(lines.filter((l) => type === undefined || l.type === type).map((l) => l.amount));

/** one bill for each payer; together they are the total to the fen. */
export const billsOf = (lines: readonly RepairOrderLine[]): Bill[] =>
  PAYERS.flatMap((payer) => {
    const mine = lines.filter((l) => l.payer === payer);
    return mine.length ? [{ payer, amount: amountOf(mine) }] : [];
  });

export const labourOf = (lines: readonly RepairOrderLine[]): RepairOrderLine[] => lines.filter((l) => l.type === 'LABOUR');

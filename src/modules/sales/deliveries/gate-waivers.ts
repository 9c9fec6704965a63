import type { DeliveryGate } from './delivery-gates.js';

/** What the law fixes, or what nobody can do without: no setting makes these waivable (三包 12, 13; 召回 11, 17; 交强 2; FP-1; D-9). */
export const FIXED_GATES: readonly string[] = [
  'CAR_ALLOCATED',
  'PDI_PASSED',
  'INVOICE_ISSUED',
  'VIN_MATCHES',
  'NO_OPEN_RECALL',
  'DEFECTS_DISCLOSED',
  'DOCUMENTS',
  'COMPULSORY_INSURANCE',
];
export const GATES = [...FIXED_GATES, 'PAYMENT', 'CONTRACT_SIGNED', 'PURCHASE_TAX', 'ACCESSORIES_FITTED', 'REGISTRATION'];

/** Who agreed that the keys may go although a gate is shut. */
export interface HeldWaiver {
  gate: string;
  reason: string;
  waivedBy: string;
  waivedAt: string;
  /** PAYMENT: fen that were outstanding then; more than that is not covered. */
  coveredAmount: number | null;
}
export interface JudgedGate extends DeliveryGate {
  status: 'PASSED' | 'WAIVED' | 'SHUT';
  waivable: boolean;
  waiver: { waivedBy: string; waivedAt: string; reason: string } | null;
}

/** Roles that may waive a gate; nobody for what is fixed. */
export const waiversOf = (gate: string, waivable: Record<string, string[]>): string[] =>
  FIXED_GATES.includes(gate) ? [] : (waivable[gate] ?? []);

/** Every gate with its waiver: open, waived or shut. */
export function judge(
  gates: readonly DeliveryGate[],
  waivers: readonly HeldWaiver[],
  outstanding: number,
  waivable: Record<string, string[]>,
): JudgedGate[] {
  return gates.map((gate) => {
    const held = waivers.findLast((w) => w.gate === gate.code && (w.coveredAmount === null || outstanding <= w.coveredAmount));
    return {
      ...gate,
      status: gate.passed ? 'PASSED' : held ? 'WAIVED' : 'SHUT',
      waivable: waiversOf(gate.code, waivable).length > 0,
      waiver: held ? { waivedBy: held.waivedBy, waivedAt: held.waivedAt, reason: held.reason } : null,
    };
  });
}

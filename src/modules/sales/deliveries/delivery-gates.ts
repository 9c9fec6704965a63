import { yuan } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import type { InvoiceFacts } from '../../finance/finance.contract.js';
import type { StockVehicleFacts } from '../../inventory/inventory.contract.js';
import { hasCertificate } from '../registrations/registration-documents.js';

/** What still stands between the order and the keys (D-7). */
export interface DeliveryGate {
  code: string;
  rule: string;
  passed: boolean;
  /** Why it is shut; null when it is open. */
  reason: string | null;
  /** What proves that it is open; null when it is shut. */
  evidence: string | null;
}
export interface DeliveryFacts {
  today: string;
  outstanding: number;
  total: number;
  passThroughTotal: number;
  /** What a lender has promised in writing for today, fen. */
  committed: number;
  car: StockVehicleFacts | null;
  /** Defects found before the sale that the buyer was not told of in writing. */
  undisclosedDefects: number;
  invoice: InvoiceFacts | null;
  /** The papers of the order that Sales itself keeps. */
  contractState: string | null;
  contractNumber: string | null;
  contractVin: string | null;
  contractTotal: number | null;
  policyNumber: string | null;
  insuredFrom: string | null;
  insuredUntil: string | null;
  registrationState: string | null;
  registeredVin: string | null;
  registeredOn: string | null;
  taxPaidOn: string | null;
  /** Accessories that are wanted and not on the car yet (精品加装). */
  unfitted: string[];
}

const STATUTORY_DOCUMENTS: readonly string[] = ['CONSISTENCY', 'KEYS'];

/** Every gate of a delivery, open or with the reason why not. */
export function deliveryGates(facts: DeliveryFacts): DeliveryGate[] {
  const { car, invoice } = facts;
  const documents = car?.documents ?? [];
  const papers = [...(hasCertificate(documents) ? [] : ['CERTIFICATE']), ...STATUTORY_DOCUMENTS.filter((d) => !documents.includes(d))];
  return [
    gate('CAR_ALLOCATED', 'D-3', car !== null, say('订单尚未配车', 'the order has no car'), car?.vin),
    gate(
      'PAYMENT',
      'D-7',
      missing(facts) <= 0,
      say(`未收款 ${yuan(missing(facts))}`, `${yuan(missing(facts))} are outstanding`),
      yuan(facts.total),
    ),
    gate('CONTRACT_SIGNED', 'D-7', contractHolds(facts), contractFault(facts), facts.contractNumber),
    gate('PDI_PASSED', 'D-9', car?.pdiPassed === true, say('售前检查未通过', 'the pre-delivery inspection has not passed'), car?.vin),
    gate('INVOICE_ISSUED', 'FP-1', invoiceHolds(facts), invoiceFault(facts), invoice?.number),
    gate(
      'VIN_MATCHES',
      'D-7',
      vinMatches(facts),
      say('车辆、合同、合格证、发票不一致', 'car, contract, certificate and invoice do not name the same car'),
      car?.vin,
    ),
    gate('NO_OPEN_RECALL', 'W-8', car !== null && !car.openRecall, say('车辆有未完成的召回', 'the car has an open recall'), car?.vin),
    gate(
      'DEFECTS_DISCLOSED',
      'D-9',
      car !== null && facts.undisclosedDefects === 0,
      say(`${facts.undisclosedDefects} 项售前缺陷未书面告知`, `the buyer was not told in writing of ${facts.undisclosedDefects} defects`),
      car?.vin,
    ),
    gate(
      'DOCUMENTS',
      'D-7',
      papers.length === 0,
      say(`缺少随车文件:${papers.join('、')}`, `documents are missing: ${papers.join(', ')}`),
      car?.documents.join(', '),
    ),
    gate('COMPULSORY_INSURANCE', 'IN-1', inForce(facts), say('交强险未生效', 'compulsory insurance is not in force'), facts.policyNumber),
    gate('PURCHASE_TAX', 'TX-1', facts.taxPaidOn !== null, say('购置税未缴纳', 'purchase tax is not recorded'), facts.taxPaidOn),
    gate(
      'ACCESSORIES_FITTED',
      'Q-2',
      facts.unfitted.length === 0,
      say(`精品未加装:${facts.unfitted.join('、')}`, `accessories are not fitted: ${facts.unfitted.join(', ')}`),
      say('无待装精品', 'nothing is left to fit'),
    ),
    gate(
      'REGISTRATION',
      'RG-1',
      facts.registrationState === 'COMPLETED',
      say('未完成上牌', 'the registration is not complete'),
      facts.registeredOn,
    ),
  ];
}

/** What the customer still owes and no lender has promised (D-7). */
const missing = ({ outstanding, committed }: DeliveryFacts): number => outstanding - committed;
const gate = (code: string, rule: string, passed: boolean, reason: string, evidence: string | null = null): DeliveryGate => ({
  code,
  rule,
  passed,
  reason: passed ? null : reason,
  evidence: passed ? evidence : null,
});

/** Signed at the price that holds now. */
const contractHolds = ({ contractState, contractTotal, total }: DeliveryFacts): boolean =>
  contractState === 'SIGNED' && contractTotal === total;
const contractFault = ({ contractState }: DeliveryFacts): string =>
  contractState === 'SIGNED'
    ? say('合同价格与订单不一致', 'the contract names another price than the order')
    : say('购车合同未签署', 'the contract is not signed');
/** Issued over the price that holds now, what is passed through left out. */
const invoiceHolds = ({ invoice, total, passThroughTotal }: DeliveryFacts): boolean =>
  invoice?.state === 'ISSUED' && invoice.total === total - passThroughTotal;
const invoiceFault = ({ invoice }: DeliveryFacts): string =>
  invoice?.state === 'ISSUED'
    ? say('发票金额与订单不一致', 'the vehicle invoice names another price than the order')
    : say('机动车发票未开具', 'the vehicle invoice is not issued');

/** VIN on car = certificate = invoice, and contract and registration once there is one; the certificate is known by its number. */
function vinMatches({ car, contractVin, invoice, registeredVin }: DeliveryFacts): boolean {
  if (!car || invoice?.vin !== car.vin) return false;
  if ([contractVin, registeredVin].some((vin) => vin !== null && vin !== car.vin)) return false;
  return invoice.certificateNumber === null || invoice.certificateNumber === car.certificateNumber;
}
const inForce = ({ today, insuredFrom, insuredUntil }: DeliveryFacts): boolean =>
  insuredFrom !== null && insuredUntil !== null && insuredFrom <= today && today <= insuredUntil;

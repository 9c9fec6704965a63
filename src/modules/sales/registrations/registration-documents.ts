import { addMonths } from '../../../kernel/time/clock.js';

/** What the traffic police want to see (登记 12); the proofs of taxes and inspection may come with the completion. */
export const REGISTRATION_DOCUMENTS = [
  ...['ID', 'INVOICE', 'CERTIFICATE', 'COMPULSORY_INSURANCE', 'PURCHASE_TAX', 'VESSEL_TAX', 'SAFETY_INSPECTION'],
] as const;

export interface DocumentsOnFile {
  identified: boolean;
  invoiced: boolean;
  /** Papers of the car. */
  carDocuments: readonly string[];
  insured: boolean;
  purchaseTaxed: boolean;
  vesselTaxed: boolean;
  producedOn: string | null;
  afterAccident: boolean;
  inspected: boolean;
  today: string;
}

/** 登记 11: a car is inspected before its plates when it waited for two years, or had an accident. */
const EXEMPT_MONTHS = 24;
export const mustBeInspected = ({
  producedOn,
  afterAccident,
  today,
}: Pick<DocumentsOnFile, 'producedOn' | 'afterAccident' | 'today'>): boolean =>
  afterAccident || (producedOn !== null && addMonths(producedOn, EXEMPT_MONTHS) < today);

/** 合格证 of a car that was made here, 进口证明 of an imported one. */
export const hasCertificate = (carDocuments: readonly string[]): boolean =>
  carDocuments.includes('CERTIFICATE') || carDocuments.includes('IMPORT_PROOF');

export function missingDocuments(file: DocumentsOnFile): string[] {
  const there: Record<string, boolean> = {
    ID: file.identified,
    INVOICE: file.invoiced,
    CERTIFICATE: hasCertificate(file.carDocuments),
    COMPULSORY_INSURANCE: file.insured,
    PURCHASE_TAX: file.purchaseTaxed,
    VESSEL_TAX: file.vesselTaxed,
    SAFETY_INSPECTION: file.inspected || !mustBeInspected(file),
  };
  return REGISTRATION_DOCUMENTS.filter((d) => !there[d]);
}

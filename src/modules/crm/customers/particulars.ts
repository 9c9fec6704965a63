import { checkResidentId, checkUscc } from '../../../kernel/identifiers.js';
import { at, say } from '../../../kernel/problems.js';
import { type CustomerType } from '../crm.contract.js';
import type { EditCustomer } from './customer.dto.js';
import { BirthDateInFuture, BirthDateMismatch, CreditCodeInvalid, PersonOnly, ResidentIdInvalid } from './customer.rules.js';

/** A person has a resident ID number, a company a credit code; each must be one (ID-4, ID-5). A resident ID tells the birth date. */
export function identityOf(
  type: CustomerType,
  { residentId, creditCode }: EditCustomer,
  today: string,
): { number: string; birthDate: string | null } | undefined {
  if (type === 'COMPANY' && residentId !== undefined)
    throw ResidentIdInvalid({
      errors: [at('/residentId', ResidentIdInvalid, say('单位客户没有身份证号码', 'a company has no resident ID number'))],
    });
  if (type === 'PERSON' && creditCode !== undefined)
    throw CreditCodeInvalid({ errors: [at('/creditCode', CreditCodeInvalid, say('个人客户没有信用代码', 'a person has no credit code'))] });
  if (residentId !== undefined) {
    const { normalised, reasons, facts } = checkResidentId(residentId, today);
    if (normalised === null) throw ResidentIdInvalid({ errors: [at('/residentId', ResidentIdInvalid, reasons.join(', '))] });
    return { number: normalised, birthDate: facts['birthDate'] as string };
  }
  if (creditCode !== undefined) {
    const { normalised, reasons } = checkUscc(creditCode);
    if (normalised === null) throw CreditCodeInvalid({ errors: [at('/creditCode', CreditCodeInvalid, reasons.join(', '))] });
    return { number: normalised, birthDate: null };
  }
  return undefined;
}

/** The birth date of an ID number on file, new or old; where there is none, the one that was given, if it can be one. */
export function birthDateOf(given: string | undefined, identified: string | null, today: string): string | undefined {
  if (given === undefined) return identified ?? undefined;
  if (given > today) throw BirthDateInFuture({ errors: [at('/birthDate', BirthDateInFuture)] });
  if (identified !== null && given !== identified) throw BirthDateMismatch({ errors: [at('/birthDate', BirthDateMismatch)] });
  return given;
}

/** What only a person has. */
export function mustFit(type: CustomerType, { birthDate, licence }: EditCustomer): void {
  if (type === 'PERSON') return;
  if (birthDate !== undefined) throw PersonOnly({ errors: [at('/birthDate', PersonOnly)] });
  if (licence !== undefined) throw PersonOnly({ errors: [at('/licence', PersonOnly)] });
}

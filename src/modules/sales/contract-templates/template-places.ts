import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { ContractTemplateInvalid } from './contract-template.rules.js';

/** What a template can name as `{{place}}`: facts of the order as they are when the contract is drawn up. */
export const PLACES = [
  'contractNumber',
  'orderNumber',
  'drawnOn',
  'sellerName',
  'storeCity',
  'buyerName',
  'buyerIdentity',
  'modelName',
  'colour',
  'vin',
  'priceLines',
  'total',
  'passThroughTotal',
  'depositAmount',
  'loan',
  'tradeIn',
] as const;
export type Place = (typeof PLACES)[number];
/** Without these it is no contract about this car. */
export const NEEDED_PLACES: readonly Place[] = ['contractNumber', 'buyerName', 'modelName', 'vin', 'total'];

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const isPlace = (name: string): name is Place => (PLACES as readonly string[]).includes(name);

/** What is wrong with a text, each fault with its line. */
export function placeFaults(pointer: string, text: string): FieldFault[] {
  const faults: FieldFault[] = [];
  const fault = (zh: string, en: string) => faults.push(at(pointer, ContractTemplateInvalid, say(zh, en)));
  const named = new Set<string>();
  for (const [n, line] of text.split('\n').entries()) {
    for (const [, name = ''] of line.matchAll(PLACE)) {
      if (isPlace(name)) named.add(name);
      else fault(`第 ${n + 1} 行:没有名为 ${name} 的位置`, `line ${n + 1}: there is no place ${name}`);
    }
    if (/\{\{|\}\}/.test(line.replaceAll(PLACE, ''))) fault(`第 ${n + 1} 行:括号不成对`, `line ${n + 1}: braces do not match`);
  }
  for (const name of NEEDED_PLACES) if (!named.has(name)) fault(`缺少位置 ${name}`, `the place ${name} is missing`);
  return faults;
}

/** The text with its places filled, once: what a fact says is never read as a place. */
export const fill = (text: string, facts: Record<Place, string>): string =>
  text.replaceAll(PLACE, (whole, name: string) => (isPlace(name) ? facts[name] : whole));

import { createHash } from 'node:crypto';
import { yuan } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import { dateOf } from '../../../kernel/time/clock.js';
import type { Quotation } from './quotation.entity.js';
import { returnRight } from './sale-channel.js';

/** Price and origin as the customer was shown them, kept with their hash (D-11, 消法 55). */
export function shownStatement(quotation: Quotation): { shownText: string; shownHash: string } {
  const { number, revision, modelName, colour, lines, total, validUntil, originStatement } = quotation;
  const shownText = [
    say(`报价单 ${number} 第 ${revision} 版`, `Quotation ${number}, version ${revision}`),
    `${modelName} ${colour}`,
    ...lines.map((l) => `- ${l.description}: ${yuan(l.amount)}${l.passThrough ? say('(代收)', ' (collected for others)') : ''}`),
    say(`合计:${yuan(total)}`, `Total: ${yuan(total)}`),
    say(`有效期至 ${dateOf(validUntil)}`, `Valid until ${dateOf(validUntil)}`),
    say(`来源:${originStatement}`, `Origin: ${originStatement}`),
    returnRight(quotation),
  ].join('\n');
  return { shownText, shownHash: createHash('sha256').update(shownText, 'utf8').digest('hex') };
}

import { Injectable } from '@nestjs/common';
import { inScope } from '../../../kernel/database/aggregate.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { partReservationLifecycle } from '../part-reservations/part-reservation.entity.js';
import { PartIssueExceedsLine, PartLineUnknown, PartNotAvailable } from '../parts.contract.js';
import { type IssueOutcome, PartIssueCommands } from './part-issue.commands.js';
import type { PartIssue } from './part-issue.entity.js';

/** Takes parts off the shelf, or says why not. */
@Injectable()
export class IssueDesk {
  constructor(
    private readonly identity: IdentityApi,
    private readonly commands: PartIssueCommands,
  ) {}

  /** From here on nobody else moves this stock until the transaction ends. */
  async storeOf(repairOrderId: string, lineId: string): Promise<{ storeId: string; code: string }> {
    const stock = await this.commands.lockStockOf(repairOrderId, lineId);
    if (!stock || !inScope(stock)) throw PartLineUnknown({ errors: [at('/lineId', PartLineUnknown)] });
    const { code } = await this.identity.store(stock.storeId);
    return { storeId: stock.storeId, code };
  }

  async take(issue: PartIssue): Promise<IssueOutcome> {
    const outcome = await this.commands.issue(issue, newId());
    if (outcome?.done) return outcome;
    if (!outcome) throw PartLineUnknown({ errors: [at('/lineId', PartLineUnknown)] });
    const { enough, available, open, state } = outcome;
    if (!enough)
      throw PartNotAvailable({
        detail: say(`该行可领 ${Math.max(0, available)}`, `${Math.max(0, available)} available for this line`),
        errors: [at('/quantity', PartNotAvailable)],
      });
    if (!partReservationLifecycle.allows(state, 'issue') && state !== 'ISSUED') throw partReservationLifecycle.refuse(state, 'issue');
    throw PartIssueExceedsLine({
      detail: say(`该行还需 ${open}`, `the line still needs ${open}`),
      errors: [at('/quantity', PartIssueExceedsLine)],
    });
  }
}

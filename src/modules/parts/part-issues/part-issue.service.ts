import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { Clock } from '../../../kernel/time/clock.js';
import { PartIssued } from '../parts.contract.js';
import { IssueDesk } from './issue-desk.js';
import type { CreatePartIssue, ListPartIssues, PartIssueView } from './part-issue.dto.js';
import { PartIssue, partIssueLifecycle } from './part-issue.entity.js';

const ISSUES: ListDefinition = {
  select: `i.id, i.number, i.state, i.store_id AS "storeId", i.repair_order_id AS "repairOrderId", i.line_id AS "lineId", i.part_id AS "partId", i.quantity, i.unit_cost AS "unitCost", i.cost,
    i.issued_by AS "issuedBy", i.version, i.created_at AS "createdAt", i.updated_at AS "updatedAt"`,
  from: 'parts.part_issue i',
  id: 'i.id',
  sorts: { createdAt: { by: 'i.created_at', type: 'timestamptz' }, number: { by: 'i.number', type: 'text' } },
  defaultSort: '-createdAt',
  filters: { storeId: 'i.store_id = ?', repairOrderId: 'i.repair_order_id = ?', lineId: 'i.line_id = ?', partId: 'i.part_id = ?' },
  scope: { store: 'i.store_id' },
};

@Injectable()
export class PartIssueService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly numbers: Numbers,
    private readonly outbox: Outbox,
    private readonly desk: IssueDesk,
  ) {}

  /** Hands parts out for a repair order line. Availability is looked at before the line's quantity. */
  issue({ repairOrderId, lineId, quantity }: CreatePartIssue): Promise<PartIssueView> {
    return this.db.transaction(async () => {
      const { storeId, code } = await this.desk.storeOf(repairOrderId, lineId);
      const now = this.clock.now();
      const issue = Object.assign(new PartIssue(), {
        id: newId(),
        number: await this.numbers.next('PI', code),
        storeId,
        repairOrderId,
        lineId,
        quantity,
        issuedBy: context.principal.id,
        version: 1,
        createdAt: now,
        updatedAt: now,
      });
      partIssueLifecycle.begin(issue);
      const { partId, unitCost, cost } = await this.desk.take(issue);
      Object.assign(issue, { partId, unitCost, cost });
      this.db.audit({
        action: 'issue',
        aggregateType: PartIssue.name,
        aggregateId: issue.id,
        storeId,
        changes: { repairOrderId, lineId, partId, quantity, cost },
      });
      this.outbox.publish(PartIssued, issue, { partIssueId: issue.id, storeId, repairOrderId, lineId, partId, quantity, cost });
      return viewOf(issue);
    });
  }

  async issued(id: string): Promise<PartIssueView> {
    return viewOf(await this.db.find(PartIssue, id));
  }
  async list(query: ListPartIssues): Promise<Page<PartIssueView>> {
    const page = await this.lists.page<PartIssue>(ISSUES, query);
    return { ...page, items: page.items.map(viewOf) };
  }
}

function viewOf(issue: PartIssue): PartIssueView {
  const { id, number, state, storeId, repairOrderId, lineId, partId, quantity, unitCost, cost, issuedBy, version, createdAt, updatedAt } =
    issue;
  const seesCost = permissions.may('seePartCost', { storeId });
  return {
    id,
    number,
    state,
    allowedMoves: [],
    storeId,
    repairOrderId,
    lineId,
    partId,
    quantity,
    unitCost: seesCost ? unitCost : null,
    cost: seesCost ? cost : null,
    currency: CURRENCY,
    issuedBy,
    version,
    createdAt,
    updatedAt,
  };
}

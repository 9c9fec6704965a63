import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type FixedCondition, type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { addDays, Clock, daysBetween, instantOf } from '../../../kernel/time/clock.js';
import { type DealFacts, dealOf, Deals } from '../deals.js';
import { SalesOrder } from '../sales-orders/sales-order.entity.js';
import { RegistrationDeadlineClosed, RegistrationDeadlineNear } from '../sales.contract.js';
import type { ListRegistrationDeadlines, RegistrationDeadlineView } from './registration-deadline.dto.js';
import { type DeadlineKind, RegistrationDeadline } from './registration-deadline.entity.js';
import { DeadlineWarning, PurchaseTaxWithin } from './registration-deadline.rules.js';

const DEADLINES: ListDefinition = {
  select: `d.id, d.store_id AS "storeId", d.owner_employee_id AS "ownerEmployeeId", d.opportunity_id AS "opportunityId", d.customer_id AS "customerId", d.kind,
    d.subject_id AS "subjectId", d.subject_number AS "subjectNumber", d.due_on AS "dueOn", d.warned_at AS "warnedAt", d.closed_at AS "closedAt", d.version,
    d.created_at AS "createdAt", d.updated_at AS "updatedAt"`,
  from: 'sales.registration_deadline d',
  id: 'd.id',
  sorts: { dueOn: { by: 'd.due_on', type: 'date' }, createdAt: { by: 'd.created_at', type: 'timestamptz' } },
  defaultSort: 'dueOn',
  filters: {
    kind: 'd.kind = ANY(?::text[])',
    storeId: 'd.store_id = ?::uuid',
    ownerEmployeeId: 'd.owner_employee_id = ?::uuid',
    subjectId: 'd.subject_id = ?::uuid',
    open: '(d.closed_at IS NULL) = ?::boolean',
  },
  scope: { store: 'd.store_id', owner: 'd.owner_employee_id' },
};

/** Whose papers wait. */
export interface DeadlineSubject extends DealFacts {
  id: string;
  number: string;
}

/** Days by which papers must be there: set by what happens, met by what happens, warned of in time (TX-1, RG-2). */
@Injectable()
export class RegistrationDeadlines {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly deals: Deals,
  ) {}

  /** Sets a deadline, or puts the one that waits to another day: it warns anew then. */
  async set(kind: DeadlineKind, subject: DeadlineSubject, dueOn: string): Promise<void> {
    const [waiting] = await this.db.lockAll(RegistrationDeadline, { kind, subjectId: subject.id, closedAt: IsNull() });
    const deadline =
      waiting ??
      Object.assign(new RegistrationDeadline(), {
        id: newId(),
        ...dealOf(subject),
        ...{ kind, subjectId: subject.id, subjectNumber: subject.number, closedAt: null },
      });
    const warnAt = instantOf(addDays(dueOn, -(await this.deals.setting(DeadlineWarning, subject.storeId))), '09:00');
    Object.assign(deadline, { dueOn, warnAt, warnedAt: null });
    await this.db.save(deadline, 'set');
  }

  /** It is met, or nobody asks for it any more. */
  async close(kind: DeadlineKind, subjectId: string): Promise<void> {
    for (const deadline of await this.db.lockAll(RegistrationDeadline, { kind, subjectId, closedAt: IsNull() })) {
      deadline.closedAt = this.clock.now();
      await this.db.save(deadline, 'close');
      this.outbox.publish(RegistrationDeadlineClosed, deadline, { ...dealOf(deadline), registrationDeadlineId: deadline.id, kind });
    }
  }

  /** Purchase tax is due so long after the invoice (购税 12), unless it was paid before. */
  async invoiced(salesOrderId: string, issuedOn: string): Promise<void> {
    const order = await this.db.lock(SalesOrder, salesOrderId);
    if (order.tax === 'RECORDED') return;
    await this.set('PURCHASE_TAX', order, addDays(issuedOn, await this.deals.setting(PurchaseTaxWithin, order.storeId)));
  }

  async warn(id: string): Promise<void> {
    const deadline = await this.db.lock(RegistrationDeadline, id);
    const { kind, subjectId, subjectNumber, dueOn } = deadline;
    deadline.warnedAt = this.clock.now();
    await this.db.save(deadline, 'warn');
    const daysLeft = daysBetween(this.clock.today(), dueOn);
    this.outbox.publish(RegistrationDeadlineNear, deadline, {
      ...dealOf(deadline),
      registrationDeadlineId: id,
      ...{ kind, subjectId, subjectNumber, dueOn, daysLeft },
    });
  }

  async list({ dueWithin, ...query }: ListRegistrationDeadlines): Promise<Page<RegistrationDeadlineView>> {
    const today = this.clock.today();
    const due: FixedCondition[] =
      dueWithin === undefined ? [] : [['d.closed_at IS NULL AND d.due_on <= ?::date', addDays(today, dueWithin), ['dueWithin', dueWithin]]];
    const page = await this.lists.page<RegistrationDeadline>(DEADLINES, query, due);
    const items = page.items.map((d) => ({
      ...d,
      daysLeft: daysBetween(today, d.dueOn),
      overdue: d.closedAt === null && d.dueOn < today,
    }));
    return { ...page, items };
  }
}

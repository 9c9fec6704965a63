import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { say } from '../../../kernel/problems.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { maskName } from '../../../kernel/security/personal-data.js';
import { addDays, instantOf } from '../../../kernel/time/clock.js';
import { Office } from '../office.js';
import {
  type AskWorkList,
  type ListWorkItems,
  type OwnersWorkView,
  type Section,
  WORK_KINDS,
  type WorkItemView,
  type WorkKind,
  type WorkListView,
  type WorkSectionView,
} from './work-list.dto.js';
import { WHOSE, WORK, WORK_BY_OWNER, WORK_COLUMNS, WORK_LIST } from './work-list.sql.js';

const ITEMS: ListDefinition = {
  select: WORK_COLUMNS,
  from: `(${WORK}) w ${WHOSE}`,
  id: 'w.id',
  sorts: { due: { by: 'w.late_at', type: 'timestamptz' } },
  defaultSort: 'due',
  filters: { storeId: 'w.store_id = ?::uuid', ownerEmployeeId: 'w.owner_employee_id = ?::uuid', kind: 'w.kind = ANY(?::text[])' },
  scope: { store: 'w.store_id', owner: 'w.owner_employee_id' },
};

interface Row extends Omit<WorkItemView, 'kind' | 'late' | 'why'> {
  kind: WorkKind;
  lateAt: Date;
  detail: string;
}

type DueRow = Row & { section: Section; total: number };

/** What is to be done: one list of everything that must not be forgotten, read off the records themselves, so that it is never behind them (G-2, L-5, L-6). */
@Injectable()
export class WorkList {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly office: Office,
  ) {}

  /** One statement for the whole day. */
  async of({ date = this.office.today(), ...query }: AskWorkList): Promise<WorkListView> {
    return { date, ...this.#sectionsOf(await this.#due(WORK_LIST, date, query)) };
  }

  /** The same for each whose work it is, in one statement; what nobody has yet comes last. */
  async byOwner({ date = this.office.today(), ...query }: AskWorkList): Promise<OwnersWorkView[]> {
    const owners = new Map<string | null, DueRow[]>();
    for (const row of await this.#due(WORK_BY_OWNER, date, query))
      owners.set(row.ownerEmployeeId, [...(owners.get(row.ownerEmployeeId) ?? []), row]);
    return [...owners]
      .sort(([one], [other]) => ((one ?? '~') < (other ?? '~') ? -1 : 1))
      .map(([ownerEmployeeId, rows]) => ({ ownerEmployeeId, ...this.#sectionsOf(rows) }));
  }

  #due(statement: string, date: string, { ownerEmployeeId, storeId, limit = 50 }: AskWorkList): Promise<DueRow[]> {
    const { group, stores, ownStores } = context.scope;
    const [start, end, endOfNext] = [0, 1, 2].map((days) => instantOf(addDays(date, days)));
    return this.db.sql<DueRow>(statement, [
      ...[start, end, endOfNext, storeId ?? null, context.employee(ownerEmployeeId) ?? null, visibleKinds()],
      ...[group, stores, ownStores, context.principal.id, limit],
    ]);
  }

  #sectionsOf(rows: DueRow[]): Pick<WorkListView, 'overdue' | 'today' | 'tomorrow'> {
    const sectionOf = (section: Section): WorkSectionView => {
      const mine = rows.filter((row) => row.section === section);
      const count = mine[0]?.total ?? 0;
      return { count, more: count - mine.length, items: mine.map((row) => this.#viewOf(row)) };
    };
    return { overdue: sectionOf('OVERDUE'), today: sectionOf('TODAY'), tomorrow: sectionOf('TOMORROW') };
  }

  /** One section page by page: what the list did not show. */
  async items({ section, date = this.office.today(), ownerEmployeeId, kind, ...query }: ListWorkItems): Promise<Page<WorkItemView>> {
    const day = section === 'TOMORROW' ? addDays(date, 1) : date;
    const fixed: [string, unknown][] = [
      ['w.kind = ANY(?::text[])', visibleKinds()],
      ['w.late_at <= ?', instantOf(section === 'OVERDUE' ? day : addDays(day, 1))],
    ];
    if (section !== 'OVERDUE') fixed.push(['w.late_at > ?', instantOf(day)]);
    const filter = { ...query, kind, ownerEmployeeId: context.employee(ownerEmployeeId) };
    const page = await this.lists.page<Row>(ITEMS, filter, fixed);
    return { ...page, items: page.items.map((row) => this.#viewOf(row)) };
  }

  #viewOf(row: Row): WorkItemView {
    const { id, kind, dueOn, dueAt, lateAt, name, detail, storeId, ownerEmployeeId, customerId, leadId, opportunityId, interactionId } =
      row;
    return {
      id,
      kind,
      dueOn,
      dueAt,
      late: lateAt <= this.office.now(),
      name: permissions.may('seeCustomerName', { storeId }) ? name : maskName(name),
      why: WHY[kind](detail),
      storeId,
      ownerEmployeeId,
      customerId,
      leadId,
      opportunityId,
      interactionId,
    };
  }
}

const WHY: Record<WorkKind, (detail: string) => string> = {
  FOLLOW_UP: (level) => say(`意向级别 ${level}:按期跟进`, `Level ${level}: follow-up due`),
  APPOINTMENT: (outcome) =>
    outcome === 'APPOINTMENT' ? say('客户约定到店', 'They agreed to come') : say('约定再次联系', 'It was agreed to speak again'),
  LEAD_RESPONSE: (source) => say(`新线索(${source})待首次联系`, `Enquiry from ${source}: first answer due`),
  LEAD_FOLLOW_UP: (source) => say(`线索(${source})待跟进`, `Enquiry from ${source}: speak with them again`),
  LEAD_RECALL: () => say('即将收回公海', 'Goes back to the pool'),
  LEAD_UNASSIGNED: (source) => say(`线索(${source})待分配`, `Enquiry from ${source}: nobody has it`),
  WIN_BACK: (reason) => say(`战败客户激活(${reason})`, `Lost for ${reason}: try again`),
  LOSS_REVIEW: (reason) => say(`战败待审核(${reason})`, `Lost for ${reason}: to be reviewed`),
};

/** Losses are for those who review them. */
const visibleKinds = (): WorkKind[] => WORK_KINDS.filter((kind) => kind !== 'LOSS_REVIEW' || permissions.may('reviewOpportunity'));

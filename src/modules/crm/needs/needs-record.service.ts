import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, VersionStale } from '../../../kernel/problems.js';
import { addDays, dateOf } from '../../../kernel/time/clock.js';
import { NeedsRecorded } from '../crm.contract.js';
import { Office } from '../office.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import { factsOf } from '../opportunities/opportunity.facts.js';
import { OpportunityProgress } from '../opportunities/opportunity-progress.js';
import { OpportunityClosed, PurchaseHorizon } from '../opportunities/opportunity.rules.js';
import { TimelineService } from '../timeline/timeline.service.js';
import type { ListNeedsRecords, NeedsRecordView, RecordNeeds } from './needs-record.dto.js';
import { NeedsRecord } from './needs-record.entity.js';
import { BudgetInvalid } from './needs-record.rules.js';

const COLUMNS = `n.id, n.opportunity_id AS "opportunityId", n.revision, n.budget_from AS "budgetFrom", n.budget_to AS "budgetTo", n.use, n.timing, n.model_ids AS "modelIds",
  n.powertrains, n.bodies, n.colours, n.trade_in AS "tradeIn", n.finance, n.decision_maker AS "decisionMaker", n.personalised, n.note,
  n.recorded_by AS "recordedBy", n.recorded_at AS "recordedAt"`;
const RECORDS: ListDefinition = {
  select: COLUMNS,
  from: 'crm.needs_record n',
  id: 'n.id',
  sorts: { version: { by: 'n.revision', type: 'int' } },
  defaultSort: '-version',
  filters: {},
};

/** What customers need: each time it is learnt anew a record of its own, the newest holds. */
@Injectable()
export class NeedsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly lists: Lists,
    private readonly office: Office,
    private readonly progress: OpportunityProgress,
    private readonly timeline: TimelineService,
  ) {}

  /** Keeps a record; the opportunity is at NEEDS then, and expected when the customer says (O-1, O-2). */
  record(opportunityId: string, body: RecordNeeds, expected: number | '*'): Promise<NeedsRecordView> {
    return this.db.transaction(async () => {
      const opportunity = await this.db.lock(Opportunity, opportunityId);
      if (opportunity.state !== 'OPEN') throw OpportunityClosed();
      const before = await this.newest(opportunityId);
      const revision = before?.revision ?? 0;
      if (expected !== '*' && expected !== revision) throw VersionStale({ headers: { etag: `"${revision}"` } });
      const { budgetFrom = null, budgetTo = null } = body;
      if (budgetFrom !== null && budgetTo !== null && budgetFrom > budgetTo)
        throw BudgetInvalid({ errors: [at('/budgetTo', BudgetInvalid)] });
      const record = this.#recordOf(opportunity, body, before);
      await this.db.insertAll(NeedsRecord, [record]);
      await this.#prove(opportunity, record);
      if (record.timing !== null) {
        const horizon = await this.office.setting(PurchaseHorizon, opportunity.storeId);
        opportunity.expectedOn = addDays(dateOf(record.recordedAt), horizon[record.timing] ?? 0);
      }
      if (opportunity.modelId === null) opportunity.modelId = record.modelIds[0] ?? null;
      await this.progress.reach(opportunity, 'NEEDS', record.recordedAt, 'needs');
      await this.#tell(opportunity, record);
      return viewOf(opportunityId, record);
    });
  }

  async of(opportunityId: string): Promise<NeedsRecordView> {
    await this.db.find(Opportunity, opportunityId);
    return viewOf(opportunityId, await this.newest(opportunityId));
  }
  async history(opportunityId: string, query: ListNeedsRecords): Promise<Page<NeedsRecordView>> {
    await this.db.find(Opportunity, opportunityId);
    const page = await this.lists.page<NeedsRecord>(RECORDS, query, [['n.opportunity_id = ?::uuid', opportunityId]]);
    return { ...page, items: page.items.map((record) => viewOf(opportunityId, record)) };
  }

  async newest(opportunityId: string): Promise<NeedsRecord | undefined> {
    return (
      await this.db.sql<NeedsRecord>(
        `SELECT ${COLUMNS} FROM crm.needs_record n WHERE n.opportunity_id = $1 ORDER BY n.revision DESC LIMIT 1`,
        [opportunityId],
      )
    )[0];
  }
  #recordOf({ id: opportunityId, customerId, storeId }: Opportunity, body: RecordNeeds, before?: NeedsRecord): NeedsRecord {
    const { budgetFrom = null, budgetTo = null, use = null, timing = null, finance = null, decisionMaker = null, note = null } = body;
    const { modelIds = [], powertrains = [], bodies = [], colours = [], tradeIn } = body;
    return {
      ...{ id: newId(), opportunityId, customerId, storeId, revision: (before?.revision ?? 0) + 1 },
      ...{ budgetFrom, budgetTo, use, timing, finance, decisionMaker, note, modelIds, powertrains, bodies, colours },
      tradeIn: tradeIn
        ? { brand: tradeIn.brand, series: tradeIn.series ?? null, year: tradeIn.year, odometerKm: tradeIn.odometerKm }
        : null,
      personalised: body.personalised ?? before?.personalised ?? true,
      recordedBy: context.principal.id,
      recordedAt: this.office.now(),
    };
  }

  async #prove({ id }: Opportunity, record: NeedsRecord): Promise<void> {
    await this.progress.prove(id, 'NEEDS_RECORD', record.id, record.recordedAt);
    if (record.budgetTo !== null) await this.progress.prove(id, 'BUDGET', record.id, record.recordedAt);
  }

  async #namesOf(modelIds: string[]): Promise<string[]> {
    const sql = 'SELECT name FROM crm.model_on_offer WHERE model_id = ANY($1::uuid[]) ORDER BY name';
    return (await this.db.sql<{ name: string }>(sql, [modelIds])).map(({ name }) => name);
  }

  async #tell(opportunity: Opportunity, record: NeedsRecord): Promise<void> {
    const { revision, budgetFrom, budgetTo, use, timing, modelIds, powertrains, colours, tradeIn, finance } = record;
    const modelNames = await this.#namesOf(modelIds);
    const facts = { revision, budgetFrom, budgetTo, use, timing, modelIds, modelNames, powertrains, colours, tradeIn, finance };
    this.outbox.publish(NeedsRecorded, opportunity, { ...factsOf(opportunity), ...facts });
    const { customerId, storeId, number } = opportunity;
    const story = {
      customerId,
      storeId,
      at: record.recordedAt,
      what: 'needs-recorded',
      refType: 'Opportunity',
      refId: opportunity.id,
    } as const;
    await this.timeline.tell({ ...story, facts: { number } });
  }
}

const NOTHING = {
  ...{ budgetFrom: null, budgetTo: null, use: null, timing: null, finance: null, decisionMaker: null, note: null, tradeIn: null },
  ...{ modelIds: [], powertrains: [], bodies: [], colours: [], personalised: true, recordedBy: null, recordedAt: null, revision: 0 },
};
function viewOf(id: string, record?: NeedsRecord): NeedsRecordView {
  const n = record ?? NOTHING;
  return {
    id,
    budgetFrom: n.budgetFrom,
    budgetTo: n.budgetTo,
    currency: 'CNY',
    use: n.use,
    timing: n.timing,
    modelIds: n.modelIds,
    powertrains: n.powertrains,
    bodies: n.bodies,
    colours: n.colours,
    tradeIn: n.tradeIn,
    finance: n.finance,
    decisionMaker: n.decisionMaker,
    personalised: n.personalised,
    note: n.note,
    recordedBy: n.recordedBy,
    recordedAt: n.recordedAt,
    version: n.revision,
  };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ReceivableService } from '../receivables/receivable.service.js';
import { RefundService } from '../refunds/refund.service.js';
import type { CreateRebateProgramme, ListRebateClaims, ListRebateProgrammes, RebateClaimView, RebateProgrammeView } from './rebate.dto.js';
import { RebateDue } from './rebate.rules.js';
import { RebateClaim, rebateClaimLifecycle } from './rebate-claim.entity.js';
import { RebateProgramme, rebateProgrammeLifecycle } from './rebate-programme.entity.js';

const PROGRAMMES: ListDefinition = {
  select: `p.id, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.code, p.state, p.name, p.model_ids AS "modelIds", p.store_ids AS "storeIds", p.amount, p.percent,
    p.valid_from AS "validFrom", p.valid_until AS "validUntil"`,
  from: 'finance.rebate_programme p',
  id: 'p.id',
  sorts: { code: { by: 'p.code', type: 'text' } },
  defaultSort: 'code',
  filters: { state: 'p.state = ?' },
};
const CLAIMS: ListDefinition = {
  select: `c.id, c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.number, c.state, c.store_id AS "storeId", c.rebate_programme_id AS "rebateProgrammeId",
    c.sales_order_id AS "salesOrderId", c.order_number AS "orderNumber", c.vin, c.model_id AS "modelId", c.amount, c.receivable_id AS "receivableId", c.delivered_on AS "deliveredOn"`,
  from: 'finance.rebate_claim c',
  id: 'c.id',
  sorts: { createdAt: { by: 'c.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: {
    state: 'c.state = ?',
    storeId: 'c.store_id = ?::uuid',
    rebateProgrammeId: 'c.rebate_programme_id = ?::uuid',
    salesOrderId: 'c.sales_order_id = ?::uuid',
  },
  scope: { store: 'c.store_id' },
};

interface DeliveredCar {
  salesOrderId: string;
  number: string;
  storeId: string;
  vin: string;
  modelId: string;
  purchaseCost: number;
  deliveredOn: string;
  deliveredAt: string;
}
interface ReturnedCar {
  salesOrderId: string;
  number: string;
  storeId: string;
  customerId: string;
  requestedBy: string;
}

/** 厂家返利: what the maker owes us for cars that were delivered, and no longer owes for those that came back. */
@Injectable()
export class RebateService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
    private readonly receivables: ReceivableService,
    private readonly refunds: RefundService,
  ) {}

  introduce(body: CreateRebateProgramme): Promise<RebateProgrammeView> {
    return this.db.transaction(async () => {
      const programme = Object.assign(new RebateProgramme(), {
        modelIds: [],
        storeIds: [],
        amount: null,
        percent: null,
        ...body,
        id: newId(),
      });
      programme.requireSound();
      rebateProgrammeLifecycle.begin(programme);
      return programmeView(await this.db.save(programme, 'introduce'));
    });
  }
  close(id: string): Promise<RebateProgrammeView> {
    return this.db.transaction(async () => {
      const programme = await this.db.lock(RebateProgramme, id);
      rebateProgrammeLifecycle.move(programme, 'close');
      return programmeView(await this.db.save(programme, 'close'));
    });
  }

  /** Each programme pays once for a delivery: `uq_rebate_claim_order` stands behind it. */
  async claim(car: DeliveredCar): Promise<void> {
    const { salesOrderId, storeId, vin, modelId, deliveredOn, number: orderNumber } = car;
    const programmes = await this.db.repo(RebateProgramme).find({ where: { state: 'ACTIVE' }, order: { code: 'ASC' } });
    const { code } = await this.identity.store(storeId);
    const within = await this.identity.setting(RebateDue, storeId);
    for (const programme of programmes.filter((p) => earns(p, car))) {
      const amount = programme.rebateOn(car.purchaseCost);
      if (amount === 0) continue;
      const number = await this.numbers.next('RB', code);
      const receivableId = await this.receivables.billBeside({
        ...{ payer: 'MAKER', amount, storeId, number, from: new Date(car.deliveredAt), within },
      });
      const claim = Object.assign(new RebateClaim(), {
        ...{ id: newId(), number, storeId, rebateProgrammeId: programme.id, salesOrderId, orderNumber, vin, modelId, amount },
        ...{ receivableId, deliveredOn },
      });
      rebateClaimLifecycle.begin(claim);
      await this.db.save(claim, 'claim');
    }
  }

  /** The car came back: the maker owes nothing for it, and gets back what it has paid. */
  async withdraw({ salesOrderId, number, storeId, customerId, requestedBy }: ReturnedCar): Promise<void> {
    for (const claim of await this.db.lockAll(RebateClaim, { salesOrderId, state: 'CLAIMED' })) {
      rebateClaimLifecycle.move(claim, 'withdraw');
      await this.db.save(claim, 'withdraw');
      const amount = await this.receivables.giveUp(claim.receivableId);
      await this.refunds.claim({
        ...{ reason: 'REBATE', sourceId: claim.id, salesOrderId, number, storeId, customerId, amount, requestedBy },
        ...{ payee: 'MAKER', payeeName: null, compensation: 0, retained: 0, explanation: `退车:返还厂家返利 ${claim.number}` },
      });
    }
  }

  async programme(id: string): Promise<RebateProgrammeView> {
    return programmeView(await this.db.find(RebateProgramme, id));
  }
  async programmes(query: ListRebateProgrammes): Promise<Page<RebateProgrammeView>> {
    const page = await this.lists.page<RebateProgramme>(PROGRAMMES, query);
    return { ...page, items: page.items.map(programmeView) };
  }
  async claims(query: ListRebateClaims): Promise<Page<RebateClaimView>> {
    const page = await this.lists.page<RebateClaim>(CLAIMS, query);
    return { ...page, items: page.items.map(claimView) };
  }
}

const anyOr = (ids: readonly string[], id: string): boolean => ids.length === 0 || ids.includes(id);
const earns = ({ modelIds, storeIds, validFrom, validUntil }: RebateProgramme, { modelId, storeId, deliveredOn }: DeliveredCar): boolean =>
  anyOr(modelIds, modelId) && anyOr(storeIds, storeId) && validFrom <= deliveredOn && deliveredOn <= validUntil;

const programmeView = (p: RebateProgramme): RebateProgrammeView => ({
  ...headOf(rebateProgrammeLifecycle, Object.assign({}, p, { number: p.code, storeId: null })),
  code: p.code,
  name: p.name,
  modelIds: p.modelIds,
  storeIds: p.storeIds,
  amount: p.amount,
  percent: p.percent,
  validFrom: p.validFrom,
  validUntil: p.validUntil,
});
const claimView = (c: RebateClaim): RebateClaimView => ({
  ...headOf(rebateClaimLifecycle, c),
  rebateProgrammeId: c.rebateProgrammeId,
  salesOrderId: c.salesOrderId,
  orderNumber: c.orderNumber,
  vin: c.vin,
  modelId: c.modelId,
  amount: c.amount,
  receivableId: c.receivableId,
  deliveredOn: c.deliveredOn,
});

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Numbers } from '../../../kernel/database/numbers.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { headOf } from '../../../kernel/http/resource.dto.js';
import { newId } from '../../../kernel/ids.js';
import { at, ReferenceUnknown } from '../../../kernel/problems.js';
import { IdentityApi } from '../../identity/identity.api.js';
import { ColourNotOfModel, StockPolicyChanged } from '../inventory.contract.js';
import { VehicleModel } from '../vehicle-models/vehicle-model.entity.js';
import type { PolicySubject } from './policy-choice.js';
import type { CreateStockPolicy, EditStockPolicy, ListStockPolicies, StockPolicyView } from './stock-policy.dto.js';
import { StockPolicy, stockPolicyLifecycle } from './stock-policy.entity.js';
import { StockPolicyOfAllStores } from './stock-policy.rules.js';

const COLUMNS = `p.id, p.number, p.state, p.store_id AS "storeId", p.brand, p.series, p.model_id AS "modelId", p.colour, p.safety, p.ceiling, p.days_supply_limit AS "daysSupplyLimit",
    p.target_days_supply AS "targetDaysSupply", p.pack, p.quota, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;
const POLICIES: ListDefinition = {
  select: COLUMNS,
  from: 'inventory.stock_policy p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { state: 'p.state = ANY(?::text[])', storeId: 'p.store_id IS NULL OR p.store_id = ?::uuid', modelId: 'p.model_id = ?::uuid' },
  // The group's own hold everywhere.
  scope: { store: 'p.store_id IS NULL OR p.store_id' },
};

@Injectable()
export class StockPolicyService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly numbers: Numbers,
    private readonly identity: IdentityApi,
  ) {}

  async set({ everyStore = false, storeId, ...body }: CreateStockPolicy): Promise<StockPolicyView> {
    if (everyStore && !context.scope.group) throw StockPolicyOfAllStores();
    const store = everyStore ? null : await this.identity.storeForNew(storeId);
    return this.db.transaction(async () => {
      const { brand = null, series = null, modelId = null, colour = null, ceiling = null, daysSupplyLimit = null } = body;
      const { targetDaysSupply = null, pack = 1, quota = null, safety } = body;
      const policy = Object.assign(new StockPolicy(), {
        ...{ id: newId(), number: await this.numbers.next('SP', store?.code), storeId: store?.id ?? null, brand, series, modelId, colour },
        ...{ safety, ceiling, daysSupplyLimit, targetDaysSupply, pack, quota },
      });
      policy.requireSound();
      if (modelId !== null) {
        const model = await this.db.repo(VehicleModel).findOneBy({ id: modelId });
        if (!model) throw ReferenceUnknown({ errors: [at('/modelId', ReferenceUnknown)] });
        if (colour !== null && !model.colours.includes(colour)) throw ColourNotOfModel({ errors: [at('/colour', ColourNotOfModel)] });
      }
      stockPolicyLifecycle.begin(policy);
      return this.#keep(policy, 'set');
    });
  }

  change(id: string, body: EditStockPolicy, expected: number | '*'): Promise<StockPolicyView> {
    return this.db.transaction(async () => {
      const policy = await this.#lockOwn(id);
      policy.expectVersion(expected);
      for (const [name, value] of Object.entries(body)) if (value !== undefined) Object.assign(policy, { [name]: value as unknown });
      policy.requireSound();
      return this.#keep(policy, 'change');
    });
  }

  end(id: string): Promise<StockPolicyView> {
    return this.db.transaction(async () => {
      const policy = await this.#lockOwn(id);
      stockPolicyLifecycle.move(policy, 'end');
      return this.#keep(policy, 'end');
    });
  }

  async one(id: string): Promise<StockPolicyView> {
    return viewOf(await this.db.find(StockPolicy, id));
  }
  async list(query: ListStockPolicies): Promise<Page<StockPolicyView>> {
    const page = await this.lists.page<StockPolicy>(POLICIES, query);
    return { ...page, items: page.items.map(viewOf) };
  }

  /** The policies that can hold for cars of a store, of one model if it is named. */
  holding(storeId: string, of?: PolicySubject): Promise<StockPolicy[]> {
    return this.db.sql<StockPolicy>(
      `SELECT ${COLUMNS} FROM inventory.stock_policy p WHERE p.state = 'ACTIVE' AND (p.store_id IS NULL OR p.store_id = $1)
         AND ($2::uuid IS NULL OR p.model_id IS NULL OR p.model_id = $2) AND ($3::text IS NULL OR p.colour IS NULL OR p.colour = $3)`,
      [storeId, of?.modelId ?? null, of?.colour ?? null],
    );
  }

  /** One of every store is changed by those who act for the whole group only. */
  async #lockOwn(id: string): Promise<StockPolicy> {
    const policy = await this.db.lock(StockPolicy, id);
    if (policy.storeId === null && !context.scope.group) throw StockPolicyOfAllStores();
    return policy;
  }
  async #keep(policy: StockPolicy, action: string): Promise<StockPolicyView> {
    await this.db.save(policy, action);
    const { id: stockPolicyId, storeId, modelId, colour, state } = policy;
    this.outbox.publish(StockPolicyChanged, policy, { stockPolicyId, storeId, modelId, colour, state });
    return viewOf(policy);
  }
}

const viewOf = (p: StockPolicy): StockPolicyView => ({
  ...headOf(stockPolicyLifecycle, p),
  ...{ brand: p.brand, series: p.series, modelId: p.modelId, colour: p.colour, safety: p.safety, ceiling: p.ceiling },
  ...{ daysSupplyLimit: p.daysSupplyLimit, targetDaysSupply: p.targetDaysSupply, pack: p.pack, quota: p.quota },
});

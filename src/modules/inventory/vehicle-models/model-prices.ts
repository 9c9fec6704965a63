import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { Outbox } from '../../../kernel/events/outbox.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at } from '../../../kernel/problems.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { Clock, instantOf } from '../../../kernel/time/clock.js';
import { ModelChanged } from '../inventory.contract.js';
import type { ListVehicleModelPrices, SetVehicleModelPrice, VehicleModelPriceView } from './vehicle-model.dto.js';
import { VehicleModel, VehicleModelPrice } from './vehicle-model.entity.js';
import { ModelPriceInThePast } from './vehicle-model.rules.js';

const PRICES: ListDefinition = {
  select: `p.id, p.valid_from AS "validFrom", p.list_price AS "listPrice", p.floor_price AS "floorPrice", p.transfer_price AS "transferPrice", p.set_by AS "setBy", p.set_at AS "setAt",
    p.applied_at IS NOT NULL AS applied`,
  from: 'inventory.vehicle_model_price p',
  id: 'p.id',
  sorts: { validFrom: { by: 'p.valid_from', type: 'date' } },
  defaultSort: '-validFrom',
  filters: {},
};
const COLUMNS = `id, valid_from AS "validFrom", list_price AS "listPrice", floor_price AS "floorPrice", transfer_price AS "transferPrice", set_by AS "setBy", set_at AS "setAt",
  applied_at IS NOT NULL AS applied`;

/** Prices of a model by date: those of a day become the model's own at its midnight, and everybody is told. */
@Injectable()
export class ModelPrices {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** From a day on; a price that was set for that very day before is replaced. */
  set(modelId: string, { validFrom, listPrice, floorPrice, transferPrice }: SetVehicleModelPrice): Promise<VehicleModelPriceView> {
    return this.db.transaction(async () => {
      const model = await this.db.lock(VehicleModel, modelId);
      const today = this.clock.today();
      if (validFrom < today) throw ModelPriceInThePast({ errors: [at('/validFrom', ModelPriceInThePast)] });
      const prices = { listPrice, floorPrice, transferPrice: transferPrice ?? model.transferPrice };
      Object.assign(new VehicleModel(), model, prices).requireSound();
      const kept = await this.#keep(modelId, validFrom, prices, validFrom === today);
      this.db.audit({
        action: 'set-price',
        aggregateType: VehicleModel.name,
        aggregateId: modelId,
        storeId: null,
        changes: { validFrom, ...prices },
      });
      if (validFrom === today) await this.#apply(model, prices);
      return viewOf(kept);
    });
  }

  /** The model was given other prices by hand: they hold from today. */
  async note({ id, listPrice, floorPrice, transferPrice }: VehicleModel): Promise<void> {
    await this.#keep(id, this.clock.today(), { listPrice, floorPrice, transferPrice: transferPrice ?? null }, true);
  }

  /** Their day has come. */
  async take(priceId: string): Promise<void> {
    const price = await this.db.repo(VehicleModelPrice).findOneByOrFail({ id: priceId });
    const model = await this.db.lock(VehicleModel, price.modelId);
    const { listPrice, floorPrice, transferPrice } = price;
    await this.#apply(model, { listPrice, floorPrice, transferPrice });
    await this.db.sql('UPDATE inventory.vehicle_model_price SET applied_at = $2 WHERE id = $1', [priceId, this.clock.now()]);
  }

  async list(modelId: string, query: ListVehicleModelPrices): Promise<Page<VehicleModelPriceView>> {
    await this.db.find(VehicleModel, modelId);
    const page = await this.lists.page<VehicleModelPriceView>(PRICES, query, [['p.model_id = ?::uuid', modelId]]);
    return { ...page, items: page.items.map(viewOf) };
  }

  async #apply(model: VehicleModel, prices: Pick<VehicleModel, 'listPrice' | 'floorPrice' | 'transferPrice'>): Promise<void> {
    Object.assign(model, prices);
    await this.db.save(model, 'take-prices');
    this.outbox.publish(ModelChanged, model, model.published());
  }

  async #keep(
    modelId: string,
    validFrom: string,
    { listPrice, floorPrice, transferPrice }: Pick<VehicleModel, 'listPrice' | 'floorPrice' | 'transferPrice'>,
    applied: boolean,
  ): Promise<VehicleModelPriceView> {
    const now = this.clock.now();
    const [kept] = await this.db.sql<VehicleModelPriceView>(
      `INSERT INTO inventory.vehicle_model_price (id, model_id, valid_from, list_price, floor_price, transfer_price, set_by, set_at, effective_at, applied_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (model_id, valid_from) DO UPDATE SET list_price = excluded.list_price, floor_price = excluded.floor_price, transfer_price = excluded.transfer_price,
         set_by = excluded.set_by, set_at = excluded.set_at, applied_at = excluded.applied_at
       RETURNING ${COLUMNS}`,
      [
        newId(),
        modelId,
        validFrom,
        listPrice,
        floorPrice,
        transferPrice,
        context.principal.id,
        now,
        instantOf(validFrom),
        applied ? now : null,
      ],
    );
    return kept as VehicleModelPriceView;
  }
}

function viewOf(price: VehicleModelPriceView): VehicleModelPriceView {
  const seesCost = permissions.may('seeCost');
  return { ...price, floorPrice: seesCost ? price.floorPrice : null, transferPrice: seesCost ? price.transferPrice : null };
}

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { addDays, Clock } from '../../../kernel/time/clock.js';
import { InventoryApi } from '../../inventory/inventory.api.js';
import { Deals } from '../deals.js';
import { requireMayChange } from '../group-wide.js';
import type { CreatePriceList, EditPriceList, PriceItemBody, PriceListWithItemsView } from './price-list.dto.js';
import { FEE_CODES, PriceList, PriceListItem, priceListLifecycle } from './price-list.entity.js';
import { PriceListReads } from './price-list.queries.js';
import { PriceListFixed, PriceListInvalid, PriceListOverlap } from './price-list.rules.js';

/** Price lists: written as a draft, published for a period, retired. */
@Injectable()
export class PriceListService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deals: Deals,
    private readonly inventory: InventoryApi,
    private readonly reads: PriceListReads,
  ) {}

  write({ items, storeId: wanted, ...body }: CreatePriceList): Promise<PriceListWithItemsView> {
    return this.db.transaction(async () => {
      const storeId = await this.deals.placeFor(wanted);
      const list = Object.assign(new PriceList(), {
        ...{ id: newId(), number: await this.deals.number('PL', storeId), storeId, createdBy: context.principal.id },
        ...{ name: body.name, validFrom: body.validFrom, validUntil: body.validUntil ?? null },
      });
      priceListLifecycle.begin(list);
      await this.#require(list, items);
      await this.db.save(list, 'write');
      await this.#insert(list, items);
      return this.reads.one(list.id);
    });
  }

  change(id: string, { items, ...body }: EditPriceList, expected: number | '*'): Promise<PriceListWithItemsView> {
    return this.db.transaction(async () => {
      const list = await this.db.lock(PriceList, id);
      list.expectVersion(expected);
      requireMayChange(list);
      if (list.state !== 'DRAFT') throw PriceListFixed();
      Object.assign(list, Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)));
      await this.#require(list, items ?? []);
      await this.db.save(list, 'change');
      if (items) {
        await this.db.sql('DELETE FROM sales.price_list_item WHERE price_list_id = $1', [id]);
        await this.#insert(list, items);
      }
      return this.reads.one(id);
    });
  }

  /** From today on at the earliest: what was offered yesterday stays what it was. Two prices of one item and day are refused, by the database too. */
  publish(id: string): Promise<PriceListWithItemsView> {
    return this.db.transaction(async () => {
      const list = await this.db.lock(PriceList, id);
      requireMayChange(list);
      priceListLifecycle.move(list, 'publish');
      const today = this.clock.today();
      const first = list.validFrom > today ? list.validFrom : today;
      const end = list.validUntil === null ? null : addDays(list.validUntil, 1);
      if (end !== null && end <= first)
        throw PriceListInvalid({ errors: [at('/validUntil', PriceListInvalid, say('有效期已过', 'its last day is over'))] });
      await this.#requireFree(id, first, end);
      Object.assign(list, { publishedBy: context.principal.id, publishedAt: this.clock.now() });
      await this.db.sql('UPDATE sales.price_list_item SET held_from = $2, held_until = $3 WHERE price_list_id = $1', [id, first, end]);
      await this.db.save(list, 'publish');
      return this.reads.one(id);
    });
  }

  /** Its prices end yesterday: they still explain what was offered before. */
  retire(id: string): Promise<PriceListWithItemsView> {
    return this.db.transaction(async () => {
      const list = await this.db.lock(PriceList, id);
      requireMayChange(list);
      priceListLifecycle.move(list, 'retire');
      list.retiredAt = this.clock.now();
      await this.db.sql(
        `UPDATE sales.price_list_item SET held_until = greatest(held_from, least(held_until, $2::date)) WHERE price_list_id = $1`,
        [id, this.clock.today()],
      );
      await this.db.save(list, 'retire');
      return this.reads.one(id);
    });
  }

  async #require(list: PriceList, items: PriceItemBody[]): Promise<void> {
    const faults = itemFaults(items);
    if (list.validUntil !== null && list.validUntil < list.validFrom)
      faults.push(at('/validUntil', PriceListInvalid, say('早于开始日期', 'it lies before the first day')));
    const models = new Set(items.flatMap(({ modelId }) => modelId ?? []));
    if (models.size) {
      const known = new Set((await this.inventory.catalogue()).map((m) => m.modelId));
      for (const [n, { modelId }] of items.entries())
        if (modelId !== undefined && !known.has(modelId))
          faults.push(at(`/items/${n}/modelId`, PriceListInvalid, say('车型不存在', 'there is no such model')));
    }
    if (faults.length) throw PriceListInvalid({ errors: faults });
  }

  async #insert({ id: priceListId, storeId }: PriceList, items: PriceItemBody[]): Promise<void> {
    await this.db.insertAll(
      PriceListItem,
      items.map(({ kind, code = '', modelId = null, description = null, amount }, position) =>
        Object.assign(new PriceListItem(), {
          ...{ id: newId(), priceListId, storeId, position, kind, code, modelId, description, amount, heldFrom: null, heldUntil: null },
        }),
      ),
    );
  }

  /** Names the list in the way; of two that are published at once the exclusion constraint refuses one. */
  async #requireFree(id: string, first: string, end: string | null): Promise<void> {
    const [other] = await this.db.sql<{ number: string; kind: string; code: string }>(
      `SELECT l.number, i.kind, i.code FROM sales.price_list_item mine
       JOIN sales.price_list_item i ON i.held_from IS NOT NULL AND i.store_id IS NOT DISTINCT FROM mine.store_id AND i.kind = mine.kind AND i.code = mine.code
         AND i.model_id IS NOT DISTINCT FROM mine.model_id AND daterange(i.held_from, i.held_until, '[)') && daterange($2::date, $3::date, '[)')
       JOIN sales.price_list l ON l.id = i.price_list_id
       WHERE mine.price_list_id = $1 ORDER BY mine.position LIMIT 1`,
      [id, first, end],
    );
    if (other)
      throw PriceListOverlap({
        detail: say(
          `${other.number} 已有 ${other.kind} ${other.code} 的价格`,
          `${other.number} already has a price of ${other.kind} ${other.code}`.trimEnd(),
        ),
      });
  }
}

/** What does not fit together, each with its place. */
function itemFaults(items: PriceItemBody[]): FieldFault[] {
  const faults: FieldFault[] = [];
  const seen = new Set<string>();
  for (const [n, { kind, code, modelId }] of items.entries()) {
    const fault = (field: string, zh: string, en: string) => faults.push(at(`/items/${n}/${field}`, PriceListInvalid, say(zh, en)));
    if (kind === 'MODEL' && modelId === undefined) fault('modelId', '请指明车型', 'name the model');
    if (kind === 'MODEL' && code !== undefined) fault('code', '车型价格没有项目编码', 'the price of a model has no item code');
    if (kind === 'ACCESSORY' && code === undefined) fault('code', '请填写项目编码', 'name the item code');
    if (kind === 'FEE' && !(FEE_CODES as readonly string[]).includes(code ?? ''))
      fault('code', `费用可为 ${FEE_CODES.join('、')}`, `a fee is one of ${FEE_CODES.join(', ')}`);
    const key = [kind, code, modelId].join(' ');
    if (seen.has(key)) fault('code', '项目重复', 'the item is in the list twice');
    seen.add(key);
  }
  return faults;
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import type { PriceItemKind } from './price-list.entity.js';

/** A price of a published list that holds on the day asked for. */
export interface HeldPrice {
  kind: PriceItemKind;
  code: string;
  description: string | null;
  amount: number;
  priceListId: string;
  priceListNumber: string;
  /** Null: a list of the whole group. */
  storeId: string | null;
}

/** What holds for a model at a store on a day: of each item the store's price before the group's, a price for the model before one for any. */
export class HeldPrices {
  readonly #first = new Map<string, HeldPrice>();

  constructor(inOrder: readonly HeldPrice[]) {
    for (const price of inOrder) {
      const key = `${price.kind} ${price.code}`;
      if (!this.#first.has(key)) this.#first.set(key, price);
    }
  }
  get vehicle(): HeldPrice | undefined {
    return this.#first.get('MODEL ');
  }
  accessory(code: string): HeldPrice | undefined {
    return this.#first.get(`ACCESSORY ${code}`);
  }
  of(kind: PriceItemKind): HeldPrice[] {
    return [...this.#first.values()].filter((p) => p.kind === kind).sort((a, b) => a.code.localeCompare(b.code));
  }
  /** Published fees by kind, fen. */
  get fees(): Record<string, number> {
    return Object.fromEntries(this.of('FEE').map(({ code, amount }) => [code, amount]));
  }
}

/** The published prices, looked up by store, model and day. */
@Injectable()
export class PriceBook {
  constructor(private readonly db: Database) {}

  async at(storeId: string, modelId: string, date: string): Promise<HeldPrices> {
    return new HeldPrices(
      await this.db.sql<HeldPrice>(
        `SELECT i.kind, i.code, i.description, i.amount, i.price_list_id AS "priceListId", l.number AS "priceListNumber", i.store_id AS "storeId"
         FROM sales.price_list_item i JOIN sales.price_list l ON l.id = i.price_list_id
         WHERE i.held_from <= $3::date AND (i.held_until IS NULL OR i.held_until > $3::date) AND (i.store_id = $1 OR i.store_id IS NULL)
           AND (i.model_id = $2 OR (i.model_id IS NULL AND i.kind <> 'MODEL'))
         ORDER BY i.store_id IS NULL, i.model_id IS NULL`,
        [storeId, modelId, date],
      ),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull } from 'typeorm';
import { context } from '../../kernel/context.js';
import type { Aggregate } from '../../kernel/database/aggregate.js';
import { Database } from '../../kernel/database/database.js';
import { newId } from '../../kernel/ids.js';
import { refusal } from '../../kernel/problems.js';
import { storesOfScope } from '../../kernel/security/permissions.js';
import { IdentityApi } from '../identity/identity.api.js';

export const BrandOfAnother = refusal(
  'forbidden',
  'brand_of_another',
  '只能维护本店品牌的数据,通用数据由集团维护',
  'You keep the data of your store’s brand; what holds for every brand is kept by the group',
  'G-1',
);

/** Condition of a list: the rows that hold for a brand, its own before the delivered ones (`?` for the brand). */
export const holdsFor = (table: string, alias: string): string =>
  `${alias}.brand = ? OR (${alias}.brand IS NULL AND NOT EXISTS (SELECT 1 FROM ${table} own WHERE own.code = ${alias}.code AND own.brand = ?))`;

/** A row of such data. */
interface OfBrand extends Aggregate {
  code: string;
  brand: string | null;
}
const given = (body: object): object => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** Data that a brand may have its own of, by code; what is delivered (brand null) holds for the others. */
@Injectable()
export class BrandData {
  constructor(
    private readonly db: Database,
    private readonly identity: IdentityApi,
  ) {}

  /** The rows that hold at a store. */
  async at<R>(table: string, columns: string, storeId: string, code: string | null = null): Promise<R[]> {
    const { brand } = await this.identity.store(storeId);
    return this.db.sql<R>(
      `SELECT DISTINCT ON (d.code) ${columns} FROM ${table} d WHERE (d.brand = $1 OR d.brand IS NULL) AND ($2::text IS NULL OR d.code = $2) ORDER BY d.code, d.brand NULLS LAST`,
      [brand, code],
    );
  }

  /** A brand's own row: what is left out is taken from the delivered one of its code, if there is one. */
  create<T extends OfBrand>(entity: new () => T, own: object & { brand: string; code: string }): Promise<T> {
    const { brand, code } = own;
    return this.db.transaction(async () => {
      await this.#requireMine(brand);
      const delivered = await this.db.repo(entity).findOneBy({ code, brand: IsNull() } as FindOptionsWhere<T>);
      return this.db.save(Object.assign(new entity(), delivered, given(own), { id: newId() }), 'create');
    });
  }

  change<T extends OfBrand>(entity: new () => T, id: string, body: object, expected: number | '*'): Promise<T> {
    return this.db.transaction(async () => {
      const row = await this.db.lock(entity, id);
      await this.#requireMine(row.brand);
      row.expectVersion(expected);
      return this.db.save(Object.assign(row, given(body)), 'change');
    });
  }

  /** Whoever acts for the group may change everything, others what is their brand's. */
  async #requireMine(brand: string | null): Promise<void> {
    if (context.scope.group) return;
    for (const storeId of storesOfScope()) if ((await this.identity.store(storeId)).brand === brand) return;
    throw BrandOfAnother();
  }
}

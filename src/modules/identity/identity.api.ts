import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { context } from '../../kernel/context.js';
import { Database } from '../../kernel/database/database.js';
import { NotFound, StoreRequired } from '../../kernel/problems.js';
import { storesOfScope } from '../../kernel/security/permissions.js';
import type { SettingType } from '../../kernel/settings.js';
import { addBusinessMinutes, businessMinutesBetween, type Hours, periodsOn } from './calendars/business-time.js';
import { addWorkingDays } from './calendars/working-days.js';
import type { EmployeeFacts, Role, StoreFacts } from './identity.contract.js';
import { SettingService } from './settings/setting.service.js';

const REMEMBERED_MS = 1500;

/** What every context may ask: stores, employees by role, business time, settings. */
@Injectable()
export class IdentityApi {
  readonly #stores = new LRUCache<string, StoreFacts>({ max: 1000, ttl: REMEMBERED_MS });
  readonly #hours = new LRUCache<string, Hours>({ max: 1000, ttl: REMEMBERED_MS });

  constructor(
    private readonly db: Database,
    private readonly settings: SettingService,
  ) {}

  /** The value of a setting that holds for a store now. */
  setting<T>(type: SettingType<T>, storeId?: string | null): Promise<T> {
    return this.settings.value(type, storeId);
  }

  /** The value that holds, or held, at an instant. */
  settingAt<T>(type: SettingType<T>, storeId: string | null, at: Date): Promise<T> {
    return this.settings.valueAt(type, storeId, at);
  }

  async store(storeId: string): Promise<StoreFacts> {
    const known = this.#stores.get(storeId);
    if (known) return known;
    const [store] = await this.db.sql<StoreFacts>(
      'SELECT id, code, name, city, brand, tax_number AS "taxNumber" FROM identity.store WHERE id = $1',
      [storeId],
    );
    if (!store) throw NotFound();
    this.#stores.set(storeId, store);
    return store;
  }

  /** The stores in which the caller may do what they are doing. */
  stores(): Promise<StoreFacts[]> {
    return this.db.sql<StoreFacts>(
      'SELECT id, code, name, city, brand, tax_number AS "taxNumber" FROM identity.store WHERE $1 OR id = ANY($2::uuid[]) ORDER BY code',
      [context.scope.group, storesOfScope()],
    );
  }

  /** Where a new record belongs: the named store if the caller may act there, else the caller's only one (422 `store_required` when there are several). */
  async storeForNew(storeId: string | undefined | null): Promise<StoreFacts> {
    const scope = context.scope;
    const mine = storesOfScope(scope);
    if (storeId) {
      if (!scope.group && !mine.includes(storeId)) throw NotFound();
      return this.store(storeId);
    }
    const only = mine[0];
    if (scope.group || only === undefined || mine.length > 1) throw StoreRequired();
    return this.store(only);
  }

  /** Active employees who hold a role for this store or for the whole group, by name. */
  employeesByRole(storeId: string, role: Role): Promise<EmployeeFacts[]> {
    return this.db.sql<EmployeeFacts>(
      `SELECT id AS "employeeId", name FROM identity.employee
       WHERE active AND (grants @> jsonb_build_array(jsonb_build_object('role', $2::text, 'storeId', $1::text)) OR grants @> jsonb_build_array(jsonb_build_object('role', $2::text, 'storeId', NULL)))
       ORDER BY username`,
      [storeId, role],
    );
  }
  /** An active employee who works for this store (or the group), or null. */
  async employeeOf(storeId: string, employeeId: string): Promise<EmployeeFacts | null> {
    const [row] = await this.db.sql<EmployeeFacts>(
      `SELECT id AS "employeeId", name FROM identity.employee
       WHERE id = $2 AND active AND (grants @> jsonb_build_array(jsonb_build_object('storeId', $1::text)) OR grants @> '[{"storeId": null}]')`,
      [storeId, employeeId],
    );
    return row ?? null;
  }

  /** When a limit of so many business minutes that starts at an instant runs out, by the store's calendar. */
  async addBusinessMinutes(storeId: string, from: Date, minutes: number): Promise<Date> {
    return addBusinessMinutes(await this.#hoursOf(storeId), from, minutes);
  }
  /** The end of the n-th working day after the day of an instant: weekends and holidays are none, weekend days worked instead (调休) are. */
  addWorkingDays(from: Date, days: number): Date {
    return addWorkingDays(from, days);
  }
  /** Business minutes of a store from one instant to another. */
  async businessMinutesBetween(storeId: string, from: Date, to: Date): Promise<number> {
    return businessMinutesBetween(await this.#hoursOf(storeId), from, to);
  }
  /** The open periods of a store on a date; none means closed. */
  async openPeriods(storeId: string, date: string): Promise<[from: string, to: string][]> {
    return periodsOn(await this.#hoursOf(storeId), date);
  }

  async #hoursOf(storeId: string): Promise<Hours> {
    const known = this.#hours.get(storeId);
    if (known) return known;
    const [row] = await this.db.sql<Hours>(
      'SELECT opening_hours AS "openingHours", exceptions FROM identity.store_calendar WHERE store_id = $1',
      [storeId],
    );
    if (!row) throw NotFound();
    this.#hours.set(storeId, row);
    return row;
  }
}

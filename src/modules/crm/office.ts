import { Injectable } from '@nestjs/common';
import { Numbers } from '../../kernel/database/numbers.js';
import type { SettingType } from '../../kernel/settings.js';
import { Clock } from '../../kernel/time/clock.js';
import { IdentityApi } from '../identity/identity.api.js';
import type { StoreFacts } from '../identity/identity.contract.js';

/** What every room of CRM asks its store for: a place for new records, numbers, settings, the time, who sells there. */
@Injectable()
export class Office {
  constructor(
    private readonly identity: IdentityApi,
    private readonly numbers: Numbers,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }
  today(): string {
    return this.clock.today();
  }
  storeForNew(storeId: string | undefined): Promise<StoreFacts> {
    return this.identity.storeForNew(storeId);
  }
  /** Of a store, or of the group when none is named. */
  setting<T>(type: SettingType<T>, storeId?: string): Promise<T> {
    return this.identity.setting(type, storeId);
  }
  businessMinutesAfter(storeId: string, from: Date, minutes: number): Promise<Date> {
    return this.identity.addBusinessMinutes(storeId, from, minutes);
  }
  businessMinutesBetween(storeId: string, from: Date, to: Date): Promise<number> {
    return this.identity.businessMinutesBetween(storeId, from, to);
  }
  /** Of one store, or of the group when none is named: customers are numbered group-wide. */
  async number(kind: string, storeId?: string): Promise<string> {
    return this.numbers.next(kind, storeId === undefined ? undefined : (await this.identity.store(storeId)).code);
  }
  async sells(storeId: string, employeeId: string): Promise<boolean> {
    return (await this.sellers(storeId)).has(employeeId);
  }
  /** Those who may be given a lead: consultants and sales managers of the store. */
  async sellers(storeId: string): Promise<Set<string>> {
    const consultants = await this.identity.employeesByRole(storeId, 'sales_consultant');
    const managers = await this.identity.employeesByRole(storeId, 'sales_manager');
    return new Set([...consultants, ...managers].map((e) => e.employeeId));
  }
}

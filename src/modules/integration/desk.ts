import { Injectable } from '@nestjs/common';
import { Numbers } from '../../kernel/database/numbers.js';
import type { SettingType } from '../../kernel/settings.js';
import { Clock } from '../../kernel/time/clock.js';
import { IdentityApi } from '../identity/identity.api.js';
import type { StoreFacts } from '../identity/identity.contract.js';
import { InventoryApi } from '../inventory/inventory.api.js';
import type { CatalogueModel } from '../inventory/inventory.contract.js';

/** What whoever takes something in from outside looks up: stores and models by name, settings, numbers, the time. */
@Injectable()
export class Desk {
  constructor(
    private readonly identity: IdentityApi,
    private readonly inventory: InventoryApi,
    private readonly numbers: Numbers,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }
  number(kind: string): Promise<string> {
    return this.numbers.next(kind);
  }
  setting<T>(type: SettingType<T>, storeId?: string): Promise<T> {
    return this.identity.setting(type, storeId);
  }
  /** Those in which the caller may do what they are doing. */
  stores(): Promise<StoreFacts[]> {
    return this.identity.stores();
  }
  storeForNew(storeId: string | undefined): Promise<StoreFacts> {
    return this.identity.storeForNew(storeId);
  }
  today(): string {
    return this.clock.today();
  }
  catalogue(): Promise<CatalogueModel[]> {
    return this.inventory.catalogue();
  }
}

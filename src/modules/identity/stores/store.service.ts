import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { CalendarService } from '../calendars/calendar.service.js';
import { Store } from './store.entity.js';
import type { CreateStore, ListStores, StoreView } from './store.dto.js';

const STORES: ListDefinition = {
  select:
    's.id, s.code, s.name, s.city, s.address, s.phone, s.brand, s.tax_number AS "taxNumber", s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"',
  from: 'identity.store s',
  id: 's.id',
  sorts: { code: { by: 's.code', type: 'text' } },
  defaultSort: 'code',
  filters: { code: 's.code = ?' },
};

@Injectable()
export class StoreService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
    private readonly calendars: CalendarService,
  ) {}

  /** Opens a store with the usual opening hours; holidays come from the official calendar. */
  openStore(body: CreateStore): Promise<StoreView> {
    return this.db.transaction(async () => {
      const store = Object.assign(new Store(), { id: newId(), taxNumber: null, ...body });
      await this.db.save(store, 'open');
      await this.calendars.begin(store.id);
      return viewOf(store);
    });
  }

  async store(id: string): Promise<StoreView> {
    return viewOf(await this.db.find(Store, id));
  }

  list(query: ListStores): Promise<Page<StoreView>> {
    return this.lists.page(STORES, query);
  }
}

const viewOf = ({ id, code, name, city, address, phone, brand, taxNumber, version, createdAt, updatedAt }: Store): StoreView => ({
  id,
  code,
  name,
  city,
  address,
  phone,
  brand,
  taxNumber,
  version,
  createdAt,
  updatedAt,
});

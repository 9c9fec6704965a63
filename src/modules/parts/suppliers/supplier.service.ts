import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import type { CreateSupplier, ListSuppliers, SupplierView } from './supplier.dto.js';
import { Supplier } from './supplier.entity.js';

const SUPPLIERS: ListDefinition = {
  select: 's.id, s.name, s.contact, s.phone, s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt"',
  from: 'parts.supplier s',
  id: 's.id',
  sorts: { name: { by: 's.name', type: 'text' }, createdAt: { by: 's.created_at', type: 'timestamptz' } },
  defaultSort: 'name',
  filters: { name: 's.name = ?' },
};

@Injectable()
export class SupplierService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  enrol(body: CreateSupplier): Promise<SupplierView> {
    return this.db.transaction(async () => {
      const supplier = Object.assign(new Supplier(), { contact: null, phone: null, ...body, id: newId() });
      return viewOf(await this.db.save(supplier, 'create'));
    });
  }

  async supplier(id: string): Promise<SupplierView> {
    return viewOf(await this.db.find(Supplier, id));
  }
  list(query: ListSuppliers): Promise<Page<SupplierView>> {
    return this.lists.page(SUPPLIERS, query);
  }
}

const viewOf = ({ id, name, contact, phone, version, createdAt, updatedAt }: Supplier): SupplierView => ({
  id,
  name,
  contact,
  phone,
  version,
  createdAt,
  updatedAt,
});

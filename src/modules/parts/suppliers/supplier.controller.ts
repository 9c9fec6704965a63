import { Body, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Page } from '../../../kernel/http/list.js';
import { Create, List, Read, Resource } from '../../../kernel/http/operation.js';
import { CreateSupplier, ListSuppliers, SupplierView } from './supplier.dto.js';
import { SupplierService } from './supplier.service.js';

@Resource('suppliers', 'parts')
export class SupplierController {
  constructor(private readonly suppliers: SupplierService) {}

  @Create('createSupplier', SupplierView, { summary: 'Enrol a supplier of parts' })
  create(@Body() body: CreateSupplier): Promise<SupplierView> {
    return this.suppliers.enrol(body);
  }
  @List('listSuppliers', SupplierView, { summary: 'List suppliers' })
  list(@Query() query: ListSuppliers): Promise<Page<SupplierView>> {
    return this.suppliers.list(query);
  }
  @Read('getSupplier', SupplierView, { summary: 'Read a supplier' })
  read(@Param('id', ParseUUIDPipe) id: string): Promise<SupplierView> {
    return this.suppliers.supplier(id);
  }
}

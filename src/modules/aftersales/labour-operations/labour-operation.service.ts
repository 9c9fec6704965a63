import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { at, say } from '../../../kernel/problems.js';
import { LabourOperationUnknown } from '../aftersales.contract.js';
import type { CreateLabourOperation, LabourOperationView, ListLabourOperations } from './labour-operation.dto.js';
import { LabourOperation } from './labour-operation.entity.js';

const OPERATIONS: ListDefinition = {
  select: `o.id, o.code, o.name, o.skill, o.bay_type AS "bayType", o.standard_hours AS "standardHours", o.hourly_rate AS "hourlyRate", o.menu_price AS "menuPrice",
    o.version, o.created_at AS "createdAt", o.updated_at AS "updatedAt"`,
  from: 'aftersales.labour_operation o',
  id: 'o.id',
  sorts: { code: { by: 'o.code', type: 'text' } },
  defaultSort: 'code',
  filters: { code: 'o.code = ?', skill: 'o.skill = ?' },
};

@Injectable()
export class LabourOperationService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  define(body: CreateLabourOperation): Promise<LabourOperationView> {
    return this.db.transaction(async () =>
      viewOf(await this.db.save(Object.assign(new LabourOperation(), { id: newId(), menuPrice: null, ...body }), 'define')),
    );
  }

  async operation(id: string): Promise<LabourOperationView> {
    return viewOf(await this.db.find(LabourOperation, id));
  }
  async list(query: ListLabourOperations): Promise<Page<LabourOperationView>> {
    const page = await this.lists.page<LabourOperation>(OPERATIONS, query);
    return { ...page, items: page.items.map((row) => viewOf(Object.assign(new LabourOperation(), row))) };
  }

  /** The operations with these codes, in their order; 422 `labour_operation_unknown` points at the first that there is not. */
  async byCodes(codes: readonly string[], pointer: (n: number) => string): Promise<LabourOperation[]> {
    const known = new Map((await this.db.repo(LabourOperation).find({ where: { code: In([...new Set(codes)]) } })).map((o) => [o.code, o]));
    return codes.map((code, n) => {
      const operation = known.get(code);
      if (!operation)
        throw LabourOperationUnknown({
          detail: say(`没有工时项目 ${code}`, `There is no labour operation ${code}`),
          errors: [at(pointer(n), LabourOperationUnknown)],
        });
      return operation;
    });
  }
}

const viewOf = (o: LabourOperation): LabourOperationView => ({
  id: o.id,
  code: o.code,
  name: o.name,
  skill: o.skill,
  bayType: o.bayType,
  standardHours: o.standardHours,
  hourlyRate: o.hourlyRate,
  menuPrice: o.menuPrice,
  price: o.price,
  version: o.version,
  createdAt: o.createdAt,
  updatedAt: o.updatedAt,
});

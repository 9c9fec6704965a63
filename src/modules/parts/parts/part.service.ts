import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { CURRENCY } from '../../../kernel/money.js';
import { NotFound } from '../../../kernel/problems.js';
import type { PartFacts } from '../parts.contract.js';
import type { CreatePart, EditPart, ListParts, PartView } from './part.dto.js';
import { Part } from './part.entity.js';

const PARTS: ListDefinition = {
  select: `p.id, p.number, p.name, p.unit, p.price, '${CURRENCY}' AS currency, p.source, p.maker, p.category, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`,
  from: 'parts.part p',
  id: 'p.id',
  sorts: {
    number: { by: 'p.number', type: 'text' },
    name: { by: 'p.name', type: 'text' },
    createdAt: { by: 'p.created_at', type: 'timestamptz' },
  },
  defaultSort: 'number',
  filters: {
    number: 'upper(p.number) = upper(?)',
    // The index finds the rows that hold every pair of neighbouring characters; the second condition keeps the right order of them.
    q: `parts.pieces(upper(p.number || ' ' || p.name)) @> parts.wanted(upper(?)) AND position(upper(?) IN upper(p.number || ' ' || p.name)) > 0`,
    category: 'p.category = ?',
  },
};

@Injectable()
export class PartService {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  listPart(body: CreatePart): Promise<PartView> {
    return this.db.transaction(async () => {
      const part = Object.assign(new Part(), { maker: null, category: null, ...body, id: newId() });
      return viewOf(await this.db.save(part, 'create'));
    });
  }

  change(id: string, body: EditPart, expected: number | '*'): Promise<PartView> {
    return this.db.transaction(async () => {
      const part = await this.db.lock(Part, id);
      part.expectVersion(expected);
      return viewOf(await this.db.save(Object.assign(part, body), 'update'));
    });
  }

  async part(id: string): Promise<PartView> {
    return viewOf(await this.db.find(Part, id));
  }
  list(query: ListParts): Promise<Page<PartView>> {
    return this.lists.page(PARTS, query);
  }

  async facts(partId: string): Promise<PartFacts> {
    const [part] = await this.db.sql<PartFacts>('SELECT id AS "partId", number, name, unit, price, source FROM parts.part WHERE id = $1', [
      partId,
    ]);
    if (!part) throw NotFound();
    return part;
  }
}

const viewOf = ({ id, number, name, unit, price, source, maker, category, version, createdAt, updatedAt }: Part): PartView => ({
  id,
  number,
  name,
  unit,
  price,
  currency: CURRENCY,
  source,
  maker,
  category,
  version,
  createdAt,
  updatedAt,
});

import { DEAL_PAPERS } from '../../src/modules/sales/deal-papers.js';
import { programFacts } from '../support/program-facts.js';
import { server } from '../support/server.js';

const { contexts } = programFacts();
const schemas = contexts.map((c) => c.name);
/** Columns that name a customer and are no reference: who merged into whom, which two may be one, and what each is found by are facts of their own. */
const NO_REFERENCE = new Set([
  'crm.customer_merge.merged_id',
  'crm.customer_merge.survivor_id',
  'crm.customer_search.id',
  'crm.duplicate_pair.customer_a',
  'crm.duplicate_pair.customer_b',
]);

interface Naming {
  place: string;
  schema: string;
  followed: boolean;
  indexed: boolean;
}
/** Every column of a uuid that names a customer, by its name or by its foreign key. */
const NAMING = `
SELECT n.nspname AS schema, n.nspname || '.' || c.relname || '.' || a.attname AS place,
  a.attname = 'customer_id' OR a.attname LIKE '%\\_customer\\_id' AS followed,
  EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum) AS indexed
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND a.atttypid IN ('uuid'::regtype, 'uuid[]'::regtype) AND NOT a.attisdropped AND n.nspname = ANY ($1)
  AND ((a.attname LIKE '%customer%' AND a.attname NOT LIKE '%customer\\_vehicle%') OR EXISTS (
    SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid = 'crm.customer'::regclass AND a.attnum = ANY (k.conkey)))
ORDER BY 2`;

describe('whatever names a customer', () => {
  it('is named so that a merge finds it, and found by an index (L-4)', async () => {
    const naming = await (await server()).sql<Naming>(NAMING, [schemas]);
    expect(naming.length).toBeGreaterThan(20);
    const references = naming.filter(({ place }) => !NO_REFERENCE.has(place));
    expect(references.filter((r) => !r.followed).map((r) => r.place)).toEqual([]);
    expect(references.filter((r) => !r.indexed).map((r) => r.place)).toEqual([]);
  });

  it('belongs to a context that follows merges (L-4)', async () => {
    const naming = await (await server()).sql<Naming>(NAMING, [schemas]);
    const concerned = [...new Set(naming.map((n) => n.schema))].filter((schema) => schema !== 'crm');
    const following = contexts.filter((c) =>
      ['crm.customers-merged', 'crm.merge-settled', 'crm.customers-unmerged'].every((name) =>
        c.listeners.some(({ id, event }) => id === `${c.name}.follow-merges` && event === name),
      ),
    );
    expect(concerned.filter((schema) => !following.some((c) => c.name === schema))).toEqual([]);
  });
});

describe('the papers of a deal', () => {
  it('are all handed over with their opportunity', async () => {
    const owned = await (
      await server()
    ).sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'sales' AND column_name IN ('owner_employee_id', 'opportunity_id')
       GROUP BY 1 HAVING count(*) = 2 ORDER BY 1`,
    );
    expect(owned.map((t) => t.name)).toEqual(DEAL_PAPERS.map(([table]) => table).sort());
  });
});

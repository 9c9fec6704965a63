import { randomUUID } from 'node:crypto';
import { expectStatus, sentQuotation, someMobile, someModel, someOpportunity, someResidentId } from '../support/deals.js';
import { type Answer, type OwnProcess, ownProcess } from '../support/server.js';

let app: OwnProcess;
beforeAll(async () => {
  app = await ownProcess({ LOG_LEVEL: 'info' });
});

interface Line {
  msg: string;
  correlationId?: string;
  statements?: number;
}
const linesOf = (trace: string): Line[] =>
  app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes(trace))
    .map((line) => JSON.parse(line) as Line);
const logged = (trace: string) => app.soon(() => Promise.resolve(linesOf(trace).length > 0 && linesOf(trace)), `a line of ${trace}`);

/** Where a text stands in clear: every text column of what keeps people’s data, and of what the kernel writes about it. */
async function placesOf(text: string): Promise<string[]> {
  const columns = await app.sql<{ place: string; column: string }>(
    `SELECT format('%I.%I', c.table_schema, c.table_name) AS place, quote_ident(c.column_name) AS column
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.table_schema IN ('crm', 'sales', 'finance', 'messaging', 'kernel')
       AND c.data_type IN ('text', 'jsonb', 'json', 'character varying', 'ARRAY')`,
  );
  const seen = columns.map(
    ({ place, column }) =>
      `SELECT '${place}.${column.replaceAll('"', '')}' AS place WHERE EXISTS (SELECT 1 FROM ${place} WHERE ${column}::text LIKE $1)`,
  );
  return (await app.sql<{ place: string }>(seen.join(' UNION ALL '), [`%${text}%`])).map((row) => row.place);
}

describe('the log', () => {
  it('has one line for each request, with what operators look for', async () => {
    const admin = await app.as('admin@s01');
    const traces = { read: randomUUID(), refused: randomUUID(), lost: randomUUID() };
    const headers = (trace: string) => ({ headers: { 'x-request-id': trace } });
    const store = (await admin.get('/stores')).body.items[0] as { id: string };
    await admin.get(`/stores/${store.id}`, headers(traces.read));
    await admin.post('/stores', {}, headers(traces.refused));
    await admin.get('/no-such-thing', headers(traces.lost));
    expect(await logged(traces.lost)).toMatchObject([{ msg: 'request', method: 'GET', status: 404 }]);
    const [read, ...more] = await logged(traces.read);
    expect(read).toMatchObject({ msg: 'request', method: 'GET', route: '/api/v1/stores/:id', status: 200, correlationId: traces.read });
    expect(read?.statements).toBeGreaterThan(0);
    expect(more).toEqual([]);
    expect(await logged(traces.refused)).toMatchObject([
      { msg: 'request', method: 'POST', route: '/api/v1/stores', status: 400, correlationId: traces.refused },
    ]);
  });
});

describe('personal data', () => {
  it('stands in clear in no log line, event, audit row, refusal or column', async () => {
    const planted = { mobile: someMobile(), residentId: someResidentId(), email: `planted-${randomUUID()}@example.com` };
    const name = `植入${randomUUID().slice(0, 8)}`;
    const seller = await app.as('sales_consultant@s01');
    const agent = await app.as('crm_agent@s01');
    const customer = { type: 'PERSON', name, ...planted };
    const enquiry = { source: 'WEBSITE', name, mobile: planted.mobile, note: '想看车' };
    const refusals: Answer[] = [];
    const refused = async (asked: Promise<Answer>) => {
      const answer = await asked;
      expect(answer.status).toBeGreaterThanOrEqual(400);
      refusals.push(answer);
    };

    expectStatus(await agent.post('/leads', enquiry), 201);
    expectStatus(await agent.post('/leads', enquiry), 201);
    const created = expectStatus(await seller.post('/customers', customer), 201);
    await refused(seller.post('/customers', customer));
    await refused(seller.post('/customers', { ...customer, mobile: `${planted.mobile}9` }));
    await refused(seller.post('/customers', { ...customer, mobile: Number(planted.mobile) }));
    await refused(seller.post('/customers', { ...customer, email: `${planted.email} ${planted.email}` }));
    await refused(seller.post('/customers', { ...customer, email: { at: planted.email } }));
    await refused(seller.post('/customers', { ...customer, mobile: someMobile(), residentId: `${planted.residentId.slice(0, 17)}?` }));
    await refused(seller.post('/customers', { ...customer, type: planted.residentId }));
    await refused(agent.post('/leads', { ...enquiry, source: planted.mobile }));
    await refused(agent.post('/leads', { ...enquiry, modelId: planted.mobile }));
    await refused(seller.get(`/customers?q=${planted.mobile}&limit=${planted.mobile}`));
    for (const body of [`{"mobile":"${planted.mobile}","email":${planted.email}`, planted.email, `${planted.residentId}X`]) {
      const answer = await fetch(`${app.baseUrl}/api/v1/customers`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${seller.token}` },
      });
      refusals.push({ status: answer.status, headers: answer.headers, body: await answer.json() });
      expect(answer.status).toBe(400);
    }

    // On to an offer and an order, which carry a buyer.
    const model = await someModel(app);
    const deal = await someOpportunity(app, model);
    const etag = (await seller.get(`/customers/${deal.customerId}`)).headers.get('etag') ?? '';
    const second = someResidentId();
    const more = { residentId: second, email: planted.email };
    expectStatus(await seller.patch(`/customers/${deal.customerId}`, more, { headers: { 'if-match': etag } }), 200);
    const quotation = await sentQuotation(app, model, deal);
    expectStatus(await seller.post(`/quotations/${quotation.id}/accept`), 200);
    await app.soon(async () => (await app.sql(`SELECT 1 FROM kernel.delivery WHERE state = 'PENDING'`)).length === 0, 'every event');
    const last = randomUUID();
    await seller.get(`/customers/${created.id}`, { headers: { 'x-request-id': last } });
    await logged(last);

    // The scan sees what is there: a name is kept as it is.
    expect(await placesOf(name)).toContain('crm.customer.name');
    const leaks: string[] = [];
    for (const [what, value] of Object.entries({ ...planted, second })) {
      if (app.output().includes(value)) leaks.push(`${what} in the log`);
      for (const { status, body } of refusals)
        if (JSON.stringify(body).includes(value)) leaks.push(`${what}: ${status} ${JSON.stringify(body)}`);
      for (const place of await placesOf(value)) leaks.push(`${what} in ${place}`);
    }
    expect(leaks).toEqual([]);
  });
});

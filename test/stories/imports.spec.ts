import ExcelJS from 'exceljs';
import { expectStatus, someMobile } from '../support/deals.js';
import { atScale } from '../support/scale.js';
import { type Actor, type Answer, type OwnProcess, ownProcess } from '../support/server.js';

// It is killed in the middle of an import, and its clock moves.
let app: OwnProcess;
let agent: Actor;
beforeAll(async () => {
  app = await ownProcess();
  agent = await app.as('crm_agent@s01');
});

jest.setTimeout(atScale(60_000, 1_200_000));
const PATIENCE = atScale(10, 80);
const CSV = { 'content-type': 'text/csv' };
/** Pieces come one a tick: on a busy machine an import takes longer than an event. */
async function patiently<T>(probe: () => Promise<T | undefined | null | false>, what: string): Promise<T> {
  for (let turn = 1; ; turn++) {
    const seen = await app.soon(probe, what).catch((error: unknown) => (turn < PATIENCE ? null : Promise.reject(error as Error)));
    if (seen !== null) return seen;
  }
}
const upload = (actor: Actor, content: string | Buffer, query = '', headers: Record<string, string> = CSV): Promise<Answer> =>
  actor.post(`/imports?kind=LEADS&mode=GOOD_ROWS${query}`, Buffer.from(content as string), { headers });
const ended = (id: string) =>
  patiently(async () => {
    const { body } = await (await app.as('crm_agent@s01')).get(`/imports/${id}`);
    return body.state === 'DONE' && body;
  }, 'the import');
const imported = async (content: string | Buffer, query = '', headers = CSV) =>
  ended(expectStatus(await upload(agent, content, query, headers), 201).id as string);
const rows = async (id: string, query = '') => expectStatus(await agent.get(`/imports/${id}/rows?limit=100${query}`), 200).items;
const leadsOf = async (mobile: string) => (await agent.get(`/leads?q=${mobile}`)).body.items;
const [first, second, third] = [someMobile(), someMobile(), someMobile()];

describe('an import of leads', () => {
  it('only says what would become of each row in a dry run', async () => {
    const file = `姓名,手机,来源,备注\n王一,${first},官网,想看车\n王二,${first},官网,\n,123,火星,\n`;
    const record = expectStatus(await upload(agent, file, '&dryRun=true'), 201);
    expect(record).toMatchObject({ state: 'DONE', dryRun: true, rowsTotal: 3, rowsGood: 1, rowsDuplicate: 1, rowsBad: 1, rowsWaiting: 0 });
    expect((await rows(record.id)).map((r: { verdict: string }) => r.verdict)).toEqual(['GOOD', 'DUPLICATE', 'BAD']);
    expect(await leadsOf(first)).toEqual([]);
  });

  it('brings the good rows in and says of each bad one where and why (L-3)', async () => {
    const file = `name,mobile,source,model,note,store\n王一,+86 ${first},website,,想看车,S01\n王二,${second},到店,,,\n王三,${first},,,,\n=cmd|x,123,火星,无此车,,S02\n`;
    const record = await imported(file);
    expect(record).toMatchObject({ rowsTotal: 4, rowsGood: 2, rowsDuplicate: 1, rowsBad: 1, rowsWaiting: 0, allowedMoves: [] });
    const [one, two, folded, bad] = await rows(record.id);
    expect(bad).toMatchObject({ rowNumber: 5, verdict: 'BAD', resultId: null });
    expect(bad.faults.map((f: { field: string; code: string }) => [f.field, f.code])).toEqual([
      ['name', 'cell_formula'],
      ['mobile', 'cell_mobile_invalid'],
      ['source', 'cell_source_unknown'],
      ['model', 'cell_model_unknown'],
      ['store', 'cell_store_unknown'],
    ]);
    expect(expectStatus(await agent.get(`/leads/${one.resultId}`), 200)).toMatchObject({
      name: '王一',
      source: 'WEBSITE',
      note: '想看车',
      state: 'NEW',
    });
    expect(expectStatus(await agent.get(`/leads/${two.resultId}`), 200)).toMatchObject({ source: 'WALK_IN' });
    expect(expectStatus(await agent.get(`/leads/${folded.resultId}`), 200)).toMatchObject({
      state: 'DUPLICATE',
      duplicateOfLeadId: one.resultId,
    });
    expect((await rows(record.id, '&verdict=BAD')).map((r: { rowNumber: number }) => r.rowNumber)).toEqual([5]);
    expect((await agent.get(`/imports?kind=LEADS&limit=1`)).body.items[0].id).toBe(record.id);
    const clear = await app.sql(`SELECT 1 FROM integration.import_row r WHERE r::text LIKE $1`, [`%${second}%`]);
    expect(clear).toEqual([]);
  });

  it('of ALL_OR_NOTHING with one bad row brings nothing in', async () => {
    const file = Buffer.from(`姓名,手机\n王四,${third}\n王五,\n`);
    const record = expectStatus(await agent.post('/imports?kind=LEADS&mode=ALL_OR_NOTHING', file, { headers: CSV }), 201);
    expect(record).toMatchObject({ state: 'FAILED', rowsWaiting: 1, rowsBad: 1 });
    expect((await rows(record.id, '&verdict=BAD'))[0].faults).toMatchObject([{ field: 'mobile', code: 'cell_missing' }]);
    expect(await leadsOf(third)).toEqual([]);
  });

  it('may be a workbook', async () => {
    const mobile = someMobile();
    const book = new ExcelJS.Workbook();
    book.addWorksheet('线索').addRows([
      ['姓名', '手机'],
      ['王六', Number(mobile)],
    ]);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const record = await imported(Buffer.from(await book.xlsx.writeBuffer()), '', { 'content-type': type });
    expect(record).toMatchObject({ format: 'XLSX', rowsGood: 1 });
    expect(await leadsOf(mobile)).toHaveLength(1);
  });

  it.each([
    ['import_column_missing', '姓名\n王\n'],
    ['import_column_unknown', '姓名,手机,鞋码\n王,1,2\n'],
    ['import_empty', '姓名,手机\n'],
    ['import_unreadable', '姓名,手机\n"王\n'],
    ['import_too_long', `姓名,手机\n${'王,1\n'.repeat(20_001)}`],
  ])('is refused as a whole: %s', async (code, file) => expect((await upload(agent, file)).body).toMatchObject({ status: 422, code }));

  it('is for those who may, in their own store, and of a known kind', async () => {
    const stranger = await app.as('crm_agent@s02');
    const { id } = expectStatus(await upload(stranger, `姓名,手机\n王,${someMobile()}\n`, '&dryRun=true'), 201);
    for (const path of [`/imports/${id}`, `/imports/${id}/rows`]) expect((await agent.get(path)).status).toBe(404);
    expect((await upload(await app.as('technician@s01'), '姓名,手机\n')).status).toBe(403);
    expect((await upload(agent, '姓名,手机\n', '&kind=SHOES')).body.code).toBe('invalid_input');
    expect((await agent.post('/imports?kind=LEADS&mode=GOOD_ROWS', { a: 1 })).status).toBe(415);
  });

  it('goes on where it was when the program dies, and brings no row in twice', async () => {
    const many = atScale(120, 10_000);
    const base = 13_000_000_000 + Math.floor(Math.random() * 900_000) * 1000;
    const file = `姓名,手机,来源\n${Array.from({ length: many }, (_, n) => `批量${n},${base + n},活动`).join('\n')}\n`;
    const { id } = expectStatus(await upload(agent, file), 201);
    await patiently(async () => (await agent.get(`/imports/${id}`)).body.rowsGood > 0, 'the first piece');
    await app.kill();
    await app.start();
    agent = await app.as('crm_agent@s01');
    await ended(id);
    expect((await agent.get(`/imports/${id}`)).body).toMatchObject({ state: 'DONE', rowsGood: many, rowsWaiting: 0 });
    const [count] = await app.sql<{ leads: number; rows: number }>(
      `SELECT count(DISTINCT l.id)::int AS leads, count(*)::int AS rows FROM integration.import_row r JOIN crm.lead l ON l.id = r.result_id WHERE r.import_id = $1`,
      [id],
    );
    expect(count).toEqual({ leads: many, rows: many });
    expect(await app.sql(`SELECT 1 FROM crm.lead WHERE name LIKE '批量%' GROUP BY mobile_index HAVING count(*) > 1`)).toEqual([]);
  });

  it('is erased after its time; what became of the rows stays (PR-8)', async () => {
    const { id } = await imported(`姓名,手机\n王七,${someMobile()}\n`);
    await app.advance('P31D');
    agent = await app.as('crm_agent@s01');
    const left = await app.sql(`SELECT verdict, values_sealed FROM integration.import_row WHERE import_id = $1`, [id]);
    expect(left).toEqual([{ verdict: 'GOOD', values_sealed: null }]);
    expect(await app.sql('SELECT 1 FROM kernel.subject_key WHERE subject_id = $1', [id])).toEqual([]);
  });
});

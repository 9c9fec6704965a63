import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, server } from '../support/server.js';

const vectors = (name: string) => readFileSync(join(process.cwd(), 'test/vectors', name), 'utf8');
const json = <T>(name: string) => JSON.parse(vectors(name)) as T;
const fen = (yuan: string | number) => Math.round(Number(yuan) * 100);

// Whoever is signed in may calculate: the technician's roles know nothing of money.
let anybody: Actor;
let anonymous: Actor;
beforeAll(async () => {
  const app = await server();
  anybody = await app.as('technician@s01');
  anonymous = app.anonymous;
});

describe('a loan (F-1, F-2)', () => {
  interface Row {
    n: number;
    payment: string;
    principal: string;
    interest: string;
    balance: string;
  }
  interface Vector {
    principal: number;
    annual_rate_pct: string;
    months: number;
    mode: string;
    first: Row;
    second: Row;
    last: Row;
    total_interest: string;
  }
  const row = ({ n, payment, principal, interest, balance }: Row) => ({
    number: n,
    payment: fen(payment),
    principal: fen(principal),
    interest: fen(interest),
    balance: fen(balance),
  });
  const question = { principal: 10_000_000, annualRatePercent: 4.5, months: 36, method: 'EQUAL_INSTALLMENT' };

  it.each(json<Vector[]>('loans.json').map((v) => [`${v.principal} at ${v.annual_rate_pct} % over ${v.months}, ${v.mode}`, v] as const))(
    '%s',
    async (_, v) => {
      const { status, body } = await anybody.post('/calculations/loan', {
        principal: fen(v.principal),
        annualRatePercent: Number(v.annual_rate_pct),
        months: v.months,
        method: v.mode,
      });
      expect(status).toBe(200);
      expect(body.instalments).toHaveLength(v.months);
      expect([body.instalments[0], body.instalments[1], body.instalments.at(-1)]).toEqual([v.first, v.second, v.last].map(row));
      expect(body.totalInterest).toBe(fen(v.total_interest));
    },
  );

  it.each([
    ['annualRatePercent', -0.1],
    ['annualRatePercent', 1000.5],
    ['annualRatePercent', 4.1234567],
    ['annualRatePercent', 1e-7],
    ['annualRatePercent', '4.5'],
    ['months', 0],
    ['months', 1201],
    ['months', 1.5],
    ['principal', 0],
    ['principal', 1e13],
    ['method', 'BALLOON'],
    ['lender', 'x'],
  ])('is not calculated for %s %p', async (field, value) => {
    const { status, body } = await anybody.post('/calculations/loan', { ...question, [field]: value });
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'invalid_input', `/${field}`]);
  });

  it('is calculated at the edges', async () => {
    for (const edge of [
      { annualRatePercent: 1000, months: 1200, principal: 1e12 },
      { annualRatePercent: 0.000001, months: 1 },
      { annualRatePercent: 0, principal: 1, months: 1200 },
    ]) {
      const { status, body } = await anybody.post('/calculations/loan', { ...question, ...edge });
      expect(status).toBe(200);
      expect(body.instalments.at(-1).balance).toBe(0);
    }
  });

  it('keeps nothing: neither key nor answer', async () => {
    const key = crypto.randomUUID();
    await anybody.post('/calculations/loan', question, { key });
    const other = await anybody.post('/calculations/loan', { ...question, months: 12 }, { key });
    expect([other.status, other.headers.get('idempotency-replayed'), other.body.instalments.length]).toEqual([200, null, 12]);
  });

  it('needs a sign-in', async () => {
    expect((await anonymous.post('/calculations/loan', question)).status).toBe(401);
  });
});

describe('purchase tax (TX-1, TX-2)', () => {
  interface Vector {
    invoice_total_incl_vat: number;
    power: 'ICE' | 'NEV';
    date: string;
    taxable: string;
    full_tax: string;
    relief: string;
    payable: string;
  }
  const cases = json<Vector[]>('purchase_tax.json').flatMap((v) =>
    (v.power === 'ICE' ? ['ICE'] : ['BEV', 'PHEV']).map((powertrain) => [v.invoice_total_incl_vat, powertrain, v.date, v] as const),
  );
  it.each(cases)('of %d with %s on %s', async (total, powertrain, date, v) => {
    const { status, body } = await anybody.post('/calculations/purchase-tax', { invoiceTotal: fen(total), powertrain, date });
    expect(status).toBe(200);
    expect(body).toEqual({
      taxable: fen(v.taxable),
      fullTax: fen(v.full_tax),
      relief: fen(v.relief),
      payable: fen(v.payable),
      rule: powertrain === 'ICE' ? 'TX-1' : expect.stringMatching(/^TX-2 /),
    });
  });

  it('is full outside the windows, and needs a real date', async () => {
    const question = { invoiceTotal: 22_600_000, powertrain: 'BEV' };
    expect((await anybody.post('/calculations/purchase-tax', { ...question, date: '2028-01-01' })).body).toMatchObject({
      relief: 0,
      payable: 2_000_000,
      rule: 'TX-1',
    });
    for (const date of ['2026-02-30', '2026-1-1', '20260101'])
      expect((await anybody.post('/calculations/purchase-tax', { ...question, date })).body.code).toBe('invalid_input');
  });
});

describe('identifiers', () => {
  const check = async (kind: string, value: string, mode?: string) =>
    (await anybody.post('/calculations/identifiers', { kind, value, ...(mode && { mode }) })).body;

  it.each(
    vectors('vin_check_digit.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')),
  )('VIN %s is %s (ID-1)', async (vin, expected, digit, reason) => {
    const verdict = await check('VIN', vin as string);
    expect([verdict.valid, verdict.normalised]).toEqual([expected === 'valid', expected === 'valid' ? vin : null]);
    if (digit) expect(verdict.facts.computedCheckDigit).toBe(digit);
    if (reason === 'check digit')
      expect([verdict.reasons, (await check('VIN', vin as string, 'LENIENT')).valid]).toEqual([['vin_check_digit'], true]);
  });

  interface Vectors {
    uscc: { value: string; valid: boolean }[];
    resident_id: { value: string; valid: boolean }[];
    plates: { value: string; kind: string }[];
    mobiles: { value: string; valid: boolean }[];
  }
  const known = json<Vectors>('cn_identifiers.json');
  const verdicts = [
    ...known.uscc.map((v) => ['USCC', v.value, v.valid] as const),
    ...known.resident_id.map((v) => ['RESIDENT_ID', v.value, v.valid] as const),
    ...known.mobiles.map((v) => ['MOBILE', v.value, v.valid] as const),
    ...known.plates.map((v) => ['PLATE', v.value, !v.kind.startsWith('invalid')] as const),
  ];
  it.each(verdicts)('%s %s: %p (ID-2 to ID-5)', async (kind, value, valid) => {
    const verdict = await check(kind, value);
    expect(verdict.valid).toBe(valid);
    expect(verdict.reasons.length > 0).toBe(!valid);
  });

  it('tell what they know', async () => {
    expect((await check('MOBILE', '13800138000')).normalised).toBe('+8613800138000');
    expect((await check('PLATE', '京AD92035')).facts).toEqual({ kind: 'NEV_SMALL', powerHint: 'BEV' });
    expect((await check('RESIDENT_ID', '11010519491231002x')).facts).toMatchObject({ birthDate: '1949-12-31', gender: 'FEMALE' });
  });

  it('need a known kind', async () => {
    const { status, body } = await anybody.post('/calculations/identifiers', { kind: 'PASSPORT', value: 'E1' });
    expect([status, body.errors[0].pointer]).toEqual([400, '/kind']);
  });
});

describe('purchase tax as the years go by (TX-1)', () => {
  it('says what goes back with a returned car (购税 15)', async () => {
    const question = { taxPaid: 2_000_000, paidOn: '2024-12-01', returnedOn: '2026-11-24' };
    const { status, body } = await anybody.post('/calculations/purchase-tax-refund', question);
    expect([status, body]).toEqual([200, { fullYears: 1, refundPercent: 90, refund: 1_800_000, rule: 'TX-1' }]);
    const early = await anybody.post('/calculations/purchase-tax-refund', { ...question, returnedOn: '2024-11-30' });
    expect([early.status, early.body.code, early.body.errors[0].pointer]).toEqual([422, 'tax_days_reversed', '/returnedOn']);
    expect((await anonymous.post('/calculations/purchase-tax-refund', question)).status).toBe(401);
  });
  it('says what is due when an exemption ends (购税 14)', async () => {
    const question = { taxable: 20_000_000, declaredOn: '2024-11-24', lostOn: '2026-11-24' };
    const path = '/calculations/purchase-tax-on-lost-relief';
    expect((await anybody.post(path, question)).body).toEqual({
      ...{ fullYears: 2, taxable: 16_000_000, fullTax: 1_600_000, payable: 1_600_000, rule: 'TX-1' },
    });
    expect((await anybody.post(path, { ...question, alreadyPaid: 1_000_000 })).body.payable).toBe(600_000);
    expect((await anybody.post(path, { ...question, lostOn: '2024-01-01' })).body.code).toBe('tax_days_reversed');
  });
});

import { copyCar, copyDeal, copyModel, dice, type Pattern, somePattern } from '../support/copies.js';
import { dateOn, expectStatus, offer, orderIn, someVin, unique } from '../support/deals.js';
import { handOver, insure, issueInvoice, passPdi, readinessOf, signedContract } from '../support/orders.js';
import { atScale } from '../support/scale.js';
import { type Actor, type Answer, PATIENCE, type Server, server } from '../support/server.js';

/**
 * Random histories of the money of one financed order, told beside a model of a page: who paid what, who gets what back, what is still owed.
 * After every move the program must be where the model is; what the model forbids is refused and changes nothing. In the end every refund is
 * paid: what came in less what went out is to the fen what the model keeps, and the books agree (D-5, D-6, F-3, F-4, W-5).
 */
const HISTORIES = atScale(18, 10_000);
const MOVES = 7;
const LANES = 4;
/** Customers that all histories share. */
const DEALS = atScale(4, 240);

const PASS_THROUGH = 50_000;
const LIST_PRICE = 20_000_000;
const FIRST_TOTAL = 19_650_000;
const DEPOSIT = 500_000;
const CAUSES = ['CUSTOMER', 'SELLER', 'AGREED', 'OTHER'] as const;
/** Percent; the deep ones bring the price below what a lender has paid. */
const DISCOUNTS = [0, 1, 3, 8, 30, 40, 40, 40];
/** How every second history begins: chance alone seldom pays a loan out before the price comes down. */
const FINANCED = ['apply', 'grant', 'pay the loan out', 'amend'];
type Cause = (typeof CAUSES)[number];
type Payer = 'CUSTOMER' | 'LENDER' | 'MAKER';

interface Loan {
  id: string;
  state: 'SUBMITTED' | 'APPROVED' | 'DISBURSED' | 'OVER';
  amount: number;
  letter: boolean;
  /** Of the whole loan; null: nobody pays its interest. */
  subsidy: number | null;
}

/** So much of an amount, half up, in whole numbers. */
const halfUp = (amount: number, part: number, whole: number): number =>
  Number((2n * BigInt(amount) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));

/** The reference: every fen that came in pays the order, goes back to whoever paid it, or is kept for a reason. */
class Money {
  state: 'OPEN' | 'DELIVERED' | 'CANCELLED' | 'RETURNED' = 'OPEN';
  total = FIRST_TOTAL;
  earnest = 0;
  prepayment = 0;
  /** On the balance: the customer's own, and the lender's. */
  own = 0;
  lent = 0;
  invoiced: number | null = null;
  loan: Loan | null = null;
  subsidy = { due: 0, paid: 0 };
  readonly came: Record<Payer, number> = { CUSTOMER: 0, LENDER: 0, MAKER: 0 };
  readonly goesBack: Record<Payer, number> = { CUSTOMER: 0, LENDER: 0, MAKER: 0 };
  forfeited = 0;
  compensation = 0;

  get ended(): boolean {
    return this.state === 'CANCELLED' || this.state === 'RETURNED';
  }
  get paidDown(): number {
    return this.earnest + this.prepayment;
  }
  get depositOwed(): number {
    return this.ended ? 0 : DEPOSIT - this.paidDown;
  }
  get balanceOwed(): number {
    return this.ended ? 0 : this.total - DEPOSIT - this.own - this.lent;
  }
  get ceiling(): number {
    return Math.floor((this.total - PASS_THROUGH) * 0.8);
  }
  get promised(): number {
    return this.loan?.state === 'APPROVED' && this.loan.letter ? this.loan.amount : 0;
  }

  payDeposit(amount: number, type: 'EARNEST' | 'PREPAYMENT'): void {
    this.came.CUSTOMER += amount;
    if (type === 'EARNEST') this.earnest += amount;
    else this.prepayment += amount;
  }
  payBalance(amount: number): void {
    this.came.CUSTOMER += amount;
    this.own += amount;
  }
  disburse(loan: Loan): void {
    const credited = Math.min(loan.amount, this.balanceOwed);
    this.came.LENDER += loan.amount;
    this.lent += credited;
    this.goesBack.LENDER += loan.amount - credited;
    if (loan.subsidy !== null) this.subsidy.due = halfUp(loan.subsidy, credited, loan.amount);
    loan.state = 'DISBURSED';
  }
  amend(total: number): void {
    this.total = total;
    const tooMuch = Math.max(0, this.own + this.lent - (total - DEPOSIT));
    const ofCustomer = Math.min(tooMuch, this.own);
    this.own -= ofCustomer;
    this.lent -= tooMuch - ofCustomer;
    this.goesBack.CUSTOMER += ofCustomer;
    this.#lendsLess(tooMuch - ofCustomer);
  }
  /** Interest is owed in proportion to what is left of the loan. */
  #lendsLess(returned: number): void {
    if (returned === 0) return;
    this.goesBack.LENDER += returned;
    this.subsidy.due = halfUp(this.subsidy.due, this.lent, this.lent + returned);
    const tooMuch = Math.max(0, this.subsidy.paid - this.subsidy.due);
    this.subsidy.paid -= tooMuch;
    this.goesBack.MAKER += tooMuch;
  }
  cancel(cause: Cause): void {
    this.forfeited = cause === 'CUSTOMER' ? this.earnest : 0;
    this.compensation = cause === 'SELLER' ? this.earnest : 0;
    this.#end('CANCELLED');
  }
  giveBack(deduction: number): void {
    this.forfeited = Math.min(deduction, this.paidDown + this.own);
    this.#end('RETURNED');
  }
  #end(state: 'CANCELLED' | 'RETURNED'): void {
    this.goesBack.CUSTOMER += this.paidDown + this.own - this.forfeited + this.compensation;
    this.goesBack.LENDER += this.lent;
    this.goesBack.MAKER += this.subsidy.paid;
    this.subsidy.due = this.subsidy.paid;
    if (this.loan && this.loan.state !== 'DISBURSED') this.loan.state = 'OVER';
    this.state = state;
  }

  toString(): string {
    return JSON.stringify({
      state: this.state,
      came: this.came,
      goesBack: this.goesBack,
      owed: [this.depositOwed, this.balanceOwed, this.subsidy.due - this.subsidy.paid],
      loan: this.loan?.state ?? null,
    });
  }
}

interface History {
  order: string;
  car: string;
  money: Money;
  applications: string[];
}

let app: Server;
let seller: Actor;
let manager: Actor;
let boss: Actor;
let bank: Actor;
let cashier: Actor;
let products: { plain: string; subsidised: string };
beforeAll(async () => {
  app = await server();
  [seller, manager, boss, bank, cashier] = (await Promise.all(
    ['sales_consultant', 'sales_manager', 'general_manager', 'finance_manager', 'cashier'].map((r) => app.as(`${r}@s01`)),
  )) as [Actor, Actor, Actor, Actor, Actor];
  const product = async (rate: object) => {
    const body = {
      ...{ code: `BANK-${unique()}`, lender: '示范银行', nameZh: '低息贷', nameEn: 'Low rate loan', method: 'EQUAL_INSTALLMENT' },
      ...{ minDownPaymentPercent: 20, maxLoanPercentIce: 80, maxLoanPercentNev: 80, validFrom: await dateOn(app, -1), ...rate },
    };
    return expectStatus(await bank.post('/lender-products', body), 201).id as string;
  };
  products = {
    plain: await product({ rates: [{ months: 36, annualRatePercent: 4.5 }] }),
    subsidised: await product({ rates: [{ months: 36, annualRatePercent: 0, lenderRatePercent: 4.5 }], subsidyPayer: 'MAKER' }),
  };
});

async function someHistory(pattern: Pattern, n: number): Promise<History> {
  const modelId = await copyModel(app, pattern.model);
  const { id: car } = await copyCar(app, pattern.car, modelId, someVin());
  const quotation = await copyDeal(app, pattern.deals[n % pattern.deals.length] as Pattern['deals'][number], modelId);
  const { salesOrderId } = expectStatus(await seller.post(`/quotations/${quotation}/accept`), 200);
  return { order: salesOrderId as string, car, money: new Money(), applications: [] };
}

/** What the program says of the same order. */
async function seen({ order, applications }: History): Promise<string> {
  const [row] = await app.sql<{
    state: string;
    came: number;
    lent: number;
    maker: number;
    back: Partial<Record<Payer, number>> | null;
    owed: Record<string, number> | null;
    subsidyOwed: number;
    loan: string | null;
  }>(
    `SELECT (SELECT state FROM sales.sales_order WHERE id = $1) AS state,
       (SELECT coalesce(sum(amount), 0)::float8 FROM finance.receipt WHERE sales_order_id = $1 AND finance_application_id IS NULL) AS came,
       (SELECT coalesce(sum(amount), 0)::float8 FROM finance.receipt WHERE sales_order_id = $1 AND finance_application_id IS NOT NULL)
         + (SELECT coalesce(sum(amount), 0)::float8 FROM finance.refund WHERE sales_order_id = $1 AND reason = 'LOAN_SURPLUS') AS lent,
       (SELECT coalesce(sum(r.amount), 0)::float8 FROM finance.receipt r JOIN finance.receivable d ON d.id = r.receivable_id
         WHERE d.finance_application_id = ANY($2)) AS maker,
       (SELECT jsonb_object_agg(payee, amount) FROM (SELECT payee, sum(amount)::float8 AS amount FROM finance.refund WHERE sales_order_id = $1 GROUP BY 1) r) AS back,
       (SELECT jsonb_object_agg(kind, amount - paid) FROM finance.receivable WHERE sales_order_id = $1 AND state <> 'CANCELLED') AS owed,
       (SELECT coalesce(sum(amount - paid), 0)::float8 FROM finance.receivable WHERE finance_application_id = ANY($2) AND state <> 'CANCELLED') AS "subsidyOwed",
       (SELECT state FROM sales.finance_application WHERE id = $3) AS loan`,
    [order, applications, applications.at(-1) ?? null],
  );
  if (!row) return 'nothing';
  const states: Record<string, string> = { PENDING_DEPOSIT: 'OPEN', PENDING_ALLOCATION: 'WAITING', PREPARING: 'OPEN' };
  return JSON.stringify({
    state: states[row.state] ?? row.state,
    came: { CUSTOMER: row.came, LENDER: row.lent, MAKER: row.maker },
    goesBack: { CUSTOMER: 0, LENDER: 0, MAKER: 0, ...row.back },
    owed: [row.owed?.['DEPOSIT'] ?? 0, row.owed?.['BALANCE'] ?? 0, row.subsidyOwed],
    loan: row.loan === 'WITHDRAWN' || row.loan === 'REJECTED' ? 'OVER' : row.loan,
  });
}
async function agree(history: History, told: string[]): Promise<void> {
  const wanted = String(history.money);
  let now = await seen(history);
  for (const until = Date.now() + PATIENCE; now !== wanted && Date.now() < until; now = await seen(history))
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect({ told, now }).toEqual({ told, now: wanted });
}
const receivable = async (order: string, kind: string): Promise<{ id: string; outstanding: number }> => {
  const { items } = expectStatus(await cashier.get(`/receivables?salesOrderId=${order}&kind=${kind}`), 200);
  return (items as { id: string; outstanding: number }[])[0] as { id: string; outstanding: number };
};

type Pick = (below: number) => number;
/** One move: whether the reference allows it, what the program answers to it, and what the reference makes of it. */
interface Move {
  name: string;
  legal: boolean;
  ask: () => Promise<Answer | null>;
  follow?: (answer: Answer['body']) => void;
}
const take = async (order: string, kind: string, amount: number, depositType?: string): Promise<Answer> => {
  const { id: receivableId } = await receivable(order, kind);
  return cashier.post('/receipts', { receivableId, amount, method: 'TRANSFER', ...(depositType && { depositType }) });
};

function moves({ order, car, money, applications }: History, pick: Pick): Move[] {
  const open = money.state === 'OPEN';
  const { loan } = money;
  const live = loan !== null && loan.state !== 'OVER';
  const part = (owed: number) => (owed > 1 && pick(2) ? 1 + pick(owed) : Math.max(1, owed));
  const deposit = part(money.depositOwed);
  const type = pick(2) ? 'EARNEST' : 'PREPAYMENT';
  const rest = part(money.balanceOwed);
  const wish = Math.floor(((money.total - PASS_THROUGH) * (50 + pick(32))) / 100);
  const productId = pick(2) ? products.subsidised : products.plain;
  const granted = loan ? (pick(2) ? loan.amount : loan.amount - pick(1_000_000)) : 0;
  const letter = pick(2) === 1;
  const accessory = 1 + pick(400_000);
  const discount = DISCOUNTS[pick(DISCOUNTS.length)] as number;
  const cause = CAUSES[pick(CAUSES.length)] as Cause;
  const deduction = pick(900_000);
  const total = LIST_PRICE - Math.round((LIST_PRICE * discount) / 100) + PASS_THROUGH + accessory;
  return [
    {
      name: `pay ${deposit} of the deposit, ${type}`,
      legal: money.depositOwed > 0,
      ask: () => take(order, 'DEPOSIT', deposit, type),
      follow: () => money.payDeposit(deposit, type),
    },
    {
      name: `pay ${rest} of the balance`,
      legal: money.balanceOwed > 0,
      ask: () => take(order, 'BALANCE', rest),
      follow: () => money.payBalance(rest),
    },
    {
      name: `apply for ${wish}`,
      legal: open && !live && wish <= money.ceiling,
      ask: async () => {
        const drafted = await seller.post('/finance-applications', {
          ...{ salesOrderId: order, lenderProductId: productId, amount: wish, months: 36 },
        });
        return drafted.status === 201 ? seller.post(`/finance-applications/${drafted.body.id}/submit`) : drafted;
      },
      follow: ({ id }) => {
        applications.push(id as string);
        money.loan = { id: id as string, state: 'SUBMITTED', amount: wish, letter: false, subsidy: null };
      },
    },
    {
      name: `grant ${granted}${letter ? ' with a letter' : ''}`,
      legal: open && loan?.state === 'SUBMITTED' && granted <= money.ceiling,
      ask: async () =>
        loan &&
        bank.post(`/finance-applications/${loan.id}/approve`, {
          ...{ validUntil: await dateOn(app, 20), reference: 'SP-1', amount: granted, ...(letter && { commitmentLetter: 'CN-1' }) },
        }),
      follow: ({ subsidyAmount }) =>
        Object.assign(loan as Loan, { state: 'APPROVED', amount: granted, letter, subsidy: (subsidyAmount as number) || null }),
    },
    {
      name: 'pay the loan out',
      legal:
        loan?.state === 'APPROVED' &&
        !money.ended &&
        (!open || loan.amount <= money.ceiling) &&
        loan.amount <= money.depositOwed + money.balanceOwed,
      ask: async () => loan && bank.post(`/finance-applications/${loan.id}/disburse`, { reference: 'FK-1' }),
      follow: () => money.disburse(loan as Loan),
    },
    {
      name: 'the maker pays of the subsidy',
      legal: money.subsidy.due > money.subsidy.paid,
      ask: async () => {
        const [due] = await app.sql<{ id: string }>('SELECT id FROM finance.receivable WHERE finance_application_id = ANY($1)', [
          applications,
        ]);
        return due ? cashier.post('/receipts', { receivableId: due.id, amount: 1_000, method: 'TRANSFER' }) : null;
      },
      follow: () => {
        money.subsidy.paid += 1_000;
        money.came.MAKER += 1_000;
      },
    },
    ...[0, 1].map((n) => ({
      name: `amend to ${total} (${n})`,
      legal: open && money.invoiced === null,
      ask: async () => {
        const lines = [
          ...offer({ id: '', name: '测试车型', listPrice: LIST_PRICE, colour: '珍珠白' }, discount),
          { kind: 'ACCESSORY', description: '全车贴膜', amount: accessory },
        ];
        const asked = await seller.post('/order-amendments', { salesOrderId: order, reason: '客户要求', lines });
        if (asked.status !== 201) return asked;
        const decided = await boss.post(`/order-amendments/${asked.body.id}/approve`, { voidContract: true });
        if (decided.status !== 200) expectStatus(await seller.post(`/order-amendments/${asked.body.id}/cancel`), 200);
        return decided;
      },
      follow: () => money.amend(total),
    })),
    {
      name: `cancel: ${cause}`,
      legal: open,
      ask: () => manager.post(`/sales-orders/${order}/cancel`, { cause, reason: '解除合同' }),
      follow: () => money.cancel(cause),
    },
    {
      name: 'invoice',
      legal: !money.ended && money.invoiced === null,
      ask: async () => {
        const drafted = await cashier.post('/invoices', { salesOrderId: order, kind: 'VEHICLE' });
        return drafted.status === 201 ? cashier.post(`/invoices/${drafted.body.id}/issue`) : drafted;
      },
      follow: ({ total: over }) => (money.invoiced = over as number),
    },
    ...[0, 1].map((n) => ({
      name: `pay what is missing and deliver (${n})`,
      legal: open && money.depositOwed === 0,
      ask: async () => {
        if (!open || money.depositOwed > 0) return seller.post(`/sales-orders/${order}/deliver`, await handOver(app, order));
        const missing = money.balanceOwed - money.promised;
        if (missing > 0) {
          expectStatus(await take(order, 'BALANCE', missing), 201);
          money.payBalance(missing);
        }
        await orderIn(app, seller, order, 'PREPARING');
        await signedContract(app, order);
        await passPdi(app, car);
        await insure(app, order);
        if (money.invoiced === null) {
          await issueInvoice(app, order);
          money.invoiced = money.total - PASS_THROUGH;
        }
        for (const gate of ['REGISTRATION', 'PURCHASE_TAX'])
          expectStatus(await manager.post(`/sales-orders/${order}/gate-waivers`, { gate, reason: '客户自行上牌' }), 201);
        await app.soon(async () => (await readinessOf(app, order)).ready, 'every gate open');
        return seller.post(`/sales-orders/${order}/deliver`, await handOver(app, order));
      },
      follow: () => (money.state = 'DELIVERED'),
    })),
    ...[0, 1].map((n) => ({
      name: `return, ${deduction} kept (${n})`,
      legal: money.state === 'DELIVERED',
      ask: async () => {
        const body = { salesOrderId: order, reason: 'GOODWILL', odometerKm: 900, account: '协商退车', deduction };
        const asked = await seller.post('/order-returns', body);
        return asked.status === 201 ? boss.post(`/order-returns/${asked.body.id}/approve`) : asked;
      },
      follow: () => money.giveBack(deduction),
    })),
  ];
}

/** Everything that must go back is paid, each once, however often somebody tries; of an invoiced order that ended only after the red invoice. */
async function payOut({ order, money }: History): Promise<number> {
  const refunds = expectStatus(await cashier.get(`/refunds?salesOrderId=${order}&limit=100`), 200).items as Answer['body'][];
  for (const { id, state } of refunds) if (state === 'REQUESTED') expectStatus(await boss.post(`/refunds/${id}/approve`), 200);
  if (money.ended && money.invoiced !== null) {
    const waits = refunds.find((r) => ['CANCELLATION', 'RETURN', 'LOAN'].includes(r.reason as string));
    if (waits) expect((await cashier.post(`/refunds/${waits.id}/pay`, { method: 'TRANSFER' })).body.code).toBe('invoice_not_red_flushed');
    const { items } = expectStatus(await cashier.get(`/invoices?salesOrderId=${order}&state=ISSUED`), 200);
    expectStatus(await bank.post(`/invoices/${items[0].id}/red-flush`, { reason: '订单终止' }), 200);
    expect((await cashier.post('/invoices', { salesOrderId: order, kind: 'VEHICLE' })).body.code).toBe('order_not_billable');
    money.invoiced = null;
  }
  let paid = 0;
  for (const { id, amount } of refunds) {
    const answers = await Promise.all([1, 2].map(() => cashier.post(`/refunds/${id}/pay`, { method: 'TRANSFER' })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    paid += amount as number;
  }
  return paid;
}

/** The books over everything of this order, by account, debit less credit. */
async function booksOf({ order, applications }: History): Promise<Record<string, number>> {
  const rows = await app.sql<{ account: string; amount: number }>(
    `WITH source AS (
       SELECT id FROM finance.receivable WHERE sales_order_id = $1 OR finance_application_id = ANY($2)
       UNION SELECT r.id FROM finance.receipt r JOIN finance.receivable d ON d.id = r.receivable_id WHERE d.sales_order_id = $1 OR d.finance_application_id = ANY($2)
       UNION SELECT id FROM finance.refund WHERE sales_order_id = $1 UNION SELECT id FROM finance.invoice WHERE sales_order_id = $1
       UNION SELECT id FROM sales.order_return WHERE sales_order_id = $1 UNION SELECT unnest($2::uuid[]) UNION SELECT $1)
     SELECT account, sum(debit - credit)::float8 AS amount FROM finance.journal_entry WHERE source_id IN (SELECT id FROM source) GROUP BY 1`,
    [order, applications],
  );
  return Object.fromEntries(rows.map((r) => [r.account, r.amount]));
}
const sumOf = (money: Record<Payer, number>): number => money.CUSTOMER + money.LENDER + money.MAKER;

it(
  `${HISTORIES} random histories of money end where the reference does, to the fen`,
  async () => {
    const pattern = await somePattern(app, DEALS);
    let next = 0;
    let lenderRefunds = 0;
    const lane = async (): Promise<void> => {
      for (let n = next++; n < HISTORIES; n = next++) {
        const pick = dice(20_261_124 + n * 7919);
        const history = await someHistory(pattern, n);
        const { money } = history;
        const told = [`history ${n}`];
        await agree(history, told);
        for (let step = 0; step < MOVES; step++) {
          const all = moves(history, pick);
          const begins = n % 2 === 0 ? FINANCED[step] : undefined;
          const move = (begins === undefined ? all[pick(all.length)] : all.find((m) => m.name.startsWith(begins))) as Move;
          const answer = await move.ask();
          const ok = answer !== null && answer.status < 300;
          told.push(`${move.name}: ${move.legal ? 'legal' : 'illegal'}, answered ${answer?.status} ${ok ? '' : (answer?.body.code ?? '')}`);
          const refused = answer === null || answer.status === 409 || answer.status === 422;
          expect({ told, agreed: ok === move.legal && (ok || refused) }).toEqual({ told, agreed: true });
          const before = money.goesBack.LENDER;
          if (ok) move.follow?.(answer.body);
          if (ok && move.name.startsWith('amend') && money.goesBack.LENDER > before) lenderRefunds++;
          // A change and the end of what it changes are on their way together.
          if (ok && move.name.startsWith('amend') && pick(3) === 0) {
            const answer = await manager.post(`/sales-orders/${history.order}/cancel`, { cause: 'CUSTOMER', reason: '解除合同' });
            expectStatus(answer, 200);
            money.cancel('CUSTOMER');
            told.push('cancel at once: CUSTOMER');
          }
          await agree(history, told);
        }
        const paid = await payOut(history);
        const kept = sumOf(money.came) - paid;
        expect({ told, kept }).toEqual({ told, kept: sumOf(money.came) - sumOf(money.goesBack) });
        const books = await booksOf(history);
        const owed = money.depositOwed + money.balanceOwed + money.subsidy.due - money.subsidy.paid;
        const billed = (money.ended ? 0 : money.total) + (money.ended ? 0 : money.subsidy.due);
        expect({ told, books: Object.fromEntries(Object.entries(books).filter(([, amount]) => amount !== 0)) }).toEqual({
          told,
          books: Object.fromEntries(
            Object.entries({
              '1002': kept,
              '1122': owed,
              '2203': (money.invoiced ?? 0) - billed,
              '6301': -money.forfeited,
              '6711': money.compensation,
              ...(money.invoiced !== null && { '6001': books['6001'] ?? 0, '2221': -money.invoiced - (books['6001'] ?? 0) }),
            }).filter(([, amount]) => amount !== 0),
          ),
        });
        const left = () =>
          app.sql<{ name: string; listener: string; error: string | null }>(
            `SELECT e.name, d.listener, d.error FROM kernel.delivery d JOIN kernel.event e ON e.id = d.event_id
             WHERE d.state <> 'DONE' AND (e.aggregate_id = $1 OR e.payload->>'salesOrderId' = $1::text)`,
            [history.order],
          );
        let waiting = await left();
        for (const until = Date.now() + PATIENCE; waiting.length > 0 && Date.now() < until; waiting = await left())
          await new Promise((resolve) => setTimeout(resolve, 50));
        expect({ told, waiting }).toEqual({ told, waiting: [] });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    // The figures must have met what they are there for.
    expect(lenderRefunds).toBeGreaterThan(0);
  },
  atScale(240_000, 14_400_000),
);

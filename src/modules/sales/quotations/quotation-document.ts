import { Injectable } from '@nestjs/common';
import { Database } from '../../../kernel/database/database.js';
import { sum, yuan } from '../../../kernel/money.js';
import { say } from '../../../kernel/problems.js';
import { Clock, dateOf } from '../../../kernel/time/clock.js';
import { Deals } from '../deals.js';
import { Paper } from '../paper.js';
import type { FinanceAlternative } from './finance-alternatives.js';
import type { LineKind, PriceLine } from './pricing.js';
import { leftOf, type QuotedTradeIn } from './part-payment.js';
import { Quotation } from './quotation.entity.js';
import { returnRight } from './sale-channel.js';

/** Ways of paying that fit beside each other on A4. */
const WAYS_A_TABLE = 3;

/** A quotation on paper, in the language of the request. */
@Injectable()
export class QuotationDocument {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deals: Deals,
  ) {}

  async print(id: string): Promise<Buffer> {
    const quotation = await this.db.find(Quotation, id);
    const { store, customer, consultant } = await this.deals.parties(quotation);
    const { number, revision, lines, total, passThroughTotal, financeAlternatives } = quotation;
    const paper = await Paper.open(`${say('购车报价单', 'Vehicle quotation')} ${number}`, this.clock.now());

    paper.heading(store, say('购车报价单', 'Vehicle quotation'), number);
    paper.facts([
      [say('客户', 'Customer'), customer],
      [say('销售顾问', 'Consultant'), consultant],
      [say('车型', 'Model'), quotation.modelName],
      [say('颜色', 'Colour'), quotation.colour],
      [say('报价日期', 'Date'), quotation.pricedOn],
      [say('版本', 'Version'), String(revision)],
      [say('有效期至', 'Valid until'), dateOf(quotation.validUntil)],
    ]);
    const own = lines.filter((l) => !l.passThrough);
    paper.section(say('本店收取', 'Paid to us'));
    priceTable(paper, own);
    paper.sum(say('小计', 'Subtotal'), yuan(total - passThroughTotal));
    const passed = lines.filter((l) => l.passThrough);
    if (passed.length) {
      paper.section(say('代收代付', 'Collected for others'));
      priceTable(paper, passed);
      paper.sum(say('小计', 'Subtotal'), yuan(sum(passed.map((l) => l.amount))));
    }
    paper.sum(say('合计(含税)', 'Total, VAT included'), yuan(total), true);
    if (quotation.tradeIn) partPayment(paper, quotation.tradeIn, total);
    for (let n = 0; n < financeAlternatives.length; n += WAYS_A_TABLE)
      payingTable(paper, financeAlternatives.slice(n, n + WAYS_A_TABLE), n === 0);

    paper.section(say('说明', 'Notes'));
    for (const note of notesOf(quotation)) paper.note(note);
    paper.signatures([say('客户签字', 'Customer'), say('销售顾问签字', 'Consultant')]);
    if (quotation.sentAt === null) paper.stamp(say('草稿', 'DRAFT'));
    const mark = quotation.versionHash.slice(0, 12);
    return paper.close((page, pages) =>
      say(`${number} · 校验码 ${mark} · 第 ${page} 页,共 ${pages} 页`, `${number} · check ${mark} · page ${page} of ${pages}`),
    );
  }
}

function priceTable(paper: Paper, lines: readonly PriceLine[]): void {
  paper.table(
    [
      { title: say('项目', 'Item'), width: 0.2 },
      { title: say('说明', 'Description'), width: 0.46 },
      { title: say('数量', 'Qty'), width: 0.1, align: 'right' },
      { title: say('金额', 'Amount'), width: 0.24, align: 'right' },
    ],
    lines.map((l) => [nameOf(l.kind), l.description, String(l.quantity ?? 1), yuan(l.amount)]),
  );
}

function partPayment(paper: Paper, tradeIn: QuotedTradeIn, total: number): void {
  const { name, vin, number, allowance, payoff } = tradeIn;
  const { toPay, net } = leftOf(total, tradeIn);
  paper.section(say('旧车置换', 'Car in part payment'));
  paper.table(
    [
      { title: say('车辆', 'Car'), width: 0.3 },
      { title: 'VIN', width: 0.46 },
      { title: say('抵价', 'Allowance'), width: 0.24, align: 'right' },
    ],
    [[name, `${vin} · ${number}`, yuan(0 - allowance)]],
  );
  paper.sum(say('抵扣后应付', 'Still to be paid to us'), yuan(toPay), true);
  if (payoff === 0) return;
  paper.sum(say('旧车未结清贷款(客户自行结清)', 'Owed on it, paid off by the customer'), yuan(payoff));
  paper.sum(say('换车总支出', 'What the change costs'), yuan(net), true);
}

function payingTable(paper: Paper, ways: readonly FinanceAlternative[], first: boolean): void {
  if (first) paper.section(say('付款方案对比', 'Ways of paying'));
  const rows: [name: string, value: (way: FinanceAlternative) => string][] = [
    [say('首付', 'Down payment'), (w) => yuan(w.downPayment)],
    [say('贷款金额', 'Loan'), (w) => yuan(w.principal)],
    [say('期数', 'Months'), (w) => String(w.months ?? '–')],
    [say('年利率', 'Rate a year'), (w) => (w.annualRatePercent === null ? '–' : `${w.annualRatePercent} %`)],
    [say('首期月供', 'First instalment'), (w) => (w.firstInstalment === null ? '–' : yuan(w.firstInstalment))],
    [say('末期月供', 'Last instalment'), (w) => (w.lastInstalment === null ? '–' : yuan(w.lastInstalment))],
    [say('利息合计', 'Interest in all'), (w) => yuan(w.totalInterest)],
    [say('总支出', 'Paid in all'), (w) => yuan(w.totalPaid)],
  ];
  const width = 0.78 / WAYS_A_TABLE;
  paper.table(
    [{ title: '', width: 0.22 }, ...ways.map((w) => ({ title: titleOf(w), width, align: 'right' as const }))],
    rows.map(([name, value]) => [name, ...ways.map(value)]),
  );
}

function notesOf(quotation: Quotation): string[] {
  const { lines, financeAlternatives, validUntil, originStatement } = quotation;
  const until = dateOf(validUntil);
  return [
    say(`本报价在 ${until} 当日结束前有效。`, `This quotation can be accepted until the end of ${until}.`),
    ...(originStatement ? [say(`车辆来源:${originStatement}`, `Origin of the car: ${originStatement}`)] : []),
    returnRight(quotation),
    say(
      '精品、金融服务和保险均为自愿选择,可逐项取消,不影响购车。',
      'Accessories, financing and insurance are optional: each can be declined by itself, and the car can be bought without it.',
    ),
    ...(lines.some((l) => l.passThrough)
      ? [say('代收项目按实际发生额结算。', 'What is collected for others is settled at what it costs.')]
      : []),
    ...(lines.some((l) => l.estimate !== undefined)
      ? [
          say(
            '标注“预估”的税费和保费以税务机关和保险公司核定为准。',
            'Estimated tax and premiums are decided by the tax office and the insurer.',
          ),
        ]
      : []),
    ...(financeAlternatives.some((w) => w.kind === 'LOAN')
      ? [say('贷款方案以金融机构审批为准。', 'Loans are subject to approval by the lender.')]
      : []),
  ];
}

const titleOf = (way: FinanceAlternative): string =>
  way.label ??
  (way.kind === 'CASH'
    ? say('全款', 'Cash')
    : way.method === 'EQUAL_PRINCIPAL'
      ? say('等额本金', 'Equal principal')
      : say('等额本息', 'Equal instalments'));

function nameOf(kind: LineKind): string {
  const names: Record<LineKind, string> = {
    VEHICLE: say('车辆', 'Vehicle'),
    DISCOUNT: say('优惠', 'Discount'),
    ACCESSORY: say('精品加装', 'Accessory'),
    FINANCE_FEE: say('金融服务费', 'Finance fee'),
    INSURANCE: say('保险', 'Insurance'),
    PURCHASE_TAX: say('购置税', 'Purchase tax'),
    REGISTRATION_FEE: say('上牌费', 'Registration'),
    TRADE_IN_SUBSIDY: say('置换补贴', 'Trade-in subsidy'),
    MAKER_SUBSIDY: say('厂家补贴', 'Maker subsidy'),
    COUPON: say('优惠券', 'Coupon'),
  };
  return names[kind];
}

import fc from 'fast-check';
import { learnReadings, questionOf, storeToken, tokensOf, within } from '../../src/modules/crm/search/tokens.js';

beforeAll(learnReadings);

/** Blind enough to tell a token from what it stands for. */
const blind = (field: string, value: string) =>
  Buffer.from(`${field}:${[...value].reverse().join('')}`)
    .toString('hex')
    .slice(-10);
const tokens = (name: string) => new Set(tokensOf({ names: [name], storeIds: [] }, blind));

/** What PostgreSQL does with a question: OR of ANDs of tokens, `:*` for a beginning. */
function finds(found: Set<string>, question: string | null): boolean {
  const one = (atom: string): boolean => {
    const [, token = '', prefix] = /^'([^']*)'(:\*)?$/.exec(atom) ?? [];
    return prefix ? [...found].some((t) => t.startsWith(token)) : found.has(token);
  };
  return question !== null && question.split(' | ').some((way) => way.replaceAll(/[()]/g, '').split(' & ').every(one));
}
const named = (name: string, q: string) => finds(tokens(name), questionOf(q, blind));

describe('a name', () => {
  it.each([
    ['王小明', ['王', '小', '明', '王小', '小明', '王小明', ' 王 小明 '], ['王明', '李', '小王']],
    ['王小明', ['wx', 'xm', 'wxm', 'WXM', 'ｗｘｍ', 'wang', 'xiaoming', 'wangxiaoming', 'wangx', 'ming'], ['wm', 'mx', 'aoming']],
    ['李雷', ['li', 'lei', 'll', 'lilei'], ['le', 'il']],
    ['单田芳', ['shantianfang', 'dantian', 'stf', 'dtf'], ['zhan']],
    ['曾国藩', ['zeng', 'zgf'], []],
    ['吕布', ['lv', 'lvbu', 'lü', 'lb'], []],
    ['欧阳修', ['ouyang', 'oyx', '欧阳', 'yangxiu'], []],
    ['行长乐', ['xing', 'hang', 'zhangle', 'changle', 'changyue'], []],
    ['阿卜杜·热依木', ['杜热', '杜·热', '热依木'], []],
    ['上海ABC汽车销售服务有限公司', ['abc汽车', '上海abc', '汽车', 'ＡＢＣ', 'shqc', 'qiche', '汽车销售服务有限公司'], ['bc汽车']],
    ['John Smith', ['smith', 'JOHN', 'john smith', 'jo', 'smi'], ['ohn', 'mith']],
    ['𠮷野', ['𠮷', '野', '𠮷野', 'ye'], []],
  ])('%s is found by %j, not by %j', (name, yes, no) => {
    expect(yes.filter((q) => !named(name, q))).toEqual([]);
    expect(no.filter((q) => named(name, q))).toEqual([]);
  });

  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((c) => String.fromCodePoint(c));
  const part = (name: string, from: number, size: number) => {
    const start = from % name.length;
    return name.slice(start, start + 1 + (size % (name.length - start)));
  };
  it('is found by every part of it, and by the initials of every part', () => {
    fc.assert(
      fc.property(fc.array(han, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (letters, from, size) => {
        const name = letters.join('');
        const initials = [...tokens(name)].filter((t) => t.startsWith('=')).map((t) => t.slice(1));
        const whole = initials.filter((t) => t.length === Math.max(...initials.map((i) => i.length)));
        return (
          named(name, part(name, from, size)) &&
          whole.every((i) => [2, 3].every((n) => i.length < n || named(name, i.slice(from % (i.length - n + 1)).slice(0, n))))
        );
      }),
    );
  });
  it('is found by no text that is not in it', () => {
    fc.assert(
      fc.property(fc.array(han, { minLength: 1, maxLength: 8 }), fc.array(han, { minLength: 1, maxLength: 4 }), (letters, other) => {
        const [name, q] = [letters.join(''), other.join('').normalize('NFKC')];
        return named(name, q) === name.normalize('NFKC').includes(q);
      }),
    );
  });
  it('makes a bounded number of tokens, however long it is and however many ways it is read', () => {
    expect(tokens('行长乐重').size).toBeLessThanOrEqual(60);
    expect(tokens('行'.repeat(100)).size).toBeLessThanOrEqual(300);
    for (const token of tokens('长'.repeat(100))) expect([...token].length).toBeLessThanOrEqual(17);
  });
});

describe('a mobile, a plate, a VIN', () => {
  let found: Set<string>;
  beforeAll(() => {
    const by = { names: ['李雷'], mobiles: ['+8613812345678'], cars: [{ vin: 'LFV2A21K0P1234567', plate: '沪A98K21' }], storeIds: ['s1'] };
    found = new Set(tokensOf(by, blind));
  });
  it.each(['5678', '45678', '345678', '2345678', '12345678', '812345678', '13812345678', '+86 138-1234-5678', '008613812345678'])(
    'is found by the tail %s',
    (q) => expect(finds(found, questionOf(q, blind))).toBe(true),
  );
  it.each(['沪A9', '沪a98k21', 'A98', '98k2', '8K21', '沪A98K21', '沪Ａ·98'])('is found by the part %s of the plate', (q) =>
    expect(finds(found, questionOf(q, blind))).toBe(true),
  );
  it.each(['4567', '1234567', 'P1234567', '0p1234567', 'LFV2A21K0P1234567'])('is found by the tail %s of the VIN', (q) =>
    expect(finds(found, questionOf(q, blind))).toBe(true),
  );
  it.each(['1381', '6789', '3456', 'LFV2', '沪B98', '京A98', 'A99'])('is not found by %s', (q) =>
    expect(finds(found, questionOf(q, blind))).toBe(false),
  );
  it('stands in clear in no token: only names, VINs and stores do', () => {
    const clear = [...found].filter((token) => /5678|98K|98k|K21/.test(token));
    expect(clear).toEqual([]);
  });
});

describe('a question', () => {
  it.each(['', ' ', '·', '%', 'w', 'é', '1', '12', '123', '沪', "'", "';--"])('%j is asked of names alone or of nothing', (q) => {
    const question = questionOf(q, blind);
    expect(question).toEqual(q === '沪' ? `'沪'` : null);
  });
  it('asks only for the kinds it can be', () => {
    const kinds = (q: string) => [...new Set((questionOf(q, blind) ?? '').match(/(?<=^|[( ])'[=/#~^]?/g) ?? [])].sort();
    expect(kinds('王')).toEqual([`'`]);
    expect(kinds('wx')).toEqual([`'/`, `'=`]);
    expect(kinds('wxm')).toEqual([`'`, `'=`]);
    expect(kinds('5678')).toEqual([`'`, `'#`, `'^`, `'~`]);
    expect(kinds('沪A123')).toEqual([`'`, `'~`]);
    expect(kinds('13812345678')).toEqual([`'`, `'#`, `'^`]);
  });
  it('never breaks out of its quotes, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (q) => {
        const atoms = (questionOf(q, blind) ?? '').replaceAll(/[()]/g, '').split(/ [|&] /);
        return atoms.every((atom) => atom === '' || /^'[^'\\]+'(:\*)?$/.test(atom));
      }),
    );
  });
  it('of a store is asked of what the store knows, of no store of nothing', () => {
    const question = questionOf('王', blind) ?? '';
    expect(within(question, ['s1', 's2'])).toBe(`('王') & ('${storeToken('s1')}' | '${storeToken('s2')}')`);
    expect(within(question, [])).toBe(`'@'`);
  });
});

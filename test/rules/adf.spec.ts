import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Problem } from '../../src/kernel/problems.js';
import { type AdfElement, readElement, readProspects, writeElement } from '../../src/modules/integration/adf/adf-document.js';
import { ADF_ATTRIBUTES, ADF_ELEMENTS } from '../../src/modules/integration/adf/adf-names.js';
import { type AdfProspect, mapProspect } from '../../src/modules/integration/adf/adf-prospect.js';
import { leadNote, senderKey } from '../../src/modules/integration/adf/lead-note.js';
import { readRequestDate } from '../../src/modules/integration/adf/request-date.js';
import { matchModel } from '../../src/modules/integration/adf/vehicle-match.js';
import { matchStore } from '../../src/modules/integration/adf/vendor-match.js';

const vector = (name: string) => readFileSync(join(process.cwd(), 'test/vectors', name));
const read = (xml: string | Buffer, mode: 'strict' | 'lenient' = 'lenient', charset?: string) =>
  readProspects(Buffer.from(xml as string), charset, mode);
const map = (inside: string): AdfProspect => mapProspect(read(`<adf><prospect>${inside}</prospect></adf>`)[0] as AdfElement);
const contact = (inside: string) => map(`<customer><contact>${inside}</contact></customer>`);
const codes = ({ faults }: AdfProspect) => faults.map(({ refusal, path }) => `${refusal.code} ${path}`);
const refusalOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof Problem ? error.type.code : String(error);
  }
};

describe('the sample of the standard', () => {
  const sample = read(vector('adf_lead.xml'), 'strict')[0] as AdfElement;

  it('is understood: the wanted car is the one to buy, the part exchange the trade-in', () => {
    const prospect = mapProspect(sample);
    expect(prospect).toMatchObject({
      ids: [{ id: 'P-20261124-0001', source: 'web-portal' }],
      requestedAt: new Date('2026-11-24T02:15:00Z'),
      wanted: { interest: 'buy', status: 'new', year: '2026', make: '示范', model: '示范轿车', trim: '豪华型', colour: '珍珠白' },
      tradeIn: { interest: 'trade-in', status: 'used', year: '2018', make: '旧车', odometer: '86000 kilometers' },
      otherVehicles: [],
      name: '李示范',
      mobile: '+8613900000001',
      email: 'lead@example.com',
      timeframe: '一个月内',
      comments: '想试驾',
      vendor: ['上海浦东店'],
      provider: '示范门户',
      extensions: [],
      faults: [],
    });
    expect(leadNote(prospect)).toMatch(/^意向\(buy\):2026 示范 示范轿车 豪华型 珍珠白\n置换:2018 旧车 旧款 86000 kilometers\n/);
  });

  it('means the same in whatever order its parts come', () => {
    const shuffled = (element: AdfElement): fc.Arbitrary<AdfElement> =>
      fc
        .tuple(...element.children.map(shuffled))
        .chain((children) =>
          fc.shuffledSubarray(children, { minLength: children.length }).map((order) => ({ ...element, children: order })),
        );
    fc.assert(fc.property(shuffled(sample), (other) => expect(mapProspect(other)).toEqual(mapProspect(sample))));
  });

  it('uses names that the house knows: exactly the 54 elements and 28 attributes of ADF 1.0', () => {
    const [elements, attributes] = vector('adf_names.txt')
      .toString('utf8')
      .split('\n')
      .map((line) => line.slice(line.indexOf(': ') + 2).split(' '));
    expect([...ADF_ELEMENTS].sort()).toEqual(elements?.filter((name) => name !== 'PCDATA').sort());
    expect([...ADF_ATTRIBUTES].sort()).toEqual(attributes?.sort());
  });
});

describe('a vehicle', () => {
  const buy = '<vehicle interest="buy"><year>2026</year><make>A</make><model>Neu</model></vehicle>';
  const trade = '<vehicle interest="trade-in"><year>2018</year><make>B</make><model>Alt</model></vehicle>';
  it.each([
    ['buy before trade-in', buy + trade, 'Neu', 'Alt'],
    ['trade-in before buy', trade + buy, 'Neu', 'Alt'],
    ['no interest is buy', trade + buy.replace(' interest="buy"', ''), 'Neu', 'Alt'],
    ['the first of two to buy', buy + buy.replace('Neu', 'Zweit'), 'Neu', undefined],
    ['buy before a lease that comes first', buy.replace('buy', 'lease').replace('Neu', 'Miet') + buy, 'Neu', undefined],
    ['a lease when nothing is bought', trade + buy.replace('buy', 'lease'), 'Neu', 'Alt'],
    ['a test drive when nothing else is wanted', buy.replace('buy', 'test-drive') + trade, 'Neu', 'Alt'],
    ['one to sell is given, not wanted', buy.replace('buy', 'sell').replace('Neu', 'Weg') + buy, 'Neu', 'Weg'],
    ['only a trade-in', trade, undefined, 'Alt'],
    ['in capitals', buy.replace('"buy"', '"BUY"') + trade.replace('trade-in', 'Trade-In'), 'Neu', 'Alt'],
  ])('is wanted or given: %s', (_, xml, wanted, tradeIn) => {
    const prospect = map(xml);
    expect([prospect.wanted?.model, prospect.tradeIn?.model]).toEqual([wanted, tradeIn]);
  });

  it('keeps the others, and says what is missing or unknown', () => {
    expect(map(buy + buy.replace('Neu', 'Zweit')).otherVehicles.map(({ model }) => model)).toEqual(['Zweit']);
    expect(codes(map('<vehicle interest="steal" status="old"><make>A</make></vehicle>'))).toEqual(
      expect.arrayContaining([
        'adf_value_unknown vehicle@interest',
        'adf_value_unknown vehicle@status',
        'adf_vehicle_incomplete vehicle/year',
        'adf_vehicle_incomplete vehicle/model',
      ]),
    );
    expect(codes(map(trade))).toContain('adf_vehicle_missing vehicle');
  });

  it('is the colour that is preferred', () => {
    const colour = (name: string, n: number) =>
      `<colorcombination><exteriorcolor>${name}</exteriorcolor><preference>${n}</preference></colorcombination>`;
    expect(map(`<vehicle>${colour('黑', 2)}${colour('白', 1)}</vehicle>`).wanted?.colour).toBe('白');
  });

  it('is found in the catalogue by its names, the year deciding; several that fit are none', () => {
    const model = (modelId: string, name: string, modelYear = 2026, series = 'A4') => ({
      ...{ modelId, code: `SF-${modelId}`, name, brand: '示范', series, modelYear },
    });
    const catalogue = [
      model('1', '示范 A4 1.5T 舒适型'),
      model('2', '示范 A4 1.5T 舒适型', 2025),
      model('3', '示范 A6 2.0T 尊享型', 2026, 'A6'),
    ];
    const find = (make: string | null, name: string, trim: string | null = null, year = '2026') =>
      matchModel({ ...(map('<vehicle/>').wanted as object), make, model: name, trim, year } as never, catalogue)?.modelId;
    expect(find('示范', '示范A4 1.5T 舒适型')).toBe('1');
    expect(find('示范', 'Ａ４', '1.5t 舒适型', '2025')).toBe('2');
    expect(find('示范', 'a6')).toBe('3');
    expect(find(null, 'SF-3')).toBe('3');
    expect(find('示范', 'a4', null, '2030')).toBeUndefined();
    expect(find('别家', 'A6')).toBeUndefined();
  });
});

describe('a contact', () => {
  it.each([
    ['<name part="full">王小明</name>', '王小明'],
    ['<name>王小明</name>', '王小明'],
    ['<name part="first">小明</name><name part="last">王</name>', '王小明'],
    ['<name part="last">Doe</name><name part="first">Jane</name><name part="middle">Q.</name>', 'Jane Q. Doe'],
    ['<name part="full" type="business">某公司</name><name part="full" type="individual">王小明</name>', '王小明'],
    ['<name part="full" type="business">某公司</name>', '某公司'],
    ['<name part="full"><![CDATA[A & B]]></name>', 'A & B'],
    ['<name part="full">A &amp; B &#x738B;&#26126;</name>', 'A & B 王明'],
    ['<name part="full"> </name>', null],
  ])('has a name: %s', (xml, name) => expect(contact(xml).name).toBe(name));

  it.each([
    ['<phone>13900000001</phone>', '+8613900000001', []],
    ['<phone type="voice">+86 139-0000-0001</phone>', '+8613900000001', []],
    ['<phone>0086 13900000001</phone>', '+8613900000001', []],
    ['<phone>8613900000001</phone>', '+8613900000001', []],
    ['<phone>１３９００００００01</phone>', '+8613900000001', []],
    ['<phone type="voice">021-55550001</phone><phone type="cellphone">13900000001</phone>', '+8613900000001', ['021-55550001']],
    ['<phone>13900000001</phone><phone preferredcontact="1">13900000002</phone>', '+8613900000002', ['13900000001']],
    ['<phone type="voice">13900000001</phone><phone type="cellphone">13900000002</phone>', '+8613900000002', ['13900000001']],
    ['<phone type="fax">13900000001</phone>', null, []],
    ['<phone>12345</phone>', null, ['12345']],
  ])('has a phone: %s', (xml, mobile, otherPhones) => expect(contact(xml)).toMatchObject({ mobile, otherPhones }));

  it('has an e-mail in small letters, the preferred one', () => {
    expect(contact('<email>no</email><email>A@Example.com</email><email preferredcontact="1">b@example.com</email>').email).toBe(
      'b@example.com',
    );
    expect(contact('<email>no</email><email>A@Example.com</email>').email).toBe('a@example.com');
  });
});

describe('a request date', () => {
  const shanghai = new Date('2026-11-24T02:15:00Z');
  it.each([
    '2026-11-24T10:15:00+08:00',
    '2026-11-24T10:15:00+0800',
    '2026-11-24T10:15:00+08',
    '2026-11-24T02:15:00Z',
    '2026-11-24T02:15:00.123Z',
    '2026-11-23T21:15:00-05:00',
    '2026-11-24T10:15:00',
    '2026-11-24T10:15',
    '2026-11-24 10:15:00',
    '2026-11-24 10:15:00 +08:00',
    '20261124T101500',
    '20261124T101500+0800',
    '20261124101500',
    '2026/11/24 10:15',
    ' 2026-11-24T10:15:00+08:00 ',
  ])('is read: %s', (text) => expect(readRequestDate(text)).toEqual(shanghai));
  it.each(['2026-11-24', '20261124', '2026/11/24'])('may be a day: %s', (text) =>
    expect(readRequestDate(text)).toEqual(new Date('2026-11-23T16:00:00Z')),
  );
  it.each(['2026-02-30', '2026-13-01T00:00:00Z', '2026-11-24T25:00:00Z', '24.11.2026', '11/24/2026', '昨天', '', '2026', '1e9', 'T', 'Z'])(
    'is none: %j',
    (text) => expect(readRequestDate(text)).toBeNull(),
  );
  it('is a warning when it is bad, in strict reading too', () => {
    const fault = map('<requestdate>2026-02-30</requestdate>').faults.find(({ path }) => path === 'requestdate');
    expect([fault?.refusal.code, fault?.keepsOut]).toEqual(['adf_requestdate_invalid', 'warning']);
  });
});

describe('a sender', () => {
  it('is known by the id of lowest sequence, its source and the provider; who names neither counts for the account', () => {
    const later = '<id sequence="2" source="hub">H</id><id sequence="1" source="Portal">P</id>';
    expect(senderKey(map(later), 'a')).toBe(senderKey(map('<id source="portal" sequence="1">P</id>'), 'b'));
    expect(senderKey(map('<id>1</id>'), 'a')).not.toBe(senderKey(map('<id>1</id>'), 'b'));
    expect(senderKey(map('<id>1</id><provider><name>X</name></provider>'), 'a')).not.toBe(
      senderKey(map('<id>1</id><provider><name>Y</name></provider>'), 'a'),
    );
    expect(senderKey(map('<id> </id>'), 'a')).toBeNull();
  });

  it('names the store by code, name or alias', () => {
    const stores = [
      { id: 's1', code: 'S01', name: '上海浦东店' },
      { id: 's2', code: 'S02', name: '北京朝阳店' },
    ];
    const known = { stores, aliases: { 'OEM-77': 'S02' } };
    expect([['s01'], ['上海 浦东店'], ['oem-77'], ['广州店'], [], ['S01', 'S02']].map((vendor) => matchStore(vendor, known))).toEqual([
      ...['s1', 's1', 's2', null, null, null],
    ]);
    expect(map('<vendor><id>S01</id><vendorname>浦东</vendorname><contact><name>店</name></contact></vendor>').vendor).toEqual([
      'S01',
      '浦东',
      '店',
    ]);
  });

  it('may say what ADF does not know: it is kept by its place', () => {
    const prospect = map('<dealcode kind="x">D1</dealcode><customer><score><value>7</value></score></customer><vehicle hot="1"/>');
    expect(prospect.extensions).toEqual([
      { path: 'dealcode@kind', value: 'x' },
      { path: 'dealcode', value: 'D1' },
      { path: 'customer/score/value', value: '7' },
      { path: 'vehicle@hot', value: '1' },
    ]);
    expect(codes(map('<x>1</x>'.repeat(101)))).toContain('adf_extensions_cut prospect');
  });

  it('is written down so that it reads the same again', () => {
    const name = fc.constantFrom('prospect', 'vehicle', 'name', 'x');
    const word = fc.string({ unit: fc.constantFrom('a', '王', '&', '<', '>', '"', "'", ';', ' ', ']]>') }).map((text) => text.trim());
    const { element } = fc.letrec<{ element: AdfElement }>((tie) => ({
      element: fc.record({
        name,
        attributes: fc.dictionary(fc.constantFrom('part', 'type'), word),
        text: word,
        children: fc.oneof({ maxDepth: 3 }, fc.constant<AdfElement[]>([]), fc.array(tie('element'), { maxLength: 3 })),
      }),
    }));
    const plain = (e: AdfElement): unknown => ({ ...e, attributes: { ...e.attributes }, children: e.children.map(plain) });
    fc.assert(fc.property(element, (one) => expect(plain(readElement(writeElement(one)))).toEqual(plain(one))));
  });
});

describe('a document', () => {
  const inside = '<prospect><id>1</id></prospect>';
  it.each([
    ['with a declaration in capitals after another', `<?ADF VERSION="1.0"?>\n<?XML VERSION="1.0"?><adf>${inside}</adf>`],
    ['in capitals', `<ADF>${inside.toUpperCase()}</ADF>`],
    ['with a namespace', `<a:adf xmlns:a="urn:adf"><a:prospect><a:id>1</a:id></a:prospect></a:adf>`],
    ['with a bare &', `<adf><prospect><id>1</id><url>http://x/?a=1&b=2</url></prospect></adf>`],
    ['with a comment that looks like a declaration', `<adf><!-- <!DOCTYPE x> &y; -->${inside}</adf>`],
    [
      'with text that looks like a declaration',
      `<adf><prospect><id>1</id><comments><![CDATA[<!DOCTYPE x> &y;]]></comments></prospect></adf>`,
    ],
  ])('is read leniently %s', (_, xml) => expect(mapProspect(read(xml)[0] as AdfElement).ids[0]?.id).toBe('1'));

  it('is read in its encoding', () => {
    const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><adf><prospect><id>中</id></prospect></adf>`;
    const gbk = Buffer.concat(
      xml('GBK')
        .split('中')
        .flatMap((part, n) => [...(n ? [Buffer.from([0xd6, 0xd0])] : []), Buffer.from(part)]),
    );
    const id = (bytes: Buffer, charset?: string) => mapProspect(read(bytes, 'strict', charset)[0] as AdfElement).ids[0]?.id;
    expect(id(gbk)).toBe('中');
    expect(id(Buffer.from(xml('utf-8')), 'utf-8')).toBe('中');
    expect(id(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(xml('GBK'))]))).toBe('中');
    expect(id(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml('UTF-16'), 'utf16le')]))).toBe('中');
    expect(refusalOf(() => read(Buffer.from(xml('x-none'))))).toBe('adf_encoding_unreadable');
    expect(refusalOf(() => read(Buffer.from([0x3c, 0xff, 0xfe])))).toBe('adf_encoding_unreadable');
  });

  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  it.each([
    ['billion laughs', `<!DOCTYPE adf [<!ENTITY l0 "ha">${laughs}]><adf><prospect>&l9;</prospect></adf>`, 'adf_entities_forbidden'],
    [
      'a file',
      `<!DOCTYPE adf [<!ENTITY x SYSTEM "file:///etc/passwd">]><adf><prospect><id>&x;</id></prospect></adf>`,
      'adf_entities_forbidden',
    ],
    [
      'a parameter entity',
      `<!DOCTYPE adf [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd">%p;]><adf>${inside}</adf>`,
      'adf_entities_forbidden',
    ],
    ['an external DTD', `<!DOCTYPE adf SYSTEM "adf.dtd"><adf>${inside}</adf>`, 'adf_entities_forbidden'],
    ['a DOCTYPE in small letters', `<!doctype adf><adf>${inside}</adf>`, 'adf_entities_forbidden'],
    ['a DOCTYPE after a comment', `<!-- x --><!DOCTYPE adf><adf>${inside}</adf>`, 'adf_entities_forbidden'],
    ['an entity nobody declared', `<adf><prospect><id>&x;</id></prospect></adf>`, 'adf_entities_forbidden'],
    ['an entity in an attribute', `<adf><prospect a="&x;"/></adf>`, 'adf_entities_forbidden'],
    ['another root', `<leads>${inside}</leads>`, 'adf_root_unknown'],
    ['two roots', `<adf>${inside}</adf><adf>${inside}</adf>`, 'adf_malformed'],
    ['no prospect', `<adf><x/></adf>`, 'adf_prospect_missing'],
    ['nothing', '', 'adf_malformed'],
    ['no XML', '{"adf":{}}', 'adf_malformed'],
    ['a tag left open', `<adf><prospect></adf>`, 'adf_malformed'],
    ['a comment left open', `<adf>${'<!--'.repeat(200_000)}`, 'adf_malformed'],
    ['a CDATA left open', `<adf><![CDATA[${'<'.repeat(500_000)}`, 'adf_malformed'],
    ['a NUL', `<adf><prospect><id>a\u0000b</id></prospect></adf>`, 'adf_malformed'],
    ['a NUL by number', `<adf><prospect><id>&#0;</id></prospect></adf>`, 'adf_malformed'],
    ['half a character by number', `<adf><prospect><id>&#xD800;</id></prospect></adf>`, 'adf_malformed'],
    ['a prototype', `<adf><prospect><__proto__>1</__proto__></prospect></adf>`, 'adf_malformed'],
    ['depth', `<adf><prospect>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</prospect></adf>`, 'adf_too_complex'],
    ['breadth', `<adf><prospect>${'<a/>'.repeat(30_000)}</prospect></adf>`, 'adf_too_complex'],
    ['many attributes', `<adf><prospect ${Array.from({ length: 50_000 }, (_, n) => `a${n}=""`).join(' ')}/></adf>`, 'adf_too_complex'],
    ['many open tags', `<adf>${'<'.repeat(900_000)}`, 'adf_malformed'],
    ['many &', `<adf><prospect>${'&a'.repeat(400_000)}</prospect></adf>`, 'adf_too_complex'],
  ])('of a hostile sender is refused by name, quickly: %s', (_, xml, code) => {
    const started = process.hrtime.bigint();
    expect(refusalOf(() => read(xml))).toBe(code);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(10_000);
  });
});

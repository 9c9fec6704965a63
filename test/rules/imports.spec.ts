import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { Problem } from '../../src/kernel/problems.js';
import { rowsOf } from '../../src/modules/integration/imports/importer.js';
import { readCsv, readXlsx, type Sheet } from '../../src/modules/integration/imports/sheet.js';

const refusalOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'none';
  } catch (error) {
    return error instanceof Problem ? error.type.code : String(error);
  }
};
const columns = [
  { field: 'name', headings: ['姓名', 'name'], needed: true as const },
  { field: 'mobile', headings: ['手机', 'mobile'] },
];
const gbk = Buffer.concat([
  Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]),
  Buffer.from(',mobile\r\n'),
  Buffer.from([0xd6, 0xd0]),
  Buffer.from(',1\r\n'),
]);

describe('a CSV file', () => {
  it('reads as it was written, whatever its cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '王', ',', '"', '\n', ';', '\t', '=', ' ') }).map((text) => text.trim());
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), fc.constantFrom('', '\uFEFF'), (rows, mark) => {
        const text = [['name', 'mobile'], ...rows].map((row) => row.map(quoted).join(',')).join('\r\n');
        expect(readCsv(Buffer.from(mark + text))).toEqual([['name', 'mobile'], ...rows]);
      }),
    );
  });

  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('姓名,mobile\n中,1\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF姓名,mobile\r\n中,1\r\n')],
    ['UTF-16 with a mark', Buffer.from('\uFEFF姓名\tmobile\n中\t1\n', 'utf16le')],
    ['GBK, as Excel writes it in China', gbk],
    ['semicolons', Buffer.from('姓名;mobile\n中;1\n')],
  ])('is read in %s', (_, bytes) =>
    expect(rowsOf(readCsv(bytes), columns)).toEqual([{ rowNumber: 2, cells: { name: '中', mobile: '1' } }]),
  );

  it('counts rows as the spreadsheet does, empty ones too, and takes short and long rows', () => {
    expect(rowsOf(readCsv(Buffer.from('mobile,name\n1,a\n\n,\n,b,x,y\n')), columns)).toEqual([
      { rowNumber: 2, cells: { mobile: '1', name: 'a' } },
      { rowNumber: 5, cells: { mobile: '', name: 'b' } },
    ]);
  });

  it.each([
    ['import_unreadable', Buffer.from('name\n"open\n')],
    ['import_unreadable', Buffer.from('name\na\0b\n')],
    ['import_unreadable', Buffer.from([0xff, 0x81, 0xff])],
    ['import_column_missing', Buffer.from('')],
    ['import_column_missing', Buffer.from('mobile\n1\n')],
    ['import_column_unknown', Buffer.from('name,shoe size\na,1\n')],
    ['import_column_unknown', Buffer.from('name,姓名\na,b\n')],
    ['import_empty', Buffer.from('name\n\n')],
  ])('is refused by name: %s', async (code, bytes) => expect(await refusalOf(() => rowsOf(readCsv(bytes), columns))).toBe(code));
});

describe('a workbook', () => {
  const written = async (rows: unknown[][]): Promise<Buffer> => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('线索').addRows(rows as never);
    return Buffer.from(await book.xlsx.writeBuffer());
  };

  /** An archive of one entry, as small as its content allows. */
  const zipOf = (content: Buffer): Buffer => {
    const body = deflateRawSync(content);
    const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
    for (const [part, mark] of [
      [local, 0x04034b50],
      [central, 0x02014b50],
      [end, 0x06054b50],
    ] as const)
      part.writeUInt32LE(mark);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(body.length, 20);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(local.length + body.length, 16);
    return Buffer.concat([local, body, central, end]);
  };

  it('says what a reader sees: numbers as typed, of a formula its result', async () => {
    const rows: Sheet = await readXlsx(
      await written([
        ['姓名', '手机'],
        ['王', 13800138000],
        [{ formula: '"李"&1', result: '李1' }, { richText: [{ text: '138' }, { text: '00138001' }] }],
        [{ formula: 'HYPERLINK("http://x")' }, null],
      ]),
    );
    expect(rows).toEqual([['姓名', '手机'], ['王', '13800138000'], ['李1', '13800138001'], ['']]);
  });

  it('that is none, or unpacks to more than the memory, is refused', async () => {
    const book = await written([['姓名']]);
    for (const bytes of [
      Buffer.from('no zip'),
      Buffer.alloc(0),
      book.subarray(0, book.length - 30),
      Buffer.from('PK\x05\x06' + '\xff'.repeat(18), 'latin1'),
    ])
      expect(await refusalOf(() => readXlsx(bytes))).toBe('import_unreadable');
    const bomb = zipOf(Buffer.alloc(110 * 1_048_576));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusalOf(() => readXlsx(bomb))).toBe('import_unreadable');
  });
});

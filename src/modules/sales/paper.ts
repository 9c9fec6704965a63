import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

type Document = PDFKit.PDFDocument;
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const MARGIN = 48;
const INK = '#1d2733';
const FAINT = '#66727f';
const LINE = '#c8d0d8';

let press: Promise<() => Document> | undefined;

/** Loaded when the first document is printed: the library and a Chinese font are tens of megabytes that most days nobody needs. */
async function thePress(): Promise<() => Document> {
  const { default: PdfDocument } = await import('pdfkit');
  const font = await readFile(createRequire(import.meta.url).resolve(FONT));
  return () => new PdfDocument({ size: 'A4', margin: MARGIN, bufferPages: true, font: font as unknown as string });
}

export interface PaperColumn {
  title: string;
  /** A share of the width. */
  width: number;
  align?: 'left' | 'right';
}

/** A sheet of A4 that is written from top to bottom: headings, facts in two columns, tables, notes, a footer on every page. */
export class Paper {
  private constructor(private readonly pdf: Document) {}

  static async open(title: string, at: Date): Promise<Paper> {
    press ??= thePress();
    // What failed to load is tried again the next time.
    press.catch(() => (press = undefined));
    const pdf = (await press)();
    Object.assign(pdf.info, { Title: title, Producer: 'Forecourt', Creator: 'Forecourt', CreationDate: at });
    return new Paper(pdf);
  }
  get #width(): number {
    return this.pdf.page.width - 2 * MARGIN;
  }
  get #bottom(): number {
    return this.pdf.page.height - MARGIN - 24;
  }

  heading(left: string, title: string, right: string): void {
    const y = this.pdf.y;
    this.pdf
      .fillColor(FAINT)
      .fontSize(10)
      .text(left, MARGIN, y + 6, { width: this.#width / 3 });
    this.pdf
      .fillColor(INK)
      .fontSize(20)
      .text(title, MARGIN + this.#width / 3, y, { width: this.#width / 3, align: 'center' });
    this.pdf
      .fillColor(FAINT)
      .fontSize(10)
      .text(right, MARGIN + (2 * this.#width) / 3, y + 6, { width: this.#width / 3, align: 'right' });
    this.pdf.y = y + 34;
    this.#rule(INK);
    this.pdf.y += 8;
  }
  section(text: string): void {
    this.#need(60);
    this.pdf.y += 10;
    this.pdf.fillColor(INK).fontSize(12).text(text, MARGIN, this.pdf.y, { width: this.#width });
    this.pdf.y += 4;
  }
  /** Name and value, two a row. */
  facts(pairs: readonly (readonly [name: string, value: string])[]): void {
    const half = this.#width / 2;
    for (let n = 0; n < pairs.length; n += 2) {
      this.#need(18);
      const y = this.pdf.y;
      let end = y;
      for (const [column, pair] of [pairs[n], pairs[n + 1]].entries()) {
        if (!pair) continue;
        const x = MARGIN + column * half;
        this.pdf.fillColor(FAINT).fontSize(9).text(pair[0], x, y, { width: 78 });
        this.pdf
          .fillColor(INK)
          .fontSize(10)
          .text(pair[1], x + 80, y - 1, { width: half - 92 });
        end = Math.max(end, this.pdf.y);
      }
      this.pdf.y = end + 3;
    }
  }
  table(columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): void {
    this.#row(
      columns,
      columns.map((c) => c.title),
      FAINT,
      9,
    );
    this.#rule(LINE);
    for (const row of rows) {
      this.#row(columns, row, INK, 10);
      this.#rule(LINE);
    }
  }
  /** A sum at the right edge. */
  sum(name: string, amount: string, large = false): void {
    this.#need(24);
    const y = this.pdf.y + 4;
    this.pdf
      .fillColor(FAINT)
      .fontSize(10)
      .text(name, MARGIN, y + (large ? 3 : 0), { width: this.#width - 150, align: 'right' });
    this.pdf
      .fillColor(INK)
      .fontSize(large ? 14 : 10)
      .text(amount, MARGIN + this.#width - 140, y, { width: 140, align: 'right' });
  }
  note(text: string): void {
    this.#need(30);
    this.pdf
      .fillColor(FAINT)
      .fontSize(8.5)
      .text(text, MARGIN, this.pdf.y + 3, { width: this.#width });
  }
  /** Lines to sign on. */
  signatures(names: readonly string[]): void {
    this.#need(64);
    const y = this.pdf.y + 40;
    const width = this.#width / names.length;
    for (const [n, name] of names.entries()) {
      const x = MARGIN + n * width;
      this.pdf
        .moveTo(x, y)
        .lineTo(x + width - 40, y)
        .lineWidth(0.6)
        .strokeColor(FAINT)
        .stroke();
      this.pdf
        .fillColor(FAINT)
        .fontSize(9)
        .text(name, x, y + 4, { width: width - 40 });
    }
  }
  /** Across every page, in pale letters. */
  stamp(text: string): void {
    this.#everyPage(() => {
      const { width, height } = this.pdf.page;
      this.pdf.save().rotate(-35, { origin: [width / 2, height / 2] });
      this.pdf
        .fillColor('#d9534f', 0.16)
        .fontSize(72)
        .text(text, 0, height / 2 - 50, { width, align: 'center', lineBreak: false });
      this.pdf.restore().fillColor(INK, 1);
    });
  }

  async close(footer: (page: number, pages: number) => string): Promise<Buffer> {
    this.#everyPage((page, pages) => {
      const y = this.pdf.page.height - MARGIN - 14;
      this.pdf.fillColor(FAINT).fontSize(8).text(footer(page, pages), MARGIN, y, { width: this.#width, align: 'center', lineBreak: false });
    });
    const chunks: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      this.pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.pdf.on('end', () => resolve(Buffer.concat(chunks)));
      this.pdf.on('error', reject);
    });
    this.pdf.end();
    return done;
  }

  #everyPage(draw: (page: number, pages: number) => void): void {
    const { start, count } = this.pdf.bufferedPageRange();
    const y = this.pdf.y;
    for (let page = start; page < start + count; page += 1) {
      this.pdf.switchToPage(page);
      draw(page - start + 1, count);
    }
    this.pdf.y = y;
  }
  #row(columns: readonly PaperColumn[], cells: readonly string[], colour: string, size: number): void {
    this.pdf.fontSize(size);
    const widths = columns.map((c) => c.width * this.#width - 8);
    const height = Math.max(...cells.map((cell, n) => this.pdf.heightOfString(cell, { width: widths[n] ?? 0 })));
    this.#need(height + 10);
    const y = this.pdf.y + 4;
    let x = MARGIN;
    for (const [n, { width, align = 'left' }] of columns.entries()) {
      this.pdf.fillColor(colour).text(cells[n] ?? '', x + 4, y, { width: widths[n] ?? 0, align });
      x += width * this.#width;
    }
    this.pdf.y = y + height + 4;
  }
  #rule(colour: string): void {
    this.pdf
      .moveTo(MARGIN, this.pdf.y)
      .lineTo(MARGIN + this.#width, this.pdf.y)
      .lineWidth(0.6)
      .strokeColor(colour)
      .stroke();
  }
  #need(height: number): void {
    if (this.pdf.y + height > this.#bottom) this.pdf.addPage();
  }
}

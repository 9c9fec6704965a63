import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decode, markedEncoding } from '../text-encoding.js';
import {
  AdfEncodingUnreadable,
  AdfEntitiesForbidden,
  AdfMalformed,
  AdfProspectMissing,
  AdfRootUnknown,
  AdfTooComplex,
} from './adf.rules.js';

/** An element with its own text; names are in small letters unless the document is read strictly. */
export interface AdfElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: AdfElement[];
}
export type AdfMode = 'strict' | 'lenient';

const MAX_DEPTH = 24;
const MAX_ELEMENTS = 20_000;
/** References and attributes: far more than any prospect needs, and far less than what keeps a parser busy. */
const MAX_MARKS = 20_000;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  removeNSPrefix: true,
  maxNestedTags: MAX_DEPTH,
});

/** The prospects of an ADF document (L-8). A DOCTYPE, and any entity but the five of XML itself, is refused before anything is parsed. */
export function readProspects(bytes: Buffer, charset: string | undefined, mode: AdfMode): AdfElement[] {
  const text = guarded(textOf(bytes, charset), mode);
  const well = XMLValidator.validate(text);
  if (well !== true) throw AdfMalformed({ detail: `${well.err.msg} (${well.err.line})` });
  const roots = elementsOf(text, mode);
  const [root] = roots;
  if (!root || roots.length > 1) throw AdfMalformed();
  if (root.name !== 'adf') throw AdfRootUnknown({ detail: root.name });
  const prospects = root.children.filter((child) => child.name === 'prospect');
  if (!prospects.length) throw AdfProspectMissing();
  return prospects;
}

/** One prospect as XML again: what is kept of a document is what was understood to belong to this prospect, nothing of the others. */
export function writeElement({ name, attributes, text, children }: AdfElement): string {
  const given = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  return `<${name}${given}>${escaped(text)}${children.map(writeElement).join('')}</${name}>`;
}
export const readElement = (xml: string): AdfElement => elementsOf(xml, 'strict')[0] as AdfElement;

function textOf(bytes: Buffer, charset: string | undefined): string {
  // In a declaration only ASCII stands, so it can be read before the encoding is known.
  const declared = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(bytes.subarray(0, 300).toString('latin1'))?.[1];
  const text = decode(bytes, markedEncoding(bytes) ?? charset ?? declared ?? 'utf-8');
  if (text === null) throw AdfEncodingUnreadable({ detail: charset ?? declared ?? 'utf-8' });
  return text;
}

/** What is neither markup nor text of the sender: skipped, or (CDATA) kept as it is. */
const ASIDES: [opens: string, closes: string, kept: boolean][] = [
  ['<!--', '-->', false],
  ['<![CDATA[', ']]>', true],
  ['<?', '?>', false],
];

/** The document without comments and processing instructions; refused if it declares anything or names an entity of its own. */
function guarded(text: string, mode: AdfMode): string {
  if (/[^\P{Cc}\t\n\r]/u.test(text)) throw AdfMalformed();
  const parts: string[] = [];
  for (const mark of ['&', /=\s?["']/]) if (text.split(mark).length > MAX_MARKS) throw AdfTooComplex();
  let from = 0;
  for (let next = text.indexOf('<'); next >= 0; next = text.indexOf('<', next)) {
    const aside = ASIDES.find(([opens]) => text.startsWith(opens, next));
    if (!aside) {
      if (text.startsWith('<!', next)) throw AdfEntitiesForbidden();
      next++;
      continue;
    }
    const [opens, closes, kept] = aside;
    const end = text.indexOf(closes, next + opens.length);
    if (end < 0) throw AdfMalformed();
    parts.push(withoutBareAmpersands(text.slice(from, next), mode));
    from = next = end + closes.length;
    if (kept) parts.push(text.slice(text.lastIndexOf(opens, end), from));
  }
  parts.push(withoutBareAmpersands(text.slice(from), mode));
  return parts.join('').trim();
}

/** Senders often forget to escape the & of an address on the web: lenient reading does it for them. */
function withoutBareAmpersands(markup: string, mode: AdfMode): string {
  return markup.replaceAll(/&(?:(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][\w.-]{0,60});)?/gi, (reference, name: string | undefined) => {
    if (name === undefined && mode === 'strict') throw AdfMalformed({ detail: '&' });
    if (name === undefined) return '&amp;';
    if (!name.startsWith('#') && !Object.hasOwn(ENTITIES, name)) throw AdfEntitiesForbidden({ detail: reference });
    return reference;
  });
}

function unescaped(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (reference, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? reference;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    const forbidden = code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || /[^\P{Cc}\t\n\r]/u.test(String.fromCharCode(code & 0xffff));
    if (forbidden) throw AdfMalformed({ detail: reference });
    return String.fromCodePoint(code);
  });
}
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (c) => `&${Object.keys(ENTITIES).find((k) => ENTITIES[k] === c) ?? ''};`);

function elementsOf(text: string, mode: AdfMode): AdfElement[] {
  let count = 0;
  const named = (name: string) => (mode === 'strict' ? name : name.toLowerCase());
  const build = (nodes: RawNode[]): { text: string; children: AdfElement[] } => {
    let own = '';
    const children: AdfElement[] = [];
    for (const { ':@': attributes = {}, ...node } of nodes) {
      const [[name, content] = ['', '']] = Object.entries(node);
      if (name === '#text') own += unescaped(content as string);
      else if (name === '#cdata') own += (content as RawNode[]).map((part) => part['#text'] as string).join('');
      else {
        if (++count > MAX_ELEMENTS) throw AdfTooComplex();
        const entries = Object.entries(attributes).map(([key, value]) => [named(key), unescaped(value)]);
        children.push({
          name: named(name),
          attributes: Object.fromEntries(entries) as Record<string, string>,
          ...build(content as RawNode[]),
        });
      }
    }
    return { text: own.trim(), children };
  };
  return build(parsed(text)).children;
}
type RawNode = { ':@'?: Record<string, string> } & Record<string, unknown>;

function parsed(text: string): RawNode[] {
  try {
    return parser.parse(text) as RawNode[];
  } catch (error) {
    if (/nested/i.test((error as Error).message)) throw AdfTooComplex();
    throw AdfMalformed({ detail: (error as Error).message.slice(0, 200) });
  }
}

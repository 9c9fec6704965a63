/** Where the bytes of a text say how they are to be read, in the order in which they are believed. */
const MARKS: [bytes: number[], label: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The encoding that a byte order mark names. */
export const markedEncoding = (bytes: Buffer): string | undefined =>
  MARKS.find(([mark]) => mark.every((byte, n) => bytes[n] === byte))?.[1];

/** The text without its byte order mark, or null when the encoding is unknown or the bytes are none of it. */
export function decode(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How names are compared: full width as half width, any case, no blanks (`示范　Ａ４` is `示范a4`). */
export const alike = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

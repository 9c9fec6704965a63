export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const FILE_TYPES = [...IMAGE_TYPES, 'application/pdf'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** What the bytes are, by how they begin and never by what they are called; null when it is nothing that is kept. */
export function typeOf(bytes: Buffer): FileType | null {
  const begins = (at: number, ...values: number[]) => bytes.length >= at + values.length && values.every((v, n) => bytes[at + n] === v);
  const reads = (at: number, text: string) => bytes.subarray(at, at + text.length).toString('latin1') === text;
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (reads(0, 'RIFF') && reads(8, 'WEBP')) return 'image/webp';
  if (reads(0, '%PDF-')) return 'application/pdf';
  return null;
}

import { unique } from './deals.js';

/** How files of each type begin. */
export const BEGIN = {
  'image/jpeg': [0xff, 0xd8, 0xff, 0xe0],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/webp': [...Buffer.from('RIFF____WEBP')],
  'application/pdf': [...Buffer.from('%PDF-1.7\n')],
} as const;
/** A content that nobody has. */
export const file = (type: keyof typeof BEGIN, size = 200): Buffer =>
  Buffer.concat([Buffer.from(BEGIN[type]), Buffer.from(`${unique()}`), Buffer.alloc(size)]);

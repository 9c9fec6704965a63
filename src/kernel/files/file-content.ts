import { Rendered } from '../http/answers.interceptor.js';
import { refusal, TooLarge, UnsupportedType } from '../problems.js';

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const FILE_TYPES = [...IMAGE_TYPES, 'application/pdf'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** The largest file a route takes: part of the document, so it is the same for every store. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024;

export const FileEmpty = refusal('wrong', 'file_empty', '文件为空', 'The file is empty');
export const FileContentUnknown = refusal(
  'wrong',
  'file_content_unknown',
  '文件内容不是 JPEG、PNG、WebP 或 PDF',
  'The content is no JPEG, PNG, WebP or PDF',
);
export const FileContentDiffers = refusal(
  'wrong',
  'file_content_differs',
  '文件内容与声明的类型不符',
  'The content is another than its type says',
);
export const FileAlreadyThere = refusal('conflict', 'file_already_there', '已有相同文件', 'This very file is there already');
/** What every route that takes a file may answer. */
export const UPLOAD_REFUSALS = [TooLarge, UnsupportedType, FileEmpty, FileContentUnknown, FileContentDiffers, FileAlreadyThere];

/** What the bytes are, by how they begin and never by what they are called; null when it is nothing that is kept. */
function typeOf(bytes: Buffer): FileType | null {
  const begins = (at: number, ...values: number[]) => bytes.length >= at + values.length && values.every((v, n) => bytes[at + n] === v);
  const reads = (at: number, text: string) => bytes.subarray(at, at + text.length).toString('latin1') === text;
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (reads(0, 'RIFF') && reads(8, 'WEBP')) return 'image/webp';
  if (reads(0, '%PDF-')) return 'application/pdf';
  return null;
}

/** The media type of an upload: what it is, if it is what its sender says. */
export function typeOfUpload(bytes: Buffer, declared: string | undefined): FileType {
  if (bytes.length === 0) throw FileEmpty();
  const mediaType = typeOf(bytes);
  if (mediaType === null) throw FileContentUnknown();
  if (declared?.split(';')[0]?.trim().toLowerCase() !== mediaType) throw FileContentDiffers({ extra: { contentType: mediaType } });
  return mediaType;
}

/** A kept file as an answer: never guessed at by a browser, never run as a page. */
export const fileAnswer = (mediaType: FileType, bytes: Buffer, fileName: string): Rendered =>
  new Rendered(mediaType, bytes, {
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
  });

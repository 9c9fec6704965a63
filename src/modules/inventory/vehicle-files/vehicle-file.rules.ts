import { constraintRefusal, refusal } from '../../../kernel/problems.js';

/** The largest file a route takes: part of the document, so it is the same for every store. */
export const VEHICLE_FILE_MAX_BYTES = 10 * 1024 * 1024;

export const FileEmpty = refusal('wrong', 'file_empty', '文件为空', 'The file is empty', 'V-3');
export const FileContentUnknown = refusal(
  'wrong',
  'file_content_unknown',
  '文件内容不是 JPEG、PNG、WebP 或 PDF',
  'The content is no JPEG, PNG, WebP or PDF',
  'V-3',
);
export const FileContentDiffers = refusal(
  'wrong',
  'file_content_differs',
  '文件内容与声明的类型不符',
  'The content is another than its type says',
  'V-3',
);
export const PhotoMustBeImage = refusal('wrong', 'photo_must_be_image', '照片须为图片', 'A photo is an image', 'V-3');
export const FileAlreadyThere = refusal('conflict', 'file_already_there', '该车已有相同文件', 'The car has this very file already', 'V-3');
export const FileRemoved = refusal('gone', 'file_removed', '文件已移除', 'The file was removed', 'V-3');
constraintRefusal('uq_vehicle_file_content', FileAlreadyThere);

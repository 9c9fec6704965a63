import { FileAlreadyThere } from '../../../kernel/files/file-content.js';
import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const PhotoMustBeImage = refusal('wrong', 'photo_must_be_image', '照片须为图片', 'A photo is an image', 'V-3');
export const FileRemoved = refusal('gone', 'file_removed', '文件已移除', 'The file was removed', 'V-3');
constraintRefusal('uq_vehicle_file_content', FileAlreadyThere);

import { FileAlreadyThere } from '../../../kernel/files/file-content.js';
import { constraintRefusal, refusal } from '../../../kernel/problems.js';

export const TradeInOver = refusal('conflict', 'trade_in_over', '置换已结束', 'The trade-in is over', 'TI-1');
constraintRefusal('uq_trade_in_photo_content', FileAlreadyThere);

import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { fileAnswer, typeOfUpload } from '../../../kernel/files/file-content.js';
import { FileStore } from '../../../kernel/files/file-store.js';
import type { Rendered } from '../../../kernel/http/answers.interceptor.js';
import { type ListDefinition, Lists, type Page } from '../../../kernel/http/list.js';
import { newId } from '../../../kernel/ids.js';
import { TradeIn } from '../trade-ins/trade-in.entity.js';
import type { ListTradeInPhotos, TradeInPhotoView, UploadTradeInPhoto } from './trade-in-photo.dto.js';
import { TradeInPhoto } from './trade-in-photo.entity.js';
import { TradeInOver } from './trade-in-photo.rules.js';

const PHOTOS: ListDefinition = {
  select: `p.id, p.store_id AS "storeId", p.trade_in_id AS "tradeInId", p.view, p.caption, p.media_type AS "mediaType", p.size, p.sha256,
    p.uploaded_by AS "uploadedBy", p.created_at AS "createdAt"`,
  from: 'sales.trade_in_photo p',
  id: 'p.id',
  sorts: { createdAt: { by: 'p.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  filters: { view: 'p.view = ?' },
};
const SHELF = 'trade-ins';

/** Photos of appraised cars (TI-1): named by rows, kept in the file store, seen by who sees the trade-in. */
@Injectable()
export class TradeInPhotoService {
  constructor(
    private readonly db: Database,
    private readonly files: FileStore,
    private readonly lists: Lists,
  ) {}

  async upload(tradeInId: string, bytes: Buffer, declared: string | undefined, body: UploadTradeInPhoto): Promise<TradeInPhotoView> {
    const mediaType = typeOfUpload(bytes, declared);
    return this.db.transaction(async () => {
      await this.db.find(TradeIn, tradeInId);
      // On the disk before the row is locked: nobody waits for a slow one.
      const sha256 = await this.files.put(bytes, SHELF);
      const tradeIn = await this.db.lock(TradeIn, tradeInId);
      if (!tradeIn.running) throw TradeInOver();
      const photo = Object.assign(new TradeInPhoto(), {
        ...{ id: newId(), storeId: tradeIn.storeId, tradeInId, view: body.view, caption: body.caption ?? null, mediaType },
        ...{ size: bytes.length, sha256, uploadedBy: context.principal.id },
      });
      return viewOf(await this.db.save(photo, 'upload'));
    });
  }

  async list(tradeInId: string, query: ListTradeInPhotos): Promise<Page<TradeInPhotoView>> {
    await this.db.find(TradeIn, tradeInId);
    return this.lists.page<TradeInPhotoView>(PHOTOS, query, [['p.trade_in_id = ?::uuid', tradeInId]]);
  }

  async content(id: string): Promise<Rendered> {
    const photo = await this.db.find(TradeInPhoto, id);
    // Whose the trade-in is, they are: another consultant of the store sees neither.
    const { number } = await this.db.find(TradeIn, photo.tradeInId);
    const { mediaType, sha256, view } = photo;
    return fileAnswer(mediaType, await this.files.get(sha256, SHELF), `${number}-${view}.${mediaType.split('/')[1]}`);
  }
}

const viewOf = ({ version, updatedAt, ...view }: TradeInPhoto): TradeInPhotoView => view;
